package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jointplan/plan"
	"jointplan/ui/grid"
	"jointplan/ui/parts"
)

// chip presses the chip that begins with a text and then an entry of its menu.
func (p *planner) chip(begin, item string) {
	p.tb.Helper()
	for _, c := range found[*parts.Press](p) {
		if c.Shape == parts.AsChip && strings.HasPrefix(c.Text, begin) {
			c.Tapped(&fyne.PointEvent{})
			p.press(item)
			p.closeOverlays()
			return
		}
	}
	p.tb.Fatalf("no chip begins with %q", begin)
}

// column gives a field of all rows shown, in canonical spelling.
func (p *planner) column(field string) []string {
	var values []string
	for _, id := range p.ids() {
		values = append(values, p.get(id, field))
	}
	return values
}

// surface is what of the grid takes mouse and keys.
func (p *planner) surface() fyne.CanvasObject {
	return test.WidgetRenderer(p.section().grid).Objects()[0]
}

func TestSortByAColumn(t *testing.T) {
	p := atTasks(t)
	order := p.ids()
	for _, column := range []string{"title", "when.start", "when.finish", "party", "status"} {
		p.section().grid.SetSort(grid.Sort{Column: column, Order: grid.SortUp})
		p.section().sorted(grid.Sort{Column: column, Order: grid.SortUp})
		up := p.ids()
		p.section().sorted(grid.Sort{Column: column, Order: grid.SortDown})
		down := p.ids()
		if len(up) != len(order) || slices.Equal(up, down) {
			t.Errorf("%s: %d rows up, the same down: %v", column, len(up), slices.Equal(up, down))
		}
		p.section().sorted(grid.Sort{})
		if !slices.Equal(p.ids(), order) {
			t.Errorf("%s: without a sort the plan's order does not come back", column)
		}
	}
	p.section().sorted(grid.Sort{Column: "title", Order: grid.SortUp})
	titles := p.titles()
	if !slices.IsSortedFunc(titles, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) }) {
		t.Errorf("titles are not sorted: %q", titles)
	}
}

func TestFilterChips(t *testing.T) {
	p := atTasks(t)
	all := len(p.ids())
	osce := p.object("OSCE")
	p.chip("Responsible", plan.NameOf(p.session.Doc, osce, nil))
	for _, party := range p.column("party") {
		if party != plan.IDFor(osce).String() {
			t.Fatalf("a task of %s passed the filter", party)
		}
	}
	narrowed := len(p.ids())
	if narrowed == 0 || narrowed == all {
		t.Fatalf("%d of %d tasks", narrowed, all)
	}
	p.chip("More", "") // opens and closes
	p.chip("Responsible", p.t("filter.every"))
	if len(p.ids()) != all {
		t.Errorf("%d tasks after the filter went, want %d", len(p.ids()), all)
	}
	p.chip("Responsible", p.t("group.unset"))
	if slices.ContainsFunc(p.column("party"), func(s string) bool { return s != "" }) {
		t.Error("a task with a party passed the filter for none")
	}
}

func TestMoreFiltersTheRest(t *testing.T) {
	p := atTasks(t)
	v := p.section()
	f := v.kind.Field("status")
	for _, item := range v.filterItems(f) {
		if item.Label == p.t(f.ChoiceLabel("planned")) {
			item.Action()
		}
	}
	if got := slices.Compact(slices.Sorted(slices.Values(p.column("status")))); !slices.Equal(got, []string{"planned"}) {
		t.Errorf("states shown: %v", got)
	}
	p.wantText(p.t(f.Label()) + ": " + p.t(f.ChoiceLabel("planned"))) // it has a chip of its own now
}

