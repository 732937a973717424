package storage

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/plan/edit"
)

// TestWhatAnotherTookBackIsMarked: the undo of a merge reverts its authors' work
// where they take it in, and they are told and may keep it.
func TestWhatAnotherTookBackIsMarked(t *testing.T) {
	p := newPair(t)
	p.set(p.theirs, p.tasks[0], "title", "Bob’s work")
	p.remove(p.theirs, p.tasks[1])
	made := plan.ID{8, 1}
	mustApply(t, p.theirs, "add", plan.Creation(task(p.op, 30)), create(plan.KindOf[plan.Sector](), made, edit.Values{"operation": p.op.String(), "title": "East"}))
	p.set(p.ours, p.tasks[2], "title", "Ann’s own")
	mergeInto(t, p.ours, p.theirs, nil)
	if _, err := p.ours.Undo(); err != nil {
		t.Fatal(err)
	}
	m, err := p.theirs.PrepareMerge(ctx, []string{p.ours.path}, MergeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	marked := 0
	decisions := map[int]compare.Decision{}
	for i, r := range m.Rows {
		if own := r.Object == p.tasks[2]; r.Reverted.Exists == own || !own && r.Reverted.By != "Bob" {
			t.Errorf("%s %s: taken back from %+v", r.Kind.Name, r.Object, r.Reverted)
		}
		if r.Reverted.Exists {
			marked++
			decisions[i] = compare.Decision{Take: compare.TakeOurs}
		}
	}
	told := m.Reverted()
	if marked != 4 || len(told) != 1 || told[0].Key != "merge.reverted" || fmt.Sprint(told[0].Args["Count"]) != "4" {
		t.Errorf("%d rows marked, told %v", marked, told)
	}
	if _, _, err := m.Apply(decisions); err != nil {
		t.Fatal(err)
	}
	if d := p.theirs.Document(); plan.Find[plan.Task](d, p.tasks[0]).Title != "Bob’s work" || d.Get(p.tasks[1]) != nil || d.Get(made) == nil {
		t.Error("what Bob kept is gone")
	}
	wholeFile(t, p.theirs)
}

func TestFilesWithNoCommonOriginLeaveWhatDiffers(t *testing.T) {
	p := newPair(t)
	for name, c := range map[string]struct {
		edit      bool
		conflicts int
	}{"alike": {}, "edited": {true, 1}} {
		t.Run(name, func(t *testing.T) {
			if c.edit {
				p.set(p.theirs, p.tasks[0], "title", "Theirs")
			}
			steps, err := p.ours.Recent(0)
			if err != nil {
				t.Fatal(err)
			}
			at := filepath.Join(t.TempDir(), "compacted"+Extension)
			from := Moment{Step: steps[0].ID, At: steps[0].At, Name: plan.Say("now")}
			compaction, err := p.ours.PrepareCompaction(ctx, from)
			if err != nil {
				t.Fatal(err)
			}
			if err := compaction.Write(ctx, at, nil); err != nil {
				t.Fatal(err)
			}
			w := mustOpen(t, at, ann)
			head := w.log.latest.id
			m, err := w.PrepareMerge(ctx, []string{p.theirs.path}, MergeOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if !m.Unrelated() || m.Conflicts() != c.conflicts || m.IsEmpty() == c.edit {
				t.Errorf("unrelated %v, %d conflicts, empty %v", m.Unrelated(), m.Conflicts(), m.IsEmpty())
			}
			_, backup, err := m.Apply(nil)
			if err != nil || backup != "" || w.log.latest.id != head {
				t.Errorf("written: %q %v", backup, err)
			}
			if files, err := os.ReadDir(filepath.Dir(at)); err != nil || slices.ContainsFunc(files, func(e os.DirEntry) bool { return e.Name() == filepath.Base(backup) }) {
				t.Errorf("a backup of nothing: %v %v", files, err)
			}
			if !c.edit {
				return
			}
			if _, backup, err = m.Apply(map[int]compare.Decision{0: {Take: compare.TakeTheirs}}); err != nil || backup == "" {
				t.Errorf("%q %v", backup, err)
			}
			if got := plan.Find[plan.Task](w.Document(), p.tasks[0]).Title; got != "Theirs" {
				t.Errorf("got %q", got)
			}
		})
	}
}

// TestNumbersThatStandTwiceAreTold of what comes in, whatever its origin.
func TestNumbersThatStandTwiceAreTold(t *testing.T) {
	p := newPair(t)
	add := func(w *Workspace, id plan.ID, no string) {
		mustApply(t, w, "add", create(plan.KindOf[plan.Task](), id, edit.Values{"operation": p.op.String(), "title": "New", "no": no}))
	}
	add(p.ours, plan.ID{8, 1}, "70")
	add(p.theirs, plan.ID{8, 2}, "70")
	add(p.theirs, plan.ID{8, 3}, "71")
	p.set(p.ours, p.op, "no", "1")
	strange := newFile(t)
	mustApply(t, strange, "add", create(plan.KindOf[plan.Operation](), plan.ID{8, 4}, edit.Values{"title": "Another", "no": "1"}))
	for from, want := range map[*Workspace]string{p.theirs: "T-70", strange: "O-1"} {
		m, err := p.ours.PrepareMerge(ctx, []string{from.path}, MergeOptions{})
		if err != nil {
			t.Fatal(err)
		}
		told, ok := m.Doubled()
		if numbers := fmt.Sprint(told.Args["Numbers"]); !ok || numbers != want || m.Unrelated() != (from == strange) {
			t.Errorf("told %v of %q, want %q", ok, numbers, want)
		}
	}
}

// TestWhatIsGoneHasAName in a preview: of a dependency, what it led from and to.
func TestWhatIsGoneHasAName(t *testing.T) {
	p := newPair(t)
	dependency := plan.ID{7, 1}
	link := create(plan.KindOf[plan.Dependency](), dependency, edit.Values{"operation": p.op.String(), "from": p.tasks[0].String(), "to": p.tasks[1].String()})
	mustApply(t, p.ours, "link", link)
	at := filepath.Join(t.TempDir(), "third"+Extension)
	if err := p.ours.SaveCopy(at); err != nil {
		t.Fatal(err)
	}
	other := mustOpen(t, at, Options{Author: Author{"Bob", "BBB"}, App: "test"})
	name := plan.NameOf(p.ours.Document(), p.ours.Document().Get(dependency), nil)
	p.remove(p.ours, p.tasks[0])
	for _, c := range []struct {
		into *Workspace
		from string
	}{{p.ours, at}, {other, p.ours.path}} {
		m, err := c.into.PrepareMerge(ctx, []string{c.from}, MergeOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(m.Rows, func(r compare.Row) bool { return r.Object == dependency }) {
			t.Fatalf("rows %+v", m.Rows)
		}
		o := m.Names().Get(dependency)
		if o == nil || plan.NameOf(m.Names(), o, nil) != name {
			t.Errorf("%v, want %q", o, name)
		}
	}
}
