package storage

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql/driver"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash"
	"slices"
	"strings"
	"time"

	sqlite3 "github.com/mattn/go-sqlite3"

	"jointplan/plan"
)

// StepKind says how a transaction came about.
type StepKind string

// The kinds of transaction. Undo takes back edits, merges and settlements. Undo
// and redo of a settlement hold no values: the fold passes over a settlement
// that was taken back, so that its conflicts are open again.
const (
	StepCreate StepKind = "create" // the file was made
	StepEdit   StepKind = "edit"
	StepUndo   StepKind = "undo"
	StepRedo   StepKind = "redo"
	StepMerge  StepKind = "merge"  // another file's transactions came in; its values are decisions taken with it
	StepSettle StepKind = "settle" // of conflicts that a merge left open
	StepShare  StepKind = "share"  // a copy was made for a party; see Share
	// StepVersion gives the plan as it stood a name and changes nothing in it.
	StepVersion StepKind = "version"
)

// txn is one transaction of the log.
type txn struct {
	id      TxnID
	seq     int64 // 1, 2, … inside its session
	parents []TxnID
	at      int64 // milliseconds since 1970
	kind    StepKind
	title   string // encoded message
	undoOf  TxnID  // zero when it is about none
	ops     int64
	digest  []byte
}

func (t txn) time() time.Time { return time.UnixMilli(t.at) }

// op is one value given to one field by a transaction.
type op struct {
	obj  plan.ID
	fld  string
	kind string // only where fld is fldCreate
	val  string
}

// session is one opening for writing and who did it.
type session struct {
	id        sessionID
	author    Author
	host, app string
	started   int64
}

// fit shortens names to what others take in, see vet.go.
func (s *session) fit() {
	for _, text := range []*string{&s.author.Name, &s.author.Party, &s.host, &s.app} {
		*text = fitting(*text, maxName)
	}
}

// fitting gives the first bytes of a text, at most so many, without half a
// character.
func fitting(text string, most int) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "")
}

func compareOps(a, b op) int {
	if n := bytes.Compare(a.obj[:], b.obj[:]); n != 0 {
		return n
	}
	return strings.Compare(a.fld, b.fld)
}

// digester computes the digest of a transaction over everything that is said
// about it: who, when, what, and the digests of the transactions before it. It
// hands on what it is given in larger portions.
type digester struct {
	h    hash.Hash
	held []byte
}

func newDigester(h hash.Hash) *digester { return &digester{h, make([]byte, 0, 2*digestPortion)} }

const digestPortion = 1024

func (d *digester) bytes(b []byte) {
	d.number(int64(len(b)))
	d.held = append(d.held, b...)
	d.pass()
}

func (d *digester) text(s string) {
	d.number(int64(len(s)))
	d.held = append(d.held, s...)
	d.pass()
}

func (d *digester) number(n int64) { d.held = binary.BigEndian.AppendUint64(d.held, uint64(n)) }

func (d *digester) pass() {
	if len(d.held) >= digestPortion {
		d.h.Write(d.held)
		d.held = d.held[:0]
	}
}

// newDigest begins the digest of t; its ops follow in order, and sum ends it.
// parents are the digests of t's parents in the same order.
func newDigest(t txn, s session, parents [][]byte) *digester {
	d := newDigester(sha256.New())
	d.text("jointplan transaction 1")
	d.bytes(t.id[:])
	d.number(t.seq)
	d.number(int64(len(t.parents)))
	for i, p := range t.parents {
		d.bytes(p[:])
		d.bytes(parents[i])
	}
	d.number(t.at)
	d.text(string(t.kind))
	d.text(t.title)
	d.bytes(t.undoOf[:])
	d.number(t.ops)
	for _, text := range []string{s.author.Name, s.author.Party, s.host, s.app} {
		d.text(text)
	}
	d.number(s.started)
	return d
}

func (d *digester) op(o op) {
	d.bytes(o.obj[:])
	d.text(o.fld)
	d.text(o.kind)
	d.text(o.val)
}

func (d *digester) sum() []byte {
	d.h.Write(d.held)
	d.held = d.held[:0]
	return d.h.Sum(nil)
}

// ledger is what is known of the log while a file is open.
type ledger struct {
	own      session // ours, written with its first transaction
	written  bool
	seq      int64
	heads    []TxnID
	digests  [][]byte // of the heads
	last     tick
	latest   txn // zero in an empty log
	sessions map[sessionID]session
}

const txnColumns = "id, seq, parents, at, kind, title, undo_of, ops, digest"

// toldTitle is a title for people to read. No program of ours writes one as long
// as the longest here; longer ones, of files made to do harm, stay on the disk.
const (
	toldTitle   = "CASE WHEN octet_length(title) <= 65536 THEN title ELSE '…' END"
	toldColumns = "id, seq, parents, at, kind, " + toldTitle + ", undo_of, ops, digest"
)

func scanTxn(row []driver.Value) (t txn, ok bool) {
	if t.id, ok = txnIDFrom(asBytes(row[0])); !ok {
		return t, false
	}
	t.seq, t.at, t.ops = asNumber(row[1]), asNumber(row[3]), asNumber(row[7])
	t.kind, t.title, t.digest = StepKind(asText(row[4])), asText(row[5]), asBytes(row[8])
	parents := asBytes(row[2])
	if len(parents)%len(t.id) != 0 {
		return t, false
	}
	for part := range slices.Chunk(parents, len(t.id)) {
		t.parents = append(t.parents, TxnID(part))
	}
	if b := asBytes(row[6]); len(b) > 0 {
		if t.undoOf, ok = txnIDFrom(b); !ok {
			return t, false
		}
	}
	return t, true
}

