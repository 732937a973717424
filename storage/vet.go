package storage

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql/driver"
	"encoding/hex"
	"errors"
	"path/filepath"
	"regexp"
	"time"
	"unicode/utf8"

	"jointplan/plan"
)

// vetting says how the log of a file is checked.
type vetting struct {
	now time.Time
	// known gives the digest of a transaction that is at hand already. Its ops are
	// taken from there, but have to be what the digest says here as well: whoever
	// sent the file sees these. Nil when none is.
	known    func(TxnID) (digest []byte, ok bool)
	progress func(done, total int) // in ops; may be nil
}

// vetted is a log in which every row was found acceptable.
type vetted struct {
	sessions map[sessionID]session
	txns     []txn // in the order of ids: parents come first
	heads    []TxnID
	ops      int64
	latest   time.Time     // what the clock of the latest transaction said
	ahead    time.Duration // by how much that is later than now; 0 when it is not
}

// maxAhead is how far a clock may be ahead of ours. A transaction from further
// ahead would win every tie until that time has come.
const maxAhead = 24 * time.Hour

// tooFarAhead reports whether a person should confirm before the log is taken
// over.
func (v *vetted) tooFarAhead() bool { return v.ahead > maxAhead }

// What a log may hold. Nothing the program writes comes near these.
const (
	maxText  = 16 << 20 // bytes of one value
	maxLabel = 1 << 20  // of a title
	maxName  = 4 << 10  // of a name, a party, a host
	maxTime  = 7_258_118_400_000
	maxForks = 2048    // how often copies went apart; what they say of one field is compared each with each
	maxHeads = 512     // copies apart at one time
	maxKnown = 1 << 26 // numbers that tell who knew of whom, see causality
)

var (
	stepName = regexp.MustCompile(`^[a-z]{1,40}$`)
	kindName = regexp.MustCompile(`^#?[a-z][a-z0-9-]{0,60}$`)
)

// errTampered says that a transaction known by its id says something else here.
var errTampered = errors.New("another transaction of the same name")

// vet checks the log row by row: types, lengths, UTF-8, that parents are there
// and older, that every op belongs to a transaction, the digests, and that the
// heads are those the file names. An error tells a person which step is wrong.
func (f *foreign) vet(ctx context.Context, v vetting) (*vetted, error) {
	found, err := vetLog(ctx, f.c, v)
	if err != nil {
		return nil, f.explain(err)
	}
	return found, nil
}

// nameFile says which file a log is in that does not hold together, or that is
// more than can be followed.
func nameFile(err error, path string) error {
	var forks forksError
	if errors.As(err, &forks) {
		return plan.Problem("error.gate.forks", "File", filepath.Base(path), "Count", int(forks), "Most", maxForks).Because(err)
	}
	var problem *plan.ProblemError
	if errors.As(err, &problem) || !errors.Is(err, errLog) && !tooBig(err) {
		return err
	}
	return plan.Problem("error.gate.log", "File", filepath.Base(path)).Because(err)
}

func vetLog(ctx context.Context, c *conn, v vetting) (*vetted, error) {
	r := newVetter(c, v)
	if err := r.begin(ctx); err != nil {
		return nil, err
	}
	return r.found, r.finish(ctx)
}

// begin checks who did what after whom.
func (r *vetter) begin(ctx context.Context) error {
	if err := r.readSessions(ctx); err != nil {
		return err
	}
	return r.readTxns(ctx)
}

// finish checks the values, which takes long, and that nothing is left over.
func (r *vetter) finish(ctx context.Context) error {
	if err := r.checkOps(ctx); err != nil {
		return err
	}
	return r.checkEnds(ctx)
}

func newVetter(c *conn, v vetting) *vetter {
	return &vetter{c: c, vetting: v, found: &vetted{}, digests: map[TxnID][]byte{}, heads: map[TxnID]bool{}, kinds: map[plan.ID]string{}}
}

// vetter is a check of a log at work.
type vetter struct {
	c *conn
	vetting
	found   *vetted
	digests map[TxnID][]byte
	public  map[TxnID][]byte // of shares, as they are in the copies
	heads   map[TxnID]bool
	kinds   map[plan.ID]string // of the objects that were made
	forks   int
	knowing int // numbers that causality would keep
	tangled bool
}

func (r *vetter) readSessions(ctx context.Context) error {
	r.found.sessions = map[sessionID]session{}
	return r.c.each(ctx, "SELECT id, name, party, host, app, started FROM session", nil, func(row []driver.Value) error {
		s := session{author: Author{asText(row[1]), asText(row[2])}, host: asText(row[3]), app: asText(row[4]), started: asNumber(row[5])}
		if copy(s.id[:], asBytes(row[0])) != len(asBytes(row[0])) || len(asBytes(row[0])) != len(s.id) {
			return errLog
		}
		for _, text := range []string{s.author.Name, s.author.Party, s.host, s.app} {
			if !acceptable(text, maxName) {
				return errLog
			}
		}
		r.found.sessions[s.id] = s
		return nil
	})
}

func acceptable(text string, most int) bool { return len(text) <= most && utf8.ValidString(text) }

