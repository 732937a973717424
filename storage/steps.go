package storage

import (
	"context"
	"database/sql/driver"
	"errors"
	"time"

	"jointplan/plan"
)

// Step is one transaction of the file.
type Step struct {
	ID      TxnID
	Kind    StepKind
	At      time.Time
	By      string
	Party   string
	Title   plan.Message
	Changes int   // number of values it gave
	Undone  bool  // taken back since
	Foreign bool  // made in another copy, and here since a merge
	Before  TxnID // the step its author's file was at; zero for the first
}

// StepFilter says which steps are asked for. What is left empty does not
// restrict.
type StepFilter struct {
	Author, Party string
	From, To      time.Time       // From belongs to the span, To does not
	Object        plan.ID         // only what was about this object
	Accept        func(Step) bool // whatever else is wanted, as words of the title
	Limit         int
}

// Recent gives the latest transactions, newest first; all with limit 0.
func (w *Workspace) Recent(limit int) ([]Step, error) { return w.Steps(StepFilter{Limit: limit}) }

// Steps gives the transactions that a filter leaves, newest first.
func (w *Workspace) Steps(f StepFilter) ([]Step, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.c == nil || w.log == nil {
		return nil, plan.Problem("error.storage.history")
	}
	about, err := w.stepsAbout(f.Object)
	if err != nil {
		return nil, explain(err, w.path)
	}
	var steps []Step
	undone := map[TxnID]bool{}
	own := w.log.latest.id // the next on the line as this file lived it
	err = w.c.each(context.Background(), "SELECT "+toldColumns+" FROM txn ORDER BY id DESC", nil, func(row []driver.Value) error {
		t, ok := scanTxn(row)
		if !ok {
			return errLog
		}
		if t.kind == StepUndo || t.kind == StepRedo {
			if _, seen := undone[t.undoOf]; !seen {
				undone[t.undoOf] = t.kind == StepUndo
			}
		}
		foreign := t.id != own
		if !foreign && len(t.parents) > 0 {
			own = t.parents[0]
		}
		who := w.log.authorOf(t.id)
		s := Step{
			ID: t.id, Kind: t.kind, At: t.time(), By: who.Name, Party: who.Party,
			Title: plan.DecodeMessage(t.title), Changes: int(t.ops), Undone: undone[t.id], Foreign: foreign,
		}
		if len(t.parents) > 0 {
			s.Before = t.parents[0]
		}
		if about != nil && !about[t.id] || !f.Fits(s) {
			return nil
		}
		if steps = append(steps, s); len(steps) == f.Limit {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return steps, explain(err, w.path)
}

// Fits reports whether the filter leaves a step, apart from what it is about and
// how many are wanted.
func (f StepFilter) Fits(s Step) bool {
	switch {
	case f.Author != "" && s.By != f.Author, f.Party != "" && s.Party != f.Party:
		return false
	case !f.From.IsZero() && s.At.Before(f.From), !f.To.IsZero() && !s.At.Before(f.To):
		return false
	}
	return f.Accept == nil || f.Accept(s)
}

// stepsAbout gives the transactions that said something of an object; nil
// without one.
func (w *Workspace) stepsAbout(id plan.ID) (map[TxnID]bool, error) {
	if id == plan.NoID {
		return nil, nil
	}
	versions, err := readVersions(context.Background(), w.c, id)
	about := make(map[TxnID]bool, len(versions))
	for _, v := range versions {
		about[v.txn] = true
	}
	return about, err
}

// Effect is one object before and after a step; nil where it was not there.
type Effect struct{ Was, Is plan.Object }

// Effects tells what a step did to the plan: of a merge what came in by it, of
// other steps what their author changed. It gives at most limit objects; more
// counts those left out.
func (w *Workspace) Effects(id TxnID, limit int) (effects []Effect, more int, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.c == nil || w.log == nil || w.damaged {
		return nil, 0, plan.Problem("error.storage.history")
	}
	effects, more, err = w.effects(id, limit)
	return effects, more, explain(err, w.path)
}

func (w *Workspace) effects(id TxnID, limit int) (effects []Effect, more int, err error) {
	var t txn
	err = w.c.each(context.Background(), "SELECT "+toldColumns+" FROM txn WHERE id = ?", []driver.Value{id[:]}, func(row []driver.Value) error {
		t, _ = scanTxn(row)
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	know, err := w.causality()
	if err != nil {
		return nil, 0, err
	}
	ids, err := w.objectsOf(t, know)
	if err != nil {
		return nil, 0, err
	}
	is, was := earlier{w: w, at: id, know: know.until(id)}, earlier{}
	if len(t.parents) > 0 {
		was = earlier{w: w, at: t.parents[0], know: know.until(t.parents[0])}
	}
	for i, obj := range ids {
		if len(effects) == limit && limit > 0 {
			return effects, len(ids) - i, nil
		}
		var e Effect
		if e.Is, err = is.object(obj); err != nil {
			return nil, 0, err
		}
		if was.w != nil {
			if e.Was, err = was.object(obj); err != nil {
				return nil, 0, err
			}
		}
		if e.Was != nil || e.Is != nil {
			effects = append(effects, e)
		}
	}
	return effects, 0, nil
}

// objectsOf lists what a transaction is about: of a merge also what it brought,
// of the undo of a settlement what was settled.
func (w *Workspace) objectsOf(t txn, know *causality) (ids []plan.ID, err error) {
	seen := map[plan.ID]bool{}
	of := []TxnID{t.id}
	switch {
	case t.kind == StepMerge && know.forked():
		of = append(append(of, foreignTo(know, t.id)...), know.passedBy(t.id)...)
	case t.ops == 0 && t.undoOf != (TxnID{}):
		of = append(append(of, t.undoOf), know.passedBy(t.id)...)
	}
	for _, id := range of {
		ops, err := readOps(context.Background(), w.c, id)
		if err != nil {
			return nil, err
		}
		for _, o := range ops {
			if !seen[o.obj] && !isRecord(o.kind) {
				seen[o.obj] = true
				ids = append(ids, o.obj)
			}
		}
	}
	return ids, nil
}
