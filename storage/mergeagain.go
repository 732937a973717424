package storage

import "slices"

// offerAgain finds a merge of the same transactions that was taken back here.
// They are in the log, so they are not new; but whoever merges a file again wants
// to see them again, unless one of the files has heard that they were taken back,
// or they were offered again since.
func (m *Merge) offerAgain(g *gatherer) {
	know := m.union.know
	superseded := map[TxnID]bool{}
	for _, v := range know.merges {
		superseded[v.again] = true
	}
	var latest TxnID
	for id, v := range know.merges {
		if v.undone && !superseded[id] && id.compare(latest) > 0 && m.workspaceHas(id) && !g.anyHolds(v.steps[len(v.steps)-1]) && g.holdAll(foreignTo(know, id)) {
			latest = id
		}
	}
	if latest == (TxnID{}) {
		return
	}
	m.Again, m.again = true, latest
	m.union.know = know.inForce(StepMerge, latest)
	for _, id := range foreignTo(know, latest) {
		m.theirs[id] = true
		delete(m.ours, id)
	}
}

// foreignTo lists the transactions that a merge brought, or offered again: those
// it knew and our side did not.
func foreignTo(know *causality, merge TxnID) (ids []TxnID) {
	v := know.merges[merge]
	if len(v.parents) == 0 {
		return nil // as only a forged log has it
	}
	if _, ok := know.merges[v.again]; ok && know.knows(merge, v.again) {
		ids = foreignTo(know, v.again)
	}
	ours := v.parents[0]
	for _, id := range know.ids {
		if id != merge && know.knows(merge, id) && !know.knows(ours, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// anyHolds reports whether one of the other files holds a transaction.
func (g *gatherer) anyHolds(id TxnID) bool {
	return slices.ContainsFunc(g.held, func(txns []txn) bool { return holds(txns, id) })
}

// holdAll reports whether the other files hold transactions between them.
func (g *gatherer) holdAll(ids []TxnID) bool {
	return len(ids) > 0 && !slices.ContainsFunc(ids, func(id TxnID) bool { return !g.anyHolds(id) })
}
