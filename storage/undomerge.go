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
	if r.know == nil {
		return errLog
	}
	touched, err := r.touchedBy(w, s.edit)
	if err != nil {
		return err
	}
	ours := r.know.merges[s.edit].parents[0]
	for _, id := range touched {
		versions, err := readVersions(context.Background(), w.c, id)
		if err != nil {
			return err
		}
		was, _ := fold(r.know.asKnownTo(ours, versions), r.know).object(id)
		after, _ := fold(r.know.asKnownTo(s.edit, versions), r.know).object(id)
		r.back(id, was, after)
	}
	return nil
}

// touchedBy lists the objects that a merge was about, and what they are parts of,
// which may be there only since the merge.
func (r *reversal) touchedBy(w *Workspace, merge TxnID) ([]plan.ID, error) {
	var ids []plan.ID
	seen := map[plan.ID]bool{}
	see := func(id plan.ID) {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	for _, t := range append(foreignTo(r.know, merge), merge) {
		ops, err := readOps(context.Background(), w.c, t)
		if err != nil {
			return nil, err
		}
		for _, o := range ops {
			see(o.obj)
		}
	}
	for i := 0; i < len(ids); i++ {
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
	p := &prospect{doc: w.doc, know: r.know, versions: map[plan.ID][]version{}}
	for _, o := range settled {
		if err := p.need(w.c, o.obj); err != nil {
			return err
		}
	}
	r.changes, err = p.changes(w.c)
	return err
}
