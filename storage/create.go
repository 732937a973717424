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
// opens it. An existing file is refused.
func Create(path string, o Options, title string) (*Workspace, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, explain(err, path)
	}
	if err := claimName(path); err != nil {
		return nil, err
	}
	w := newWorkspace(path, o, current)
	if err := w.create(title); err != nil {
		w.Close()
		return nil, errors.Join(explain(err, path), os.Remove(path))
	}
	return w, nil
}

// claimName makes an empty file, so that no two makers take one name.
func claimName(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o644)
	if errors.Is(err, os.ErrExist) {
		return plan.Problem("error.storage.exists", "File", filepath.Base(path)).Because(err)
	}
	if err != nil {
		return explain(err, path)
	}
	return explain(f.Close(), path)
}

func (w *Workspace) create(title string) error {
	if err := w.claim(); err != nil {
		return err
	}
	if w.readOnly != nil {
		return plan.Problem("error.storage.readonly", "Why", *w.readOnly)
	}
	c, err := connect(w.path, modeWrite)
	if err != nil {
		return err
	}
	w.c = c
	w.log = &ledger{own: w.newSession(), sessions: map[sessionID]session{}}
	if err := makeFile(c, newWorkspaceID()); err != nil {
		return err
	}
	o, err := w.describe(title)
	if err != nil {
		return err
	}
	a := act{kind: StepCreate, title: plan.Say("do.workspace", "Title", title)}
	if err := w.commit(a, []plan.Change{plan.Creation(o)}); err != nil {
		return err
	}
	return w.remember(context.Background())
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
