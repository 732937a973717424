package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	fynestorage "fyne.io/fyne/v2/storage"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/plan/edit"
	"jointplan/storage"
	"jointplan/ui/diff"
	"jointplan/ui/parts"
)

// colleague is a copy of the sample in other hands.
type colleague struct {
	tb   testing.TB
	file *storage.Workspace
	path string
}

// atCopies opens a sample of which a colleague has a copy; both are called by the
// names and parties given.
func atCopies(t testing.TB) (*planner, *colleague) {
	t.Helper()
	p := newPlanner(t)
	p.app.Preferences().SetString(prefName, "Col. Novak")
	p.app.Preferences().SetString(prefParty, "Poland")
	path := sampleCopy(t)
	c := copyFor(t, path, "Maj. Orlova", "Russia")
	p.open(path)
	return p, c
}

// copyFor gives somebody a copy of a file.
func copyFor(t testing.TB, path, name, party string) *colleague {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c := &colleague{tb: t, path: filepath.Join(t.TempDir(), strings.ToLower(strings.Fields(name)[1])+Extension)}
	if err := os.WriteFile(c.path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	// Later than ours, so that theirs is the later value wherever both differ.
	later := func() time.Time { return time.Now().Add(time.Hour) }
	c.file, err = storage.Open(context.Background(), c.path, storage.Options{Author: storage.Author{Name: name, Party: party}, Now: later}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.file.Close() })
	return c
}

// set gives a field of an object a canonical value.
func (c *colleague) set(id plan.ID, field, value string) {
	c.tb.Helper()
	d := c.file.Document()
	e, err := edit.Set(d, []plan.ID{id}, plan.KindFor(d.Get(id)).Field(field), value)
	if err == nil {
		err = c.file.Apply(e)
	}
	if err != nil {
		c.tb.Fatal(err)
	}
}

// set gives a field of an object a canonical value.
func (p *planner) set(id plan.ID, field, value string) {
	p.tb.Helper()
	e, err := edit.Set(p.session.Doc, []plan.ID{id}, plan.KindFor(p.session.Doc.Get(id)).Field(field), value)
	if !p.Do(e, err) {
		p.tb.Fatalf("%s is refused", field)
	}
}

// tasks lists some tasks of the first operation.
func (p *planner) tasks() []*plan.Task {
	return plan.All[plan.Task](p.session.Doc, p.place.Operation)
}

// merging prepares the merge of a colleague's file and shows it.
func (p *planner) merging(only bool, paths ...string) *mergeView {
	p.tb.Helper()
	p.mergeAllFor(only, paths)
	p.await("the comparison", func() bool { return p.comparison != nil })
	v, ok := p.view.(*mergeView)
	if !ok {
		p.tb.Fatalf("a %T is in sight; to be read: %q", p.view, p.texts())
	}
	return v
}

func (p *planner) mergeAllFor(only bool, paths []string) {
	p.prepare(paths, only)
}

// diverged makes three differences: a title only theirs, a status and a long text
// of both, the text in conflict as is the status; and one task added.
func diverged(p *planner, c *colleague) (ids []plan.ID) {
	p.Go(Place{Section: plan.SectionTasks})
	for _, t := range p.tasks()[:4] {
		ids = append(ids, t.ID)
	}
	p.set(ids[1], "remarks", "Patrols are mixed from the first day.")
	p.set(ids[2], "when", "2027-03-01/2027-03-10")
	p.set(ids[3], "title", "Ours alone")
	c.set(ids[0], "title", "Watch the pass at night")
	c.set(ids[1], "remarks", "Patrols are mixed where the sector allows.")
	c.set(ids[2], "when", "2027-03-05/2027-03-20")
	d := c.file.Document()
	e, _, err := edit.Create(d, plan.KindOf[plan.Task](), edit.Values{"operation": plan.OperationOf(d.Get(ids[0])).String(), "title": "Night observation"}, storage.NewID)
	if err == nil {
		err = c.file.Apply(e)
	}
	if err != nil {
		p.tb.Fatal(err)
	}
	return ids
}

