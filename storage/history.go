package storage

import (
	"context"
	"database/sql/driver"
	"encoding/json"
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

// History says who gave the object which value when and under which title,
// newest first. Old is what the author replaced as far as he knew.
func (w *Workspace) History(id plan.ID) ([]Entry, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.c == nil || w.log == nil {
		return nil, plan.Problem("error.storage.history")
	}
	versions, err := readSorted(w.c, id)
	if err != nil {
		return nil, explain(err, w.path)
	}
	know, err := w.causality()
	if err != nil {
		return nil, explain(err, w.path)
	}
	teller := newTeller(id, versions, know)
	var entries []Entry
	for i, v := range versions {
		e := teller.entry(i)
		if i > 0 && v.fld != fldDelete && versions[i-1].fld == fldDelete && versions[i-1].txn == v.txn {
			entries[len(entries)-1].New = teller.state.encode(id) // brought back with another value
			continue
		}
		if err := w.attribute(&e); err != nil {
			return nil, explain(err, w.path)
		}
		entries = append(entries, e)
	}
	slices.Reverse(entries)
	return entries, nil
}

// OfField leaves the history of one field: the values it was given, also by
// creating the object, and that the object was deleted or brought back.
func OfField(entries []Entry, f *plan.Field) (own []Entry) {
	for _, e := range entries {
		if e.Field == plan.WholeObject && e.Old == "" && e.New != "" {
			var given map[string]string
			if json.Unmarshal([]byte(e.New), &given) != nil || given[f.Name] == "" {
				continue
			}
			e.Field, e.New = f.Name, given[f.Name]
		}
		if e.Field == f.Name || e.Field == plan.WholeObject {
			own = append(own, e)
		}
	}
	return own
}

// teller plays the ops on an object one by one, each as its author saw it.
type teller struct {
	id       plan.ID
	versions []version
	know     *causality
	state    folded
}

func newTeller(id plan.ID, versions []version, know *causality) *teller {
	return &teller{id: id, versions: versions, know: know}
}

// entry tells the i-th op; they are asked for in order.
func (t *teller) entry(i int) Entry {
	v := t.versions[i]
	if t.know.forked() && i > 0 && !t.know.knows(v.txn, t.versions[i-1].txn) {
		t.state = folded{} // somebody who did not know of the one before
		for _, before := range t.know.asKnownTo(v.txn, t.versions[:i]) {
			t.state.tell(before)
		}
	}
	e := Entry{Step: v.txn, Field: v.fld, Old: t.state.fields[v.fld], New: v.val}
	if v.fld == fldCreate || v.fld == fldDelete {
		e.Field, e.Old = plan.WholeObject, t.state.encode(t.id)
	}
	t.state.tell(v)
	if e.Field == plan.WholeObject {
		e.New = t.state.encode(t.id)
	}
	return e
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

// mostTold bounds what is kept of the steps that histories told.
const mostTold = 1000

func (w *Workspace) attribute(e *Entry) error {
	t, ok := w.told[e.Step]
	if !ok {
		err := w.c.each(context.Background(), "SELECT "+toldColumns+" FROM txn WHERE id = ?", []driver.Value{e.Step[:]}, func(row []driver.Value) error {
			t, _ = scanTxn(row)
			return nil
		})
		if err != nil {
			return err
		}
		if w.told == nil || len(w.told) == mostTold {
			w.told = map[TxnID]txn{}
		}
		w.told[e.Step] = t
	}
	who := w.log.authorOf(e.Step)
	e.Kind, e.At, e.By, e.Party, e.Title = t.kind, t.time(), who.Name, who.Party, plan.DecodeMessage(t.title)
	return nil
}
