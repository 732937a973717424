package plan_test

import (
	"testing"

	"jointplan/plan"
	"jointplan/plan/edit"
)

func TestEditedSince(t *testing.T) {
	d := plan.NewDocument()
	put := func(kind string, n byte, values edit.Values) plan.Object {
		o, err := edit.Fill(plan.KindNamed(kind), plan.ID{n}, values)
		if err == nil {
			err = d.Apply([]plan.Change{plan.Creation(o)})
		}
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	party := put("party", 1, edit.Values{"title": "Poland"})
	op := put("operation", 2, edit.Values{"title": "Watch"})
	about := put("line", 3, edit.Values{"operation": plan.IDFor(op).String(), "title": "Patrols"})
	agreement := func(n byte, target plan.ID, content string) plan.Object {
		return put("agreement", n, edit.Values{
			"operation": plan.IDFor(op).String(), "about": target.String(), "party": plan.IDFor(party).String(), "state": "agreed", "content": content,
		})
	}
	passage := func(n byte, translated string) plan.Object {
		return put("passage", n, edit.Values{"operation": plan.IDFor(op).String(), "title": "Mission", "text": "Watch.", "second": "Смотреть.", "translated": translated})
	}
	for _, c := range []struct {
		name   string
		object plan.Object
		field  string
		want   bool
	}{
		{"as it was", agreement(4, plan.IDFor(about), plan.ContentDigest(about)), "content", false},
		{"edited", agreement(5, plan.IDFor(about), plan.Stale), "content", true},
		{"never taken", agreement(6, plan.IDFor(about), ""), "content", false},
		{"gone", agreement(7, plan.ID{99}, plan.Stale), "content", false},
		{"text as it was", passage(8, plan.TextDigest("Watch.")), "translated", false},
		{"text edited", passage(9, plan.TextDigest("Look.")), "translated", true},
		{"no digest", about, "title", false},
	} {
		if got := plan.EditedSince(d, c.object, plan.KindFor(c.object).Field(c.field)); got != c.want {
			t.Errorf("%s: edited since %v, want %v", c.name, got, c.want)
		}
	}
}
