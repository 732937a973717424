package storage

import (
	"bytes"
	"context"
	"database/sql/driver"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"jointplan/plan"
)

// orSalvage passes err on, unless it says that the file is damaged: then it is
// opened read-only with what can be saved.
func (w *Workspace) orSalvage(ctx context.Context, err error) error {
	if err == nil || !isDamage(err) {
		return err
	}
	return w.salvage(ctx)
}

// salvage reads what it can from a private copy of a damaged file. The file
// itself is not written to again.
func (w *Workspace) salvage(ctx context.Context, losses ...plan.Message) error {
	if w.c != nil {
		w.c.Close()
		w.c = nil
	}
	if err := w.sized(); err != nil {
		return err
	}
	copied, err := w.privateCopy(false)
	if err == nil {
		err = padToHeader(copied)
	}
	if err == nil {
		w.c, err = connect(copied, modeFrozen)
	}
	if err != nil {
		return w.hopeless(err)
	}
	decls, err := w.admit(ctx)
	if err != nil {
		return w.hopeless(err)
	}
	s := newSalvor(w.c)
	s.readLog()
	if encodeDecls(decls) == encodeDecls(declarations()) {
		s.readCache()
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	doc, lost, err := s.gather()
	if err != nil || doc.Len() == 0 {
		return w.hopeless(err)
	}
	w.doc, w.losses = doc, append(losses, lost...)
	w.log, w.damaged = s.ledger(w.newSession()), true
	w.refuse(plan.Say("banner.damaged"))
	return nil
}

// sized refuses a file so large that reading it, and copying it for that, would
// take for ever; the size of a damaged or foreign file is somebody's claim.
func (w *Workspace) sized() error {
	info, err := os.Stat(w.path)
	if err == nil && info.Size() > maxForeign {
		err = plan.Problem("error.gate.large", "File", filepath.Base(w.path), "Megabytes", maxForeign>>20)
	}
	return err
}

// hopeless says that nothing can be read.
func (w *Workspace) hopeless(err error) error {
	var problem *plan.ProblemError
	if errors.As(err, &problem) || errors.Is(err, errSchema) {
		return err
	}
	return plan.Problem("error.storage.damaged", "File", filepath.Base(w.path)).Because(err)
}

// padToHeader gives a cut-off file the length that its header names, so that
// SQLite reads the pages that are there.
func padToHeader(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	var b [100]byte
	if _, err := io.ReadFull(f, b[:]); err != nil {
		return err
	}
	if !finiteSchema(f, pageSize(b[:])) {
		return errStructure
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	// A header that asks for far more than there is, is damaged itself.
	const most = 16
	want := int64(binary.BigEndian.Uint32(b[28:])) * pageSize(b[:])
	if want > info.Size()*most+1<<20 {
		return errStructure
	}
	return f.Truncate(want)
}

// salvor gathers rows from a damaged database, table by table.
type salvor struct {
	c        *conn
	pages    int
	limit    int           // rows that a file of this size can hold at most
	jumped   time.Duration // spent on looking behind damaged pages
	sessions map[sessionID]session
	txns     map[TxnID]txn
	ops      map[TxnID][]op
	public   map[TxnID][]byte // digests of shares in the copies
	logWhole bool
	cached   map[plan.ID]plan.Object
	partial  map[*plan.Kind]bool // tables that could not be read to the end
	sum      seal
	want     string
}

func newSalvor(c *conn) *salvor {
	pages, _ := c.number("PRAGMA page_count")
	size, _ := c.number("PRAGMA page_size")
	return &salvor{
		c: c, pages: int(pages), limit: int(pages * size / 16), logWhole: true,
		sessions: map[sessionID]session{}, txns: map[TxnID]txn{}, ops: map[TxnID][]op{},
		cached: map[plan.ID]plan.Object{}, partial: map[*plan.Kind]bool{},
	}
}

func (s *salvor) readLog() {
	whole := s.scan(shelf{sql: "SELECT id, name, party, host, app, started FROM session", key: "id", order: "id", bounds: anywhere}, func(row []driver.Value) {
		one := session{author: Author{asText(row[1]), asText(row[2])}, host: asText(row[3]), app: asText(row[4]), started: asNumber(row[5])}
		copy(one.id[:], asBytes(row[0]))
		s.sessions[one.id] = one
	})
	whole = s.scan(shelf{sql: "SELECT " + txnColumns + " FROM txn", key: "id", order: "id", bounds: anywhere}, func(row []driver.Value) {
		t, ok := scanTxn(row)
		if !ok {
			s.logWhole = false
			return
		}
		s.txns[t.id] = t
	}) && whole
	type place struct {
		txn TxnID
		obj plan.ID
		fld string
	}
	seen := map[place]bool{}
	whole = s.scan(shelf{sql: "SELECT obj, fld, txn, kind, val FROM op", key: "obj", order: "obj, fld, txn", bounds: anywhere}, func(row []driver.Value) {
		o := op{fld: asText(row[1]), kind: asText(row[3]), val: asText(row[4])}
		id, ok := txnIDFrom(asBytes(row[2]))
		if copy(o.obj[:], asBytes(row[0])) != len(o.obj) || !ok {
			s.logWhole = false
			return
		}
		if at := (place{id, o.obj, o.fld}); !seen[at] {
			seen[at] = true
			s.ops[id] = append(s.ops[id], o)
		}
	}) && whole
	s.logWhole = s.logWhole && whole
	s.public, _ = publicDigests(context.Background(), s.c) // those that can be read
}

// readCache reads value by value, since a damaged text may end early where rows
// are read as one.
func (s *salvor) readCache() {
	for _, k := range plan.Kinds() {
		values := make([]string, len(k.Fields))
		rows := shelf{sql: strings.Replace(tables[k].each, "SELECT ", "SELECT rowid, ", 1), key: "rowid", order: "rowid", number: true, bounds: span{1, uint64(s.limit)}}
		s.partial[k] = !s.scan(rows, func(row []driver.Value) {
			row = row[1:]
			id := asID(row[0])
			for i := range values {
				values[i] = asText(row[i+1])
			}
			if s.cached[id] != nil || len(asBytes(row[0])) != len(id) {
				return
			}
			o, err := plan.DecodeFields(k, id, values)
			if err != nil {
				return
			}
			s.cached[id] = o
			s.sum.toggle(sealed(k, id, strings.Join(values, between)))
		})
	}
	s.want, _ = getMeta(s.c, metaSeal)
}

// distrusted counts the transactions whose digest is wrong or that are not
// there.
func (s *salvor) distrusted() (bad int) {
	for id, t := range s.txns {
		if !s.holds(id, t) {
			bad++
		}
	}
	for id := range s.ops {
		if _, ok := s.txns[id]; !ok {
			bad++
		}
	}
	heads, _ := getMeta(s.c, metaHeads)
	raw, _ := hex.DecodeString(heads)
	for head := range slices.Chunk(raw, len(TxnID{})) {
		if id, ok := txnIDFrom(head); ok && s.txns[id].digest == nil && s.ops[id] == nil {
			bad++
		}
	}
	if bad > 0 {
		s.logWhole = false
	}
	return bad
}

// holds reports whether a transaction fits its digest.
func (s *salvor) holds(id TxnID, t txn) bool {
	ops := s.ops[id]
	slices.SortFunc(ops, compareOps)
	for _, p := range t.parents {
		if _, ok := s.txns[p]; !ok {
			return false
		}
	}
	d := newProof(t, s.sessions[id.session()], func(id TxnID) []byte { return s.txns[id].digest }, s.public)
	for _, o := range ops {
		d.op(o)
	}
	return int(t.ops) == len(ops) && d.fits(t.digest)
}

// gather makes the plan from whichever of cache and log is whole, else from both:
// a row of the cache where there is one, what the log has where there is none.
func (s *salvor) gather() (*plan.Document, []plan.Message, error) {
	bad := s.distrusted()
	losses := s.historyLosses(bad)
	var lost []plan.Message
	switch {
	case s.sum.String() == s.want:
		losses = append(losses, plan.Say("loss.none"))
	case s.logWhole:
		clear(s.cached)
		lost = s.addFolded()
		losses = append(losses, plan.Say("loss.none"))
	default:
		before := len(s.cached)
		lost = s.addFolded()
		if n := len(s.cached) - before; n > 0 {
			losses = append(losses, plan.Say("loss.unsure", "Count", n))
		}
		for _, k := range plan.Kinds() {
			if s.partial[k] {
				losses = append(losses, plan.Say("loss.table", "Kind", plan.Say(k.Plural())))
			}
		}
	}
	objects := make([]plan.Object, 0, len(s.cached))
	for _, o := range s.cached {
		objects = append(objects, o)
	}
	doc := plan.NewDocument()
	err := doc.Load(objects)
	return doc, append(losses, shorten(lost)...), err
}

func (s *salvor) historyLosses(bad int) []plan.Message {
	switch {
	case bad > 0:
		return []plan.Message{plan.Say("loss.history", "Count", bad)}
	case !s.logWhole:
		return []plan.Message{plan.Say("loss.history.unknown")}
	}
	return nil
}

// addFolded brings in what the log gives where the cache has nothing.
func (s *salvor) addFolded() (lost []plan.Message) {
	versions := map[plan.ID][]version{}
	for id, ops := range s.ops {
		for _, o := range ops {
			versions[o.obj] = append(versions[o.obj], version{obj: o.obj, txn: id, fld: o.fld, kind: o.kind, val: o.val})
		}
	}
	know := s.causality()
	for id, vs := range versions {
		if s.cached[id] != nil {
			continue
		}
		o, gone := fold(vs, know).object(id)
		lost = append(lost, gone...)
		if o != nil {
			s.cached[id] = o
		}
	}
	return lost
}

// causality is what can be told of who knew of whom; where transactions are
// missing, the clocks have to do.
func (s *salvor) causality() *causality {
	know := newCausality()
	for _, id := range slices.SortedFunc(maps.Keys(s.txns), TxnID.compare) {
		if !know.add(s.txns[id]) {
			return nil
		}
		for _, o := range s.ops[id] {
			if o.obj == refusals && o.kind == kindRefused {
				know.refuse(o.val)
			}
		}
	}
	return know
}

// shorten keeps a list of losses readable.
func shorten(lost []plan.Message) []plan.Message {
	const most = 50
	if len(lost) <= most {
		return lost
	}
	return append(lost[:most:most], plan.Say("loss.objects", "Count", len(lost)-most))
}

// ledger is what can be told of who wrote last.
func (s *salvor) ledger(own session) *ledger {
	l := &ledger{own: own, sessions: s.sessions}
	for id, t := range s.txns {
		if bytes.Compare(id[:], l.latest.id[:]) > 0 {
			l.latest, l.last = t, id.tick()
		}
	}
	return l
}
