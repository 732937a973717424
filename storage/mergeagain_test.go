package storage

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jointplan/plan"
	"jointplan/plan/compare"
)

// takenBack is a pair whose second copy was merged into the first and taken back:
// both gave the first task a title, the second was deleted there and edited here,
// and only they edited the third.
func takenBack(t *testing.T) *pair {
	t.Helper()
	p := newPair(t)
	p.set(p.theirs, p.tasks[0], "title", "Theirs")
	p.remove(p.theirs, p.tasks[1])
	p.set(p.theirs, p.tasks[2], "title", "Only theirs")
	p.set(p.ours, p.tasks[0], "title", "Ours")
	p.set(p.ours, p.tasks[1], "title", "Kept")
	mergeInto(t, p.ours, p.theirs, nil)
	if _, err := p.ours.Undo(); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *pair) open(w *Workspace) (list []string) {
	p.t.Helper()
	open, err := w.Conflicts(context.Background())
	if err != nil {
		p.t.Fatal(err)
	}
	for _, c := range open {
		name := plan.WholeObject
		if c.Field != nil {
			name = c.Field.Name
		}
		list = append(list, plan.NameOf(w.Document(), w.Document().Get(c.Object), nil)+"."+name)
	}
	return list
}

// TestAMergeTakenBackIsMergedOnceMore as if the first had never been, and then no
// more.
func TestAMergeTakenBackIsMergedOnceMore(t *testing.T) {
	p := takenBack(t)
	fresh := newPair(t) // what one merge comes to
	fresh.set(fresh.theirs, fresh.tasks[0], "title", "Theirs")
	fresh.remove(fresh.theirs, fresh.tasks[1])
	fresh.set(fresh.ours, fresh.tasks[0], "title", "Ours")
	fresh.set(fresh.ours, fresh.tasks[1], "title", "Kept")
	mergeInto(t, fresh.ours, fresh.theirs, nil)

	before := content(p.ours.Document())
	m := mergeInto(t, p.ours, p.theirs, nil)
	if !m.Again || m.Conflicts() != 2 {
		t.Errorf("again %v, %d conflicts", m.Again, m.Conflicts())
	}
	if got := plan.Find[plan.Task](p.ours.Document(), p.tasks[2]).Title; got != "Only theirs" {
		t.Errorf("what only they changed is %q", got)
	}
	if open := p.open(p.ours); len(open) != 2 {
		t.Errorf("open: %q", open)
	}
	entries, err := p.ours.History(p.tasks[2])
	if err != nil || entries[0].Kind != StepMerge || entries[0].New != "Only theirs" || entries[1].Kind != StepUndo {
		t.Errorf("the history says %+v %v", entries, err)
	}
	steps := p.ours.log.latest.id
	if m := mergeInto(t, p.ours, p.theirs, nil); !m.IsEmpty() || m.Again || p.ours.log.latest.id != steps {
		t.Errorf("a third time: %d steps, %d rows", m.Steps, len(m.Rows))
	}
	p.ours = reopen(t, p.ours)
	wholeFile(t, p.ours)
	if open := p.open(p.ours); len(open) != 2 {
		t.Errorf("open after opening: %q", open)
	}

	// Taken back once more, and offered once more.
	if _, err := p.ours.Undo(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, content(p.ours.Document())); diff != "" {
		t.Errorf("taken back a second time:\n%s", diff)
	}
	if open := p.open(p.ours); len(open) != 0 {
		t.Errorf("taken back, yet open: %q", open)
	}
	wholeFile(t, p.ours)
	p.set(p.theirs, p.tasks[2], "remarks", "More") // and something new with it
	if m := mergeInto(t, p.ours, p.theirs, nil); !m.Again || m.Conflicts() != 2 {
		t.Errorf("a third merge: again %v, %d conflicts", m.Again, m.Conflicts())
	}
	if o := plan.Find[plan.Task](p.ours.Document(), p.tasks[2]); o.Title != "Only theirs" || o.Remarks != "More" {
		t.Errorf("got %q, %q", o.Title, o.Remarks)
	}

	// Whoever takes that in comes to the same.
	mergeInto(t, p.theirs, p.ours, nil)
	if diff := cmp.Diff(content(p.ours.Document()), content(p.theirs.Document())); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(p.open(p.ours), p.open(p.theirs)); diff != "" {
		t.Error(diff)
	}
}

