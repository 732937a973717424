package storage

import (
	"context"
	"errors"
	"os"

	"jointplan/plan"
	"jointplan/plan/compare"
)

// Apply writes the merge as one step that can be undone, with a copy of the file
// as it was beside it. decisions say, by place in Rows, what a person wants other
// than the rule: theirs where only they changed something, the later value where
// both did, with the conflict left open; ours where the files have no
// origin in common. backup is the path of the copy, "" where nothing comes in and
// nothing is written.
//
// The plan must be as it was when the merge was prepared.
func (m *Merge) Apply(decisions map[int]compare.Decision) (e plan.Edit, backup string, err error) {
	return m.write(context.Background(), decisions, m.workspace.commit, nil)
}

// Write is Apply for a goroutine other than that of the document, which stays as
// it is until Adopt. Until the writing begins it can be cancelled, and nothing has
// come of it then; progress is told how much is written, and may be nil.
func (m *Merge) Write(ctx context.Context, decisions map[int]compare.Decision, progress func(done, total int)) (e plan.Edit, backup string, err error) {
	return m.write(ctx, decisions, m.workspace.commitBeside, progress)
}

// write hands what the decisions come to to commit.
func (m *Merge) write(ctx context.Context, decisions map[int]compare.Decision, commit func(act, []plan.Change) error, progress func(done, total int)) (e plan.Edit, backup string, err error) {
	w := m.workspace
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := m.stands(); err != nil || m.IsEmpty() {
		return e, "", err
	}
	a, e, err := m.act(decisions)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil || m.Unrelated() && e.IsEmpty() {
		return plan.Edit{}, "", err
	}
	if backup, err = w.backUp(); err != nil {
		return e, "", err
	}
	if ctx.Err() != nil {
		return plan.Edit{}, "", errors.Join(ctx.Err(), explain(os.Remove(backup), backup))
	}
	a.tell = progress
	return e, backup, commit(a, e.Changes)
}

// stands says why the merge cannot be written as it was prepared.
func (m *Merge) stands() error {
	w := m.workspace
	switch {
	case w.readOnly != nil:
		return plan.Problem("error.storage.readonly", "Why", *w.readOnly)
	case w.c == nil:
		return plan.Problem("error.storage.closed")
	case m.barred != nil:
		return m.barred
	case w.log.latest.id != m.head:
		return plan.Problem("error.merge.changed")
	}
	return nil
}

// act is what is written and what it does to the plan.
func (m *Merge) act(decisions map[int]compare.Decision) (a act, e plan.Edit, err error) {
	ops, err := m.decided(decisions)
	if err != nil {
		return a, e, err
	}
	title := m.title()
	if m.foreign != nil {
		return act{kind: StepEdit, title: title}, plan.Edit{Title: title, Changes: m.importChanges(decisions)}, nil
	}
	changes, err := m.outcome(ops)
	if err != nil {
		return a, e, explain(err, m.workspace.path)
	}
	if m.returned != nil && len(m.returned.refused) > 0 {
		ops = append(ops, refusedOp(m.returned.refused))
	}
	a = act{kind: StepMerge, undoOf: m.again, title: title, ops: func([]delta) ([]op, error) { return ops, nil }}
	if !m.union.empty() {
		a.with = m.union
	}
	return a, plan.Edit{Title: title, Changes: changes}, nil
}

// commitBeside writes changes to the file as commit does and leaves the document
// to be brought up by Adopt.
func (w *Workspace) commitBeside(a act, changes []plan.Change) error {
	if err := w.ready(); err != nil {
		return err
	}
	if w.next != nil {
		return plan.Problem("error.merge.changed") // what was written before is not adopted yet
	}
	before := w.touched(changes)
	next := w.doc.Snapshot()
	if err := next.Apply(changes); err != nil {
		return err
	}
	w.next, w.behind = next, changes
	deltas, err := w.deltas(before)
	if err == nil && (len(deltas) > 0 || a.kind != StepEdit) {
		err = w.write(a, deltas)
	}
	if err != nil {
		w.next, w.behind = nil, nil
		return explain(w.lost(err), w.path)
	}
	return nil
}

// Adopt brings the document to what Write has written beside it. It belongs to
// the goroutine of the document; an edit does it too.
func (w *Workspace) Adopt() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.catchUp()
}

func (w *Workspace) catchUp() error {
	if w.next == nil {
		return nil
	}
	changes := w.behind
	w.next, w.behind = nil, nil
	return w.doc.Apply(changes)
}

// upcoming is the plan that the file holds: the document, or what is about to be
// adopted.
func (w *Workspace) upcoming() *plan.Document {
	if w.next != nil {
		return w.next
	}
	return w.doc
}
