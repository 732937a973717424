package storage

import (
	"maps"
	"slices"

	"jointplan/plan"
	"jointplan/plan/compare"
)

// sides divides what was said of one object by who knows it.
type sides struct {
	id                   plan.ID
	all                  []version
	base, ours, theirs   folded
	changedHere, changed map[string]version // last value given by us alone, by them alone
	who                  func(version) compare.State
	back                 *returned
}

// divide sorts the ops on an object: what both files hold, what only ours holds,
// what only theirs holds.
func (m *Merge) divide(id plan.ID) sides {
	s := sides{id: id, changedHere: map[string]version{}, changed: map[string]version{}, who: m.stateOf, back: m.returned}
	for _, v := range m.prospect.versions[id] {
		if !m.prospect.know.ignores(v) {
			s.all = append(s.all, v)
		}
	}
	sortVersions(s.all)
	var base, here, there []version
	for _, v := range s.all {
		switch {
		case m.ours[v.txn]:
			here = append(here, v)
			s.changedHere[v.fld] = v
		case m.theirs[v.txn]:
			there = append(there, v)
			s.changed[v.fld] = v
		default:
			base = append(base, v)
		}
	}
	k := m.prospect.know
	s.base = fold(base, k)
	s.ours, s.theirs = s.base.after(base, here, k), s.base.after(base, there, k)
	if m.turned {
		s.base, s.ours = m.asItCounts(id)
	}
	return s
}

// asItCounts gives what both files held and what ours holds, while what is about to
// be taken back or put in force is not.
func (m *Merge) asItCounts(id plan.ID) (base, ours folded) {
	var both, here []version
	for _, v := range m.prospect.versions[id] {
		if m.theirs[v.txn] {
			continue
		}
		here = append(here, v)
		if !m.ours[v.txn] {
			both = append(both, v)
		}
	}
	return fold(both, m.ourKnow), fold(here, m.ourKnow)
}

// after gives the state after some more ops. Where they only give values, that
// needs no look at who knew of whom.
func (f folded) after(base, more []version, k *causality) folded {
	if len(more) == 0 {
		return f
	}
	if f.kind == "" || f.dead || slices.ContainsFunc(more, func(v version) bool { return v.fld == fldCreate || v.fld == fldDelete }) {
		return fold(append(slices.Clone(base), more...), k)
	}
	f.fields = maps.Clone(f.fields)
	for _, v := range more {
		f.play(v)
	}
	return f
}

func (f folded) exists() bool { return f.kind != "" && !f.dead }

// rows lists what differs in one object.
func (m *Merge) rowsOf(id plan.ID) []compare.Row {
	s := m.divide(id)
	k := plan.KindNamed(s.kind())
	if k == nil {
		return nil
	}
	here := m.prospect.doc.Get(id)
	if here != nil && s.theirs.exists() {
		rows := s.fields(k, m.prospect.know)
		for i := range rows {
			m.markReverted(&rows[i], s, rows[i].Field.Name)
		}
		return rows
	}
	r := compare.Row{Kind: k, Object: id, Base: s.whole(s.base, nil), Ours: s.whole(s.ours, s.changedHere), Theirs: s.whole(s.theirs, s.changed)}
	r.Ours.Exists = here != nil
	if here != nil {
		r.Ours.Value = plan.EncodeObject(here)
	}
	switch b, o, t := r.Base.Exists, r.Ours.Exists, r.Theirs.Exists; {
	case !o && !t:
		return nil
	case !b && t:
		r.Side = compare.Theirs
	case !b:
		r.Side = compare.Ours
	case !o: // deleted here
		r.Side, r.Fields = compare.Ours, s.edited(k, s.changed)
		if len(s.changed) > 0 {
			r.Side, r.Conflict = compare.Both, true
		}
	default: // deleted there
		r.Side, r.Fields = compare.Theirs, s.edited(k, s.changedHere)
		if m.prospect.after[id] != nil { // it stays all the same
			r.Side, r.Conflict = compare.Both, true
		}
	}
	m.markReverted(&r, s, fldDelete)
	return []compare.Row{r}
}

func (s sides) kind() string {
	for _, f := range []folded{s.ours, s.theirs, s.base} {
		if f.kind != "" {
			return f.kind
		}
	}
	return ""
}

