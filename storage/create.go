package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"jointplan/plan"
)

// Extension ends the names of workspace files.
const Extension = ".jointplan"

// Create makes a new file with the object that describes the workspace, and
// opens it. An existing file is refused. The file is there whole or not at all.
func Create(path string, o Options, title string) (*Workspace, error) {
	part, path, err := partOf(path)
	if err != nil {
		return nil, err
	}
	w, err := begin(part, path, o, title)
	if err == nil {
		err = w.moveTo(path)
	}
	if err != nil {
		w.Close()
		return nil, explain(errors.Join(renamed(err, part, path), ignoreMissing(os.Remove(part))), path)
	}
	return w, nil
}

// partOf gives the name a file has while it is made, which must not exist yet.
func partOf(path string) (part, absolute string, err error) {
	path, err = filepath.Abs(path)
	if err != nil {
		return "", path, explain(err, path)
	}
	if _, err := os.Lstat(path); err == nil {
		return "", path, plan.Problem("error.storage.exists", "File", filepath.Base(path))
	}
	if _, err := os.Stat(filepath.Dir(path)); err != nil {
		return "", path, explain(err, path)
	}
	part = filepath.Join(filepath.Dir(path), ".~"+filepath.Base(path)+".part")
	return part, path, explain(ignoreMissing(os.Remove(part)), path)
}

// begin makes a workspace at part, where nobody looks for it before it is moved
// to path.
func begin(part, path string, o Options, title string) (*Workspace, error) {
	w := newWorkspace(part, o, current)
	w.becomes = path
	c, err := connect(part, modeCreate)
	if err != nil {
		return w, err
	}
	w.c = c
	w.log = &ledger{own: w.newSession(), sessions: map[sessionID]session{}}
	if err := makeFile(c, newWorkspaceID()); err != nil {
		return w, err
	}
	if err := w.remember(context.Background()); err != nil {
		return w, err
	}
	object, err := w.describe(title)
	if err != nil {
		return w, err
	}
	a := act{kind: StepCreate, title: plan.Say("do.workspace", "Title", title)}
	return w, w.commit(a, []plan.Change{plan.Creation(object)})
}

// moveTo gives a finished workspace its name and goes on with it there.
func (w *Workspace) moveTo(path string) error {
	part := w.path
	if err := w.Close(); err != nil {
		return err
	}
	if err := publish(part, path); err != nil {
		return err
	}
	w.path, w.becomes = path, ""
	err := ignoreMissing(os.Remove(part))
	if err == nil {
		err = w.claim()
	}
	if err == nil && w.readOnly != nil {
		err = plan.Problem("error.storage.readonly", "Why", *w.readOnly)
	}
	if err == nil {
		err = w.connect()
	}
	if err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// renamed has a sentence about a file call it by the name it was to have.
func renamed(err error, from, to string) error {
	var problem *plan.ProblemError
	if errors.As(err, &problem) {
		for k, v := range problem.Args {
			if v == filepath.Base(from) {
				problem.Args[k] = filepath.Base(to)
			}
		}
	}
	return err
}

func (w *Workspace) describe(title string) (plan.Object, error) {
	k := plan.KindOf[plan.Workspace]()
	return plan.With(k.New(w.options.NewID()),
		plan.Change{Kind: k, Field: "title", New: title},
		plan.Change{Kind: k, Field: "created", New: plan.DateOf(w.options.Now()).String()})
}

func newWorkspaceID() string { return NewID().String() }

// makeFile gives an empty database its tables.
func makeFile(c *conn, workspace string) error {
	for _, sql := range []string{
		fmt.Sprintf("PRAGMA application_id=%d", applicationID),
		fmt.Sprintf("PRAGMA user_version=%d", formatVersion),
	} {
		if err := c.exec(sql); err != nil {
			return err
		}
	}
	return c.transaction(func() error {
		if err := createTables(c); err != nil {
			return err
		}
		// In a fixed order: shared copies of equal content are equal bytes.
		for _, m := range [][2]string{
			{metaWorkspace, workspace}, {metaMinReader, "1"}, {metaMinWriter, "1"},
			{metaTables, encodeDecls(declarations())}, {metaSeal, seal{}.String()}, {metaHeads, ""},
		} {
			if err := putMeta(c, m[0], m[1]); err != nil {
				return err
			}
		}
		return nil
	})
}
