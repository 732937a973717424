package storage

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jointplan/plan"
)

func TestCompactedPlansAreTheSame(t *testing.T) {
	dir := fastDir(t)
	rapid.Check(t, func(t *rapid.T) {
		c := newCopies(t, dir, rapid.IntRange(1, 3).Draw(t, "copies"))
		defer c.close()
		t.Repeat(map[string]func(*rapid.T){
			"edit": c.edit, "edit more": c.edit, "undo": c.undo, "redo": c.redo, "merge": c.merge, "settle": c.settle, "name": c.name,
			"": func(t *rapid.T) {},
		})
		w := c.any(t)
		steps, err := w.Recent(0)
		if err != nil {
			t.Fatal(err)
		}
		steps = slices.DeleteFunc(steps, func(s Step) bool { return s.Foreign })
		from := pick(t, "from", steps)
		then, err := w.AsOfStep(context.Background(), from.ID)
		if err != nil {
			t.Fatal(err)
		}
		prepared, err := w.PrepareCompaction(context.Background(), from.Moment())
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
		if diff := cmp.Diff(content(w.Document()), content(small.Document())); diff != "" {
			t.Fatalf("the plan is another:\n%s", diff)
		}
		wholeFile(t, small)
		kept, err := small.Recent(0)
		if err != nil || len(kept) > prepared.Kept+1 {
			t.Fatalf("%d steps of %d: %v", len(kept), prepared.Kept, err)
		}
		first, err := small.AsOfStep(context.Background(), kept[len(kept)-1].ID)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(content(then), content(first)); diff != "" {
			t.Fatalf("it begins otherwise:\n%s", diff)
		}
	})
}

func TestCompaction(t *testing.T) {
	w := timedFile(t)
	_, tasks := fill(t, w, 3)
	early, _ := w.NameVersion("Early")
	w.SetAuthor(Author{"Bob", "BBB"})
	mustApply(t, w, "base", set(t, w, tasks[0], "title", "One"))
	base, _ := w.NameVersion("Base")
	mustApply(t, w, "bob", set(t, w, tasks[0], "title", "Two"))
	w.SetAuthor(ann.Author)
	mustApply(t, w, "ann", set(t, w, tasks[1], "title", "Three"))
	late, _ := w.NameVersion("Late")
	c, err := w.PrepareCompaction(context.Background(), base.Moment())
	if err != nil {
		t.Fatal(err)
	}
	if c.Lost != 4 || c.Kept != 4 || len(c.Authors) != 0 || len(c.Versions) != 1 || c.Conflicts != 0 || c.Shared != 0 {
		t.Errorf("said to be lost: %+v", c)
	}
	path := filepath.Join(t.TempDir(), "small.jointplan")
	if err := c.Write(context.Background(), path, nil); err != nil {
		t.Fatal(err)
	}
	if err := c.Write(context.Background(), path, nil); problemKey(err) != "error.storage.exists" {
		t.Errorf("over another file: %v", err)
	}
	small := mustOpen(t, path, ann)
	steps, _ := small.Recent(0)
	var got []string
	for _, s := range steps {
		got = append(got, s.At.Format("15:04 ")+string(s.Kind)+" "+s.Title.Key+" "+s.By)
	}
	at := func(v Version) string { return v.At.Format("15:04 ") }
	if got[0] != at(late)+"version do.version Ann" || len(got) != 5 || got[3] != at(base)+"version do.version Bob" || got[4] != at(base)+"create do.compact Bob" || got[2][5:] != " edit bob Bob" {
		t.Errorf("steps kept: %q", got)
	}
	if m, err := small.Moment(context.Background(), "base", english{}); err != nil || m.Step != steps[3].ID {
		t.Errorf("the version it begins with: %v, %v", m, err)
	}
	if title, ok := small.UndoTitle(); !ok || title.Key != "ann" {
		t.Errorf("undo offers %v", title)
	}
	if _, err := small.Undo(); err != nil {
		t.Fatal(err)
	}
	if _, err := small.Undo(); problemKey(err) != "error.undo.none" {
		t.Errorf("what went before is not undone: %v", err)
	}
	m, err := w.PrepareMerge(context.Background(), []string{path}, MergeOptions{})
	if err != nil || m.Known != 0 {
		t.Errorf("an origin of its own: %d %v", m.Known, err)
	}
	if _, err := w.PrepareCompaction(context.Background(), Moment{Step: TxnID{1}}); problemKey(err) != "error.compact.elsewhere" {
		t.Errorf("from nowhere: %v", err)
	}
	if early.Step == base.Step {
		t.Error("versions share a step")
	}
}

// english stands in for a reader's language.
type english struct{ plan.Words }

func (english) T(key string) string        { return key }
func (english) Say(m plan.Message) string  { return m.String() }
func (english) Date(d plan.Date) string    { return d.String() }
func (english) Number(float64, int) string { return "" }
func (english) Language() string           { return "en" }

func TestMomentsAreFoundByNameAndTime(t *testing.T) {
	w := timedFile(t)
	_, tasks := fill(t, w, 1)
	v, _ := w.NameVersion("Before the talks")
	mustApply(t, w, "set", set(t, w, tasks[0], "title", "Later"))
	last, _ := w.LastSaved()
	for text, want := range map[string]string{
		"before  the talks":             v.Step.String(),
		"2026-11-12":                    w.log.latest.id.String(),
		"2027-01-01 08:00":              w.log.latest.id.String(),
		v.At.Format("2006-01-02 15:04"): v.Step.String(),
		last.Add(-time.Minute).Format("2006-01-02T15:04"): v.Step.String(),
		"2026-11-11":       "error.asof.before",
		"sometime":         "error.asof.read",
		"":                 "error.asof.read",
		"2026-11-12 25:99": "error.asof.read",
	} {
		m, err := w.Moment(context.Background(), text, english{})
		got := m.Step.String()
		if err != nil {
			got = problemKey(err)
		}
		if got != want {
			t.Errorf("%q: %s, want %s (%v)", text, got, want, err)
		}
	}
}

// TestNamesBeyondReason checks that what a compaction writes of a file with an
// absurdly long name in it is a file that others take in.
func TestNamesBeyondReason(t *testing.T) {
	for _, tt := range []struct {
		text string
		most int
		want string
	}{{"Anna", 10, "Anna"}, {"абв", 5, "аб"}, {"a\xffb", 10, "a\uFFFDb"}, {"", 3, ""}} {
		if got := fitting(tt.text, tt.most); got != tt.want {
			t.Errorf("fitting(%q, %d) = %q, want %q", tt.text, tt.most, got, tt.want)
		}
	}
	s := session{author: Author{Name: strings.Repeat("я", maxName)}, host: strings.Repeat("h", maxName+1)}
	s.fit()
	if !acceptable(s.author.Name, maxName) || !acceptable(s.host, maxName) {
		t.Error("a name is still too long for others")
	}
}
