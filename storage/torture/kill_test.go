package torture

import (
	"bufio"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"jointplan/plan"
	"jointplan/storage"
)

// writing is one kind of write that a process may be killed in.
type writing struct {
	name string
	// work writes over and over in the folder, beginning with the sound file
	// sound.jointplan, and calls done after each write with what was reached.
	work func(dir string, done func(n int)) error
	// check looks at what a kill has left after n was reached, in a folder where
	// nobody writes any more.
	check func(dir string, n int) error
}

const soundName = "sound" + storage.Extension

// steps is how many edits each folder's sound file has to take back.
const steps = 12

// writings are all kinds of write. Whatever else writes files belongs here.
var writings = []writing{
	{"edit", editOn, func(dir string, n int) error { return checkTitle(dir, n, n+1) }},
	{"large edit", editLargely, checkLarge},
	{"undo", func(dir string, done func(int)) error { return stepOn(dir, done, (*storage.Workspace).Undo) },
		func(dir string, n int) error { return checkTitle(dir, steps-n-1, steps-n) }},
	{"redo", redoOn, func(dir string, n int) error { return checkTitle(dir, n, n+1) }},
	{"create", createOn, checkCreated},
	{"save a copy", saveOn, checkCreated},
	{"take in", takeInOn, func(dir string, n int) error { return checkTitle(dir, steps, steps) }},
	{"merge", mergeOn, checkMerged},
}

func init() {
	for _, w := range writings {
		jobs["write: "+w.name] = func(args []string) error {
			return w.work(args[0], func(n int) { fmt.Println(n) })
		}
	}
}

func openSound(dir string, o storage.Options) (*storage.Workspace, error) {
	w, err := storage.Open(ctx, filepath.Join(dir, soundName), o, nil)
	if err == nil && w.ReadOnly() != nil {
		err = fmt.Errorf("read-only: %s", w.ReadOnly())
	}
	return w, err
}

func editOn(dir string, done func(int)) error {
	w, err := openSound(dir, ann)
	for n := steps; err == nil; n++ {
		done(n)
		err = edit(w, n+1)
	}
	return err
}

func editLargely(dir string, done func(int)) error {
	w, err := openSound(dir, ann)
	k := plan.KindOf[plan.Task]()
	for n := 0; err == nil; n++ {
		done(n)
		e := plan.Edit{Title: plan.Say("large"), Changes: []plan.Change{retitle(w, fmt.Sprint("large ", n+1))}}
		for range 400 {
			e.Changes = append(e.Changes, plan.Creation(k.New(storage.NewID())))
		}
		err = w.Apply(e)
	}
	return err
}

func checkLarge(dir string, n int) error {
	w, err := openSound(dir, ann)
	if err != nil {
		return err
	}
	defer w.Close()
	got, _ := strconv.Atoi(strings.TrimPrefix(w.Document().Workspace().Title, "large "))
	if title := w.Document().Workspace().Title; title == strconv.Itoa(steps) {
		got = 0
	}
	if got < n || got > n+1 {
		return fmt.Errorf("%d edits acknowledged, %d in the file", n, got)
	}
	if tasks := w.Document().Count(plan.KindOf[plan.Task](), plan.NoID); tasks != steps+400*got {
		return fmt.Errorf("half an edit: %d tasks after %d edits", tasks, got)
	}
	return w.Verify(ctx)
}

func stepOn(dir string, done func(int), step func(*storage.Workspace) (plan.Edit, error)) error {
	w, err := openSound(dir, ann)
	for n := 0; err == nil && n < steps; n++ {
		done(n)
		_, err = step(w)
	}
	return err
}

// redoOn takes everything back and does it again.
func redoOn(dir string, done func(int)) error {
	w, err := openSound(dir, ann)
	for n := 0; err == nil && n < steps; n++ {
		_, err = w.Undo()
	}
	for n := 0; err == nil && n < steps; n++ {
		done(n)
		_, err = w.Redo()
	}
	return err
}

func createOn(dir string, done func(int)) error {
	for n := 0; ; n++ {
		done(n)
		w, err := storage.Create(numbered(dir, n), ann, "New")
		if err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
	}
}

func saveOn(dir string, done func(int)) error {
	w, err := openSound(dir, ann)
	for n := 0; err == nil; n++ {
		done(n)
		err = w.SaveCopy(numbered(dir, n))
	}
	return err
}

func numbered(dir string, n int) string {
	return filepath.Join(dir, fmt.Sprintf("made-%d%s", n, storage.Extension))
}

// takeInOn opens the file each time as somebody to whom it comes from elsewhere.
func takeInOn(dir string, done func(int)) error {
	for n := 0; ; n++ {
		done(n)
		o := eve
		o.Key = fmt.Appendf(nil, "installation %d of %d", n, os.Getpid())
		w, err := openSound(dir, o)
		if err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
	}
}

