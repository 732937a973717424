package torture

import (
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"jointplan/plan"
	"jointplan/storage"
)

func init() { jobs["failing calls"] = failingCalls }

// The calls that can be made to fail, as testdata/recorder.c numbers them.
var calls = []string{1: "write", 2: "sync", 3: "truncate", 4: "unlink", 5: "open"}

// failure is one call, or all from one on, failing in one way.
type failure struct {
	call, after int
	errno       syscall.Errno
	times       int
}

func (f failure) String() string {
	return fmt.Sprintf("%s number %d, %d times: %v", calls[f.call], f.after+1, f.times, f.errno)
}

// deep is how many calls of one kind an edit and a copy make at most.
const deep = 12

// failures is every call of an edit failing once, twice or for good, of a full
// disk and of a broken one.
func failures(deep int) (all []failure) {
	for call := 1; call < len(calls); call++ {
		for after := range deep {
			for _, errno := range []syscall.Errno{syscall.ENOSPC, syscall.EIO, syscall.EROFS} {
				for _, times := range []int{1, 1 << 30} {
					all = append(all, failure{call, after, errno, times})
				}
			}
		}
	}
	return all
}

// arm makes calls fail from here on; the zero failure disarms. hits is how many
// did since the last time.
func arm(f failure) (hits int, err error) {
	at, err := os.OpenFile(os.Getenv("FAULT"), os.O_RDWR, 0)
	if err != nil {
		return 0, err
	}
	defer at.Close()
	var b [20]byte
	if _, err := at.ReadAt(b[:], 0); err != nil {
		return 0, err
	}
	hits = int(binary.NativeEndian.Uint32(b[16:]))
	for i, n := range []int{f.call, f.after, int(f.errno), f.times, 0} {
		binary.NativeEndian.PutUint32(b[4*i:], uint32(n))
	}
	_, err = at.WriteAt(b[:], 0)
	return hits, err
}

// failingCalls does an edit under each failure: it is done, and then it is in the
// file, or refused in a sentence, and then nothing has changed. With the fault
// gone, work goes on.
func failingCalls(args []string) error {
	path := args[0]
	every, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	hit := 0
	for n, f := range failures(deep) {
		if n%every != 0 {
			continue
		}
		hits, err := failOnce(path, n, f)
		if err != nil {
			return fmt.Errorf("%s: %w", f, err)
		}
		if hits > 0 {
			hit++
		}
	}
	fmt.Println(hit)
	return nil
}

func failOnce(path string, n int, f failure) (hits int, err error) {
	w, err := storage.Open(ctx, path, ann, nil)
	if err != nil {
		return 0, err
	}
	defer func() { w.Close() }()
	if why := w.ReadOnly(); why != nil {
		return 0, fmt.Errorf("read-only: %s", why)
	}
	before := content(w.Document())
	if _, err := arm(f); err != nil {
		return 0, err
	}
	failed := edit(w, n)
	copied := w.SaveCopy(path + ".copy.jointplan")
	hits, err = arm(failure{})
	os.Remove(path + ".copy.jointplan")
	if err != nil {
		return 0, err
	}
	want := content(w.Document())
	if failed != nil && !maps.Equal(before, want) {
		return 0, fmt.Errorf("refused (%w), and yet the plan changed", failed)
	}
	for _, err := range []error{failed, copied} {
		if err != nil && problemKey(err) == "" {
			return 0, fmt.Errorf("an error nobody can read: %w", err)
		}
	}
	if w, err = closeAndOpen(w, path); err != nil {
		return 0, err
	}
	if got := content(w.Document()); !maps.Equal(got, want) {
		return 0, fmt.Errorf("%d objects before closing, %d after; the edit came to %v", len(want), len(got), failed)
	}
	if err := w.Verify(ctx); err != nil {
		return 0, err
	}
	return hits, w.Apply(plan.Edit{Title: plan.Say("after"), Changes: []plan.Change{retitle(w, fmt.Sprint("after ", n))}})
}

func closeAndOpen(w *storage.Workspace, path string) (*storage.Workspace, error) {
	if err := w.Close(); err != nil && problemKey(err) == "" {
		return w, err
	}
	return storage.Open(ctx, path, ann, nil)
}

func retitle(w *storage.Workspace, title string) plan.Change {
	ws := w.Document().Workspace()
	c, _, err := plan.SetField(ws, plan.KindFor(ws).Field("title"), title)
	if err != nil {
		panic(err)
	}
	return c
}

func TestEveryCallMayFail(t *testing.T) {
	path := base(t)
	control := filepath.Join(t.TempDir(), "fault")
	if err := os.WriteFile(control, make([]byte, 4096), 0o600); err != nil {
		t.Fatal(err)
	}
	all := len(failures(deep))
	every := all / share(t, 30, all)
	p := exec.Command(os.Args[0], path, strconv.Itoa(every))
	p.Env = append(os.Environ(), jobVariable+"=failing calls", "LD_PRELOAD="+recorder(t), "FAULT="+control, "RECORD_UNDER="+filepath.Dir(path))
	out, err := p.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if strings.TrimSpace(string(out)) == "0" {
		t.Error("no call failed")
	}
	t.Logf("%s of %d failures came to pass", strings.TrimSpace(string(out)), all/every)
}
