package check

import (
	"context"
	"slices"

	"jointplan/plan"
)

// Update brings the report up to date after changes were applied to its
// document: each rule looks again at the objects that changed and at those that
// depend on what changed.
func (r *Report) Update(changes []plan.Change) {
	a := r.agenda(changes)
	jobs := a.jobs(r.doc)
	found, _ := r.run(context.Background(), jobs, false) // cannot be cancelled, so cannot fail
	whole := map[stretch][]*note{}
	for i, j := range jobs {
		if j.whole == nil {
			r.replace(j, found[i])
		} else {
			whole[*j.whole] = append(whole[*j.whole], found[i]...)
		}
	}
	for s, notes := range whole {
		r.replaceWhole(s, a.whole[s], notes)
	}
	for id := range a.touched {
		if r.doc.Get(id) == nil {
			r.exchange(id, nil, 0, nil)
		}
		r.reposition(id)
	}
	r.settle()
}

// replace puts the notes of a job in the place of those from the last look.
func (r *Report) replace(j job, notes []*note) {
	var looked uint64
	for _, rule := range j.rules {
		looked |= rule.bit
	}
	for _, o := range j.objects {
		id, end := plan.IDFor(o), 0
		for end < len(notes) && notes[end].owner == id {
			end++
		}
		r.exchange(id, j.kind, looked, notes[:end:end])
		notes = notes[end:]
	}
}

// replaceWhole is replace for all objects of a kind: only where something is or
// was found is there anything to do.
func (r *Report) replaceWhole(s stretch, looked uint64, notes []*note) {
	byOwner := map[plan.ID][]*note{}
	for _, n := range notes {
		byOwner[n.owner] = append(byOwner[n.owner], n)
	}
	for _, lists := range r.listsOf(s.op) {
		for _, rule := range pick(s.kind, looked) {
			for _, n := range lists[rule.rank].notes {
				if _, ok := byOwner[n.owner]; !ok {
					byOwner[n.owner] = nil
				}
			}
		}
	}
	for id, notes := range byOwner {
		if r.doc.Get(id) != nil {
			r.exchange(id, s.kind, looked, notes)
		}
	}
}

// exchange replaces what the looked-for rules had found at an object; without a
// kind, the object is gone and so is all that was found at it.
func (r *Report) exchange(id plan.ID, k *plan.Kind, looked uint64, notes []*note) {
	had := r.owned[id]
	if len(had) == 0 && len(notes) == 0 {
		return
	}
	var out, kept []*note
	for _, n := range had {
		if n.rule.Kind != k || n.rule.bit&looked != 0 {
			out = append(out, n)
		} else {
			kept = append(kept, n)
		}
	}
	if slices.EqualFunc(out, notes, (*note).same) {
		for i, n := range out {
			n.about = notes[i].about
		}
		return
	}
	for _, n := range out {
		r.remove(n)
	}
	for _, n := range notes {
		r.add(n)
	}
	if kept = append(kept, notes...); len(kept) == 0 {
		delete(r.owned, id)
		return
	}
	r.owned[id] = sortByRank(kept)
}

func sortByRank(notes []*note) []*note {
	slices.SortStableFunc(notes, func(a, b *note) int { return a.rule.rank - b.rule.rank })
	return notes
}

// reposition keeps findings in order that were made while looking at another
// object than the one they are about, when that one has moved.
func (r *Report) reposition(id plan.ID) {
	o := r.doc.Get(id)
	if o == nil {
		return
	}
	for _, n := range slices.Clone(r.concerned[id]) {
		if n.about.ID != id {
			continue
		}
		if n.about.Order == o.Shared().Order && n.operation == plan.OperationOf(o) {
			n.about = o.Shared()
			continue
		}
		r.remove(n)
		moved := *n
		moved.about, moved.operation = o.Shared(), plan.OperationOf(o)
		owned := r.owned[n.owner]
		owned[slices.Index(owned, n)] = &moved
		r.add(&moved)
	}
}

// agenda is what has to be looked at again, as sets of rules (see Rule.bit).
type agenda struct {
	touched map[plan.ID]bool
	some    map[plan.ID]uint64 // by object
	whole   map[stretch]uint64 // all objects of a kind
}

// stretch names all objects of a kind in an operation, or everywhere with NoID.
type stretch struct {
	kind *plan.Kind
	op   plan.ID
}

