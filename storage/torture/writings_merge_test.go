package torture

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/storage"
)

// mergeOn goes on with a copy and merges it, over and over.
func mergeOn(dir string, done func(int)) error {
	w, err := openSound(dir, ann)
	for n := 0; err == nil; n++ {
		done(n)
		err = mergeCopy(w, numbered(dir, n), func(other *storage.Workspace) error { return edit(other, 1000+n) })
	}
	return err
}

// mergeCopy has a copy edited by somebody else and merges it.
func mergeCopy(w *storage.Workspace, path string, change func(other *storage.Workspace) error) error {
	if err := w.SaveCopy(path); err != nil {
		return err
	}
	other, err := storage.Open(ctx, path, eve, nil)
	if err != nil {
		return err
	}
	if err := errors.Join(change(other), other.Close()); err != nil {
		return err
	}
	return mergeFrom(w, path)
}

func mergeFrom(w *storage.Workspace, path string) error {
	m, err := w.PrepareMerge(ctx, []string{path}, storage.MergeOptions{})
	if err == nil {
		_, _, err = m.Apply(nil)
	}
	return err
}

func checkMerged(dir string, n int) error {
	w, err := openSound(dir, ann)
	if err != nil {
		return err
	}
	defer w.Close()
	if tasks := w.Document().Count(plan.KindOf[plan.Task](), plan.NoID) - steps; tasks < n || tasks > n+1 {
		return fmt.Errorf("%d merges acknowledged, %d in the file", n, tasks)
	}
	if err := checkBackups(dir); err != nil {
		return err
	}
	return w.Verify(ctx)
}

// checkBackups checks that the copies made before merges are whole.
func checkBackups(dir string) error {
	all, err := filepath.Glob(filepath.Join(dir, "* before merge *"+storage.Extension))
	for _, path := range all {
		if strings.HasPrefix(filepath.Base(path), ".") {
			continue
		}
		w, err := storage.Open(ctx, path, ann, nil)
		if err != nil {
			return err
		}
		whole := w.ReadOnly() == nil && w.Verify(ctx) == nil
		if w.Close(); !whole {
			return fmt.Errorf("%s is not whole", filepath.Base(path))
		}
	}
	return err
}

// quarrel changes all tasks in the file and in a copy, and merges.
func quarrel(dir string) (*storage.Workspace, error) {
	w, err := openSound(dir, ann)
	if err != nil {
		return nil, err
	}
	return w, mergeCopy(w, filepath.Join(dir, "other"+storage.Extension), func(other *storage.Workspace) error {
		return errors.Join(renameTasks(w, "ours"), renameTasks(other, "theirs"))
	})
}

func renameTasks(w *storage.Workspace, to string) error {
	e := plan.Edit{Title: plan.Say("rename")}
	for _, o := range w.Document().Objects(plan.KindOf[plan.Task](), plan.NoID) {
		for _, field := range []string{"title", "remarks"} {
			c, _, err := plan.SetField(o, plan.KindFor(o).Field(field), to)
			if err != nil {
				return err
			}
			e.Changes = append(e.Changes, c)
		}
	}
	return w.Apply(e)
}

// conflicts is how many a quarrel leaves.
const conflicts = 2 * steps

// turnMergeOn takes a merge back and does it again, over and over.
func turnMergeOn(dir string, done func(int)) error {
	w, err := quarrel(dir)
	for n := 0; err == nil; n++ {
		done(n)
		if n%2 == 0 {
			_, err = w.Undo()
		} else {
			_, err = w.Redo()
		}
	}
	return err
}

func checkTurned(dir string, n int) error {
	w, err := openSound(dir, ann)
	if err != nil {
		return err
	}
	defer w.Close()
	// As many steps of the history as there were turns, one more at most.
	turns, err := w.Steps(storage.StepFilter{Accept: func(s storage.Step) bool { return s.Kind == storage.StepUndo || s.Kind == storage.StepRedo }})
	if err != nil {
		return err
	}
	if len(turns) < n || len(turns) > n+1 {
		return fmt.Errorf("%d turns acknowledged, %d in the file", n, len(turns))
	}
	title := "theirs"
	if len(turns)%2 == 1 {
		title = "ours"
	}
	for _, o := range w.Document().Objects(plan.KindOf[plan.Task](), plan.NoID) {
		if task := o.(*plan.Task); task.Title != title || string(task.Remarks) != title {
			return fmt.Errorf("after %d turns %q and %q, want %s", len(turns), task.Title, task.Remarks, title)
		}
	}
	if open, err := w.Conflicts(ctx); err != nil || len(turns)%2 == 1 && len(open) > 0 {
		return fmt.Errorf("%d conflicts of a merge that was taken back: %w", len(open), err)
	}
	return w.Verify(ctx)
}