func TestGroup(t *testing.T) {
	p := atTasks(t)
	all := p.ids()
	for _, f := range p.section().kind.Fields {
		if !f.Groups {
			continue
		}
		p.section().groupItem(f.Name, "").Action()
		var heads, count int
		for _, r := range p.section().table.Rows {
			if r.Object == nil {
				heads++
				count += r.Count
			}
		}
		if heads == 0 || count != len(all) {
			t.Errorf("%s: %d groups hold %d of %d tasks", f.Name, heads, count, len(all))
		}
		p.wantText(p.say("group.by", "Field", plan.Say(f.Label())))
	}
	p.chip("Group", p.t("group.none"))
	if !slices.Equal(p.ids(), all) {
		t.Error("without groups the plan's order does not come back")
	}
}

func TestFilterByWords(t *testing.T) {
	p := atTasks(t)
	all := len(p.ids())
	v := p.section()
	p.win.Canvas().Focus(v.filter)
	p.types("ReCOnnoitre chechen")
	if titles := p.titles(); len(titles) != 1 || !strings.Contains(titles[0], "Chechen") {
		t.Errorf("shown: %q", titles)
	}
	p.types(" nonsense")
	if len(p.titles()) != 0 {
		t.Errorf("shown: %q", p.titles())
	}
	if e := p.section().empty(); e.Sentence != p.say("empty.filtered.sentence", "Count", all) {
		t.Errorf("an empty grid says %q", e.Sentence)
	}
	p.section().empty().Action()
	if len(p.ids()) != all || v.filter.Text != "" {
		t.Errorf("%d tasks and %q in the field after all are shown again", len(p.ids()), v.filter.Text)
	}
}

func TestOnlyWithFindings(t *testing.T) {
	p := atTasks(t)
	all := len(p.ids())
	p.press(p.t("filter.findings"))
	if n := len(p.ids()); n == 0 || n == all {
		t.Errorf("%d of %d tasks have findings", n, all)
	}
	for _, id := range p.ids() {
		if !p.session.Report.Has(id) {
			t.Errorf("%q has no finding", p.get(id, "title"))
		}
	}
	p.press(p.t("filter.findings"))
	if len(p.ids()) != all {
		t.Error("not all tasks came back")
	}
}

func TestColumnsComeAndGo(t *testing.T) {
	p := atTasks(t)
	capability := p.t("field.task.capability")
	if p.heads(capability) {
		t.Fatalf("%q is shown at first", capability)
	}
	p.press(p.t("tool.columns"))
	p.press(capability)
	p.closeOverlays()
	if !p.heads(capability) {
		t.Errorf("%q does not come", capability)
	}
	p.press(p.t("tool.columns"))
	p.press(capability)
	p.closeOverlays()
	if p.heads(capability) {
		t.Errorf("%q does not go", capability)
	}
}

// heads reports whether a column with this title is shown.
func (p *planner) heads(title string) bool {
	return slices.ContainsFunc(p.section().grid.ColumnSettings(), func(c grid.ColumnSetting) bool { return c.Title == title && !c.Hidden })
}

// object finds one of the workspace or the operation by its name.
func (p *planner) object(name string) plan.Object {
	p.tb.Helper()
	for _, k := range plan.Kinds() {
		op := p.place.Operation
		if k.Operation() == nil {
			op = plan.NoID
		}
		for _, o := range p.session.Doc.Objects(k, op) {
			if plan.NameOf(p.session.Doc, o, nil) == name || plan.ShortName(p.session.Doc, o, nil) == name {
				return o
			}
		}
	}
	p.tb.Fatalf("nothing is called %q", name)
	return nil
}

