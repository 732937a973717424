package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/ui/parts"
)

func TestInspectorOfNothing(t *testing.T) {
	p := atTasks(t)
	p.pick()
	p.wantText(p.t("inspector.none"))
}

func TestInspectorEditsOne(t *testing.T) {
	p := atTasks(t)
	id := p.ids()[2]
	p.pick(id)
	p.wantText(p.session.Doc.Get(id).Shared().Number())
	p.wantSteps(1, func() { p.fill(p.t("field.task.capability"), "Jurists") })
	if got := p.get(id, "capability"); got != "Jurists" {
		t.Errorf("capability is %q", got)
	}
	p.wantSteps(0, func() { p.fill(p.t("field.task.capability"), "Jurists") })
	status := under[*parts.Picker](p, p.t("field.task.status"))
	p.wantSteps(1, func() { status.Pick("running") })
	if got := under[*parts.Picker](p, p.t("field.task.status")).Text; got != p.t("choice.task.status.running") {
		t.Errorf("the field shows %q", got)
	}
}

func TestInspectorEditsMany(t *testing.T) {
	p := atTasks(t)
	ids := p.ids()[:10]
	p.pick(ids...)
	p.wantText(p.t("inspector.many")[:20])
	title := under[*parts.Entry](p, p.t("field.task.title"))
	if title.Text != "" || title.PlaceHolder != p.t("inspector.several") {
		t.Errorf("differing titles show as %q with the hint %q", title.Text, title.PlaceHolder)
	}
	party := under[*parts.Picker](p, p.t("field.task.party"))
	if party.Text != "" || party.Hint != p.t("inspector.several") {
		t.Errorf("differing parties show as %q with the hint %q", party.Text, party.Hint)
	}
	p.wantSteps(1, func() { p.fill(p.t("field.task.people"), "12") })
	for _, id := range ids {
		if got := p.get(id, "people"); got != "12" {
			t.Errorf("%q: %s people", p.get(id, "title"), got)
		}
	}
	if got := under[*parts.Entry](p, p.t("field.task.people")).Text; got != "12" {
		t.Errorf("the field shows %q for all", got)
	}
}

// TestEnterOnSeveralChangesNothing presses Enter in an empty field that stands
// for differing values.
func TestEnterOnSeveralChangesNothing(t *testing.T) {
	p := atTasks(t)
	ids := p.ids()[:10]
	p.pick(ids...)
	before := p.column("capability")
	for _, field := range []string{"field.task.title", "field.task.capability", "field.start"} {
		entry := under[*parts.Entry](p, p.t(field))
		p.wantSteps(0, func() { entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) })
	}
	if !slices.Equal(p.column("capability"), before) {
		t.Error("Enter in a field that says several emptied it")
	}
}

func TestInspectorKeepsARefusedText(t *testing.T) {
	p := atTasks(t)
	ids := p.ids()
	p.pick(ids[0])
	p.wantSteps(0, func() { p.fill(p.t("field.start"), "next spring") })
	if got := under[*parts.Entry](p, p.t("field.start")).Text; got != "next spring" {
		t.Errorf("the refused text became %q", got)
	}
	p.wantText("is not a day")
	p.wantSteps(1, func() { p.fill(p.t("field.task.capability"), "Jurists") })
	if got := under[*parts.Entry](p, p.t("field.start")).Text; got != "next spring" {
		t.Errorf("after another edit the refused text became %q", got)
	}
	p.wantSteps(1, func() { p.fill(p.t("field.start"), "2020-01-01") })
	if p.reads("is not a day") {
		t.Error("the refusal stays after the text was mended")
	}
	p.fill(p.t("field.start"), "next spring")
	p.pick(ids[1])
	if got := under[*parts.Entry](p, p.t("field.start")).Text; got == "next spring" {
		t.Error("the refused text went on to another task")
	}
}

// TestLeavingAFieldByAClickSavesIt types into the inspector and clicks another
// row: what was typed belongs to the row it was typed for.
func TestLeavingAFieldByAClickSavesIt(t *testing.T) {
	p := atTasks(t)
	p.win.Canvas().Capture()
	id := p.ids()[0]
	p.pick(id)
	entry := under[*parts.Entry](p, p.t("field.task.capability"))
	p.win.Canvas().Focus(entry)
	entry.SetText("")
	p.types("Jurists")
	at := fyne.NewPos(300, 300)
	press := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: at}, Button: desktop.MouseButtonPrimary}
	p.surface().(desktop.Mouseable).MouseDown(press)
	p.surface().(fyne.Tappable).Tapped(&press.PointEvent)
	selected := p.view.Selected()
	if len(selected) != 1 || selected[0] == id {
		t.Fatal("the click did not go to another row")
	}
	if p.get(id, "capability") != "Jurists" || p.get(selected[0], "capability") == "Jurists" {
		t.Errorf("what was typed went to %q and %q", p.get(id, "capability"), p.get(selected[0], "capability"))
	}
}

