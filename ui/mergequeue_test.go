package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jointplan/exchange/sealed"
	"jointplan/plan"
	"jointplan/storage"
)

// returnedFrom gives a party a shared copy of the file in sight and gets it back with
// a title of theirs.
func (p *planner) returnedFrom(party, dir, title string) string {
	p.tb.Helper()
	path := filepath.Join(dir, strings.ToLower(party)+Extension)
	if _, err := p.session.File.Share(context.Background(), path, plan.IDFor(p.object(party)), storage.ShareOptions{}); err != nil {
		p.tb.Fatal(err)
	}
	w, err := storage.Open(context.Background(), path, storage.Options{Author: storage.Author{Name: "Lt. Dupont", Party: party}}, nil)
	if err != nil {
		p.tb.Fatal(err)
	}
	defer w.Close()
	all := plan.All[plan.Task](w.Document(), plan.NoID)
	(&colleague{tb: p.tb, file: w}).set(all[len(title)].ID, "title", title)
	return path
}

// atFolder is a folder with a colleague's copy, two shared copies that come back and
// what is no workspace.
func atFolder(t *testing.T) (p *planner, dir string) {
	t.Helper()
	p, c := atCopies(t)
	p.Go(Place{Section: plan.SectionTasks})
	c.set(p.tasks()[0].ID, "title", "Watch the pass at night")
	dir = filepath.Dir(c.path)
	p.returnedFrom("France", dir, "France says so")
	p.returnedFrom("Poland", dir, "Poland says it too")
	if err := os.WriteFile(filepath.Join(dir, "broken"+Extension), []byte("nothing of ours"), 0o644); err != nil {
		t.Fatal(err)
	}
	return p, dir
}

// Shared copies that come back wait for the other files of a folder, and are then
// merged one after the other.
func TestReturnedCopiesOfAFolderTakeTheirTurns(t *testing.T) {
	p, dir := atFolder(t)
	p.sift(p.othersIn(dir), false)
	p.await("the comparison", func() bool { return p.comparison != nil })
	p.wantText("Watch the pass at night")
	if p.reads("France says so") || p.reads("Poland says it too") {
		t.Error("a shared copy is merged with others")
	}
	if text := p.say("merge.waiting", "Count", 2, "Files", "france.jointplan, poland.jointplan"); !p.readsAll(text) {
		t.Errorf("%q is not to be read in %q", text, p.texts())
	}
	// Poland's turn, then back with a decision taken.
	p.press(p.say("merge.turn.first", "Files", "poland.jointplan"))
	p.await("the copy of Poland", func() bool { return p.reads("Poland says it too") })
	p.wantText(p.say("merge.title", "Files", "poland.jointplan"))
	v := p.view.(*mergeView)
	v.grid.SelectAll()
	v.typed('o')
	p.press(p.say("merge.turn.first", "Files", "orlova.jointplan"))
	p.wantSentence("merge.turn.lost", "Count", len(v.c.decisions), "Files", "poland.jointplan")
	p.press(p.t("merge.turn.do"))
	p.await("the colleague's", func() bool { return p.reads("Watch the pass at night") })

	p.write(1)
	p.wantSentence("merge.waiting.after", "Count", 2, "Files", "poland.jointplan, france.jointplan")
	p.press(p.say("merge.turn", "Files", "poland.jointplan"))
	p.await("the copy of Poland", func() bool { return p.comparison != nil && p.reads("Poland says it too") })
	p.write(1)
	p.press(p.say("merge.turn", "Files", "france.jointplan"))
	p.await("the copy of France", func() bool { return p.comparison != nil && p.reads("France says so") })
	if len(p.waiting) != 0 {
		t.Errorf("%v wait", p.waiting)
	}
	p.write(1)
	p.press(p.t("button.close"))
	p.Go(Place{Section: plan.SectionTasks})
	for _, title := range []string{"Watch the pass at night", "France says so", "Poland says it too"} {
		if !slices.ContainsFunc(plan.All[plan.Task](p.session.Doc, plan.NoID), func(task *plan.Task) bool { return task.Title == title }) {
			t.Errorf("nothing is called %q", title)
		}
	}
}

// A conflict that the merge left open leads away from what waits.
func TestConflictsAreShownWhileOthersWait(t *testing.T) {
	p, dir := atFolder(t)
	other := copyFor(t, filepath.Join(dir, "orlova"+Extension), "Maj. Orlova", "Russia")
	p.set(p.tasks()[3].ID, "title", "Ours")
	other.set(p.tasks()[3].ID, "title", "Theirs")
	p.sift([]string{other.path, filepath.Join(dir, "france"+Extension)}, false)
	p.await("the comparison", func() bool { return p.comparison != nil })
	p.write(2)
	p.press(p.t("conflicts.show"))
	if _, ok := p.view.(*conflictsView); !ok || p.overlay() != nil || len(p.waiting) != 0 {
		t.Errorf("a %T with %q over it, and %v wait", p.view, p.overlay(), p.waiting)
	}
}

