package storage

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"

	"jointplan/plan"
)

// SaveCopy writes the whole workspace, history included, to a new file and
// checks it. It never overwrites. It works on a read-only workspace too; of a
// damaged one it saves the objects that could be read, with a new history.
func (w *Workspace) SaveCopy(path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return explain(err, path)
	}
	if _, err := os.Lstat(path); err == nil {
		return plan.Problem("error.storage.exists", "File", filepath.Base(path))
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.sound(); err != nil && !w.damaged {
		return explain(err, w.path)
	}
	if w.damaged {
		return w.rescue(path)
	}
	if w.glimpse != nil {
		return MakeFrom(path, w.options, w.doc, *w.glimpse)
	}
	if w.c == nil {
		return plan.Problem("error.storage.closed")
	}
	return explain(w.copyBeside(path), path)
}

// copyFileTo copies the file byte by byte, which takes a moment only: nobody else
// writes it, and no edit of ours is under way.
func (w *Workspace) copyFileTo(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return plan.Problem("error.storage.exists", "File", filepath.Base(path))
	}
	part := filepath.Join(filepath.Dir(path), ".~"+filepath.Base(path)+".part")
	err := copyFile(w.path, part)
	if err == nil {
		err = syncFile(part)
	}
	if err == nil {
		err = publish(part, path)
	}
	return explain(errors.Join(err, ignoreMissing(os.Remove(part))), path)
}

// copyBeside writes a checked copy of the file to path, which must be free.
func (w *Workspace) copyBeside(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return plan.Problem("error.storage.exists", "File", filepath.Base(path))
	}
	part := filepath.Join(filepath.Dir(path), ".~"+filepath.Base(path)+".part")
	if err := ignoreMissing(os.Remove(part)); err != nil {
		return explain(err, path)
	}
	err := w.c.copyTo(part)
	if err == nil {
		err = w.checkCopy(part)
	}
	if err == nil {
		err = publish(part, path)
	}
	return explain(errors.Join(err, ignoreMissing(os.Remove(part))), path)
}

// checkCopy opens the copy and checks that log and cache have come whole.
func (w *Workspace) checkCopy(part string) error {
	if err := syncFile(part); err != nil {
		return err
	}
	c, err := connect(part, modeRead)
	if err != nil {
		return err
	}
	defer c.Close()
	if err := quickCheck(context.Background(), c); err != nil {
		return err
	}
	said, err := c.number("SELECT sum(ops) FROM txn")
	if err != nil {
		return err
	}
	held, err := c.number("SELECT count(*) FROM op")
	if err != nil {
		return err
	}
	want, err := getMeta(c, metaSeal)
	if err != nil {
		return err
	}
	_, got, err := loadCache(context.Background(), c, nil)
	if err != nil {
		return err
	}
	// Beside a writer the copy may be newer than what this workspace has read.
	if said != held || got.String() != want || w.readOnly == nil && got != w.seal {
		return errStructure
	}
	return nil
}

// publish gives a finished file its name, unless somebody took the name
// meanwhile.
func publish(part, path string) error {
	if err := os.Link(part, path); err != nil {
		if errors.Is(err, os.ErrExist) {
			return plan.Problem("error.storage.exists", "File", filepath.Base(path))
		}
		if err := os.Rename(part, path); err != nil { // no links on this medium
			return err
		}
	}
	return syncDir(filepath.Dir(path))
}

// rescue writes the objects at hand to a new workspace.
func (w *Workspace) rescue(path string) error {
	o := w.options
	o.ReadOnly = false
	return MakeFrom(path, o, w.doc, plan.Say("do.rescue"))
}

// MakeFrom makes a workspace with an origin of its own that holds the objects of
// a plan, under one step of its history.
func MakeFrom(path string, o Options, d *plan.Document, title plan.Message) error {
	name := ""
	if ws := d.Workspace(); ws != nil {
		name = ws.Title
	}
	return Make(path, o, name, func(to *Workspace) error {
		e := plan.Edit{Title: title}
		if d.Workspace() != nil {
			e.Changes = append(e.Changes, plan.Deletion(to.doc.Workspace()))
		}
		for _, k := range plan.Kinds() {
			for _, o := range d.Objects(k, plan.NoID) {
				e.Changes = append(e.Changes, plan.Creation(o))
			}
		}
		return to.Apply(e)
	})
}

// syncFile makes sure that a file's content is on the disk.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncDir makes sure that a file's name is on the disk, where a system allows
// asking for it.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
