package edit_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/plantest"
)

func TestDeleteLeavesNothingHanging(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := plantest.New(t)
		var ids []plan.ID
		for range rapid.IntRange(1, 3).Draw(t, "many") {
			k := rapid.SampledFrom(plan.Kinds()).Draw(t, "kind")
			if objects := w.Doc.Objects(k, plan.NoID); len(objects) > 0 {
				ids = append(ids, plan.IDFor(rapid.SampledFrom(objects).Draw(t, "object")))
			}
		}
		e, err := edit.Delete(w.Doc, ids)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Doc.Apply(e.Changes); err != nil {
			t.Fatal(err)
		}
		for _, id := range ids {
			if w.Doc.Get(id) != nil {
				t.Fatal("still there")
			}
		}
		for _, k := range plan.Kinds() {
			for _, o := range w.Doc.Objects(k, plan.NoID) {
				for _, f := range k.Fields {
					if !f.IsReference() {
						continue
					}
					for _, id := range f.Refs(o) {
						if w.Doc.Get(id) == nil && (id != plan.Withheld || !f.Limits) {
							t.Fatalf("%s.%s names what is gone", k.Name, f.Name)
						}
					}
				}
			}
		}
	})
}

// plain is a document with an operation, two parties and tasks named by
// letters, in order.
func plain(t *testing.T, tasks string) (*plan.Document, map[string]plan.ID) {
	t.Helper()
	d, ids := plan.NewDocument(), map[string]plan.ID{}
	make1 := func(kind, name string, values edit.Values) {
		id := plan.ID{byte(len(ids) + 1)}
		values["title"] = name
		if kind != "operation" && kind != "party" {
			values["operation"] = ids["op"].String()
		}
		e, _, err := edit.Create(d, plan.KindNamed(kind), values, func() plan.ID { return id })
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Apply(e.Changes); err != nil {
			t.Fatal(err)
		}
		ids[name] = id
	}
	make1("operation", "op", edit.Values{})
	make1("party", "north", edit.Values{})
	make1("party", "south", edit.Values{})
	make1("unit", "unit", edit.Values{"party": ids["south"].String()})
	make1("phase", "phase", edit.Values{})
	for _, name := range strings.Split(tasks, "") {
		make1("task", name, edit.Values{})
	}
	return d, ids
}

func order(d *plan.Document) string {
	names := ""
	for t := range plan.Each[plan.Task](d, plan.NoID) {
		names += t.Title
	}
	return names
}

func of(ids map[string]plan.ID, names string) []plan.ID {
	var list []plan.ID
	for _, name := range strings.Split(names, "") {
		list = append(list, ids[name])
	}
	return list
}

func TestMove(t *testing.T) {
	for _, c := range []struct{ move, before, want string }{
		{"D", "B", "ADBCE"},
		{"A", "", "BCDEA"},
		{"DB", "A", "BDACE"}, // in their present order
		{"BC", "C", "ABCDE"},
		{"E", "A", "EABCD"},
		{"ABCDE", "", "ABCDE"},
		{"A", "B", "ABCDE"},
	} {
		d, ids := plain(t, "ABCDE")
		e, err := edit.Move(d, of(ids, c.move), ids[c.before])
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Apply(e.Changes); err != nil {
			t.Fatal(err)
		}
		if got := order(d); got != c.want {
			t.Errorf("%s before %q: %s, want %s", c.move, c.before, got, c.want)
		}
	}
	d, _ := plain(t, "A")
	if _, err := edit.Move(d, []plan.ID{{99}}, plan.NoID); err == nil {
		t.Error("moved what is not there")
	}
}

