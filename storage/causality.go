package storage

import (
	"bytes"
	"context"
	"database/sql/driver"
	"maps"
	"slices"
	"sort"
)

// causality knows which transactions each transaction knew of. Clocks do not
// tell: two planners who worked apart did not know of each other whatever the
// hour was.
//
// A log that was never merged is a single chain. Where copies went apart a new
// chain begins, and each stretch of a chain shares one vector of how far it
// knows every other chain, so that a question costs two look-ups and a hundred
// thousand transactions a few vectors.
//
// A nil causality stands for a single chain: there a greater id knows every
// smaller one.
type causality struct {
	ids     []TxnID // ascending, which is an order in which parents come first
	places  []spot  // of ids
	chains  []chain
	merged  bool              // a transaction has several parents
	settles map[TxnID]verdict // settlements and what became of them
	merges  map[TxnID]verdict // merges likewise
	refused map[refusal]bool  // ops that the fold passes over
	passed  map[TxnID][]TxnID // transactions that it passes over likewise, and which ones say so
}

// spot is where a transaction stands: the n-th of its chain.
type spot struct{ chain, n int32 }

// chain is a line of transactions each of which knew the one before.
type chain struct {
	length   int32
	segments []segment
}

// segment begins where a chain learns of others. knows holds, by chain, the
// number of its transactions that are known.
type segment struct {
	from  int32
	knows []int32
}

// verdict says whether an undo has taken a transaction back: of the last undo or
// redo of it, which it was.
type verdict struct {
	parents []TxnID
	steps   []TxnID // its undos and redos
	undos   []bool  // which of them are undos
	undone  bool
	again   TxnID // of a merge: the one taken back whose changes it offered once more
}

func newCausality() *causality {
	return &causality{settles: map[TxnID]verdict{}, merges: map[TxnID]verdict{}, refused: map[refusal]bool{}, passed: map[TxnID][]TxnID{}}
}