// TestMendInOneStep mends a finding of every rule that the sample breaks and can
// mend.
func TestMendInOneStep(t *testing.T) {
	rules := map[string]check.Finding{}
	p := atSample(t)
	for _, f := range p.session.Report.Findings(plan.NoID) {
		if _, ok := f.FixLabel(); ok {
			rules[f.Rule.Name] = f
		}
	}
	if len(rules) == 0 {
		t.Fatal("nothing in the sample can be mended in one step")
	}
	for name, f := range rules {
		p.Reveal(f.Object)
		label, _ := f.FixLabel()
		if len(p.view.Selected()) != 1 && p.place.Section != placeOverview {
			t.Errorf("%s: its object is not selected at %v", name, p.place)
			continue
		}
		var link *parts.Press
		for _, press := range found[*parts.Press](p) {
			if press.Text == p.app.Words.Say(p.inspect.short(label, f)) {
				link = press
				break
			}
		}
		if link == nil {
			t.Errorf("%s: no link %q among the notes of %q", name, p.app.Words.Say(label), plan.NameOf(p.session.Doc, p.session.Doc.Get(f.Object), nil))
			continue
		}
		p.wantSteps(1, func() { link.Tapped(&fyne.PointEvent{}) })
		for _, left := range p.session.Report.About(f.Object) {
			if left.Rule.Name == name && left.Message.String() == f.Message.String() {
				t.Errorf("%s: still there after mending: %s", name, p.app.Words.Say(left.Message))
			}
		}
		p.run("edit.undo")
	}
}

func TestFindingsLeadToTheirObjects(t *testing.T) {
	p := atSample(t)
	p.run("view.findings")
	v := p.view.(*findingsView)
	total, _ := p.session.Report.Counts(p.place.Operation)
	if len(v.found) != total.Total() {
		t.Errorf("%d findings listed, %d counted", len(v.found), total.Total())
	}
	seen := map[string]bool{}
	for _, f := range slices.Clone(v.found) {
		if seen[f.Rule.Name] {
			continue
		}
		seen[f.Rule.Name] = true
		p.run("view.findings")
		p.view.(*findingsView).open(findingKey(f))
		o := p.session.Doc.Get(f.Object)
		if op, ok := o.(*plan.Operation); ok {
			if p.place.Section != placeOverview || p.place.Operation != op.ID {
				t.Errorf("%s leads to %v", f.Rule.Name, p.place)
			}
			continue
		}
		if got := p.view.Selected(); !slices.Equal(got, []plan.ID{f.Object}) {
			t.Errorf("%s leads to %v with %d selected", f.Rule.Name, p.place, len(got))
		}
	}
}

func TestFindingsByseverity(t *testing.T) {
	p := atSample(t)
	total, _ := p.session.Report.Counts(p.place.Operation)
	for severity := check.Blocking; severity <= check.Advice; severity++ {
		if total[severity] == 0 {
			continue
		}
		p.run("view.findings")
		p.showFindings("", severity)
		if got := len(p.view.(*findingsView).found); got != total[severity] {
			t.Errorf("%s: %d listed, %d counted", severity, got, total[severity])
		}
	}
}

func TestMendSeveralFindingsInOneStep(t *testing.T) {
	p := atSample(t)
	p.run("view.findings")
	v := p.view.(*findingsView)
	p.press(p.t("findings.fixall"))
	p.wantText(p.t("findings.nofix")[:20])
	p.closeOverlays()
	var keys []string
	kinds := map[string]bool{}
	for _, f := range v.found {
		if _, ok := f.FixLabel(); ok && !kinds[f.Rule.Name] && len(keys) < 3 {
			kinds[f.Rule.Name] = true
			keys = append(keys, findingKey(f))
		}
	}
	v.grid.SelectKeys(keys...)
	v.pick(v.grid.Selected())
	n := len(v.found)
	p.wantSteps(1, func() { p.press(p.t("findings.fixall")) })
	if got := len(p.view.(*findingsView).found); got >= n {
		t.Errorf("%d findings after %d of %d were mended", got, len(keys), n)
	}
}

func TestSearchFindsObjectsAndCommands(t *testing.T) {
	p := atSample(t)
	for _, c := range []struct {
		query string
		done  func() bool
	}{
		{"dagestan stretch", func() bool { return len(p.view.Selected()) == 1 }},
		{p.t("command.view.findings"), func() bool { return p.place.Section == placeFindings }},
		{"Money", func() bool { return p.place.Section == plan.SectionMoney }},
		{"T-14", func() bool { return len(p.view.Selected()) == 1 && p.place.Section == plan.SectionTasks }},
	} {
		p.Go(Place{Operation: p.place.Operation, Section: placeOverview})
		p.run("edit.find")
		p.types(c.query)
		if c.query == p.t("command.view.findings") || c.query == "Money" { // behind the objects that hold the word
			rows := found[*parts.Row](p)
			i := slices.IndexFunc(rows, func(r *parts.Row) bool {
				return r.Tail == p.t("search.command") && strings.EqualFold(strings.TrimSuffix(r.Text, "…"), c.query)
			})
			if i < 0 {
				t.Errorf("%q does not find a command among %q", c.query, p.texts())
				p.closeOverlays()
				continue
			}
			rows[i].Tapped(&fyne.PointEvent{})
		} else {
			p.key(fyne.KeyReturn)
		}
		if p.overlay() != nil || !c.done() {
			t.Errorf("%q leads to %v with %d selected", c.query, p.place, len(p.view.Selected()))
		}
	}
	p.run("edit.find")
	p.types("no such thing anywhere")
	p.key(fyne.KeyReturn) // does nothing
	p.key(fyne.KeyEscape)
	if p.overlay() != nil {
		t.Error("Escape does not close the search")
	}
}