// settleOn settles conflict after conflict.
func settleOn(dir string, done func(int)) error {
	w, err := quarrel(dir)
	for n := 0; err == nil; n++ {
		done(n)
		var open []compare.Conflict
		if open, err = w.Conflicts(ctx); err != nil || len(open) == 0 {
			break
		}
		take := []compare.Take{compare.TakeOurs, compare.TakeTheirs, compare.TakeBoth}[n%3]
		_, err = w.Settle(plan.Say("settle"), map[*compare.Conflict]compare.Decision{&open[0]: {Take: take}})
	}
	return err
}

func checkSettled(dir string, n int) error {
	w, err := openSound(dir, ann)
	if err != nil {
		return err
	}
	defer w.Close()
	open, err := w.Conflicts(ctx)
	if err != nil {
		return err
	}
	if got := conflicts - len(open); got < n || got > n+1 {
		return fmt.Errorf("%d settled, %d in the file", n, got)
	}
	return w.Verify(ctx)
}

// importOn takes in the objects of a plan with another origin, over and over.
func importOn(dir string, done func(int)) error {
	w, err := openSound(dir, ann)
	for n := 0; err == nil; n++ {
		done(n)
		var other *storage.Workspace
		if other, err = storage.Create(numbered(dir, n), eve, "Other"); err != nil {
			break
		}
		if err = errors.Join(addTask(other, n), other.Close()); err == nil {
			err = mergeFrom(w, numbered(dir, n))
		}
	}
	return err
}

// addTask adds a task and alters nothing else.
func addTask(w *storage.Workspace, n int) error {
	k := plan.KindOf[plan.Task]()
	o, err := plan.With(k.New(storage.NewID()), plan.Change{Kind: k, Field: "title", New: fmt.Sprint("Added ", n)})
	if err != nil {
		return err
	}
	return w.Apply(plan.Edit{Title: plan.Say("add"), Changes: []plan.Change{plan.Creation(o)}})
}

func checkImported(dir string, n int) error {
	w, err := openSound(dir, ann)
	if err != nil {
		return err
	}
	defer w.Close()
	if tasks := w.Document().Count(plan.KindOf[plan.Task](), plan.NoID) - steps; tasks < n || tasks > n+1 {
		return fmt.Errorf("%d plans taken in, %d in the file", n, tasks)
	}
	if err := checkBackups(dir); err != nil {
		return err
	}
	return w.Verify(ctx)
}

// checkMade checks that every file that was finished, and the one that was not
// where it has its name, is whole and holds the plan it should, and that the file
// they were made of is as it was. The same can be made again.
func checkMade(dir string, n int, wanted func(*storage.Workspace) (*plan.Document, error)) error {
	w, err := openSound(dir, ann)
	if err != nil {
		return err
	}
	d, err := wanted(w)
	want := content(d)
	if err = errors.Join(err, w.Close()); err != nil {
		return err
	}
	for i := range n + 1 {
		path := numbered(dir, i)
		if _, err := os.Lstat(path); i == n && errors.Is(err, os.ErrNotExist) {
			break
		}
		made, err := storage.Open(ctx, path, ann, nil)
		if err != nil {
			return fmt.Errorf("file %d of %d: %w", i, n, err)
		}
		whole := made.ReadOnly() == nil && made.Verify(ctx) == nil && maps.Equal(content(made.Document()), want)
		objects := made.Document().Len()
		if made.Close(); !whole {
			return fmt.Errorf("file %d of %d is not whole: %d objects of %d", i, n, objects, len(want))
		}
	}
	return checkTitle(dir, steps, steps)
}
