//go:build unix

package storage

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func init() {
	jobs["migrate"] = func(path string) error {
		w, err := open(ctx, path, ann, nextLayout(addColumn), nil)
		if err != nil {
			return err
		}
		fmt.Println("done")
		return w.Close()
	}
}

// TestKilledInAMigration kills a process while it brings a file to a version to
// come: the file is then of the old version or of the new one, whole, and with
// the new one the original lies beside it.
func TestKilledInAMigration(t *testing.T) {
	from := newFile(t)
	fill(t, from, 300)
	want := content(from.doc)
	from.Close()
	outcomes := map[string]int{}
	for range scaled(25, 200) {
		path := filepath.Join(t.TempDir(), "plan"+Extension)
		if err := copyFile(from.path, path); err != nil {
			t.Fatal(err)
		}
		c := child("migrate", path)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		killer := time.AfterFunc(time.Duration(rand.IntN(120_000))*time.Microsecond, func() { c.Process.Kill() })
		c.Wait()
		killer.Stop()
		w, err := Open(ctx, path, ann, nil)
		outcome := "not begun"
		if problemKey(err) == "error.storage.newer" {
			outcome = "done"
			if old := mustOpen(t, strings.TrimSuffix(path, Extension)+".v1"+Extension, ann); !cmp.Equal(want, content(old.doc)) {
				t.Error("the original differs")
			}
			w, err = open(ctx, path, ann, nextLayout(addColumn), nil)
		}
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, content(w.doc)); diff != "" || w.ReadOnly() != nil {
			t.Error(w.ReadOnly(), diff)
		}
		wholeFile(t, w)
		w.Close()
		outcomes[outcome]++
	}
	t.Log(outcomes)
}
