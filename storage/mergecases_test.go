package storage

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/plan/edit"
)

var sectorOfPair = plan.ID{5, 5}

// pair is two copies of a plan with an operation, three tasks and a sector.
type pair struct {
	t            *testing.T
	ours, theirs *Workspace
	op           plan.ID
	tasks        []plan.ID
}

func newPair(t *testing.T) *pair {
	t.Helper()
	p := &pair{t: t, ours: newFile(t)}
	p.op, p.tasks = fill(t, p.ours, 3)
	mustApply(t, p.ours, "sector", create(plan.KindOf[plan.Sector](), sectorOfPair, edit.Values{"operation": p.op.String(), "title": "West"}))
	at := filepath.Join(t.TempDir(), "theirs"+Extension)
	if err := p.ours.SaveCopy(at); err != nil {
		t.Fatal(err)
	}
	p.theirs = mustOpen(t, at, Options{Author: Author{"Bob", "BBB"}, App: "test"})
	return p
}

func (p *pair) set(w *Workspace, id plan.ID, field, value string) {
	p.t.Helper()
	mustApply(p.t, w, "set "+field, set(p.t, w, id, field, value))
}

func (p *pair) remove(w *Workspace, id plan.ID) {
	p.t.Helper()
	e, err := edit.Delete(w.Document(), []plan.ID{id})
	if err != nil {
		p.t.Fatal(err)
	}
	mustApply(p.t, w, "delete", e.Changes...)
}