func TestMoveAmongEqualKeys(t *testing.T) {
	d, ids := plain(t, "ABCD")
	k := plan.KindOf[plan.Task]()
	var same []plan.Change // as after a merge of two copies
	for _, name := range []string{"B", "C"} {
		c, _, err := plan.SetField(d.Get(ids[name]), k.Field("order"), "a0005")
		if err != nil {
			t.Fatal(err)
		}
		same = append(same, c)
	}
	if err := d.Apply(same); err != nil {
		t.Fatal(err)
	}
	if got := order(d); got != "ADBC" {
		t.Fatalf("order %s", got)
	}
	for _, c := range []struct{ move, before, want string }{
		{"A", "C", "DBAC"},
		{"C", "B", "ADCB"},
		{"D", "", "ABCD"},
		{"B", "C", "ADBC"},
		{"AD", "C", "BADC"},
	} {
		e, err := edit.Move(d, of(ids, c.move), ids[c.before])
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Apply(e.Changes); err != nil {
			t.Fatal(err)
		}
		if order(d) != c.want {
			t.Errorf("%s before %q: %s, want %s", c.move, c.before, order(d), c.want)
		}
		if err := d.Apply(plan.Invert(e.Changes)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDuplicate(t *testing.T) {
	d, ids := plain(t, "ABC")
	next := byte(100)
	maker := func() plan.ID { next++; return plan.ID{next} }
	e, made, err := edit.Duplicate(d, of(ids, "ABA"), maker)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Apply(e.Changes); err != nil {
		t.Fatal(err)
	}
	if got := order(d); got != "AAABBC" {
		t.Errorf("order %s", got)
	}
	numbers := map[int]bool{}
	for task := range plan.Each[plan.Task](d, plan.NoID) {
		if numbers[task.No] {
			t.Errorf("number %d twice", task.No)
		}
		numbers[task.No] = true
	}
	if len(made) != 3 || d.Get(made[0]) == nil || plan.Find[plan.Task](d, made[1]).Title != "B" {
		t.Errorf("made %v", made)
	}
	if _, _, err := edit.Duplicate(d, []plan.ID{{250}}, maker); err == nil {
		t.Error("duplicated what is not there")
	}
}

func TestAssign(t *testing.T) {
	for _, c := range []struct {
		name  string
		first edit.Assignment
		then  func(ids map[string]plan.ID) edit.Assignment
		want  func(ids map[string]plan.ID) plan.Task
		many  int
	}{
		{"unit brings its party", edit.Assignment{}, func(ids map[string]plan.ID) edit.Assignment { return edit.Assignment{Unit: ids["unit"]} },
			func(ids map[string]plan.ID) plan.Task {
				return plan.Task{Party: ids["south"], Units: plan.IDs{ids["unit"]}}
			}, 2},
		{"a party named stays", edit.Assignment{}, func(ids map[string]plan.ID) edit.Assignment {
			return edit.Assignment{Unit: ids["unit"], Party: ids["north"]}
		}, func(ids map[string]plan.ID) plan.Task {
			return plan.Task{Party: ids["north"], Units: plan.IDs{ids["unit"]}}
		}, 2},
		{"phase and days", edit.Assignment{}, func(ids map[string]plan.ID) edit.Assignment {
			return edit.Assignment{Phase: ids["phase"], When: plan.Span{Start: 740000, Finish: 740006}}
		}, func(ids map[string]plan.ID) plan.Task {
			return plan.Task{Phase: ids["phase"], When: plan.Span{Start: 740000, Finish: 740006}}
		}, 2},
		{"nothing", edit.Assignment{}, func(map[string]plan.ID) edit.Assignment { return edit.Assignment{} },
			func(map[string]plan.ID) plan.Task { return plan.Task{} }, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, ids := plain(t, "AB")
			e, err := edit.Assign(d, of(ids, "A"), c.then(ids))
			if err != nil || len(e.Changes) != c.many {
				t.Fatalf("%v, %v", e.Changes, err)
			}
			if err := d.Apply(e.Changes); err != nil {
				t.Fatal(err)
			}
			got, want := plan.Find[plan.Task](d, ids["A"]), c.want(ids)
			if got.Party != want.Party || got.Phase != want.Phase || got.When != want.When || !cmp.Equal(got.Units, want.Units) {
				t.Errorf("got %+v", got)
			}
			again, err := edit.Assign(d, of(ids, "A"), c.then(ids))
			if err != nil || !again.IsEmpty() {
				t.Errorf("the same again changes %v (%v)", again.Changes, err)
			}
		})
	}
	d, ids := plain(t, "A")
	if _, err := edit.Assign(d, of(ids, "A"), edit.Assignment{Party: ids["unit"]}); err == nil {
		t.Error("a unit was taken for a party")
	}
}

func TestSet(t *testing.T) {
	d, ids := plain(t, "AB")
	k := plan.KindOf[plan.Task]()
	for _, c := range []struct {
		field, value string
		changes      int
		fails        bool
	}{
		{"title", "New", 2, false},
		{"title", "A", 1, false},
		{"progress", "101", 0, true},
		{"party", ids["unit"].String(), 0, true},
		{"party", plan.ID{77}.String(), 0, true},
		{"parent", ids["A"].String(), 0, true}, // A under itself
	} {
		e, err := edit.Set(d, of(ids, "AB"), k.Field(c.field), c.value)
		if (err != nil) != c.fails || (!c.fails && len(e.Changes) != c.changes) {
			t.Errorf("%s = %q: %v, %v", c.field, c.value, e.Changes, err)
		}
	}
}
