package plan_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jointplan/plan"
	"jointplan/plan/plantest"
)

// picture is all that can be seen of a document, apart from its indexes.
func picture(d *plan.Document) map[plan.ID]string {
	all := map[plan.ID]string{}
	for _, k := range plan.Kinds() {
		for _, o := range d.Objects(k, plan.NoID) {
			all[plan.IDFor(o)] = k.Name + plan.EncodeObject(o)
		}
	}
	return all
}

// sameIndexes compares lists, counts and references with a document built anew.
func sameIndexes(t *rapid.T, d *plan.Document) {
	t.Helper()
	var objects []plan.Object
	for _, k := range plan.Kinds() {
		objects = append(objects, d.Objects(k, plan.NoID)...)
	}
	fresh := plan.NewDocument()
	if err := fresh.Load(objects); err != nil {
		t.Fatal(err)
	}
	if fresh.Len() != d.Len() {
		t.Fatalf("%d objects, lists hold %d", d.Len(), fresh.Len())
	}
	var ids []plan.ID
	for _, o := range objects {
		ids = append(ids, plan.IDFor(o))
	}
	ops := []plan.ID{plan.NoID}
	for op := range plan.Each[plan.Operation](d, plan.NoID) {
		ops = append(ops, op.ID)
	}
	for _, k := range plan.Kinds() {
		for _, op := range ops {
			if !slices.Equal(fresh.Objects(k, op), d.Objects(k, op)) || fresh.Count(k, op) != d.Count(k, op) {
				t.Fatalf("list of %s differs", k.Name)
			}
		}
		for _, f := range k.Fields {
			if f.IsReference() {
				sameReferences(t, f, fresh, d, ids)
			}
		}
	}
}

func sameReferences(t *rapid.T, f *plan.Field, fresh, d *plan.Document, ids []plan.ID) {
	t.Helper()
	for _, id := range ids {
		if fresh.CountReferring(f, id) == 0 && d.CountReferring(f, id) == 0 {
			continue
		}
		want, got := fresh.Referring(f, id), d.Referring(f, id)
		slices.SortFunc(want, compareIDs)
		slices.SortFunc(got, compareIDs)
		if !slices.Equal(want, got) || len(got) != d.CountReferring(f, id) {
			t.Fatalf("%s.%s: %d name it, index says %d", f.Kind.Name, f.Name, len(want), len(got))
		}
	}
}

func compareIDs(a, b plan.ID) int { return slices.Compare(a[:], b[:]) }

func TestApplyAndInvert(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := plantest.New(t)
		w.Loose = rapid.Bool().Draw(t, "loose")
		if rapid.Bool().Draw(t, "indexed") {
			sameIndexes(t, w.Doc) // builds every reference index, to be kept from here on
		}
		var before []map[plan.ID]string
		var done [][]plan.Change
		for range rapid.IntRange(1, 5).Draw(t, "edits") {
			before = append(before, picture(w.Doc))
			changes := w.Act(t)
			if err := w.Doc.Apply(changes); err != nil {
				t.Fatal(err)
			}
			done = append(done, changes)
		}
		sameIndexes(t, w.Doc)
		for i := len(done) - 1; i >= 0; i-- {
			if err := w.Doc.Apply(plan.Invert(done[i])); err != nil {
				t.Fatalf("taking back %v: %v", done[i], err)
			}
			if diff := cmp.Diff(before[i], picture(w.Doc)); diff != "" {
				t.Fatalf("not as before: %s", diff)
			}
		}
		sameIndexes(t, w.Doc)
	})
}

func TestSnapshotStaysAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := plantest.New(t)
		snapshot, was, revision := w.Doc.Snapshot(), picture(w.Doc), w.Doc.Revision()
		for range rapid.IntRange(1, 4).Draw(t, "edits") {
			if err := w.Doc.Apply(w.Act(t)); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(was, picture(snapshot)); diff != "" || snapshot.Revision() != revision {
			t.Fatalf("the snapshot changed: %s", diff)
		}
		sameIndexes(t, snapshot)
		sameIndexes(t, w.Doc)
	})
}

func TestAdoptTakesIndexesOfTheSameRevision(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := plantest.New(t)
		snapshot := w.Doc.Snapshot()
		var fields []*plan.Field
		for _, k := range plan.Kinds() {
			for _, f := range k.Fields {
				if f.IsReference() {
					fields = append(fields, f)
				}
			}
		}
		snapshot.Prepare(fields...)
		if rapid.Bool().Draw(t, "edited meanwhile") {
			if err := w.Doc.Apply(w.Act(t)); err != nil {
				t.Fatal(err)
			}
		}
		w.Doc.Adopt(snapshot)
		if err := w.Doc.Apply(w.Act(t)); err != nil {
			t.Fatal(err)
		}
		sameIndexes(t, w.Doc)
	})
}

