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
	{"save a copy", saveOn, checkSaved},
	{"take in", takeInOn, func(dir string, n int) error { return checkTitle(dir, steps, steps) }},
	{"mend", mendOn, func(dir string, n int) error { return checkTitle(dir, steps, steps) }},
	{"version", nameOn, checkNamed},
	{"restore", restoreOn, checkRestored},
	{"save an earlier day", savePastOn, checkPastSaved},
	{"compact", compactOn, checkCompacted},
	{"merge", mergeOn, checkMerged},
	{"undo and redo a merge", turnMergeOn, checkTurned},
	{"settle a conflict", settleOn, checkSettled},
	{"take in objects of another plan", importOn, checkImported},
	{"share", shareOn, checkShared},
	{"take back a shared copy", returnOn, checkReturned},
}

func init() {
	for _, w := range writings {
		jobs["write: "+w.name] = func(args []string) error {
			return w.work(args[0], func(n int) { fmt.Println(n) })
		}
	}
}

// TestKilledInEveryWrite kills processes at random moments of every kind of
// write. What was acknowledged is there, the rest whole or not at all.
func TestKilledInEveryWrite(t *testing.T) {
	from := filepath.Join(t.TempDir(), soundName)
	if err := makeSteps(from); err != nil {
		t.Fatal(err)
	}
	kills := share(t, len(writings)*3, len(writings)*75)
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
