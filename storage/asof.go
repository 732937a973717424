package storage

import (
	"context"
	"database/sql/driver"
	"errors"
	"slices"
	"time"

	"jointplan/plan"
)

// AsOf gives the plan as it stood in this file at some time: what the last
// transaction up to then knew. Where copies were merged it follows the side on
// which the merge was made, so that what came in counts from the merge on,
// whenever it was written elsewhere. step is that transaction.
//
// It reads in short pieces beside edits that go on and is meant for a goroutine
// of its own. The document is the caller's.
func (w *Workspace) AsOf(ctx context.Context, when time.Time) (d *plan.Document, step TxnID, err error) {
	t, err := w.stepAt(ctx, when)
	if err != nil {
		return nil, TxnID{}, err
	}
	d, err = w.AsOfStep(ctx, t.id)
	return d, t.id, err
}

// stepAt finds the last transaction of this file up to some time.
func (w *Workspace) stepAt(ctx context.Context, when time.Time) (found txn, err error) {
	head, err := w.head()
	if err != nil {
		return found, err
	}
	var first txn
	err = w.eachOwn(ctx, head, func(t txn) bool {
		first = t
		if t.at <= when.UnixMilli() {
			found = t
		}
		return found.at == 0
	})
	switch {
	case err != nil:
		return found, explain(err, w.path)
	case found.at == 0:
		return found, plan.Problem("error.asof.before", "At", moment(first.time()))
	}
	return found, nil
}

// moment writes a time of the log for people.
func moment(at time.Time) string { return at.Local().Format("2006-01-02 15:04") }

// head is the latest transaction.
func (w *Workspace) head() (id TxnID, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.c == nil || w.log == nil || w.damaged || len(w.log.heads) == 0 {
		return id, plan.Problem("error.storage.history")
	}
	return w.log.heads[0], nil
}

// eachOwn visits the transactions as this file lived them, newest first: of a
// merge it goes on with the side the merge was made on. visit ends it by
// returning false.
func (w *Workspace) eachOwn(ctx context.Context, from TxnID, visit func(txn) bool) error {
	want, below := from, about // a single scan in descending order meets every parent after its child
	for want != (TxnID{}) {
		n := 0
		err := w.piece(func() error {
			return w.c.each(ctx, "SELECT "+txnColumns+" FROM txn WHERE id < ? ORDER BY id DESC LIMIT ?", []driver.Value{below[:], int64(pieceSteps)}, func(row []driver.Value) error {
				t, ok := scanTxn(row)
				if !ok {
					return errLog
				}
				n++
				below = t.id
				switch {
				case t.id != want:
				case !visit(t) || len(t.parents) == 0:
					want = TxnID{}
					return errEnough
				default:
					want = t.parents[0]
				}
				return nil
			})
		})
		if errors.Is(err, errEnough) {
			return nil
		}
		if err != nil || n == 0 {
			return errors.Join(err, ctx.Err())
		}
	}
	return nil
}

// How much of the log is read in one piece while the plan of an earlier day is
// made: some milliseconds' worth.
const (
	pieceSteps    = 2000
	pieceVersions = 4000
)

// AsOfStep gives the plan as it stood right after a transaction, where it was
// written: what came in later from other copies is not in it. See AsOf.
func (w *Workspace) AsOfStep(ctx context.Context, id TxnID) (*plan.Document, error) {
	for {
		p, err := w.pastOf(id)
		if err != nil {
			return nil, err
		}
		d, err := p.document(ctx)
		if err == nil && p.overtaken() {
			continue // a merge came between the pieces
		}
		return d, explain(err, w.path)
	}
}

// document makes the plan by the shorter way.
func (p earlier) document(ctx context.Context) (*plan.Document, error) {
	f, ok, err := p.takeBack(ctx)
	if err == nil && !ok {
		f = p.all(ctx)
	}
	if err != nil {
		return nil, err
	}
	d, _, _, err := f.fold(0, nil)
	return d, err
}

