package storage

import (
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
func (u *union) write(c *conn, done func()) error {
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
		done()
	}
	return putMeta(c, metaBranched, "1")
}

// gatherer brings the logs of other files together with ours.
type gatherer struct {
	ours    []stamp
	log     *ledger
	ourKnow *causality
	now     time.Time
	u       *union
	back    *returned        // a shared copy that comes back, nil otherwise
	taken   map[TxnID][]byte // digests of what comes in
	held    [][]txn          // of each of the other files
}

// add takes in the log of one more file, which is vetted first.
func (g *gatherer) add(ctx context.Context, f *foreign, o MergeOptions) error {
	name := filepath.Base(f.path)
	v, err := f.vet(ctx, vetting{now: g.now, known: g.known})
	if err != nil {
		return err
	}
	if v.tooFarAhead() && !o.Ahead {
		return plan.Problem("error.merge.ahead", "File", name, "At", v.latest.Local().Format("2006-01-02 15:04"))
	}
	g.held = append(g.held, v.txns)
	for _, t := range v.txns {
		if _, known := g.known(t.id); known {
			continue
		}
		ops, err := readOps(ctx, f.c, t.id)
		if err != nil {
			return err
		}
		g.taken[t.id] = t.digest
		g.u.txns = append(g.u.txns, foreignTxn{t, ops})
		who := v.sessions[t.id.session()]
		if was, ok := g.log.sessions[who.id]; ok && was != who {
			return plan.Problem("error.merge.forged", "File", name, "At", t.id.when())
		}
		g.u.sessions[who.id] = who
	}
	for _, s := range g.ours {
		if !holds(v.txns, s.id) {
			g.u.mine[s.id] = true
		}
	}
	for _, h := range v.heads {
		if digest := g.taken[h]; digest != nil && !slices.Contains(g.u.heads, h) {
			g.u.heads, g.u.digests = append(g.u.heads, h), append(g.u.digests, digest)
		}
	}
	return ctx.Err()
}

// addBack takes in what comes back with a shared copy. It knew what the share
// knew, as far as it went.
func (g *gatherer) addBack(ctx context.Context, f *foreign, o MergeOptions, r *returned) error {
	g.back = r
	if err := g.add(ctx, f, o); err != nil {
		return err
	}
	know := g.ourKnow
	r.steps, r.know = g.held[len(g.held)-1], know
	for id := range g.u.mine {
		if know.knows(r.Txn, id) {
			delete(g.u.mine, id)
		}
	}
	return nil
}

// known gives the digest of a transaction that is ours or came with another file.
func (g *gatherer) known(id TxnID) ([]byte, bool) {
	if digest, ok := g.back.digest(id); ok {
		return digest, true
	}
	if digest, ok := g.taken[id]; ok {
		return digest, true
	}
	i, ok := slices.BinarySearchFunc(g.ours, id, func(s stamp, id TxnID) int { return s.id.compare(id) })
	if !ok {
		return nil, false
	}
	return g.ours[i].digest, true
}

// holds reports whether transactions in the order of their ids hold one.
func holds(txns []txn, id TxnID) bool {
	_, ok := slices.BinarySearchFunc(txns, id, func(t txn, id TxnID) int { return t.id.compare(id) })
	return ok
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

// finish puts what comes in into order and reads who knew of whom.
func (g *gatherer) finish(ctx context.Context, c *conn) (err error) {
	slices.SortFunc(g.u.txns, func(a, b foreignTxn) int { return a.id.compare(b.id) })
	g.u.know, err = g.causality(ctx, c)
	return err
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
	if err != nil {
		return nil, err
	}
	for _, t := range g.u.txns {
		for _, o := range t.ops {
			if o.obj == refusals && o.kind == kindRefused {
				know.refuse(o.val)
			}
		}
	}
	return know, know.readRefusals(ctx, c)
}
