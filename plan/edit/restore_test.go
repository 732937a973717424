package edit_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/plantest"
)

var yesterday = plan.Say("plain", "Text", "yesterday")

// counted makes ids one after the other.
func counted() edit.Maker {
	n := byte(100)
	return func() plan.ID { n++; return plan.ID{n} }
}

func keyOf(err error) string {
	var problem *plan.ProblemError
	if errors.As(err, &problem) {
		return problem.Key
	}
	return ""
}

// all is what a document holds.
func all(d *plan.Document) map[plan.ID]string {
	content := map[plan.ID]string{}
	for _, k := range plan.Kinds() {
		for _, o := range d.Objects(k, plan.NoID) {
			content[plan.IDFor(o)] = k.Name + plan.EncodeObject(o)
		}
	}
	return content
}

func mustDo(t interface{ Fatal(...any) }, d *plan.Document) func(plan.Edit, error) plan.Edit {
	return func(e plan.Edit, err error) plan.Edit {
		if err == nil {
			err = d.Apply(e.Changes)
		}
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
}

func TestRestoreTakesADeletionBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := plantest.New(t)
		k := rapid.SampledFrom(plan.Kinds()).Draw(t, "kind")
		objects := w.Doc.Objects(k, plan.NoID)
		if len(objects) == 0 {
			return
		}
		id := plan.IDFor(rapid.SampledFrom(objects).Draw(t, "object"))
		then := w.Doc.Snapshot()
		mustDo(t, w.Doc)(edit.Delete(w.Doc, []plan.ID{id}))
		mustDo(t, w.Doc)(edit.Restore(w.Doc, then, id, yesterday))
		if diff := cmp.Diff(all(then), all(w.Doc)); diff != "" {
			t.Fatalf("restored otherwise than it was:\n%s", diff)
		}
		e, err := edit.Restore(w.Doc, then, id, yesterday)
		if err != nil || !e.IsEmpty() {
			t.Fatalf("again: %v %v", e.Changes, err)
		}
	})
}

func TestRestore(t *testing.T) {
	d, ids := plain(t, "abc")
	k := plan.KindOf[plan.Task]()
	title, remarks := k.Field("title"), k.Field("remarks")
	mustDo(t, d)(edit.Set(d, []plan.ID{ids["a"]}, remarks, "First"))
	then := d.Snapshot()
	mustDo(t, d)(edit.Set(d, []plan.ID{ids["a"]}, remarks, "Second"))
	mustDo(t, d)(edit.Set(d, []plan.ID{ids["a"]}, title, "Other"))
	mustDo(t, d)(edit.Delete(d, []plan.ID{ids["b"]}))
	e, made, err := edit.Duplicate(d, []plan.ID{ids["c"]}, counted())
	mustDo(t, d)(e, err)

	for name, c := range map[string]struct {
		id     plan.ID
		fields []*plan.Field
		title  string
		want   int
		err    string
	}{
		"one field":        {ids["a"], []*plan.Field{remarks}, "do.restore.field", 1, ""},
		"two fields":       {ids["a"], []*plan.Field{remarks, title}, "do.restore.fields", 2, ""},
		"the object":       {ids["a"], nil, "do.restore", 2, ""},
		"a deleted one":    {ids["b"], nil, "do.restore", 1, ""},
		"nothing to do":    {ids["c"], nil, "do.restore", 0, ""},
		"field of deleted": {ids["b"], []*plan.Field{title}, "", 0, "error.restore.gone"},
		"newer than that":  {made[0], nil, "", 0, "error.restore.never"},
	} {
		e, err := edit.Restore(d, then, c.id, yesterday, c.fields...)
		if key := keyOf(err); key != c.err || e.Title.Key != c.title && c.err == "" || len(e.Changes) != c.want {
			t.Errorf("%s: %q %v %v", name, key, e.Title, e.Changes)
		}
	}

	several, err := edit.RestoreAll(d, then, []plan.ID{ids["a"], ids["b"], ids["c"]}, yesterday)
	if err != nil || several.Title.Key != "do.restore" || len(several.Changes) != 3 {
		t.Errorf("several: %v %v", err, several)
	}
	if _, err := edit.RestoreAll(d, then, []plan.ID{ids["b"], made[0]}, yesterday); keyOf(err) != "error.restore.never" {
		t.Errorf("one of several newer: %v", err)
	}

	mustDo(t, d)(edit.Delete(d, []plan.ID{plan.OperationOf(d.Get(ids["a"]))}))
	if _, err := edit.Restore(d, then, ids["a"], yesterday); keyOf(err) != "error.restore.whole" {
		t.Errorf("of a deleted operation: %v", err)
	}
}

func TestRestoreLeavesOutWhatIsGone(t *testing.T) {
	d, ids := plain(t, "ab")
	k := plan.KindOf[plan.Task]()
	var party plan.ID
	for p := range plan.Each[plan.Party](d, plan.NoID) {
		party = p.ID
	}
	mustDo(t, d)(edit.Set(d, []plan.ID{ids["a"], ids["b"]}, k.Field("party"), party.String()))
	then := d.Snapshot()
	mustDo(t, d)(edit.Delete(d, []plan.ID{ids["a"]}))
	mustDo(t, d)(edit.Delete(d, []plan.ID{party}))
	mustDo(t, d)(edit.Restore(d, then, ids["a"], yesterday))
	if got := plan.Find[plan.Task](d, ids["a"]).Party; got != plan.NoID {
		t.Errorf("names %v, which is gone", got)
	}
	mustDo(t, d)(edit.Restore(d, then, party, yesterday))
	for _, name := range []string{"a", "b"} {
		if got := plan.Find[plan.Task](d, ids[name]).Party; got != party {
			t.Errorf("%s was not given back: %v", name, got)
		}
	}
}

func TestRestoredAgreementIsToWhatWasAgreed(t *testing.T) {
	d, ids := plain(t, "a")
	k := plan.KindOf[plan.Agreement]()
	var party plan.ID
	for p := range plan.Each[plan.Party](d, plan.NoID) {
		party = p.ID
	}
	e, id, err := edit.Create(d, k, edit.Values{"operation": plan.OperationOf(d.Get(ids["a"])).String(), "about": ids["a"].String(), "party": party.String(), "state": "agreed"}, counted())
	mustDo(t, d)(e, err)
	then := d.Snapshot()
	mustDo(t, d)(edit.Set(d, []plan.ID{id}, k.Field("state"), "reserved"))
	mustDo(t, d)(edit.Set(d, []plan.ID{ids["a"]}, plan.KindOf[plan.Task]().Field("title"), "Other"))
	mustDo(t, d)(edit.Restore(d, then, id, yesterday, k.Field("state")))
	if a := plan.Find[plan.Agreement](d, id); a.State != "agreed" || a.Content == plan.ContentDigest(d.Get(ids["a"])) {
		t.Errorf("%s to what was never agreed: %s", a.State, a.Content)
	}
}