// write presses the button that writes the merge and waits until that is done. No
// command does anything meanwhile.
func (p *planner) write(count int) {
	p.tb.Helper()
	p.press(p.say("merge.do", "Count", count))
	if !p.alone {
		p.tb.Error("the merge is not written in the background")
	}
	place := p.place
	p.run("edit.undo")
	p.run("view.findings")
	if p.place != place {
		p.tb.Error("a command was carried out meanwhile")
	}
	p.await("the merge", func() bool { return !p.alone && p.comparison == nil })
}

func TestMergeIsPreviewedThenWrittenThenUndone(t *testing.T) {
	p, c := atCopies(t)
	ids := diverged(p, c)
	p.win.Canvas().Capture()
	var v *mergeView
	p.wantSteps(0, func() { v = p.merging(false, c.path) })
	p.wantText(p.say("compare.conflicts", "Count", 2))
	p.wantText(p.t("merge.unwritten"))
	p.wantText(p.say("merge.do", "Count", 4))
	p.wantText("Night observation")
	if p.reads("Ours alone") {
		t.Error("what only we changed is shown unasked")
	}
	p.press(p.t("compare.oursonly") + " 1")
	p.wantText("Ours alone")

	row := func(id plan.ID, field string) string { return id.String() + "/" + field }
	v.grid.SelectKeys(row(ids[0], "title"))
	v.typed('o')
	v.grid.SelectKeys(row(ids[1], "remarks"))
	v.typed('b')
	if got := v.c.chip(slices.IndexFunc(v.c.merge.Rows, func(r compare.Row) bool { return diff.Key(r) == row(ids[1], "remarks") })).Text; got != p.t("take.both") {
		t.Errorf("the chip says %q", got)
	}
	p.wantText(p.say("merge.do", "Count", 3))
	p.wantText(p.say("merge.open.of", "Open", 1, "All", 2))
	p.await("the outlook", func() bool { return v.checked.ready })

	p.wantSteps(5, func() { p.write(3) }) // four of theirs and the merge
	if got := p.get(ids[1], "remarks"); !strings.Contains(got, "[Poland: ") || !strings.Contains(got, "[Russia: ") {
		t.Errorf("both is %q", got)
	}
	if p.get(ids[0], "title") == "Watch the pass at night" || p.get(ids[2], "when") != "2027-03-05/2027-03-20" {
		t.Error("the decisions were not carried out")
	}
	if p.comparison != nil || p.place.Section != plan.SectionTasks {
		t.Errorf("at %v", p.place)
	}
	p.wantText(" before merge ")
	p.press(p.t("conflicts.show"))
	if p.overlay() != nil {
		t.Errorf("the notice stays: %q", p.texts()[len(p.texts())-8:])
	}
	if _, ok := p.view.(*conflictsView); !ok || len(p.session.Conflicts) != 1 {
		t.Fatalf("a %T with %d conflicts", p.view, len(p.session.Conflicts))
	}
	p.wantSteps(1, func() { p.run("edit.undo") })
	if p.get(ids[2], "when") != "2027-03-01/2027-03-10" || len(p.session.Conflicts) != 0 {
		t.Errorf("undone: %s, %d conflicts", p.get(ids[2], "when"), len(p.session.Conflicts))
	}
	v = p.merging(false, c.path)
	if !v.c.merge.Again {
		t.Error("a merge taken back is not offered again")
	}
	if open, all := v.c.openConflicts(); open != 2 || all != 2 {
		t.Errorf("offered again with %d of %d conflicts open", open, all)
	}
	for i, r := range v.c.merge.Rows {
		if want := map[bool]string{true: p.t("take.open"), false: p.t("take.theirs")}[r.Conflict]; comesIn(r) && r.Field != nil && v.c.chip(i).Text != want {
			t.Errorf("the chip of %s says %q, want %q", diff.Key(r), v.c.chip(i).Text, want)
		}
	}
	n := v.c.takes()
	p.wantSteps(1, func() { p.write(n) })
	if len(p.session.Conflicts) != 2 {
		t.Errorf("%d conflicts are open", len(p.session.Conflicts))
	}
}

