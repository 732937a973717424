package storage

import (
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/plan/edit"
)

// copies are files that go apart from one origin, each edited by somebody else
// with a clock of his own.
type copies struct {
	dir     string
	files   []*Workspace
	shares  []*Workspace // copies of some of the plan
	parties []plan.ID    // for whom
	last    *Workspace   // where something was done last
	n       int
	ids     uint16
	ticks   int64
}

// clockAt gives a clock that is off by some hours, so that it cannot be told from
// the time who knew of whom. It goes on with every look at it.
func (c *copies) clockAt(off time.Duration) func() time.Time {
	return func() time.Time {
		c.ticks++
		return time.UnixMilli(1_800_000_000_000 + c.ticks).Add(off)
	}
}

func (c *copies) id() plan.ID {
	c.ids++
	return plan.ID{byte(c.ids * 37), byte(c.ids), byte(c.ids >> 8)}
}

// repeatable has sessions named in turn, so that a failure can be repeated.
func repeatable(t *rapid.T) {
	was, n := random, uint64(0)
	random = func(b []byte) {
		n++
		binary.BigEndian.PutUint64(b, n*0x9E3779B97F4A7C15)
	}
	t.Cleanup(func() { random = was })
}

func newCopies(t *rapid.T, dir string, n int) *copies {
	c := &copies{dir: filepath.Join(dir, NewID().String())}
	if err := os.Mkdir(c.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	repeatable(t)
	c.parties = []plan.ID{{0xfa, 1}, {0xfa, 2}}
	first, err := Create(filepath.Join(c.dir, "0"), Options{Author: ann.Author, Now: c.clockAt(0), NewID: c.id}, "Origin")
	if err != nil {
		t.Fatal(err)
	}
	c.files = []*Workspace{first}
	var parties []plan.Change
	for _, id := range c.parties {
		parties = append(parties, create(plan.KindOf[plan.Party](), id, edit.Values{"title": "Party " + id.String()[:4]}))
	}
	if err := first.Apply(plan.Edit{Title: plan.Say("parties"), Changes: parties}); err != nil {
		t.Fatal(err)
	}
	k := plan.KindOf[plan.Operation]()
	for range 2 {
		o, _ := plan.With(k.New(c.id()), plan.Change{Field: "title", New: "Operation"})
		changes := []plan.Change{plan.Creation(o)}
		for i := range 3 {
			changes = append(changes, plan.Creation(taskAs(c.id(), plan.IDFor(o), i)))
		}
		if err := first.Apply(plan.Edit{Title: plan.Say("begin"), Changes: changes}); err != nil {
			t.Fatal(err)
		}
	}
	for i := 1; i < n; i++ {
		at := filepath.Join(c.dir, fmt.Sprint(i))
		if err := first.SaveCopy(at); err != nil {
			t.Fatal(err)
		}
		off := time.Duration(rapid.IntRange(-11, 11).Draw(t, "hours off")) * time.Hour
		w, err := Open(context.Background(), at, Options{Author: Author{fmt.Sprint("Author ", i), fmt.Sprint("P", i)}, Now: c.clockAt(off), NewID: c.id}, nil)
		if err != nil {
			t.Fatal(err)
		}
		c.files = append(c.files, w)
	}
	return c
}

func (c *copies) close() {
	for _, w := range slices.Concat(c.files, c.shares) {
		w.Close()
	}
	os.RemoveAll(c.dir)
}

func (c *copies) any(t *rapid.T) *Workspace {
	c.last = pick(t, "file", slices.Concat(c.files, c.shares))
	return c.last
}

// move gives an object another place in its list.
func (c *copies) move(t *rapid.T) {
	w := c.any(t)
	d := w.Document()
	tasks := d.Objects(plan.KindOf[plan.Task](), plan.NoID)
	if len(tasks) == 0 {
		return
	}
	o := pick(t, "task", tasks)
	list := d.Objects(plan.KindOf[plan.Task](), plan.OperationOf(o))
	e, err := edit.Move(d, []plan.ID{plan.IDFor(o)}, plan.IDFor(pick(t, "before", list)))
	if err != nil {
		t.Fatal(err)
	}
	c.apply(t, w, e)
}

// pick draws one of a list and says only which.
func pick[T any](t *rapid.T, what string, of []T) T {
	return of[rapid.IntRange(0, len(of)-1).Draw(t, what)]
}

// fastDir is a folder in memory where there is one: what is tried here is not
// whether it comes onto the disk.
func fastDir(t *testing.T) string {
	dir, err := os.MkdirTemp("/dev/shm", "jointplan")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// edit makes a small edit in one of the files, as the workbench would.
func (c *copies) edit(t *rapid.T) {
	w := c.any(t)
	d := w.Document()
	k := pick(t, "kind", []*plan.Kind{plan.KindOf[plan.Task](), plan.KindOf[plan.Task](), plan.KindOf[plan.Dependency](), plan.KindOf[plan.Operation]()})
	objects := d.Objects(k, plan.NoID)
	c.n++
	title := plan.Say(fmt.Sprint("edit", c.n))
	act := rapid.IntRange(0, 9).Draw(t, "act")
	if len(objects) == 0 || act < 2 {
		ops, tasks := d.Objects(plan.KindOf[plan.Operation](), plan.NoID), d.Objects(plan.KindOf[plan.Task](), plan.NoID)
		switch {
		case len(ops) == 0:
			return
		case k == plan.KindOf[plan.Dependency]() && len(tasks) > 1:
			from, to := pick(t, "from", tasks), pick(t, "to", tasks)
			o, err := edit.Fill(k, c.id(), edit.Values{"operation": plan.OperationOf(from).String(), "from": plan.IDFor(from).String(), "to": plan.IDFor(to).String()})
			if err != nil {
				t.Fatal(err)
			}
			c.apply(t, w, plan.Edit{Title: title, Changes: []plan.Change{plan.Creation(o)}})
		default:
			op := pick(t, "operation", ops)
			c.apply(t, w, plan.Edit{Title: title, Changes: []plan.Change{plan.Creation(taskAs(c.id(), plan.IDFor(op), c.n))}})
		}
		return
	}
	o := pick(t, "object", objects)
	if act < 5 {
		e, err := edit.Delete(d, []plan.ID{plan.IDFor(o)})
		if err != nil {
			t.Fatal(err)
		}
		c.apply(t, w, e)
		return
	}
	name := rapid.SampledFrom([]string{"title", "remarks", "no"}).Draw(t, "field")
	value := fmt.Sprint(rapid.IntRange(1, 5).Draw(t, "value"))
	if k.Field(name) == nil {
		name = "remarks"
	}
	if change, ok, err := plan.SetField(o, k.Field(name), value); err == nil && ok {
		c.apply(t, w, plan.Edit{Title: title, Changes: []plan.Change{change}})
	}
}

func (c *copies) apply(t *rapid.T, w *Workspace, e plan.Edit) {
	if err := w.Apply(e); err != nil {
		t.Fatalf("%v: %v", e.Title, err)
	}
}

func (c *copies) undo(t *rapid.T) { c.step(t, (*Workspace).UndoTitle, (*Workspace).Undo) }
func (c *copies) redo(t *rapid.T) { c.step(t, (*Workspace).RedoTitle, (*Workspace).Redo) }

func (c *copies) step(t *rapid.T, offered func(*Workspace) (plan.Message, bool), do func(*Workspace) (plan.Edit, error)) {
	w := c.any(t)
	if title, ok := offered(w); ok {
		if _, err := do(w); err != nil {
			t.Fatalf("%v: %v", title, err)
		}
	}
}

// merge takes one file into another, with some decisions.
func (c *copies) merge(t *rapid.T) {
	from, into := c.any(t), pick(t, "into", c.files)
	c.last = into
	if into == from || !c.knows(t, into, from) {
		return
	}
	m, err := into.PrepareMerge(context.Background(), []string{from.path}, MergeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	decisions := map[int]compare.Decision{}
	for i, r := range m.Rows {
		switch rapid.IntRange(0, 7).Draw(t, "decision") {
		case 0:
			decisions[i] = compare.Decision{Take: compare.TakeOurs}
		case 1:
			decisions[i] = compare.Decision{Take: compare.TakeTheirs}
		case 2:
			if r.Conflict && compare.CanBracket(r.Field) {
				decisions[i] = compare.Decision{Take: compare.TakeBoth}
			}
		}
	}
	keepsItsWord(t, m, nil)
	want, err := m.Outcome(decisions)
	if err != nil {
		t.Fatal(err)
	}
	write := func() error {
		_, _, err := m.Apply(decisions)
		return err
	}
	if rapid.Bool().Draw(t, "beside") {
		write = func() error {
			if _, _, err := m.Write(context.Background(), decisions, nil); err != nil {
				return err
			}
			return into.Adopt()
		}
	}
	if err := write(); err != nil {
		t.Fatal(err)
	}
	if m.IsEmpty() {
		return
	}
	if diff := cmp.Diff(content(want), content(into.Document())); diff != "" {
		t.Fatalf("the preview promised something else:\n%s", diff)
	}
}

// settle decides one conflict.
func (c *copies) settle(t *rapid.T) {
	w := c.any(t)
	open, err := w.Conflicts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(open) == 0 {
		return
	}
	one := &open[rapid.IntRange(0, len(open)-1).Draw(t, "conflict")]
	take := rapid.SampledFrom([]compare.Take{compare.TakeOurs, compare.TakeTheirs}).Draw(t, "take")
	if _, err := w.Settle(plan.Say("settle"), map[*compare.Conflict]compare.Decision{one: {Take: take}}); err != nil {
		t.Fatal(err)
	}
	left, err := w.Conflicts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range left {
		if l.Object == one.Object && l.Field == one.Field {
			t.Fatalf("still open: %+v", l)
		}
	}
}

// into merges files by the rule alone, in the order given.
func (c *copies) into(t *rapid.T, w *Workspace, from ...*Workspace) {
	for _, other := range from {
		if !c.knows(t, w, other) {
			continue
		}
		m, err := w.PrepareMerge(context.Background(), []string{other.path}, MergeOptions{OnlyNew: true})
		if err != nil {
			t.Fatal(err)
		}
		if m.IsEmpty() {
			continue
		}
		if _, _, err := m.Apply(nil); err != nil {
			t.Fatal(err)
		}
	}
}

// conflictsOf lists the open conflicts as text.
func conflictsOf(t *rapid.T, w *Workspace) (list []string) {
	open, err := w.Conflicts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range open {
		name := plan.WholeObject
		if c.Field != nil {
			name = c.Field.Name
		}
		text := fmt.Sprintf("%s.%s before %q", c.Object, name, c.Before.Value)
		for _, v := range c.Values {
			text += fmt.Sprintf(" %v %q by %s", v.Exists, v.Value, v.By)
		}
		list = append(list, text)
	}
	return list
}

// alike checks that two files hold the same plan and the same open conflicts.
func alike(t *rapid.T, what string, a, b *Workspace) {
	if diff := cmp.Diff(content(a.Document()), content(b.Document())); diff != "" {
		t.Fatalf("%s: contents differ:\n%s", what, diff)
	}
	if diff := cmp.Diff(conflictsOf(t, a), conflictsOf(t, b)); diff != "" {
		t.Fatalf("%s: conflicts differ:\n%s", what, diff)
	}
}

// copyOf saves a file under another name and opens it as somebody else's.
func (c *copies) copyOf(t *rapid.T, w *Workspace) *Workspace {
	at := filepath.Join(c.dir, NewID().String())
	if err := w.SaveCopy(at); err != nil {
		t.Fatal(err)
	}
	o, err := Open(context.Background(), at, Options{Author: Author{"Merger", "M"}, Now: c.clockAt(0), NewID: c.id}, nil)
	if err != nil {
		t.Fatal(err)
	}
	c.files = append(c.files, o)
	return o
}

// whatPlannersDo is what happens to copies.
func (c *copies) whatPlannersDo() map[string]func(*rapid.T) {
	return map[string]func(*rapid.T){
		"edit": c.edit, "edit more": c.edit, "edit again": c.edit, "move": c.move, "undo": c.undo, "redo": c.redo, "merge": c.merge, "settle": c.settle,
	}
}

func TestMergesInAnyOrderComeToTheSame(t *testing.T) {
	dir := fastDir(t)
	rapid.Check(t, func(t *rapid.T) {
		c := newCopies(t, dir, rapid.IntRange(3, 5).Draw(t, "copies"))
		defer c.close()
		acts := c.whatPlannersDo()
		acts[""] = func(t *rapid.T) {
			if c.last != nil {
				asFolded(t, c.last)
			}
		}
		t.Repeat(acts)
		for _, w := range c.files {
			wholeFile(t, w)
		}
		originals := slices.Clone(c.files)
		a := c.copyOf(t, originals[0])
		b := c.copyOf(t, originals[len(originals)-1])
		c.into(t, a, originals...)
		back := slices.Clone(originals)
		slices.Reverse(back)
		c.into(t, b, back...)
		c.into(t, b, originals...) // again: nothing new
		alike(t, "one order and the other", a, b)
		wholeFile(t, a)
		wholeFile(t, b)

		// In a tree: some together first.
		half := c.copyOf(t, originals[1])
		c.into(t, half, originals[2])
		tree := c.copyOf(t, originals[0])
		c.into(t, tree, append([]*Workspace{half}, originals[3:]...)...)
		alike(t, "in a tree", a, tree)

		// Identical content: nothing to do, nothing in conflict.
		m, err := a.PrepareMerge(context.Background(), []string{b.path}, MergeOptions{OnlyNew: true})
		if err != nil || len(m.Rows) != 0 {
			t.Fatalf("alike, yet %d rows (%v): %+v", len(m.Rows), err, m.Rows)
		}
	})
}
