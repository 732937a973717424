package storage

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jointplan/plan"
)

func TestNewerWriterMayRead(t *testing.T) {
	path, want := damagedFile(t, sql("UPDATE meta SET v = '2' WHERE k = 'min_writer'"))
	w := mustOpen(t, path, ann)
	if why := w.ReadOnly(); why == nil || why.Key != "banner.newer" || !cmp.Equal(content(w.doc), want) {
		t.Fatal(why)
	}
}

func TestFileMovedOrReplacedWhileOpen(t *testing.T) {
	for name, spoil := range map[string]func(path string) error{
		"removed": os.Remove,
		"moved":   func(p string) error { return os.Rename(p, p+".away") },
		"replaced": func(p string) error {
			return os.Rename(p, p+".away")
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newFile(t)
			_, tasks := fill(t, w, 5)
			if err := spoil(w.path); err != nil {
				t.Fatal(err)
			}
			if name == "replaced" {
				if err := copyFile(w.path+".away", w.path); err != nil {
					t.Fatal(err)
				}
			}
			want := content(w.doc)
			for range 2 {
				err := w.Apply(plan.Edit{Title: plan.Say("set"), Changes: []plan.Change{set(t, w, tasks[0], "title", "x")}})
				if problemKey(err) != "error.storage.readonly" || w.ReadOnly().Key != "banner.moved" {
					t.Fatal(err, w.ReadOnly())
				}
			}
			if !cmp.Equal(want, content(w.doc)) {
				t.Error("the document changed although the file did not")
			}
			to := filepath.Join(t.TempDir(), "saved.jointplan")
			if err := w.SaveCopy(to); err != nil {
				t.Fatal(err)
			}
			if !cmp.Equal(want, content(mustOpen(t, to, ann).doc)) {
				t.Error("the saved copy differs")
			}
		})
	}
}

// TestLeftInTheMiddleOfAnEdit opens files beside which a crash has left a
// journal to be played back.
func TestLeftInTheMiddleOfAnEdit(t *testing.T) {
	w := newFile(t)
	fill(t, w, 2000)
	want := content(w.doc)
	for _, s := range []string{"PRAGMA cache_spill = ON", "PRAGMA cache_size = 5", "BEGIN IMMEDIATE", "UPDATE op SET val = 'lost'", "UPDATE object_task SET title = 'lost'"} {
		if err := w.c.exec(s); err != nil {
			t.Fatal(err)
		}
	}
	for _, o := range []Options{{ReadOnly: true}, ann} {
		to := filepath.Join(t.TempDir(), "crashed.jointplan")
		for _, suffix := range []string{"", "-journal"} {
			if err := copyFile(w.path+suffix, to+suffix); err != nil {
				t.Fatal(err)
			}
		}
		got := mustOpen(t, to, o)
		if diff := cmp.Diff(want, content(got.doc)); diff != "" {
			t.Fatal(o, diff)
		}
		if (got.ReadOnly() != nil) != o.ReadOnly {
			t.Error(got.ReadOnly())
		}
		if err := got.Verify(ctx); err != nil {
			t.Error(err)
		}
	}
}

func TestEditThatDoesNotFitAltersNothing(t *testing.T) {
	w := newFile(t)
	_, tasks := fill(t, w, 2)
	want := content(w.doc)
	o := w.doc.Get(tasks[0])
	other, err := plan.With(plan.KindOf[plan.Line]().New(tasks[0]), plan.Change{Field: "title", New: "A line"})
	if err != nil {
		t.Fatal(err)
	}
	for name, changes := range map[string][]plan.Change{
		"bad value":      {set(t, w, tasks[1], "title", "fits"), {Kind: plan.KindFor(o), Object: tasks[0], Field: "when", New: "never"}},
		"unknown field":  {set(t, w, tasks[1], "title", "fits"), {Kind: plan.KindFor(o), Object: tasks[0], Field: "weather", New: "fine"}},
		"missing object": {{Kind: plan.KindFor(o), Object: NewID(), Field: "title", New: "x"}},
		"twice":          {plan.Creation(o)},
		"another kind":   {set(t, w, tasks[1], "title", "fits"), plan.Deletion(o), plan.Creation(other)},
	} {
		if err := w.Apply(plan.Edit{Title: plan.Say("set"), Changes: changes}); problemKey(err) == "" {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(want, content(w.doc)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		wholeFile(t, w)
	}
	steps, err := w.Recent(0)
	if err != nil || len(steps) != 2 {
		t.Error(steps, err)
	}
	mustApply(t, w, "nothing")
	mustApply(t, w, "no difference", plan.Change{Kind: plan.KindFor(o), Object: tasks[0], Field: "status", New: "planned"})
	if again, _ := w.Recent(0); len(again) != len(steps) {
		t.Error("an edit without effect was written")
	}
}

func TestDeletedAndMadeAgainUnderTheSameID(t *testing.T) {
	w := newFile(t)
	_, tasks := fill(t, w, 2)
	o := w.doc.Get(tasks[0])
	mustApply(t, w, "delete", plan.Deletion(o))
	again, err := plan.With(o, plan.Change{Field: "title", New: "Again"}, plan.Change{Field: "purpose", New: ""})
	if err != nil {
		t.Fatal(err)
	}
	mustApply(t, w, "create", plan.Creation(again))
	w = reopen(t, w)
	wholeFile(t, w)
	if got := plan.Find[plan.Task](w.doc, tasks[0]); got.Title != "Again" || got.Purpose != "" {
		t.Error(got)
	}
	for range 2 {
		if _, err := w.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	wholeFile(t, w)
	if got := plan.EncodeObject(w.doc.Get(tasks[0])); got != plan.EncodeObject(o) {
		t.Error(got)
	}
}
