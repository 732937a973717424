package storage

import (
	"bytes"
	"context"
	"database/sql/driver"
	"strings"
	"time"

	"jointplan/plan"
)

// Verify checks the whole file: the digest of every transaction against what it
// holds, that the log is complete, and that the tables of objects are what the
// log gives. It waits for the look through the structure of a large file first,
// which went on when that was opened. It works in short pieces, so that edits go on beside it, and is
// meant to run in the background after opening. A log that does not hold
// together makes the workspace read-only.
func (w *Workspace) Verify(ctx context.Context) error {
	if err := w.awaitStructure(ctx); err != nil {
		return explain(err, w.path)
	}
	w.mu.Lock()
	ready := w.c != nil && w.log != nil && !w.damaged
	w.mu.Unlock()
	if !ready {
		return plan.Problem("error.storage.history")
	}
	if err := w.verifyLog(ctx, w.piece); err != nil {
		return explain(err, w.path)
	}
	differing, err := w.compareCache(ctx)
	if err != nil {
		return explain(err, w.path)
	}
	if differing > 0 {
		return w.markCache(differing)
	}
	return nil
}

// piece does a part of a long job while no edit goes on.
func (w *Workspace) piece(do func() error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.c == nil {
		return context.Canceled // closed meanwhile
	}
	return do()
}

// atOnce does the pieces of a long job without a pause.
func atOnce(do func() error) error { return do() }

// markCache spoils the seal, so that the next opening folds the log.
func (w *Workspace) markCache(differing int) error {
	err := w.piece(func() error {
		if w.readOnly != nil {
			return nil
		}
		return putMeta(w.c, metaSeal, "")
	})
	return plan.Problem("error.storage.cache", "Count", differing).Because(err)
}

// audit goes through the log in the order of ids, so that parents come first.
type audit struct {
	c        *conn
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
	pieceOps  = 500
)

// verifyLog checks the log in pieces; piece may wait for others between them.
func (w *Workspace) verifyLog(ctx context.Context, piece func(func() error) error) error {
	a, err := w.auditLog(ctx, piece)
	if err != nil {
		return err
	}
	if len(a.bad) > 0 {
		return w.distrust(a.bad, piece)
	}
	return nil
}

// distrust says which transactions do not hold together.
func (w *Workspace) distrust(bad []txn, piece func(func() error) error) error {
	first := bad[0]
	piece(func() error {
		w.damaged = true
		if w.readOnly == nil {
			w.refuse(plan.Say("banner.damaged"))
		}
		return nil
	})
	return plan.Problem("error.storage.digest", "Count", len(bad), "Title", plan.DecodeMessage(first.title),
		"At", first.time().Local().Format("2006-01-02 15:04"))
}

func (w *Workspace) auditLog(ctx context.Context, piece func(func() error) error) (*audit, error) {
	a := &audit{c: w.c, sessions: w.log.sessions, digests: map[TxnID][]byte{}, heads: map[TxnID]bool{}}
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
			if err == nil {
				err = piece(a.finish)
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
		part := 0
		err := piece(func() error {
			return a.c.each(context.Background(), "SELECT obj, fld, kind, val FROM op WHERE txn = ? AND (obj, fld) > (?, ?) ORDER BY obj, fld LIMIT ?",
				[]driver.Value{t.id[:], startOf(from), from.fld, int64(pieceOps)}, func(row []driver.Value) error {
					o := op{obj: asID(row[0]), fld: asText(row[1]), kind: asText(row[2]), val: asText(row[3])}
					d.op(o)
					from = o
					part++
					return nil
				})
		})
		if err != nil {
			return err
		}
		n += int64(part)
		if part < pieceOps {
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

// finish checks what concerns the log as a whole: no ops without a transaction,
// and the heads the file names.
func (a *audit) finish() error {
	if more, err := a.nextTxns(); err != nil || len(more) > 0 {
		return err // edits went on; what they wrote is theirs to know
	}
	ops, err := a.c.number("SELECT count(*) FROM op")
	if err != nil {
		return err
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

// compareCache folds the log in pieces and counts the objects that the tables
// have otherwise.
func (w *Workspace) compareCache(ctx context.Context) (differing int, err error) {
	from := []byte{}
	for from != nil && ctx.Err() == nil {
		err := w.piece(func() error {
			to, n, err := w.comparePiece(from)
			from, differing = to, differing+n
			return err
		})
		if err != nil {
			return differing, err
		}
	}
	return differing, ctx.Err()
}

// comparePiece compares the objects with ids after from; to is where to go on,
// nil at the end.
func (w *Workspace) comparePiece(from []byte) (to []byte, differing int, err error) {
	ctx := context.Background()
	err = w.c.each(ctx, "SELECT obj FROM op WHERE obj > ? ORDER BY obj LIMIT 1 OFFSET ?", []driver.Value{from, int64(pieceOps)}, func(row []driver.Value) error {
		to = asBytes(row[0])
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	until := to
	if until == nil {
		until = bytes.Repeat([]byte{0xff}, 17) // after every id
	}
	span := []driver.Value{from, until}
	var held []plan.ID // there although the log has them deleted
	folded := map[plan.ID][]version{}
	err = w.c.each(ctx, "SELECT "+versionColumns+" FROM op WHERE obj > ? AND obj <= ?", span, func(row []driver.Value) error {
		v, ok := scanVersion(row)
		if !ok {
			return errLog
		}
		id := asID(row[4])
		folded[id] = append(folded[id], v)
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	know, err := w.causality()
	if err != nil {
		return nil, 0, err
	}
	rows, parted := map[plan.ID]string{}, map[plan.ID]string{}
	for id, versions := range folded {
		f := fold(versions, know)
		if o, _ := f.object(id); o != nil {
			rows[id] = sealedRow(o)
		} else if f.dead && know.forked() {
			for _, o := range f.alive(id) {
				parted[id] = sealedRow(o)
			}
		}
	}
	for k, t := range tables {
		err := w.c.each(ctx, t.load+" WHERE id > ? AND id <= ?", span, func(row []driver.Value) error {
			id := asID(row[0])
			text := string(sealed(k, id, asText(row[1])))
			if rows[id] == "" && parted[id] == text {
				held = append(held, id)
			} else if rows[id] != text {
				differing++
			}
			delete(rows, id)
			return nil
		})
		if err != nil {
			return nil, differing, err
		}
	}
	loose, err := w.countLoose(held)
	return to, differing + loose + len(rows), err
}

func sealedRow(o plan.Object) string {
	return string(sealed(plan.KindFor(o), plan.IDFor(o), strings.Join(valuesOf(o), between)))
}

// countLoose counts the objects that the log gives as deleted and that are not
// there for the sake of a part either.
func (w *Workspace) countLoose(ids []plan.ID) (n int, err error) {
	for _, id := range ids {
		parts := int64(0)
		for k, fields := range partFields {
			for _, f := range fields {
				found, err := w.c.number("SELECT count(*) FROM "+tables[k].name+" WHERE "+quoted(f.Name)+" LIKE ?", "%"+id.String()+"%")
				if err != nil {
					return n, err
				}
				parts += found
			}
		}
		if parts == 0 {
			n++
		}
	}
	return n, nil
}
