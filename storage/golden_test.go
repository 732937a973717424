package storage

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jointplan/plan"
)

// -rewrite writes what golden files are expected to hold anew, after a change of
// the declarations. The files themselves are never rewritten: they are what
// people have.
var rewrite = flag.Bool("rewrite", false, "write the expected content of golden files anew")

func goldenFile(version int, ext string) string {
	return filepath.Join("testdata", fmt.Sprintf("format%d%s", version, ext))
}

// TestGoldenFiles opens a file of every version of the format there ever was.
func TestGoldenFiles(t *testing.T) {
	if _, err := os.Stat(goldenFile(formatVersion, Extension)); err != nil {
		makeGolden(t, goldenFile(formatVersion, Extension))
	}
	for version := 1; version <= formatVersion; version++ {
		path := filepath.Join(t.TempDir(), "golden"+Extension)
		if err := copyFile(goldenFile(version, Extension), path); err != nil {
			t.Fatal(err)
		}
		w := mustOpen(t, path, ann)
		if w.ReadOnly() != nil || len(w.Losses()) > 0 {
			t.Fatal(w.ReadOnly(), w.Losses())
		}
		wholeFile(t, w)
		if title, ok := w.UndoTitle(); !ok || title.Key != "second" {
			t.Error("to undo: ", title)
		}
		if title, ok := w.RedoTitle(); !ok || title.Key != "third" {
			t.Error("to redo: ", title)
		}
		got := readable(w)
		expected := goldenFile(version, ".txt")
		if *rewrite {
			if err := os.WriteFile(expected, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(expected)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Error(diff)
		}
	}
}

// readable writes all objects and steps as lines.
func readable(w *Workspace) string {
	var lines []string
	for id, o := range content(w.doc) {
		lines = append(lines, id.String()+" "+o)
	}
	slices.Sort(lines)
	steps, err := w.Recent(0)
	if err != nil {
		return err.Error()
	}
	for _, s := range steps {
		lines = append(lines, fmt.Sprintf("%s %s %s by %s (%s), %d values, undone %v", s.ID, s.Kind, s.Title, s.By, s.Party, s.Changes, s.Undone))
	}
	return strings.Join(lines, "\n") + "\n"
}

func makeGolden(t *testing.T, path string) {
	t.Helper()
	hostname = func() (string, error) { return "golden", nil }
	defer func() { hostname = os.Hostname }()
	w, err := Create(path, ann, "Golden")
	if err != nil {
		t.Fatal(err)
	}
	var changes []plan.Change
	for i, k := range plan.Kinds()[1:] {
		values := make([]string, len(k.Fields))
		for j, f := range k.Fields {
			values[j] = exampleOf(f)
		}
		o, err := plan.DecodeFields(k, plan.ID{byte(i + 1), 0xaa}, values)
		if err != nil {
			t.Fatal(err)
		}
		changes = append(changes, plan.Creation(o))
	}
	mustApply(t, w, "first", changes...)
	mustApply(t, w, "second", plan.Deletion(w.doc.Get(plan.ID{9, 0xaa})), set(t, w, plan.ID{5, 0xaa}, "title", "Вторая сторона"))
	mustApply(t, w, "third", plan.Deletion(w.doc.Get(plan.ID{5, 0xaa})))
	if _, err := w.Undo(); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

// exampleOf gives an acceptable value for any field.
func exampleOf(f *plan.Field) string {
	for _, v := range []string{
		plan.ID{3, 0xaa}.String(), "2027-05-03/2027-05-09", "2027-05-03", "1250.00 EUR", plan.ID{5, 0xaa}.String() + "=100",
		`{"type":"Point","coordinates":[20.5,42.25]}`, "true", "3",
	} {
		if canonical, err := f.Parse(v); err == nil && f.Type != plan.Text && f.Type != plan.LongText {
			return canonical
		}
	}
	if len(f.Choices) > 0 {
		return f.Choices[0]
	}
	if canonical, err := f.Parse("Пример, exemple « " + f.Name + " »"); err == nil {
		return canonical
	}
	return ""
}