func TestApplyIsAllOrNothing(t *testing.T) {
	d, task := oneTask(t)
	was := picture(d)
	title := plan.KindOf[plan.Task]().Field("title")
	good := plan.Change{Kind: title.Kind, Object: task, Field: "title", Old: "Patrol", New: "Observe"}
	other := plan.ID{9}
	for name, bad := range map[string]plan.Change{
		"no object":   {Kind: title.Kind, Object: other, Field: "title", New: "x"},
		"no field":    {Kind: title.Kind, Object: task, Field: "none", New: "x"},
		"no kind":     {Object: task, Field: "title", New: "x"},
		"wrong kind":  {Kind: plan.KindOf[plan.Unit](), Object: task, Field: "title", New: "x"},
		"bad value":   {Kind: title.Kind, Object: task, Field: "progress", New: "101"},
		"there twice": {Kind: title.Kind, Object: task, Field: plan.WholeObject, New: "{}"},
		"unreadable":  {Kind: title.Kind, Object: other, Field: plan.WholeObject, New: "{"},
		"gone":        {Kind: title.Kind, Object: other, Field: plan.WholeObject, Old: "{}"},
	} {
		if err := d.Apply([]plan.Change{good, bad}); err == nil {
			t.Errorf("%s: no error", name)
		}
		if diff := cmp.Diff(was, picture(d)); diff != "" {
			t.Fatalf("%s: half applied: %s", name, diff)
		}
	}
}

func TestDeletedAndMadeAnewAsAnotherKind(t *testing.T) {
	d, id := oneTask(t)
	unit := plan.KindOf[plan.Unit]()
	_ = d.Referring(plan.KindOf[plan.Task]().Field("party"), plan.ID{5}) // so that there is an index to keep
	if err := d.Apply([]plan.Change{plan.Deletion(d.Get(id)), {Kind: unit, Object: id, Field: plan.WholeObject, New: `{"title":"Patrol"}`}}); err != nil {
		t.Fatal(err)
	}
	if d.Count(plan.KindOf[plan.Task](), plan.NoID) != 0 || d.Count(unit, plan.NoID) != 1 {
		t.Error("the object stands in the list of its former kind")
	}
}

func TestLoadedThenEditedListIsSorted(t *testing.T) {
	k := plan.KindOf[plan.Party]()
	var objects []plan.Object
	for i, order := range []string{"c", "a", "b"} {
		o, err := plan.With(k.New(plan.ID{byte(i + 1)}), plan.Change{Kind: k, Field: "order", New: order})
		if err != nil {
			t.Fatal(err)
		}
		objects = append(objects, o)
	}
	d := plan.NewDocument()
	if err := d.Load(objects); err != nil {
		t.Fatal(err)
	}
	if err := d.Apply([]plan.Change{plan.Deletion(objects[1])}); err != nil {
		t.Fatal(err)
	}
	if got := d.Objects(k, plan.NoID); plan.IDFor(got[0]) != (plan.ID{3}) {
		t.Error("not in order after an edit that came before the first look")
	}
	if err := d.Load(objects[:1]); err == nil {
		t.Error("an id came twice and was taken")
	}
}

func TestNameOfWhatNamesItself(t *testing.T) {
	k := plan.KindOf[plan.Agreement]()
	id := plan.ID{7}
	o, err := plan.With(k.New(id), plan.Change{Kind: k, Field: "about", New: id.String()}, plan.Change{Kind: k, Field: "no", New: "3"})
	if err != nil {
		t.Fatal(err)
	}
	d := plan.NewDocument()
	if err := d.Load([]plan.Object{o}); err != nil {
		t.Fatal(err)
	}
	if name := plan.NameOf(d, o, nil); name == "" {
		t.Error("no name")
	}
}

func oneTask(t *testing.T) (*plan.Document, plan.ID) {
	t.Helper()
	d, id := plan.NewDocument(), plan.ID{1}
	if err := d.Apply([]plan.Change{{Kind: plan.KindOf[plan.Task](), Object: id, Field: plan.WholeObject, New: `{"title":"Patrol"}`}}); err != nil {
		t.Fatal(err)
	}
	return d, id
}
