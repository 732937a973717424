package storage

import (
	"context"
	"errors"
	"strings"

	"jointplan/plan"
)

// copying writes a log into a new file and folds it in passing, while another
// connection vets its values: each row is read twice and parsed once. The new file
// is used only when all that was found good.
type copying struct {
	*rebuilding
	c     *conn
	vet   *vetter
	done  int
	total int
}

// steps writes who did what after whom, which was vetted before.
func (p *copying) steps() error {
	for _, s := range p.vet.found.sessions {
		if err := insertSession(p.c, s); err != nil {
			return err
		}
	}
	for _, t := range p.vet.found.txns {
		if err := insertTxn(p.c, t); err != nil {
			return err
		}
	}
	return nil
}

// causality tells who knew of whom from the steps that were vetted.
func (p *copying) causality(ctx context.Context) (*causality, error) {
	know := newCausality()
	for _, t := range p.vet.found.txns {
		if !know.add(t) {
			return nil, errLog
		}
	}
	return know, know.readRefusals(ctx, p.from.c)
}

// values writes all values and gives the plan that they make.
func (p *copying) values(ctx context.Context, know *causality) (err error) {
	second, err := p.from.again()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	chunks, failed := make(chan []history, 8), make(chan error, 1)
	go func() {
		err := readHistories(ctx, second, func(hs []history) {
			select {
			case chunks <- hs:
			case <-ctx.Done():
			}
		})
		close(chunks)
		failed <- errors.Join(err, second.Close())
	}()
	f := folder{
		know: know,
		read: func(hand func([]history)) error {
			for hs := range chunks {
				if err := p.write(hs); err != nil {
					return err
				}
				hand(hs)
			}
			return ctx.Err()
		},
		versions: func(id plan.ID) ([]version, error) { return readSorted(p.c, id) },
	}
	p.doc, p.seal, p.losses, err = f.fold(0, nil)
	cancel()
	return errors.Join(err, ignoreEnd(<-failed))
}

// ignoreEnd leaves out that a reading ended because it was no longer wanted.
func ignoreEnd(err error) error {
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// write puts the ops on some objects into the new file.
func (p *copying) write(hs []history) error {
	for _, h := range hs {
		for _, v := range h.versions {
			if err := insertOp(p.c, v.txn, op{obj: v.obj, fld: v.fld, kind: v.kind, val: v.val}); err != nil {
				return err
			}
			p.done++
		}
	}
	if report := p.at(0); report != nil {
		report(min(p.done, p.total), p.total)
	}
	return nil
}

// heads writes what the log ends with.
func (p *copying) heads() error {
	var heads strings.Builder
	for _, id := range p.vet.found.heads {
		heads.WriteString(id.String())
	}
	return putMeta(p.c, metaHeads, heads.String())
}

// again opens a second connection to the private copy.
func (f *foreign) again() (*conn, error) {
	c, err := connect(f.c.path, modeFrozen)
	if err == nil {
		c.harden()
	}
	return c, err
}