// TestEditEveryType types a value a person would into a cell of every type, then
// one that cannot be.
func TestEditEveryType(t *testing.T) {
	for _, c := range []struct {
		name, kind, column, typed, want, bad string
	}{
		{name: "text", kind: "task", column: "capability", typed: "Engineers", want: "Engineers"},
		{name: "title", kind: "task", column: "title", typed: "Watch the pass", want: "Watch the pass"},
		{name: "long text", kind: "task", column: "purpose", typed: "Two\nlines", want: "Two\nlines"},
		{name: "number", kind: "sector", column: "length", typed: "82.5", want: "82.5", bad: "far"},
		{name: "number beyond its range", kind: "task", column: "progress", typed: "40", want: "40", bad: "140"},
		{name: "whole number", kind: "sector", column: "summer", typed: "85", want: "85", bad: "8.5"},
		{name: "flag", kind: "task", column: "milestone", typed: "true", want: "true"},
		{name: "start", kind: "task", column: "when.start", typed: "2020-01-02", want: "2020-01-02", bad: "soon"},
		{name: "finish", kind: "task", column: "when.finish", typed: "31.12.2030", want: "2030-12-31", bad: "1 Jan 1999"},
		{name: "choice", kind: "task", column: "status", typed: "running", want: "running", bad: "asleep"},
		{name: "party", kind: "task", column: "party", typed: "@OSCE", want: "@OSCE", bad: "Atlantis"},
		{name: "units", kind: "task", column: "units", typed: "", want: ""},
		{name: "shares", kind: "sector", column: "joint", typed: "OSCE 60, FRA 40", want: "", bad: "OSCE many"},
		{name: "money", kind: "cost", column: "amount", typed: "EUR 1250.50", want: "1250.50 EUR", bad: "EUR plenty"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := atSample(t)
			k := plan.KindNamed(c.kind)
			if k == nil || k.Field(strings.Split(c.column, ".")[0]) == nil {
				t.Skipf("no field %s.%s", c.kind, c.column)
			}
			p.Go(Place{Section: k.Section, Kind: k.Name})
			id := p.ids()[0]
			typed, want := p.named(c.typed), p.named(c.want)
			field, end, _ := strings.Cut(c.column, ".")
			v := p.section()
			v.grid.ShowColumn(c.column, true)
			if _, ok := v.editor(id.String(), c.column); !ok {
				t.Fatal("the cell cannot be edited")
			}
			if err := v.edit(id.String(), c.column, typed); err != nil {
				t.Fatalf("%q is refused: %v", typed, err)
			}
			got := p.get(id, field)
			switch {
			case c.name == "shares":
				if len(strings.Fields(got)) != 2 {
					t.Errorf("shares are %q", got)
				}
			case end != "":
				if !strings.Contains(got, want) {
					t.Errorf("%s is %q, want %q in it", c.column, got, want)
				}
			case got != want:
				t.Errorf("%s is %q, want %q", c.column, got, want)
			}
			if c.bad == "" {
				return
			}
			p.wantSteps(0, func() {
				err := v.edit(id.String(), c.column, c.bad)
				if err == nil {
					t.Fatalf("%q is taken: %q", c.bad, p.get(id, field))
				}
				if keyInText(t).MatchString(err.Error()) {
					t.Errorf("the refusal reads %q", err)
				}
			})
			if p.get(id, field) != got {
				t.Errorf("%s became %q after a refusal", c.column, p.get(id, field))
			}
		})
	}
}

// named replaces "@Name" by the id of what is called so.
func (p *planner) named(s string) string {
	if name, ok := strings.CutPrefix(s, "@"); ok {
		return plan.IDFor(p.object(name)).String()
	}
	return s
}

func TestTypingIntoACell(t *testing.T) {
	p := atTasks(t)
	id := p.ids()[3]
	p.pick(id)
	p.section().grid.Edit(id.String(), "title")
	p.win.Canvas().Focused().(interface{ SetText(string) }).SetText("Agree who pays")
	p.key(fyne.KeyReturn)
	if got := p.get(id, "title"); got != "Agree who pays" {
		t.Errorf("the title is %q", got)
	}
	p.wantText("Agree who pays")
	p.run("edit.undo")
	if got := p.get(id, "title"); got == "Agree who pays" {
		t.Error("undo did not take it back")
	}
	p.section().grid.Edit(id.String(), "when.start")
	p.win.Canvas().Focused().(interface{ SetText(string) }).SetText("soon")
	p.wantSteps(0, func() { p.key(fyne.KeyReturn) })
	if !p.section().grid.Editing() {
		t.Error("a refused day is gone from the cell")
	}
	p.wantText("soon")
	p.key(fyne.KeyEscape)
	if p.section().grid.Editing() {
		t.Error("Escape does not end the editing")
	}
}

