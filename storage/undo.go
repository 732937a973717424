package storage

import (
	"context"
	"database/sql/driver"
	"errors"

	"jointplan/plan"
)

// ends are the next steps to undo and to redo; zero ids when there is none.
type ends struct {
	undo, redo step
}

// step is an edit that can be undone, or was and can be redone.
type step struct {
	edit  TxnID // the edit itself
	last  TxnID // the transaction whose ops are to be taken back
	title plan.Message
}

func (s step) exists() bool { return s.edit != TxnID{} }

// Undo takes back the last edit of the same author, also one made before the
// file was last opened, as an edit of its own. It returns what was applied under
// the title of what was undone. Values that were changed since are left as they
// are; Kept names them.
func (w *Workspace) Undo() (plan.Edit, error) {
	return w.revert(StepUndo, func(e *ends) step { return e.undo }, "error.undo.none")
}

// Redo does again what Undo took back, as long as no other edit was made since.
func (w *Workspace) Redo() (plan.Edit, error) {
	return w.revert(StepRedo, func(e *ends) step { return e.redo }, "error.redo.none")
}

// UndoTitle names what Undo would take back.
func (w *Workspace) UndoTitle() (plan.Message, bool) {
	return w.titleOf(func(e *ends) step { return e.undo })
}

// RedoTitle names what Redo would do again.
func (w *Workspace) RedoTitle() (plan.Message, bool) {
	return w.titleOf(func(e *ends) step { return e.redo })
}

func (w *Workspace) titleOf(which func(*ends) step) (plan.Message, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.readOnly != nil || w.c == nil {
		return plan.Message{}, false
	}
	e, err := w.ends()
	if err != nil {
		return plan.Message{}, false
	}
	s := which(e)
	return s.title, s.exists()
}

func (w *Workspace) revert(kind StepKind, which func(*ends) step, none string) (plan.Edit, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.kept = nil
	if w.readOnly != nil {
		return plan.Edit{}, plan.Problem("error.storage.readonly", "Why", *w.readOnly)
	}
	e, err := w.ends()
	if err != nil {
		return plan.Edit{}, explain(err, w.path)
	}
	s := which(e)
	if !s.exists() {
		return plan.Edit{}, plan.Problem(none)
	}
	r := reversal{doc: w.doc}
	if err := r.read(w.c, s.last); err != nil {
		return plan.Edit{}, explain(err, w.path)
	}
	edit := plan.Edit{Title: s.title, Changes: r.changes}
	if err := w.commit(kind, s.edit, edit); err != nil {
		return plan.Edit{}, err
	}
	w.kept = r.kept
	return edit, nil
}

// ends reads the log backwards as far as is needed to know the next steps. Only
// edits of the same author count: whoever takes over a colleague's file does not
// undo the colleague.
func (w *Workspace) ends() (*ends, error) {
	if w.steps != nil {
		return w.steps, nil
	}
	var found ends
	latest := map[TxnID]txn{} // the last undo or redo of an edit
	edited := false           // an edit ends what can be redone
	since := makeTxnID(w.firstOwn(), sessionID{})
	err := w.c.each(context.Background(), "SELECT "+txnColumns+" FROM txn WHERE id >= ? ORDER BY id DESC", []driver.Value{since[:]}, func(row []driver.Value) error {
		t, ok := scanTxn(row)
		if !ok || w.log.authorOf(t.id) != w.options.Author {
			return nil
		}
		switch t.kind {
		case StepUndo, StepRedo:
			if _, seen := latest[t.undoOf]; !seen {
				latest[t.undoOf] = t
				if t.kind == StepUndo && !edited {
					found.redo = firstOf(found.redo, step{t.undoOf, t.id, plan.DecodeMessage(t.title)})
				}
			}
		case StepEdit:
			edited = true
			after, reverted := latest[t.id]
			if !reverted {
				after = t
			}
			if after.kind != StepUndo {
				found.undo = step{t.id, after.id, plan.DecodeMessage(t.title)}
				return errEnough
			}
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	w.steps = &found
	return w.steps, nil
}

// firstOf gives the step that comes first in the log: the last one undone is the
// first to be redone.
func firstOf(a, b step) step {
	if a.exists() && compareText(string(a.edit[:]), string(b.edit[:])) < 0 {
		return a
	}
	return b
}

// firstOwn gives a time before every edit of this author, so that a long log of
// others need not be read.
func (w *Workspace) firstOwn() tick {
	first := w.log.own.started
	for _, s := range w.log.sessions {
		if s.author == w.options.Author {
			first = min(first, s.started)
		}
	}
	return tick(max(first, 0)) << 16
}
