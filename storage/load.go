package storage

import (
	"context"
	"database/sql/driver"
	"errors"
	"runtime"
	"strings"
	"sync"

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
}

func (ch *chunk) decode() {
	ch.objects = make([]plan.Object, 0, len(ch.rows))
	values := make([]string, len(ch.kind.Fields))
	for i, text := range ch.rows {
		ch.seal.toggle(sealed(ch.kind, ch.ids[i], text))
		if !splitRow(text, values) {
			ch.err = errCache
			return
		}
		o, err := plan.DecodeFields(ch.kind, ch.ids[i], values)
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

// loader reads the cache: one goroutine reads, the others decode.
type loader struct {
	c        *conn
	progress func(done, total int)
	total    int
	done     int
	chunks   []*chunk
	work     chan *chunk
}

// loadCache gives all objects of the tables. errCache means that the log has to
// be folded instead.
func loadCache(ctx context.Context, c *conn, progress func(done, total int)) (*plan.Document, seal, error) {
	l := &loader{c: c, progress: progress, work: make(chan *chunk, 64)}
	var decoders sync.WaitGroup
	for range max(runtime.GOMAXPROCS(0), 2) {
		decoders.Go(func() {
			for ch := range l.work {
				ch.decode()
			}
		})
	}
	err := l.read(ctx)
	close(l.work)
	decoders.Wait()
	if err != nil {
		return nil, seal{}, err
	}
	return l.gather()
}

func (l *loader) read(ctx context.Context) error {
	for _, k := range plan.Kinds() {
		n, err := l.c.number(tables[k].count)
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
	ch := &chunk{kind: k}
	err := l.c.each(context.Background(), tables[k].load, nil, func(row []driver.Value) error {
		id := asBytes(row[0])
		if len(id) != len(plan.NoID) {
			return errCache
		}
		ch.ids, ch.rows = append(ch.ids, plan.ID(id)), append(ch.rows, asText(row[1]))
		if len(ch.rows) == chunkRows {
			l.hand(ch)
			ch = &chunk{kind: k}
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
	l.chunks = append(l.chunks, ch)
	l.work <- ch
	if l.progress != nil {
		l.progress(l.done, l.total)
	}
}

func (l *loader) gather() (*plan.Document, seal, error) {
	var s seal
	objects := make([]plan.Object, 0, l.done)
	for _, ch := range l.chunks {
		if ch.err != nil {
			return nil, s, ch.err
		}
		s.merge(ch.seal)
		objects = append(objects, ch.objects...)
	}
	doc := plan.NewDocument()
	if err := doc.Load(objects); err != nil {
		return nil, s, errors.Join(errCache, err)
	}
	return doc, s, nil
}