func mergeInto(t *testing.T, into, from *Workspace, decisions map[int]compare.Decision) *Merge {
	t.Helper()
	m, err := into.PrepareMerge(context.Background(), []string{from.path}, MergeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := m.Apply(decisions); err != nil {
		t.Fatal(err)
	}
	wholeFile(t, into)
	return m
}

// bothWays merges each into the other and checks that they come to the same.
func (p *pair) bothWays() (conflicts []compare.Conflict) {
	p.t.Helper()
	before := filepath.Join(p.t.TempDir(), "before"+Extension)
	if err := p.ours.SaveCopy(before); err != nil {
		p.t.Fatal(err)
	}
	mergeInto(p.t, p.ours, p.theirs, nil)
	other := mustOpen(p.t, before, Options{Author: Author{"Before", ""}, ReadOnly: true})
	mergeInto(p.t, p.theirs, other, nil)
	if diff := cmp.Diff(content(p.ours.Document()), content(p.theirs.Document())); diff != "" {
		p.t.Errorf("one way and the other differ:\n%s", diff)
	}
	for _, w := range []*Workspace{p.theirs, p.ours} {
		var err error
		if conflicts, err = w.Conflicts(context.Background()); err != nil {
			p.t.Fatal(err)
		}
	}
	return conflicts
}

func TestWhatTwoCopiesDo(t *testing.T) {
	dependency := func(p *pair, id byte, from, to plan.ID) plan.Change {
		return create(plan.KindOf[plan.Dependency](), plan.ID{7, id}, edit.Values{"operation": p.op.String(), "from": from.String(), "to": to.String()})
	}
	for _, c := range []struct {
		name      string
		do        func(p *pair)
		conflicts int
		whole     bool // the conflict is about an object's being there
		check     func(p *pair, d *plan.Document) bool
	}{
		{"different fields of one object", func(p *pair) {
			p.set(p.ours, p.tasks[0], "title", "Ours")
			p.set(p.theirs, p.tasks[0], "remarks", "Theirs")
		}, 0, false, func(p *pair, d *plan.Document) bool {
			o := plan.Find[plan.Task](d, p.tasks[0])
			return o.Title == "Ours" && o.Remarks == "Theirs"
		}},
		{"the same value in both", func(p *pair) {
			p.set(p.ours, p.tasks[0], "title", "Alike")
			p.set(p.theirs, p.tasks[0], "title", "Alike")
		}, 0, false, nil},
		{"another value in each", func(p *pair) {
			p.set(p.ours, p.tasks[0], "title", "Ours")
			p.set(p.theirs, p.tasks[0], "title", "Theirs")
		}, 1, false, nil},
		{"there and back in one", func(p *pair) {
			title := p.ours.Document().Get(p.tasks[0]).(*plan.Task).Title
			p.set(p.ours, p.tasks[0], "title", "Other")
			p.set(p.ours, p.tasks[0], "title", title)
			p.set(p.theirs, p.tasks[1], "title", "Theirs")
		}, 0, false, nil},
		{"deleted here, edited there", func(p *pair) {
			p.remove(p.ours, p.tasks[0])
			p.set(p.theirs, p.tasks[0], "title", "Theirs")
		}, 1, true, func(p *pair, d *plan.Document) bool { return d.Get(p.tasks[0]) != nil }},
		{"edited here, deleted there", func(p *pair) {
			p.set(p.ours, p.tasks[0], "title", "Ours")
			p.remove(p.theirs, p.tasks[0])
		}, 1, true, func(p *pair, d *plan.Document) bool { return d.Get(p.tasks[0]) != nil }},
		{"deleted in both", func(p *pair) {
			p.remove(p.ours, p.tasks[0])
			p.remove(p.theirs, p.tasks[0])
		}, 0, false, func(p *pair, d *plan.Document) bool { return d.Get(p.tasks[0]) == nil }},
		{"edited, then deleted in both", func(p *pair) {
			p.set(p.ours, p.tasks[0], "title", "Ours")
			p.remove(p.ours, p.tasks[0])
			p.set(p.theirs, p.tasks[0], "remarks", "Theirs")
			p.remove(p.theirs, p.tasks[0])
		}, 0, false, func(p *pair, d *plan.Document) bool { return d.Get(p.tasks[0]) == nil }},
		{"deleted and brought back here, edited there", func(p *pair) {
			p.remove(p.ours, p.tasks[0])
			if _, err := p.ours.Undo(); err != nil {
				p.t.Fatal(err)
			}
			p.set(p.theirs, p.tasks[0], "title", "Theirs")
		}, 0, false, func(p *pair, d *plan.Document) bool { return plan.Find[plan.Task](d, p.tasks[0]).Title == "Theirs" }},
		{"an operation deleted here, a task added to it there", func(p *pair) {
			p.remove(p.ours, p.op)
			mustApply(p.t, p.theirs, "add", plan.Creation(task(p.op, 9)))
		}, 1, true, func(p *pair, d *plan.Document) bool { return d.Get(p.op) != nil && d.Get(p.tasks[0]) == nil }},
		{"a task deleted here, made to wait for another there", func(p *pair) {
			p.remove(p.ours, p.tasks[0])
			mustApply(p.t, p.theirs, "link", dependency(p, 1, p.tasks[0], p.tasks[1]))
		}, 1, true, func(p *pair, d *plan.Document) bool { return d.Get(p.tasks[0]) != nil }},
		{"a circle made of two halves", func(p *pair) {
			mustApply(p.t, p.ours, "link", dependency(p, 1, p.tasks[0], p.tasks[1]))
			mustApply(p.t, p.theirs, "link", dependency(p, 2, p.tasks[1], p.tasks[0]))
		}, 0, false, func(p *pair, d *plan.Document) bool {
			return d.Get(plan.ID{7, 1}) != nil && d.Get(plan.ID{7, 2}) != nil
		}},
		{"one number given twice", func(p *pair) {
			mustApply(p.t, p.ours, "add", plan.Creation(task(p.op, 9)))
			mustApply(p.t, p.theirs, "add", plan.Creation(task(p.op, 9)))
		}, 0, false, func(p *pair, d *plan.Document) bool { return d.Count(plan.KindOf[plan.Task](), p.op) == 5 }},
		{"a sector deleted here, named by a task there", func(p *pair) {
			p.remove(p.ours, sectorOfPair)
			p.set(p.theirs, p.tasks[1], "sector", sectorOfPair.String())
		}, 0, false, func(p *pair, d *plan.Document) bool {
			return d.Get(sectorOfPair) == nil && plan.Find[plan.Task](d, p.tasks[1]).Sector == sectorOfPair
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newPair(t)
			c.do(p)
			conflicts := p.bothWays()
			if len(conflicts) != c.conflicts || len(conflicts) > 0 && (conflicts[0].Field == nil) != c.whole {
				t.Errorf("conflicts: %+v", conflicts)
			}
			if c.check != nil && !c.check(p, p.ours.Document()) {
				t.Error("the plan is not what it should be")
			}
		})
	}
}

func TestLosingValuesAreKept(t *testing.T) {
	p := newPair(t)
	p.set(p.ours, p.tasks[0], "title", "First")
	p.set(p.theirs, p.tasks[0], "title", "Second")
	conflicts := p.bothWays()
	if len(conflicts) != 1 || len(conflicts[0].Values) != 2 {
		t.Fatalf("%+v", conflicts)
	}
	got := []string{conflicts[0].Values[0].Value, conflicts[0].Values[1].Value}
	if slices.Sort(got); !slices.Equal(got, []string{"First", "Second"}) || conflicts[0].Before.Value == "" {
		t.Errorf("%+v", conflicts[0])
	}
	// Somebody who knows both gives a third: it is settled, and stays so elsewhere.
	p.set(p.ours, p.tasks[0], "title", "Third")
	mergeInto(t, p.theirs, p.ours, nil)
	for _, w := range []*Workspace{p.ours, p.theirs} {
		if open, err := w.Conflicts(context.Background()); err != nil || len(open) != 0 {
			t.Errorf("still open: %+v %v", open, err)
		}
	}
	entries, err := p.theirs.History(p.tasks[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range []string{"First", "Second", "Third"} {
		if !slices.ContainsFunc(entries, func(e Entry) bool { return e.New == value }) {
			t.Errorf("the history has lost %q", value)
		}
	}
}

func TestDecisionsOfAMerge(t *testing.T) {
	for _, c := range []struct {
		name string
		take compare.Decision
		want string
		open int
	}{
		{"by the rule", compare.Decision{}, "", 1},
		{"ours", compare.Decision{Take: compare.TakeOurs}, "Ours here", 0},
		{"theirs", compare.Decision{Take: compare.TakeTheirs}, "Theirs here", 0},
		{"both", compare.Decision{Take: compare.TakeBoth}, "[AAA: Ours] [BBB: Theirs] here", 0},
		{"another", compare.Decision{Take: compare.TakeOther, Value: "Neither"}, "Neither", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newPair(t)
			p.set(p.ours, p.tasks[0], "purpose", "Ours here")
			p.set(p.theirs, p.tasks[0], "purpose", "Theirs here")
			m := mergeInto(t, p.ours, p.theirs, map[int]compare.Decision{0: c.take})
			if len(m.Rows) != 1 || !m.Rows[0].Conflict {
				t.Fatalf("rows %+v", m.Rows)
			}
			if got := string(plan.Find[plan.Task](p.ours.Document(), p.tasks[0]).Purpose); c.want != "" && got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			open, err := p.ours.Conflicts(context.Background())
			if err != nil || len(open) != c.open {
				t.Errorf("open: %+v %v", open, err)
			}
		})
	}
}

func TestRefusedAdditionsStayOutWithTheirParts(t *testing.T) {
	p := newPair(t)
	op := create(plan.KindOf[plan.Operation](), plan.ID{8, 1}, edit.Values{"title": "Another"})
	mustApply(t, p.theirs, "add", op, plan.Creation(task(plan.ID{8, 1}, 20)), plan.Creation(task(plan.ID{8, 1}, 21)))
	before := content(p.ours.Document())
	m, err := p.ours.PrepareMerge(context.Background(), []string{p.theirs.path}, MergeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(m.Rows, func(r compare.Row) bool { return r.Object == plan.ID{8, 1} })
	if _, _, err := m.Apply(map[int]compare.Decision{i: {Take: compare.TakeOurs}}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, content(p.ours.Document())); diff != "" {
		t.Error(diff)
	}
	wholeFile(t, p.ours)
}

func TestMergesThatAreRefused(t *testing.T) {
	for _, c := range []struct {
		name, key string
		spoil     func(t *testing.T, p *pair)
	}{
		{"a step altered", "error.gate.tampered", func(t *testing.T, p *pair) {
			spoilFile(t, p.theirs, "UPDATE txn SET digest = zeroblob(32) WHERE seq = 2")
		}},
		{"a value altered", "error.gate.digest", func(t *testing.T, p *pair) {
			p.set(p.theirs, p.tasks[0], "title", "Theirs")
			spoilFile(t, p.theirs, "UPDATE op SET val = 'Forged' WHERE val = 'Theirs'")
		}},
		{"a clock far ahead", "error.merge.ahead", func(t *testing.T, p *pair) {
			p.theirs.options.Now = func() time.Time { return time.Now().Add(72 * time.Hour) }
			p.set(p.theirs, p.tasks[0], "title", "Theirs")
		}},
		{"no file of ours", "error.storage.missing", func(t *testing.T, p *pair) { p.theirs.path += ".gone" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newPair(t)
			c.spoil(t, p)
			before := content(p.ours.Document())
			_, err := p.ours.PrepareMerge(context.Background(), []string{p.theirs.path}, MergeOptions{})
			if problemKey(err) != c.key {
				t.Errorf("got %v, want %s", err, c.key)
			}
			if diff := cmp.Diff(before, content(p.ours.Document())); diff != "" {
				t.Error(diff)
			}
			wholeFile(t, p.ours)
		})
	}
}

// spoilFile alters a file behind the back of the workspace.
func spoilFile(t *testing.T, w *Workspace, statement string) {
	t.Helper()
	if err := w.c.exec(statement); err != nil {
		t.Fatal(err)
	}
}

func TestMergePreparedBeforeAnEditIsRefused(t *testing.T) {
	p := newPair(t)
	p.set(p.theirs, p.tasks[0], "title", "Theirs")
	m, err := p.ours.PrepareMerge(context.Background(), []string{p.theirs.path}, MergeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	p.set(p.ours, p.tasks[1], "title", "Ours")
	var problem *plan.ProblemError
	if _, _, err := m.Apply(nil); !errors.As(err, &problem) || problem.Key != "error.merge.changed" {
		t.Errorf("got %v", err)
	}
}

func TestOldAndNewDeclarationsMerge(t *testing.T) {
	p := newPair(t)
	// A newer program has a field and a kind that this one does not know.
	writeOps(t, p.theirs, []op{{obj: p.tasks[0], fld: "weather", val: "fog"}, {obj: plan.ID{9, 9}, fld: fldCreate, kind: "drone", val: `{"title":"Eye"}`}})
	p.set(p.theirs, p.tasks[0], "title", "Theirs")
	p.set(p.ours, p.tasks[0], "remarks", "Ours")
	mergeInto(t, p.ours, p.theirs, nil)
	back := mergeInto(t, p.theirs, p.ours, nil)
	if len(back.Losses) > 0 || back.Conflicts() > 0 {
		t.Errorf("losses %v, %d conflicts", back.Losses, back.Conflicts())
	}
	for _, w := range []*Workspace{p.ours, p.theirs} {
		versions, err := readVersions(context.Background(), w.c, p.tasks[0])
		if err != nil || !slices.ContainsFunc(versions, func(v version) bool { return v.fld == "weather" && v.val == "fog" }) {
			t.Errorf("what an older program does not know is gone: %v", err)
		}
		if o := plan.Find[plan.Task](w.Document(), p.tasks[0]); o.Title != "Theirs" || o.Remarks != "Ours" {
			t.Errorf("%+v", o)
		}
	}
}

// TestUndoOfAMergeClosesItsConflicts holds whichever of the values was shown.
func TestUndoOfAMergeClosesItsConflicts(t *testing.T) {
	for _, late := range []string{"ours", "theirs"} {
		t.Run(late+" is shown", func(t *testing.T) {
			p := newPair(t)
			ahead := func() time.Time { return time.Now().Add(time.Hour) }
			if late == "ours" {
				p.ours.options.Now = ahead
			} else {
				p.theirs.options.Now = ahead
			}
			p.set(p.ours, p.tasks[0], "title", "Ours")
			p.set(p.theirs, p.tasks[0], "title", "Theirs")
			p.remove(p.theirs, p.tasks[1])
			p.set(p.ours, p.tasks[1], "title", "Kept")
			before := content(p.ours.Document())
			mergeInto(t, p.ours, p.theirs, nil)
			if open, err := p.ours.Conflicts(context.Background()); err != nil || len(open) != 2 {
				t.Fatalf("open: %+v %v", open, err)
			}
			if _, err := p.ours.Undo(); err != nil {
				t.Fatal(err)
			}
			if open, err := p.ours.Conflicts(context.Background()); err != nil || len(open) != 0 {
				t.Errorf("still open: %+v %v", open, err)
			}
			if diff := cmp.Diff(before, content(p.ours.Document())); diff != "" {
				t.Error(diff)
			}
			wholeFile(t, p.ours)
		})
	}
}
