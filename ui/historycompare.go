package ui

import (
	"context"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/storage"
	"jointplan/ui/grid"
)

// momentPair is two states of the plan and what differs between them.
type momentPair struct {
	from   storage.Moment
	to     *storage.Moment // nil: the plan as it is
	before *plan.Document
	after  *plan.Document
	lines  []compare.Row
	rows   int // differences shown
}

func (p *momentPair) toName() any {
	if p.to == nil {
		return plan.Say("history.now")
	}
	return p.to.Name
}

// compareMoments lists how two states of the plan differ; to is nil for the plan
// as it is.
func (d *Desk) compareMoments(from storage.Moment, to *storage.Moment) {
	p := &momentPair{from: from, to: to}
	live := d.live()
	if to == nil {
		p.after = live.Doc.Snapshot()
	}
	d.work(d.t("history.comparing"), func(ctx context.Context, _ func(done, total int)) (err error) {
		if p.before, err = live.File.AsOfStep(ctx, from.Step); err == nil && to != nil {
			p.after, err = live.File.AsOfStep(ctx, to.Step)
		}
		if err == nil {
			p.lines = compare.Documents(p.before, p.after, true)
		}
		return err
	}, func(err error) {
		if err != nil {
			d.complain(err)
			return
		}
		if d.live() != live {
			return
		}
		d.goSection(placeHistory)
		if v, ok := d.view.(*historyView); ok {
			v.object, v.field, v.pair = nil, nil, p
			v.load()
		}
	})
}

// loadPair lists the differences, object by object.
func (v *historyView) loadPair() {
	d, p := v.desk, v.pair
	v.columns("pair", "history.field", 240, "history.compared.from", 470, "history.compared.to", 470)
	var lines []historyLine
	for _, r := range p.lines {
		if r.Arranges() {
			continue
		}
		l := historyLine{key: r.Object.String(), field: r.Field, was: r.Base.Value, is: r.Theirs.Value}
		if l.object = p.after.Get(r.Object); l.object == nil {
			l.object = p.before.Get(r.Object)
		}
		if r.Field != nil {
			l.key += "/" + r.Field.Name
		}
		l.step = storage.Step{ID: p.from.Step, At: p.from.At, Before: p.from.Step}
		l.cells = d.valueCells(l, p.before, p.after)
		lines = append(lines, l)
	}
	p.rows = len(lines)
	v.rows = grouped(lines, func(l historyLine) (string, string) {
		doc := p.after
		if doc.Get(plan.IDFor(l.object)) == nil {
			doc = p.before
		}
		return plan.IDFor(l.object).String(), d.objectTitle(doc, l.object)
	})
	v.grid.Empty = grid.Empty{Title: d.t("history.same"), Sentence: d.t("history.same.sentence")}
}
