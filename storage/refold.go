package storage

import (
	"bytes"
	"context"
	"database/sql/driver"
	"runtime"
	"slices"
	"strings"
	"sync"

	"jointplan/plan"
)

// refold makes the plan from the log instead of the cache, and the cache anew
// when the file may be written: the declarations have changed since it was
// made, or a row of it is damaged. The log itself is verified first.
func (w *Workspace) refold(ctx context.Context, decls []tableDecl, progress func(done, total int)) error {
	a, err := w.auditLog(ctx, atOnce)
	if err != nil {
		return err
	}
	if len(a.bad) > 0 {
		return errLog
	}
	know, err := readCausality(ctx, w.c)
	if err != nil {
		return err
	}
	doc, sum, losses, err := foldLog(ctx, w.c, know, progress)
	if err != nil {
		return err
	}
	w.doc, w.seal, w.losses = doc, sum, losses
	if w.branched = know.merged; w.branched {
		w.know = know
	}
	if w.readOnly == nil {
		w.c.forget()
		if err := w.c.transaction(func() error {
			if err := rebuildCache(ctx, w.c, decls, doc, sum, nil); err != nil {
				return err
			}
			return w.sign(w.c)
		}); err != nil {
			return err
		}
	}
	return w.remember(ctx)
}

// history is all ops on one object.
type history struct {
	id       plan.ID
	versions []version
}

// foldedChunk is a run of objects folded apart from the reading.
type foldedChunk struct {
	know      *causality
	histories []history
	objects   []plan.Object
	dead      []plan.Object // as they would be if they were not deleted
	losses    []plan.Message
	seal      seal
}

func (ch *foldedChunk) fold() {
	for _, h := range ch.histories {
		f := fold(h.versions, ch.know)
		o, lost := f.object(h.id)
		ch.losses = append(ch.losses, lost...)
		if o != nil {
			ch.objects = append(ch.objects, o)
			rowOf(o).toggle(&ch.seal)
		} else if f.dead && ch.know.forked() {
			ch.dead = append(ch.dead, f.alive(h.id)...)
		}
	}
	ch.histories = nil
}

// foldLog makes the plan from the log alone, with the seal its cache has to
// have. losses names values that no field accepts.
func foldLog(ctx context.Context, c *conn, know *causality, progress func(done, total int)) (*plan.Document, seal, []plan.Message, error) {
	total, err := c.number("SELECT count(*) FROM op WHERE fld = '*'")
	if err != nil {
		return nil, seal{}, nil, err
	}
	f := folder{
		know:     know,
		read:     func(hand func([]history)) error { return readHistories(ctx, c, hand) },
		versions: func(id plan.ID) ([]version, error) { return readSorted(c, id) },
	}
	return f.fold(int(total), progress)
}

// folder makes a plan from the ops on its objects: all of them, or those that
// were known at some time.
type folder struct {
	know     *causality
	standing []plan.Object                       // need no folding, and nobody ever deleted them where copies went apart
	read     func(hand func([]history)) error    // hands on the ops of all others, some objects at a time
	versions func(id plan.ID) ([]version, error) // of one object, in the order in which they are played
}

// fold reads on one goroutine and folds on others.
func (f folder) fold(total int, progress func(done, total int)) (*plan.Document, seal, []plan.Message, error) {
	var (
		chunks  []*foldedChunk
		work    = make(chan *foldedChunk, 64)
		folders sync.WaitGroup
		done    int
	)
	for range max(runtime.GOMAXPROCS(0), 2) {
		folders.Go(func() {
			for ch := range work {
				ch.fold()
			}
		})
	}
	err := f.read(func(hs []history) {
		ch := &foldedChunk{know: f.know, histories: hs}
		chunks = append(chunks, ch)
		work <- ch
		if done += len(hs); progress != nil {
			progress(done, max(done, total))
		}
	})
	close(work)
	folders.Wait()
	if err != nil {
		return nil, seal{}, nil, err
	}
	return f.gather(chunks)
}

func (f folder) gather(chunks []*foldedChunk) (*plan.Document, seal, []plan.Message, error) {
	var s seal
	objects := f.standing
	var losses []plan.Message
	dead := map[plan.ID]plan.Object{}
	for _, ch := range chunks {
		s.merge(ch.seal)
		objects, losses = append(objects, ch.objects...), append(losses, ch.losses...)
		for _, o := range ch.dead {
			dead[plan.IDFor(o)] = o
		}
	}
	live := map[plan.ID]plan.Object{}
	if len(dead) > 0 {
		for _, o := range objects {
			live[plan.IDFor(o)] = o
		}
	}
	k := &keeper{
		know:     f.know,
		liveOf:   func(id plan.ID) plan.Object { return live[id] },
		deadOf:   func(id plan.ID) plan.Object { return dead[id] },
		versions: f.versions,
	}
	kept, err := k.wholesOf(objects)
	if err != nil {
		return nil, s, nil, err
	}
	for _, o := range kept {
		rowOf(o).toggle(&s)
	}
	objects = append(objects, kept...)
	// In the order of lists, which is how rows are best read again.
	slices.SortFunc(objects, func(a, b plan.Object) int {
		x, y := a.Shared(), b.Shared()
		if n := strings.Compare(x.Order, y.Order); n != 0 {
			return n
		}
		return bytes.Compare(x.ID[:], y.ID[:])
	})
	doc := plan.NewDocument()
	err = doc.Load(objects)
	return doc, s, losses, err
}

const versionColumns = "fld, txn, kind, val, obj"

func scanVersion(row []driver.Value) (version, bool) {
	v := version{obj: asID(row[4]), fld: asText(row[0]), kind: asText(row[2]), val: asText(row[3])}
	var ok bool
	v.txn, ok = txnIDFrom(asBytes(row[1]))
	return v, ok
}

// readHistories hands on the ops of all objects, some objects at a time.
func readHistories(ctx context.Context, c *conn, hand func([]history)) error {
	var hs []history
	err := c.each(context.Background(), "SELECT "+versionColumns+" FROM op ORDER BY obj", nil, func(row []driver.Value) error {
		v, ok := scanVersion(row)
		raw := asBytes(row[4])
		if !ok || len(raw) != len(plan.NoID) {
			return errLog
		}
		id := plan.ID(raw)
		if n := len(hs); n > 0 && hs[n-1].id == id {
			hs[n-1].versions = append(hs[n-1].versions, v)
			return nil
		}
		if len(hs) >= chunkRows {
			hand(hs)
			hs = nil
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		hs = append(hs, history{id, []version{v}})
		return nil
	})
	if len(hs) > 0 {
		hand(hs)
	}
	return err
}

// readSorted gives all ops on one object in the order in which they are played.
func readSorted(c *conn, id plan.ID) ([]version, error) {
	versions, err := readVersions(context.Background(), c, id)
	sortVersions(versions)
	return versions, err
}

// readVersions gives all ops on one object.
func readVersions(ctx context.Context, c *conn, id plan.ID) ([]version, error) {
	var versions []version
	err := c.each(ctx, "SELECT "+versionColumns+" FROM op WHERE obj = ?", []driver.Value{id[:]}, func(row []driver.Value) error {
		v, ok := scanVersion(row)
		if !ok {
			return errLog
		}
		versions = append(versions, v)
		return nil
	})
	return versions, err
}
