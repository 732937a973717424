package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/ui/grid"
	"jointplan/ui/parts"
	"jointplan/ui/theme"
	"jointplan/ui/words"
)

func TestLanguageAndColoursKeepThePlace(t *testing.T) {
	p := atTasks(t)
	v := p.section()
	v.sorted(grid.Sort{Column: "title", Order: grid.SortDown})
	v.grid.SetSort(grid.Sort{Column: "title", Order: grid.SortDown})
	v.spec.SetFilter("status", "planned")
	v.build()
	ids := p.ids()
	p.pick(ids[1], ids[2])
	place := p.place
	for _, language := range []string{"fr", "ru", "en"} {
		p.run("view." + map[string]string{"en": "english", "fr": "french", "ru": "russian"}[language])
		for _, mode := range []string{"dark", "light"} {
			p.run("view." + mode)
			if p.place != place || !slices.Equal(p.ids(), ids) || !slices.Equal(p.view.Selected(), ids[1:3]) {
				t.Errorf("%s %s: at %v with %d rows and %d selected", language, mode, p.place, len(p.ids()), len(p.view.Selected()))
			}
			p.wantText(p.t("field.task.title"))
			if p.app.Words.Language() != language || p.app.mode() != theme.Mode(mode) {
				t.Errorf("%s %s did not come", language, mode)
			}
		}
	}
}

