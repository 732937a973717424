package storage

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// forksError says how often copies went apart in a log where that is more than
// can be followed.
type forksError int

func (e forksError) Error() string { return fmt.Sprintf("copies went apart %d times", int(e)) }

// count keeps account of how much causality would have to remember, which grows
// with the square of how often copies went apart. A log is tangled where it is
// more than any work of people comes to.
func (r *vetter) count(t txn) {
	goesOn := slices.ContainsFunc(t.parents, func(p TxnID) bool { return r.heads[p] })
	if !goesOn {
		r.forks++
	}
	if !goesOn || len(t.parents) > 1 {
		r.knowing += r.forks
	}
	r.tangled = r.tangled || r.forks > maxForks || len(r.heads) > maxHeads || r.knowing > maxKnown
}

// nameForks says that the log is more than can be followed, if that is it.
func (w *Workspace) nameForks(err error) error {
	var forks forksError
	if errors.As(err, &forks) {
		return nameFile(err, w.path)
	}
	return err
}

// vetSteps checks only who did what after whom, not the values: enough for a file
// of somebody else's that is only looked at.
func vetSteps(ctx context.Context, c *conn) error {
	return newVetter(c, vetting{}).begin(ctx)
}
