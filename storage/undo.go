package storage

import (
	"bytes"
	"context"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"slices"

	"jointplan/plan"
)

// ends are the next steps to undo and to redo; zero ids when there is none.
type ends struct {
	undo, redo step
}

// step is an edit that can be undone, or was and can be redone.
type step struct {
	edit  TxnID // the edit itself
	kind  StepKind
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
	r, err := w.reversalOf(s, kind)
	if err != nil {
		return plan.Edit{}, explain(err, w.path)
	}
	a := act{kind: kind, undoOf: s.edit, title: s.title}
	switch {
	case s.kind == StepSettle, s.kind == StepMerge && kind == StepRedo:
		a.ops = noOps
	case r.merge != nil:
		a.ops = func(deltas []delta) ([]op, error) { return w.closing(r.merge, deltas) }
	}
	if err := w.commit(a, r.changes); err != nil {
		return plan.Edit{}, err
	}
	w.kept = r.kept
	return plan.Edit{Title: s.title, Changes: r.changes}, nil
}

// reversalOf gathers what takes a step back, or does it again.
func (w *Workspace) reversalOf(s step, kind StepKind) (*reversal, error) {
	know, err := w.causality()
	if err != nil {
		return nil, err
	}
	r := &reversal{doc: w.doc, know: know}
	switch {
	case s.kind == StepSettle:
		return r, r.readSettlement(w, s)
	case s.kind == StepMerge && kind == StepRedo:
		return r, r.readRedone(w, s)
	case s.kind == StepMerge:
		return r, r.readMerge(w, s)
	}
	return r, r.read(w.c, s.last)
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
	err := w.c.each(context.Background(), "SELECT "+toldColumns+" FROM txn WHERE id >= ? ORDER BY id DESC", []driver.Value{since[:]}, func(row []driver.Value) error {
		t, ok := scanTxn(row)
		if !ok || w.log.authorOf(t.id) != w.options.Author {
			return nil
		}
		switch t.kind {
		case StepUndo, StepRedo:
			if _, seen := latest[t.undoOf]; !seen {
				latest[t.undoOf] = t
				if t.kind == StepUndo && !edited {
					found.redo = firstOf(found.redo, step{t.undoOf, "", t.id, plan.DecodeMessage(t.title)})
				}
			}
		case StepEdit, StepMerge, StepSettle:
			edited = true
			after, reverted := latest[t.id]
			if !reverted {
				after = t
			}
			if after.kind != StepUndo {
				found.undo = step{t.id, t.kind, after.id, plan.DecodeMessage(t.title)}
				return errEnough
			}
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	if err := w.nameKind(&found.redo); err != nil {
		return nil, err
	}
	w.steps = &found
	return w.steps, nil
}

// nameKind says what kind of transaction a step that was undone is.
func (w *Workspace) nameKind(s *step) error {
	if !s.exists() {
		return nil
	}
	kind, err := w.c.text("SELECT kind FROM txn WHERE id = ?", s.edit[:])
	s.kind = StepKind(kind)
	return err
}

// firstOf gives the step that comes first in the log: the last one undone is the
// first to be redone.
func firstOf(a, b step) step {
	if a.exists() && a.edit.compare(b.edit) < 0 {
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

// reversal gathers the changes that take one transaction back.
type reversal struct {
	doc     *plan.Document
	merge   []plan.ID // what a merge that is taken back was about
	know    *causality
	removed map[plan.ID]bool
	changes []plan.Change
	kept    []plan.Message
}

// priorOps gives each op of a transaction with the value before it, and with the
// object's creation before it in case the field has had no other value.
const priorOps = `SELECT o.obj, o.fld, o.val,
	(SELECT p.val FROM op p WHERE p.obj = o.obj AND p.fld = o.fld AND p.txn < o.txn ORDER BY p.txn DESC LIMIT 1),
	(SELECT p.val FROM op p WHERE p.obj = o.obj AND p.fld = '*' AND p.txn < o.txn ORDER BY p.txn DESC LIMIT 1)
	FROM op o WHERE o.txn = ? ORDER BY o.obj, o.fld`

func (r *reversal) read(c *conn, id TxnID) error {
	r.removed = map[plan.ID]bool{}
	var created, deleted []plan.ID
	var given []valueBefore
	err := c.each(context.Background(), priorOps, []driver.Value{id[:]}, func(row []driver.Value) error {
		obj, fld, val := asID(row[0]), asText(row[1]), asText(row[2])
		switch {
		case fld == fldCreate:
			if o := r.doc.Get(obj); o == nil || encodeRow(rowOf(o)) != val {
				created = append(created, obj)
				return nil
			}
			r.remove(obj)
		case fld == fldDelete && val == "1":
			deleted = append(deleted, obj)
		case fld == fldDelete:
			created = append(created, obj)
			r.removed[obj] = true // the fields that came with it go with it
		case !r.removed[obj]:
			given = append(given, valueBefore{obj, fld, val, prior(fld, row[3], asText(row[4]))})
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := r.fields(c, id, given); err != nil {
		return err
	}
	for _, obj := range created {
		if err := r.unmake(c, obj, id); err != nil {
			return err
		}
	}
	for _, obj := range deleted {
		if err := r.revive(c, obj, id); err != nil {
			return err
		}
	}
	return nil
}

func (r *reversal) remove(obj plan.ID) {
	r.changes = append(r.changes, plan.Deletion(r.doc.Get(obj)))
}

func (r *reversal) keep(o plan.Object, f *plan.Field) {
	name := plan.NameOf(r.doc, o, nil)
	kind := plan.Say(plan.KindFor(o).Label())
	if f == nil {
		r.kept = append(r.kept, plan.Say("undo.kept.object", "Kind", kind, "Name", name))
		return
	}
	r.kept = append(r.kept, plan.Say("undo.kept.field", "Kind", kind, "Name", name, "Field", plan.Say(f.Label())))
}

// unmake removes an object that transaction id brought, when it is still what it
// was then.
func (r *reversal) unmake(c *conn, obj plan.ID, id TxnID) error {
	o := r.doc.Get(obj)
	if o == nil {
		return nil // gone already
	}
	versions, err := readVersions(context.Background(), c, obj)
	if err != nil {
		return err
	}
	was, _ := fold(r.know.asKnownTo(id, versions), r.know).object(obj)
	if was == nil || !slices.Equal(valuesOf(was), valuesOf(o)) {
		r.keep(o, nil)
		return nil
	}
	r.remove(obj)
	return nil
}

// revive brings back an object that transaction id deleted.
func (r *reversal) revive(c *conn, obj plan.ID, id TxnID) error {
	if o := r.doc.Get(obj); o != nil {
		r.keep(o, nil)
		return nil
	}
	versions, err := readVersions(context.Background(), c, obj)
	if err != nil {
		return err
	}
	versions = slices.DeleteFunc(versions, func(v version) bool { return bytes.Compare(v.txn[:], id[:]) >= 0 })
	if o, _ := fold(versions, r.know).object(obj); o != nil {
		r.changes = append(r.changes, plan.Creation(o))
	}
	return nil
}

// field gives a field its former value, when it still has the one that is to be
// taken back.
func (r *reversal) field(obj plan.ID, fld, val, before string) {
	o := r.doc.Get(obj)
	if o == nil {
		return // gone since, and its deletion is not ours to take back
	}
	f := plan.KindFor(o).Field(fld)
	if f == nil {
		return // of a newer version; the log keeps it
	}
	now := f.Get(o)
	if _, err := f.Parse(before); err != nil || now != val {
		r.keep(o, f)
		return
	}
	r.changes = append(r.changes, plan.Change{Kind: f.Kind, Object: obj, Field: fld, Old: now, New: before})
}

// prior is the value of a field before an op: the op before it, or what the
// object was created with.
func prior(fld string, before driver.Value, created string) string {
	if before != nil {
		return asText(before)
	}
	var fields map[string]string
	if json.Unmarshal([]byte(created), &fields) != nil {
		return ""
	}
	return fields[fld]
}
