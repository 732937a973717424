package storage

import (
	"context"
	"path/filepath"
	"testing"

	"jointplan/plan"
	"jointplan/plan/edit"
)

// What a merge brings may contradict what is shown without changing it: the
// conflict is open at once, and not only after the file was opened again.
func TestConflictsThatChangeNothingAreOpenAtOnce(t *testing.T) {
	for name, theirs := range map[string]func(d *plan.Document, id plan.ID) (plan.Edit, error){
		"deleted there": func(d *plan.Document, id plan.ID) (plan.Edit, error) { return edit.Delete(d, []plan.ID{id}) },
		"earlier there": func(d *plan.Document, id plan.ID) (plan.Edit, error) {
			return edit.Set(d, []plan.ID{id}, plan.KindOf[plan.Task]().Field("title"), "Theirs")
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			w, err := Create(filepath.Join(dir, "ours"), ann, "Origin")
			if err != nil {
				t.Fatal(err)
			}
			defer w.Close()
			op, _ := plan.With(plan.KindOf[plan.Operation]().New(NewID()), plan.Change{Field: "title", New: "Operation"})
			o := task(plan.IDFor(op), 1)
			if err := w.Apply(plan.Edit{Title: plan.Say("begin"), Changes: []plan.Change{plan.Creation(op), plan.Creation(o)}}); err != nil {
				t.Fatal(err)
			}
			other := filepath.Join(dir, "theirs")
			if err := w.SaveCopy(other); err != nil {
				t.Fatal(err)
			}
			c, err := Open(context.Background(), other, Options{Author: Author{"Bob", "B"}}, nil)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			apply := func(w *Workspace, e plan.Edit, err error) {
				t.Helper()
				if err == nil {
					err = w.Apply(e)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			e, err := theirs(c.Document(), plan.IDFor(o))
			apply(c, e, err)
			e, err = edit.Set(w.Document(), []plan.ID{plan.IDFor(o)}, plan.KindOf[plan.Task]().Field("title"), "Ours")
			apply(w, e, err)
			if open, err := w.Conflicts(context.Background()); err != nil || len(open) != 0 {
				t.Fatalf("%d open before (%v)", len(open), err)
			}
			m, err := w.PrepareMerge(context.Background(), []string{other}, MergeOptions{})
			if err == nil {
				_, _, err = m.Apply(nil)
			}
			if err != nil {
				t.Fatal(err)
			}
			if open, err := w.Conflicts(context.Background()); err != nil || len(open) != 1 {
				t.Errorf("%d open after (%v)", len(open), err)
			}
		})
	}
}