func TestDecisionsByChipKeyGroupAndCell(t *testing.T) {
	p, c := atCopies(t)
	ids := diverged(p, c)
	v := p.merging(false, c.path)
	index := func(id plan.ID, field string) int {
		return slices.IndexFunc(v.c.merge.Rows, func(r compare.Row) bool { return diff.Key(r) == id.String()+"/"+field })
	}
	when, title := index(ids[2], "when"), index(ids[0], "title")
	var said []string
	for range 4 {
		said = append(said, v.c.chip(when).Text)
		v.grid.OnPress(diff.Key(v.c.merge.Rows[when]), "take")
	}
	if want := []string{p.t("take.open"), p.t("take.ours"), p.t("take.theirs"), p.t("take.open")}; !slices.Equal(said, want) {
		t.Errorf("the chip says %q, want %q", said, want)
	}
	// The head of a group decides for all under it.
	v.grid.ScrollTo("group:" + ids[0].String())
	v.typed('o')
	if v.c.taken(title) != compare.TakeOurs || v.c.takes() != 2 {
		t.Errorf("%v, %d changes taken", v.c.taken(title), v.c.takes())
	}
	// Another value, in the cell.
	v.grid.SelectKeys(diff.Key(v.c.merge.Rows[title]))
	if err := v.edited(diff.Key(v.c.merge.Rows[title]), "take", "Watch both passes"); err != nil {
		t.Fatal(err)
	}
	if got := v.c.chip(title).Text; got != "Watch both passes" {
		t.Errorf("the chip says %q", got)
	}
	if err := v.edited(diff.Key(v.c.merge.Rows[when]), "take", "someday"); err == nil {
		t.Error("a period is anything")
	}
	// A plan edited meanwhile keeps the decisions.
	p.set(ids[3], "remarks", "Edited meanwhile")
	p.await("the comparison once more", func() bool { return p.comparison != nil && !p.comparison.stale })
	v = p.view.(*mergeView)
	if v.c.decisions[index(ids[0], "title")].Value != "Watch both passes" {
		t.Errorf("decisions are %v", v.c.decisions)
	}
	for _, g := range diff.Groupings {
		p.press(p.t("compare.by." + string(g)))
		p.wantText("Watch the pass at night")
	}
	p.press(p.t("button.cancel"))
	if p.comparison != nil || p.place.Section == placeMerge {
		t.Error("cancelled, and still there")
	}
}

func TestComparingWritesNothing(t *testing.T) {
	p, c := atCopies(t)
	diverged(p, c)
	p.wantSteps(0, func() {
		v := p.merging(true, c.path)
		p.wantText("Ours alone")
		p.wantText(p.t("compare.theirs.only"))
		v.grid.SelectKeys(v.grid.KeysFrom(v.rows.Key(0), 3)...)
		v.decide(v.picked(), compare.TakeOurs)
		if len(v.c.decisions) > 0 || p.reads(p.t("merge.promise")) {
			t.Error("something can be decided")
		}
	})
	p.press(p.t("compare.merge"))
	p.wantText(p.t("merge.promise"))
}

func TestReaderCompares(t *testing.T) {
	p := readAsReader(t)
	c := copyFor(t, p.session.File.Path(), "Maj. Orlova", "Russia")
	c.set(p.tasks()[0].ID, "title", "Watch the pass at night")
	p.merging(false, c.path)
	p.wantText("Watch the pass at night")
	p.wantText(p.t("compare.readonly"))
	if p.reads(p.t("merge.promise")) {
		t.Error("a reader is offered to merge")
	}
}

