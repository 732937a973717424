package plan_test

import (
	"testing"

	"pgregory.net/rapid"

	"jointplan/plan"
)

func TestParseFieldLabels(t *testing.T) {
	a, b := plan.ID{1}.String(), plan.ID{2}.String()
	for _, c := range []struct{ in, out string }{
		{"", ""},
		{"title=secret:", "title=secret:"},
		{"title=:" + a, "title=:" + a},
		{"title=secret:" + a + "," + b + " basis=:" + b, "basis=:" + b + " title=secret:" + a + "," + b},
		{"title=:" + a + "," + a, "title=:" + a},
		{"title=:", ""},
		{"title", "!"}, {"title=secret", "!"}, {"title=hidden:", "!"}, {"=secret:", "!"},
		{"title=:zz", "!"}, {"title=secret: title=restricted:", "!"},
	} {
		got, err := plan.KindOf[plan.Task]().Field("labels").Parse(c.in)
		if err != nil {
			got = "!"
		}
		if got != c.out {
			t.Errorf("%q gives %q, want %q", c.in, got, c.out)
		}
	}
}

func FuzzParseFieldLabels(f *testing.F) {
	f.Add("title=secret:" + plan.ID{1}.String() + " basis=restricted:")
	f.Fuzz(func(t *testing.T, s string) {
		labels, err := plan.ParseFieldLabels(s)
		if err != nil {
			return
		}
		again, err := plan.ParseFieldLabels(labels.String())
		if err != nil || again.String() != labels.String() {
			t.Errorf("%q reads as %q, then as %q (%v)", s, labels, again, err)
		}
	})
}

// TestNobodyIsNotEverybody deletes the parties that may have something one by
// one: the list never ends up empty, which would mean everybody.
func TestNobodyIsNotEverybody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := plan.KindOf[plan.Task]()
		a, b := plan.ID{1}, plan.ID{2}
		o, err := plan.With(k.New(plan.ID{9}),
			plan.Change{Kind: k, Field: "releasable", New: plan.IDs{a, b}.String()},
			plan.Change{Kind: k, Field: "labels", New: "title=:" + a.String()})
		if err != nil {
			t.Fatal(err)
		}
		gone := map[plan.ID]bool{a: rapid.Bool().Draw(t, "a"), b: rapid.Bool().Draw(t, "b")}
		for _, name := range []string{"releasable", "labels"} {
			f := k.Field(name)
			after, err := plan.With(o, plan.Change{Kind: k, Field: name, New: f.Without(o, func(id plan.ID) bool { return gone[id] })})
			if err != nil {
				t.Fatal(err)
			}
			if f.IsEmpty(after) {
				t.Errorf("%s is empty without %v", name, gone)
			}
			for _, id := range f.Refs(after) {
				if gone[id] {
					t.Errorf("%s still names %s", name, id)
				}
			}
		}
	})
}

func TestWithheldReadsBack(t *testing.T) {
	d := plan.NewDocument()
	k := plan.KindOf[plan.Task]()
	for _, name := range []string{"sector", "units"} {
		f := k.Field(name)
		o, err := plan.With(k.New(plan.ID{9}), plan.Change{Kind: k, Field: name, New: plan.Withheld.String()})
		if err != nil {
			t.Fatal(err)
		}
		text := plan.ShowField(d, o, f, nil)
		back, err := plan.ReadField(d, plan.NoID, f, text, nil)
		if err != nil || back != plan.Withheld.String() {
			t.Errorf("%s shows as %q and reads back as %q, %v", name, text, back, err)
		}
	}
}
