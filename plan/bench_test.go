package plan_test

import (
	"strconv"
	"testing"

	"jointplan/plan"
	"jointplan/plan/plantest"
)

func largePlan(b *testing.B) *plan.Document {
	b.Helper()
	d, err := plantest.Large(100_000)
	if err != nil {
		b.Fatal(err)
	}
	return d
}

func BenchmarkApplyOne100k(b *testing.B) {
	d := largePlan(b)
	k := plan.KindOf[plan.Task]()
	for _, name := range []string{"party", "when"} {
		_ = d.Referring(k.Field("party"), plan.NoID)
		b.Run(name, func(b *testing.B) {
			tasks, i := d.Objects(k, plan.NoID), 0
			values := map[string][2]string{"party": {"", plan.IDFor(d.Objects(plan.KindOf[plan.Party](), plan.NoID)[0]).String()}, "when": {"2027-05-01/2027-05-02", "2027-05-03/2027-05-04"}}[name]
			for b.Loop() {
				i++
				if err := d.Apply([]plan.Change{{Kind: k, Object: plan.IDFor(tasks[i*7919%len(tasks)]), Field: name, New: values[i%2]}}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("create", func(b *testing.B) {
		i := 0
		op := plan.IDFor(d.Objects(plan.KindOf[plan.Operation](), plan.NoID)[0]).String()
		for b.Loop() {
			i++
			text := `{"operation":"` + op + `","order":"b` + strconv.Itoa(i) + `1","title":"New"}`
			if err := d.Apply([]plan.Change{{Kind: k, Object: plan.ID{byte(i), byte(i >> 8), byte(i >> 16), 7}, Field: plan.WholeObject, New: text}}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkSnapshot100k(b *testing.B) {
	d := largePlan(b)
	d.Prepare()
	b.ReportAllocs()
	for b.Loop() {
		_ = d.Snapshot()
	}
}
