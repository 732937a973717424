package storage

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSaveCopy(t *testing.T) {
	w := newFile(t)
	_, tasks := fill(t, w, 50)
	mustApply(t, w, "rename", set(t, w, tasks[0], "title", "Renamed"))
	reader := mustOpen(t, w.path, Options{ReadOnly: true})
	for name, from := range map[string]*Workspace{"writer": w, "reader": reader} {
		dir := t.TempDir()
		to := filepath.Join(dir, "copy.jointplan")
		if err := from.SaveCopy(to); err != nil {
			t.Fatal(name, err)
		}
		if err := from.SaveCopy(to); problemKey(err) != "error.storage.exists" {
			t.Error(name, err)
		}
		if err := from.SaveCopy(from.path); problemKey(err) != "error.storage.exists" {
			t.Error(name, err)
		}
		if entries, _ := os.ReadDir(dir); len(entries) != 1 {
			t.Error(name, "left beside the copy: ", entries)
		}
		c := mustOpen(t, to, ann)
		if !cmp.Equal(content(w.doc), content(c.doc)) || c.ReadOnly() != nil {
			t.Error(name, "the copy differs", c.ReadOnly())
		}
		wholeFile(t, c)
		if _, ok := c.UndoTitle(); !ok {
			t.Error(name, "the copy has no history")
		}
		// Both go on from here, and must not do so under one name.
		mustApply(t, c, "there", set(t, c, tasks[1], "title", "There"))
		mustApply(t, w, name, set(t, w, tasks[1], "title", "Here "+name))
		if c.log.latest.id.session() == w.log.latest.id.session() {
			t.Error("original and copy write under one session")
		}
	}
}

func TestVerifyBesideEdits(t *testing.T) {
	w := newFile(t)
	_, tasks := fill(t, w, 3000)
	done := make(chan error)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		var err error
		for err == nil && ctx.Err() == nil {
			err = w.Verify(context.Background())
		}
		done <- err
	}()
	for n := range 60 {
		mustApply(t, w, "set", set(t, w, tasks[n], "title", strconv.Itoa(n)))
		if n%10 == 0 {
			if _, err := w.Undo(); err != nil {
				t.Fatal(err)
			}
		}
		w.UndoTitle()
		w.ReadOnly()
		w.LastSaved()
	}
	cancel()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if w.ReadOnly() != nil {
		t.Error(w.ReadOnly())
	}
}

func TestDescribe(t *testing.T) {
	w := newFile(t)
	_, tasks := fill(t, w, 4)
	w.Close()
	w = mustOpen(t, w.path, Options{Author: Author{"Bob", "BBB"}})
	mustApply(t, w, "set", set(t, w, tasks[0], "title", "Bob's"))
	info, err := Describe(w.path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Title != "Exercise" || info.Objects["task"] != 4 || info.Steps != 3 || info.By != "Bob" || info.Format != formatVersion || info.Bytes == 0 {
		t.Errorf("%+v", info)
	}
	if diff := cmp.Diff([]Author{{"Ann", "AAA"}, {"Bob", "BBB"}}, info.Authors); diff != "" {
		t.Error(diff)
	}
	if _, err := Describe(filepath.Join(t.TempDir(), "none")); problemKey(err) != "error.storage.missing" {
		t.Error(err)
	}
}
