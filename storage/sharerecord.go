package storage

import (
	"context"
	"database/sql/driver"
	"encoding/base64"
	"encoding/json"
	"slices"
	"time"

	"jointplan/plan"
)

// kindShare is the kind of op that records a share. Its object is the token
// that the copy carries as the id of its workspace.
const kindShare = "#share"

// shareRecord says what a token means: to whom a copy went and which fields of
// which objects. What comes back may alter these and nothing else.
type shareRecord struct {
	Token  plan.ID `json:"-"`
	Txn    TxnID   `json:"-"` // of the share, and the first of the copy
	Party  string  `json:"party"`
	Digest []byte  `json:"digest"` // of the copy's first transaction, which what comes back hangs on
	Given  []given `json:"given"`

	fields map[plan.ID][]string // by object, made when first asked for
}

// given is objects of one kind that went with the same fields.
type given struct {
	Kind   string   `json:"kind"`
	Fields []string `json:"fields"`
	IDs    string   `json:"ids"` // base64 of 16 bytes each
}

// record sums up what went. What only numbers, arranges and labels objects is
// left out, since it is not the recipient's to alter.
func (s *share) record() *shareRecord {
	r := &shareRecord{Token: s.token, Txn: s.first.id, Party: s.release.Party.ID.String(), Digest: s.first.digest}
	type group struct {
		kind   *plan.Kind
		fields string
	}
	ids := map[group][]byte{}
	var order []group
	for _, o := range s.objects {
		bits := make([]byte, len(o.Kind.Fields))
		object := s.doc.Get(o.ID)
		for i, f := range o.Kind.Fields {
			if isReturnable(f) && (f.Own || s.release.GoesWith(object, f)) {
				bits[i] = 1
			}
		}
		g := group{o.Kind, string(bits)}
		if ids[g] == nil {
			order = append(order, g)
		}
		ids[g] = append(ids[g], o.ID[:]...)
	}
	for _, g := range order {
		one := given{Kind: g.kind.Name, IDs: base64.StdEncoding.EncodeToString(ids[g])}
		for i, f := range g.kind.Fields {
			if g.fields[i] == 1 {
				one.Fields = append(one.Fields, f.Name)
			}
		}
		r.Given = append(r.Given, one)
	}
	return r
}

// isReturnable tells fields that a recipient may give another value, if they
// went with the copy. The digest of what a party agreed to is one, though it
// never leaves as it is.
func isReturnable(f *plan.Field) bool {
	return f.Name != "no" && !f.Limits && (!f.Own || f.Digest != "")
}

func (r *shareRecord) encode() string {
	b, err := json.Marshal(r)
	if err != nil {
		return "{}" // texts and bytes always encode
	}
	return string(b)
}

func decodeShare(token plan.ID, id TxnID, text string) (*shareRecord, error) {
	r := &shareRecord{}
	if err := json.Unmarshal([]byte(text), r); err != nil {
		return nil, errLog
	}
	r.Token, r.Txn = token, id
	r.fields = map[plan.ID][]string{}
	for _, g := range r.Given {
		raw, err := base64.StdEncoding.DecodeString(g.IDs)
		if err != nil || len(raw)%len(plan.NoID) != 0 {
			return nil, errLog
		}
		for part := range slices.Chunk(raw, len(plan.NoID)) {
			r.fields[plan.ID(part)] = g.Fields
		}
	}
	return r, nil
}

// has reports whether an object went with the copy.
func (r *shareRecord) has(id plan.ID) bool {
	_, ok := r.fields[id]
	return ok
}

// allows reports whether an op that comes back with the copy may stand: it
// gives a value to a field that went, deletes or brings back an object that
// went, or makes an object that is new. known says whether the workspace has
// had an object, or a share, of an id; made, whether it came back with the
// copy.
func (r *shareRecord) allows(o op, known, made func(plan.ID) bool) bool {
	switch {
	case o.obj == plan.Withheld || o.obj == plan.NoID || o.obj == r.Token:
		return false
	case o.fld == fldCreate:
		return !known(o.obj)
	case made(o.obj) && !known(o.obj):
		return true
	case o.fld == fldDelete:
		return r.has(o.obj)
	}
	return slices.Contains(r.fields[o.obj], o.fld)
}

// knownShare finds what a token means; nil when this workspace knows it not. It
// is what the first record of the token says: a later one came from outside.
// The caller holds w.mu.
func (w *Workspace) knownShare(token string) (*shareRecord, error) {
	id, err := plan.ParseID(token)
	if err != nil || id == plan.NoID || w.c == nil {
		return nil, nil
	}
	versions, err := readSorted(w.c, id)
	if err != nil {
		return nil, err
	}
	for _, v := range versions {
		if v.kind == kindShare && v.fld == fldCreate {
			return decodeShare(id, v.txn, v.val)
		}
	}
	return nil, nil
}

// publicDigests gives, by transaction, the digests that shares of this
// workspace have in the copies: what comes back hangs on these.
func publicDigests(ctx context.Context, c *conn) (map[TxnID][]byte, error) {
	public := map[TxnID][]byte{}
	sql := "SELECT o.txn, o.val FROM txn t JOIN op o ON o.txn = t.id WHERE t.kind = ? AND o.kind = ?"
	err := c.each(ctx, sql, []driver.Value{string(StepShare), kindShare}, func(row []driver.Value) error {
		id, ok := txnIDFrom(asBytes(row[0]))
		var r struct {
			Digest []byte `json:"digest"`
		}
		if !ok || json.Unmarshal([]byte(asText(row[1])), &r) != nil {
			return errLog
		}
		public[id] = r.Digest
		return nil
	})
	return public, err
}

// LastShare is when a copy was last made for a party; the zero time when none was.
func (w *Workspace) LastShare(party plan.ID) (last time.Time, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.c == nil {
		return last, plan.Problem("error.storage.history")
	}
	sql := "SELECT o.txn, o.val FROM txn t JOIN op o ON o.txn = t.id WHERE t.kind = ? AND o.kind = ?"
	err = w.c.each(context.Background(), sql, []driver.Value{string(StepShare), kindShare}, func(row []driver.Value) error {
		id, ok := txnIDFrom(asBytes(row[0]))
		var r struct {
			Party string `json:"party"`
		}
		if !ok || json.Unmarshal([]byte(asText(row[1])), &r) != nil {
			return errLog
		}
		if at := id.tick().time(); r.Party == party.String() && at.After(last) {
			last = at
		}
		return nil
	})
	return last, explain(err, w.path)
}
