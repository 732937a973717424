package check_test

import (
	"context"
	"fmt"
	"os"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/plan/plantest"
	"jointplan/plan/symbol"
)

var today = plan.MakeDate(2027, 3, 30)

func all(t testing.TB, d *plan.Document) *check.Report {
	t.Helper()
	r, err := check.All(context.Background(), d, today, knownSymbol(t))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var loadSymbols = sync.OnceValues(func() (*symbol.Library, error) {
	parts, err := os.ReadFile("../../assets/symbols/symbols.json.gz")
	if err != nil {
		return nil, err
	}
	offered, err := os.ReadFile("../../assets/symbols/catalogue.json")
	if err != nil {
		return nil, err
	}
	return symbol.Load(parts, offered)
})

// knownSymbol tells codes that are drawn.
func knownSymbol(t rapid.TB) func(string) bool {
	t.Helper()
	l, err := loadSymbols()
	if err != nil {
		t.Fatal(err)
	}
	return func(code string) bool {
		_, err := l.Parse(code)
		return err == nil
	}
}

// flat is what can be seen of a finding.
type flat struct {
	Rule, Message string
	Object        plan.ID
	Operation     plan.ID
	Others        []plan.ID
	Fixable       bool
}

func flatten(findings []check.Finding) []flat {
	var seen []flat
	for _, f := range findings {
		_, fixable := f.FixLabel()
		others := f.Others
		if len(others) == 0 {
			others = nil
		}
		seen = append(seen, flat{f.Rule.Name, f.Message.String(), f.Object, f.Operation, others, fixable})
	}
	return seen
}

func TestUpdateEqualsAll(t *testing.T) {
	for _, loose := range []bool{false, true} {
		name := map[bool]string{false: "orderly", true: "loose"}[loose]
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				w := plantest.New(t)
				w.Loose = loose
				kept, err := check.All(context.Background(), w.Doc, today, knownSymbol(t))
				if err != nil {
					t.Fatal(err)
				}
				edits := rapid.IntRange(1, 6).Draw(t, "edits")
				for i := range edits {
					changes := w.Act(t)
					if err := w.Doc.Apply(changes); err != nil {
						t.Fatal(err)
					}
					kept.Update(changes)
					compareReports(t, w.Doc, kept, changes, i == edits-1)
				}
			})
		})
	}
}

// difference says which findings only one of two lists has, or that the order
// differs.
func difference(fresh, kept []check.Finding) string {
	count := map[string]int{}
	for _, f := range flatten(fresh) {
		count[fmt.Sprintf("%+v", f)]++
	}
	for _, f := range flatten(kept) {
		count[fmt.Sprintf("%+v", f)]--
	}
	only := ""
	for f, n := range count {
		if n != 0 {
			only += fmt.Sprintf("\n%+d %s", n, f)
		}
	}
	return only + "\n" + cmp.Diff(len(fresh), len(kept))
}

func compareReports(t *rapid.T, d *plan.Document, kept *check.Report, changes []plan.Change, last bool) {
	fresh, err := check.All(context.Background(), d, today, knownSymbol(t))
	if err != nil {
		t.Fatal(err)
	}
	ops := []plan.ID{plan.NoID}
	for op := range plan.Each[plan.Operation](d, plan.NoID) {
		ops = append(ops, op.ID)
	}
	for _, op := range ops {
		if diff := cmp.Diff(flatten(fresh.Findings(op)), flatten(kept.Findings(op))); diff != "" {
			t.Fatalf("after %v findings differ: %s", changes, difference(fresh.Findings(op), kept.Findings(op)))
		}
		freshTotal, freshParts := fresh.Counts(op)
		keptTotal, keptParts := kept.Counts(op)
		if freshTotal != keptTotal || !cmp.Equal(freshParts, keptParts) {
			t.Fatalf("counts differ: %v and %v", freshTotal, keptTotal)
		}
	}
	if !last {
		return
	}
	for _, k := range plan.Kinds() {
		for _, o := range d.Objects(k, plan.NoID) {
			id := plan.IDFor(o)
			if diff := cmp.Diff(flatten(fresh.About(id)), flatten(kept.About(id))); diff != "" {
				t.Fatalf("about %s: %s", k.Name, diff)
			}
			if fresh.Has(id) != kept.Has(id) {
				t.Fatalf("Has differs for %s", k.Name)
			}
		}
	}
}

func TestPageIsAWindowOnFindings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := plantest.New(t)
		r, err := check.All(context.Background(), w.Doc, today, knownSymbol(t))
		if err != nil {
			t.Fatal(err)
		}
		whole := flatten(r.Findings(plan.NoID))
		from, n := rapid.IntRange(0, len(whole)).Draw(t, "from"), rapid.IntRange(0, 40).Draw(t, "n")
		got := flatten(r.Page(plan.NoID, "", from, n))
		if want := whole[from:min(from+n, len(whole))]; len(want)+len(got) > 0 && !cmp.Equal(got, want) {
			t.Fatalf("page %d+%d: %s", from, n, cmp.Diff(want, got))
		}
		total, _ := r.Counts(plan.NoID)
		if total.Total() != len(whole) {
			t.Fatalf("counted %d, listed %d", total.Total(), len(whole))
		}
	})
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := check.All(ctx, plan.NewDocument(), today, nil); err == nil {
		t.Fatal("no error from a cancelled run")
	}
}
