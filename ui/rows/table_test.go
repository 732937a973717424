package rows_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jointplan/plan"
	"jointplan/plan/plantest"
	"jointplan/ui/rows"
	"jointplan/ui/words"
)

// shown are the kinds a grid shows.
func shown() []*plan.Kind {
	var kinds []*plan.Kind
	for _, k := range plan.Kinds() {
		if k.Name != "workspace" {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// drawSpec draws an arrangement of the objects of a kind, with values that occur.
func drawSpec(t *rapid.T, k *plan.Kind, objects []plan.Object) rows.Spec {
	spec := rows.Spec{Kind: k.Name, Findings: rapid.IntRange(0, 4).Draw(t, "findings") == 0}
	field := rapid.SampledFrom(k.Fields)
	for range rapid.IntRange(0, 2).Draw(t, "levels") {
		spec.Sort = append(spec.Sort, rows.SortBy{Field: field.Draw(t, "sort").Name, Finish: rapid.Bool().Draw(t, "finish"), Down: rapid.Bool().Draw(t, "down")})
	}
	if rapid.Bool().Draw(t, "grouped") {
		spec.Group = field.Draw(t, "group").Name
	}
	if len(objects) > 0 && rapid.IntRange(0, 2).Draw(t, "filtered") == 0 {
		f := field.Draw(t, "filter")
		spec.SetFilter(f.Name, f.Get(rapid.SampledFrom(objects).Draw(t, "like")))
	}
	if rapid.IntRange(0, 3).Draw(t, "searched") == 0 {
		spec.Text = rapid.SampledFrom([]string{"a", "1", " b ", "nothing at all"}).Draw(t, "text")
	}
	return spec
}

// operationFor is where objects of the kind are looked for.
func operationFor(w *plantest.World, k *plan.Kind) plan.ID {
	if all := plan.All[plan.Operation](w.Doc, plan.NoID); k.Operation() != nil && len(all) > 0 {
		return all[0].ID
	}
	return plan.NoID
}

func source(d *plan.Document, op plan.ID) rows.Source {
	return rows.Source{Doc: d, Operation: op, Words: words.New("en"), Unset: "none",
		Flagged: func(id plan.ID) bool { return id[0]%2 == 0 }}
}

// TestEveryObjectOnce builds random tables of random plans: exactly the objects
// that pass the filters are shown, each once, under the right heads, in order.
func TestEveryObjectOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := plantest.New(t)
		k := rapid.SampledFrom(shown()).Draw(t, "kind")
		op := operationFor(w, k)
		all := w.Doc.Objects(k, op)
		spec := drawSpec(t, k, all)
		src := source(w.Doc, op)
		table := rows.Build(src, spec)

		var want []plan.ID
		for _, o := range all {
			if passes(table, src, spec, o) {
				want = append(want, plan.IDFor(o))
			}
		}
		got := table.IDs()
		if table.Total != len(all) || table.Shown != len(want) || !slices.Equal(sorted(got), sorted(want)) {
			t.Fatalf("%d of %d objects shown, want %d", table.Shown, table.Total, len(want))
		}
		for i, r := range table.Rows {
			if r.Object == nil {
				continue
			}
			if at, ok := table.Where(plan.IDFor(r.Object)); !ok || at != i {
				t.Fatalf("row %d is said to stand at %d", i, at)
			}
		}
		checkGroups(t, table, spec)
		checkOrder(t, table, spec, all)
		if again := rows.Build(src, spec); !slices.Equal(again.IDs(), got) {
			t.Fatal("the same arrangement gives another order")
		}
	})
}

func sorted(ids []plan.ID) []string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = id.String()
	}
	slices.Sort(texts)
	return texts
}

// passes says, in the plainest way, whether an object belongs in the table.
func passes(table *rows.Table, src rows.Source, spec rows.Spec, o plan.Object) bool {
	if spec.Findings && !src.Flagged(plan.IDFor(o)) {
		return false
	}
	for _, filter := range spec.Filters {
		f := table.Kind.Field(filter.Field)
		own := []string{f.Get(o)}
		if ids := f.Refs(o); len(ids) > 0 {
			own = nil
			for _, id := range ids {
				own = append(own, id.String())
			}
		}
		if !slices.ContainsFunc(own, func(v string) bool { return slices.Contains(filter.Values, v) }) {
			return false
		}
	}
	for _, word := range strings.Fields(strings.ToLower(spec.Text)) {
		in := strings.Contains(strings.ToLower(o.Shared().Number()), word)
		for _, f := range table.Kind.Fields {
			in = in || !f.Hidden && strings.Contains(strings.ToLower(table.Text(o, f)), word)
		}
		if !in {
			return false
		}
	}
	return true
}

