package storage

import (
	"context"

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
			if !isRecord(v.kind) && !k.know.knows(v.txn, h.txn) && !k.know.knows(h.txn, v.txn) {
				return true, nil
			}
		}
	}
	return false, nil
}

// reconcile adds to the ops of an edit what makes the log say what its author
// sees. After merges an object may be there for the sake of a part although it was
// deleted, and an edit that takes the part away, or brings it back, says nothing
// of the whole: what is seen stays, and what is not seen stays away.
func (w *Workspace) reconcile(deltas []delta, ops []op) ([]op, error) {
	if !w.branched || len(deltas) == 0 {
		return ops, nil
	}
	know, err := w.causality()
	if err != nil {
		return nil, err
	}
	p := newProspect(w.upcoming(), know)
	if err := p.needWithWholes(w.c, deltas); err != nil {
		return nil, err
	}
	p.decide(ops)
	for range deepest { // what stays or goes may itself be a part
		if err := p.play(w.c); err != nil {
			return nil, err
		}
		said := p.differing()
		if len(said) == 0 {
			break
		}
		p.decide(said)
		ops = append(ops, said...)
	}
	return lastWords(ops), nil
}

// needWithWholes reads what was said of objects that change and of all that they
// are or were parts of.
func (p *prospect) needWithWholes(c *conn, deltas []delta) error {
	var ids []plan.ID
	for _, d := range deltas {
		ids = append(append(append(ids, d.id), wholes(d.before.object)...), wholes(d.after.object)...)
	}
	for i := 0; i < len(ids); i++ {
		if p.versions[ids[i]] != nil {
			continue
		}
		if err := p.need(c, ids[i]); err != nil {
			return err
		}
		ids = append(ids, wholes(p.doc.Get(ids[i]))...)
	}
	return nil
}

// differing gives the ops that bring what follows from the log to what is in the
// document.
func (p *prospect) differing() (ops []op) {
	for id, o := range p.after {
		switch there := p.doc.Get(id) != nil; {
		case there && o == nil:
			ops = append(ops, op{obj: id, fld: fldDelete, val: "0"})
		case !there && o != nil:
			ops = append(ops, op{obj: id, fld: fldDelete, val: "1"})
		}
	}
	return ops
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
