package storage

import (
	"context"
	"encoding/json"
	"slices"

	"jointplan/plan"
	"jointplan/plan/compare"
)

// Conflicts lists what merges have left open: fields with several values whose
// authors did not know of each other, and objects that one deleted and another
// edited. They follow from the log and are never stored, so they are the same in
// every copy that holds the same transactions.
//
// The first call looks through the whole log, which takes some tenths of a second
// at a million values; it works in one piece while no edit goes on.
func (w *Workspace) Conflicts(ctx context.Context) ([]compare.Conflict, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.c == nil || w.log == nil || w.damaged {
		return nil, nil
	}
	if w.disputes == nil {
		if err := w.findConflicts(ctx); err != nil {
			return nil, explain(err, w.path)
		}
	}
	var all []compare.Conflict
	for _, of := range w.disputes {
		all = append(all, of...)
	}
	slices.SortFunc(all, compareConflicts)
	return all, nil
}

func compareConflicts(a, b compare.Conflict) int {
	if a.Object != b.Object {
		return slices.Compare(a.Object[:], b.Object[:])
	}
	return placeOf(a.Field) - placeOf(b.Field)
}

func placeOf(f *plan.Field) int {
	if f == nil {
		return -1
	}
	return f.Index()
}

func (w *Workspace) findConflicts(ctx context.Context) error {
	found := map[plan.ID][]compare.Conflict{}
	know, err := w.causality()
	if err != nil {
		return err
	}
	if know.forked() {
		err = readHistories(ctx, w.c, func(hs []history) {
			for _, h := range hs {
				if cs := w.conflictsIn(h.id, h.versions); len(cs) > 0 {
					found[h.id] = cs
				}
			}
		})
	}
	if err == nil {
		w.disputes = found
	}
	return err
}

// reconsider looks again at the conflicts of what a transaction was about.
func (w *Workspace) reconsider(t txn, deltas []delta, ops []op) error {
	if w.disputes == nil || !w.branched {
		return nil
	}
	again := map[plan.ID]bool{}
	for _, d := range deltas {
		again[d.id] = true
		for _, o := range []plan.Object{d.before.object, d.after.object} {
			for _, id := range wholes(o) { // may be there for the sake of its parts
				again[id] = len(w.disputes[id]) > 0 || again[id]
			}
		}
	}
	for _, o := range ops {
		again[o.obj] = true
	}
	counts := w.know.passedBy(t.id) // no longer
	if (t.kind == StepUndo || t.kind == StepRedo) && len(ops) == 0 {
		counts = append(counts, t.undoOf)
	}
	for _, id := range counts {
		said, err := readOps(context.Background(), w.c, id)
		if err != nil {
			return err
		}
		for _, o := range said {
			again[o.obj] = true
		}
	}
	for id, look := range again {
		if !look {
			continue
		}
		versions, err := readVersions(context.Background(), w.c, id)
		if err != nil {
			return err
		}
		delete(w.disputes, id)
		if cs := w.conflictsIn(id, versions); len(cs) > 0 {
			w.disputes[id] = cs
		}
	}
	return nil
}

// about lists the ops that bear on conflicts: those that a merge brings may leave
// what is shown as it is, and yet contradict it.
func (a act) about(own []op) []op {
	if a.with == nil {
		return own
	}
	all := slices.Clone(own)
	for _, t := range a.with.txns {
		all = append(all, t.ops...)
	}
	return all
}

// conflictsIn derives the conflicts of one object.
func (w *Workspace) conflictsIn(id plan.ID, versions []version) []compare.Conflict {
	f := fold(versions, w.know)
	kind := plan.KindNamed(f.kind)
	if kind == nil {
		return nil
	}
	d := dispute{id: id, kind: kind, versions: versions, know: w.know, who: w.stateOf}
	switch {
	case f.dead && w.upcoming().Get(id) != nil:
		return d.kept()
	case f.dead || linear(versions, w.know):
		return nil
	}
	by := map[string][]version{}
	for _, v := range versions {
		if !w.know.ignores(v) {
			by[v.fld] = append(by[v.fld], v)
		}
	}
	return append(d.deletion(), d.fields(by)...)
}

// linear reports whether every op knew of the one before.
func linear(versions []version, know *causality) bool {
	for i := 1; i < len(versions); i++ {
		if !know.knows(versions[i].txn, versions[i-1].txn) {
			return false
		}
	}
	return true
}

