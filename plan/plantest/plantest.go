// Package plantest makes random plans and random edits of them for property
// tests: small worlds in which titles, days and numbers often meet, so that
// what depends on their meeting is tried.
package plantest

import (
	"encoding/binary"
	"strconv"

	"pgregory.net/rapid"

	"jointplan/plan"
	"jointplan/plan/edit"
)

// World is a random document with a source of ids that repeats with the test.
type World struct {
	Doc *plan.Document
	// Loose also deletes objects without their parts and names objects that are
	// not there, as merges do.
	Loose bool

	last uint64
}

// New draws a document with two operations and a few objects of every kind.
func New(t *rapid.T) *World {
	w := &World{Doc: plan.NewDocument()}
	w.grow(t, plan.KindOf[plan.Workspace](), plan.NoID, 1)
	w.grow(t, plan.KindOf[plan.Operation](), plan.NoID, 2)
	for _, k := range plan.Kinds() {
		switch {
		case k.Operation() != nil:
			for op := range plan.Each[plan.Operation](w.Doc, plan.NoID) {
				w.grow(t, k, op.ID, rapid.IntRange(0, 3).Draw(t, k.Name))
			}
		case k != plan.KindOf[plan.Workspace]() && k != plan.KindOf[plan.Operation]():
			w.grow(t, k, plan.NoID, 3)
		}
	}
	return w
}

// ID gives a new id.
func (w *World) ID() plan.ID {
	w.last++
	var id plan.ID
	binary.BigEndian.PutUint64(id[:], w.last*0x9E3779B97F4A7C15)
	id[15] = 1
	return id
}

func (w *World) grow(t *rapid.T, k *plan.Kind, op plan.ID, n int) {
	for range n {
		if err := w.Doc.Apply([]plan.Change{w.creation(t, k, op)}); err != nil {
			t.Fatalf("create %s: %v", k.Name, err)
		}
	}
}

// creation is the change that makes a random object of an operation.
func (w *World) creation(t *rapid.T, k *plan.Kind, op plan.ID) plan.Change {
	values := edit.Values{}
	for _, f := range k.Fields {
		if f.Name != "operation" && f.Name != "order" && rapid.IntRange(0, 2).Draw(t, f.Name+"?") > 0 {
			values[f.Name] = w.Value(t, f, op)
		}
	}
	if op != plan.NoID {
		values["operation"] = op.String()
	}
	values["order"] = strconv.Itoa(rapid.IntRange(1, 9).Draw(t, "order"))
	o, err := edit.Fill(k, w.ID(), values)
	if err != nil {
		t.Fatalf("fill %s: %v", k.Name, err)
	}
	return plan.Creation(o)
}

// Value draws a canonical value for a field of an object of operation op.
func (w *World) Value(t *rapid.T, f *plan.Field, op plan.ID) string {
	switch f.Type {
	case plan.Text, plan.LongText:
		return rapid.SampledFrom([]string{"", "Alpha", "Bravo", "en ru", "fr", "EUR", "[A: one] [B: two]"}).Draw(t, f.Name)
	case plan.Shape, plan.Labels:
		return ""
	case plan.Number, plan.Whole:
		most := min(f.Max, 40)
		if f.Max == 100 {
			most = 100
		}
		n := rapid.IntRange(0, int(most)/5).Draw(t, f.Name) * 5
		return strconv.Itoa(max(n, int(max(f.Min, 0))))
	case plan.Flag:
		return rapid.SampledFrom([]string{"", "true"}).Draw(t, f.Name)
	case plan.Day:
		return w.day(t, f.Name).String()
	case plan.Period:
		a, b := w.day(t, f.Name), w.day(t, f.Name)
		if a != 0 && b != 0 && a > b {
			a, b = b, a
		}
		return plan.Span{Start: a, Finish: b}.String()
	case plan.Amount:
		return rapid.SampledFrom([]string{"", "100.00 EUR", "50.00 USD"}).Draw(t, f.Name)
	case plan.OneOf:
		return rapid.SampledFrom(append([]string{""}, f.Choices...)).Draw(t, f.Name)
	case plan.Reference:
		return w.pick(t, f, op).String()
	case plan.List:
		var ids plan.IDs
		for range rapid.IntRange(0, 2).Draw(t, f.Name) {
			if id := w.pick(t, f, op); id != plan.NoID && !ids.Has(id) {
				ids = append(ids, id)
			}
		}
		return ids.String()
	}
	return w.shares(t, f, op).String()
}

