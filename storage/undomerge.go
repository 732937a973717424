package storage

import (
	"context"
	"slices"

	"jointplan/plan"
)

// readMerge gathers what takes a merge back: everything it brought is given the
// value it had on our side. What came in stays in the log, and the file can be
// merged again.
func (r *reversal) readMerge(w *Workspace, s step) error {
	if r.know == nil || len(r.know.merges[s.edit].parents) == 0 {
		return errLog
	}
	at := r.know.merges[s.edit].parents[0]
	p := bygone{know: r.know.passingAt(at), at: at, c: w.c, touched: map[plan.ID]plan.Object{}}
	touched, err := r.touchedBy(w, &p, s.edit)
	if err != nil {
		return err
	}
	if err := p.look(w.doc, touched); err != nil {
		return err
	}
	r.merge = touched
	for _, id := range touched {
		versions, err := readVersions(context.Background(), w.c, id)
		if err != nil {
			return err
		}
		after := fold(r.know.asKnownTo(s.edit, versions), r.know)
		after.dead = after.dead && w.doc.Get(id) == nil // what is there in spite of a deletion counts as it is
		became, _ := after.object(id)
		r.back(id, p.touched[id], became)
	}
	return nil
}

// closing gives the ops of an edit that takes a merge back: those that alter the
// plan, and for what stays as it is although the merge had put it in question,
// that it does.
func (w *Workspace) closing(touched []plan.ID, deltas []delta) ([]op, error) {
	ops, err := w.opsFor(deltas)
	if err != nil {
		return nil, err
	}
	said := map[string]bool{}
	for _, o := range ops {
		said[o.obj.String()+o.fld] = true
	}
	for _, id := range touched {
		now := w.doc.Get(id)
		versions, err := readVersions(context.Background(), w.c, id)
		if err != nil {
			return nil, err
		}
		for _, c := range w.conflictsIn(id, versions) {
			switch {
			case now == nil:
			case c.Field == nil && !said[id.String()+fldDelete]:
				ops = append(ops, op{obj: id, fld: fldDelete, val: "0"})
			case c.Field != nil && !said[id.String()+c.Field.Name]:
				ops = append(ops, op{obj: id, fld: c.Field.Name, val: c.Field.Get(now)})
			}
		}
	}
	return ops, nil
}

// bygone is what some objects were as one transaction knew them.
type bygone struct {
	know    *causality
	at      TxnID
	c       *conn
	touched map[plan.ID]plan.Object // nil for what was not there
}

// look finds out what the objects were. Others count as they are: nothing has
// happened to them since.
func (p *bygone) look(d *plan.Document, touched []plan.ID) error {
	for _, id := range touched {
		versions, err := p.versions(id)
		if err != nil {
			return err
		}
		p.touched[id], _ = fold(versions, p.know).object(id)
	}
	live := func(id plan.ID) plan.Object {
		if o, looked := p.touched[id]; looked {
			return o
		}
		return d.Get(id)
	}
	k := &keeper{know: p.know, liveOf: live, deadOf: p.deadOf, versions: p.versions}
	kept, err := k.wholesOf(staying(d, p.touched))
	for _, o := range kept {
		p.touched[plan.IDFor(o)] = o
	}
	return err
}

func (p *bygone) versions(id plan.ID) ([]version, error) {
	versions, err := readSorted(p.c, id)
	return p.know.asKnownTo(p.at, versions), err
}

func (p *bygone) deadOf(id plan.ID) plan.Object {
	if o, looked := p.touched[id]; o != nil || !looked {
		return nil
	}
	versions, err := p.versions(id)
	if err != nil {
		return nil
	}
	for _, o := range fold(versions, p.know).alive(id) {
		return o
	}
	return nil
}

// touchedBy lists the objects that a merge was about, and what they are or were
// parts of, which may be there only since the merge, or no longer.
func (r *reversal) touchedBy(w *Workspace, p *bygone, merge TxnID) ([]plan.ID, error) {
	var ids []plan.ID
	seen := map[plan.ID]bool{}
	see := func(id plan.ID) {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	for _, t := range append(append(foreignTo(r.know, merge), r.know.passedBy(merge)...), merge) {
		ops, err := readOps(context.Background(), w.c, t)
		if err != nil {
			return nil, err
		}
		for _, o := range ops {
			if !isRecord(o.kind) {
				see(o.obj)
			}
		}
	}
	for i := 0; i < len(ids); i++ {
		versions, err := p.versions(ids[i])
		if err != nil {
			return nil, err
		}
		for _, was := range fold(versions, r.know).alive(ids[i]) {
			for _, whole := range wholes(was) {
				see(whole)
			}
		}
		for _, whole := range wholes(w.doc.Get(ids[i])) {
			see(whole)
		}
	}
	return ids, nil
}

// back brings one object to what it was, as far as it is what it became.
func (r *reversal) back(id plan.ID, was, after plan.Object) {
	now := r.doc.Get(id)
	switch {
	case was == nil && now == nil:
	case was == nil:
		if after != nil && !slices.Equal(valuesOf(after), valuesOf(now)) {
			r.keep(now, nil)
			return
		}
		r.remove(id)
	case now == nil:
		if after == nil {
			r.changes = append(r.changes, plan.Creation(was))
		}
	case after == nil:
	default:
		r.backFields(was, after, now)
	}
}

func (r *reversal) backFields(was, after, now plan.Object) {
	for _, f := range plan.KindFor(now).Fields {
		before, became, is := f.Get(was), f.Get(after), f.Get(now)
		switch {
		case before == became || is == before:
		case is != became:
			r.keep(now, f)
		default:
			r.changes = append(r.changes, plan.Change{Kind: f.Kind, Object: plan.IDFor(now), Field: f.Name, Old: is, New: before})
		}
	}
}

// readSettlement gathers what follows when a settlement no longer counts, or
// counts again.
func (r *reversal) readSettlement(w *Workspace, s step) error {
	if r.know == nil {
		return errLog
	}
	settled, err := readOps(context.Background(), w.c, s.edit)
	if err != nil {
		return err
	}
	v := r.know.settles[s.edit]
	defer func(was verdict) { r.know.settles[s.edit] = was }(v)
	v.undone = !v.undone
	r.know.settles[s.edit] = v
	p := newProspect(w.doc, r.know)
	for _, o := range settled {
		if err := p.need(w.c, o.obj); err != nil {
			return err
		}
	}
	r.changes, err = p.changes(w.c)
	return err
}