// mergeOn goes on with a copy and merges it, over and over.
func mergeOn(dir string, done func(int)) error {
	w, err := openSound(dir, ann)
	for n := 0; err == nil; n++ {
		done(n)
		err = mergeOnce(w, numbered(dir, n), n)
	}
	return err
}

func mergeOnce(w *storage.Workspace, path string, n int) error {
	if err := w.SaveCopy(path); err != nil {
		return err
	}
	other, err := storage.Open(ctx, path, eve, nil)
	if err != nil {
		return err
	}
	if err := edit(other, 1000+n); err != nil {
		return err
	}
	if err := other.Close(); err != nil {
		return err
	}
	m, err := w.PrepareMerge(ctx, []string{path}, storage.MergeOptions{})
	if err != nil {
		return err
	}
	_, _, err = m.Apply(nil)
	return err
}

func checkMerged(dir string, n int) error {
	w, err := openSound(dir, ann)
	if err != nil {
		return err
	}
	defer w.Close()
	if tasks := w.Document().Count(plan.KindOf[plan.Task](), plan.NoID) - steps; tasks < n || tasks > n+1 {
		return fmt.Errorf("%d merges acknowledged, %d in the file", n, tasks)
	}
	return w.Verify(ctx)
}

// checkTitle checks that the file is whole and as far as one of two edits.
func checkTitle(dir string, n, or int) error {
	w, err := openSound(dir, ann)
	if err != nil {
		return err
	}
	defer w.Close()
	title, tasks := w.Document().Workspace().Title, w.Document().Count(plan.KindOf[plan.Task](), plan.NoID)
	if got, _ := strconv.Atoi(title); got != tasks || tasks != n && tasks != or {
		return fmt.Errorf("edit %d or %d expected, found %s with %d tasks", n, or, title, tasks)
	}
	return w.Verify(ctx)
}

// checkCreated checks that every file that was finished is whole, and the one it
// began with too.
func checkCreated(dir string, n int) error {
	for i := range n {
		w, err := storage.Open(ctx, numbered(dir, i), ann, nil)
		if err != nil {
			return err
		}
		whole := w.ReadOnly() == nil && w.Verify(ctx) == nil
		if w.Close(); !whole {
			return fmt.Errorf("file %d is not whole", i)
		}
	}
	if w, err := storage.Open(ctx, numbered(dir, n), ann, nil); err == nil {
		w.Close()
	} else if problemKey(err) == "" {
		return err
	}
	return checkTitle(dir, steps, steps)
}

// TestKilledInEveryWrite kills processes at random moments of every kind of
// write. What was acknowledged is there, the rest whole or not at all.
func TestKilledInEveryWrite(t *testing.T) {
	from := filepath.Join(t.TempDir(), soundName)
	if err := makeSteps(from); err != nil {
		t.Fatal(err)
	}
	kills := share(t, len(writings)*5, 1000)
	rng := rand.New(rand.NewPCG(seed(), 0))
	reached := map[string]int{}
	for n := range kills {
		w := writings[n%len(writings)]
		dir := t.TempDir()
		if err := copyFile(from, filepath.Join(dir, soundName)); err != nil {
			t.Fatal(err)
		}
		last := killIn(t, w, dir, time.Duration(rng.IntN(60_000))*time.Microsecond)
		if last >= 0 {
			reached[w.name]++
			if err := w.check(dir, last); err != nil {
				t.Errorf("kill %d, %s, at %d: %v", n, w.name, last, err)
			}
		}
		os.RemoveAll(dir)
	}
	for _, name := range slices.Sorted(maps.Keys(reached)) {
		t.Logf("%4d kills in %s", reached[name], name)
	}
}

func makeSteps(path string) error {
	w, err := storage.Create(path, ann, "0")
	for n := 1; err == nil && n <= steps; n++ {
		err = edit(w, n)
	}
	if err != nil {
		return err
	}
	return w.Close()
}

// killIn lets a process write, kills it a while after its first word and gives
// the last number it reached, -1 when it reached none.
func killIn(t *testing.T, w writing, dir string, while time.Duration) (last int) {
	t.Helper()
	p := exec.Command(os.Args[0], dir)
	p.Env = append(os.Environ(), jobVariable+"=write: "+w.name, "TMPDIR="+dir)
	errs := &strings.Builder{}
	p.Stderr = errs
	lines, err := p.StdoutPipe()
	if err == nil {
		err = p.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	last = -1
	var killer *time.Timer
	for scan := bufio.NewScanner(lines); scan.Scan(); {
		if killer == nil {
			killer = time.AfterFunc(while, func() { p.Process.Kill() })
			defer killer.Stop()
		}
		if n, err := strconv.Atoi(scan.Text()); err == nil {
			last = n
		}
	}
	if err := p.Wait(); err != nil && p.ProcessState.Exited() {
		t.Errorf("%s: %v\n%s", w.name, err, cut(errs.String()))
	}
	return last
}