func (w *World) shares(t *rapid.T, f *plan.Field, op plan.ID) plan.Shares {
	var shares plan.Shares
	for range rapid.IntRange(0, 2).Draw(t, f.Name) {
		if id := w.pick(t, f, op); id != plan.NoID {
			shares = append(shares, plan.Share{Party: id, Percent: float64(rapid.SampledFrom([]int{40, 50, 60, 100}).Draw(t, "percent"))})
		}
	}
	return shares
}

func (w *World) day(t *rapid.T, label string) plan.Date {
	n := rapid.IntRange(-1, 20).Draw(t, label)
	if n < 0 {
		return 0
	}
	return plan.MakeDate(2027, 3, 20+n)
}

// pick draws an object that the field may name, of the same operation or of the
// whole workspace.
func (w *World) pick(t *rapid.T, f *plan.Field, op plan.ID) plan.ID {
	kind := f.TargetKind()
	if kind == nil {
		kind = rapid.SampledFrom([]*plan.Kind{plan.KindOf[plan.Task](), plan.KindOf[plan.Operation](), plan.KindOf[plan.Sector]()}).Draw(t, "kind")
	}
	if kind == plan.KindOf[plan.Operation]() && op != plan.NoID {
		return op
	}
	if w.Loose && rapid.IntRange(0, 15).Draw(t, "gone") == 0 {
		return w.ID()
	}
	if kind.Operation() == nil {
		op = plan.NoID
	}
	objects := w.Doc.Objects(kind, op)
	if len(objects) == 0 {
		return plan.NoID
	}
	return plan.IDFor(rapid.SampledFrom(objects).Draw(t, f.Name))
}

// Act draws the changes of one edit; they are not applied yet.
func (w *World) Act(t *rapid.T) []plan.Change {
	kind := rapid.SampledFrom(plan.Kinds()[1:]).Draw(t, "kind")
	objects := w.Doc.Objects(kind, plan.NoID)
	act := rapid.IntRange(0, 9).Draw(t, "act")
	switch {
	case act == 0 || len(objects) == 0:
		op := plan.NoID
		if kind.Operation() != nil {
			if all := w.Doc.Objects(plan.KindOf[plan.Operation](), plan.NoID); len(all) > 0 {
				op = plan.IDFor(rapid.SampledFrom(all).Draw(t, "operation"))
			}
		}
		return []plan.Change{w.creation(t, kind, op)}
	case act == 1:
		o := rapid.SampledFrom(objects).Draw(t, "delete")
		if w.Loose && rapid.Bool().Draw(t, "alone") {
			return []plan.Change{plan.Deletion(o)}
		}
		e, err := edit.Delete(w.Doc, []plan.ID{plan.IDFor(o)})
		if err != nil {
			t.Fatalf("delete: %v", err)
		}
		return e.Changes
	}
	return w.sets(t, kind, objects)
}

func (w *World) sets(t *rapid.T, kind *plan.Kind, objects []plan.Object) []plan.Change {
	var changes []plan.Change
	done := map[plan.ID]bool{}
	for range rapid.IntRange(1, 3).Draw(t, "many") {
		o := rapid.SampledFrom(objects).Draw(t, "object")
		f := rapid.SampledFrom(kind.Fields).Draw(t, "field")
		if done[plan.IDFor(o)] || f.Name == "operation" {
			continue
		}
		done[plan.IDFor(o)] = true
		value := w.Value(t, f, plan.OperationOf(o))
		if f.Name == "order" {
			value = strconv.Itoa(rapid.IntRange(1, 9).Draw(t, "order"))
		}
		c, ok, err := plan.SetField(o, f, value)
		if err != nil {
			t.Fatalf("set %s: %v", f.Name, err)
		}
		if ok {
			changes = append(changes, c)
		}
	}
	return changes
}
