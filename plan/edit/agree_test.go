package edit_test

import (
	"testing"

	"pgregory.net/rapid"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/plantest"
)

// However a party's agreement gets into the plan, it holds for what the object
// says then, and a remark on a lapsed one does not renew it.
func TestAgreementKeepsWhatWasAgreed(t *testing.T) {
	kind := plan.KindOf[plan.Agreement]()
	rapid.Check(t, func(t *rapid.T) {
		w := plantest.New(t)
		op := plan.All[plan.Operation](w.Doc, plan.NoID)[0]
		party := plan.All[plan.Party](w.Doc, plan.NoID)[0]
		first := rapid.SampledFrom([]string{"agreed", "proposed"}).Draw(t, "first")
		e, id, err := edit.Create(w.Doc, kind, edit.Values{"operation": op.ID.String(), "about": op.ID.String(), "party": party.ID.String(), "state": first}, w.ID)
		do(t, w, e, err)
		e, err = edit.Set(w.Doc, []plan.ID{id}, kind.Field("state"), "agreed")
		do(t, w, e, err)
		if got := plan.Find[plan.Agreement](w.Doc, id).Content; got != plan.ContentDigest(w.Doc.Get(op.ID)) {
			t.Fatalf("agreed to %q", got)
		}
		e, err = edit.Set(w.Doc, []plan.ID{op.ID}, plan.KindOf[plan.Operation]().Field("theatre"), op.Theatre+" and beyond")
		do(t, w, e, err)
		lapsed := plan.Find[plan.Agreement](w.Doc, id).Content
		e, err = edit.Set(w.Doc, []plan.ID{id}, kind.Field("reason"), "A remark.")
		do(t, w, e, err)
		if got := plan.Find[plan.Agreement](w.Doc, id).Content; got != lapsed || got == plan.ContentDigest(w.Doc.Get(op.ID)) {
			t.Fatal("a remark renewed the agreement")
		}
	})
}

func do(t *rapid.T, w *plantest.World, e plan.Edit, err error) {
	t.Helper()
	if err == nil {
		err = w.Doc.Apply(e.Changes)
	}
	if err != nil {
		t.Fatal(err)
	}
}