// whole is what a side says of the object as a whole, with the last who said
// anything.
func (s sides) whole(f folded, said map[string]version) compare.State {
	var last version
	for _, v := range said {
		if v.txn.compare(last.txn) > 0 {
			last = v
		}
	}
	state := compare.State{}
	if last.fld != "" {
		state = s.who(last)
	}
	state.Exists, state.Value = f.exists(), ""
	if o, _ := f.object(s.id); o != nil {
		state.Value = plan.EncodeObject(o)
	}
	return state
}

func (s sides) edited(k *plan.Kind, said map[string]version) (fields []*plan.Field) {
	for _, f := range k.Fields {
		if _, ok := said[f.Name]; ok {
			fields = append(fields, f)
		}
	}
	return fields
}

// fields lists the fields in which the sides differ.
func (s sides) fields(k *plan.Kind, know *causality) (rows []compare.Row) {
	for _, f := range k.Fields {
		b, o, t := s.base.fields[f.Name], s.ours.fields[f.Name], s.theirs.fields[f.Name]
		if _, said := s.changed[f.Name]; said {
			t = s.back.restore(f, t, o)
		}
		if o == t {
			continue // alike by now, whoever changed it
		}
		r := compare.Row{Kind: k, Object: s.id, Field: f,
			Base: compare.State{Exists: s.base.exists(), Value: b}, Ours: s.state(f, o, s.changedHere), Theirs: s.state(f, t, s.changed)}
		here, there := s.said(s.changedHere, f), s.said(s.changed, f)
		switch {
		case here && there:
			r.Side, r.Conflict = compare.Both, s.several(f.Name, know)
		case here:
			r.Side = compare.Ours
		default: // they gave the value, or had another count again
			r.Side, r.Conflict = compare.Theirs, s.several(f.Name, know)
		}
		if r.Conflict {
			r.Others = s.others(f, know, o, t)
		}
		rows = append(rows, r)
	}
	return rows
}

func (s sides) state(f *plan.Field, value string, said map[string]version) compare.State {
	state := compare.State{Exists: true, Value: value}
	if v, ok := said[f.Name]; ok {
		state = s.who(v)
		state.Value = value
	}
	return state
}

// several reports whether a field has several latest values.
func (s sides) several(fld string, know *causality) bool {
	heads := s.heads(fld, know)
	return slices.ContainsFunc(heads, func(h version) bool { return h.val != heads[0].val })
}

// heads gives the latest values of a field.
func (s sides) heads(fld string, know *causality) []version {
	if !s.madeTwice() {
		return know.heads(opsOn(s.all, fld, know))
	}
	by := map[string][]version{}
	for _, v := range s.all {
		by[v.fld] = append(by[v.fld], v)
	}
	return know.heads(withCreations(by)[fld])
}

// madeTwice reports whether both sides made the object, by taking in one file, say.
func (s sides) madeTwice() bool {
	_, here := s.changedHere[fldCreate]
	_, there := s.changed[fldCreate]
	return here && there
}

// said reports whether a side gave a field a value.
func (s sides) said(by map[string]version, f *plan.Field) bool {
	_, said := by[f.Name]
	return said || s.madeTwice()
}

// others lists the latest values of a field besides two, each once.
func (s sides) others(f *plan.Field, know *causality, ours, theirs string) (more []compare.State) {
	heads := s.heads(f.Name, know)
	slices.SortFunc(heads, func(a, b version) int { return a.txn.compare(b.txn) })
	seen := []string{ours, theirs}
	for _, h := range heads {
		value := s.back.restore(f, h.val, ours)
		if slices.Contains(seen, value) {
			continue
		}
		seen = append(seen, value)
		state := s.who(h)
		state.Value = value
		more = append(more, state)
	}
	return more
}

// ByRule is what becomes of a row nobody decides on, by place in Rows: what is ours
// or theirs, or TakeOther for a third value. It is what Outcome and Apply come to.
func (m *Merge) ByRule(i int) compare.Take {
	r := m.Rows[i]
	if m.foreign != nil {
		if r.Field == nil {
			return compare.TakeTheirs
		}
		return compare.TakeOurs
	}
	if take := m.byRule(r); take != compare.ByRule {
		return take
	}
	after := m.prospect.after[r.Object]
	if r.Field == nil {
		if (after != nil) == r.Theirs.Exists {
			return compare.TakeTheirs
		}
		return compare.TakeOurs
	}
	if after == nil {
		return compare.TakeOther // gone by what became of something else
	}
	switch value := r.Field.Get(after); value {
	case r.Ours.Value:
		return compare.TakeOurs
	case r.Theirs.Value:
		return compare.TakeTheirs
	}
	return compare.TakeOther
}
