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
	turned, err := w.turned(id, versions, know)
	if err != nil {
		return nil, explain(err, w.path)
	}
	entries = append(entries, turned...)
	slices.SortStableFunc(entries, func(a, b Entry) int { return a.Step.compare(b.Step) })
	slices.Reverse(entries)
	return entries, nil
}

// turned tells of steps that gave the object no value and yet another one: they put
// a merge in force again by passing over what took it back.
func (w *Workspace) turned(id plan.ID, versions []version, know *causality) (entries []Entry, err error) {
	if know == nil || len(know.passed) == 0 {
		return nil, nil
	}
	given := map[TxnID]map[string]bool{} // by what passes over: the fields it is about
	for _, v := range versions {
		for _, step := range know.passed[v.txn] {
			if given[step] == nil {
				given[step] = map[string]bool{}
			}
			given[step][v.fld] = true
		}
	}
	for _, v := range versions { // what it gave a value itself is told already
		delete(given[v.txn], v.fld)
	}
	for step, fields := range given {
		told, err := w.turn(id, step, fields, know)
		if err != nil {
			return nil, err
		}
		entries = append(entries, told...)
	}
	return entries, nil
}

// turn tells what one step made of some fields of an object by what it passes over.
func (w *Workspace) turn(id plan.ID, step TxnID, fields map[string]bool, know *causality) (entries []Entry, err error) {
	before, err := w.stepBefore(step)
	if err != nil || before == (TxnID{}) {
		return nil, err
	}
	was, err := earlier{w: w, at: before, know: know.until(before)}.object(id)
	if err != nil {
		return nil, err
	}
	is, err := earlier{w: w, at: step, know: know.until(step)}.object(id)
	if err != nil {
		return nil, err
	}
	add := func(field, before, after string) error {
		e := Entry{Step: step, Field: field, Old: before, New: after}
		entries = append(entries, e)
		return w.attribute(&entries[len(entries)-1])
	}
	switch {
	case was == nil && is == nil:
	case was == nil:
		err = add(plan.WholeObject, "", plan.EncodeObject(is))
	case is == nil:
		err = add(plan.WholeObject, plan.EncodeObject(was), "")
	default:
		for _, f := range plan.KindFor(is).Fields {
			if before, after := f.Get(was), f.Get(is); err == nil && fields[f.Name] && before != after {
				err = add(f.Name, before, after)
			}
		}
	}
	return entries, err
}

// stepBefore is the step that the author of one had before; zero for the first.
func (w *Workspace) stepBefore(id TxnID) (before TxnID, err error) {
	err = w.c.each(context.Background(), "SELECT "+toldColumns+" FROM txn WHERE id = ?", []driver.Value{id[:]}, func(row []driver.Value) error {
		if t, ok := scanTxn(row); ok && len(t.parents) > 0 {
			before = t.parents[0]
		}
		return nil
	})
	return before, err
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
