package chart

import (
	"testing"

	"jointplan/plan"
)

// What plans of others write in letters is drawn as what it stands for, and what
// stands for nothing as a question mark.
func TestCodesInLettersAreDrawn(t *testing.T) {
	d, op := theatre(t, 1, 1, 4, 4)
	for n, test := range []struct{ written, drawn string }{
		{"SFGPUCI----F---", "10031000161211000000"},
		{"sfgpuci----e", "10031000151211000000"},
		{"1003 1000 15 121100 0000", "10031000151211000000"},
		{"infantry", "infantry"},
	} {
		u := plan.Find[plan.Unit](d, id(5000+n))
		field := plan.KindFor(u).Field("symbol")
		c, _, err := plan.SetField(u, field, test.written)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Apply([]plan.Change{c}); err != nil {
			t.Fatal(err)
		}
		found := false
		for _, it := range NewScene(d, NewTraces(), Options{Operation: op, Words: plainWords{}}).marks {
			if it.id == u.ID {
				found = true
				if string(it.code) != test.drawn {
					t.Errorf("%q is drawn as %s, not %s", test.written, it.code, test.drawn)
				}
			}
		}
		if !found {
			t.Errorf("%q is not drawn", test.written)
		}
		if KnowsSymbol(test.written) != (test.drawn != "infantry") {
			t.Errorf("%q is known: %v", test.written, KnowsSymbol(test.written))
		}
	}
}
