//go:build unix

package storage

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"jointplan/plan"
)

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

// takeInWithoutRoom opens a file of somebody else's where no file may be made
// anew: it can be looked at, and the banner says why no more.
func takeInWithoutRoom(path string) error {
	signal.Ignore(syscall.SIGXFSZ)
	before, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: uint64(len(before)) / 2, Max: uint64(len(before)) / 2}); err != nil {
		return err
	}
	w, err := Open(ctx, path, eve, nil)
	if err != nil {
		return err
	}
	defer w.Close()
	if why := w.ReadOnly(); why == nil || why.Key != "banner.rebuild" || w.doc.Len() != 302 {
		return fmt.Errorf("banner %v, %d objects", why, w.doc.Len())
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		return fmt.Errorf("the file changed: %w", err)
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 2 { // with the lock
		return fmt.Errorf("left beside: %v %w", entries, err)
	}
	return nil
}

func TestTakingInWithoutRoom(t *testing.T) {
	w := newFile(t)
	fill(t, w, 300)
	w.Close()
	runChild(t, child("narrow", w.path))
}

// openWithoutRoom opens a file where not even a note of who holds it can be
// written.
func openWithoutRoom(path string) error {
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{}); err != nil {
		return err
	}
	w, err := Open(ctx, path, ann, nil)
	if err != nil {
		return err
	}
	defer w.Close()
	if why := w.ReadOnly(); why == nil || why.Key != "banner.full" {
		return fmt.Errorf("banner: %v", why)
	}
	return nil
}

func TestOpeningWithoutRoom(t *testing.T) {
	w := newFile(t)
	w.Close()
	runChild(t, child("crammed", w.path))
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
