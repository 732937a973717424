package storage

import (
	"context"
	"database/sql/driver"
	"strings"
	"time"

	"jointplan/plan"
)

// Version is the plan as it stood at some time under a name that somebody gave
// it. AsOfStep gives its document.
type Version struct {
	Step      TxnID
	Title     string
	At        time.Time
	By, Party string
}

// NameVersion gives the plan as it stands a name. It is a step of the history
// that alters nothing, travels with copies and merges, and is not undone. A name
// that is taken, in any letters, is refused: versions are asked for by name.
func (w *Workspace) NameVersion(title string) (Version, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	title = strings.Join(strings.Fields(title), " ")
	if title == "" {
		return Version{}, plan.Problem("error.version.untitled")
	}
	if w.readOnly != nil {
		return Version{}, plan.Problem("error.storage.readonly", "Why", *w.readOnly)
	}
	all, err := w.versions()
	if err != nil {
		return Version{}, err
	}
	for _, v := range all {
		if strings.EqualFold(v.Title, title) {
			return Version{}, plan.Problem("error.version.taken", "Title", v.Title, "At", moment(v.At))
		}
	}
	a := act{kind: StepVersion, title: plan.Say("do.version", "Title", title), ops: noOps}
	if err := w.commit(a, nil); err != nil {
		return Version{}, err
	}
	return w.versionOf(w.log.latest), nil
}

// Versions lists the named versions, newest first.
func (w *Workspace) Versions() ([]Version, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.versions()
}

func (w *Workspace) versions() (all []Version, err error) {
	if w.c == nil || w.log == nil {
		return nil, plan.Problem("error.storage.history")
	}
	err = w.c.each(context.Background(), "SELECT "+toldColumns+" FROM txn WHERE kind = ? ORDER BY id DESC", []driver.Value{string(StepVersion)}, func(row []driver.Value) error {
		t, ok := scanTxn(row)
		if !ok {
			return errLog
		}
		all = append(all, w.versionOf(t))
		return nil
	})
	return all, explain(err, w.path)
}

func (w *Workspace) versionOf(t txn) Version {
	who := w.log.authorOf(t.id)
	v := Version{Step: t.id, At: t.time(), By: who.Name, Party: who.Party}
	v.Title, _ = plan.DecodeMessage(t.title).Args["Title"].(string)
	return v
}
