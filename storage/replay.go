package storage

import (
	"context"
	"errors"
	"os"
	"time"

	"jointplan/plan"
)

// replay writes steps of one file into a new one that has an origin of its own.
type replay struct {
	from     *Workspace
	base     Moment
	to       *Workspace
	now      time.Time                // of the step being written
	sessions map[sessionID]*resumable // by session of the old file
	written  map[TxnID]TxnID          // new ids of steps
}

// resumable is a session that several steps belong to, with others between them.
type resumable struct {
	session
	seq int64
}

// newReplay makes the new file. Nothing needs to last until it is whole, so that
// it is brought onto the disk only then.
func newReplay(c *Compaction, part string) (*replay, error) {
	r := &replay{from: c.workspace, base: c.From, sessions: map[sessionID]*resumable{}, written: map[TxnID]TxnID{}}
	o := c.workspace.options
	o.Now = func() time.Time { return r.now }
	r.to = newWorkspace(part, o, current)
	var err error
	if r.to.c, err = connect(part, modeCreate); err != nil {
		return nil, err
	}
	r.to.log = &ledger{sessions: map[sessionID]session{}}
	err = r.to.c.exec("PRAGMA synchronous=OFF")
	if err == nil {
		err = makeFile(r.to.c, newWorkspaceID())
	}
	if err == nil {
		r.to.file, err = os.Stat(part)
	}
	if err != nil {
		return nil, errors.Join(err, r.to.c.Close())
	}
	return r, nil
}

// begin writes the plan that the new file begins with.
func (r *replay) begin(base *plan.Document) error {
	r.now = believable(r.base.At, time.Time{})
	var changes []plan.Change
	for _, k := range plan.Kinds() {
		for _, o := range base.Objects(k, plan.NoID) {
			changes = append(changes, plan.Creation(o))
		}
	}
	r.to.log.begin(r.sessionOf(r.base.Step).session)
	err := r.to.commit(act{kind: StepCreate, title: plan.Say("do.compact", "When", r.base.Name)}, changes)
	r.sessionOf(r.base.Step).seq = r.to.log.seq
	return err
}

// sessionOf is the new session for what an old one wrote: the same person and
// place under another name.
func (r *replay) sessionOf(id TxnID) *resumable {
	old := id.session()
	if r.sessions[old] == nil {
		r.from.mu.Lock()
		s := r.from.log.sessions[old]
		r.from.mu.Unlock()
		s.id = newSessionID()
		s.fit()
		r.sessions[old] = &resumable{session: s}
	}
	return r.sessions[old]
}

// step writes one step of the old file.
func (r *replay) step(ctx context.Context, t txn) error {
	changes, err := r.changes(ctx, t)
	if err != nil {
		return err
	}
	a := act{kind: StepEdit, title: plan.DecodeMessage(t.title)}
	if !acceptable(t.title, maxLabel) {
		a.title = plan.Say("plain", "Text", fitting(t.title, maxLabel/2))
	}
	switch t.kind {
	case StepVersion:
		a.kind, a.ops = StepVersion, noOps
	case StepUndo, StepRedo:
		if of, ok := r.written[t.undoOf]; ok {
			a.kind, a.undoOf = t.kind, of
			break
		}
		key := map[StepKind]string{StepUndo: "history.undo", StepRedo: "history.redo"}[t.kind]
		a.title = plan.Say(key, "What", a.title)
	}
	s := r.sessionOf(t.id)
	r.now = believable(t.time(), r.now)
	r.to.log.begin(s.session)
	r.to.log.seq, r.to.log.written = s.seq, s.seq > 0
	before := r.to.log.latest.id
	if err := r.to.commit(a, changes); err != nil {
		return err
	}
	if now := r.to.log.latest.id; now != before {
		r.written[t.id], s.seq = now, r.to.log.seq
	}
	return nil
}

// changes gives what a step did to the plan. After a merge, and where conflicts
// were settled or opened again, more may have changed than its values say.
func (r *replay) changes(ctx context.Context, t txn) (changes []plan.Change, err error) {
	if t.kind == StepMerge || t.kind == StepSettle || t.ops == 0 && t.undoOf != (TxnID{}) {
		then, err := r.from.AsOfStep(ctx, t.id)
		if err != nil {
			return nil, err
		}
		return difference(r.to.doc, then), nil
	}
	err = r.from.piece(func() error {
		ops, err := readOps(ctx, r.from.c, t.id)
		if err != nil {
			return err
		}
		know, err := r.from.causality()
		if err != nil {
			return err
		}
		p := earlier{w: r.from, at: t.id, know: know.until(t.id)}
		seen := map[plan.ID]bool{}
		for _, o := range ops {
			if seen[o.obj] || isRecord(o.kind) {
				continue
			}
			seen[o.obj] = true
			is, err := p.object(o.obj)
			if err != nil {
				return err
			}
			changes = append(changes, changesFrom(r.to.doc.Get(o.obj), is)...)
		}
		return nil
	})
	return changes, err
}

// difference gives the changes that make one plan another.
func difference(from, to *plan.Document) (changes []plan.Change) {
	for _, k := range plan.Kinds() {
		for _, o := range from.Objects(k, plan.NoID) {
			changes = append(changes, changesFrom(o, to.Get(plan.IDFor(o)))...)
		}
		for _, o := range to.Objects(k, plan.NoID) {
			if from.Get(plan.IDFor(o)) == nil {
				changes = append(changes, plan.Creation(o))
			}
		}
	}
	return changes
}

// believable is a time that others take in, or the one before.
func believable(t, before time.Time) time.Time {
	if at := t.UnixMilli(); at < 0 || at >= maxTime {
		if at = before.UnixMilli(); at < 0 {
			return time.UnixMilli(0)
		}
		return before
	}
	return t
}
