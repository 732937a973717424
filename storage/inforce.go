package storage

import (
	"context"
	"maps"
	"slices"

	"jointplan/plan"
)

// A merge that was taken back can come into force again: by redo, or by merging the
// same file once more. What took it back gave values that would hold for ever
// against what the others had written, and close conflicts nobody has settled. So
// whatever puts the merge in force has the fold pass those values over: of merging
// once more also the decisions taken with the first merge, which are taken anew.

// passOver takes note of what a transaction has the fold pass over, as far as it
// knew of it and of nobody who did so before.
func (k *causality) passOver(t txn) {
	for _, id := range k.outdated(t.kind, t.undoOf) {
		known := slices.ContainsFunc(k.passed[id], func(by TxnID) bool { return k.knows(t.id, by) })
		if !known && k.knows(t.id, id) {
			k.passed[id] = append(k.passed[id], t.id)
		}
	}
}

// outdated lists what counts no longer once a merge is in force again.
func (k *causality) outdated(kind StepKind, merge TxnID) []TxnID {
	v, ok := k.merges[merge]
	newest := v.steps[max(0, len(v.steps)-mostAgain):] // those before are passed over already, but in a forged log
	switch {
	case ok && kind == StepRedo:
		return newest
	case ok && kind == StepMerge:
		return append(slices.Clone(newest), merge)
	}
	return nil
}

// inForce is the causality as it will be once transaction about has put a merge in
// force again.
func (k *causality) inForce(kind StepKind, merge TxnID) *causality {
	then := *k
	then.passed = maps.Clone(k.passed)
	for _, id := range k.outdated(kind, merge) {
		then.passed[id] = append(slices.Clone(then.passed[id]), about)
	}
	return &then
}

// passesOver reports whether the fold passes whole transactions over.
func (k *causality) passesOver() bool {
	if k == nil {
		return false
	}
	for _, v := range k.settles {
		if v.undone {
			return true
		}
	}
	return len(k.passed) > 0
}

// passedBy lists what a transaction has the fold pass over.
func (k *causality) passedBy(id TxnID) (ids []TxnID) {
	if k == nil {
		return nil
	}
	for passed, by := range k.passed {
		if slices.Contains(by, id) {
			ids = append(ids, passed)
		}
	}
	slices.SortFunc(ids, TxnID.compare)
	return ids
}

// passedKnown gives what is passed over by transactions that one knew.
func (k *causality) passedKnown(to TxnID) map[TxnID][]TxnID {
	known := map[TxnID][]TxnID{}
	for id, by := range k.passed {
		by = slices.DeleteFunc(slices.Clone(by), func(by TxnID) bool { return !k.knows(to, by) })
		if len(by) > 0 {
			known[id] = by
		}
	}
	return known
}

// passingAt is the causality with what was passed over when a transaction was
// written.
func (k *causality) passingAt(id TxnID) *causality {
	if k == nil || len(k.passed) == 0 {
		return k
	}
	then := *k
	then.passed = k.passedKnown(id)
	return &then
}

// readRedone gathers what follows when a merge that was taken back is in force
// again, with the conflicts it left open.
func (r *reversal) readRedone(w *Workspace, s step) error {
	if r.know == nil {
		return errLog
	}
	p := newProspect(w.doc, r.know.inForce(StepRedo, s.edit))
	for _, id := range r.know.outdated(StepRedo, s.edit) {
		ops, err := readOps(context.Background(), w.c, id)
		for _, o := range ops {
			if err == nil && !isRecord(o.kind) {
				err = p.need(w.c, o.obj)
			}
		}
		if err != nil {
			return err
		}
	}
	var err error
	r.changes, err = p.changes(w.c)
	return err
}

// valueBefore is a value that a transaction gave, and the one before it.
type valueBefore struct {
	obj              plan.ID
	fld, val, before string
}

// fields gives fields their former values. Where the fold passes something over,
// the op before one is not always what was seen.
func (r *reversal) fields(c *conn, id TxnID, given []valueBefore) error {
	var seen folded
	var of plan.ID
	for _, g := range given {
		if r.know.passesOver() {
			if of != g.obj {
				versions, err := readVersions(context.Background(), c, g.obj)
				if err != nil {
					return err
				}
				known := slices.DeleteFunc(r.know.asKnownTo(id, versions), func(v version) bool { return v.txn == id })
				seen, of = fold(known, r.know), g.obj
			}
			g.before = seen.fields[g.fld]
		}
		r.field(g.obj, g.fld, g.val, g.before)
	}
	return nil
}
