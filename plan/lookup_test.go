package plan

import (
	"errors"
	"strings"
	"testing"
)

func lookupPlan(t *testing.T) (d *Document, first, second ID) {
	t.Helper()
	d = NewDocument()
	make := func(k *Kind, id ID, values ...string) Object {
		var changes []Change
		for i := 0; i < len(values); i += 2 {
			changes = append(changes, Change{Kind: k, Object: id, Field: values[i], New: values[i+1]})
		}
		o, err := With(k.New(id), changes...)
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	first, second = ID{1, 0xa0}, ID{2, 0xb0}
	op, task, party := KindOf[Operation](), KindOf[Task](), KindOf[Party]()
	err := d.Load([]Object{
		make(op, first, "title", "North", "no", "1"),
		make(op, second, "title", "South", "no", "2"),
		make(party, ID{9}, "title", "Poland", "short", "POL", "no", "1"),
		make(task, ID{0xab, 0xcd, 1}, "title", "Patrol the ridge", "no", "1", "operation", first.String()),
		make(task, ID{0xab, 0xcd, 2}, "title", "T-1", "no", "2", "operation", first.String()),
		make(task, ID{0xef, 3}, "title", "Patrol the ridge", "no", "1", "operation", second.String()),
		make(task, ID{0xee, 4}, "title", "patrol the ridge", "no", "3", "operation", second.String()),
	})
	if err != nil {
		t.Fatal(err)
	}
	return d, first, second
}

func TestLookup(t *testing.T) {
	d, first, second := lookupPlan(t)
	for _, c := range []struct {
		name, kind, text string
		op               ID
		want             ID
		problem          string
	}{
		{"whole id", "task", ID{0xef, 3}.String(), NoID, ID{0xef, 3}, ""},
		{"id with dashes in capitals", "task", "EF030000-0000-0000-0000-000000000000", NoID, ID{0xef, 3}, ""},
		{"unique prefix", "task", "abcd01", NoID, ID{0xab, 0xcd, 1}, ""},
		{"prefix of odd length", "task", "abcd020", NoID, ID{0xab, 0xcd, 2}, ""},
		{"prefix of two", "task", "abcd", NoID, NoID, "error.lookup.several"},
		{"prefix too short", "task", "ef0", NoID, NoID, "error.lookup.unknown"},
		{"number before title", "task", "t-1", first, ID{0xab, 0xcd, 1}, ""},
		{"number in two operations", "task", "T-1", NoID, NoID, "error.lookup.several"},
		{"exact title before likeness", "task", "patrol the ridge", second, ID{0xee, 4}, ""},
		{"short name", "party", "pol", first, ID{9}, ""},
		{"nothing", "task", "Patrol", first, NoID, "error.lookup.unknown"},
		{"empty", "task", " ", first, NoID, "error.lookup.unknown"},
		{"of another kind", "party", ID{0xef, 3}.String(), NoID, NoID, "error.lookup.unknown"},
	} {
		o, err := Lookup(d, KindNamed(c.kind), c.op, c.text)
		var problem *ProblemError
		errors.As(err, &problem)
		switch {
		case c.problem == "" && (err != nil || IDFor(o) != c.want):
			t.Errorf("%s: got %v, %v", c.name, IDFor(o), err)
		case c.problem != "" && (problem == nil || problem.Key != c.problem):
			t.Errorf("%s: got %v, want %s", c.name, err, c.problem)
		}
	}
	_, err := Lookup(d, KindOf[Task](), NoID, "T-1")
	if !strings.Contains(err.Error(), "T-1 Patrol the ridge (ef030000)") {
		t.Errorf("the candidates are not named: %v", err)
	}
}

// TestNumbersAreNotEmptiedByWords looks that a word where a number belongs is
// refused: taken for a unit alone it would empty the field.
func TestNumbersAreNotEmptiedByWords(t *testing.T) {
	d := NewDocument()
	f := KindOf[Task]().Field("progress")
	for text, want := range map[string]string{"12,5 %": "12.5", "": "", "7": "7"} {
		if got, err := ReadField(d, NoID, f, text, nil); err != nil || got != want {
			t.Errorf("%q: got %q, %v", text, got, err)
		}
	}
	for _, text := range []string{"plenty", "%", "km"} {
		if got, err := ReadField(d, NoID, f, text, nil); err == nil {
			t.Errorf("%q was read as %q", text, got)
		}
	}
}