func TestAssignManyInOneStep(t *testing.T) {
	p := atTasks(t)
	ids := p.ids()[:10]
	p.pick(ids...)
	osce, sector := p.object("OSCE"), plan.All[plan.Sector](p.session.Doc, p.place.Operation)[1]
	p.run("operation.assign")
	p.press(p.t("button.assign"))
	p.wantText(p.t("error.assign.nothing"))
	p.choose(p.t("field.task.party"), plan.NameOf(p.session.Doc, osce, nil))
	p.choose(p.t("field.sector"), sector.Title)
	p.fill(p.t("field.start"), "someday")
	p.press(p.t("button.assign"))
	p.wantText("someday")
	p.fill(p.t("field.start"), "2027-02-01")
	p.fill(p.t("field.finish"), "2027-02-20")
	p.wantSteps(1, func() { p.press(p.t("button.assign")) })
	if p.overlay() != nil {
		t.Error("the dialog stays")
	}
	for _, id := range ids {
		if p.get(id, "party") != plan.IDFor(osce).String() || p.get(id, "sector") != sector.ID.String() || p.get(id, "when") != "2027-02-01/2027-02-20" {
			t.Errorf("%q: %s %s %s", p.get(id, "title"), p.get(id, "party"), p.get(id, "sector"), p.get(id, "when"))
		}
	}
	if !slices.Equal(p.section().Selected(), ids) {
		t.Error("the ten are no longer selected")
	}
	p.wantText("10")
	p.run("edit.undo")
	for _, id := range ids {
		if p.get(id, "when") == "2027-02-01/2027-02-20" {
			t.Errorf("undo left %q", p.get(id, "title"))
		}
	}
	p.run("edit.redo")
	if p.get(ids[9], "sector") != sector.ID.String() {
		t.Error("redo did not bring it back")
	}
}

func TestDragToTheSidebar(t *testing.T) {
	for _, c := range []struct{ target, field string }{
		{"Party", "party"}, {"Sector", "sector"}, {"Unit", "units"}, {"Phase", "phase"},
	} {
		t.Run(c.field, func(t *testing.T) {
			p := atTasks(t)
			ids := p.ids()[4:7]
			keys := keysOf(ids)
			p.pick(ids...)
			p.dragTasks(keys, fyne.NewPos(700, 400))
			if p.side.drops == nil {
				t.Fatal("nothing to drop on appears")
			}
			p.win.Canvas().Capture() // lays the list out
			var drop *dropRow
			for i, row := range p.side.drops {
				if c.target == map[string]string{"party": "Party", "sector": "Sector", "unit": "Unit", "phase": "Phase"}[plan.KindFor(p.session.Doc.Get(row.target)).Name] {
					drop = &p.side.drops[i]
				}
			}
			if drop == nil {
				t.Fatal("no target of the kind")
			}
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(drop.row).AddXY(20, 10)
			target := drop.target
			if target != p.side.dropAt(at) {
				t.Skip("the target lies beyond the list's lower edge")
			}
			p.dragTasks(keys, at)
			p.wantSteps(1, func() { p.dropTasks(keys, at) })
			for _, id := range ids {
				if !strings.Contains(p.get(id, c.field), target.String()) {
					t.Errorf("%q has %s %q", p.get(id, "title"), c.field, p.get(id, c.field))
				}
			}
			if p.side.drops != nil {
				t.Error("the list of targets stays")
			}
			p.wantSteps(0, func() { p.dropTasks(keys, fyne.NewPos(2, 2)) })
		})
	}
}