// readCausality reads who knew of whom from a whole log.
func readCausality(ctx context.Context, c *conn) (*causality, error) {
	k := newCausality()
	err := c.each(ctx, "SELECT "+txnColumns+" FROM txn ORDER BY id", nil, func(row []driver.Value) error {
		t, ok := scanTxn(row)
		if !ok || !k.add(t) {
			return errLog
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return k, k.readRefusals(ctx, c)
}

// add takes up the next transaction; ids must come in ascending order. ok is
// false when a parent is missing or not older.
func (k *causality) add(t txn) (ok bool) {
	if n := len(k.ids); n > 0 && k.ids[n-1].compare(t.id) >= 0 {
		return false
	}
	parents := make([]spot, len(t.parents))
	for i, p := range t.parents {
		if parents[i], ok = k.spot(p); !ok {
			return false
		}
	}
	at := k.place(parents)
	k.merged = k.merged || len(parents) > 1
	k.ids, k.places = append(k.ids, t.id), append(k.places, at)
	k.judge(t)
	return true
}

// place goes on with the chain of a parent that ends it, or begins a new one.
func (k *causality) place(parents []spot) spot {
	on := slices.IndexFunc(parents, func(p spot) bool { return p.n == k.chains[p.chain].length-1 })
	if on < 0 {
		k.chains = append(k.chains, chain{length: 1, segments: []segment{{0, k.join(parents)}}})
		return spot{int32(len(k.chains) - 1), 0}
	}
	c := &k.chains[parents[on].chain]
	at := spot{parents[on].chain, c.length}
	c.length++
	if len(parents) > 1 {
		c.segments = append(c.segments, segment{at.n, k.join(parents)})
	}
	return at
}

// join gives what the parents know between them.
func (k *causality) join(parents []spot) []int32 {
	knows := make([]int32, len(k.chains))
	for _, p := range parents {
		for i, n := range k.vector(p) {
			knows[i] = max(knows[i], n)
		}
		knows[p.chain] = max(knows[p.chain], p.n+1)
	}
	return knows
}

func (k *causality) vector(p spot) []int32 {
	segments := k.chains[p.chain].segments
	after := sort.Search(len(segments), func(i int) bool { return segments[i].from > p.n })
	return segments[after-1].knows
}

func (k *causality) spot(id TxnID) (spot, bool) {
	i, ok := slices.BinarySearchFunc(k.ids, id, TxnID.compare)
	if !ok {
		return spot{}, false
	}
	return k.places[i], true
}

// about stands for the transaction that is about to be written, which knows all.
var about = TxnID(bytes.Repeat([]byte{0xff}, 16))

// knows reports whether transaction a knew of b; each knows itself.
func (k *causality) knows(a, b TxnID) bool {
	if a == about || b == about {
		return a == about
	}
	if k == nil || len(k.chains) <= 1 {
		return a.compare(b) >= 0
	}
	pa, oka := k.spot(a)
	pb, okb := k.spot(b)
	switch {
	case !oka || !okb:
		return a == b
	case pa.chain == pb.chain:
		return pa.n >= pb.n
	}
	v := k.vector(pa)
	return int(pb.chain) < len(v) && v[pb.chain] > pb.n
}

// forked reports whether copies have ever gone apart.
func (k *causality) forked() bool { return k != nil && len(k.chains) > 1 }

// judge keeps account of what was settled, merged, and taken back.
func (k *causality) judge(t txn) {
	switch t.kind {
	case StepSettle:
		k.settles[t.id] = verdict{parents: t.parents}
	case StepMerge:
		v := verdict{parents: t.parents}
		if _, ok := k.merges[t.undoOf]; ok { // which is older, so that none leads back to itself
			v.again = t.undoOf
		}
		k.merges[t.id] = v
		k.passOver(t)
	case StepUndo, StepRedo:
		for _, of := range []map[TxnID]verdict{k.settles, k.merges} {
			if v, ok := of[t.undoOf]; ok {
				v.steps, v.undos, v.undone = append(v.steps, t.id), append(v.undos, t.kind == StepUndo), t.kind == StepUndo
				of[t.undoOf] = v
			}
		}
		k.passOver(t)
	}
}

// ignores reports whether the fold passes an op over: of a settlement that was
// taken back, so that the conflict is open again, of what took a merge back that is
// in force again, one that was refused, or a record, which says nothing of an
// object whatever its id.
func (k *causality) ignores(v version) bool {
	if isRecord(v.kind) {
		return true
	}
	if k == nil {
		return false
	}
	return len(k.settles) > 0 && k.settles[v.txn].undone || len(k.passed) > 0 && k.passed[v.txn] != nil || len(k.refused) > 0 && k.refused[refusal{v.txn, v.obj, v.fld}]
}

// until is the causality as it was when transaction id was written: what was
// taken back later counts, and what was put in force later does not. It may be
// read beside edits that go on.
func (k *causality) until(id TxnID) *causality {
	if k == nil {
		return nil
	}
	n, found := slices.BinarySearchFunc(k.ids, id, TxnID.compare)
	if found {
		n++
	}
	then := &causality{ids: k.ids[:n:n], places: k.places[:n:n], chains: slices.Clone(k.chains),
		settles: k.verdictsKnown(k.settles, id), merges: k.verdictsKnown(k.merges, id), passed: k.passedKnown(id)}
	then.refused = maps.Clone(k.refused) // comes with what it refuses
	return then
}

func (k *causality) verdictsKnown(all map[TxnID]verdict, to TxnID) map[TxnID]verdict {
	known := make(map[TxnID]verdict, len(all))
	for id, v := range all {
		if !k.knows(to, id) {
			continue
		}
		then := verdict{parents: v.parents, again: v.again}
		for i, step := range v.steps {
			if k.knows(to, step) {
				then.steps, then.undos, then.undone = append(then.steps, step), append(then.undos, v.undos[i]), v.undos[i]
			}
		}
		known[id] = then
	}
	return known
}

// heads gives the members of versions that none of the others knew of.
func (k *causality) heads(versions []version) []version {
	var heads []version
	for i, v := range versions {
		overtaken := false
		for _, other := range versions[i+1:] { // only later ids can know
			if other.txn != v.txn && k.knows(other.txn, v.txn) {
				overtaken = true
				break
			}
		}
		if !overtaken {
			heads = append(heads, v)
		}
	}
	return heads
}

// asKnownTo gives the versions that transaction id knew of.
func (k *causality) asKnownTo(id TxnID, versions []version) []version {
	var known []version
	for _, v := range versions {
		if k.knows(id, v.txn) {
			known = append(known, v)
		}
	}
	return known
}

// isRecord reports whether an op makes a record of the log's own, such as what
// was shared with whom, and no object of the plan.
func isRecord(kind string) bool { return len(kind) > 0 && kind[0] == '#' }