func TestFolderOfReturnedCopiesAlone(t *testing.T) {
	p, dir := atFolder(t)
	if err := os.Remove(filepath.Join(dir, "orlova"+Extension)); err != nil {
		t.Fatal(err)
	}
	p.sift(p.othersIn(dir), true)
	p.await("the comparison", func() bool { return p.comparison != nil })
	p.wantText("France says so")
	p.press(p.say("compare.turn", "Files", "poland.jointplan"))
	p.await("the other", func() bool { return p.reads("Poland says it too") })
	p.press(p.t("button.close"))
	if p.comparison != nil || len(p.waiting) != 0 {
		t.Errorf("given up, and %v wait", p.waiting)
	}
}

// What was decrypted is kept for as long as it waits, and no longer.
func TestSealedReturnedCopyWaits(t *testing.T) {
	p, private := atSealing(t)
	dir := t.TempDir()
	c := copyFor(t, p.session.File.Path(), "Maj. Orlova", "Russia")
	c.set(p.tasks()[0].ID, "title", "Watch the pass at night")
	back := p.returnedFrom("France", dir, "France says so")
	path := filepath.Join(dir, "france"+sealed.Extension)
	if err := sealed.File(context.Background(), back, path, sealed.Options{Passphrase: passphrase}, nil); err != nil {
		t.Fatal(err)
	}
	for _, goOn := range []bool{true, false} {
		p.prepare([]string{path, c.path}, false)
		p.await("the passphrase", func() bool { return p.reads(p.t("seal.passphrase")) })
		p.fill(p.t("seal.passphrase"), passphrase)
		p.press(p.t("button.open"))
		p.wantSentence("signer.none")
		p.press(p.t("unseal.compare"))
		p.await("the comparison", func() bool { return p.comparison != nil && p.reads("Watch the pass") })
		p.write(1)
		if goOn {
			p.press(p.say("merge.turn", "Files", "france.jointplan"))
			p.await("the copy of France", func() bool { return p.comparison != nil && p.reads("France says so") })
			p.press(p.t("button.cancel"))
		} else {
			p.press(p.t("button.close"))
		}
		if left, _ := os.ReadDir(private); len(left) != 0 || len(p.compared) != 0 {
			t.Errorf("gone on %v: what was decrypted lies about: %v", goOn, left)
		}
		p.run("edit.undo")
	}
}

// A passphrase that nobody knows leaves that file out; the others are merged.
func TestSealedCopyGivenUpIsLeftOut(t *testing.T) {
	for name, answer := range map[string]func(p *planner){
		"the passphrase is not known": func(p *planner) { p.press(p.t("button.cancel")) },
		"the signer is not trusted": func(p *planner) {
			p.fill(p.t("seal.passphrase"), passphrase)
			p.press(p.t("button.open"))
			p.wantSentence("signer.none")
			p.press(p.t("button.cancel"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			p, private := atSealing(t)
			path := sealedBy(t, p, sealed.Options{Passphrase: passphrase})
			damaged := filepath.Join(t.TempDir(), "torn"+sealed.Extension)
			if err := os.WriteFile(damaged, []byte("JOINTPLAN-SEALED\x01\x01"+strings.Repeat("x", 100)), 0o644); err != nil {
				t.Fatal(err)
			}
			c := copyFor(t, p.session.File.Path(), "Lt. Dupont", "France")
			c.set(p.tasks()[1].ID, "title", "France was here")
			p.prepare([]string{damaged, path, c.path}, false)
			p.await("the passphrase", func() bool { return p.reads(p.t("seal.passphrase")) })
			if text := p.t("merge.ahead.cancel"); !p.readsAll(text) {
				t.Errorf("%q is not to be read in %q", text, p.texts())
			}
			answer(p)
			p.await("the comparison of the others", func() bool { return p.comparison != nil })
			p.wantText("France was here")
			for _, why := range []string{p.say("merge.unopened", "File", "orlova"+sealed.Extension), p.say("error.sealed.damaged", "File", "torn"+sealed.Extension)} {
				if text := p.say("merge.skipped.why", "Why", why); !p.readsAll(text) {
					t.Errorf("%q is not to be read in %q", text, p.texts())
				}
			}
			if left, _ := os.ReadDir(private); len(left) != 0 {
				t.Errorf("what was decrypted lies about: %v", left)
			}
		})
	}
}

func TestWhatIsLeftOutIsNamedOnce(t *testing.T) {
	p, dir := atFolder(t)
	p.sift(p.othersIn(dir), false)
	p.await("the comparison", func() bool { return p.comparison != nil })
	for _, language := range []string{"english", "french", "russian"} {
		p.run("view." + language)
		p.win.Canvas().Capture()
		if n := strings.Count(strings.Join(p.texts(), " "), "broken"); n != 1 {
			t.Errorf("%s: it is named %d times in %q", language, n, p.texts())
		}
	}
	if got := p.leftOut(skip{"one" + Extension, "It cannot be read."}); !strings.Contains(got, "one"+Extension) {
		t.Errorf("not named: %q", got)
	}
}