// readLedger reads the ends of the log and who wrote it.
func readLedger(ctx context.Context, c *conn, own session) (*ledger, error) {
	l := &ledger{own: own, sessions: map[sessionID]session{}}
	err := c.each(ctx, "SELECT id, name, party, host, app, started FROM session", nil, func(row []driver.Value) error {
		s := session{author: Author{asText(row[1]), asText(row[2])}, host: asText(row[3]), app: asText(row[4]), started: asNumber(row[5])}
		copy(s.id[:], asBytes(row[0]))
		l.sessions[s.id] = s
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = c.each(ctx, "SELECT "+txnColumns+" FROM txn ORDER BY id DESC LIMIT 1", nil, func(row []driver.Value) error {
		l.latest, _ = scanTxn(row)
		l.last = l.latest.id.tick()
		return nil
	})
	if err != nil {
		return nil, err
	}
	if l.last.time().UnixMilli() >= maxTime {
		return nil, errLog // no clock says so, and counting on would run over
	}
	return l, l.readHeads(ctx, c)
}

func (l *ledger) readHeads(ctx context.Context, c *conn) error {
	text, err := getMeta(c, metaHeads)
	if err != nil {
		return err
	}
	raw, err := hex.DecodeString(text)
	if err != nil || len(raw)%16 != 0 || len(raw) == 0 {
		return errors.Join(errLog, err)
	}
	for part := range slices.Chunk(raw, 16) {
		var digest []byte
		err := c.each(ctx, "SELECT digest FROM txn WHERE id = ?", []driver.Value{part}, func(row []driver.Value) error {
			digest = asBytes(row[0])
			return nil
		})
		if err != nil {
			return err
		}
		if digest == nil {
			return errLog
		}
		l.heads, l.digests = append(l.heads, TxnID(part)), append(l.digests, digest)
	}
	return nil
}

// next prepares the transaction that follows all that is known. ops are sorted
// by it.
func (l *ledger) next(now time.Time, a act, ops []op) txn {
	slices.SortFunc(ops, compareOps)
	last, parents, digests := l.last, l.heads, l.digests
	if a.with != nil {
		last = max(last, a.with.last())
		parents = append(slices.Clone(parents), a.with.heads...) // ours first: see eachOwn
		digests = append(slices.Clone(digests), a.with.digests...)
	}
	t := txn{
		id: makeTxnID(last.next(now), l.own.id), seq: l.seq + 1, parents: parents, at: now.UnixMilli(),
		kind: a.kind, title: a.title.Encode(), undoOf: a.undoOf, ops: int64(len(ops)),
	}
	d := newDigest(t, l.own, digests)
	for _, o := range ops {
		d.op(o)
	}
	t.digest = d.sum()
	return t
}

// standsIn checks, before something is added to it, that the file still holds the
// log it was opened with.
func (l *ledger) standsIn(c *conn) error {
	text, err := getMeta(c, metaHeads)
	var e sqlite3.Error
	if errors.As(err, &e) && e.Code == sqlite3.ErrError {
		return errors.Join(errReplaced, err) // not even the table is there
	}
	if err != nil {
		return err
	}
	var want strings.Builder
	for _, id := range l.heads {
		want.WriteString(id.String())
	}
	if text != want.String() {
		return errReplaced
	}
	return nil
}

// write puts a transaction into the file, within one of the caller's. What the
// ledger knows changes only in advance, after the commit.
func (l *ledger) write(c *conn, t txn, ops []op) error {
	if !l.written {
		if err := insertSession(c, l.own); err != nil {
			return err
		}
	}
	if err := insertTxn(c, t); err != nil {
		return err
	}
	for _, o := range ops {
		if err := insertOp(c, t.id, o); err != nil {
			return err
		}
	}
	return putMeta(c, metaHeads, t.id.String())
}

func insertSession(c *conn, s session) error {
	return c.run("INSERT INTO session (id, name, party, host, app, started) VALUES (?, ?, ?, ?, ?, ?)",
		s.id[:], s.author.Name, s.author.Party, s.host, s.app, s.started)
}

func insertTxn(c *conn, t txn) error {
	parents := make([]byte, 0, 16)
	for _, p := range t.parents {
		parents = append(parents, p[:]...)
	}
	var undoOf driver.Value
	if t.undoOf != (TxnID{}) {
		undoOf = t.undoOf[:]
	}
	return c.run("INSERT INTO txn ("+txnColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		t.id[:], t.seq, parents, t.at, string(t.kind), t.title, undoOf, t.ops, t.digest)
}

func insertOp(c *conn, id TxnID, o op) error {
	var kind driver.Value
	if o.fld == fldCreate {
		kind = o.kind
	}
	return c.run("INSERT INTO op (obj, fld, txn, kind, val) VALUES (?, ?, ?, ?, ?)", o.obj[:], o.fld, id[:], kind, o.val)
}

// begin goes on under another session, which comes into the file with its first
// transaction.
func (l *ledger) begin(s session) { l.own, l.written, l.seq = s, false, 0 }

// advance takes note of a transaction that is in the file.
func (l *ledger) advance(t txn) {
	l.written, l.seq = true, t.seq
	l.heads, l.digests = []TxnID{t.id}, [][]byte{t.digest}
	l.last, l.latest = t.id.tick(), t
	l.sessions[l.own.id] = l.own
}

// authorOf says who wrote a transaction.
func (l *ledger) authorOf(id TxnID) Author { return l.sessions[id.session()].author }
