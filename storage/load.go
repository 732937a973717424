package storage

import (
	"context"
	"database/sql/driver"
	"errors"
	"runtime"
	"strings"

	"jointplan/plan"
)

// chunkRows is how many rows are handed to a decoder at once.
const chunkRows = 512

// chunk is a run of rows of one table, decoded apart from the reading.
type chunk struct {
	kind    *plan.Kind
	ids     []plan.ID
	rows    []string
	objects []plan.Object
	seal    seal
	err     error
	decoded chan struct{} // closed when it is
}

func newChunk(k *plan.Kind) *chunk { return &chunk{kind: k, decoded: make(chan struct{})} }

func (ch *chunk) decode() {
	defer close(ch.decoded)
	ch.objects = make([]plan.Object, 0, len(ch.rows))
	values := make([]string, len(ch.kind.Fields))
	decoder := plan.NewDecoder(ch.kind, len(ch.rows))
	var row []byte
	for i, text := range ch.rows {
		row = appendSealed(row[:0], ch.kind, ch.ids[i], text)
		ch.seal.toggle(row)
		if !splitRow(text, values) {
			ch.err = errCache
			return
		}
		o, err := decoder.Object(ch.ids[i], values)
		if err != nil {
			ch.err = errors.Join(errCache, err)
			return
		}
		ch.objects = append(ch.objects, o)
	}
	ch.rows, ch.ids = nil, nil
}

func splitRow(text string, values []string) bool {
	for i := range values {
		value, rest, more := strings.Cut(text, between)
		if more != (i < len(values)-1) {
			return false
		}
		values[i], text = value, rest
	}
	return true
}

// loader reads the cache: one goroutine reads, others decode, and one puts what
// they made into the document, in the order of reading.
type loader struct {
	c        *conn
	progress func(done, total int)
	total    int
	done     int
	work     chan *chunk // to be decoded
	chunks   chan *chunk // the same, to be gathered
}

// loadCache gives all objects of the tables. errCache means that the log has to
// be folded instead.
func loadCache(ctx context.Context, c *conn, progress func(done, total int)) (*plan.Document, seal, error) {
	const ahead = 64
	l := &loader{c: c, progress: progress, work: make(chan *chunk, ahead), chunks: make(chan *chunk, ahead)}
	for range max(runtime.GOMAXPROCS(0), 2) {
		go func() {
			for ch := range l.work {
				ch.decode()
			}
		}()
	}
	gathered := make(chan loaded, 1)
	go func() { gathered <- l.gather() }()
	err := l.read(ctx)
	close(l.work)
	close(l.chunks)
	all := <-gathered
	if err != nil {
		return nil, seal{}, err
	}
	return all.doc, all.seal, all.err
}

func (l *loader) read(ctx context.Context) error {
	for _, k := range plan.Kinds() {
		n, err := l.c.number(tables[k].count, l.c.rowsAtMost())
		if err != nil {
			return err
		}
		l.total += int(n)
	}
	for _, k := range plan.Kinds() {
		if err := l.readTable(ctx, k); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) readTable(ctx context.Context, k *plan.Kind) error {
	ch := newChunk(k)
	err := l.c.each(context.Background(), tables[k].load, nil, func(row []driver.Value) error {
		id := asBytes(row[0])
		if len(id) != len(plan.NoID) {
			return errCache
		}
		ch.ids, ch.rows = append(ch.ids, plan.ID(id)), append(ch.rows, asText(row[1]))
		if len(ch.rows) == chunkRows {
			l.hand(ch)
			ch = newChunk(k)
			return ctx.Err()
		}
		return nil
	})
	l.hand(ch)
	return err
}

func (l *loader) hand(ch *chunk) {
	if len(ch.rows) == 0 {
		return
	}
	l.done += len(ch.rows)
	l.work <- ch
	l.chunks <- ch
	if l.progress != nil {
		l.progress(l.done, l.total)
	}
}

// gather waits for each chunk, also after one that cannot be used.
func (l *loader) gather() loaded {
	all := loaded{doc: plan.NewDocument()}
	for ch := range l.chunks {
		if all.doc.Len() == 0 {
			all.doc.Reserve(l.total)
		}
		<-ch.decoded
		all.seal.merge(ch.seal)
		if all.err == nil {
			all.err = ch.err
		}
		if all.err == nil {
			all.err = all.doc.Load(ch.objects)
		}
	}
	if all.err != nil {
		all.err = errors.Join(errCache, all.err)
	}
	return all
}
