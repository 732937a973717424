package storage

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"jointplan/plan"
)

// FuzzOpen alters a workspace file and uses it like any other: whatever is in
// it, nothing may panic or hang, and a file that opens can be worked with.
func FuzzOpen(f *testing.F) {
	golden, err := os.ReadFile(goldenFile(formatVersion, Extension))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint32(0), []byte{}, uint32(len(golden)))
	f.Add(uint32(60), []byte{0, 0, 0, 9}, uint32(len(golden)))
	f.Add(uint32(100), []byte{5, 0, 0}, uint32(len(golden)))
	f.Add(uint32(4096), []byte{0x0a, 0xff, 0xff, 0xff}, uint32(len(golden)))
	f.Add(uint32(5*4096), make([]byte, 4096), uint32(len(golden)))
	f.Add(uint32(0), []byte{}, uint32(len(golden)/2))
	f.Fuzz(func(t *testing.T, at uint32, patch []byte, length uint32) {
		b := append([]byte{}, golden...)
		copy(b[int(at)%len(b):], patch)
		b = b[:min(int(length), len(b))]
		path := filepath.Join(t.TempDir(), "fuzzed")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		use(t, path, Options{ReadOnly: true})
		use(t, path, eve)
		use(t, path, ann)
		if d := time.Since(start); d > 20*time.Second {
			t.Fatal("took ", d)
		}
	})
}

func use(t *testing.T, path string, o Options) {
	w, err := Open(context.Background(), path, o, nil)
	if err != nil {
		if problemKey(err) == "" {
			t.Fatal("an error nobody can read: ", err)
		}
		return
	}
	defer w.Close()
	w.Losses()
	w.LastSaved()
	if _, err := w.Recent(10); err != nil && problemKey(err) == "" {
		t.Fatal(err)
	}
	if err := w.Verify(context.Background()); err != nil && problemKey(err) == "" {
		t.Fatal(err)
	}
	for _, k := range plan.Kinds() {
		for _, o := range w.Document().Objects(k, plan.NoID) {
			if _, err := w.History(plan.IDFor(o)); err != nil && problemKey(err) == "" {
				t.Fatal(err)
			}
		}
	}
	if w.ReadOnly() != nil {
		return
	}
	for _, act := range []func() (plan.Edit, error){w.Undo, w.Redo} {
		if _, err := act(); err != nil && problemKey(err) == "" {
			t.Fatal(err)
		}
	}
}
