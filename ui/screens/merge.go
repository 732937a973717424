package screens

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/storage"
	"jointplan/ui"
)

// us is who sits before the window in pictures.
var us = storage.Author{Name: "Col. A. Novak", Party: "Poland"}

// colleague has somebody else edit a copy of the workspace, and us the workspace
// itself, so that there is something to merge. Without an operation there is
// nothing to edit.
func (c *camera) colleague(path string) error {
	ours, err := storage.Open(context.Background(), path, storage.Options{Author: us}, nil)
	if err != nil {
		return err
	}
	defer ours.Close()
	if len(plan.All[plan.Operation](ours.Document(), plan.NoID)) == 0 {
		return nil
	}
	c.other = filepath.Join(filepath.Dir(path), "georgia-orlova.jointplan")
	if err := ours.SaveCopy(c.other); err != nil {
		return err
	}
	theirs, err := storage.Open(context.Background(), c.other, storage.Options{Author: storage.Author{Name: "Maj. E. Orlova", Party: "Russia"},
		Now: func() time.Time { return time.Now().Add(26 * time.Hour / 2) }}, nil)
	if err != nil {
		return err
	}
	defer theirs.Close()
	return editApart(ours, theirs)
}

// editApart makes the edits that a merge is shown with.
func editApart(ours, theirs *storage.Workspace) error {
	d := ours.Document()
	op := plan.All[plan.Operation](d, plan.NoID)[0].ID
	e := &editor{}
	tasks := plan.All[plan.Task](d, op)
	if len(tasks) > 8 {
		e.set(theirs, tasks[0], "title", tasks[0].Title+" and have it accepted")
		e.set(ours, tasks[2], "remarks", "Patrols are mixed from the first day, the sector commander leads.")
		e.set(theirs, tasks[2], "remarks", "Patrols are mixed where the sector allows, the sector commander leads.")
		later := func(days int) string { return tasks[4].When.Shift(days).String() }
		e.set(ours, tasks[4], "when", later(7))
		e.set(theirs, tasks[4], "when", later(21))
		e.set(theirs, tasks[5], "when", tasks[5].When.Shift(-9).String())
		e.set(ours, tasks[7], "title", tasks[7].Title+" (winter)")
		e.remove(theirs, tasks[7])
		e.remove(theirs, tasks[8])
	}
	for _, s := range plan.All[plan.Sector](d, op)[:min(1, d.Count(plan.KindOf[plan.Sector](), op))] {
		e.set(theirs, s, "length", "141")
		e.set(ours, s, "geometry", `{"type":"Polygon","coordinates":[[[44.9,42.7],[45.3,42.62],[45.45,42.5],[45.2,42.4],[44.95,42.5],[44.9,42.7]]]}`)
		e.set(theirs, s, "geometry", `{"type":"Polygon","coordinates":[[[44.9,42.7],[45.3,42.62],[45.55,42.46],[45.2,42.35],[44.92,42.5],[44.9,42.7]]]}`)
	}
	for _, title := range []string{"Night observation with sensors", "Helicopter resupply schedule"} {
		e.create(theirs, op, title)
	}
	return e.err
}

// editor makes edits until one fails.
type editor struct{ err error }

func (e *editor) set(w *storage.Workspace, o plan.Object, field, value string) {
	if f := plan.KindFor(o).Field(field); f != nil {
		e.apply(w)(edit.Set(w.Document(), []plan.ID{plan.IDFor(o)}, f, value))
	}
}

func (e *editor) remove(w *storage.Workspace, o plan.Object) {
	e.apply(w)(edit.Delete(w.Document(), []plan.ID{plan.IDFor(o)}))
}

func (e *editor) create(w *storage.Workspace, op plan.ID, title string) {
	made, _, err := edit.Create(w.Document(), plan.KindOf[plan.Task](), edit.Values{"operation": op.String(), "title": title}, storage.NewID)
	e.apply(w)(made, err)
}

func (e *editor) apply(w *storage.Workspace) func(plan.Edit, error) {
	return func(made plan.Edit, err error) {
		if e.err == nil {
			e.err = err
		}
		if e.err == nil {
			e.err = w.Apply(made)
		}
	}
}

// merge shows what the colleague's copy holds.
func (c *camera) merge(d *ui.Desk) error {
	if c.other == "" {
		return nil
	}
	show(d, ui.Place{Section: plan.SectionTasks})
	return d.PreviewNow(c.other)
}

func firstConflict(d *ui.Desk) {
	d.SelectRow(func(f *plan.Field) bool { return f != nil && f.Type == plan.LongText })
}

func firstOf(t plan.Type) func(d *ui.Desk) {
	return func(d *ui.Desk) { d.SelectRow(func(f *plan.Field) bool { return f != nil && f.Type == t }) }
}

// conflicts merges by the rule and shows what that leaves open.
func conflicts(d *ui.Desk) {
	if _, err := d.MergeNow(); err != nil {
		return // the picture shows it
	}
	d.Go(ui.Place{Section: "conflicts"})
	d.SelectRow(func(f *plan.Field) bool { return f != nil && strings.HasPrefix(f.Name, "when") })
}

// patience is how long what runs behind may take until a picture is taken.
const patience = 5 * time.Second

// wait runs what was put off; a merge is complete once its outlook is there.
func (c *camera) wait(merge bool) {
	pause := 50 * time.Millisecond
	if merge {
		pause = time.Second
	}
	for end := time.Now().Add(patience); time.Now().Before(end); {
		select {
		case f := <-c.later:
			f()
		case <-time.After(pause):
			return
		}
	}
}
