package storage

import (
	"context"
	"errors"
	"os"
	"sync"

	"jointplan/plan"
)

// structure is SQLite's own look through all pages of a file, over a connection
// of its own, beside other work. It says whether the file may be written to: the
// plan that is shown rests on the seal of its rows, which sees more.
type structure struct {
	path   string
	begun  sync.Once
	ctx    context.Context
	cancel context.CancelFunc
	done   chan struct{} // closed when err is known
	err    error
}

// checkedFirst is up to how many bytes the structure is looked through before a
// file shows, as that takes no time; of larger files it is done behind.
var checkedFirst = int64(16 << 20)

func newStructure(path string) *structure {
	s := &structure{path: path, done: make(chan struct{})}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	return s
}

// begin starts looking, unless that has been done.
func (s *structure) begin() {
	s.begun.Do(func() {
		go func() {
			defer close(s.done)
			c, err := connect(s.path, modeRead)
			if err == nil {
				err = c.exec("PRAGMA cache_size=-2048") // every page is looked at once
				if err == nil {
					err = quickCheck(s.ctx, c)
				}
				err = errors.Join(err, c.Close())
			}
			s.err = errors.Join(s.ctx.Err(), err)
		}()
	})
}

// wait gives what was found, once it is.
func (s *structure) wait() error {
	s.begin()
	<-s.done
	return s.err
}

// end stops looking and waits until the file is let go of.
func (s *structure) end() {
	s.cancel()
	s.begun.Do(func() { close(s.done) })
	<-s.done
}

// isLarge reports whether looking through the whole file takes time.
func (w *Workspace) isLarge() bool {
	info, err := os.Stat(w.c.path)
	return err == nil && info.Size() > checkedFirst
}

// sound waits until the structure of the file is known. A file that turns out
// damaged is read-only from there on; what is shown of it is whole. Nothing is
// written before.
func (w *Workspace) sound() error {
	if w.structure == nil {
		return nil
	}
	err := w.structure.wait()
	switch {
	case err == nil:
		w.structure = nil
	case isDamage(err):
		w.structure, w.damaged = nil, true
		if w.readOnly == nil {
			w.refuse(plan.Say("banner.damaged"))
		}
	default: // out of reach, or busy; it may be better next time
		w.structure = newStructure(w.structure.path)
	}
	return err
}

// writable says why nothing can be written, once that is known.
func (w *Workspace) writable() error {
	unsound := w.sound()
	if w.readOnly != nil {
		return plan.Problem("error.storage.readonly", "Why", *w.readOnly).Because(unsound)
	}
	return explain(unsound, w.path)
}

// ready says why nothing can be written.
func (w *Workspace) ready() error {
	if err := w.writable(); err != nil {
		return err
	}
	return w.checkFile()
}

// awaitStructure is sound without keeping others from the workspace meanwhile.
func (w *Workspace) awaitStructure(ctx context.Context) error {
	w.mu.Lock()
	s := w.structure
	w.mu.Unlock()
	if s == nil {
		return nil
	}
	s.begin()
	select {
	case <-s.done:
	case <-ctx.Done():
		return ctx.Err()
	}
	return w.piece(w.sound)
}