func TestDragOnTheBoard(t *testing.T) {
	p := atSample(t)
	p.Go(Place{Section: plan.SectionTasks, Kind: "task", Board: true})
	p.win.Canvas().Capture()
	b := p.view.(*board)
	from, to := b.columns[0], b.columns[1]
	if len(from.tasks) < 2 {
		t.Fatal("no tasks without a party")
	}
	one, two := from.tasks[0].ID, from.tasks[1].ID
	b.pick(one, false)
	b.pick(two, true)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(to.box).AddXY(30, 60)
	party := to.party
	p.wantSteps(1, func() { b.drop(at, one) })
	for _, id := range []plan.ID{one, two} {
		if got := p.get(id, "party"); got != party.String() {
			t.Errorf("%q went to %q", p.get(id, "title"), got)
		}
	}
	b = p.view.(*board)
	at = fyne.CurrentApp().Driver().AbsolutePositionForObject(b.columns[0].box).AddXY(30, 60)
	p.wantSteps(1, func() { b.drop(at, one) })
	if p.get(one, "party") != "" {
		t.Error("a card dropped on nobody keeps its party")
	}
	p.wantSteps(0, func() { b.drop(fyne.NewPos(1, 1), one) })
}

func TestDuplicateMoveDelete(t *testing.T) {
	p := atTasks(t)
	before := p.titles()
	p.pick(p.ids()[2])
	p.wantSteps(1, func() { p.run("edit.duplicate") })
	titles := p.titles()
	if len(titles) != len(before)+1 || titles[3] != before[2] && !strings.Contains(titles[3], before[2]) {
		t.Errorf("after duplicating the third: %q", titles[:6])
	}
	copied := p.ids()[3]
	if got := p.view.Selected(); !slices.Equal(got, []plan.ID{copied}) {
		t.Error("the copy is not selected")
	}
	for range 2 {
		p.wantSteps(1, func() { p.run("edit.up") })
	}
	if p.ids()[1] != copied {
		t.Errorf("moved up twice from 4 the copy stands at %d", slices.Index(p.ids(), copied)+1)
	}
	p.wantSteps(1, func() { p.run("edit.down") })
	if p.ids()[2] != copied {
		t.Errorf("moved down the copy stands at %d", slices.Index(p.ids(), copied)+1)
	}
	p.pick(p.ids()[0])
	p.wantSteps(0, func() { p.run("edit.up") })
	p.pick(p.ids()[len(before)])
	p.wantSteps(0, func() { p.run("edit.down") })
	p.pick(p.ids()[2], p.ids()[5])
	p.wantSteps(1, func() { p.run("edit.delete") })
	if len(p.titles()) != len(before)-1 {
		t.Errorf("%d tasks after two of %d were deleted", len(p.titles()), len(before)+1)
	}
	p.run("edit.undo")
	if len(p.titles()) != len(before)+1 || p.ids()[2] != copied {
		t.Error("undo did not bring the deleted back to their places")
	}
}

func TestMoveSeveral(t *testing.T) {
	p := atTasks(t)
	ids := p.ids()
	p.pick(ids[2], ids[3])
	p.run("edit.down")
	if got := p.ids()[2:5]; !slices.Equal(got, []plan.ID{ids[4], ids[2], ids[3]}) {
		t.Error("two moved down do not stand behind the next")
	}
	p.run("edit.up")
	if !slices.Equal(p.ids(), ids) {
		t.Error("moved up again they do not stand where they stood")
	}
	p.section().moveRows(keysOf(ids[:2]), ids[5].String())
	if got := p.ids()[:5]; !slices.Equal(got, []plan.ID{ids[2], ids[3], ids[4], ids[0], ids[1]}) {
		t.Error("rows dragged before the sixth stand elsewhere")
	}
}
