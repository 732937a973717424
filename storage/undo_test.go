package storage

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jointplan/plan"
)

// machine drives a file with random edits, undos, redos and reopenings beside a
// plain model of what must come out.
type machine struct {
	w     *Workspace
	done  []map[plan.ID]string // contents before each edit that can be undone
	undid []map[plan.ID]string // contents that redo has to restore
	n     int
}

func (m *machine) anyObject(t *rapid.T) plan.Object {
	var all []plan.Object
	for _, k := range plan.Kinds()[1:] {
		all = append(all, m.w.Document().Objects(k, plan.NoID)...)
	}
	if len(all) == 0 {
		return nil
	}
	return rapid.SampledFrom(all).Draw(t, "object")
}

func (m *machine) edit(t *rapid.T) {
	before := content(m.w.Document())
	var changes []plan.Change
	seen := map[plan.ID]bool{}
	for range rapid.IntRange(1, 4).Draw(t, "changes") {
		o := m.anyObject(t)
		switch choice := rapid.IntRange(0, 5).Draw(t, "what"); {
		case o == nil || choice < 2:
			k := rapid.SampledFrom(plan.Kinds()[1:]).Draw(t, "kind")
			changes = append(changes, plan.Creation(drawObject(t, k, NewID())))
		case seen[plan.IDFor(o)]:
		case choice == 2:
			seen[plan.IDFor(o)] = true
			changes = append(changes, plan.Deletion(o))
		default:
			f := rapid.SampledFrom(plan.KindFor(o).Fields).Draw(t, "field")
			if f.Name == "order" {
				continue
			}
			seen[plan.IDFor(o)] = true
			if c, ok, err := plan.SetField(o, f, drawValue(t, f)); err == nil && ok {
				changes = append(changes, c)
			}
		}
	}
	m.n++
	if err := m.w.Apply(plan.Edit{Title: plan.Say(fmt.Sprint("edit", m.n)), Changes: changes}); err != nil {
		t.Fatal(err)
	}
	if len(changes) > 0 {
		m.done, m.undid = append(m.done, before), nil
	}
}

func (m *machine) undo(t *rapid.T) {
	now := content(m.w.Document())
	_, can := m.w.UndoTitle()
	_, err := m.w.Undo()
	if can != (len(m.done) > 0) || (err == nil) != can {
		t.Fatalf("undo offered %v, %d to undo: %v", can, len(m.done), err)
	}
	if !can {
		return
	}
	m.same(t, m.done[len(m.done)-1])
	m.undid = append(m.undid, now)
	m.done = m.done[:len(m.done)-1]
}

func (m *machine) redo(t *rapid.T) {
	now := content(m.w.Document())
	_, can := m.w.RedoTitle()
	_, err := m.w.Redo()
	if can != (len(m.undid) > 0) || (err == nil) != can {
		t.Fatalf("redo offered %v, %d to redo: %v", can, len(m.undid), err)
	}
	if !can {
		return
	}
	m.same(t, m.undid[len(m.undid)-1])
	m.done = append(m.done, now)
	m.undid = m.undid[:len(m.undid)-1]
}

func (m *machine) same(t *rapid.T, want map[plan.ID]string) {
	if diff := cmp.Diff(want, content(m.w.Document())); diff != "" {
		t.Fatalf("after undo or redo:\n%s", diff)
	}
	if kept := m.w.Kept(); len(kept) > 0 {
		t.Fatal("left out although nobody else edits:", kept)
	}
}

func (m *machine) reopen(t *rapid.T) {
	want := content(m.w.Document())
	if err := m.w.Close(); err != nil {
		t.Fatal(err)
	}
	w, err := Open(t.Context(), m.w.path, ann, nil)
	if err != nil {
		t.Fatal(err)
	}
	m.w = w
	if diff := cmp.Diff(want, content(w.Document())); diff != "" {
		t.Fatalf("after reopening:\n%s", diff)
	}
}

func TestTableAndLogAndDocumentAgree(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		w, err := Create(filepath.Join(dir, NewID().String()), ann, "Machine")
		if err != nil {
			t.Fatal(err)
		}
		m := &machine{w: w}
		defer func() { m.w.Close(); os.Remove(m.w.path) }()
		t.Repeat(map[string]func(*rapid.T){
			"edit": m.edit, "edit more": m.edit, "undo": m.undo, "redo": m.redo, "reopen": m.reopen,
			"verify": func(t *rapid.T) { wholeFile(t, m.w) },
		})
	})
}

