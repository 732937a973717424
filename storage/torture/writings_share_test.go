package torture

import (
	"errors"
	"fmt"
	"os"

	"jointplan/plan"
	"jointplan/storage"
)

// reader is the party that copies are shared with.
var reader = plan.ID{7: 0x5a, 8: 0x17, 15: 1}

// withReader opens the sound file with the reader and an operation in it.
func withReader(dir string) (*storage.Workspace, error) {
	w, err := openSound(dir, ann)
	if err != nil {
		return nil, err
	}
	e := plan.Edit{Title: plan.Say("reader")}
	for _, o := range []plan.Object{
		plan.KindOf[plan.Party]().New(reader),
		plan.KindOf[plan.Operation]().New(plan.ID{7: 0x5a, 8: 0x17, 15: 2}),
	} {
		o, err := plan.With(o, plan.Change{Kind: plan.KindFor(o), Field: "title", New: "Reader"})
		if err != nil {
			return nil, err
		}
		e.Changes = append(e.Changes, plan.Creation(o))
	}
	return w, w.Apply(e)
}

func shareOn(dir string, done func(int)) error {
	w, err := withReader(dir)
	for n := 0; err == nil; n++ {
		done(n)
		_, err = w.Share(ctx, numbered(dir, n), reader, storage.ShareOptions{})
	}
	return err
}

// checkShared checks that every copy that is out is whole and known to the
// workspace it came from, and that a kill is in the way of no further one.
func checkShared(dir string, n int) error {
	w, err := openSound(dir, ann)
	if err != nil {
		return err
	}
	defer w.Close()
	shares, err := w.Steps(storage.StepFilter{Accept: func(s storage.Step) bool { return s.Kind == storage.StepShare }})
	if err != nil {
		return err
	}
	if len(shares) < n || len(shares) > n+1 {
		return fmt.Errorf("%d shares acknowledged, %d noted", n, len(shares))
	}
	for i := range n + 1 {
		if _, err := os.Lstat(numbered(dir, i)); i == n && errors.Is(err, os.ErrNotExist) {
			if _, err := w.Share(ctx, numbered(dir, i), reader, storage.ShareOptions{}); err != nil {
				return fmt.Errorf("sharing again: %w", err)
			}
		}
		if err := checkOneShared(w, numbered(dir, i)); err != nil {
			return fmt.Errorf("copy %d: %w", i, err)
		}
	}
	return w.Verify(ctx)
}

func checkOneShared(w *storage.Workspace, path string) error {
	m, err := w.PrepareMerge(ctx, []string{path}, storage.MergeOptions{})
	if err != nil {
		return err
	}
	if m.Known == 0 {
		return errors.New("not known to the workspace it came from")
	}
	c, err := storage.Open(ctx, path, eve, nil)
	if err != nil {
		return err
	}
	defer c.Close()
	tasks := c.Document().Count(plan.KindOf[plan.Task](), plan.NoID)
	if c.ReadOnly() != nil || tasks != w.Document().Count(plan.KindOf[plan.Task](), plan.NoID) {
		return fmt.Errorf("%d tasks in it, %v", tasks, c.ReadOnly())
	}
	return c.Verify(ctx)
}

// returnOn shares a copy, has it edited and takes it back, over and over.
func returnOn(dir string, done func(int)) error {
	w, err := withReader(dir)
	for n := 0; err == nil; n++ {
		done(n)
		path := numbered(dir, n)
		if _, err = w.Share(ctx, path, reader, storage.ShareOptions{}); err != nil {
			break
		}
		var other *storage.Workspace
		if other, err = storage.Open(ctx, path, eve, nil); err != nil {
			break
		}
		if err = errors.Join(addTask(other, n), other.Close()); err == nil {
			err = mergeFrom(w, path)
		}
	}
	return err
}

func checkReturned(dir string, n int) error {
	w, err := openSound(dir, ann)
	if err != nil {
		return err
	}
	defer w.Close()
	if tasks := w.Document().Count(plan.KindOf[plan.Task](), plan.NoID) - steps; tasks < n || tasks > n+1 {
		return fmt.Errorf("%d taken back, %d in the file", n, tasks)
	}
	return w.Verify(ctx)
}
