package check_test

import (
	"context"
	"strconv"
	"sync"
	"testing"

	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/plan/edit"
	"jointplan/plan/plantest"
)

var largePlan = sync.OnceValues(func() (*plan.Document, error) { return plantest.Large(100_000) })

func large(b *testing.B) *plan.Document {
	b.Helper()
	d, err := largePlan()
	if err != nil {
		b.Fatal(err)
	}
	return d.Snapshot()
}

func BenchmarkCheckAll100k(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		d := large(b) // without reference indexes, as after opening a file
		b.StartTimer()
		r := all(b, d)
		total, _ := r.Counts(plan.NoID)
		b.ReportMetric(float64(total.Total()), "findings")
	}
}

// BenchmarkCheckAll100kBad is a plan in which every task lacks its party, its
// sector and its days.
func BenchmarkCheckAll100kBad(b *testing.B) {
	b.ReportAllocs()
	d := large(b)
	var changes []plan.Change
	for t := range plan.Each[plan.Task](d, plan.NoID) {
		for _, name := range []string{"party", "sector", "when"} {
			f := plan.KindOf[plan.Task]().Field(name)
			changes = append(changes, plan.Change{Kind: f.Kind, Object: t.ID, Field: name, Old: f.Get(t)})
		}
	}
	if err := d.Apply(changes); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		r := all(b, d)
		total, _ := r.Counts(plan.NoID)
		b.ReportMetric(float64(total.Total()), "findings")
	}
}

// BenchmarkCheckUpdate is one edit and the report after it, by what is edited.
func BenchmarkCheckUpdate(b *testing.B) {
	d := large(b)
	r := all(b, d)
	task := func(i int) plan.ID { return plan.IDFor(d.Objects(plan.KindOf[plan.Task](), plan.NoID)[i*7919%100_000]) }
	first := func(k *plan.Kind) plan.ID { return plan.IDFor(d.Objects(k, plan.NoID)[0]) }
	op := first(plan.KindOf[plan.Operation]())
	dependency := func(i int) []plan.Change {
		o, err := edit.Fill(plan.KindOf[plan.Dependency](), plan.ID{byte(i), byte(i >> 8), byte(i >> 16), 9}, edit.Values{
			"operation": op.String(), "from": task(i).String(), "to": task(i + 1).String(), "type": "ss", "order": "z" + strconv.Itoa(i) + "1",
		})
		if err != nil {
			b.Fatal(err)
		}
		return []plan.Change{plan.Creation(o)}
	}
	for _, c := range []struct {
		name string
		act  func(i int) []plan.Change
	}{
		{"days", func(i int) []plan.Change {
			t := plan.Find[plan.Task](d, task(i))
			return set(b, t, "when", t.When.Shift(1).String())
		}},
		{"party", func(i int) []plan.Change {
			return set(b, d.Get(task(i)), "party", []string{"", first(plan.KindOf[plan.Party]()).String()}[i%2])
		}},
		{"title", func(i int) []plan.Change { return set(b, d.Get(task(i)), "title", "Renamed "+strconv.Itoa(i)) }},
		{"dependency", dependency},
		{"phase", func(i int) []plan.Change {
			return set(b, d.Get(first(plan.KindOf[plan.Phase]())), "when", "2027-01-01/2028-01-"+strconv.Itoa(10+i%20))
		}},
		{"period", func(i int) []plan.Change {
			return set(b, d.Get(op), "period", "2027-01-01/2037-01-"+strconv.Itoa(10+i%20))
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			i := 0
			for b.Loop() {
				b.StopTimer()
				i++
				changes := c.act(i)
				if err := d.Apply(changes); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				r.Update(changes)
			}
		})
	}
}

func set(t testing.TB, o plan.Object, field, value string) []plan.Change {
	t.Helper()
	c, ok, err := plan.SetField(o, plan.KindFor(o).Field(field), value)
	if err != nil {
		t.Fatal(err)
	}
	if !ok {
		return nil
	}
	return []plan.Change{c}
}

func BenchmarkFindings(b *testing.B) {
	d := large(b)
	var changes []plan.Change
	for t := range plan.Each[plan.Task](d, plan.NoID) {
		changes = append(changes, plan.Change{Kind: plan.KindFor(t), Object: t.ID, Field: "party", Old: t.Party.String()})
	}
	if err := d.Apply(changes); err != nil {
		b.Fatal(err)
	}
	r, err := check.All(context.Background(), d, today, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			r.Findings(plan.NoID)
		}
	})
	b.Run("top", func(b *testing.B) {
		for b.Loop() {
			r.Top(plan.NoID, 200)
		}
	})
}
