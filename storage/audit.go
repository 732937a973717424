package storage

import (
	"context"
	"database/sql/driver"
	"errors"
	"slices"
	"strings"
	"time"

	"jointplan/plan"
)

// audit goes through the log in the order of ids, so that parents come first.
type audit struct {
	c        *conn
	wanted   func() bool // a piece had better end
	sessions map[sessionID]session
	digests  map[TxnID][]byte
	public   map[TxnID][]byte // of shares, as they are in the copies
	heads    map[TxnID]bool
	last     TxnID
	ops      int64
	merged   bool  // a transaction has several parents
	bad      []txn // whose digest or parents are not right
}

// How much of the log is looked at in one piece: some milliseconds' worth.
const (
	pieceTxns = 256
	pieceOps  = 200
)

func (w *Workspace) newAudit() *audit {
	return &audit{c: w.c, wanted: w.mu.wanted, sessions: w.log.sessions, digests: map[TxnID][]byte{}, heads: map[TxnID]bool{}}
}

func (w *Workspace) auditLog(ctx context.Context, piece func(func() error) error) (*audit, error) {
	a := w.newAudit()
	err := piece(func() (err error) {
		a.public, err = publicDigests(ctx, w.c)
		return err
	})
	if err != nil {
		return nil, err
	}
	for {
		var txns []txn
		err := piece(func() (err error) {
			txns, err = a.nextTxns()
			return err
		})
		if err != nil || len(txns) == 0 {
			if err != nil {
				return a, err
			}
			ops, err := a.count(piece)
			if err == nil {
				err = piece(func() error { return a.finish(ops) })
			}
			return a, err
		}
		if err := a.checkAll(ctx, txns, piece); err != nil {
			return a, err
		}
	}
}

func (a *audit) nextTxns() (txns []txn, err error) {
	err = a.c.each(context.Background(), "SELECT "+txnColumns+" FROM txn WHERE id > ? ORDER BY id LIMIT ?",
		[]driver.Value{a.last[:], int64(pieceTxns)}, func(row []driver.Value) error {
			t, ok := scanTxn(row)
			if !ok {
				return errLog
			}
			txns = append(txns, t)
			return nil
		})
	if len(txns) > 0 {
		a.last = txns[len(txns)-1].id
	}
	return txns, err
}

// checkAll checks small transactions together and large ones in parts.
func (a *audit) checkAll(ctx context.Context, txns []txn, piece func(func() error) error) error {
	for len(txns) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, ops := 0, int64(0)
		for n < len(txns) && (n == 0 || ops+txns[n].ops <= pieceOps) {
			ops += txns[n].ops
			n++
		}
		part := txns[:n]
		txns = txns[n:]
		if ops > pieceOps {
			if err := a.check(part[0], piece); err != nil {
				return err
			}
			continue
		}
		if err := piece(func() error {
			for _, t := range part {
				if err := a.check(t, atOnce); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// check compares one transaction with its digest.
func (a *audit) check(t txn, piece func(func() error) error) error {
	whole := a.parents(t)
	d := newProof(t, a.sessions[t.id.session()], func(id TxnID) []byte { return a.digests[id] }, a.public)
	var from op
	var n int64
	for {
		part, cut := 0, false
		err := piece(func() error {
			return a.c.each(context.Background(), "SELECT obj, fld, kind, val FROM op WHERE txn = ? AND (obj, fld) > (?, ?) ORDER BY obj, fld LIMIT ?",
				[]driver.Value{t.id[:], startOf(from), from.fld, int64(pieceOps)}, func(row []driver.Value) error {
					o := op{obj: asID(row[0]), fld: asText(row[1]), kind: asText(row[2]), val: asText(row[3])}
					d.op(o)
					from = o
					if part++; a.wanted() {
						cut = true
						return errEnough
					}
					return nil
				})
		})
		if err != nil && !errors.Is(err, errEnough) {
			return err
		}
		n += int64(part)
		if part < pieceOps && !cut {
			break
		}
	}
	a.ops += n
	if !whole || n != t.ops || !d.fits(t.digest) {
		a.bad = append(a.bad, t)
	}
	return nil
}

// startOf is where the next ops begin: behind o, or at the very beginning.
func startOf(o op) []byte {
	if o.fld == "" {
		return []byte{}
	}
	return o.obj[:]
}

// parents notes t's digest and the heads; whole is false when a parent is
// missing.
func (a *audit) parents(t txn) (whole bool) {
	whole = true
	a.merged = a.merged || len(t.parents) > 1
	for _, p := range t.parents {
		_, ok := a.digests[p]
		whole = whole && ok
		delete(a.heads, p)
	}
	a.digests[t.id] = t.digest
	a.heads[t.id] = true
	return whole
}

// count is the number of all ops, whether of a transaction that is there or not.
func (a *audit) count(piece func(func() error) error) (n int64, err error) {
	const step = 10 * pieceOps
	last := []driver.Value{[]byte{}, []byte{}, ""}
	for more := true; more && err == nil; {
		err = piece(func() error {
			more = false
			err := a.c.each(context.Background(), "SELECT txn, obj, fld FROM op INDEXED BY op_txn WHERE (txn, obj, fld) > (?, ?, ?) ORDER BY txn, obj, fld LIMIT 1 OFFSET ?",
				append(last, int64(step-1)), func(row []driver.Value) error {
					last, more = slices.Clone(row), true
					return nil
				})
			if err != nil || more {
				n += step
				return err
			}
			rest, err := a.c.number("SELECT count(*) FROM op INDEXED BY op_txn WHERE (txn, obj, fld) > (?, ?, ?)", last...)
			n += rest
			return err
		})
	}
	return n, err
}

// finish checks what concerns the log as a whole: no ops without a transaction,
// and the heads the file names.
func (a *audit) finish(ops int64) error {
	if more, err := a.nextTxns(); err != nil || len(more) > 0 {
		return err // edits went on; what they wrote is theirs to know
	}
	heads, err := getMeta(a.c, metaHeads)
	if err != nil {
		return err
	}
	branched, err := getMeta(a.c, metaBranched)
	if err != nil {
		return err
	}
	var named int
	for id := range a.heads {
		if strings.Contains(heads, id.String()) {
			named++
		}
	}
	if ops != a.ops || named != len(a.heads) || len(heads) != 32*named || a.merged && branched != "1" {
		a.bad = append(a.bad, txn{title: plan.Say("error.storage.log").Encode(), at: time.Now().UnixMilli()})
	}
	return nil
}
