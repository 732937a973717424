package ui

import (
	"path/filepath"
	"slices"
	"testing"

	"jointplan/plan"
	"jointplan/plan/template"
	"jointplan/ui/parts"
)

func TestWelcomeOffersThreeWaysIn(t *testing.T) {
	p := newPlanner(t)
	for _, way := range []string{"welcome.new", "welcome.open", "welcome.sample"} {
		p.wantText(p.t(way))
		p.wantText(p.t(way + ".title"))
	}
	p.wantText(p.t("welcome.recent.none"))
	for _, way := range []string{"welcome.new", "welcome.open"} {
		p.press(p.t(way))
		if p.overlay() == nil {
			t.Errorf("%s opens nothing", way)
		}
		p.closeOverlays()
	}
}

func TestNewWorkspaceLeadsToTheTemplates(t *testing.T) {
	p := newPlanner(t)
	path := filepath.Join(t.TempDir(), "Border mission"+Extension)
	p.Create(path)
	if p.place.Section != placeCreate {
		t.Errorf("at %q, want the templates", p.place.Section)
	}
	if got := p.session.Doc.Workspace().Title; got != "Border mission" {
		t.Errorf("the workspace is called %q", got)
	}
	p.wantText("Joint border monitoring")
}

func TestSampleIsMadeOnceAndOpened(t *testing.T) {
	p := newPlanner(t)
	p.press(p.t("welcome.sample"))
	p.await("the sample", func() bool { return p.session != nil })
	if n := p.session.Doc.Count(plan.KindOf[plan.Operation](), plan.NoID); n != 2 {
		t.Errorf("the sample has %d operations, want 2", n)
	}
	path := p.session.File.Path()
	p.run("file.close")
	p.wantText(p.t("welcome.line"))
	p.press(p.t("welcome.sample"))
	p.await("the sample again", func() bool { return p.session != nil })
	if p.session.File.Path() != path {
		t.Errorf("another sample was made: %s", p.session.File.Path())
	}
}

func TestRecentFilesOpen(t *testing.T) {
	p := atSample(t)
	path := p.session.File.Path()
	p.run("file.close")
	p.press(filepath.Base(path))
	p.await("the file", func() bool { return p.session != nil })
	if p.session.File.Path() != path {
		t.Errorf("opened %s, want %s", p.session.File.Path(), path)
	}
}

func TestOpeningNonsenseSaysSo(t *testing.T) {
	p := newPlanner(t)
	p.Open(filepath.Join(t.TempDir(), "missing"+Extension))
	p.await("the problem", func() bool { return p.reads(p.t("dialog.problem")) })
	if p.session != nil {
		t.Error("something was opened")
	}
}

func TestCreateOperationFromTemplate(t *testing.T) {
	p := newPlanner(t)
	p.Create(filepath.Join(t.TempDir(), "w"+Extension))
	p.press("Joint border monitoring")
	v := p.view.(*createView)

	if !p.button("create.make").Disabled() {
		t.Error("an operation without a host can be made")
	}
	p.wantText(p.app.Words.Error(v.chosen.Check(p.session.Doc, v.complete()))[:20])

	p.fillForm("Title", "Northern watch")
	p.fillForm("Theatre", "High valley")
	p.fillForm(p.t("create.start"), "2027-05-03")
	p.fillForm("Host nation", "Georgia")
	p.fillForm("Party sending monitors", "France")
	p.fillForm("Lead party (head of mission) · optional", "OSCE")
	p.fillForm(p.t("create.count"), "3")
	before := v.chosen.Preview(v.complete())
	for _, n := range before {
		if n.Kind == plan.KindOf[plan.Sector]() && n.Count != 3 {
			t.Errorf("the preview says %d sectors, want 3", n.Count)
		}
		p.wantText(p.t(n.Kind.Plural()))
	}
	p.wantSteps(1, func() { p.press(p.t("create.make")) })

	op := p.operation()
	if op == nil || op.Title != "Northern watch" || op.Theatre != "High valley" {
		t.Fatalf("made %+v", op)
	}
	if p.place.Section != placeOverview {
		t.Errorf("at %q, want the overview", p.place.Section)
	}
	for _, n := range before {
		if got := p.session.Doc.Count(n.Kind, op.ID); n.Kind.Operation() != nil && got != n.Count {
			t.Errorf("%d %s made, the preview said %d", got, n.Kind.Name, n.Count)
		}
	}
	if names := participants(p.session.Doc, op.ID); len(names) != 3 {
		t.Errorf("%d parties take part, want 3", len(names))
	}
	p.run("edit.undo")
	if p.session.Doc.Count(plan.KindOf[plan.Operation](), plan.NoID) != 0 || p.place.Section != placeCreate {
		t.Errorf("undo left the operation, or the place: %v", p.place)
	}
}

// With a theatre the names of sectors and the place come from it, and what is made
// is on the map.
func TestCreateOperationInTheatre(t *testing.T) {
	p := newPlanner(t)
	p.Create(filepath.Join(t.TempDir(), "w"+Extension))
	p.press("Joint border monitoring")
	p.fillForm("Title", "River watch")
	v := p.view.(*createView)
	picker := under[*parts.Picker](p, p.t("create.theatre"))
	picker.Pick("panj")
	th := v.chosen.TheatreOf("panj")
	p.wantText(th.Note.In("en")[:30])
	if b := v.complete(); b.Title != "River watch" || b.Theatre != th.Where || !slices.Equal(b.Sectors, th.Sectors) {
		t.Errorf("the form says %+v", b)
	}
	p.fillForm("Host nation", "Tajikistan")
	p.fillForm("Party sending monitors", "France")
	p.press(p.t("create.make"))
	p.await("the operation", func() bool { return p.place.Section == placeOverview })
	for _, s := range plan.All[plan.Sector](p.session.Doc, p.operation().ID) {
		if s.Geometry == "" {
			t.Errorf("%s is not on the map", s.Title)
		}
	}

	p.run("operation.new")
	p.press("Joint border monitoring")
	v = p.view.(*createView)
	for _, key := range []string{"panj", template.NoTheatre} {
		under[*parts.Picker](p, p.t("create.theatre")).Pick(key)
	}
	if b := v.complete(); b.TheatreKey != "" || b.Theatre != v.chosen.Theatre || len(b.Sectors) != 4 {
		t.Errorf("the form says %+v", b)
	}
}

// fillForm types into a field key by key, as the form follows what is typed.
func (p *planner) fillForm(label, text string) {
	p.tb.Helper()
	entry := under[*parts.Entry](p, label)
	p.win.Canvas().Focus(entry)
	entry.SetText("")
	for _, r := range text {
		entry.TypedRune(r)
	}
	p.win.Canvas().Focus(nil)
	if entry.Text != text {
		p.tb.Errorf("%s holds %q after %q was typed", label, entry.Text, text)
	}
}

// button is the one with a text by its key.
func (p *planner) button(key string) *parts.Push {
	p.tb.Helper()
	for _, b := range found[*parts.Push](p) {
		if b.Text == p.t(key) {
			return b
		}
	}
	p.tb.Fatalf("no button %q", p.t(key))
	return nil
}
