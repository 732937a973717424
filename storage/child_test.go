//go:build unix

package storage

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
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
	"narrow": takeInWithoutRoom, "crammed": openWithoutRoom,
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
