package storage

import (
	"context"
	"errors"
	"maps"
	"slices"

	"jointplan/plan"
)

// prospect is what the plan would be with some more ops: the objects they are
// about, with all that was ever said of each.
type prospect struct {
	doc      *plan.Document // as it is
	know     *causality
	versions map[plan.ID][]version
	folded   map[plan.ID]plan.Object // by themselves, nil for what is not there
	after    map[plan.ID]plan.Object // likewise, with what parts keep
	losses   []plan.Message
}

func newProspect(d *plan.Document, know *causality) *prospect {
	return &prospect{doc: d, know: know, versions: map[plan.ID][]version{}}
}

// need reads what our log says of an object, once.
func (p *prospect) need(c *conn, id plan.ID) error {
	if p.versions[id] != nil {
		return nil
	}
	versions, err := readVersions(context.Background(), c, id)
	if err != nil {
		return err
	}
	if versions == nil {
		versions = []version{}
	}
	p.versions[id] = versions
	return nil
}

// decide adds ops of the transaction that is about to be written.
func (p *prospect) decide(ops []op) {
	for _, o := range ops {
		delete(p.folded, o.obj)
		p.versions[o.obj] = append(p.versions[o.obj], version{obj: o.obj, txn: about, fld: o.fld, kind: o.kind, val: o.val})
	}
}

// hold gives the ops that keep what would go with its last part: whoever decides that a part goes has not decided that. d knows
// the objects by their ids.
func (p *prospect) hold(c *conn, d *plan.Document, ops []op) (held []op, err error) {
	decided := map[plan.ID]bool{}
	for _, o := range ops {
		decided[o.obj] = decided[o.obj] || o.fld == fldDelete
	}
	var ids []plan.ID
	for _, o := range ops {
		if o.fld == fldDelete && o.val == "1" {
			ids = append(ids, wholes(d.Get(o.obj))...)
		}
	}
	for i := 0; i < len(ids); i++ {
		id := ids[i]
		if decided[id] || p.doc.Get(id) == nil && p.after[id] == nil {
			continue
		}
		decided[id] = true
		if err := p.need(c, id); err != nil {
			return nil, err
		}
		if fold(p.versions[id], p.know).dead {
			held = append(held, op{obj: id, fld: fldDelete, val: "0"})
		}
		ids = append(ids, wholes(d.Get(id))...)
	}
	return held, nil
}

// changes gives what brings the plan from what it is to what follows.
func (p *prospect) changes(c *conn) ([]plan.Change, error) {
	if err := p.play(c); err != nil {
		return nil, err
	}
	ids := make([]plan.ID, 0, len(p.after))
	for id := range p.after {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b plan.ID) int { return slices.Compare(a[:], b[:]) })
	var changes []plan.Change
	for _, id := range ids {
		changes = append(changes, changesFrom(p.doc.Get(id), p.after[id])...)
	}
	return changes, nil
}

// play folds every object, then keeps what parts that are there belong to.
func (p *prospect) play(c *conn) error {
	p.losses = nil
	if p.folded == nil {
		p.folded = make(map[plan.ID]plan.Object, len(p.versions))
	}
	for id, versions := range p.versions {
		if _, done := p.folded[id]; !done {
			o, lost := fold(versions, p.know).object(id)
			p.folded[id], p.losses = o, append(p.losses, lost...)
		}
	}
	p.after = maps.Clone(p.folded)
	if err := p.lookAgain(c); err != nil {
		return err
	}
	var failed error
	k := &keeper{
		know:   p.know,
		liveOf: p.live,
		deadOf: func(id plan.ID) plan.Object {
			o, err := p.deleted(c, id)
			failed = errors.Join(failed, err)
			return o
		},
		versions: func(id plan.ID) ([]version, error) {
			err := p.need(c, id)
			return p.versions[id], err
		},
	}
	kept, err := k.wholesOf(p.staying())
	for _, o := range kept {
		p.after[plan.IDFor(o)] = o
	}
	return errors.Join(failed, err)
}

// lookAgain takes in what was there only for the sake of parts that go or move
// away.
func (p *prospect) lookAgain(c *conn) error {
	if !p.know.forked() {
		return nil
	}
	var ids []plan.ID
	for id, o := range p.after {
		before, after := wholes(p.doc.Get(id)), wholes(o)
		for _, whole := range before {
			if _, seen := p.after[whole]; !seen && !slices.Contains(after, whole) {
				ids = append(ids, whole)
			}
		}
	}
	for len(ids) > 0 {
		id := ids[0]
		ids = ids[1:]
		if p.versions[id] != nil || p.doc.Get(id) == nil {
			continue
		}
		if err := p.need(c, id); err != nil {
			return err
		}
		o, lost := fold(p.versions[id], p.know).object(id)
		p.after[id], p.losses = o, append(p.losses, lost...)
		ids = append(ids, wholes(p.doc.Get(id))...)
	}
	return nil
}

// live gives an object that follows as being there.
func (p *prospect) live(id plan.ID) plan.Object {
	if o, seen := p.after[id]; seen {
		return o
	}
	return p.doc.Get(id)
}

// staying lists the objects that keep what they are a part of: those that were
// looked at and are there, and untouched parts of those that are not.
func (p *prospect) staying() []plan.Object { return staying(p.doc, p.after) }

func staying(d *plan.Document, touched map[plan.ID]plan.Object) (objects []plan.Object) {
	var gone []plan.ID
	for id, o := range touched {
		if o != nil {
			objects = append(objects, o)
		} else {
			gone = append(gone, id)
		}
	}
	seen := map[plan.ID]bool{}
	for i := 0; i < len(gone); i++ {
		for _, part := range partsOf(d, gone[i]) {
			if _, known := touched[part]; known || seen[part] {
				continue
			}
			seen[part] = true
			objects = append(objects, d.Get(part))
			gone = append(gone, part) // whose parts may hold what it is a part of
		}
	}
	return objects
}

// deleted gives an object that follows as deleted as it would be otherwise.
func (p *prospect) deleted(c *conn, id plan.ID) (plan.Object, error) {
	after, seen := p.after[id]
	if after != nil || !seen && p.doc.Get(id) != nil {
		return nil, nil
	}
	if err := p.need(c, id); err != nil {
		return nil, err
	}
	f := fold(p.versions[id], p.know)
	if !f.dead {
		return nil, nil
	}
	for _, o := range f.alive(id) {
		return o, nil
	}
	return nil, nil
}

// changesFrom gives the changes from one state of an object to another; nil is its
// absence.
func changesFrom(before, after plan.Object) []plan.Change {
	switch {
	case before == nil && after == nil:
		return nil
	case before == nil:
		return []plan.Change{plan.Creation(after)}
	case after == nil:
		return []plan.Change{plan.Deletion(before)}
	case plan.KindFor(before) != plan.KindFor(after): // of a damaged log only
		return []plan.Change{plan.Deletion(before), plan.Creation(after)}
	}
	d := delta{id: plan.IDFor(after), before: rowOf(before), after: rowOf(after)}
	return d.fields(d.before.values, d.after.values)
}
