package torture

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"jointplan/plan"
	"jointplan/storage"
)

func openSound(dir string, o storage.Options) (*storage.Workspace, error) {
	w, err := storage.Open(ctx, filepath.Join(dir, soundName), o, nil)
	if err == nil && w.ReadOnly() != nil {
		err = fmt.Errorf("read-only: %s", w.ReadOnly())
	}
	return w, err
}

func editOn(dir string, done func(int)) error {
	w, err := openSound(dir, ann)
	for n := steps; err == nil; n++ {
		done(n)
		err = edit(w, n+1)
	}
	return err
}

func editLargely(dir string, done func(int)) error {
	w, err := openSound(dir, ann)
	k := plan.KindOf[plan.Task]()
	for n := 0; err == nil; n++ {
		done(n)
		e := plan.Edit{Title: plan.Say("large"), Changes: []plan.Change{retitle(w, fmt.Sprint("large ", n+1))}}
		for range 400 {
			e.Changes = append(e.Changes, plan.Creation(k.New(storage.NewID())))
		}
		err = w.Apply(e)
	}
	return err
}

func checkLarge(dir string, n int) error {
	w, err := openSound(dir, ann)
	if err != nil {
		return err
	}
	defer w.Close()
	got, _ := strconv.Atoi(strings.TrimPrefix(w.Document().Workspace().Title, "large "))
	if title := w.Document().Workspace().Title; title == strconv.Itoa(steps) {
		got = 0
	}
	if got < n || got > n+1 {
		return fmt.Errorf("%d edits acknowledged, %d in the file", n, got)
	}
	if tasks := w.Document().Count(plan.KindOf[plan.Task](), plan.NoID); tasks != steps+400*got {
		return fmt.Errorf("half an edit: %d tasks after %d edits", tasks, got)
	}
	return w.Verify(ctx)
}

func stepOn(dir string, done func(int), step func(*storage.Workspace) (plan.Edit, error)) error {
	w, err := openSound(dir, ann)
	for n := 0; err == nil && n < steps; n++ {
		done(n)
		_, err = step(w)
	}
	return err
}

// redoOn takes everything back and does it again.
func redoOn(dir string, done func(int)) error {
	w, err := openSound(dir, ann)
	for n := 0; err == nil && n < steps; n++ {
		_, err = w.Undo()
	}
	for n := 0; err == nil && n < steps; n++ {
		done(n)
		_, err = w.Redo()
	}
	return err
}

func createOn(dir string, done func(int)) error {
	for n := 0; ; n++ {
		done(n)
		w, err := storage.Create(numbered(dir, n), ann, "New")
		if err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
	}
}

func saveOn(dir string, done func(int)) error {
	w, err := openSound(dir, ann)
	for n := 0; err == nil; n++ {
		done(n)
		err = w.SaveCopy(numbered(dir, n))
	}
	return err
}

func checkSaved(dir string, n int) error {
	return checkMade(dir, n, func(w *storage.Workspace) (*plan.Document, error) { return w.Document(), nil })
}

func numbered(dir string, n int) string {
	return filepath.Join(dir, fmt.Sprintf("made-%d%s", n, storage.Extension))
}

// takeInOn opens the file each time as somebody to whom it comes from elsewhere.
func takeInOn(dir string, done func(int)) error {
	for n := 0; ; n++ {
		done(n)
		o := eve
		o.Key = fmt.Appendf(nil, "installation %d of %d", n, os.Getpid())
		w, err := openSound(dir, o)
		if err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
	}
}

// checkTitle checks that the file is whole and as far as one of two edits.
func checkTitle(dir string, n, or int) error {
	w, err := openSound(dir, ann)
	if err != nil {
		return err
	}
	defer w.Close()
	title, tasks := w.Document().Workspace().Title, w.Document().Count(plan.KindOf[plan.Task](), plan.NoID)
	if got, _ := strconv.Atoi(title); got != tasks || tasks != n && tasks != or {
		return fmt.Errorf("edit %d or %d expected, found %s with %d tasks", n, or, title, tasks)
	}
	return w.Verify(ctx)
}

// checkCreated checks that every file that was finished is whole. One that was
// not is refused, or is whole too.
func checkCreated(dir string, n int) error {
	for i := range n + 1 {
		w, err := storage.Open(ctx, numbered(dir, i), ann, nil)
		if i == n && problemKey(err) != "" {
			break
		}
		if err != nil {
			return err
		}
		whole := w.ReadOnly() == nil && w.Verify(ctx) == nil && w.Document().Workspace() != nil
		if w.Close(); !whole {
			return fmt.Errorf("file %d of %d is not whole", i, n)
		}
	}
	return checkTitle(dir, steps, steps)
}

// mendOn spoils what the file holds beside its log, so that opening it has to
// write it anew.
func mendOn(dir string, done func(int)) error {
	for n := 0; ; n++ {
		d, err := openDatabase(filepath.Join(dir, soundName), nil)
		if err != nil {
			return err
		}
		err = errors.Join(d.all("PRAGMA synchronous = EXTRA", "PRAGMA journal_mode = DELETE", "UPDATE object_task SET title = 'spoilt'"), d.c.Close())
		if err != nil {
			return err
		}
		done(n)
		w, err := openSound(dir, ann)
		if err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
	}
}
