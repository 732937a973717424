package storage

import (
	"context"
	"testing"

	"jointplan/plan"
)

func TestEditsSurviveReopening(t *testing.T) {
	w := newFile(t)
	_, tasks := fill(t, w, 10)
	mustApply(t, w, "rename", set(t, w, tasks[3], "title", "Renamed"))
	w = reopen(t, w)
	if got := plan.Find[plan.Task](w.Document(), tasks[3]).Title; got != "Renamed" {
		t.Errorf("title after reopening: %q", got)
	}
	if w.Document().Len() != 12 {
		t.Errorf("%d objects", w.Document().Len())
	}
	if err := w.Verify(context.Background()); err != nil {
		t.Error(err)
	}
	if w.ReadOnly() != nil {
		t.Error(w.ReadOnly())
	}
	e, err := w.Undo()
	if err != nil || e.Title.Key != "rename" {
		t.Fatal(e, err)
	}
	if _, err = w.Redo(); err != nil {
		t.Fatal(err)
	}
	if err := w.SaveCopy(w.Path() + ".copy.jointplan"); err != nil {
		t.Fatal(err)
	}
	h, err := w.History(tasks[3])
	if err != nil || len(h) != 4 {
		t.Fatal(h, err)
	}
	info, err := Describe(w.Path())
	if err != nil || info.Objects["task"] != 10 {
		t.Fatal(info, err)
	}
	if err := w.Verify(context.Background()); err != nil {
		t.Error(err)
	}
}
