package storage

import (
	"context"
	"database/sql/driver"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jointplan/plan"
)

// Apply alters document and file by an edit, both or neither. The edit is on the
// disk before it returns. An edit that changes nothing is nothing.
func (w *Workspace) Apply(e plan.Edit) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if e.IsEmpty() {
		return nil
	}
	return w.commit(act{kind: StepEdit, title: e.Title}, e.Changes)
}

// commit applies changes to the document, then to the file; when the file fails,
// the document is taken back.
func (w *Workspace) commit(a act, changes []plan.Change) error {
	if err := w.ready(); err != nil {
		return err
	}
	if err := w.catchUp(); err != nil {
		return err
	}
	before := w.touched(changes)
	if err := w.doc.Apply(changes); err != nil {
		return err
	}
	deltas, err := w.deltas(before)
	if err == nil && (len(deltas) > 0 || a.kind != StepEdit) {
		err = w.write(a, deltas)
	}
	if err != nil {
		return errors.Join(explain(w.lost(err), w.path), w.doc.Apply(takeBack(deltas)))
	}
	return nil
}

// cameOf finds out what came of a commit that failed. SQLite reports a failure too
// when all is in the file and only the removal of its journal could not be made
// certain; that is then done here.
func (w *Workspace) cameOf(id TxnID, err error) error {
	if err == nil {
		return nil
	}
	if heads, failed := getMeta(w.c, metaHeads); failed != nil || heads != id.String() {
		return err
	}
	if syncDir(filepath.Dir(w.path)) == nil {
		return nil
	}
	w.refuse(plan.Say("banner.unsure"))
	return err
}

// lost notices that the content of the file was overwritten while it was open.
// What is in memory is then all that is left of the plan, and SaveCopy saves it.
func (w *Workspace) lost(err error) error {
	if !errors.Is(err, errReplaced) && !isDamage(err) {
		return err
	}
	why := plan.Say("banner.moved", "File", filepath.Base(w.path))
	w.damaged = true
	w.refuse(why)
	return plan.Problem("error.storage.readonly", "Why", why).Because(err)
}

// checkFile notices that the file was removed, or another put in its place,
// while it was open: writing on would write into nowhere.
func (w *Workspace) checkFile() error {
	now, err := os.Stat(w.path)
	if err == nil && os.SameFile(now, w.file) {
		return nil
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return explain(err, w.path) // a stick pulled out; it may come back
	}
	why := plan.Say("banner.moved", "File", filepath.Base(w.path))
	w.refuse(why)
	return plan.Problem("error.storage.readonly", "Why", why).Because(err)
}

// delta is one object before and after an edit.
type delta struct {
	id            plan.ID
	before, after row
}

// touched gives the objects that changes are about, as they are now, once each.
func (w *Workspace) touched(changes []plan.Change) []delta {
	seen := make(map[plan.ID]bool, min(len(changes), 1<<16))
	deltas := make([]delta, 0, len(changes))
	for _, c := range changes {
		if !seen[c.Object] {
			seen[c.Object] = true
			deltas = append(deltas, delta{id: c.Object, before: row{object: w.doc.Get(c.Object)}})
		}
	}
	return deltas
}

// deltas completes what touched began and leaves out what came to nothing. An
// object that changed its kind is an error: an id stands for one thing for ever.
func (w *Workspace) deltas(touched []delta) ([]delta, error) {
	deltas := make([]delta, 0, len(touched))
	var err error
	for _, d := range touched {
		d.before, d.after = rowOf(d.before.object), rowOf(w.upcoming().Get(d.id))
		if d.before.object != nil && d.after.object != nil {
			if plan.KindFor(d.before.object) != plan.KindFor(d.after.object) {
				err = plan.Problem("error.object.kind", "ID", d.id.String())
			} else if slices.Equal(d.before.values, d.after.values) {
				continue
			}
		} else if d.before.object == d.after.object {
			continue
		}
		deltas = append(deltas, d)
	}
	return deltas, err
}

// takeBack gives the changes that undo deltas in the document.
func takeBack(deltas []delta) []plan.Change {
	var changes []plan.Change
	for _, d := range deltas {
		switch {
		case d.before.object == nil:
			changes = append(changes, plan.Deletion(d.after.object))
		case d.after.object == nil:
			changes = append(changes, plan.Creation(d.before.object))
		case plan.KindFor(d.before.object) != plan.KindFor(d.after.object):
			changes = append(changes, plan.Deletion(d.after.object), plan.Creation(d.before.object))
		default:
			changes = append(changes, d.fields(d.after.values, d.before.values)...)
		}
	}
	return changes
}