func TestConflictsAreSettledAndReopened(t *testing.T) {
	for name, settle := range map[string]func(p *planner, v *conflictsView, key string){
		"key": func(p *planner, v *conflictsView, key string) { v.grid.SelectKeys(key); v.typed('t') },
		"all": func(p *planner, v *conflictsView, key string) { v.grid.SelectAll(); p.press(p.t("settle.inforce")) },
		"inspector": func(p *planner, v *conflictsView, key string) {
			p.Reveal(v.open[0].Object)
			p.press(p.t("settle.both"))
		},
		"own": func(p *planner, v *conflictsView, key string) {
			v.grid.SelectKeys(key)
			v.typed('e')
			p.fill(p.t("field.remarks"), "Patrols are mixed.")
			p.press(p.t("settle.do"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			p, c := atCopies(t)
			p.Go(Place{Section: plan.SectionTasks})
			id := p.tasks()[1].ID
			p.set(id, "remarks", "Patrols are mixed from the first day.")
			c.set(id, "remarks", "Patrols are mixed where the sector allows.")
			p.merging(false, c.path)
			p.write(1)
			p.closeOverlays()
			p.press(p.say("conflicts.open", "Count", 1))
			v := p.view.(*conflictsView)
			p.wantSteps(1, func() { settle(p, v, id.String()+"/remarks") })
			if len(p.session.Conflicts) != 0 || p.reads(p.say("conflicts.open", "Count", 1)) {
				t.Errorf("%d conflicts are open", len(p.session.Conflicts))
			}
			p.run("edit.undo")
			if len(p.session.Conflicts) != 1 {
				t.Errorf("undone: %d conflicts", len(p.session.Conflicts))
			}
			p.reopened()
			p.await("conflicts after opening", func() bool { return len(p.session.Conflicts) == 1 })
			p.wantText(p.say("conflicts.open", "Count", 1))
		})
	}
}

// Both in brackets is offered where a field can hold them, and what is refused says
// why.
func TestBothIsOfferedOnlyWhereItCanBe(t *testing.T) {
	p, c := atCopies(t)
	p.Go(Place{Section: plan.SectionTasks})
	id := p.tasks()[1].ID
	for field, values := range map[string][2]string{"title": {"Watch by day", "Watch by night"}, "remarks": {"From the first day.", "Where the sector allows."}} {
		p.set(id, field, values[0])
		c.set(id, field, values[1])
	}
	title, remarks := id.String()+"/title", id.String()+"/remarks"
	offered := func(menu *fyne.Menu, label string) bool {
		at := slices.IndexFunc(menu.Items, func(i *fyne.MenuItem) bool { return i.Label == label })
		if at < 0 {
			t.Fatalf("the menu has no %q", label)
		}
		return !menu.Items[at].Disabled
	}
	v := p.merging(false, c.path)
	for key, want := range map[string]bool{title: false, remarks: true} {
		v.grid.SelectKeys(key)
		if got := offered(v.menu(), p.t("take.menu.both")); got != want {
			t.Errorf("in the preview, both for %s: %v", key, got)
		}
	}
	v.grid.SelectKeys(title)
	v.typed('b')
	p.wantSentence("merge.cannot")
	p.closeOverlays()
	p.write(2)
	p.closeOverlays()
	p.run("view.conflicts")
	open := p.view.(*conflictsView)
	for key, want := range map[string]bool{title: false, remarks: true} {
		open.grid.SelectKeys(key)
		open.grid.OnSelect(open.grid.Selected())
		if got := offered(open.menu(), p.t("settle.both")); got != want {
			t.Errorf("among the conflicts, both for %s: %v", key, got)
		}
		if got := open.buttons[compare.TakeBoth].Tone != parts.Hint; got != want {
			t.Errorf("among the conflicts, the button for %s: %v", key, got)
		}
	}
}

func TestDroppedFilesAreAskedAbout(t *testing.T) {
	p, c := atCopies(t)
	diverged(p, c)
	other := copyFor(t, p.session.File.Path(), "Lt. Dupont", "France")
	p.set(p.tasks()[5].ID, "remarks", "Later")
	other.set(p.tasks()[6].ID, "remarks", "France was here")
	uri := func(paths ...string) (uris []fyne.URI) {
		for _, path := range paths {
			uris = append(uris, fynestorage.NewFileURI(path))
		}
		return uris
	}
	p.dropFiles(uri("/tmp/some.txt"))
	p.wantText(p.t("open.dropped"))
	p.closeOverlays()

	p.dropFiles(uri(c.path))
	p.press(p.t("drop.compare"))
	p.await("the comparison", func() bool { return p.comparison != nil })
	p.press(p.t("button.close"))

	p.dropFiles(uri(c.path, other.path))
	p.press(p.t("drop.merge"))
	p.await("the comparison of two", func() bool { return p.comparison != nil })
	p.wantText("Watch the pass at night")
	p.wantText("France was here")
	if got := len(p.comparison.merge.Files); got != 2 {
		t.Errorf("%d files", got)
	}
}

func TestFolderIsBroughtTogether(t *testing.T) {
	p, c := atCopies(t)
	ids := diverged(p, c)
	dir := filepath.Dir(c.path)
	stranger, err := storage.Create(filepath.Join(dir, "stranger"+Extension), storage.Options{}, "Other")
	if err != nil {
		t.Fatal(err)
	}
	stranger.Close()
	if err := os.WriteFile(filepath.Join(dir, "broken"+Extension), []byte("nothing of ours"), 0o644); err != nil {
		t.Fatal(err)
	}
	paths := p.othersIn(dir)
	if len(paths) != 3 {
		t.Fatalf("files are %q", paths)
	}
	p.sift(paths, false)
	p.await("the comparison", func() bool { return p.comparison != nil })
	if got := p.comparison.skipped; len(got) != 2 || got[0].name != "broken"+Extension || keyInText(t).MatchString(got[0].why+got[1].why) {
		t.Errorf("left out: %v", got)
	}
	p.wantText("stranger" + Extension)
	if len(p.comparison.merge.Rows) == 0 || p.session.Doc.Get(ids[0]) == nil {
		t.Error("nothing of the copy is shown")
	}
}

func TestStrangersFileComesInAsNew(t *testing.T) {
	p := atSample(t)
	path := filepath.Join(t.TempDir(), "other"+Extension)
	w, err := storage.Create(path, storage.Options{Author: storage.Author{Name: "Stranger"}}, "Other")
	if err != nil {
		t.Fatal(err)
	}
	e, _, err := edit.Create(w.Document(), plan.KindOf[plan.Operation](), edit.Values{"title": "Flood relief"}, storage.NewID)
	if err == nil {
		err = w.Apply(e)
	}
	if err != nil {
		t.Fatal(err)
	}
	w.Close()
	v := p.merging(false, path)
	if !v.c.merge.Unrelated() {
		t.Fatal("related")
	}
	p.wantText("Flood relief")
	p.write(1)
	p.closeOverlays()
	p.wantText("Flood relief")
	p.object("Flood relief")
}

func TestEmptyWorkspaceTakesAPlanIn(t *testing.T) {
	p := newPlanner(t)
	p.Create(filepath.Join(t.TempDir(), "mine"+Extension))
	v := p.merging(false, sampleCopy(t))
	v.c.spec.Group = diff.BySection
	v.arrange()
	p.write(v.c.takes())
	p.closeOverlays()
	if n := p.session.Doc.Count(plan.KindOf[plan.Operation](), plan.NoID); n != 2 {
		t.Errorf("%d operations", n)
	}
}

// TestMergeReadsInEveryLanguage goes through the views in all languages and
// colours and looks for keys and cut words.
func TestMergeReadsInEveryLanguage(t *testing.T) {
	p, c := atCopies(t)
	ids := diverged(p, c)
	v := p.merging(false, c.path)
	v.c.spec.Ours = true
	bad := keyInText(t)
	for _, language := range []string{"en", "fr", "ru"} {
		p.run("view." + map[string]string{"en": "english", "fr": "french", "ru": "russian"}[language])
		v := p.view.(*mergeView)
		for row := range v.rows.Rows() {
			v.grid.SelectKeys(v.rows.Key(row))
			p.selectionChanged()
			p.win.Canvas().Capture()
			for _, text := range p.texts() {
				if bad.MatchString(text) {
					t.Errorf("%s: %q", language, text)
				}
			}
		}
		for _, o := range found[*parts.Press](p) {
			if o.Size().Width+0.5 < o.MinSize().Width {
				t.Errorf("%s: %q is cut", language, o.Text)
			}
		}
	}
	p.goSection(placeOverview)
	p.Reveal(ids[0])
	p.press(p.comparison.title())
	if p.place.Section != placeMerge {
		t.Errorf("the list leads to %v", p.place)
	}
}
