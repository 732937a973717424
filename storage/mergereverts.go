package storage

import (
	"slices"
	"strings"

	"jointplan/plan"
	"jointplan/plan/compare"
)

// Somebody who merges a file and undoes that takes back what its authors wrote, and
// that travels like every edit: where they merge his file in turn, their own work
// goes. So that nobody's goes unnoticed, the rows that say so are marked.

// findReverts notes by which transactions theirs took back merges, and what those
// had brought.
func (m *Merge) findReverts() {
	m.reverts = map[TxnID]map[TxnID]bool{}
	for merge, v := range m.union.know.merges {
		for i, step := range v.steps {
			if !v.undos[i] || !m.theirs[step] || m.union.know.passed[step] != nil {
				continue
			}
			m.reverts[step] = map[TxnID]bool{}
			for _, id := range foreignTo(m.union.know, merge) {
				m.reverts[step][id] = !m.theirs[id]
			}
		}
	}
}

// markReverted says of a row what was taken back in it and who had given that.
func (m *Merge) markReverted(r *compare.Row, s sides, fld string) {
	if len(m.reverts) == 0 || r.Side == compare.Ours {
		return
	}
	brought := m.reverts[s.changed[fld].txn]
	for _, v := range slices.Backward(s.all) {
		if brought[v.txn] && (v.fld == fld || v.fld == fldCreate || r.Field == nil) {
			r.Reverted = m.stateOf(v)
			return
		}
	}
}

// Reverted tells, in a sentence for each two people, what theirs took back of what
// is here.
func (m *Merge) Reverted() (told []plan.Message) {
	type pair struct{ by, of string }
	counts := map[pair]int{}
	for _, r := range m.Rows {
		if r.Reverted.Exists && !r.Arranges() {
			counts[pair{r.Theirs.By, r.Reverted.By}]++
		}
	}
	for p, n := range counts {
		told = append(told, plan.Say("merge.reverted", "Count", n, "By", p.by, "Of", p.of))
	}
	slices.SortFunc(told, func(a, b plan.Message) int { return strings.Compare(a.String(), b.String()) })
	return told
}
