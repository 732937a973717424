package storage

import (
	"bytes"
	"context"
	"database/sql/driver"
	"strings"

	"jointplan/plan"
)

// Verify checks the whole file: the digest of every transaction against what it
// holds, that the log is complete, and that the tables of objects are what the
// log gives. It waits for the look through the structure of a large file first,
// which goes on since that was opened. It works in short pieces that give way to
// edits, and is meant to run in the background after opening. A log that does not
// hold together makes the workspace read-only.
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
	// The pages of the whole file that went by are not what edits need.
	return explain(w.piece(func() error { return w.c.exec("PRAGMA shrink_memory") }), w.path)
}

// piece does a part of a long job while no edit goes on.
func (w *Workspace) piece(do func() error) error {
	w.mu.LockBehind()
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
		if w.readOnly == nil || w.options.ReadOnly { // which is no reason any more beside this one
			w.refuse(plan.Say("banner.damaged"))
		}
		return nil
	})
	return plan.Problem("error.storage.digest", "Count", len(bad), "Title", plan.DecodeMessage(first.title),
		"At", first.time().Local().Format("2006-01-02 15:04"))
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
