package edit_test

import (
	"testing"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/release"
)

func TestLabel(t *testing.T) {
	d, ids := plain(t, "ab")
	var party, other plan.ID
	for i, p := range plan.All[plan.Party](d, plan.NoID) {
		if party, other = p.ID, party; i == 1 {
			break
		}
	}
	task := plan.KindOf[plan.Task]()
	op := plan.OperationOf(d.Get(ids["a"]))
	last := plan.ID{200}
	newID := func() plan.ID { last[1]++; return last }
	do := func(e plan.Edit, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Apply(e.Changes); err != nil {
			t.Fatal(err)
		}
	}
	goes := func(id plan.ID, field string) bool {
		r, err := release.For(d, other)
		if err != nil {
			t.Fatal(err)
		}
		f := task.Field(field)
		return r.Goes(id) && (f == nil || r.GoesWith(d.Get(id), f))
	}
	for _, step := range []struct {
		name   string
		do     func() (plan.Edit, error)
		a, b   bool // whether the tasks go to the other party
		aField bool // whether the purpose of the first does
	}{
		{"nothing", func() (plan.Edit, error) { return edit.Label(d, nil, "", "", nil) }, true, true, true},
		{"a field", func() (plan.Edit, error) {
			return edit.Label(d, []plan.ID{ids["a"]}, "purpose", "", plan.IDs{party})
		}, true, true, false},
		{"the field no more", func() (plan.Edit, error) { return edit.Label(d, []plan.ID{ids["a"]}, "purpose", "", nil) }, true, true, true},
		{"an object", func() (plan.Edit, error) { return edit.Label(d, []plan.ID{ids["a"]}, "", "secret", nil) }, false, true, false},
		{"the kind", func() (plan.Edit, error) {
			return edit.LabelKind(d, op, task, "", "", plan.IDs{party}, newID)
		}, false, false, false},
		{"the object otherwise", func() (plan.Edit, error) {
			return edit.Label(d, []plan.ID{ids["a"]}, "", "", plan.IDs{other})
		}, true, false, true},
		{"the kind otherwise", func() (plan.Edit, error) {
			return edit.LabelKind(d, op, task, "", "", plan.IDs{other}, newID)
		}, true, true, true},
		{"the kind no more", func() (plan.Edit, error) { return edit.LabelKind(d, op, task, "", "", nil, newID) }, true, true, true},
	} {
		do(step.do())
		if a, b, f := goes(ids["a"], ""), goes(ids["b"], ""), goes(ids["a"], "purpose"); a != step.a || b != step.b || f != step.aField {
			t.Errorf("after %s: a %v, b %v, purpose of a %v", step.name, a, b, f)
		}
	}
	if n := d.Count(plan.KindOf[plan.Release](), plan.NoID); n != 0 {
		t.Errorf("%d rules are left", n)
	}
	for _, field := range []string{"operation", "no", "order", "marking", "nonsense"} {
		if _, err := edit.Label(d, []plan.ID{ids["a"]}, field, "secret", nil); err == nil {
			t.Errorf("%s can have a label", field)
		}
	}
}
