package sample

import (
	"fmt"
	"strings"

	"jointplan/plan"
	"jointplan/plan/edit"
)

// start is the first day (D) of the sample operations.
var start = plan.MakeDate(2027, 5, 1)

// values are canonical texts by field name.
type values = edit.Values

// builder gathers edits, each computed against a document in which those before
// are applied. The first error stops it.
type builder struct {
	d       *plan.Document
	newID   edit.Maker
	op      plan.ID
	today   plan.Date
	numbers *edit.Numbers
	edits   []plan.Edit
	pending []plan.Change
	err     error
}

func newBuilder(d *plan.Document, newID edit.Maker, today plan.Date) *builder {
	b := &builder{d: d.Snapshot(), newID: newID, today: today}
	b.numbers = edit.NewNumbers(b.d)
	return b
}

func (b *builder) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}

// do notes a change and applies it to the working copy.
func (b *builder) do(c plan.Change) {
	if b.err != nil {
		return
	}
	if err := b.d.Apply([]plan.Change{c}); err != nil {
		b.fail(err)
		return
	}
	b.pending = append(b.pending, c)
}

// add makes an object of the operation.
func (b *builder) add(kind string, v values) plan.ID {
	k := plan.KindNamed(kind)
	id := b.newID()
	if f := k.Operation(); f != nil {
		v[f.Name] = b.op.String()
	}
	o, err := edit.Fill(k, id, v)
	if err == nil {
		o, err = b.numbers.Place(o)
	}
	if err != nil {
		b.fail(err)
		return plan.NoID
	}
	b.do(plan.Creation(o))
	return id
}

// set gives fields of an object their values.
func (b *builder) set(id plan.ID, v values) {
	o := b.d.Get(id)
	if o == nil {
		if b.err == nil {
			b.fail(fmt.Errorf("sample: no object to set %v", v))
		}
		return
	}
	for _, f := range plan.KindFor(o).Fields { // in a fixed order
		text, ok := v[f.Name]
		if !ok {
			continue
		}
		c, ok, err := plan.SetField(b.d.Get(id), f, text)
		if err != nil {
			b.fail(err)
		} else if ok {
			b.do(c)
		}
	}
}

// step closes an edit that was about objects of one kind.
func (b *builder) step(kind string) {
	if len(b.pending) > 0 {
		b.edits = append(b.edits, plan.Edit{
			Title:   plan.Say("do.sample", "What", plan.Say(plan.KindNamed(kind).Plural())),
			Changes: b.pending,
		})
	}
	b.pending = nil
}

// find gives the object of a kind whose title begins so; the template brings
// them, so a missing one is an error.
func (b *builder) find(kind, title string) plan.ID {
	k := plan.KindNamed(kind)
	op := b.op
	if k.Operation() == nil {
		op = plan.NoID
	}
	for _, o := range b.d.Objects(k, op) {
		if strings.HasPrefix(k.Title().Get(o), title) {
			return plan.IDFor(o)
		}
	}
	b.fail(fmt.Errorf("sample: the template has no %s %q", kind, title))
	return plan.NoID
}

// all lists the operation's objects of a kind.
func (b *builder) all(kind string) []plan.Object { return b.d.Objects(plan.KindNamed(kind), b.op) }

// days writes the span from D+first over n days.
func days(first, n int) string {
	return plan.Span{Start: start + plan.Date(first), Finish: start + plan.Date(first+n-1)}.String()
}

func day(n int) string { return (start + plan.Date(n)).String() }

// past gives the day D+n, or today when that is earlier: nobody signs ahead.
func (b *builder) past(n int) string {
	d := start + plan.Date(n)
	if b.today != 0 && b.today < d {
		d = b.today
	}
	return d.String()
}

// advance marks tasks as done or under way as they should be by today.
func (b *builder) advance() {
	if b.today == 0 {
		return
	}
	for _, o := range b.all("task") {
		t := o.(*plan.Task)
		switch {
		case t.When.Finish == 0 || t.When.Start > b.today || t.Status == "blocked":
		case t.When.Finish < b.today && t.Party != plan.NoID:
			b.set(t.ID, values{"status": "done", "progress": "100"})
		default:
			part := min(90, 100*int(b.today-t.When.Start+1)/t.When.Days())
			b.set(t.ID, values{"status": "running", "progress": fmt.Sprint(part)})
		}
	}
}
