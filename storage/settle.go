package storage

import (
	"context"
	"slices"

	"jointplan/plan"
	"jointplan/plan/compare"
)

// Settle gives conflicts the value that is to hold from here on, as one step that
// can be undone. Conflicts that are no longer open are passed over.
func (w *Workspace) Settle(title plan.Message, settled map[*compare.Conflict]compare.Decision) (plan.Edit, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.readOnly != nil {
		return plan.Edit{}, plan.Problem("error.storage.readonly", "Why", *w.readOnly)
	}
	if w.disputes == nil {
		if err := w.findConflicts(context.Background()); err != nil {
			return plan.Edit{}, explain(err, w.path)
		}
	}
	var ops []op
	for c, d := range settled {
		if w.isOpen(c) {
			ops = append(ops, settlement(c, d)...)
		}
	}
	ops = withParts(w.doc, ops)
	return w.force(StepSettle, title, ops)
}

func (w *Workspace) isOpen(c *compare.Conflict) bool {
	return slices.ContainsFunc(w.disputes[c.Object], func(o compare.Conflict) bool { return o.Field == c.Field })
}

// settlement gives the ops of one decision. TakeOurs stands for what is in force,
// TakeTheirs for the other value.
func settlement(c *compare.Conflict, d compare.Decision) []op {
	if d.Take == compare.ByRule {
		return nil
	}
	if c.Field == nil {
		if d.Take == compare.TakeTheirs {
			return []op{{obj: c.Object, fld: fldDelete, val: "1"}}
		}
		return []op{{obj: c.Object, fld: fldDelete, val: "0"}}
	}
	value := d.Value
	switch d.Take {
	case compare.TakeOurs:
		value = c.Values[0].Value
	case compare.TakeTheirs:
		value = c.Values[1].Value
	case compare.TakeBoth:
		value = Both(c.Values...)
	}
	return []op{{obj: c.Object, fld: c.Field.Name, val: value}}
}

// Both writes values as alternatives in brackets, named after the parties that
// stand for them, or their authors.
func Both(values ...compare.State) string {
	alternatives := make([]compare.Alternative, len(values))
	for i, v := range values {
		who := v.Party
		if who == "" || slices.ContainsFunc(values[:i], func(o compare.State) bool { return o.Party == who }) {
			who = v.By
		}
		alternatives[i] = compare.Alternative{Who: who, Text: v.Value}
	}
	return compare.Bracketed(alternatives...)
}

// withParts has deletions take the parts of what is deleted with them, which
// would keep it otherwise.
func withParts(d *plan.Document, ops []op) []op {
	gone := map[plan.ID]bool{}
	for _, o := range ops {
		if o.fld == fldDelete && o.val == "1" {
			gone[o.obj] = true
		}
	}
	var queue []plan.ID
	for id := range gone {
		queue = append(queue, id)
	}
	for len(queue) > 0 {
		id := queue[0]
		queue = queue[1:]
		for _, part := range partsOf(d, id) {
			if !gone[part] {
				gone[part] = true
				queue = append(queue, part)
				ops = append(ops, op{obj: part, fld: fldDelete, val: "1"})
			}
		}
	}
	return slices.DeleteFunc(ops, func(o op) bool { return gone[o.obj] && (o.fld != fldDelete || o.val != "1") })
}

// partsOf lists what is directly a part of an object.
func partsOf(d *plan.Document, id plan.ID) (parts []plan.ID) {
	o := d.Get(id)
	if o == nil {
		return nil
	}
	for _, f := range plan.ReferencesTo(plan.KindFor(o)) {
		if f.Part {
			parts = append(parts, d.Referring(f, id)...)
		}
	}
	return parts
}

// force writes ops whether or not they change what is shown, and brings the plan
// to what follows from them.
func (w *Workspace) force(kind StepKind, title plan.Message, ops []op) (plan.Edit, error) {
	if len(ops) == 0 {
		return plan.Edit{}, nil
	}
	know, err := w.causality()
	if err != nil {
		return plan.Edit{}, explain(err, w.path)
	}
	p := newProspect(w.doc, know)
	for _, o := range ops {
		if err := p.need(w.c, o.obj); err != nil {
			return plan.Edit{}, explain(err, w.path)
		}
	}
	held, err := p.hold(w.c, w.doc, ops)
	if err != nil {
		return plan.Edit{}, explain(err, w.path)
	}
	ops = append(ops, held...)
	p.decide(ops)
	changes, err := p.changes(w.c)
	if err != nil {
		return plan.Edit{}, explain(err, w.path)
	}
	a := act{kind: kind, title: title, ops: func([]delta) ([]op, error) { return ops, nil }}
	if err := w.commit(a, changes); err != nil {
		return plan.Edit{}, err
	}
	return plan.Edit{Title: title, Changes: changes}, nil
}

// noOps is for steps that only say something of other steps.
func noOps([]delta) ([]op, error) { return nil, nil }