// fields gives the changes from one set of values of the object to another.
func (d delta) fields(from, to []string) []plan.Change {
	k := plan.KindFor(d.after.object)
	var changes []plan.Change
	for i, f := range k.Fields {
		if from[i] != to[i] {
			changes = append(changes, plan.Change{Kind: k, Object: d.id, Field: f.Name, Old: from[i], New: to[i]})
		}
	}
	return changes
}

// write puts deltas into log and cache in one transaction of the database.
func (w *Workspace) write(a act, deltas []delta) error {
	if a.ops == nil {
		a.ops = w.opsFor
	}
	ops, err := a.ops(deltas)
	if err != nil {
		return err
	}
	t := w.log.next(w.options.Now(), a, ops)
	sum := w.seal
	done := a.counter(len(deltas))
	err = w.c.transaction(func() error {
		if err := w.log.standsIn(w.c); err != nil {
			return err
		}
		if err := a.with.write(w.c, done); err != nil {
			return err
		}
		if err := w.log.write(w.c, t, ops); err != nil {
			return err
		}
		for _, d := range deltas {
			if err := replace(w.c, &sum, d.before, d.after); err != nil {
				return err
			}
			done()
		}
		if err := putMeta(w.c, metaSeal, sum.String()); err != nil {
			return err
		}
		return w.sign(w.c)
	})
	if err = w.cameOf(t.id, err); err != nil {
		return err
	}
	w.learn(a, t)
	w.seal = sum
	w.steps = nil
	return w.reconsider(t, deltas, a.about(ops))
}

// learn takes note of what is in the file now.
func (w *Workspace) learn(a act, t txn) {
	if a.with != nil {
		w.know, w.branched = a.with.know, true
		maps.Copy(w.log.sessions, a.with.sessions)
	}
	w.log.advance(t)
	if w.know != nil {
		w.know.add(t)
	}
}

// opsFor gives the ops that bring the log from before to after.
func (w *Workspace) opsFor(deltas []delta) ([]op, error) {
	known, err := w.known(deltas)
	if err != nil {
		return nil, err
	}
	ops := make([]op, 0, len(deltas))
	for _, d := range deltas {
		switch {
		case d.after.object == nil:
			ops = append(ops, op{obj: d.id, fld: fldDelete, val: "1"})
		case d.before.object == nil && !known[d.id]:
			ops = append(ops, op{obj: d.id, fld: fldCreate, kind: plan.KindFor(d.after.object).Name, val: encodeRow(d.after)})
		case d.before.object == nil:
			revived, err := w.revive(d)
			if err != nil {
				return nil, err
			}
			ops = append(ops, revived...)
		default:
			ops = appendFields(ops, d, d.before.values)
		}
	}
	return w.reconcile(deltas, ops)
}

func appendFields(ops []op, d delta, from []string) []op {
	for _, c := range d.fields(from, d.after.values) {
		ops = append(ops, op{obj: d.id, fld: c.Field, val: c.New})
	}
	return ops
}

// revive brings back an object that the log has deleted: the deletion reversed,
// and what differs from the state it had.
func (w *Workspace) revive(d delta) ([]op, error) {
	versions, err := readVersions(context.Background(), w.c, d.id)
	if err != nil {
		return nil, err
	}
	k, err := w.causality()
	if err != nil {
		return nil, err
	}
	was := fold(versions, k)
	if was.kind != plan.KindFor(d.after.object).Name {
		return nil, plan.Problem("error.object.kind", "ID", d.id.String())
	}
	was.dead = false
	values := make([]string, len(d.after.values))
	if o, _ := was.object(d.id); o != nil {
		values = valuesOf(o)
	}
	return appendFields([]op{{obj: d.id, fld: fldDelete, val: "0"}}, d, values), nil
}

// known says which of the objects that deltas create have ops in the log.
func (w *Workspace) known(deltas []delta) (map[plan.ID]bool, error) {
	const batch = 256
	known := map[plan.ID]bool{}
	var created []driver.Value
	for _, d := range deltas {
		if d.before.object == nil {
			created = append(created, d.id[:])
		}
	}
	for part := range slices.Chunk(created, batch) {
		sql := "SELECT obj FROM op WHERE fld = '*' AND obj IN (?" + strings.Repeat(", ?", batch-1) + ")"
		args := make([]driver.Value, batch) // the rest are NULL and match nothing
		copy(args, part)
		err := w.c.each(context.Background(), sql, args, func(row []driver.Value) error {
			known[asID(row[0])] = true
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return known, nil
}
