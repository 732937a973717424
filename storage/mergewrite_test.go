package storage

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jointplan/plan"
)

// parted makes a file and a copy in each of which a task has another title.
func parted(t *testing.T) (ours *Workspace, theirs string, tasks []plan.ID) {
	t.Helper()
	ours = newFile(t)
	_, tasks = fill(t, ours, 20)
	theirs = filepath.Join(t.TempDir(), "theirs"+Extension)
	if err := ours.SaveCopy(theirs); err != nil {
		t.Fatal(err)
	}
	other := mustOpen(t, theirs, Options{Author: Author{"Bob", "BBB"}, Key: ann.Key})
	mustApply(t, other, "theirs", set(t, other, tasks[0], "title", "Theirs"), plan.Deletion(other.Document().Get(tasks[5])))
	other.Close()
	mustApply(t, ours, "ours", set(t, ours, tasks[1], "title", "Ours"))
	return ours, theirs, tasks
}

func TestAMergeIsWrittenBesideTheDocument(t *testing.T) {
	w, theirs, tasks := parted(t)
	m, err := w.PrepareMerge(ctx, []string{theirs}, MergeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want, err := m.Outcome(nil)
	if err != nil {
		t.Fatal(err)
	}
	before, at := content(w.Document()), w.log.heads[0]
	told, total := 0, 0
	e, backup, err := m.Write(ctx, nil, func(done, of int) { told, total = done, of })
	if err != nil || e.IsEmpty() || backup == "" {
		t.Fatal(backup, err)
	}
	if told == 0 || told != total {
		t.Errorf("told of %d of %d", told, total)
	}
	if diff := cmp.Diff(before, content(w.Document())); diff != "" {
		t.Errorf("the document changed before it was adopted:\n%s", diff)
	}
	for step, content := range map[TxnID]map[plan.ID]string{w.log.heads[0]: content(want), at: before} {
		sameAsOf(t, w, step, content)
	}
	if err := w.Adopt(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(content(want), content(w.Document())); diff != "" {
		t.Errorf("adopted:\n%s", diff)
	}
	wholeFile(t, w)
	if _, err := w.Undo(); err != nil {
		t.Fatal(err)
	}
	if got := plan.Find[plan.Task](w.Document(), tasks[0]).Title; got == "Theirs" || w.Document().Get(tasks[5]) == nil {
		t.Errorf("not taken back: %q", got)
	}
	wholeFile(t, w)
}

func sameAsOf(t *testing.T, w *Workspace, step TxnID, want map[plan.ID]string) {
	t.Helper()
	d, err := w.AsOfStep(ctx, step)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, content(d)); diff != "" {
		t.Errorf("as of %s:\n%s", step, diff)
	}
}

// An edit that comes before the merge is adopted goes on from it.
func TestAnEditAdoptsTheMerge(t *testing.T) {
	w, theirs, tasks := parted(t)
	m, err := w.PrepareMerge(ctx, []string{theirs}, MergeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	change := set(t, w, tasks[2], "title", "Third")
	if _, _, err := m.Write(ctx, nil, nil); err != nil {
		t.Fatal(err)
	}
	mustApply(t, w, "third", change)
	for i, want := range []string{"Theirs", "Ours", "Third"} {
		if got := plan.Find[plan.Task](w.Document(), tasks[i]).Title; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if err := w.Adopt(); err != nil {
		t.Fatal(err)
	}
	wholeFile(t, w)
}

// Cancelled before the writing begins, a merge leaves nothing, no backup either.
func TestAMergeCanBeCancelled(t *testing.T) {
	w, theirs, _ := parted(t)
	m, err := w.PrepareMerge(ctx, []string{theirs}, MergeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	before, head := content(w.Document()), w.log.heads[0]
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, backup, err := m.Write(cancelled, nil, nil); !errors.Is(err, context.Canceled) || backup != "" {
		t.Fatal(backup, err)
	}
	entries, err := os.ReadDir(filepath.Dir(w.path))
	for _, e := range entries {
		if filepath.Ext(e.Name()) == Extension && e.Name() != filepath.Base(w.path) || err != nil {
			t.Errorf("left behind: %s %v", e.Name(), err)
		}
	}
	if diff := cmp.Diff(before, content(w.Document())); diff != "" || w.log.heads[0] != head {
		t.Error(diff)
	}
	// Once the writing has begun it goes on to its end.
	ctx2, cancel := context.WithCancel(ctx)
	defer cancel()
	if _, _, err := m.Write(ctx2, nil, func(int, int) { cancel() }); err != nil {
		t.Fatal(err)
	}
	if err := w.Adopt(); err != nil {
		t.Fatal(err)
	}
	wholeFile(t, w)
}
