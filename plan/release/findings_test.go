package release_test

import (
	"context"
	"encoding/binary"
	"testing"

	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/plan/edit"
	"jointplan/plan/plantest"
	"jointplan/plan/release"
)

// copyFor is the document that goes to a party.
func copyFor(t *testing.T, d *plan.Document, party plan.ID) *plan.Document {
	t.Helper()
	r, err := release.For(d, party)
	if err != nil {
		t.Fatal(err)
	}
	going, err := r.Objects(nil)
	if err != nil {
		t.Fatal(err)
	}
	var objects []plan.Object
	for _, one := range going {
		values := edit.Values{}
		for i, f := range one.Kind.Fields {
			values[f.Name] = one.Values[i]
		}
		o, err := edit.Fill(one.Kind, one.ID, values)
		if err != nil {
			t.Fatal(err)
		}
		objects = append(objects, o)
	}
	d = plan.NewDocument()
	if err := d.Load(objects); err != nil {
		t.Fatal(err)
	}
	return d
}

// Who gets a copy in which many fields stayed behind reads no finding that the
// whole plan does not have.
func TestCopyHasNoFindingsOfItsOwn(t *testing.T) {
	const thirds = 3
	for third := range thirds {
		d, err := plantest.Large(300)
		if err != nil {
			t.Fatal(err)
		}
		parties := d.Objects(plan.KindOf[plan.Party](), plan.NoID)
		reader, owner := plan.IDFor(parties[0]), plan.IDFor(parties[1])
		n, withheld := uint64(0), 0
		newID := func() (id plan.ID) {
			n++
			binary.BigEndian.PutUint64(id[8:], n)
			id[0] = 0xbb
			return id
		}
		for _, k := range plan.Kinds() {
			for i, f := range edit.LabelFields(k) {
				if i%thirds != third || k == plan.KindOf[plan.Release]() {
					continue
				}
				e, err := edit.LabelKind(d, plan.NoID, k, f.Name, "", plan.IDs{owner}, newID)
				if err != nil {
					t.Fatal(err)
				}
				if err := d.Apply(e.Changes); err != nil {
					t.Fatal(err)
				}
				withheld++
			}
		}
		copied := copyFor(t, d, reader)
		whole, part := findingsOf(t, d), findingsOf(t, copied)
		if withheld < 50 || copied.Len() < d.Len()-withheld {
			t.Fatalf("%d fields stay, %d of %d objects go", withheld, copied.Len(), d.Len())
		}
		for f, count := range part {
			if count > whole[f] {
				t.Errorf("third %d: the copy has %d of %s about %s, the whole %d", third, count, f.rule, f.kind, whole[f])
			}
		}
	}
}

type finding struct {
	rule, kind string
	object     plan.ID
}

func findingsOf(t *testing.T, d *plan.Document) map[finding]int {
	t.Helper()
	r, err := check.All(context.Background(), d, plan.MakeDate(2027, 3, 30), nil)
	if err != nil {
		t.Fatal(err)
	}
	n := map[finding]int{}
	for _, f := range r.Findings(plan.NoID) {
		n[finding{f.Rule.Name, plan.KindFor(d.Get(f.Object)).Name, f.Object}]++
	}
	return n
}
