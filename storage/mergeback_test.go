package storage

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/plan/edit"
)

// circle is an owner and copies for two other parties that see different parts:
// the second task and its unit are the owner's and B's, the remarks of the first
// are A's and the owner's, the third task is everybody's.
type circle struct {
	t      *testing.T
	dir    string
	owner  *Workspace
	copies map[string]*Workspace
}

var (
	ownerParty, partyA, partyB      = plan.ID{1, 1}, plan.ID{1, 2}, plan.ID{1, 3}
	operationX, task1, task2, task3 = plan.ID{2, 1}, plan.ID{3, 1}, plan.ID{3, 2}, plan.ID{3, 3}
	unitOpen, unitSecret            = plan.ID{4, 1}, plan.ID{4, 2}
)

func newCircle(t *testing.T) *circle {
	t.Helper()
	c := &circle{t: t, dir: t.TempDir(), copies: map[string]*Workspace{}}
	c.owner = mustCreate(t, filepath.Join(c.dir, "owner.jointplan"), Author{"Olga", "Owner"})
	party, task, unit := plan.KindOf[plan.Party](), plan.KindOf[plan.Task](), plan.KindOf[plan.Unit]()
	op := operationX.String()
	mustApply(t, c.owner, "begin",
		create(party, ownerParty, edit.Values{"title": "Owner", "cleared": "secret", "order": "a1"}),
		create(party, partyA, edit.Values{"title": "A", "order": "a2"}),
		create(party, partyB, edit.Values{"title": "B", "order": "a3"}),
		create(plan.KindOf[plan.Operation](), operationX, edit.Values{"title": "Joint watch", "order": "a1"}),
		create(unit, unitOpen, edit.Values{"operation": op, "title": "Open company", "order": "a1"}),
		create(unit, unitSecret, edit.Values{"operation": op, "title": "Quiet company", "order": "a2", "releasable": ownerParty.String() + " " + partyB.String()}),
		create(task, task1, edit.Values{"operation": op, "title": "Observe", "no": "1", "order": "a1", "remarks": "For A only",
			"labels": "remarks=:" + ownerParty.String() + "," + partyA.String(), "units": unitOpen.String() + " " + unitSecret.String()}),
		create(task, task2, edit.Values{"operation": op, "title": "Prepare", "no": "2", "order": "a2", "releasable": ownerParty.String() + " " + partyB.String()}),
		create(task, task3, edit.Values{"operation": op, "title": "Report", "no": "3", "order": "a3"}),
	)
	c.share("A", partyA)
	c.share("B", partyB)
	return c
}

