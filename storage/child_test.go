//go:build unix

package storage

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"jointplan/plan"
)

// The tests that need a process of its own run this binary again with the name
// of a job in the environment.
const jobVariable = "JOINTPLAN_STORAGE_TEST_JOB"

var jobs = map[string]func(path string) error{
	"edit":   editForEver,
	"hold":   holdOpen,
	"full":   fillDisk,
	"medium": openOnMedium,
}

func TestMain(m *testing.M) {
	if job, ok := jobs[os.Getenv(jobVariable)]; ok {
		if err := job(os.Args[1]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func child(job, path string) *exec.Cmd {
	c := exec.Command(os.Args[0], path)
	c.Env = append(os.Environ(), jobVariable+"="+job)
	return c
}

// editForEver adds a task and renames the workspace in one edit, over and over,
// and prints the number of each edit that was acknowledged.
func editForEver(path string) error {
	w, err := Open(ctx, path, ann, nil)
	if err != nil {
		return err
	}
	if why := w.ReadOnly(); why != nil {
		return fmt.Errorf("read-only: %s", why)
	}
	title := plan.KindOf[plan.Workspace]().Field("title")
	for n := count(w) + 1; ; n++ {
		c, _, err := plan.SetField(w.doc.Workspace(), title, strconv.Itoa(n))
		if err != nil {
			return err
		}
		e := plan.Edit{Title: plan.Say("edit"), Changes: []plan.Change{c, plan.Creation(task(plan.NoID, n))}}
		if err := w.Apply(e); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

func count(w *Workspace) int { return w.doc.Count(plan.KindOf[plan.Task](), plan.NoID) }

func TestKilledAtAnyMoment(t *testing.T) {
	kills := 200
	if testing.Short() {
		kills = 20
	}
	w := newFile(t)
	w.Close()
	total := 0
	for range kills {
		acknowledged := killOnce(t, w.path)
		w := mustOpen(t, w.path, ann)
		if why := w.ReadOnly(); why != nil {
			t.Fatal("read-only after a kill: ", why)
		}
		n := count(w)
		if n < acknowledged || n > max(acknowledged, total)+1 {
			t.Fatalf("%d edits acknowledged, %d in the file", acknowledged, n)
		}
		if total = n; n > 0 && w.doc.Workspace().Title != strconv.Itoa(n) {
			t.Fatalf("half an edit: title %s, %d tasks", w.doc.Workspace().Title, n)
		}
		if err := w.Verify(ctx); err != nil {
			t.Fatal(err)
		}
		w.Close()
	}
	t.Logf("%d kills, %d edits in the file", kills, total)
}

// killOnce lets a child edit for a random while, and gives the last number it
// acknowledged.
func killOnce(t *testing.T, path string) (last int) {
	c := child("edit", path)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(time.Duration(rand.IntN(80_000))*time.Microsecond, func() { c.Process.Kill() })
	defer timer.Stop()
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if n, err := strconv.Atoi(lines.Text()); err == nil {
			last = n
		}
	}
	if err := c.Wait(); err != nil && c.ProcessState.Exited() {
		t.Fatal(err)
	}
	return last
}

// holdOpen keeps the file until its input ends.
func holdOpen(path string) error {
	w, err := Open(ctx, path, Options{Author: Author{"Bob", "BBB"}}, nil)
	if err != nil {
		return err
	}
	fmt.Println(w.ReadOnly() == nil)
	io.Copy(io.Discard, os.Stdin)
	return w.Close()
}

func TestTwoOpenersAndADeadOne(t *testing.T) {
	w := newFile(t)
	_, tasks := fill(t, w, 3)
	w.Close()
	c := child("hold", w.path)
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "true\n" {
		t.Fatal(line, err)
	}

	second := mustOpen(t, w.path, ann)
	why := second.ReadOnly()
	if why == nil || why.Key != "banner.inuse" || why.Args["Name"] != "Bob" || why.Args["Since"] == "" {
		t.Fatal("second opener: ", why)
	}
	if second.doc.Len() != 5 {
		t.Error("second opener sees ", second.doc.Len())
	}
	if err := second.Apply(plan.Edit{Changes: []plan.Change{set(t, second, tasks[0], "title", "x")}}); problemKey(err) != "error.storage.readonly" {
		t.Error(err)
	}
	second.Close()

	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	c.Wait()
	if _, err := os.Stat(lockPath(w.path)); err != nil {
		t.Fatal("the killed process left no sidecar to test with: ", err)
	}
	if third := mustOpen(t, w.path, ann); third.ReadOnly() != nil {
		t.Error("a dead process still has the file: ", third.ReadOnly())
	}
}

func TestReaderDoesNotHinderTheWriter(t *testing.T) {
	w := newFile(t)
	_, tasks := fill(t, w, 10)
	reader := mustOpen(t, w.path, ann)
	if reader.ReadOnly() == nil {
		t.Fatal("two writers")
	}
	start := time.Now()
	mustApply(t, w, "set", set(t, w, tasks[0], "title", "Seen later"))
	if d := time.Since(start); d > 4*time.Second {
		t.Error("the writer waited ", d)
	}
	again := mustOpen(t, w.path, Options{ReadOnly: true})
	if got := plan.Find[plan.Task](again.doc, tasks[0]).Title; got != "Seen later" || again.ReadOnly().Key != "banner.asked" {
		t.Error(got, again.ReadOnly())
	}
}

// fillDisk edits until the file may not grow, checks that nothing is lost, and
// goes on when there is room again.
func fillDisk(path string) error {
	signal.Ignore(syscall.SIGXFSZ)
	w, err := Open(ctx, path, ann, nil)
	if err != nil {
		return err
	}
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		return err
	}
	tight := was
	tight.Cur = uint64(w.file.Size()) + 200_000
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &tight); err != nil {
		return err
	}
	return editUntilFull(w, func() error { return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was) })
}

func editUntilFull(w *Workspace, makeRoom func() error) error {
	for n := 0; ; n++ {
		before := w.doc.Len()
		err := w.Apply(plan.Edit{Title: plan.Say("more"), Changes: []plan.Change{plan.Creation(longTask(n))}})
		if err == nil {
			if n > 10_000 {
				return fmt.Errorf("the disk never filled")
			}
			continue
		}
		if key := problemKey(err); key != "error.storage.full" || w.doc.Len() != before {
			return fmt.Errorf("full disk: %s (%w), %d objects before, %d now", key, err, before, w.doc.Len())
		}
		break
	}
	if err := w.Verify(ctx); err != nil {
		return err
	}
	if err := makeRoom(); err != nil {
		return err
	}
	if err := w.Apply(plan.Edit{Title: plan.Say("room again"), Changes: []plan.Change{plan.Creation(longTask(0))}}); err != nil {
		return fmt.Errorf("with room again: %w", err)
	}
	want := len(content(w.doc))
	if err := w.Close(); err != nil {
		return err
	}
	w, err := Open(ctx, w.path, ann, nil)
	if err != nil {
		return err
	}
	defer w.Close()
	if w.doc.Len() != want || w.ReadOnly() != nil {
		return fmt.Errorf("%d objects, then %d; %v", want, w.doc.Len(), w.ReadOnly())
	}
	return w.Verify(ctx)
}

func longTask(n int) plan.Object {
	o := task(plan.NoID, n)
	o, err := plan.With(o, plan.Change{Field: "remarks", New: strings.Repeat("слово ", 3000)})
	if err != nil {
		panic(err)
	}
	return o
}

func TestFileThatMayNotGrow(t *testing.T) {
	w := newFile(t)
	w.Close()
	runChild(t, child("full", w.path))
}

func runChild(t *testing.T, c *exec.Cmd) {
	t.Helper()
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// openOnMedium opens a file where nothing can be written.
func openOnMedium(path string) error {
	w, err := Open(ctx, path, ann, nil)
	if err != nil {
		return err
	}
	defer w.Close()
	if why := w.ReadOnly(); why == nil || why.Key != "banner.medium" {
		return fmt.Errorf("banner: %v", why)
	}
	if w.doc.Len() != 5 {
		return fmt.Errorf("%d objects", w.doc.Len())
	}
	if _, err := w.Undo(); problemKey(err) != "error.storage.readonly" {
		return err
	}
	if err := w.SaveCopy(filepath.Join(filepath.Dir(path), "copy")); problemKey(err) != "error.storage.denied" {
		return fmt.Errorf("copy beside: %w", err)
	}
	_, err = Create(filepath.Join(filepath.Dir(path), "new"), ann, "")
	if problemKey(err) != "error.storage.denied" {
		return fmt.Errorf("new file: %w", err)
	}
	return w.Verify(ctx)
}

// TestReadOnlyMedium runs as a user without rights where root runs the tests,
// since root may write anywhere.
func TestReadOnlyMedium(t *testing.T) {
	for _, readable := range []string{"directory", "file"} {
		t.Run(readable, func(t *testing.T) {
			w := newFile(t)
			fill(t, w, 3)
			w.Close()
			dir := filepath.Dir(w.path)
			c := child("medium", w.path)
			binary := filepath.Join(t.TempDir(), "storage.test")
			if err := copyFile(os.Args[0], binary); err != nil {
				t.Fatal(err)
			}
			for path, perm := range map[string]os.FileMode{
				binary: 0o755, filepath.Dir(filepath.Dir(binary)): 0o755, filepath.Dir(dir): 0o755, w.path: 0o444, dir: 0o555,
			} {
				if err := os.Chmod(path, perm); err != nil {
					t.Fatal(err)
				}
			}
			defer os.Chmod(dir, 0o755)
			c.Path, c.Dir = binary, "/"
			if os.Geteuid() == 0 {
				c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
				if readable == "file" {
					os.Chmod(w.path, 0o666) // only the directory refuses
				}
			}
			runChild(t, c)
		})
	}
}
