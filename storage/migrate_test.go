package storage

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// nextLayout stands for a version to come: one column more in the log.
func nextLayout(do func(*conn) error) layout {
	tables := slices.Clone(logTables)
	tables[2] = strings.Replace(tables[2], "digest BLOB NOT NULL)", "digest BLOB NOT NULL, sig BLOB)", 1)
	return layout{version: formatVersion + 1, tables: tables, steps: []migration{{from: formatVersion, tables: logTables, do: do}}}
}

func addColumn(c *conn) error { return c.exec("ALTER TABLE txn ADD COLUMN sig BLOB") }

func TestMigrationKeepsTheOriginal(t *testing.T) {
	w := newFile(t)
	_, tasks := fill(t, w, 20)
	want := content(w.doc)
	w.Close()

	r, err := open(ctx, w.path, Options{ReadOnly: true}, nextLayout(addColumn), nil)
	if err != nil || !cmp.Equal(want, content(r.doc)) || r.ReadOnly() == nil {
		t.Fatal("read-only: ", err)
	}
	r.Close()
	if entries, _ := os.ReadDir(filepath.Dir(w.path)); len(entries) != 1 {
		t.Fatal("a file opened read-only was migrated in place: ", entries)
	}

	m, err := open(ctx, w.path, ann, nextLayout(addColumn), nil)
	if err != nil || m.ReadOnly() != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, content(m.doc)); diff != "" {
		t.Fatal(diff)
	}
	wholeFile(t, m)
	mustApply(t, m, "set", set(t, m, tasks[0], "title", "In the new format"))
	if e, err := m.Undo(); err != nil || e.Title.Key != "set" {
		t.Error(e, err)
	}
	wholeFile(t, m)
	m.Close()

	if _, err := Open(ctx, w.path, ann, nil); problemKey(err) != "error.storage.newer" {
		t.Error("this version on the migrated file: ", err)
	}
	kept := strings.TrimSuffix(w.path, Extension) + ".v1" + Extension
	old := mustOpen(t, kept, ann)
	if !cmp.Equal(want, content(old.doc)) {
		t.Error("the original differs")
	}
	wholeFile(t, old)
}

func TestMigrationThatFailsLeavesTheFile(t *testing.T) {
	w := newFile(t)
	fill(t, w, 20)
	want := content(w.doc)
	w.Close()
	for name, do := range map[string]func(*conn) error{
		"error": func(c *conn) error { return errors.Join(addColumn(c), errors.New("no")) },
		"wrong": func(c *conn) error { return c.exec("ALTER TABLE txn ADD COLUMN sign TEXT") },
	} {
		if _, err := open(ctx, w.path, ann, nextLayout(do), nil); problemKey(err) == "" {
			t.Errorf("%s: %v", name, err)
		}
		if entries, _ := os.ReadDir(filepath.Dir(w.path)); len(entries) != 1 {
			t.Errorf("%s: left behind: %v", name, entries)
		}
	}
	if w = mustOpen(t, w.path, ann); !cmp.Equal(want, content(w.doc)) {
		t.Error("the file changed")
	}
}
