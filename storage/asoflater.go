package storage

import (
	"bytes"
	"context"
	"database/sql/driver"
	"maps"
	"slices"

	"jointplan/plan"
)

// later is what has to be taken back from the plan as it is to get at an earlier
// one: what was written since, and what came in from elsewhere.
type later struct {
	objects []plan.Object // the plan as it is, in no order; nil where it may be of another log
	steps   []TxnID       // ascending; nil where copies never went apart, and every greater id counts
}

// laterThan finds out what transaction id does not know. then is know as it was.
// The caller holds the lock.
func (w *Workspace) laterThan(id TxnID, know, then *causality) later {
	if w.log.standsIn(w.c) != nil {
		return later{} // somebody else writes on, and the plan in memory stays behind
	}
	l := later{objects: w.upcoming().Members()}
	if know == nil {
		return l
	}
	l.steps = know.unknownTo(id)
	for settled, v := range know.settles { // of these, whether they count
		if was, ok := then.settles[settled]; ok && was.undone != v.undone {
			l.steps = append(l.steps, settled)
		}
	}
	for passed := range know.passed { // likewise
		if then.passed[passed] == nil {
			l.steps = append(l.steps, passed)
		}
	}
	slices.SortFunc(l.steps, TxnID.compare)
	return l
}

// unknownTo lists the transactions that one did not know.
func (k *causality) unknownTo(id TxnID) (ids []TxnID) {
	at, ok := k.spot(id)
	if !ok {
		return k.ids
	}
	knows := k.vector(at)
	for i, p := range k.places {
		switch {
		case p.chain == at.chain && p.n <= at.n:
		case p.chain != at.chain && int(p.chain) < len(knows) && knows[p.chain] > p.n:
		default:
			ids = append(ids, k.ids[i])
		}
	}
	return ids
}

// takeBack gives a folder that goes through the log only for what was touched
// since. ok is false when that is so much that the whole log is read faster.
func (p earlier) takeBack(ctx context.Context) (f folder, ok bool, err error) {
	if p.later.objects == nil {
		return f, false, nil
	}
	t := &taking{earlier: p, ids: map[plan.ID]bool{}, most: len(p.later.objects)/4 + pieceVersions}
	if err := t.gather(ctx); err != nil {
		return f, false, err
	}
	if len(t.ids) > t.most {
		return f, false, nil
	}
	f = p.all(ctx)
	f.read = func(hand func([]history)) error { return t.read(ctx, hand) }
	for _, o := range p.later.objects {
		if !t.ids[plan.IDFor(o)] {
			f.standing = append(f.standing, o)
		}
	}
	return f, true, nil
}

// taking finds the objects that are to be folded again.
type taking struct {
	earlier
	ids  map[plan.ID]bool
	most int
}

// gather finds what was touched since. Where copies went apart it takes in
// whatever was ever deleted: the rest stands by itself, whoever knew of whom.
func (t *taking) gather(ctx context.Context) error {
	const all = "SELECT obj, fld, txn FROM op INDEXED BY op_txn WHERE (txn, obj, fld) > (?, ?, ?) "
	if t.later.steps == nil {
		after := bytes.Repeat([]byte{0xff}, len(plan.NoID)+1) // every object of the transaction itself
		return t.note(ctx, all+"ORDER BY txn, obj, fld LIMIT ?", t.at, after)
	}
	for _, id := range t.later.steps {
		if err := t.note(ctx, all+"AND txn = ?5 ORDER BY txn, obj, fld LIMIT ?4", id, []byte{}, id[:]); err != nil {
			return err
		}
	}
	if !t.know.forked() {
		return nil
	}
	return t.noteDeleted(ctx)
}

// note takes in the objects of ops in pieces, going on from one in the order of
// transactions.
func (t *taking) note(ctx context.Context, query string, txn TxnID, obj []byte, more ...driver.Value) error {
	from := []driver.Value{txn[:], obj, ""}
	for n := pieceVersions; n == pieceVersions && len(t.ids) <= t.most; {
		if err := ctx.Err(); err != nil {
			return err
		}
		n = 0
		args := append(append(slices.Clone(from), int64(pieceVersions)), more...)
		err := t.w.piece(func() error {
			return t.w.c.each(context.Background(), query, args, func(row []driver.Value) error {
				n++
				from = []driver.Value{row[2], row[0], row[1]}
				t.ids[asID(row[0])] = true
				return nil
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// noteDeleted takes in all objects of whose deletion anything was ever said.
func (t *taking) noteDeleted(ctx context.Context) error {
	from := []byte{}
	for from != nil && len(t.ids) <= t.most {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := t.w.piece(func() (err error) {
			from, err = t.deletedAfter(from)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// deletedAfter looks through the objects after one; to is where to go on, nil at
// the end.
func (t *taking) deletedAfter(from []byte) (to []byte, err error) {
	ctx, c := context.Background(), t.w.c
	err = c.each(ctx, "SELECT obj FROM op WHERE obj > ? ORDER BY obj LIMIT 1 OFFSET ?", []driver.Value{from, int64(pieceVersions)}, func(row []driver.Value) error {
		to = asBytes(row[0])
		return nil
	})
	if err != nil {
		return nil, err
	}
	until := to
	if until == nil {
		until = bytes.Repeat([]byte{0xff}, len(plan.NoID)+1)
	}
	return to, c.each(ctx, "SELECT DISTINCT obj FROM op WHERE obj > ? AND obj <= ? AND fld = '"+fldDelete+"'", []driver.Value{from, until}, func(row []driver.Value) error {
		t.ids[asID(row[0])] = true
		return nil
	})
}

// read hands on what was known of the objects that are to be folded again.
func (t *taking) read(ctx context.Context, hand func([]history)) error {
	ids := slices.SortedFunc(maps.Keys(t.ids), func(a, b plan.ID) int { return bytes.Compare(a[:], b[:]) })
	for len(ids) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		var hs []history
		err := t.w.piece(func() (err error) {
			hs, ids, err = t.readSome(ids)
			return err
		})
		if err != nil {
			return err
		}
		if len(hs) > 0 {
			hand(hs)
		}
	}
	return nil
}

// readSome reads a piece's worth of objects; rest are those still to come.
func (t *taking) readSome(ids []plan.ID) (hs []history, rest []plan.ID, err error) {
	n := 0
	for i, id := range ids {
		if n >= pieceVersions || i >= pieceVersions/8 || t.w.mu.wanted() && i > 0 {
			return hs, ids[i:], nil
		}
		versions, err := readVersions(context.Background(), t.w.c, id)
		if err != nil {
			return nil, nil, err
		}
		n += len(versions)
		if versions = t.known(versions); len(versions) > 0 {
			hs = append(hs, history{id, versions})
		}
	}
	return hs, nil, nil
}
