package sheetml

import (
	"bytes"
	"io"
	"runtime"
	"sync"

	"github.com/klauspost/compress/flate"
)

// blockSize is how much text is deflated in one piece. Each piece is flushed to
// a byte boundary, so that pieces deflated apart make one legal stream when they
// stand one behind the other.
const blockSize = 1 << 20

// deflater is an io.WriteCloser that deflates blocks on several goroutines and
// writes them in order.
type deflater struct {
	to      io.Writer
	filling *block
	queue   chan *block
	done    chan struct{} // the writing goroutine has ended
	mu      sync.Mutex
	failed  error
}

// block is a piece on its way through.
type block struct {
	in    []byte
	out   bytes.Buffer
	last  bool
	ready chan error
}

var (
	blocks = sync.Pool{New: func() any {
		return &block{in: make([]byte, 0, blockSize), ready: make(chan error, 1)}
	}}
	compressors = sync.Pool{New: func() any {
		w, err := flate.NewWriter(io.Discard, flate.BestSpeed)
		if err != nil {
			panic(err) // the level is a constant that the library knows
		}
		return w
	}}
)

func newDeflater(to io.Writer) *deflater {
	d := &deflater{to: to, queue: make(chan *block, runtime.GOMAXPROCS(0)), done: make(chan struct{})}
	go d.drain()
	return d
}

func (d *deflater) Write(p []byte) (int, error) {
	n := len(p)
	for len(p) > 0 {
		if d.filling == nil {
			if err := d.err(); err != nil {
				return 0, err
			}
			d.filling = blocks.Get().(*block)
		}
		take := min(blockSize-len(d.filling.in), len(p))
		d.filling.in = append(d.filling.in, p[:take]...)
		p = p[take:]
		if len(d.filling.in) == blockSize {
			d.send(false)
		}
	}
	return n, nil
}

// Close deflates what is left and waits until everything is written.
func (d *deflater) Close() error {
	if d.filling == nil {
		d.filling = blocks.Get().(*block)
	}
	d.send(true)
	close(d.queue)
	<-d.done
	return d.err()
}

func (d *deflater) send(last bool) {
	b := d.filling
	d.filling, b.last = nil, last
	go func() { b.ready <- b.deflate() }()
	d.queue <- b
}

func (b *block) deflate() error {
	w := compressors.Get().(*flate.Writer)
	defer compressors.Put(w)
	w.Reset(&b.out)
	if _, err := w.Write(b.in); err != nil {
		return err
	}
	if b.last {
		return w.Close()
	}
	return w.Flush()
}

func (d *deflater) drain() {
	defer close(d.done)
	for b := range d.queue {
		err := <-b.ready
		if err == nil && d.err() == nil {
			_, err = d.to.Write(b.out.Bytes())
		}
		if err != nil {
			d.fail(err)
		}
		b.in = b.in[:0]
		b.out.Reset()
		blocks.Put(b)
	}
}

func (d *deflater) err() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.failed
}

func (d *deflater) fail(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.failed == nil {
		d.failed = err
	}
}
