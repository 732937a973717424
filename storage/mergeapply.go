package storage

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"jointplan/plan"
	"jointplan/plan/compare"
)

func (m *Merge) title() plan.Message {
	if len(m.Files) == 1 {
		return plan.Say("do.merge", "File", filepath.Base(m.Files[0]))
	}
	return plan.Say("do.merge.many", "Count", len(m.Files))
}

// Outcome gives the plan as it would be with these decisions; the open workspace
// stays as it is.
func (m *Merge) Outcome(decisions map[int]compare.Decision) (*plan.Document, error) {
	w := m.workspace
	w.mu.Lock()
	defer w.mu.Unlock()
	d := w.upcoming().Snapshot()
	changes := m.importChanges(decisions)
	if m.foreign == nil {
		ops, err := m.decided(decisions)
		if err != nil {
			return nil, err
		}
		if changes, err = m.outcome(ops); err != nil {
			return nil, explain(err, w.path)
		}
	}
	return d, d.Apply(changes)
}

// outcome gives the changes to the plan with the decisions taken.
func (m *Merge) outcome(ops []op) ([]plan.Change, error) {
	p := &prospect{doc: m.prospect.doc, know: m.prospect.know, versions: maps.Clone(m.prospect.versions), folded: maps.Clone(m.prospect.folded)}
	for _, o := range ops {
		p.versions[o.obj] = slices.Clone(p.versions[o.obj]) // the preview stays as it is
	}
	for _, o := range ops {
		if err := p.need(m.workspace.c, o.obj); err != nil {
			return nil, err
		}
	}
	p.decide(ops)
	return p.changes(m.workspace.c)
}

// decided turns decisions into ops of the merge.
func (m *Merge) decided(decisions map[int]compare.Decision) ([]op, error) {
	var ops []op
	if m.foreign != nil {
		return nil, nil
	}
	for i, r := range m.Rows {
		d := decisions[i]
		if d.Take == compare.ByRule {
			d.Take = m.byRule(r)
		}
		if d.Take == compare.ByRule || r.Side == compare.Ours && d.Take == compare.TakeOurs {
			continue
		}
		if r.Field == nil {
			ops = append(ops, m.decideWhole(r, d)...)
			continue
		}
		value, err := valueOf(r, d)
		if err != nil {
			return nil, err
		}
		if !r.Conflict && m.comesAnyway(r, value) {
			continue
		}
		ops = append(ops, op{obj: r.Object, fld: r.Field.Name, val: value})
	}
	ops = withParts(m.names, ops)
	held, err := m.prospect.hold(m.workspace.c, m.names, ops)
	if err != nil {
		return nil, explain(err, m.workspace.path)
	}
	ops = append(ops, held...)
	mended, err := m.mend(ops)
	return lastWords(append(ops, mended...)), explain(err, m.workspace.path)
}

// lastWords keeps the last of several values given to one field.
func lastWords(ops []op) []op {
	type place struct {
		obj plan.ID
		fld string
	}
	last := map[place]int{}
	for i, o := range ops {
		last[place{o.obj, o.fld}] = i
	}
	kept := ops[:0:0]
	for i, o := range ops {
		if last[place{o.obj, o.fld}] == i {
			kept = append(kept, o)
		}
	}
	return kept
}

// comesAnyway reports whether a field has a value by the rules alone.
func (m *Merge) comesAnyway(r compare.Row, value string) bool {
	o := m.prospect.after[r.Object]
	return o != nil && r.Field.Get(o) == value
}

// decideWhole keeps or deletes an object.
func (m *Merge) decideWhole(r compare.Row, d compare.Decision) []op {
	there := r.Ours.Exists
	if d.Take == compare.TakeTheirs {
		there = r.Theirs.Exists
	}
	if !r.Conflict && there == (m.prospect.after[r.Object] != nil) {
		return nil
	}
	val := "1"
	if there {
		val = "0"
	}
	return []op{{obj: r.Object, fld: fldDelete, val: val}}
}

func valueOf(r compare.Row, d compare.Decision) (string, error) {
	switch d.Take {
	case compare.TakeOurs:
		return r.Ours.Value, nil
	case compare.TakeTheirs:
		return r.Theirs.Value, nil
	case compare.TakeBoth:
		if !compare.CanBracket(r.Field) {
			return "", plan.Problem("error.merge.both", "Field", plan.Say(r.Field.Label()))
		}
		return r.Field.Parse(Both(r.Ours, r.Theirs))
	}
	return r.Field.Parse(d.Value)
}

// backUp copies the file beside itself under a name that tells when.
func (w *Workspace) backUp() (string, error) {
	ext := filepath.Ext(w.path)
	base := strings.TrimSuffix(w.path, ext)
	stamp := w.options.Now().Format("2006-01-02 15.04.05")
	for n := 1; ; n++ {
		to := fmt.Sprintf("%s before merge %s%s", base, stamp, ext)
		if n > 1 {
			to = fmt.Sprintf("%s before merge %s (%d)%s", base, stamp, n, ext)
		}
		err := w.copyFileTo(to)
		var problem *plan.ProblemError
		if errors.As(err, &problem) && problem.Message.Key == "error.storage.exists" && n < 100 {
			continue
		}
		return to, explain(err, to)
	}
}