func mustCreate(t *testing.T, path string, a Author) *Workspace {
	t.Helper()
	w, err := Create(path, Options{Author: a, App: "test"}, "Circle")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

func (c *circle) share(name string, party plan.ID) {
	c.t.Helper()
	at := filepath.Join(c.dir, name+".jointplan")
	if _, err := c.owner.Share(context.Background(), at, party, ShareOptions{}); err != nil {
		c.t.Fatal(err)
	}
	c.copies[name] = mustOpen(c.t, at, Options{Author: Author{"Planner of " + name, name}, App: "test"})
}

// takeBack merges a copy into the owner's file and gives what it said.
func (c *circle) takeBack(name string) *Merge {
	c.t.Helper()
	m, err := c.owner.PrepareMerge(context.Background(), []string{c.copies[name].path}, MergeOptions{})
	if err != nil {
		c.t.Fatal(err)
	}
	if _, _, err := m.Apply(nil); err != nil {
		c.t.Fatal(err)
	}
	wholeFile(c.t, c.owner)
	return m
}

func (c *circle) value(id plan.ID, field string) string {
	c.t.Helper()
	o := c.owner.Document().Get(id)
	if o == nil {
		return "(none)"
	}
	return plan.KindFor(o).Field(field).Get(o)
}

func (c *circle) want(what string, id plan.ID, field, value string) {
	c.t.Helper()
	if got := c.value(id, field); got != value {
		c.t.Errorf("%s: %s is %q, want %q", what, field, got, value)
	}
}

func TestSharedCopiesComeBack(t *testing.T) {
	c := newCircle(t)
	a, b := c.copies["A"], c.copies["B"]
	if a.Document().Get(task2) != nil || b.Document().Get(task2) == nil {
		t.Fatal("the copies do not hold what they should")
	}

	// Each edits what it sees; the owner edits meanwhile.
	mustApply(t, a, "a", set(t, a, task1, "title", "Observe by day"), set(t, a, task1, "remarks", "For A and the owner"))
	mustApply(t, b, "b", set(t, b, task2, "title", "Prepare in time"))
	mustApply(t, b, "b", set(t, b, task1, "title", "Observe at night"))
	unitAtA := set(t, a, task1, "units", plan.Withheld.String())
	mustApply(t, a, "a", unitAtA) // the open unit taken away; the other stays withheld
	mustApply(t, c.owner, "o", set(t, c.owner, task3, "title", "Report daily"))

	before := content(c.owner.Document())
	m := c.takeBack("A")
	if len(m.Refused) > 0 || m.Conflicts() != 0 {
		t.Errorf("refused %v, %d conflicts", m.Refused, m.Conflicts())
	}
	c.want("A's edit", task1, "title", "Observe by day")
	c.want("A's edit of what B does not see", task1, "remarks", "For A and the owner")
	c.want("what A does not see stays", task1, "units", unitSecret.String())
	c.want("what A does not see stays", task2, "title", "Prepare")
	c.want("the owner's edit stays", task3, "title", "Report daily")
	c.want("labels stay", task1, "labels", "remarks=:"+ownerParty.String()+","+partyA.String())

	c.takeBack("B")
	c.want("B's edit", task2, "title", "Prepare in time")
	c.want("what B does not see stays", task1, "remarks", "For A and the owner")
	open, err := c.owner.Conflicts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(open) != 1 || open[0].Object != task1 || open[0].Field.Name != "title" || len(open[0].Values) != 2 {
		t.Fatalf("A and B gave one title each: %+v", open)
	}

	// Again: nothing new. Taken back: as before.
	if m := c.takeBack("A"); !m.IsEmpty() {
		t.Errorf("merged twice: %d steps, rows %+v", m.Steps, m.Rows)
	}
	for range 2 {
		if _, err := c.owner.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(before, content(c.owner.Document())); diff != "" {
		t.Errorf("after undo:\n%s", diff)
	}
	wholeFile(t, c.owner)
	c.owner = reopen(t, c.owner)
	wholeFile(t, c.owner)
}

func TestSharedCopyMayNotAlterWhatItWasNotGiven(t *testing.T) {
	c := newCircle(t)
	b := c.copies["B"]
	mustApply(t, b, "fills what is empty there", set(t, b, task1, "remarks", "By B"), set(t, b, task1, "title", "By B"))
	mustApply(t, b, "makes an object of an id it cannot know", create(plan.KindOf[plan.Task](), plan.ID{3, 9}, edit.Values{"operation": operationX.String(), "title": "New at B", "no": "3", "order": "b1"}))
	// Values no window would write: over a withheld object's id.
	a := c.copies["A"]
	writeOps(t, a, []op{{obj: task2, fld: "title", val: "Overwritten"}, {obj: unitSecret, fld: fldDelete, val: "1"}})
	writeOps(t, a, []op{{obj: task2, fld: fldCreate, kind: "task", val: `{"title":"Made anew"}`}})

	m := c.takeBack("B")
	if len(m.Refused) != 1 || m.Refused[0].Key != "merge.refused.field" {
		t.Errorf("refused: %v", m.Refused)
	}
	c.want("refused", task1, "remarks", "For A only")
	c.want("given", task1, "title", "By B")
	c.want("new", plan.ID{3, 9}, "title", "New at B")
	m = c.takeBack("A")
	if len(m.Refused) < 2 {
		t.Errorf("refused: %v", m.Refused)
	}
	c.want("refused", task2, "title", "Prepare")
	c.want("refused", unitSecret, "title", "Quiet company")

	// A colleague's full copy, merged from this file, refuses the same.
	at := filepath.Join(c.dir, "colleague.jointplan")
	if err := c.owner.SaveCopy(at); err != nil {
		t.Fatal(err)
	}
	colleague := mustOpen(t, at, Options{Author: Author{"Carl", "Owner"}, App: "test"})
	wholeFile(t, colleague)
	if diff := cmp.Diff(content(c.owner.Document()), content(colleague.Document())); diff != "" {
		t.Error(diff)
	}
}

func TestSharedCopyThatDeletesAndTheOtherCopies(t *testing.T) {
	c := newCircle(t)
	a, b := c.copies["A"], c.copies["B"]
	e, err := edit.Delete(a.Document(), []plan.ID{task3})
	if err != nil {
		t.Fatal(err)
	}
	mustApply(t, a, "a", e.Changes...)
	mustApply(t, b, "b", set(t, b, task3, "title", "Report twice"))
	c.takeBack("A")
	if c.owner.Document().Get(task3) != nil {
		t.Error("A deleted it")
	}
	m := c.takeBack("B")
	if i := slices.IndexFunc(m.Rows, func(r compare.Row) bool { return r.Field == nil && r.Conflict }); i < 0 {
		t.Errorf("deleted by A, edited by B: %+v", m.Rows)
	}
	c.want("kept", task3, "title", "Report twice")

	// Copies of two parties have no origin in common that either may know.
	m, err = a.PrepareMerge(context.Background(), []string{b.path}, MergeOptions{Look: true})
	if err != nil || !m.Unrelated() {
		t.Errorf("unrelated %v, %v", m != nil && m.Unrelated(), err)
	}
}

// TestWhatACopyMadeIsItsOwn also when it was returned before.
func TestWhatACopyMadeIsItsOwn(t *testing.T) {
	c := newCircle(t)
	a, made := c.copies["A"], plan.ID{3, 9}
	mustApply(t, a, "a", create(plan.KindOf[plan.Task](), made, edit.Values{"operation": operationX.String(), "title": "New at A", "order": "b1"}))
	c.takeBack("A")
	mustApply(t, a, "a", set(t, a, made, "title", "Edited at A"))
	writeOps(t, a, []op{{obj: task2, fld: fldCreate, kind: "task", val: `{"title":"Made anew"}`}})
	if m := c.takeBack("A"); len(m.Refused) != 1 {
		t.Errorf("refused %v", m.Refused)
	}
	c.want("edited after a return", made, "title", "Edited at A")
	writeOps(t, a, []op{{obj: task2, fld: "title", val: "Overwritten"}}) // not its own by having tried
	if m := c.takeBack("A"); len(m.Refused) != 1 {
		t.Errorf("refused %v", m.Refused)
	}
	c.want("withheld", task2, "title", "Prepare")
	mustApply(t, a, "a", plan.Deletion(a.Document().Get(made)))
	c.takeBack("A")
	if c.owner.Document().Get(made) != nil {
		t.Error("what A made and deleted is still there")
	}
}

// TestAShareIsKnownToWhatFollows in a file that was merged.
func TestAShareIsKnownToWhatFollows(t *testing.T) {
	c := newCircle(t)
	mustApply(t, c.copies["A"], "a", set(t, c.copies["A"], task1, "title", "At A"))
	mustApply(t, c.owner, "o", set(t, c.owner, task1, "title", "At the owner’s"))
	c.takeBack("A")
	c.share("C", partyA)
	mustApply(t, c.owner, "o", set(t, c.owner, task1, "title", "Settled by an edit"))
	if open, err := c.owner.Conflicts(ctx); err != nil || len(open) != 0 {
		t.Errorf("open: %+v %v", open, err)
	}
	wholeFile(t, c.owner)
}

// TestTwoSharedCopiesAreNotMerged, nor a newer one into an older: whoever tries is
// told what to do, and that does it.
func TestTwoSharedCopiesAreNotMerged(t *testing.T) {
	c := newCircle(t)
	older := c.copies["A"]
	mustApply(t, older, "a", set(t, older, task1, "title", "Worked in the older"))
	mustApply(t, c.owner, "o", set(t, c.owner, task3, "title", "News"))
	at := filepath.Join(c.dir, "newer"+Extension)
	if _, err := c.owner.Share(ctx, at, partyA, ShareOptions{}); err != nil {
		t.Fatal(err)
	}
	newer := mustOpen(t, at, older.options)
	for into, from := range map[*Workspace]*Workspace{older: newer, newer: older, c.copies["B"]: newer} {
		if _, err := into.PrepareMerge(ctx, []string{from.path}, MergeOptions{}); problemKey(err) != "error.merge.shares" {
			t.Errorf("got %v", err)
		}
		m, err := into.PrepareMerge(ctx, []string{from.path}, MergeOptions{Look: true})
		if err != nil || len(m.Rows) == 0 || len(m.Authors) > 0 && m.Authors[0] == (Author{}) {
			t.Fatalf("compared: %v", err)
		}
		if _, _, err := m.Apply(nil); problemKey(err) != "error.merge.shares" {
			t.Errorf("written: %v", err)
		}
	}
	mustApply(t, newer, "a", set(t, newer, task3, "remarks", "Worked in the newer"))
	if compaction, err := newer.PrepareCompaction(ctx, Moment{Step: newer.log.latest.id}); err != nil || slices.Contains(compaction.Authors, Author{}) {
		t.Errorf("a copy with a step of nobody’s: %+v %v", compaction, err)
	}
	c.takeBack("A")
	c.copies["A"] = newer
	if m := c.takeBack("A"); m.Conflicts() > 0 || len(m.Refused) > 0 {
		t.Errorf("%d conflicts, refused %v", m.Conflicts(), m.Refused)
	}
	c.want("of the older", task1, "title", "Worked in the older")
	c.want("of the newer", task3, "remarks", "Worked in the newer")
	c.want("the owner’s", task3, "title", "News")
}
