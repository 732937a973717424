package storage

import (
	"bytes"
	"context"
	"database/sql/driver"
	"path/filepath"
	"slices"
	"time"

	"jointplan/plan"
)

// union is what the logs of other files hold and ours does not.
type union struct {
	txns     []foreignTxn // ascending
	sessions map[sessionID]session
	heads    []TxnID // of the other files, as far as ours does not know them
	digests  [][]byte
	mine     map[TxnID]bool // our transactions that one of the others does not know
	know     *causality     // of both logs together
}

// foreignTxn is a transaction with its values.
type foreignTxn struct {
	txn
	ops []op
}

// stamp is a transaction's id and digest.
type stamp struct {
	id     TxnID
	digest []byte
}

func readStamps(ctx context.Context, c *conn) (stamps []stamp, err error) {
	err = c.each(ctx, "SELECT id, digest FROM txn ORDER BY id", nil, func(row []driver.Value) error {
		id, ok := txnIDFrom(asBytes(row[0]))
		if !ok {
			return errLog
		}
		stamps = append(stamps, stamp{id, asBytes(row[1])})
		return nil
	})
	return stamps, err
}

// last is the latest tick that comes in.
func (u *union) last() (t tick) {
	if n := len(u.txns); n > 0 {
		t = u.txns[n-1].id.tick()
	}
	return t
}

func (u *union) empty() bool { return u == nil || len(u.txns) == 0 }

// write puts what comes in into our log, within a transaction of the caller's.
func (u *union) write(c *conn) error {
	if u == nil {
		return nil
	}
	for _, s := range u.sessions {
		err := c.run("INSERT INTO session (id, name, party, host, app, started) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
			s.id[:], s.author.Name, s.author.Party, s.host, s.app, s.started)
		if err != nil {
			return err
		}
	}
	for _, t := range u.txns {
		if err := insertTxn(c, t.txn); err != nil {
			return err
		}
		for _, o := range t.ops {
			if err := insertOp(c, t.id, o); err != nil {
				return err
			}
		}
	}
	return putMeta(c, metaBranched, "1")
}

// gatherer brings the logs of other files together with ours.
type gatherer struct {
	ours   []stamp
	log    *ledger
	public map[TxnID][]byte // digests that transactions of ours have in copies shared
	now    time.Time
	u      *union
	taken  map[TxnID][]byte // digests of what comes in
	held   []stamp          // of the file added last
}

// maxAhead is how far another computer's clock may be ahead of ours. A
// transaction from further in the future would win every tie for as long.
const maxAhead = 24 * time.Hour

// add takes in the log of one more file.
func (g *gatherer) add(ctx context.Context, path string, c *conn, ahead bool) error {
	name := filepath.Base(path)
	theirs, err := readStamps(ctx, c)
	if err != nil {
		return err
	}
	other, err := readLedger(ctx, c, session{})
	if err != nil {
		return err
	}
	g.held = theirs
	fresh, missing, forged := compareStamps(g.ours, theirs, g.public)
	if forged != nil {
		return plan.Problem("error.merge.forged", "File", name, "At", forged.id.when())
	}
	for _, id := range missing {
		g.u.mine[id] = true
	}
	for _, s := range fresh {
		if digest, seen := g.taken[s.id]; seen {
			if !bytes.Equal(digest, s.digest) {
				return plan.Problem("error.merge.forged", "File", name, "At", s.id.when())
			}
			continue
		}
		if !ahead && s.id.tick().time().After(g.now.Add(maxAhead)) {
			return plan.Problem("error.merge.ahead", "File", name, "At", s.id.when())
		}
		t, err := readForeign(ctx, c, s.id)
		if err != nil {
			return err
		}
		g.taken[s.id] = s.digest
		g.u.txns = append(g.u.txns, t)
		who := other.sessions[s.id.session()]
		if was, ok := g.log.sessions[who.id]; ok && was != who || who.id != s.id.session() {
			return plan.Problem("error.merge.forged", "File", name, "At", s.id.when())
		}
		g.u.sessions[who.id] = who
	}
	for i, h := range other.heads {
		if g.taken[h] != nil && !slices.Contains(g.u.heads, h) {
			g.u.heads, g.u.digests = append(g.u.heads, h), append(g.u.digests, other.digests[i])
		}
	}
	return ctx.Err()
}