// checkGroups holds each head to the rows below it.
func checkGroups(t *rapid.T, table *rows.Table, spec rows.Spec) {
	f := table.Kind.Field(spec.Group)
	heads := map[string]bool{}
	group, left := "", 0
	for _, r := range table.Rows {
		switch {
		case r.Object == nil:
			if f == nil || heads[r.Group] || left != 0 || r.Count == 0 {
				t.Fatalf("a head %q with %d rows, %d of the group above missing", r.Group, r.Count, left)
			}
			heads[r.Group] = true
			group, left = r.Group, r.Count
		case f != nil:
			left--
			value := f.Get(r.Object)
			if f.IsReference() {
				value = ""
				if ids := f.Refs(r.Object); len(ids) > 0 {
					value = ids[0].String()
				}
			}
			if value != group {
				t.Fatalf("an object with %q stands below the head of %q", value, group)
			}
		}
	}
	if left != 0 {
		t.Fatalf("the last head promises %d rows more", left)
	}
}

// checkOrder holds neighbours in a group to the first level of sorting, and equal
// ones to the plan's own order.
func checkOrder(t *rapid.T, table *rows.Table, spec rows.Spec, all []plan.Object) {
	place := map[plan.ID]int{}
	for i, o := range all {
		place[plan.IDFor(o)] = i
	}
	for i := 1; i < len(table.Rows); i++ {
		a, b := table.Rows[i-1].Object, table.Rows[i].Object
		if a == nil || b == nil {
			continue
		}
		if len(spec.Sort) == 0 {
			if place[plan.IDFor(a)] > place[plan.IDFor(b)] {
				t.Fatal("without a sort the plan's order is not kept")
			}
			continue
		}
		equal := true
		for _, level := range spec.Sort {
			f := table.Kind.Field(level.Field)
			equal = equal && f.Get(a) == f.Get(b)
		}
		if equal && place[plan.IDFor(a)] > place[plan.IDFor(b)] {
			t.Fatal("equal rows do not stand in the plan's order")
		}
		f := table.Kind.Field(spec.Sort[0].Field)
		if empty := f.IsEmpty(a); f.Type != plan.Period && empty && !f.IsEmpty(b) {
			t.Fatalf("a row without %s stands before one with it", f.Name)
		}
		if f.Type == plan.Number || f.Type == plan.Whole {
			if x, y := f.Number(a), f.Number(b); !f.IsEmpty(b) && (!spec.Sort[0].Down && x > y || spec.Sort[0].Down && x < y) {
				t.Fatalf("%v stands before %v", x, y)
			}
		}
	}
}

// TestPatchIsABuild alters a plan at random and holds a patched table to one
// built anew.
func TestPatchIsABuild(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := plantest.New(t)
		k := rapid.SampledFrom(shown()).Draw(t, "kind")
		op := operationFor(w, k)
		spec := drawSpec(t, k, w.Doc.Objects(k, op))
		src := source(w.Doc, op)
		table := rows.Build(src, spec)
		for range rapid.IntRange(1, 4).Draw(t, "edits") {
			changes := w.Act(t)
			if err := w.Doc.Apply(changes); err != nil {
				t.Fatalf("apply: %v", err)
			}
			fresh := rows.Build(src, spec)
			if !table.Patch(changes, spec) {
				table = fresh
				continue
			}
			same(t, table, fresh)
		}
	})
}

// same holds two tables to each other, cell by cell.
func same(t *rapid.T, got, want *rows.Table) {
	if len(got.Rows) != len(want.Rows) {
		t.Fatalf("%d rows, want %d", len(got.Rows), len(want.Rows))
	}
	for i := range got.Rows {
		a, b := got.Rows[i], want.Rows[i]
		if a.Key() != b.Key() || a.Title != b.Title || a.Count != b.Count {
			t.Fatalf("row %d is %q %q, want %q %q", i, a.Key(), a.Title, b.Key(), b.Title)
		}
		if a.Object == nil {
			continue
		}
		for _, f := range got.Kind.Fields {
			if x, y := got.Text(a.Object, f), want.Text(b.Object, f); x != y {
				t.Fatalf("row %d, %s: %q, want %q", i, f.Name, x, y)
			}
		}
	}
}

func TestSpec(t *testing.T) {
	var s rows.Spec
	if s.Narrowed() {
		t.Error("an empty spec narrows")
	}
	s.SetFilter("party", "a", "b")
	s.SetFilter("status", "done")
	s.SetFilter("party", "c")
	if got := s.FilterOn("party"); !slices.Equal(got, []string{"c"}) || !s.Narrowed() || len(s.Filters) != 2 {
		t.Errorf("filters %v", s.Filters)
	}
	s.SetFilter("party")
	if s.FilterOn("party") != nil || s.FilterOn("status") == nil {
		t.Errorf("filters %v", s.Filters)
	}
	s.Text, s.Findings, s.Only = "x", true, []plan.ID{}
	s.Widen()
	if s.Narrowed() {
		t.Errorf("widened: %+v", s)
	}
	s.Only = []plan.ID{} // none of them: an empty table, not all
	if !s.Narrowed() {
		t.Error("only nothing does not narrow")
	}
}
