package storage

import (
	"context"
	"slices"

	"jointplan/plan"
)

// partFields lists, by kind, the fields that say what an object is a part of.
var partFields = map[*plan.Kind][]*plan.Field{}

func init() {
	for _, k := range plan.Kinds() {
		for _, f := range k.Fields {
			if f.Part {
				partFields[k] = append(partFields[k], f)
			}
		}
	}
}

// wholes lists what o is a part of.
func wholes(o plan.Object) (ids []plan.ID) {
	if o == nil {
		return nil
	}
	for _, f := range partFields[plan.KindFor(o)] {
		ids = append(ids, f.Refs(o)...)
	}
	return ids
}

// keeper finds the deleted objects that stay because somebody who did not know of
// the deletion made something a part of them or worked on a part: one planner
// deleted an operation while another added a task to it. Who knew of the deletion
// does not bring the object back by bringing back a part.
type keeper struct {
	know     *causality
	deadOf   func(plan.ID) plan.Object // a deleted object as it would be, nil for all others
	liveOf   func(plan.ID) plan.Object // an object that is there, nil for all others
	versions func(plan.ID) ([]version, error)

	kept []plan.Object
	seen map[tie]bool
}

// tie is a part that may hold what it belongs to.
type tie struct{ whole, witness plan.ID }

// wholesOf gives what the objects keep.
func (k *keeper) wholesOf(objects []plan.Object) ([]plan.Object, error) {
	k.seen = map[tie]bool{}
	in := map[plan.ID]bool{}
	for _, o := range objects {
		if err := k.follow(o, plan.IDFor(o), in, deepest); err != nil {
			return nil, err
		}
	}
	return k.kept, nil
}

// deepest is how far parts of parts are followed; halves of two copies may make
// each a part of the other.
const deepest = 6

// follow goes from a part to what it belongs to, and on from there.
func (k *keeper) follow(o plan.Object, witness plan.ID, in map[plan.ID]bool, depth int) error {
	if o == nil || depth == 0 {
		return nil
	}
	for _, id := range wholes(o) {
		if live := k.liveOf(id); live != nil {
			if err := k.follow(live, witness, in, depth-1); err != nil {
				return err
			}
			continue
		}
		whole := k.deadOf(id)
		at := tie{id, witness}
		if whole == nil || k.seen[at] {
			continue
		}
		k.seen[at] = true
		holds, err := k.holds(witness, id)
		if err != nil {
			return err
		}
		if !holds {
			continue
		}
		if !in[id] {
			in[id] = true
			k.kept = append(k.kept, whole)
		}
		if err := k.follow(whole, witness, in, depth-1); err != nil {
			return err
		}
	}
	return nil
}

// holds reports whether something was said of a part by somebody who did not know
// of the deletion of what it belongs to, and whom the deletion did not know.
func (k *keeper) holds(part, whole plan.ID) (bool, error) {
	of, err := k.versions(part)
	if err != nil {
		return false, err
	}
	gone, err := k.versions(whole)
	if err != nil {
		return false, err
	}
	for _, h := range deletionHeads(gone, k.know) {
		for _, v := range of {
			if !k.know.knows(v.txn, h.txn) && !k.know.knows(h.txn, v.txn) {
				return true, nil
			}
		}
	}
	return false, nil
}

// holdWholes gives the ops that keep what would go with its last part. An object
// that is there only for the sake of its parts, since somebody had deleted it,
// stays when an edit takes them away: its author sees it and did not delete it.
func (w *Workspace) holdWholes(deltas []delta) ([]op, error) {
	if !w.branched {
		return nil, nil
	}
	know, err := w.causality()
	if err != nil {
		return nil, err
	}
	var ops []op
	seen := map[plan.ID]bool{}
	for _, d := range deltas {
		seen[d.id] = d.before.object == nil // what comes back with this edit is kept by it anyway
	}
	var ids []plan.ID
	for _, d := range deltas {
		stays := wholes(d.after.object)
		for _, id := range wholes(d.before.object) {
			if !slices.Contains(stays, id) {
				ids = append(ids, id)
			}
		}
	}
	for i := 0; i < len(ids); i++ {
		id := ids[i]
		if seen[id] || w.doc.Get(id) == nil {
			continue
		}
		seen[id] = true
		versions, err := readVersions(context.Background(), w.c, id)
		if err != nil {
			return nil, err
		}
		if fold(versions, know).dead {
			ops = append(ops, op{obj: id, fld: fldDelete, val: "0"})
		}
		ids = append(ids, wholes(w.doc.Get(id))...) // which may be there for the same part's sake
	}
	return ops, nil
}

// causality gives who knew of whom, nil while nothing was ever merged.
func (w *Workspace) causality() (*causality, error) {
	if !w.branched || w.know != nil {
		return w.know, nil
	}
	know, err := readCausality(context.Background(), w.c)
	if err == nil {
		w.know = know
	}
	return know, err
}