func (r *Report) agenda(changes []plan.Change) *agenda {
	a := &agenda{touched: map[plan.ID]bool{}, some: map[plan.ID]uint64{}, whole: map[stretch]uint64{}}
	readers := readersOf()
	for _, c := range changes {
		if !a.touched[c.Object] {
			a.touched[c.Object] = true
			if o := r.doc.Get(c.Object); o != nil {
				a.some[c.Object] = ^uint64(0)
			}
		}
		for _, on := range readers[c.Kind] {
			if on.hit(c) {
				a.add(r.doc, on, c)
			}
		}
		if aboutWithheld(r.doc, c) {
			for _, rule := range needing()[c.Kind] {
				a.addWhole(r.doc, rule, c)
			}
		}
	}
	return a
}

// add notes which objects a rule has to look at again because of a change that
// it reads.
func (a *agenda) add(d *plan.Document, on reader, c plan.Change) {
	rule := on.rule
	switch {
	case on.gone:
		for _, f := range plan.ReferencesTo(c.Kind) {
			if f.Kind == rule.Kind && !f.Part {
				for _, id := range d.Referring(f, c.Object) {
					a.some[id] |= rule.bit
				}
			}
		}
	case on.via != nil && on.via == rule.Kind.Operation():
		a.whole[stretch{rule.Kind, c.Object}] |= rule.bit
	case on.via != nil:
		for _, id := range d.Referring(on.via, c.Object) {
			a.some[id] |= rule.bit
		}
	case on.link != nil:
		for _, id := range named(d, on.link, c) {
			a.some[id] |= rule.bit
		}
	default:
		a.addWhole(d, rule, c)
	}
}

// addWhole notes that a rule has to look again at all it looks at in the
// operation of a change.
func (a *agenda) addWhole(d *plan.Document, rule *Rule, c plan.Change) {
	if rule.Kind.Operation() == nil && rule.Kind != plan.KindOf[plan.Operation]() {
		a.whole[stretch{rule.Kind, plan.NoID}] |= rule.bit
		return
	}
	for _, op := range operations(d, c) {
		a.whole[stretch{rule.Kind, op}] |= rule.bit
	}
}

// named lists what field f of the changed object names, before and after.
func named(d *plan.Document, f *plan.Field, c plan.Change) []plan.ID {
	var ids []plan.ID
	if o := d.Get(c.Object); o != nil && plan.KindFor(o) == c.Kind {
		ids = append(ids, f.Refs(o)...)
	}
	for _, value := range [2]string{c.Old, c.New} {
		if value == "" {
			continue
		}
		switch c.Field {
		case plan.WholeObject:
			if o, _, err := plan.DecodeObject(c.Kind, c.Object, value); err == nil {
				ids = append(ids, f.Refs(o)...)
			}
		case f.Name:
			if o, err := plan.With(c.Kind.New(c.Object), plan.Change{Kind: c.Kind, Object: c.Object, Field: f.Name, New: value}); err == nil {
				ids = append(ids, f.Refs(o)...)
			}
		}
	}
	return ids
}

// operations lists the operations that a changed object belongs to, before and
// after; NoID stands for all, when it belongs to the whole workspace.
func operations(d *plan.Document, c plan.Change) []plan.ID {
	if c.Kind == plan.KindOf[plan.Operation]() {
		return []plan.ID{c.Object}
	}
	if c.Kind.Operation() == nil {
		return []plan.ID{plan.NoID}
	}
	return named(d, c.Kind.Operation(), c)
}

// jobs lists the work of an agenda.
func (a *agenda) jobs(d *plan.Document) []job {
	type group struct {
		kind  *plan.Kind
		rules uint64
	}
	// An operation is looked at once, whatever it has to be looked at for: two
	// looks at a time would get in each other's way (see memo).
	for s, bits := range a.whole {
		if s.op != plan.NoID && s.kind == plan.KindOf[plan.Operation]() {
			a.some[s.op] |= bits
			delete(a.whole, s)
		}
	}
	groups := map[group][]plan.Object{}
	for id, bits := range a.some {
		if o := d.Get(id); o != nil {
			g := group{plan.KindFor(o), bits}
			groups[g] = append(groups[g], o)
		}
	}
	var jobs []job
	for g, objects := range groups {
		jobs = append(jobs, stretches(g.kind, pick(g.kind, g.rules), objects)...)
	}
	for s, bits := range a.whole {
		for _, j := range stretches(s.kind, pick(s.kind, bits), d.Objects(s.kind, s.op)) {
			j.whole = &s
			jobs = append(jobs, j)
		}
	}
	return jobs
}

// pick lists the rules of a kind that are in the set.
func pick(k *plan.Kind, bits uint64) []*Rule {
	var picked []*Rule
	for _, rule := range ofKind()[k] {
		if rule.bit&bits != 0 {
			picked = append(picked, rule)
		}
	}
	return picked
}
