package sheetml

import (
	"context"
	"runtime"
	"sync"
)

// Parallel gives a Source that makes total rows on several goroutines, some
// hundred at a time, and hands them on in order. Each goroutine gets a maker of
// its own from newMaker; it appends the rows from first up to, not including,
// end. progress, if not nil, hears how many rows are done.
func Parallel(total int, newMaker func() func(r *Rows, first, end int), progress func(done int)) Source {
	return func(ctx context.Context, emit Emit) error {
		ctx, stop := context.WithCancel(ctx)
		line := newLine(ctx, total, newMaker)
		err := line.handOn(ctx, emit, progress)
		stop()
		line.wait()
		return err
	}
}

// rowsAtOnce is how many rows one goroutine makes before it hands them on.
const rowsAtOnce = 256

// batches keeps buffers from one sheet to the next.
var batches = sync.Pool{New: func() any { return &batch{ready: make(chan struct{}, 1)} }}

// batch is some rows being made.
type batch struct {
	rows       Rows
	first, end int
	ready      chan struct{}
}

// line is the row of batches: made by the workers in any order, handed on in
// the order they were queued.
type line struct {
	todo, order, free chan *batch
	ended             chan struct{}
	workers           int
}

func newLine(ctx context.Context, total int, newMaker func() func(r *Rows, first, end int)) *line {
	workers := runtime.GOMAXPROCS(0)
	depth := 2 * workers
	l := &line{
		todo: make(chan *batch, depth), order: make(chan *batch, depth), free: make(chan *batch, depth),
		ended: make(chan struct{}, workers+1), workers: workers,
	}
	for range depth {
		l.free <- batches.Get().(*batch)
	}
	go l.queue(ctx, total)
	for range workers {
		go l.work(newMaker())
	}
	return l
}

func (l *line) queue(ctx context.Context, total int) {
	defer func() {
		close(l.todo)
		close(l.order)
		l.ended <- struct{}{}
	}()
	for first := 0; first < total; first += rowsAtOnce {
		select {
		case <-ctx.Done():
			return
		case b := <-l.free:
			b.first, b.end = first, min(first+rowsAtOnce, total)
			l.todo <- b // holds every batch there is, so never waits
			l.order <- b
		}
	}
}

func (l *line) work(make func(r *Rows, first, end int)) {
	for b := range l.todo {
		b.rows.Reset()
		make(&b.rows, b.first, b.end)
		b.ready <- struct{}{}
	}
	l.ended <- struct{}{}
}

func (l *line) handOn(ctx context.Context, emit Emit, progress func(done int)) error {
	for b := range l.order {
		<-b.ready
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := emit(b.rows.XML); err != nil {
			return err
		}
		if progress != nil {
			progress(b.end)
		}
		l.free <- b
	}
	return ctx.Err()
}

// wait returns when no goroutine of the line is left.
func (l *line) wait() {
	for range l.workers + 1 {
		<-l.ended
	}
	for {
		select {
		case b := <-l.free: // those on their way when a context ended are left to the collector
			batches.Put(b)
		default:
			return
		}
	}
}
