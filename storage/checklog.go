package storage

import (
	"context"
	"database/sql/driver"
)

// CheckLog checks the digest of every transaction against what it holds, and that
// the log is complete. It does so at once, in the time opening the file takes
// again, and is meant for programs that are about to write the file or to hand on
// what it holds; Verify gives way to edits and looks at the tables too. A log that
// does not hold together makes the workspace read-only and is told as an error; a
// file whose opening found it damaged was told of before and passes.
func (w *Workspace) CheckLog(ctx context.Context) error { return w.checkLog(ctx, mostProofs) }

func (w *Workspace) checkLog(ctx context.Context, most int64) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.c == nil || w.log == nil || w.damaged {
		return nil
	}
	bad, err := w.sweepLog(ctx, most)
	if err == nil && len(bad) > 0 {
		err = w.distrust(bad, atOnce)
	}
	return explain(err, w.path)
}

// mostProofs is how many transactions are checked side by side; each takes some
// kilobytes.
const mostProofs = 10_000

// sweepLog gives the transactions that do not hold together. All values are read
// once, in the order in which they lie in the file. That is the order of the
// digests too, for each transaction among those of others; asking for the values
// of one transaction after the other would take them from all over the file.
func (w *Workspace) sweepLog(ctx context.Context, most int64) (bad []txn, err error) {
	count, err := w.c.number("SELECT count(*) FROM txn")
	if err != nil {
		return nil, err
	}
	if count > most {
		a, err := w.auditLog(ctx, atOnce)
		if err != nil {
			return nil, err
		}
		return a.bad, nil
	}
	a := w.newAudit()
	if a.public, err = publicDigests(ctx, w.c); err != nil {
		return nil, err
	}
	err = a.sweep(ctx)
	return a.bad, err
}

// tally is the check of a transaction whose values come among those of others.
type tally struct {
	txn
	proof
	whole bool // its parents are there
	n     int64
}

// tallies are those of several transactions.
type tallies struct {
	all  []*tally
	byID map[TxnID]*tally
}

func (s *tallies) add(t txn, p proof, whole bool) {
	if s.byID == nil {
		s.byID = map[TxnID]*tally{}
	}
	one := &tally{t, p, whole, 0}
	s.all, s.byID[t.id] = append(s.all, one), one
}

// sweep reads all values once and says how many there are.
func (s *tallies) sweep(ctx context.Context, c *conn) (ops int64, err error) {
	err = c.each(ctx, "SELECT txn, obj, fld, kind, val FROM op ORDER BY obj, fld, txn", nil, func(row []driver.Value) error {
		ops++
		id, _ := txnIDFrom(asBytes(row[0]))
		if t := s.byID[id]; t != nil {
			t.n++
			t.op(op{obj: asID(row[1]), fld: asText(row[2]), kind: asText(row[3]), val: asText(row[4])})
		}
		return nil
	})
	return ops, err
}

// bad gives the transactions that do not hold together.
func (s *tallies) bad() (bad []txn) {
	for _, t := range s.all {
		if !t.whole || t.n != t.ops || !t.fits(t.digest) {
			bad = append(bad, t.txn)
		}
	}
	return bad
}

func (a *audit) sweep(ctx context.Context) error {
	var all tallies
	for {
		txns, err := a.nextTxns()
		if err != nil {
			return err
		}
		if len(txns) == 0 {
			break
		}
		for _, t := range txns {
			whole := a.parents(t)
			all.add(t, newProof(t, a.sessions[t.id.session()], func(id TxnID) []byte { return a.digests[id] }, a.public), whole)
		}
	}
	ops, err := all.sweep(ctx, a.c)
	if err != nil {
		return err
	}
	a.bad = all.bad()
	for _, t := range all.all {
		a.ops += t.n
	}
	return a.finish(ops)
}

// sweep gives those of some transactions that do not fit their digests. They are
// most of the file as a rule, which is read once for all of them then.
func (r *vetter) sweep(ctx context.Context, txns []txn) (bad []txn, err error) {
	if len(txns) > mostProofs {
		for _, t := range txns {
			whole, err := r.holds(ctx, t)
			if err != nil {
				return nil, err
			}
			if !whole {
				bad = append(bad, t)
			}
		}
		return bad, nil
	}
	var all tallies
	for _, t := range txns {
		all.add(t, newProof(t, r.found.sessions[t.id.session()], func(id TxnID) []byte { return r.digests[id] }, r.public), true)
	}
	if len(txns) > 0 {
		_, err = all.sweep(ctx, r.c)
	}
	return all.bad(), err
}
