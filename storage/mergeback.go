package storage

import (
	"context"
	"database/sql/driver"
	"slices"
	"strings"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/plan/release"
)

// returned is a shared copy that comes back: what went with it, and what of the
// copy's transactions may not stand.
type returned struct {
	*shareRecord
	refused []refusal
	steps   []txn // of the copy
	know    *causality
}

// digest gives the digest under which a transaction of ours stands in the copy.
func (r *returned) digest(id TxnID) ([]byte, bool) {
	if r == nil || id != r.Txn {
		return nil, false
	}
	return r.Digest, true
}

// examine lists which values of transactions that come back may not stand.
func (r *returned) examine(ctx context.Context, c *conn, txns []foreignTxn) error {
	made := map[plan.ID]bool{}
	for _, t := range txns {
		for _, o := range t.ops {
			made[o.obj] = made[o.obj] || o.fld == fldCreate
		}
	}
	had := map[plan.ID]bool{}
	known := func(id plan.ID) bool {
		is, asked := had[id]
		if !asked {
			n, err := c.number("SELECT count(*) FROM (SELECT 1 FROM op WHERE obj = ? LIMIT 1)", driver.Value(id[:]))
			is = n > 0 || err != nil // what cannot be told apart is not touched
			had[id] = is
		}
		return is
	}
	for _, t := range txns {
		for _, o := range t.ops {
			if o.fld != fldCreate && !made[o.obj] && known(o.obj) {
				made[o.obj] = true
				own, err := r.isOwn(ctx, c, o.obj)
				if err != nil {
					return err
				}
				had[o.obj] = !own
			}
			if !r.allows(o, known, func(id plan.ID) bool { return made[id] }) {
				r.refused = append(r.refused, refusal{t.id, o.obj, o.fld})
			}
		}
	}
	return ctx.Err()
}

// isOwn reports whether an object was made in the copy, and came back with it before.
func (r *returned) isOwn(ctx context.Context, c *conn, id plan.ID) (own bool, err error) {
	foreign := false
	err = c.each(ctx, "SELECT txn FROM op WHERE obj = ? AND fld = ?", []driver.Value{id[:], fldCreate}, func(row []driver.Value) error {
		t, ok := txnIDFrom(asBytes(row[0]))
		switch {
		case !ok || t == r.Txn || !holds(r.steps, t):
			foreign = true
		case r.know == nil || !r.know.refused[refusal{t, id, fldCreate}]:
			own = true
		}
		return nil
	})
	return own && !foreign, err
}

// restore puts what was withheld in again where the copy says so.
func (r *returned) restore(f *plan.Field, back, ours string) string {
	if r == nil || !f.IsReference() {
		return back
	}
	value, err := release.Restore(f, back, ours, r.has)
	if err != nil {
		return back
	}
	return value
}

// tellRefused says what was refused, in the words of the plan.
func (m *Merge) tellRefused() {
	if m.returned == nil {
		return
	}
	for _, r := range m.returned.refused {
		o := m.workspace.doc.Get(r.obj)
		if o == nil {
			m.Refused = append(m.Refused, plan.Say("merge.refused.object", "ID", r.obj.String()))
			continue
		}
		k := plan.KindFor(o)
		where := plan.Say("history.deleted")
		if f := k.Field(r.fld); f != nil {
			where = plan.Say(f.Label())
		}
		m.Refused = append(m.Refused, plan.Say("merge.refused.field", "Kind", plan.Say(k.Label()), "Name", plan.NameOf(m.workspace.doc, o, nil), "Field", where))
	}
	slices.SortFunc(m.Refused, func(a, b plan.Message) int { return strings.Compare(a.String(), b.String()) })
	m.Refused = slices.CompactFunc(m.Refused, func(a, b plan.Message) bool { return a.String() == b.String() })
}

// mend gives the ops by which what came back fits our plan again: withheld
// references of new objects dropped, and agreements given to what the party was
// shown made good for the whole object.
func (m *Merge) mend(ops []op) ([]op, error) {
	if m.returned == nil {
		return nil, nil
	}
	var mended []op
	for _, t := range m.union.txns {
		for _, o := range t.ops {
			if o.fld == fldCreate {
				mended = append(mended, m.withoutWithheld(o.obj)...)
			}
		}
	}
	changes, err := m.outcome(append(slices.Clone(ops), mended...))
	if err != nil {
		return nil, err
	}
	d := m.workspace.doc.Snapshot()
	if err := d.Apply(changes); err != nil {
		return nil, err
	}
	agreed, err := m.agreed(d)
	return append(mended, agreed...), err
}

func (m *Merge) withoutWithheld(id plan.ID) (ops []op) {
	o := m.prospect.after[id]
	if o == nil {
		return nil
	}
	for _, f := range plan.KindFor(o).Fields {
		if !f.IsReference() || f.IsEmpty(o) {
			continue
		}
		if is := f.Get(o); m.returned.restore(f, is, "") != is {
			ops = append(ops, op{obj: id, fld: f.Name, val: m.returned.restore(f, is, "")})
		}
	}
	return ops
}

// agreed finds the agreements that came back and hold for the whole object.
func (m *Merge) agreed(d *plan.Document) (ops []op, err error) {
	party, err := plan.ParseID(m.returned.Party)
	if err != nil || plan.Find[plan.Party](d, party) == nil {
		return nil, nil // the party was deleted meanwhile; its agreements lapse
	}
	r, err := release.For(d, party)
	if err != nil {
		return nil, err
	}
	for _, t := range m.union.txns {
		for _, o := range t.ops {
			a := plan.Find[plan.Agreement](d, o.obj)
			if a == nil || o.fld != "content" && o.fld != fldCreate {
				continue
			}
			if content, ok := r.Agreed(a); ok && content != a.Content {
				ops = append(ops, op{obj: o.obj, fld: "content", val: content})
			}
		}
	}
	return slices.CompactFunc(ops, func(a, b op) bool { return a.obj == b.obj }), nil
}

// byRule is what becomes of a row nobody decided on.
func (m *Merge) byRule(r compare.Row) compare.Take {
	if r.Side == compare.Theirs && !r.Conflict && m.returned != nil {
		return compare.TakeTheirs // the rule would leave the mark of what was withheld
	}
	return compare.ByRule
}
