package storage

import (
	"context"
	"database/sql/driver"
	"slices"
	"time"

	"jointplan/plan"
)

// Entry is one line of an object's history. Field is plan.WholeObject where it
// was created, deleted or brought back; Old and New are then the whole object as
// plan.EncodeObject writes it, else the field's canonical texts.
type Entry struct {
	Step     TxnID
	Kind     StepKind
	At       time.Time
	By       string
	Party    string
	Title    plan.Message
	Field    string
	Old, New string
}

// Step is one transaction of the file.
type Step struct {
	ID      TxnID
	Kind    StepKind
	At      time.Time
	By      string
	Party   string
	Title   plan.Message
	Changes int  // number of values it gave
	Undone  bool // taken back since
}

// History says who gave the object which value when and under which title,
// newest first.
func (w *Workspace) History(id plan.ID) ([]Entry, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.c == nil || w.log == nil {
		return nil, plan.Problem("error.storage.history")
	}
	versions, err := readVersions(context.Background(), w.c, id)
	if err != nil {
		return nil, explain(err, w.path)
	}
	sortVersions(versions)
	var entries []Entry
	var state folded
	steps := map[TxnID]txn{}
	for i, v := range versions {
		e := Entry{Step: v.txn, Field: v.fld, Old: state.fields[v.fld], New: v.val}
		if v.fld == fldCreate || v.fld == fldDelete {
			e.Field, e.Old = plan.WholeObject, state.encode(id)
			state.tell(v)
			e.New = state.encode(id)
		} else {
			state.tell(v)
		}
		if i > 0 && v.fld != fldDelete && versions[i-1].fld == fldDelete && versions[i-1].txn == v.txn {
			entries[len(entries)-1].New = state.encode(id) // brought back with another value
			continue
		}
		if err := w.attribute(&e, steps); err != nil {
			return nil, explain(err, w.path)
		}
		entries = append(entries, e)
	}
	slices.Reverse(entries)
	return entries, nil
}

// tell plays an op as its author saw it: what was there before, and then not.
func (f *folded) tell(v version) {
	f.play(v)
	f.dead = v.fld == fldDelete && v.val == "1"
}

// encode gives the object as text, "" when there is none.
func (f folded) encode(id plan.ID) string {
	o, _ := f.object(id)
	if o == nil {
		return ""
	}
	return plan.EncodeObject(o)
}

func (w *Workspace) attribute(e *Entry, steps map[TxnID]txn) error {
	t, ok := steps[e.Step]
	if !ok {
		err := w.c.each(context.Background(), "SELECT "+txnColumns+" FROM txn WHERE id = ?", []driver.Value{e.Step[:]}, func(row []driver.Value) error {
			t, _ = scanTxn(row)
			return nil
		})
		if err != nil {
			return err
		}
		steps[e.Step] = t
	}
	who := w.log.authorOf(e.Step)
	e.Kind, e.At, e.By, e.Party, e.Title = t.kind, t.time(), who.Name, who.Party, plan.DecodeMessage(t.title)
	return nil
}

// Recent gives the latest transactions, newest first; all with limit 0.
func (w *Workspace) Recent(limit int) ([]Step, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.c == nil || w.log == nil {
		return nil, plan.Problem("error.storage.history")
	}
	if limit <= 0 {
		limit = -1
	}
	var steps []Step
	undone := map[TxnID]bool{}
	err := w.c.each(context.Background(), "SELECT "+txnColumns+" FROM txn ORDER BY id DESC LIMIT ?", []driver.Value{int64(limit)}, func(row []driver.Value) error {
		t, ok := scanTxn(row)
		if !ok {
			return errLog
		}
		if t.kind == StepUndo || t.kind == StepRedo {
			if _, seen := undone[t.undoOf]; !seen {
				undone[t.undoOf] = t.kind == StepUndo
			}
		}
		who := w.log.authorOf(t.id)
		steps = append(steps, Step{
			ID: t.id, Kind: t.kind, At: t.time(), By: who.Name, Party: who.Party,
			Title: plan.DecodeMessage(t.title), Changes: int(t.ops), Undone: undone[t.id],
		})
		return nil
	})
	return steps, explain(err, w.path)
}