// TestWhatThePreviewSaysHolds of each row, nobody having decided, is what is
// written.
func TestWhatThePreviewSaysHolds(t *testing.T) {
	for name, prepare := range map[string]func(t *testing.T) (into *Workspace, from string){
		"fresh": func(t *testing.T) (*Workspace, string) {
			p := newPair(t)
			p.set(p.theirs, p.tasks[0], "title", "Theirs")
			p.set(p.ours, p.tasks[0], "title", "Ours")
			p.remove(p.ours, p.tasks[1])
			p.set(p.theirs, p.tasks[1], "title", "Edited there")
			return p.ours, p.theirs.path
		},
		"once more": func(t *testing.T) (*Workspace, string) {
			p := takenBack(t)
			return p.ours, p.theirs.path
		},
		"once more, edited since": func(t *testing.T) (*Workspace, string) {
			p := takenBack(t)
			p.set(p.ours, p.tasks[0], "title", "Since")
			p.set(p.ours, p.tasks[2], "title", "Since")
			return p.ours, p.theirs.path
		},
		"taken back there": func(t *testing.T) (*Workspace, string) {
			p := takenBack(t)
			return p.theirs, p.ours.path
		},
		"in force again there": func(t *testing.T) (*Workspace, string) {
			p := takenBack(t)
			mergeInto(t, p.theirs, p.ours, nil)
			if _, err := p.ours.Redo(); err != nil {
				t.Fatal(err)
			}
			return p.theirs, p.ours.path
		},
		"no common origin": func(t *testing.T) (*Workspace, string) {
			a, b := newPair(t), newPair(t)
			b.set(b.theirs, b.tasks[0], "title", "Theirs")
			return a.ours, b.theirs.path
		},
		"a shared copy": func(t *testing.T) (*Workspace, string) {
			c := newCircle(t)
			a := c.copies["A"]
			mustApply(t, a, "a", set(t, a, task1, "title", "Observe by day"), set(t, a, task1, "units", ""))
			mustApply(t, c.owner, "o", set(t, c.owner, task1, "title", "Observe at night"))
			return c.owner, a.path
		},
	} {
		t.Run(name, func(t *testing.T) {
			into, from := prepare(t)
			m, err := into.PrepareMerge(ctx, []string{from}, MergeOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if len(m.Rows) == 0 {
				t.Fatal("nothing differs")
			}
			keepsItsWord(t, m, nil)
			if _, _, err := m.Apply(nil); err != nil {
				t.Fatal(err)
			}
			wholeFile(t, into)
			keepsItsWord(t, m, into.Document())
		})
	}
}

// keepsItsWord checks that what holds by rule is what comes out; d is what did, nil
// for what would.
func keepsItsWord(t failer, m *Merge, d *plan.Document) {
	t.Helper()
	if d == nil {
		var err error
		if d, err = m.Outcome(nil); err != nil {
			t.Fatal(err)
		}
	}
	for i, r := range m.Rows {
		side := map[compare.Take]compare.State{compare.TakeOurs: r.Ours, compare.TakeTheirs: r.Theirs}
		state, told := side[m.ByRule(i)]
		o := d.Get(r.Object)
		switch {
		case r.Field == nil && (!told || state.Exists != (o != nil)):
			t.Fatalf("%s: the preview says %v, and there is %v", r.Kind.Name, m.ByRule(i), o)
		case r.Field != nil && o != nil && told && state.Value != r.Field.Get(o):
			t.Fatalf("%s.%s: the preview says %q, and it is %q", r.Kind.Name, r.Field.Name, state.Value, r.Field.Get(o))
		case r.Field != nil && o != nil && !told && (r.Field.Get(o) == r.Ours.Value || r.Field.Get(o) == r.Theirs.Value):
			t.Fatalf("%s.%s: the preview says neither, and it is %q", r.Kind.Name, r.Field.Name, r.Field.Get(o))
		}
	}
}

// TestRedoOfAMergeOpensItsConflictsAgain, which its undo had closed.
func TestRedoOfAMergeOpensItsConflictsAgain(t *testing.T) {
	p := takenBack(t)
	before := content(p.ours.Document())
	if _, err := p.ours.Redo(); err != nil {
		t.Fatal(err)
	}
	wholeFile(t, p.ours)
	if open := p.open(p.ours); len(open) != 2 {
		t.Errorf("open: %q", open)
	}
	after := content(p.ours.Document())
	for range 2 {
		if _, err := p.ours.Undo(); err != nil {
			t.Fatal(err)
		}
		wholeFile(t, p.ours)
		if diff := cmp.Diff(before, content(p.ours.Document())); diff != "" {
			t.Errorf("undone:\n%s", diff)
		}
		if open := p.open(p.ours); len(open) != 0 {
			t.Errorf("undone, yet open: %q", open)
		}
		if _, err := p.ours.Redo(); err != nil {
			t.Fatal(err)
		}
		wholeFile(t, p.ours)
		if diff := cmp.Diff(after, content(p.ours.Document())); diff != "" {
			t.Errorf("redone:\n%s", diff)
		}
	}

	// An edit over what is in force, taken back, brings that and not what undo gave.
	title := plan.Find[plan.Task](p.ours.Document(), p.tasks[2]).Title
	p.set(p.ours, p.tasks[2], "title", "For a moment")
	if _, err := p.ours.Undo(); err != nil {
		t.Fatal(err)
	}
	if got := plan.Find[plan.Task](p.ours.Document(), p.tasks[2]).Title; got != title {
		t.Errorf("got %q, want %q", got, title)
	}

	// As of each step it is what it was.
	p.set(p.ours, p.tasks[0], "remarks", "later")
	for _, of := range []func() (plan.Edit, error){p.ours.Undo, p.ours.Undo, p.ours.Redo} {
		at, want := p.ours.log.latest.id, content(p.ours.Document())
		if _, err := of(); err != nil {
			t.Fatal(err)
		}
		sameAsOf(t, p.ours, at, want)
	}
}

// A forged log may say that a merge offers itself again, or one that is yet to come.
func TestAMergeThatOffersItselfAgain(t *testing.T) {
	id := func(n byte) TxnID { return TxnID{7: n, 15: 1} }
	k := newCausality()
	for _, step := range []txn{
		{id: id(1), kind: StepEdit},
		{id: id(2), kind: StepEdit},
		{id: id(3), parents: []TxnID{id(1), id(2)}, kind: StepMerge, undoOf: id(3)},
		{id: id(4), parents: []TxnID{id(3)}, kind: StepMerge, undoOf: id(5)},
		{id: id(5), parents: []TxnID{id(4)}, kind: StepMerge, undoOf: id(4)},
	} {
		if !k.add(step) {
			t.Fatal("no log")
		}
	}
	if got := foreignTo(k, id(3)); !cmp.Equal(got, []TxnID{id(2)}) {
		t.Errorf("the first brought %v", got)
	}
	if got := foreignTo(k, id(5)); len(got) != 0 {
		t.Errorf("the last brought %v", got)
	}
}

// However often a merge is taken back and put in force again, what is passed over is
// noted once.
func TestAMergeTakenBackManyTimes(t *testing.T) {
	const n = 5000
	id := func(i int) TxnID { return TxnID{5: byte(i >> 16), 6: byte(i >> 8), 7: byte(i), 15: 1} }
	k := newCausality()
	steps := []txn{{id: id(1), kind: StepEdit}, {id: id(2), kind: StepEdit}, {id: id(3), parents: []TxnID{id(1), id(2)}, kind: StepMerge}}
	for i := range n {
		kind := StepUndo
		if i%2 == 1 {
			kind = StepRedo
		}
		steps = append(steps, txn{id: id(4 + i), parents: []TxnID{id(3 + i)}, kind: kind, undoOf: id(3)})
	}
	for _, step := range steps {
		if !k.add(step) {
			t.Fatal("no log")
		}
	}
	notes := 0
	for _, by := range k.passed {
		notes += len(by)
	}
	if len(k.passed) < n-2 || notes > n {
		t.Errorf("%d steps are passed over, by %d notes", len(k.passed), notes)
	}
}
