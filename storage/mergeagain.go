package storage

import "slices"

// offerAgain finds a merge of the same transactions that was taken back here.
// They are in the log, so they are not new; but whoever merges a file again wants
// to see them again, unless the file has heard that they were taken back.
func (m *Merge) offerAgain(g *gatherer) {
	know := m.union.know
	var latest TxnID
	for id, v := range know.merges {
		if v.undone && id.compare(latest) > 0 && !holds(g.held, v.steps[len(v.steps)-1]) && holdsAll(g.held, foreignTo(know, id)) {
			latest = id
		}
	}
	if latest == (TxnID{}) {
		return
	}
	m.Again, m.passed = true, map[TxnID]bool{latest: true}
	for _, id := range know.merges[latest].steps {
		m.passed[id] = true
	}
	for _, id := range foreignTo(know, latest) {
		m.theirs[id] = true
		delete(m.ours, id)
	}
}

// foreignTo lists the transactions that a merge brought: those it knew and our
// side did not.
func foreignTo(know *causality, merge TxnID) (ids []TxnID) {
	ours := know.merges[merge].parents[0]
	for _, id := range know.ids {
		if id != merge && know.knows(merge, id) && !know.knows(ours, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

func holdsAll(held []txn, ids []TxnID) bool {
	return len(ids) > 0 && !slices.ContainsFunc(ids, func(id TxnID) bool { return !holds(held, id) })
}