// dispute derives the conflicts of an object some of whose ops did not know of
// each other.
type dispute struct {
	id       plan.ID
	kind     *plan.Kind
	versions []version
	know     *causality
	who      func(version) compare.State
}

// deletion is the conflict of an object that is there although somebody deleted
// it without knowing of what others did.
func (d dispute) deletion() []compare.Conflict {
	heads := deletionHeads(d.versions, d.know)
	var deletions []compare.State
	for _, h := range heads {
		if h.val == "1" {
			s := d.who(h)
			s.Value = ""
			deletions = append(deletions, s)
		}
	}
	if len(deletions) == 0 {
		return nil
	}
	there := compare.State{Exists: true}
	for _, v := range slices.Backward(d.versions) {
		if (v.fld != fldDelete || v.val == "0") && !d.know.ignores(v) && !d.allKnow(heads, v) {
			there = d.who(v)
			there.Exists, there.Value = true, ""
			break
		}
	}
	return []compare.Conflict{{Kind: d.kind, Object: d.id, Before: compare.State{Exists: true}, Values: append([]compare.State{there}, deletions...)}}
}

func (d dispute) allKnow(heads []version, v version) bool {
	for _, h := range heads {
		if h.val == "1" && !d.know.knows(h.txn, v.txn) {
			return false
		}
	}
	return true
}

// kept is the conflict of an object that is there for the sake of its parts.
func (d dispute) kept() []compare.Conflict {
	values := []compare.State{{Exists: true}}
	for _, h := range deletionHeads(d.versions, d.know) {
		s := d.who(h)
		s.Value = ""
		values = append(values, s)
	}
	return []compare.Conflict{{Kind: d.kind, Object: d.id, Before: compare.State{Exists: true}, Values: values}}
}

// fields gives the conflicts of single fields.
func (d dispute) fields(by map[string][]version) []compare.Conflict {
	by = withCreations(by)
	var found []compare.Conflict
	for _, f := range d.kind.Fields {
		heads := d.know.heads(by[f.Name])
		values := d.distinct(heads)
		if len(values) < 2 {
			continue
		}
		found = append(found, compare.Conflict{Kind: d.kind, Object: d.id, Field: f, Before: d.before(f.Name, heads), Values: values})
	}
	return found
}

// withCreations adds to every field what an object got when it was created, where
// several copies created it each (by taking in one file, say).
func withCreations(by map[string][]version) map[string][]version {
	if len(by[fldCreate]) < 2 {
		return by
	}
	given := make([]map[string]string, len(by[fldCreate]))
	names := map[string]bool{}
	for fld := range by {
		names[fld] = fld != fldCreate && fld != fldDelete
	}
	for i, v := range by[fldCreate] {
		if json.Unmarshal([]byte(v.val), &given[i]) != nil {
			given[i] = nil
		}
		for fld := range given[i] {
			names[fld] = true
		}
	}
	all := map[string][]version{}
	for fld, is := range names {
		if !is {
			continue
		}
		list := slices.Clone(by[fld])
		for i, v := range by[fldCreate] {
			list = append(list, version{obj: v.obj, txn: v.txn, fld: fld, val: given[i][fld]})
		}
		sortVersions(list)
		all[fld] = list
	}
	return all
}

// distinct gives the values of the heads, each once, the one in force first.
func (d dispute) distinct(heads []version) (values []compare.State) {
	seen := map[string]bool{}
	for _, h := range slices.Backward(heads) {
		if !seen[h.val] {
			seen[h.val] = true
			values = append(values, d.who(h))
		}
	}
	return values
}

// before is the last value that the authors of all heads knew.
func (d dispute) before(fld string, heads []version) compare.State {
	var known []version
	for _, v := range d.versions {
		if !slices.ContainsFunc(heads, func(h version) bool { return h.txn == v.txn || !d.know.knows(h.txn, v.txn) }) {
			known = append(known, v)
		}
	}
	return compare.State{Exists: len(known) > 0, Value: fold(known, d.know).fields[fld]}
}

// stateOf tells who gave a value when.
func (w *Workspace) stateOf(v version) compare.State {
	who := w.log.authorOf(v.txn)
	return compare.State{Exists: true, Value: v.val, By: who.Name, Party: who.Party, At: v.txn.tick().time()}
}