// compareStamps goes through two logs side by side. fresh are theirs alone,
// missing ours alone. forged is one that both have, but not alike: ids are
// random and never given twice.
func compareStamps(ours, theirs []stamp, public map[TxnID][]byte) (fresh []stamp, missing []TxnID, forged *stamp) {
	for len(ours) > 0 || len(theirs) > 0 {
		order := 0
		switch {
		case len(theirs) == 0:
			order = -1
		case len(ours) == 0:
			order = 1
		default:
			order = ours[0].id.compare(theirs[0].id)
		}
		switch {
		case order < 0:
			missing, ours = append(missing, ours[0].id), ours[1:]
		case order > 0:
			fresh, theirs = append(fresh, theirs[0]), theirs[1:]
		default:
			if !bytes.Equal(ours[0].digest, theirs[0].digest) && !bytes.Equal(public[ours[0].id], theirs[0].digest) {
				return nil, nil, &theirs[0]
			}
			ours, theirs = ours[1:], theirs[1:]
		}
	}
	return fresh, missing, nil
}

func readForeign(ctx context.Context, c *conn, id TxnID) (t foreignTxn, err error) {
	err = c.each(ctx, "SELECT "+txnColumns+" FROM txn WHERE id = ?", []driver.Value{id[:]}, func(row []driver.Value) error {
		var ok bool
		if t.txn, ok = scanTxn(row); !ok {
			return errLog
		}
		return nil
	})
	if err != nil {
		return t, err
	}
	t.ops, err = readOps(ctx, c, id)
	return t, err
}

// readOps gives the values of one transaction in the order of its digest.
func readOps(ctx context.Context, c *conn, id TxnID) (ops []op, err error) {
	err = c.each(ctx, "SELECT obj, fld, kind, val FROM op WHERE txn = ? ORDER BY obj, fld", []driver.Value{id[:]}, func(row []driver.Value) error {
		if len(asBytes(row[0])) != len(plan.NoID) {
			return errLog
		}
		ops = append(ops, op{obj: asID(row[0]), fld: asText(row[1]), kind: asText(row[2]), val: asText(row[3])})
		return nil
	})
	return ops, err
}

// finish checks that what comes in holds together with our log: every parent is
// there and older, and every digest is that of what was said.
func (g *gatherer) finish(ctx context.Context, c *conn) error {
	slices.SortFunc(g.u.txns, func(a, b foreignTxn) int { return a.id.compare(b.id) })
	digests := g.taken
	for _, s := range g.ours {
		digests[s.id] = s.digest
	}
	for _, t := range g.u.txns {
		if !g.holds(t, digests) {
			return errLog
		}
	}
	var err error
	g.u.know, err = g.causality(ctx, c)
	return err
}

// holds reports whether a transaction fits its digest. A parent that was shared
// stands in the copy with a digest of its own.
func (g *gatherer) holds(t foreignTxn, digests map[TxnID][]byte) bool {
	parents, public := make([][]byte, len(t.parents)), make([][]byte, len(t.parents))
	shared := false
	for i, p := range t.parents {
		digest, ok := digests[p]
		if !ok || p.compare(t.id) >= 0 {
			return false
		}
		parents[i], public[i] = digest, digest
		if other, ok := g.public[p]; ok {
			public[i], shared = other, true
		}
	}
	if t.ops == nil && t.txn.ops != 0 || int64(len(t.ops)) != t.txn.ops {
		return false
	}
	return bytes.Equal(t.sum(g.u.sessions, parents), t.digest) || shared && bytes.Equal(t.sum(g.u.sessions, public), t.digest)
}

func (t foreignTxn) sum(sessions map[sessionID]session, parents [][]byte) []byte {
	d := newDigest(t.txn, sessions[t.id.session()], parents)
	for _, o := range t.ops {
		d.op(o)
	}
	return d.sum()
}

// causality reads who knew of whom in our log and puts what comes in between.
func (g *gatherer) causality(ctx context.Context, c *conn) (*causality, error) {
	know, coming := newCausality(), g.u.txns
	err := c.each(ctx, "SELECT "+txnColumns+" FROM txn ORDER BY id", nil, func(row []driver.Value) error {
		t, ok := scanTxn(row)
		for ok && len(coming) > 0 && coming[0].id.compare(t.id) < 0 {
			ok = know.add(coming[0].txn)
			coming = coming[1:]
		}
		if !ok || !know.add(t) {
			return errLog
		}
		return nil
	})
	for _, t := range coming {
		if err == nil && !know.add(t.txn) {
			err = errLog
		}
	}
	return know, err
}
