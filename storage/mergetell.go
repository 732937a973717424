package storage

import (
	"slices"
	"strings"

	"jointplan/plan"
	"jointplan/plan/compare"
)

// tell sums up what comes in.
func (m *Merge) tell() {
	m.Steps = len(m.theirs)
	for id := range m.theirs {
		who := m.authorOf(id)
		if who != (Author{}) && !slices.Contains(m.Authors, who) {
			m.Authors = append(m.Authors, who)
		}
	}
	slices.SortFunc(m.Authors, func(a, b Author) int { return strings.Compare(a.Name+"\x00"+a.Party, b.Name+"\x00"+b.Party) })
}

func (m *Merge) authorOf(id TxnID) Author {
	if s, ok := m.union.sessions[id.session()]; ok {
		return s.author
	}
	return m.workspace.log.authorOf(id)
}

func (m *Merge) stateOf(v version) compare.State {
	who := m.authorOf(v.txn)
	return compare.State{Exists: true, Value: v.val, By: who.Name, Party: who.Party, At: v.txn.tick().time()}
}

// sortRows puts rows in the order of kinds, then objects, an object as a whole
// before its fields.
func sortRows(rows []compare.Row) {
	order := map[*plan.Kind]int{}
	for i, k := range plan.Kinds() {
		order[k] = i
	}
	slices.SortStableFunc(rows, func(a, b compare.Row) int {
		switch {
		case a.Kind != b.Kind:
			return order[a.Kind] - order[b.Kind]
		case a.Object != b.Object:
			return slices.Compare(a.Object[:], b.Object[:])
		}
		return placeOf(a.Field) - placeOf(b.Field)
	})
}

// nameAll makes documents that know the objects of both sides, and of those gone
// what they were, so that rows can be read by name.
func (m *Merge) nameAll(added, gone []plan.Object) {
	m.names = with(m.workspace.upcoming(), added)
	if m.told = m.names; len(gone) > 0 {
		m.told = with(m.names, gone)
	}
}

// with gives a copy of a plan with more objects in it.
func with(d *plan.Document, more []plan.Object) *plan.Document {
	d = d.Snapshot()
	changes := make([]plan.Change, 0, len(more))
	for _, o := range more {
		changes = append(changes, plan.Creation(o))
	}
	_ = d.Apply(changes) // new ids into a copy: nothing that could fail
	return d
}

// Names is a document with the objects of both sides, also those gone by now, for
// telling what ids mean.
func (m *Merge) Names() *plan.Document { return m.told }
