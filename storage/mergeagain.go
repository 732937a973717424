package storage

import "slices"

// mostAgain bounds how many merges are looked through, and how often one may have been
// offered again: a file that somebody forged may say so a million times.
const mostAgain = 100

// offerAgain finds a merge of the same transactions that was taken back here.
// They are in the log, so they are not new; but whoever merges a file again wants
// to see them again, unless one of the files has heard that they were taken back,
// or they were offered again since.
func (m *Merge) offerAgain(g *gatherer) {
	know := m.union.know
	for _, id := range m.takenBack(g) {
		foreign := foreignTo(know, id)
		if !g.holdAll(foreign) {
			continue
		}
		m.Again, m.again = true, id
		m.union.know = know.inForce(StepMerge, id)
		for _, id := range foreign {
			m.theirs[id] = true
			delete(m.ours, id)
		}
		return
	}
}

// takenBack lists the merges that were taken back here and not offered again since,
// of which the other files have not heard, newest first.
func (m *Merge) takenBack(g *gatherer) (ids []TxnID) {
	merges, superseded := m.union.know.merges, map[TxnID]bool{}
	for _, v := range merges {
		superseded[v.again] = true
	}
	for id, v := range merges {
		if v.undone && !superseded[id] && m.workspaceHas(id) && !g.anyHolds(v.steps[len(v.steps)-1]) {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b TxnID) int { return b.compare(a) })
	return ids[:min(len(ids), mostAgain)]
}

// foreignTo lists the transactions that a merge brought, or offered again: those
// it knew and our side did not.
func foreignTo(know *causality, merge TxnID) (ids []TxnID) {
	for range mostAgain {
		v := know.merges[merge]
		if len(v.parents) == 0 {
			break // as only a forged log has it
		}
		ours := v.parents[0]
		for _, id := range know.ids {
			if id != merge && know.knows(merge, id) && !know.knows(ours, id) {
				ids = append(ids, id)
			}
		}
		if !know.knows(merge, v.again) {
			break
		}
		merge = v.again
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
