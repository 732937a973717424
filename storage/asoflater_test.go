package storage

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jointplan/plan"
)

// sameEitherWay compares the plan after every step of a file, taken back from
// what it is, with the fold of the log up to there.
func sameEitherWay(t *rapid.T, w *Workspace) {
	steps, err := w.Recent(0)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range steps {
		p, err := w.pastOf(s.ID)
		if err != nil {
			t.Fatal(err)
		}
		want, _, _, err := p.all(context.Background()).fold(0, nil)
		if err != nil {
			t.Fatal(err)
		}
		f, ok, err := p.takeBack(context.Background())
		if err != nil || !ok {
			t.Fatalf("%v: not taken back: %v", s.Title, err)
		}
		got, _, _, err := f.fold(0, nil)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(content(want), content(got)); diff != "" {
			t.Fatalf("after %v (foreign: %v):\n%s", s.Title, s.Foreign, diff)
		}
	}
}

func TestWhatIsTakenBackIsTheFold(t *testing.T) {
	dir := fastDir(t)
	rapid.Check(t, func(t *rapid.T) {
		c := newCopies(t, dir, rapid.IntRange(1, 3).Draw(t, "copies"))
		defer c.close()
		t.Repeat(map[string]func(*rapid.T){
			"edit": c.edit, "edit more": c.edit, "undo": c.undo, "redo": c.redo, "merge": c.merge, "settle": c.settle, "name": c.name,
			"": func(t *rapid.T) {},
		})
		for _, w := range c.files {
			sameEitherWay(t, w)
		}
		w := c.any(t)
		steps, err := w.Recent(0)
		if err != nil {
			t.Fatal(err)
		}
		prepared, err := w.PrepareCompaction(context.Background(), steps[len(steps)-1].Moment())
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(c.dir, NewID().String())
		if err := prepared.Write(context.Background(), path, nil); err != nil {
			t.Fatal(err)
		}
		small, err := Open(context.Background(), path, ann, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer small.Close()
		sameEitherWay(t, small)
	})
}

// What was touched since is folded again, all else stands.
func TestOnlyWhatWasTouchedIsFoldedAgain(t *testing.T) {
	w := timedFile(t)
	_, tasks := fill(t, w, 3*pieceVersions/2)
	before := w.log.heads[0]
	want := content(w.Document())
	for n := range 3 {
		mustApply(t, w, "set", set(t, w, tasks[n], "title", fmt.Sprint("Title ", n)))
	}
	mustApply(t, w, "delete", plan.Deletion(w.Document().Get(tasks[9])))
	p, err := w.pastOf(before)
	if err != nil {
		t.Fatal(err)
	}
	f, ok, err := p.takeBack(context.Background())
	if err != nil || !ok || len(f.standing) != w.Document().Len()-3 {
		t.Fatalf("%d stand: %v", len(f.standing), err)
	}
	d, err := w.AsOfStep(context.Background(), before)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, content(d)); diff != "" {
		t.Error(diff)
	}
}

// Whoever looks on while another writes has an older plan in memory than the log.
func TestAReaderGoesBackFromTheLog(t *testing.T) {
	w := timedFile(t)
	_, tasks := fill(t, w, 3)
	reader := mustOpen(t, w.path, Options{ReadOnly: true, Key: ann.Key})
	mustApply(t, w, "set", set(t, w, tasks[0], "title", "Later"))
	want := content(w.Document())
	step := w.log.heads[0]
	mustApply(t, w, "set", set(t, w, tasks[0], "title", "Last"))
	p, err := reader.pastOf(step)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok, err := p.takeBack(context.Background()); ok || err != nil {
		t.Errorf("taken back from a plan of another time: %v", err)
	}
	d, err := reader.AsOfStep(context.Background(), step)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, content(d)); diff != "" {
		t.Error(diff)
	}
}
