package storage

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jointplan/plan"
)

// memory is what a file held right after one of its steps.
type memory struct {
	file    *Workspace
	step    TxnID
	content map[plan.ID]string
}

// remember notes what every file holds now, once a step.
func (c *copies) remember(seen map[TxnID]bool, all []memory) []memory {
	for _, w := range c.files {
		if head := w.log.heads[0]; !seen[head] {
			seen[head] = true
			all = append(all, memory{w, head, content(w.Document())})
		}
	}
	return all
}

// name gives the plan a name in one of the files.
func (c *copies) name(t *rapid.T) {
	c.n++
	w := c.any(t)
	before := content(w.Document())
	title, offered := w.UndoTitle()
	v, err := w.NameVersion(fmt.Sprint("Draft ", c.n))
	if err != nil {
		t.Fatal(err)
	}
	after, still := w.UndoTitle()
	if v.Step != w.log.heads[0] || offered != still || title.String() != after.String() {
		t.Fatalf("a name is no step of undo: %v %v", title, after)
	}
	if diff := cmp.Diff(before, content(w.Document())); diff != "" {
		t.Fatal(diff)
	}
}

func TestEveryMomentComesBack(t *testing.T) {
	dir := fastDir(t)
	rapid.Check(t, func(t *rapid.T) {
		c := newCopies(t, dir, rapid.IntRange(1, 3).Draw(t, "copies"))
		defer c.close()
		var all []memory
		seen := map[TxnID]bool{}
		t.Repeat(map[string]func(*rapid.T){
			"edit": c.edit, "edit more": c.edit, "undo": c.undo, "redo": c.redo, "merge": c.merge, "settle": c.settle, "name": c.name,
			"": func(t *rapid.T) { all = c.remember(seen, all) },
		})
		for _, m := range all {
			d, err := m.file.AsOfStep(context.Background(), m.step)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(m.content, content(d)); diff != "" {
				t.Fatalf("after step %s of %s:\n%s", m.step, filepath.Base(m.file.path), diff)
			}
			effects, _, err := m.file.Effects(m.step, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range effects {
				if e.Is != nil && m.content[plan.IDFor(e.Is)] == "" {
					t.Fatalf("a step brought %v, which was not there after it", e.Is)
				}
			}
		}
		for _, w := range c.files {
			wholeFile(t, w)
		}
	})
}

// ticking gives a clock that goes on by a minute at each look.
func ticking(from time.Time) func() time.Time {
	return func() time.Time {
		from = from.Add(time.Minute)
		return from
	}
}

// timedFile makes a workspace whose edits are minutes apart.
func timedFile(t *testing.T) *Workspace {
	o := ann
	o.Now = ticking(time.Date(2026, 11, 12, 9, 0, 0, 0, time.Local))
	w, err := Create(filepath.Join(t.TempDir(), "plan.jointplan"), o, "Exercise")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

func TestAsOfATime(t *testing.T) {
	w := timedFile(t)
	_, tasks := fill(t, w, 3)
	titles := map[time.Time]string{}
	at := func() time.Time { saved, _ := w.LastSaved(); return saved }
	titles[at()] = plan.Find[plan.Task](w.Document(), tasks[0]).Title
	for _, title := range []string{"Observe by day", "Observe by night"} {
		mustApply(t, w, "set", set(t, w, tasks[0], "title", title))
		titles[at()] = title
	}
	for when, want := range titles {
		for _, later := range []time.Duration{0, 30 * time.Second} {
			d, _, err := w.AsOf(context.Background(), when.Add(later))
			if err != nil {
				t.Fatal(err)
			}
			if got := plan.Find[plan.Task](d, tasks[0]).Title; got != want {
				t.Errorf("at %v: %q, want %q", when.Add(later), got, want)
			}
		}
	}
	if _, _, err := w.AsOf(context.Background(), at().Add(-240*time.Hour)); problemKey(err) != "error.asof.before" {
		t.Errorf("before the file was made: %v", err)
	}
	if _, err := w.AsOfStep(context.Background(), TxnID{1}); problemKey(err) != "error.asof.step" {
		t.Errorf("a step that is none: %v", err)
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := w.AsOf(cancelled, at()); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestLongHistoriesAreReadInPieces(t *testing.T) {
	w := timedFile(t)
	_, tasks := fill(t, w, 3*pieceVersions/2)
	want := content(w.Document())
	before := w.log.heads[0]
	var changes []plan.Change
	for _, id := range tasks {
		changes = append(changes, set(t, w, id, "status", "done"))
	}
	mustApply(t, w, "done", changes...)
	d, err := w.AsOfStep(context.Background(), before)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, content(d)); diff != "" {
		t.Error(diff)
	}
}

func TestVersions(t *testing.T) {
	w := timedFile(t)
	_, tasks := fill(t, w, 2)
	first, err := w.NameVersion("  For the  talks ")
	if err != nil {
		t.Fatal(err)
	}
	mustApply(t, w, "set", set(t, w, tasks[0], "title", "Changed"))
	for title, key := range map[string]string{"": "error.version.untitled", " \n": "error.version.untitled", "for the talks": "error.version.taken"} {
		if _, err := w.NameVersion(title); problemKey(err) != key {
			t.Errorf("%q: %v", title, err)
		}
	}
	if _, err := w.NameVersion("Agreed"); err != nil {
		t.Fatal(err)
	}
	path := w.path
	w.Close()
	w = mustOpen(t, path, ann)
	all, err := w.Versions()
	if err != nil || len(all) != 2 || all[0].Title != "Agreed" || all[1] != first || first.Title != "For the talks" || first.By != "Ann" {
		t.Fatalf("%v %+v", err, all)
	}
	d, err := w.AsOfStep(context.Background(), first.Step)
	if err != nil || plan.Find[plan.Task](d, tasks[0]).Title == "Changed" {
		t.Errorf("%v: the later title in the earlier version", err)
	}
	if title, ok := w.UndoTitle(); !ok || title.Key != "set" {
		t.Errorf("undo offers %v", title)
	}
	locked := mustOpen(t, path, Options{ReadOnly: true})
	if _, err := locked.NameVersion("No"); problemKey(err) != "error.storage.readonly" {
		t.Errorf("read-only: %v", err)
	}
}

func TestStepsAreFiltered(t *testing.T) {
	w := timedFile(t)
	_, tasks := fill(t, w, 2)
	day := time.Date(2026, 11, 12, 0, 0, 0, 0, time.Local)
	w.SetAuthor(Author{"Bob", "BBB"})
	mustApply(t, w, "set", set(t, w, tasks[0], "title", "Changed"))
	mustApply(t, w, "set again", set(t, w, tasks[1], "title", "Changed too"))
	if _, err := w.Undo(); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		filter StepFilter
		want   []string
	}{
		"all":        {StepFilter{}, []string{"undo set again", "edit set again", "edit set", "edit fill", "create do.workspace"}},
		"two":        {StepFilter{Limit: 2}, []string{"undo set again", "edit set again"}},
		"by author":  {StepFilter{Author: "Ann"}, []string{"edit fill", "create do.workspace"}},
		"by party":   {StepFilter{Party: "BBB", Limit: 1}, []string{"undo set again"}},
		"of a day":   {StepFilter{From: day, To: day.AddDate(0, 0, 1), Limit: 1}, []string{"undo set again"}},
		"other days": {StepFilter{From: day.AddDate(0, 0, 1)}, nil},
		"before":     {StepFilter{To: day}, nil},
		"of one":     {StepFilter{Object: tasks[0]}, []string{"edit set", "edit fill"}},
		"taken back": {StepFilter{Accept: func(s Step) bool { return s.Undone }}, []string{"edit set again"}},
	} {
		steps, err := w.Steps(c.filter)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range steps {
			got = append(got, string(s.Kind)+" "+s.Title.Key)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestHistoryOfOneField(t *testing.T) {
	w := timedFile(t)
	_, tasks := fill(t, w, 1)
	mustApply(t, w, "set", set(t, w, tasks[0], "title", "Changed"))
	mustApply(t, w, "other", set(t, w, tasks[0], "remarks", "None"))
	mustApply(t, w, "delete", plan.Deletion(w.Document().Get(tasks[0])))
	entries, err := w.History(tasks[0])
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range OfField(entries, plan.KindOf[plan.Task]().Field("title")) {
		if e.Field == plan.WholeObject {
			e.Old = "…"
		}
		got = append(got, fmt.Sprintf("%s %s: %q → %q", e.Title.Key, e.Field, e.Old, e.New))
	}
	want := []string{`delete *: "…" → ""`, `set title: "Observe crossing 0 and report" → "Changed"`, `fill title: "" → "Observe crossing 0 and report"`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAGlimpseIsReadOnly(t *testing.T) {
	w := timedFile(t)
	_, tasks := fill(t, w, 1)
	v, _ := w.NameVersion("First")
	mustApply(t, w, "set", set(t, w, tasks[0], "title", "Changed"))
	d, err := w.AsOfStep(context.Background(), v.Step)
	if err != nil {
		t.Fatal(err)
	}
	g := w.Glimpse(d, v.Moment())
	change := set(t, g, tasks[0], "title", "Never")
	if err := g.Apply(plan.Edit{Title: plan.Say("no"), Changes: []plan.Change{change}}); problemKey(err) != "error.storage.readonly" {
		t.Errorf("edited the past: %v", err)
	}
	path := filepath.Join(t.TempDir(), "then.jointplan")
	if err := g.SaveCopy(path); err != nil {
		t.Fatal(err)
	}
	if err := g.Close(); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(content(d), content(mustOpen(t, path, ann).Document())); diff != "" {
		t.Error(diff)
	}
	mustApply(t, w, "set", set(t, w, tasks[0], "title", "Still open"))
}