func (r *vetter) readTxns(ctx context.Context) error {
	err := r.c.each(ctx, "SELECT "+txnColumns+" FROM txn ORDER BY id", nil, func(row []driver.Value) error {
		t, ok := scanTxn(row)
		if !ok || !r.fits(t) {
			return errLog
		}
		r.count(t)
		for _, p := range t.parents {
			delete(r.heads, p)
		}
		r.heads[t.id], r.digests[t.id] = true, t.digest
		r.found.txns = append(r.found.txns, t)
		r.found.ops += t.ops
		return nil
	})
	if err != nil {
		return err
	}
	switch {
	case len(r.found.txns) == 0:
		return errLog
	case r.tangled:
		return forksError(r.forks)
	}
	last := r.found.txns[len(r.found.txns)-1].id
	r.found.latest = last.tick().time()
	r.found.ahead = max(r.found.latest.Sub(r.now), 0)
	return nil
}

// fits checks what a transaction says of itself. Those before it in the order of
// ids are read already, so a parent that is not there is missing or younger.
func (r *vetter) fits(t txn) bool {
	for _, p := range t.parents {
		if r.digests[p] == nil {
			return false
		}
	}
	_, signed := r.found.sessions[t.id.session()]
	return signed && t.seq > 0 && t.ops >= 0 && t.at >= 0 && t.at < maxTime && t.id.tick().time().UnixMilli() < maxTime &&
		len(t.digest) == sha256.Size && stepName.MatchString(string(t.kind)) && acceptable(t.title, maxLabel)
}

// checkOps compares each transaction with its digest.
func (r *vetter) checkOps(ctx context.Context) (err error) {
	if r.public, err = publicDigests(ctx, r.c); err != nil {
		return err
	}
	var bad, shared []txn
	done := int64(0)
	for _, t := range r.found.txns {
		if done += t.ops; r.progress != nil {
			r.progress(int(done), int(r.found.ops))
		}
		if r.known != nil {
			if digest, ok := r.known(t.id); ok {
				if !bytes.Equal(digest, t.digest) {
					return plan.Problem("error.gate.tampered", "Title", plan.DecodeMessage(t.title), "At", showTime(t)).Because(errTampered)
				}
				shared = append(shared, t)
				continue
			}
		}
		whole, err := r.holds(ctx, t)
		if err != nil {
			return err
		}
		if !whole {
			bad = append(bad, t)
		}
	}
	altered, err := r.sweep(ctx, shared)
	if err != nil {
		return err
	}
	if bad = append(bad, altered...); len(bad) > 0 {
		return plan.Problem("error.gate.digest", "Count", len(bad), "Title", plan.DecodeMessage(bad[0].title), "At", showTime(bad[0])).Because(errLog)
	}
	return nil
}

func showTime(t txn) string { return t.time().Local().Format("2006-01-02 15:04") }

// holds reads the ops of one transaction.
func (r *vetter) holds(ctx context.Context, t txn) (whole bool, err error) {
	d := newProof(t, r.found.sessions[t.id.session()], func(id TxnID) []byte { return r.digests[id] }, r.public)
	n := int64(0)
	err = r.c.each(ctx, "SELECT obj, fld, kind, val FROM op WHERE txn = ? ORDER BY obj, fld", []driver.Value{t.id[:]}, func(row []driver.Value) error {
		o := op{obj: asID(row[0]), fld: asText(row[1]), kind: asText(row[2]), val: asText(row[3])}
		if len(asBytes(row[0])) != len(o.obj) || !o.acceptable() || !r.ofOneKind(o) {
			return errLog
		}
		d.op(o)
		n++
		return nil
	})
	return n == t.ops && d.fits(t.digest), err
}

// ofOneKind reports whether the object of an op was not made as another kind
// before: an id stands for one thing for ever.
func (r *vetter) ofOneKind(o op) bool {
	if o.fld != fldCreate || isRecord(o.kind) {
		return true
	}
	was, made := r.kinds[o.obj]
	r.kinds[o.obj] = o.kind
	return !made || was == o.kind
}

// acceptable checks the form of an op. What its value means is for fold, which
// names a value that no field accepts as lost.
func (o op) acceptable() bool {
	if !acceptable(o.val, maxText) {
		return false
	}
	switch o.fld {
	case fldCreate:
		return kindName.MatchString(o.kind)
	case fldDelete:
		return o.kind == "" && (o.val == "0" || o.val == "1")
	}
	return o.kind == "" && plainName.MatchString(o.fld)
}

// checkEnds checks that no op is without a transaction, and the heads.
func (r *vetter) checkEnds(ctx context.Context) error {
	n, err := r.c.number("SELECT count(*) FROM op")
	if err != nil {
		return err
	}
	if n != r.found.ops {
		return errLog
	}
	text, err := getMeta(r.c, metaHeads)
	if err != nil {
		return err
	}
	raw, err := hex.DecodeString(text)
	if err != nil || len(raw) != len(r.heads)*len(TxnID{}) {
		return errors.Join(errLog, err)
	}
	for _, t := range r.found.txns {
		if r.heads[t.id] {
			r.found.heads = append(r.found.heads, t.id)
		}
	}
	for _, id := range r.found.heads {
		if !bytes.Contains(raw, id[:]) {
			return errLog
		}
	}
	return nil
}