func TestStatusBarGoesRoundTheLanguages(t *testing.T) {
	p := atSample(t)
	for _, want := range []string{"fr", "ru", "en"} {
		p.press(strings.ToUpper(p.app.Words.Language()))
		if got := p.app.Words.Language(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestReadOnlyWorkspace(t *testing.T) {
	p := readAsReader(t)
	p.wantText(p.t("status.readonly"))
	p.wantText(p.t("banner.copy"))
	p.Go(Place{Section: plan.SectionTasks})
	id := p.ids()[0]
	title := p.get(id, "title")
	p.pick(id)
	p.wantSteps(0, func() {
		for _, c := range p.commands {
			if strings.HasPrefix(c.name, "edit.") && c.name != "edit.find" || c.name == "operation.new" || c.name == "operation.row" || c.name == "operation.assign" || c.name == "operation.delete" {
				p.run(c.name)
			}
		}
	})
	if p.overlay() != nil {
		t.Errorf("a command opened something: %q", p.texts())
		p.closeOverlays()
	}
	p.section().grid.Edit(id.String(), "title")
	if p.section().grid.Editing() {
		t.Error("a cell can be edited")
	}
	if entry := under[*parts.Entry](p, p.t("field.task.title")); !entry.Disabled() {
		t.Error("a field of the inspector can be edited")
	}
	under[*parts.Picker](p, p.t("field.task.status")).Tapped(&fyne.PointEvent{})
	if p.overlay() != nil {
		t.Error("a choice of the inspector opens")
		p.closeOverlays()
	}
	keys := keysOf([]plan.ID{id})
	p.dragTasks(keys, fyne.NewPos(100, 300))
	p.dropTasks(keys, fyne.NewPos(100, 300))
	for _, section := range []plan.Section{placeOverview, placeFindings, placeHistory} {
		p.goSection(section)
	}
	if p.get(id, "title") != title {
		t.Error("the title was changed")
	}
	copied := filepath.Join(t.TempDir(), "mine"+Extension)
	if err := p.session.File.SaveCopy(copied); err != nil {
		t.Fatal(err)
	}
	p.open(copied)
	if p.session.File.ReadOnly() != nil || p.reads(p.t("banner.copy")) {
		t.Error("a copy is read-only too")
	}
}

// A file that becomes read-only while it is open says so in the window.
func TestFileGoneWhileOpen(t *testing.T) {
	p := atSample(t)
	p.Go(Place{Section: plan.SectionTasks})
	if err := os.Rename(p.session.File.Path(), p.session.File.Path()+".away"); err != nil {
		t.Fatal(err)
	}
	id := p.ids()[0]
	e, err := edit.Set(p.session.Doc, []plan.ID{id}, plan.KindOf[plan.Task]().Field("title"), "Other")
	if p.Do(e, err) {
		t.Fatal("the edit was made")
	}
	p.closeOverlays()
	p.wantText(p.t("banner.copy"))
	p.wantText(p.t("status.readonly"))
	if p.place.Section != plan.SectionTasks || p.get(id, "title") == "Other" {
		t.Errorf("at %v", p.place)
	}
}

// Copies of one workspace lie side by side: the windows tell which is which.
func TestWindowTitleTellsCopiesApart(t *testing.T) {
	p := newPlanner(t)
	data, err := os.ReadFile(sampleCopy(t))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, folder := range []string{"ours", "mail"} {
		if err := os.Mkdir(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ path, want string }{
		{"ours/Sample.jointplan", "Sample – Jointplan"},
		{"ours/second round.jointplan", "Sample – second round – Jointplan"},
		{"mail/second round.jointplan", "Sample – mail/second round – Jointplan"},
	} {
		path := filepath.Join(dir, c.path)
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		p.open(path)
		if got, want := p.win.Title(), filepath.FromSlash(c.want); got != want {
			t.Errorf("%s: %q, want %q", c.path, got, want)
		}
	}
}

func TestWindowStateComesBack(t *testing.T) {
	p := atSample(t)
	p.win.Resize(fyne.NewSize(1300, 850))
	op := plan.All[plan.Operation](p.session.Doc, plan.NoID)[1].ID
	p.Go(Place{Operation: op, Section: plan.SectionSectors})
	p.Go(Place{Operation: op, Section: plan.SectionTasks})
	v := p.section()
	v.spec.Group = "party"
	v.build()
	v.grid.ShowColumn("capability", true)
	v.grid.ShowColumn("progress", false)
	state := v.grid.State()
	state.Widths["title"] = 333
	v.grid.SetState(state)
	v.grid.SetSort(grid.Sort{Column: "title", Order: grid.SortUp})
	v.sorted(grid.Sort{Column: "title", Order: grid.SortUp})
	titles := p.titles()
	p.run("view.inspector")
	place := p.place
	p.reopened()

	if p.place != place {
		t.Fatalf("at %v, want %v", p.place, place)
	}
	if got := p.titles(); !slices.Equal(got, titles) {
		t.Errorf("rows are %q, want %q", got[:5], titles[:5])
	}
	if !p.heads(p.t("field.task.capability")) || p.heads(p.fieldTitle(plan.KindOf[plan.Task]().Field("progress"))) {
		t.Error("columns shown and hidden did not come back")
	}
	if got := p.section().grid.State(); got.Widths["title"] != 333 || got.Sort.Column != "title" {
		t.Errorf("width %v, sort %v", got.Widths["title"], got.Sort)
	}
	if p.splits[1].Trailing.Visible() {
		t.Error("the folded inspector is back")
	}
	if got := p.state.Width; got != 1300 {
		t.Errorf("the window is %v wide", got)
	}
	p.run("view.inspector")
	if !p.splits[1].Trailing.Visible() {
		t.Error("the inspector cannot be unfolded")
	}
}

// TestStateOfAnotherFile opens a file whose operation is not the one last seen.
func TestStateOfAnotherFile(t *testing.T) {
	p := atTasks(t)
	p.Leave()
	p.rebuild()
	p.Create(filepath.Join(t.TempDir(), "other"+Extension))
	if p.place.Section != placeCreate {
		t.Errorf("at %v", p.place)
	}
}

func TestCommands(t *testing.T) {
	p := newPlanner(t)
	keys, names := map[string]string{}, map[string]bool{}
	for _, c := range p.commands {
		if names[c.name] {
			t.Errorf("%s is declared twice", c.name)
		}
		names[c.name] = true
		for _, language := range words.Languages {
			if !words.New(language).Has(keyOf(c)) {
				t.Errorf("%s: no text for %s", language, keyOf(c))
			}
		}
		if c.menu != "" && !slices.Contains(menuNames, c.menu) {
			t.Errorf("%s stands in no menu: %q", c.name, c.menu)
		}
		if c.key == nil {
			continue
		}
		if other, ok := keys[keyText(c.key)]; ok {
			t.Errorf("%s and %s share %s", c.name, other, keyText(c.key))
		}
		keys[keyText(c.key)] = c.name
	}
}

// TestCommandsAreGuarded runs every command where it is not ready: without a
// workspace, in an empty one and with nothing selected.
func TestCommandsAreGuarded(t *testing.T) {
	empty := func(t *testing.T) *planner {
		p := newPlanner(t)
		p.Create(filepath.Join(t.TempDir(), "w"+Extension))
		return p
	}
	for name, start := range map[string]func(*testing.T) *planner{
		"welcome": func(t *testing.T) *planner { return newPlanner(t) },
		"empty":   empty,
		"sample":  func(t *testing.T) *planner { return atSample(t) },
		"tasks":   func(t *testing.T) *planner { return atTasks(t) },
		"board": func(t *testing.T) *planner {
			p := atSample(t)
			p.Go(Place{Section: plan.SectionTasks, Board: true, Kind: "task"})
			return p
		},
		"reader": readAsReader,
	} {
		t.Run(name, func(t *testing.T) {
			p := start(t)
			p.app.Dress("en", false)
			for _, c := range p.commands {
				if c.name == "file.quit" || c.name == "file.close" || c.name == "file.sample" {
					continue
				}
				func() {
					defer func() {
						if r := recover(); r != nil {
							t.Errorf("%s: %v", c.name, r)
						}
					}()
					p.run(c.name)
				}()
				p.closeOverlays()
			}
			if p.session != nil {
				p.run("file.close")
				p.wantText(p.t("welcome.line"))
			}
		})
	}
}

// TestMenusShowEveryCommand opens each menu and looks for what is in it.
func TestMenusShowEveryCommand(t *testing.T) {
	p := atTasks(t)
	p.pick(p.ids()[0])
	for _, menu := range menuNames {
		p.press(p.t("menu." + menu))
		for _, c := range p.commands {
			if c.menu == menu {
				p.wantText(p.label(c))
			}
		}
		p.closeOverlays()
	}
}

func TestUndoNamesWhatItUndoes(t *testing.T) {
	p := atTasks(t)
	p.pick(p.ids()[:4]...)
	e, err := edit.Assign(p.session.Doc, p.view.Selected(), edit.Assignment{Party: plan.IDFor(p.object("OSCE"))})
	if !p.Do(e, err) {
		t.Fatal("not assigned")
	}
	title := p.app.Words.Say(e.Title)
	p.wantText(p.say("command.edit.undo.what", "What", e.Title))
	p.press(p.t("menu.edit"))
	p.wantText(title)
	p.closeOverlays()
}

func TestExportFromTheWindow(t *testing.T) {
	p := atTasks(t)
	path := filepath.Join(t.TempDir(), "plan.xlsx")
	p.Export(path)
	p.await("the workbook", func() bool { return p.reads("plan.xlsx") })
	p.closeOverlays()
}

func TestDeleteOperationAsksFirst(t *testing.T) {
	p := atSample(t)
	op := p.operation()
	p.run("operation.delete")
	p.wantText(fmt.Sprint(op.Title)[:20])
	p.press(p.t("button.cancel"))
	if p.operation() == nil || p.operation().ID != op.ID {
		t.Fatal("gone although cancelled")
	}
	p.run("operation.delete")
	p.wantSteps(1, func() { p.press(p.t("button.delete")) })
	if p.session.Doc.Get(op.ID) != nil || p.place.Operation == op.ID {
		t.Error("the operation is still there")
	}
	p.run("edit.undo")
	if p.session.Doc.Get(op.ID) == nil {
		t.Error("undo does not bring the operation back")
	}
}

func TestOverviewLeadsOn(t *testing.T) {
	p := atSample(t)
	p.Go(Place{Section: placeOverview})
	op := p.place.Operation
	tasks := p.session.Doc.Count(plan.KindOf[plan.Task](), op)
	p.press(p.t("cell.unassigned"))
	for _, party := range p.column("party") {
		if party != "" {
			t.Fatal("a task with a party is shown")
		}
	}
	p.Go(Place{Section: placeOverview})
	p.press(p.app.Words.Number(float64(tasks), 0))
	if p.place.Section != plan.SectionTasks {
		t.Errorf("the number of tasks leads to %v", p.place)
	}
}

func TestSettings(t *testing.T) {
	p := atSample(t)
	p.run("file.settings")
	p.fill(p.t("settings.name"), "Col. Maria Silva")
	p.fill(p.t("settings.party"), "Portugal")
	p.press(p.t("button.save"))
	p.wantText("Col. Maria Silva, Portugal")
	p.Go(Place{Section: plan.SectionTasks})
	p.section().edit(p.ids()[0].String(), "capability", "Jurists")
	steps, err := p.session.File.Recent(1)
	if err != nil || len(steps) != 1 || steps[0].By != "Col. Maria Silva" || steps[0].Party != "Portugal" {
		t.Errorf("the step says %+v, %v", steps, err)
	}
}
