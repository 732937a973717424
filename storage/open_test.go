package storage

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jointplan/plan"
)

// wholeFile checks that document, cache and log of an open file agree.
func wholeFile(t failer, w *Workspace) {
	t.Helper()
	if err := w.Verify(context.Background()); err != nil {
		t.Fatalf("verify: %v", err)
	}
	asFolded(t, w)
}

// asFolded checks that document and seal are what the log gives.
func asFolded(t failer, w *Workspace) {
	t.Helper()
	know, err := readCausality(context.Background(), w.c)
	if err != nil {
		t.Fatal(err)
	}
	folded, sum, losses, err := foldLog(context.Background(), w.c, know, nil)
	if err != nil || len(losses) > 0 {
		t.Fatalf("fold: %v %v", losses, err)
	}
	if diff := cmp.Diff(content(w.Document()), content(folded)); diff != "" {
		t.Fatalf("document and log differ:\n%s", diff)
	}
	if sum != w.seal {
		t.Fatal("seal of the log's fold is not the file's")
	}
}

type failer interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

func TestEveryKindWithEveryFieldSurvivesReopening(t *testing.T) {
	dir := t.TempDir()
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		w, err := Create(filepath.Join(dir, "p"+strings.Repeat("x", n%5)+NewID().String()+Extension), ann, "Round trip")
		if err != nil {
			t.Fatal(err)
		}
		defer os.Remove(w.path)
		var changes []plan.Change
		for _, k := range plan.Kinds() {
			changes = append(changes, plan.Creation(drawObject(t, k, NewID())))
		}
		if err := w.Apply(plan.Edit{Title: plan.Say("all"), Changes: changes}); err != nil {
			t.Fatal(err)
		}
		want := content(w.Document())
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if w, err = Open(context.Background(), w.path, ann, nil); err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		if diff := cmp.Diff(want, content(w.Document())); diff != "" {
			t.Fatalf("after reopening:\n%s", diff)
		}
		wholeFile(t, w)
	})
}

// A name that fits the disk may still be too long: that of the journal beside the file
// is longer.
func TestCreateSaysThatANameIsTooLong(t *testing.T) {
	for _, length := range []int{118, 125} { // of letters that take two bytes
		path := filepath.Join(t.TempDir(), strings.Repeat("ж", length)+Extension)
		w, err := Create(path, Options{}, "Border")
		if problemKey(err) != "error.storage.long" {
			t.Errorf("%d letters: %v", length, err)
		}
		if w != nil {
			w.Close()
		}
		if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 0 {
			t.Errorf("%d letters leave %v", length, left)
		}
	}
}

func TestCreateRefusesAnExistingFile(t *testing.T) {
	w := newFile(t)
	if _, err := Create(w.Path(), ann, "again"); problemKey(err) != "error.storage.exists" {
		t.Fatal(err)
	}
	mustApply(t, w, "still works", set(t, w, plan.IDFor(w.Document().Workspace()), "title", "Other"))
}

func TestOpeningAltersNothing(t *testing.T) {
	w := newFile(t)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(w.path)
	if err != nil {
		t.Fatal(err)
	}
	reopen(t, w).Close()
	after, err := os.ReadFile(w.path)
	if err != nil {
		t.Fatal(err)
	}
	if string(before) != string(after) {
		t.Error("the file changed by being opened")
	}
	entries, err := os.ReadDir(filepath.Dir(w.path))
	if err != nil || len(entries) != 1 {
		t.Errorf("left beside the file: %v %v", entries, err)
	}
}

func TestOddNamesOfFiles(t *testing.T) {
	for _, name := range []string{"План операции.jointplan", "a b%20c?mode=ro#x.jointplan", "it's&_journal_mode=WAL.jointplan", "no extension", "c:d.jointplan"} {
		w, err := Create(filepath.Join(t.TempDir(), name), ann, name)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		w = reopen(t, w)
		if _, err := os.Stat(w.Path()); err != nil || w.ReadOnly() != nil || w.Document().Workspace().Title != name {
			t.Errorf("%s: %v %v", name, err, w.ReadOnly())
		}
	}
}

func TestDeclarationsThatChanged(t *testing.T) {
	w := newFile(t)
	_, tasks := fill(t, w, 30)
	want := content(w.Document())
	// As a version would write it that has one field less and one kind more, and
	// has set a field that this one does not know.
	decls := declarations()
	decls[0].Fields = decls[0].Fields[1:]
	decls = append(decls, tableDecl{Kind: "weather", Fields: []string{"wind"}})
	for _, sql := range []string{"DROP TABLE object_workspace", decls[0].create(), decls[len(decls)-1].create()} {
		if err := w.c.exec(sql); err != nil {
			t.Fatal(err)
		}
	}
	if err := putMeta(w.c, metaTables, encodeDecls(decls)); err != nil {
		t.Fatal(err)
	}
	ops := []op{{obj: tasks[0], fld: "of-tomorrow", val: "x"}, {obj: NewID(), fld: fldCreate, kind: "weather", val: `{"wind":"9"}`}}
	writeOps(t, w, ops)
	w = reopen(t, w)
	if diff := cmp.Diff(want, content(w.Document())); diff != "" {
		t.Fatal(diff)
	}
	wholeFile(t, w)
	if n, err := w.c.number("SELECT count(*) FROM op WHERE fld = 'of-tomorrow'"); n != 1 || err != nil {
		t.Error("the log forgot a field of a newer version", err)
	}
	mustApply(t, w, "edit", set(t, w, tasks[0], "title", "Still editable"))
	wholeFile(t, reopen(t, w))
}

// writeOps puts a transaction into the log that this version would not make.
func writeOps(t testing.TB, w *Workspace, ops []op) {
	t.Helper()
	n := w.log.next(w.options.Now(), act{kind: StepEdit, title: plan.Say("by hand")}, ops)
	if err := w.c.transaction(func() error { return w.log.write(w.c, n, ops) }); err != nil {
		t.Fatal(err)
	}
	w.log.advance(n)
}

func TestCancelledOpening(t *testing.T) {
	w := newFile(t)
	fill(t, w, 2*chunkRows)
	w.Close()
	ctx, cancel := context.WithCancel(context.Background())
	_, err := Open(ctx, w.path, ann, func(done, total int) { cancel() })
	if err == nil {
		t.Fatal("opened although cancelled")
	}
	if w = mustOpen(t, w.path, ann); w.ReadOnly() != nil {
		t.Error("the cancelled opening kept the lock:", w.ReadOnly())
	}
}

func TestProgressEndsAtTheTotal(t *testing.T) {
	w := newFile(t)
	fill(t, w, 3000)
	w.Close()
	var last, of int
	w, err := Open(context.Background(), w.path, ann, func(done, total int) { last, of = done, total })
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if last != 3002 || of != 3002 {
		t.Errorf("%d of %d", last, of)
	}
}