// all folds the log from its beginning.
func (p earlier) all(ctx context.Context) folder {
	return folder{know: p.know, read: func(hand func([]history)) error { return p.read(ctx, hand) }, versions: p.versionsBehind}
}

// earlier is the log as one transaction knew it.
type earlier struct {
	w        *Workspace
	at       TxnID
	know     *causality // nil where copies never went apart
	branched bool
	later    later
}

func (w *Workspace) pastOf(id TxnID) (earlier, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.c == nil || w.log == nil || w.damaged {
		return earlier{}, plan.Problem("error.storage.history")
	}
	n, err := w.c.number("SELECT count(*) FROM txn WHERE id = ?", id[:])
	if err == nil && n == 0 {
		return earlier{}, plan.Problem("error.asof.step", "ID", id.String())
	}
	if err != nil {
		return earlier{}, explain(err, w.path)
	}
	know, err := w.causality()
	p := earlier{w: w, at: id, know: know.until(id), branched: w.branched}
	if err == nil {
		p.later = w.laterThan(id, know, p.know)
	}
	return p, explain(err, w.path)
}

// overtaken reports whether transactions that were not known came in among those
// that count by their ids.
func (p earlier) overtaken() bool {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	return p.w.c != nil && p.branched != p.w.branched
}

// known leaves the versions that the transaction knew.
func (p earlier) known(versions []version) []version {
	return slices.DeleteFunc(versions, func(v version) bool { return !p.know.knows(p.at, v.txn) })
}

// versions gives what was known of one object, in the order in which it is
// played. The caller holds the lock.
func (p earlier) versions(id plan.ID) ([]version, error) {
	versions, err := readSorted(p.w.c, id)
	return p.known(versions), err
}

// versionsBehind is versions for whoever does not hold the lock.
func (p earlier) versionsBehind(id plan.ID) (versions []version, err error) {
	err = p.w.piece(func() (err error) {
		versions, err = p.versions(id)
		return err
	})
	return versions, err
}

// object gives one object as it was, leaving out whether parts keep it.
func (p earlier) object(id plan.ID) (plan.Object, error) {
	versions, err := p.versions(id)
	o, _ := fold(versions, p.know).object(id)
	return o, err
}

// read hands on what was known of all objects.
func (p earlier) read(ctx context.Context, hand func([]history)) error {
	for from := []byte{}; from != nil; {
		if err := ctx.Err(); err != nil {
			return err
		}
		var hs []history
		err := p.w.piece(func() (err error) {
			hs, from, err = p.readPiece(from)
			return err
		})
		if err != nil {
			return err
		}
		if hs = slices.DeleteFunc(hs, func(h history) bool { return len(h.versions) == 0 }); len(hs) > 0 {
			hand(hs)
		}
	}
	return nil
}

// readPiece reads the objects that follow one; to is the last, nil at the end.
// The log only grows, and what is written meanwhile was not known, so that the
// pieces fit together.
func (p earlier) readPiece(from []byte) (hs []history, to []byte, err error) {
	n := 0
	err = p.w.c.each(context.Background(), "SELECT "+versionColumns+" FROM op WHERE obj > ? ORDER BY obj", []driver.Value{from}, func(row []driver.Value) error {
		v, ok := scanVersion(row)
		raw := asBytes(row[4])
		if !ok || len(raw) != len(plan.NoID) {
			return errLog
		}
		id := plan.ID(raw)
		if last := len(hs) - 1; last < 0 || hs[last].id != id {
			if n >= pieceVersions {
				return errEnough
			}
			hs, to = append(hs, history{id: id}), raw
		}
		n++
		if last := len(hs) - 1; p.know.knows(p.at, v.txn) {
			hs[last].versions = append(hs[last].versions, v)
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		return hs, to, nil
	}
	return hs, nil, err
}
