package storage

import (
	"sync"
	"sync/atomic"
	"time"
)

// turn is a mutex before which long work stands back: whoever locks it for an
// edit is not kept waiting by pieces of work in the background.
type turn struct {
	sync.Mutex
	waiting atomic.Int32 // for Lock
}

// Lock takes the turn before anything in the background does.
func (t *turn) Lock() {
	t.waiting.Add(1)
	t.Mutex.Lock()
	t.waiting.Add(-1)
}

// LockBehind takes the turn when nobody else waits for it.
func (t *turn) LockBehind() {
	for t.wanted() {
		time.Sleep(time.Millisecond / 4)
	}
	t.Mutex.Lock()
}

// wanted reports whether a piece in the background had better end.
func (t *turn) wanted() bool { return t.waiting.Load() > 0 }