func TestUndoLeavesWhatAnotherChanged(t *testing.T) {
	w := newFile(t)
	_, tasks := fill(t, w, 3)
	first := content(w.Document())
	mustApply(t, w, "ann", set(t, w, tasks[0], "title", "Ann's"), set(t, w, tasks[1], "title", "Ann's too"))
	w.Close()

	bob := mustOpen(t, w.path, Options{Author: Author{"Bob", "BBB"}})
	if title, ok := bob.UndoTitle(); ok {
		t.Fatal("Bob may undo what Ann did:", title)
	}
	if _, err := bob.Undo(); problemKey(err) != "error.undo.none" {
		t.Fatal(err)
	}
	mustApply(t, bob, "bob", set(t, bob, tasks[0], "title", "Bob's"))
	bob.Close()

	w = mustOpen(t, w.path, ann)
	e, err := w.Undo()
	if err != nil || e.Title.Key != "ann" || len(e.Changes) != 1 {
		t.Fatal(e, err)
	}
	kept := w.Kept()
	if len(kept) != 1 || kept[0].Key != "undo.kept.field" || kept[0].Args["Name"] != "Bob's" {
		t.Error(kept)
	}
	if got := content(w.Document()); got[tasks[1]] != first[tasks[1]] || plan.Find[plan.Task](w.Document(), tasks[0]).Title != "Bob's" {
		t.Error("wrong state after undo")
	}
	// The creation of the tasks is next; the one Bob edited stays.
	if _, err = w.Undo(); err != nil {
		t.Fatal(err)
	}
	if len(w.Kept()) != 1 || w.Document().Get(tasks[0]) == nil || w.Document().Get(tasks[1]) != nil {
		t.Error(w.Kept())
	}
	for range 2 {
		if _, err := w.Redo(); err != nil {
			t.Fatal(err)
		}
	}
	if plan.Find[plan.Task](w.Document(), tasks[1]).Title != "Ann's too" {
		t.Error("redo after a partial undo")
	}
	wholeFile(t, reopen(t, w))
}

func TestHistoryAndRecent(t *testing.T) {
	w := newFile(t)
	_, tasks := fill(t, w, 1)
	id := tasks[0]
	mustApply(t, w, "first", set(t, w, id, "title", "One"))
	w.Close()
	w = mustOpen(t, w.path, Options{Author: Author{"Bob", "BBB"}})
	mustApply(t, w, "second", set(t, w, id, "title", "Two"), set(t, w, id, "people", "7"))
	mustApply(t, w, "gone", plan.Deletion(w.Document().Get(id)))
	if _, err := w.Undo(); err != nil {
		t.Fatal(err)
	}
	h, err := w.History(id)
	if err != nil {
		t.Fatal(err)
	}
	type line struct{ by, kind, title, field, old, new string }
	var got []line
	for _, e := range h {
		l := line{e.By + " " + e.Party, string(e.Kind), e.Title.Key, e.Field, e.Old, e.New}
		if e.Field == plan.WholeObject {
			l.old, l.new = mark(e.Old), mark(e.New)
		}
		got = append(got, l)
		if e.At.IsZero() {
			t.Error("no time")
		}
	}
	want := []line{
		{"Bob BBB", "undo", "gone", "*", "", "object"},
		{"Bob BBB", "edit", "gone", "*", "object", ""},
		{"Bob BBB", "edit", "second", "title", "One", "Two"},
		{"Bob BBB", "edit", "second", "people", "", "7"},
		{"Ann AAA", "edit", "first", "title", "Observe crossing 0 and report", "One"},
		{"Ann AAA", "edit", "fill", "*", "", "object"},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(line{})); diff != "" {
		t.Error(diff)
	}
	steps, err := w.Recent(3)
	if err != nil || len(steps) != 3 {
		t.Fatal(steps, err)
	}
	if steps[0].Kind != StepUndo || !steps[1].Undone || steps[2].Undone || steps[2].Changes != 2 || steps[2].By != "Bob" {
		t.Errorf("%+v", steps)
	}
	if all, err := w.Recent(0); err != nil || len(all) != 6 {
		t.Error(len(all), err)
	}
	if at, by := w.LastSaved(); by != "Bob" || at.IsZero() {
		t.Error(at, by)
	}
}

func mark(s string) string {
	if s == "" {
		return ""
	}
	return "object"
}

func TestClockThatGoesBack(t *testing.T) {
	w := newFile(t)
	_, tasks := fill(t, w, 1)
	now := w.options.Now()
	for i, day := range []int{400, -400, 0} {
		w.options.Now = func() (at timeOf) { return now.AddDate(0, 0, day) }
		mustApply(t, w, "set", set(t, w, tasks[0], "title", fmt.Sprint("Title ", i)))
		w = reopen(t, w)
	}
	if got := plan.Find[plan.Task](w.Document(), tasks[0]).Title; got != "Title 2" {
		t.Error(got)
	}
	wholeFile(t, w)
	if e, err := w.Undo(); err != nil || e.Changes[0].New != "Title 1" {
		t.Error(e, err)
	}
}

func TestAnotherAuthorInTheSameOpening(t *testing.T) {
	w := newFile(t)
	_, tasks := fill(t, w, 2)
	w.SetAuthor(Author{"Bob", "BBB"})
	if _, ok := w.UndoTitle(); ok {
		t.Error("Bob may undo what Ann did")
	}
	mustApply(t, w, "bob", set(t, w, tasks[0], "title", "Bob's"))
	wholeFile(t, w)
	if _, by := w.LastSaved(); by != "Bob" {
		t.Error(by)
	}
	reader := mustOpen(t, w.path, ann)
	if why := reader.ReadOnly(); why == nil || why.Args["Name"] != "Bob" {
		t.Error(why)
	}
	w = reopen(t, w)
	wholeFile(t, w)
	w.SetAuthor(ann.Author)
	if title, ok := w.UndoTitle(); !ok || title.Key != "fill" {
		t.Error(title)
	}
}
