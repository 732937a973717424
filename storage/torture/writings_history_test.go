package torture

import (
	"fmt"
	"maps"
	"strconv"

	"jointplan/plan"
	edits "jointplan/plan/edit"
	"jointplan/storage"
)

// nameOn names version after version.
func nameOn(dir string, done func(int)) error {
	w, err := openSound(dir, ann)
	for n := 0; err == nil; n++ {
		done(n)
		_, err = w.NameVersion(fmt.Sprint("version ", n))
	}
	return err
}

func checkNamed(dir string, n int) error {
	if err := checkTitle(dir, steps, steps); err != nil {
		return err
	}
	w, err := openSound(dir, ann)
	if err != nil {
		return err
	}
	defer w.Close()
	all, err := w.Versions()
	if err != nil {
		return err
	}
	if len(all) < n || len(all) > n+1 {
		return fmt.Errorf("%d versions acknowledged, %d in the file", n, len(all))
	}
	for i, v := range all {
		if want := fmt.Sprint("version ", len(all)-1-i); v.Title != want {
			return fmt.Errorf("version %q in place of %q", v.Title, want)
		}
	}
	if len(all) == 0 {
		return nil
	}
	then, err := w.AsOfStep(ctx, all[len(all)-1].Step)
	if err == nil && !maps.Equal(content(then), content(w.Document())) {
		err = fmt.Errorf("the version is another plan")
	}
	return err
}

// pastOf gives the plan as it was after an edit of makeSteps, 1 being the first.
func pastOf(w *storage.Workspace, n int) (*plan.Document, storage.Moment, error) {
	all, err := w.Recent(0)
	if err != nil {
		return nil, storage.Moment{}, err
	}
	m := all[len(all)-1-n].Moment()
	d, err := w.AsOfStep(ctx, m.Step)
	return d, m, err
}

// restoreOn deletes all tasks, brings one after another back from a step of the
// history, then goes to and fro with one field.
func restoreOn(dir string, done func(int)) error {
	w, err := openSound(dir, ann)
	if err != nil {
		return err
	}
	then, when, err := pastOf(w, steps)
	if err != nil {
		return err
	}
	tasks := then.Objects(plan.KindOf[plan.Task](), plan.NoID)
	gone := plan.Edit{Title: plan.Say("delete")}
	for _, o := range tasks {
		gone.Changes = append(gone.Changes, plan.Deletion(o))
	}
	if err := w.Apply(gone); err != nil {
		return err
	}
	for n := 0; ; n++ {
		done(n)
		if n < steps {
			err = restore(w, then, plan.IDFor(tasks[n]), when)
		} else if then, when, err = pastOf(w, restoredTitle(n+1)); err == nil {
			title := plan.KindOf[plan.Workspace]().Field("title")
			err = restore(w, then, plan.IDFor(w.Document().Workspace()), when, title)
		}
		if err != nil {
			return err
		}
	}
}

// restoredTitle is the title of the workspace after n restorations.
func restoredTitle(n int) int {
	if n <= steps {
		return steps
	}
	return (n-steps)%(steps-1) + 1
}

func restore(w *storage.Workspace, then *plan.Document, id plan.ID, when storage.Moment, fields ...*plan.Field) error {
	e, err := edits.Restore(w.Document(), then, id, when.Name, fields...)
	if err != nil {
		return err
	}
	return w.Apply(e)
}

func checkRestored(dir string, n int) error {
	w, err := openSound(dir, ann)
	if err != nil {
		return err
	}
	defer w.Close()
	then, _, err := pastOf(w, steps)
	if err != nil {
		return err
	}
	tasks := w.Document().Objects(plan.KindOf[plan.Task](), plan.NoID)
	title, _ := strconv.Atoi(w.Document().Workspace().Title)
	as := func(n int) bool { return len(tasks) == min(n, steps) && title == restoredTitle(n) }
	if !as(n) && !as(n+1) {
		return fmt.Errorf("%d acknowledged, %d tasks and the title %d in the file", n, len(tasks), title)
	}
	for _, o := range tasks {
		if was := then.Get(plan.IDFor(o)); was == nil || plan.EncodeObject(o) != plan.EncodeObject(was) {
			return fmt.Errorf("a task came back as another: %s", plan.EncodeObject(o))
		}
	}
	return w.Verify(ctx)
}

// savePastOn saves the plan of an earlier step over and over.
func savePastOn(dir string, done func(int)) error {
	w, err := openSound(dir, ann)
	for n := 0; err == nil; n++ {
		done(n)
		var then *plan.Document
		var when storage.Moment
		if then, when, err = pastOf(w, steps/2); err == nil {
			err = w.Glimpse(then, when).SaveCopy(numbered(dir, n))
		}
	}
	return err
}

func checkPastSaved(dir string, n int) error {
	return checkMade(dir, n, func(w *storage.Workspace) (*plan.Document, error) {
		then, _, err := pastOf(w, steps/2)
		return then, err
	})
}

// compactOn leaves out half of the history over and over.
func compactOn(dir string, done func(int)) error {
	w, err := openSound(dir, ann)
	if err != nil {
		return err
	}
	_, from, err := pastOf(w, steps/2)
	for n := 0; err == nil; n++ {
		done(n)
		var c *storage.Compaction
		if c, err = w.PrepareCompaction(ctx, from); err == nil {
			err = c.Write(ctx, numbered(dir, n), nil)
		}
	}
	return err
}

func checkCompacted(dir string, n int) error {
	err := checkMade(dir, n, func(w *storage.Workspace) (*plan.Document, error) { return w.Document(), nil })
	for i := 0; err == nil && i < n; i++ {
		var w *storage.Workspace
		if w, err = storage.Open(ctx, numbered(dir, i), ann, nil); err != nil {
			break
		}
		all, gone := w.Recent(0)
		if err = gone; err == nil && len(all) < steps/2 {
			err = fmt.Errorf("file %d has %d steps", i, len(all))
		}
		w.Close()
	}
	return err
}
