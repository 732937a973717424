package storage

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jointplan/plan"
)

// Damage that keeps the file from being written: it opens read-only with what
// can be saved, and says what is lost.
func TestDamageThatIsSaved(t *testing.T) {
	for name, c := range map[string]struct {
		spoil  func(*testing.T, string)
		losses []string
		whole  bool // the plan itself is whole
	}{
		"page of the log":      {leaf("op"), []string{"loss.history", "loss.none"}, true},
		"page of the titles":   {leaf("object_task"), []string{"loss.none"}, true},
		"page of an index":     {leaf("op_txn"), []string{"loss.none"}, true},
		"pages of both":        {leaf("op", "object_task"), []string{"loss.history", "loss.unsure", "loss.table"}, false},
		"heads gone":           {sql("UPDATE meta SET v = '' WHERE k = 'heads'"), []string{"loss.none"}, true},
		"cut in the middle":    {file(func(b []byte) []byte { return b[:len(b)*7/10] }), nil, false},
		"cut by a page":        {file(func(b []byte) []byte { return b[:len(b)-4096] }), nil, false},
		"something behind":     {file(func(b []byte) []byte { return append(b, make([]byte, 5000)...) }), []string{"loss.length", "loss.none"}, true},
		"cache and log differ": {sql("DELETE FROM object_task WHERE rowid = 5", "DELETE FROM txn WHERE kind = 'create'"), []string{"loss.history", "loss.unsure"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			path, want := damagedFile(t, c.spoil)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			w := mustOpen(t, path, ann)
			if why := w.ReadOnly(); why == nil || why.Key != "banner.damaged" {
				t.Fatal(why)
			}
			var keys []string
			for _, m := range w.Losses() {
				if !slices.Contains(keys, m.Key) {
					keys = append(keys, m.Key)
				}
			}
			if c.losses != nil && !slices.Equal(keys, c.losses) {
				t.Error(w.Losses())
			}
			got := content(w.doc)
			if c.whole && !cmp.Equal(want, got) {
				t.Errorf("%d objects of %d, or altered ones", len(got), len(want))
			}
			// What a cut takes from the log, the cache often has, and the other way round.
			if len(got) < len(want)*9/10 {
				t.Errorf("only %d objects of %d saved", len(got), len(want))
			}
			for id, o := range got {
				if want[id] != o {
					t.Errorf("made up or altered: %s", o)
				}
			}
			saveRescued(t, w, got)
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
				t.Error("the damaged file was written to", err)
			}
		})
	}
}

// TestRowsBetweenDamagedPages loses every fourth page with rows, of log and cache
// alike: what neither has left is lost, and no more.
func TestRowsBetweenDamagedPages(t *testing.T) {
	path, want := damagedFile(t, everyFourthLeaf)
	w := mustOpen(t, path, ann)
	got := content(w.doc)
	if len(got) < len(want)*85/100 {
		t.Errorf("only %d objects of %d saved", len(got), len(want))
	}
	for id, o := range got {
		if want[id] != o {
			t.Errorf("made up or altered: %s", o)
		}
	}
}

// everyFourthLeaf clears pages of rows, except those of an empty file: the schema
// and whole tables.
func everyFourthLeaf(t *testing.T, path string) {
	c, err := connect(path, modeRead)
	if err != nil {
		t.Fatal(err)
	}
	last, err := c.number("SELECT max(rootpage) FROM sqlite_schema")
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
	const rows, indexed = 0x0d, 0x0a
	file(func(b []byte) []byte {
		size, leaves := int(pageSize(b)), 0
		for n := int(last); n < len(b)/size; n++ {
			page := b[n*size : (n+1)*size]
			if page[0] != rows && page[0] != indexed {
				continue
			}
			if leaves++; leaves%4 == 0 {
				clear(page)
			}
		}
		return b
	})(t, path)
}

func saveRescued(t *testing.T, w *Workspace, want map[plan.ID]string) {
	t.Helper()
	to := filepath.Join(t.TempDir(), "rescued.jointplan")
	if err := w.SaveCopy(to); err != nil {
		t.Fatal(err)
	}
	r := mustOpen(t, to, ann)
	if diff := cmp.Diff(want, content(r.doc)); diff != "" || r.ReadOnly() != nil {
		t.Error(r.ReadOnly(), diff)
	}
	wholeFile(t, r)
}
