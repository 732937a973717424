package storage

import (
	"bytes"
	"context"
	"database/sql/driver"
	"encoding/json"
	"slices"

	"jointplan/plan"
)

// reversal gathers the changes that take one transaction back.
type reversal struct {
	doc     *plan.Document
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
			r.field(obj, fld, val, prior(fld, row[3], asText(row[4])))
		}
		return nil
	})
	if err != nil {
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
	was, _ := fold(upTo(versions, id)).object(obj)
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
	if o, _ := fold(versions).object(obj); o != nil {
		r.changes = append(r.changes, plan.Creation(o))
	}
	return nil
}

// upTo gives the versions that came with transaction id or before.
func upTo(versions []version, id TxnID) []version {
	return slices.DeleteFunc(versions, func(v version) bool { return bytes.Compare(v.txn[:], id[:]) > 0 })
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
