package ui

import (
	"slices"
	"strings"
	"testing"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/storage"
	"jointplan/ui/grid"
)

// cells are the texts of a line of the history.
func (l historyLine) texts() (texts []string) {
	for _, c := range l.cells {
		texts = append(texts, c.Text)
	}
	return texts
}

// history is the history in sight.
func (p *planner) history() *historyView {
	p.tb.Helper()
	v, ok := p.view.(*historyView)
	if !ok {
		p.tb.Fatalf("a %T is in sight, not the history", p.view)
	}
	return v
}

// lookBackTo waits until the plan of an earlier time is in sight.
func (p *planner) lookBackTo(m storage.Moment) {
	p.tb.Helper()
	p.lookBack(m)
	p.await("the past", func() bool { return p.past != nil && p.past.moment.Step == m.Step })
}

// setTitle gives an object another title.
func (p *planner) setTitle(id plan.ID, title string) {
	p.tb.Helper()
	e, err := edit.Set(p.session.Doc, []plan.ID{id}, plan.KindFor(p.session.Doc.Get(id)).Title(), title)
	if !p.Do(e, err) {
		p.tb.Fatal(title)
	}
}

// version names the plan as it stands and gives its moment.
func (p *planner) version(title string) storage.Moment {
	p.tb.Helper()
	v, err := p.session.File.NameVersion(title)
	if err != nil {
		p.tb.Fatal(err)
	}
	return v.Moment()
}

func TestHistoryOfFileAndObject(t *testing.T) {
	p := atTasks(t)
	id := p.ids()[0]
	p.pick(id)
	p.fill(p.t("field.task.capability"), "Jurists")
	p.run("edit.undo")
	p.run("edit.redo")
	p.press(p.t("inspector.history"))
	v := p.history()
	var fields []string
	for _, line := range v.rows {
		fields = append(fields, line.texts()[3])
	}
	if len(v.rows) < 4 || fields[0] != p.t("field.task.capability") || !slices.Contains(fields, p.t("history.created")) {
		t.Errorf("history of the task: %q", fields)
	}
	if got := v.rows[0].texts(); got[5] != "Jurists" {
		t.Errorf("the last value is %q", got)
	}
	p.press(p.t("history.back"))
	if got := v.rows[0].texts(); v.object != nil || !strings.Contains(got[2], p.app.Words.Say(plan.Say("history.redo", "What", ""))[:6]) {
		t.Errorf("history of the file begins with %q", got)
	}
	p.run("edit.undo")
	if got := v.rows[0].texts(); !strings.HasPrefix(got[2], p.app.Words.Say(plan.Say("history.undo", "What", ""))[:6]) {
		t.Errorf("the history in sight does not follow: %q", got)
	}
}

func TestStepsTellWhatTheyChanged(t *testing.T) {
	p := atTasks(t)
	id := p.ids()[0]
	was := p.get(id, "title")
	p.setTitle(id, "Observe the ford")
	p.run("view.history")
	v := p.history()
	v.grid.SelectKeys(v.rows[0].key)
	v.selected()
	if len(v.detail.rows) != 1 || !slices.Equal(v.detail.rows[0].texts()[2:], []string{was, "Observe the ford"}) {
		t.Fatalf("the step changed %+v", v.detail.rows)
	}
	p.wantSteps(1, func() { p.valueMenu(v.detail.rows[0])[0].Action() })
	if got := p.get(id, "title"); got != was {
		t.Errorf("brought back: %q", got)
	}
	p.run("edit.undo")
	p.valueMenu(v.detail.rows[0])[1].Action() // it has that value
	p.closeOverlays()
	v.grid.SelectKeys(v.rows[0].key, v.rows[1].key)
	v.selected()
	p.wantText(p.t("history.compare.two"))
	p.wantText(p.t("history.detail.none"))
}

func TestHistoryByPersonDayAndWords(t *testing.T) {
	p := atTasks(t)
	p.setTitle(p.ids()[0], "Observe the ford")
	p.run("view.history")
	v := p.history()
	all := len(v.rows)
	p.press(p.t("history.mode.person"))
	heads := 0
	for _, l := range v.rows {
		if l.head != nil {
			heads++
		}
	}
	if heads != 2 || len(v.rows) != all+2 { // who made the sample, and who edits
		t.Errorf("%d people in %d lines", heads, len(v.rows))
	}
	p.press(p.t("history.mode.day"))
	if v.rows[0].head == nil || v.rows[0].head.Title != p.app.Words.Date(plan.DateOf(p.app.Now())) {
		t.Errorf("begins with %+v", v.rows[0])
	}
	p.press(p.t("history.mode.all"))
	v.narrow("maker sample")
	if len(v.rows) == 0 || len(v.rows) >= all {
		t.Errorf("%d of %d lines hold the words", len(v.rows), all)
	}
	v.narrow("no such words")
	p.wantText(p.t("history.nomatch"))
}

func TestVersionsAreNamedAndLookedAt(t *testing.T) {
	p := atTasks(t)
	id := p.ids()[0]
	was := p.get(id, "title")
	p.run("file.version")
	p.fillForm(p.t("version.name"), " ")
	p.press(p.t("version.give"))
	p.wantText(p.app.Words.T("error.version.untitled"))
	p.fillForm(p.t("version.name"), "For the talks")
	p.wantSteps(1, func() { p.press(p.t("version.give")) })
	if p.overlay() != nil {
		t.Fatal("the dialog stays open")
	}
	p.setTitle(id, "Observe the ford")
	p.run("view.history")
	p.press(p.t("history.mode.versions"))
	v := p.history()
	if len(v.rows) != 1 || v.rows[0].texts()[0] != "For the talks" {
		t.Fatalf("versions: %+v", v.rows)
	}
	v.lookAt("no such version")
	p.wantText("no such version")
	p.closeOverlays()
	v.lookAt("for the talks")
	p.await("the past", func() bool { return p.past != nil })
	p.wantText(p.say("banner.past", "When", p.past.moment.Name))
	if p.get(id, "title") != was || p.session.File.ReadOnly() == nil {
		t.Error("the window does not show the plan as it stood, read-only")
	}
	p.Go(Place{Section: plan.SectionTasks})
	p.pick(id)
	p.wantText(p.t("past.restore.field"))
	for _, name := range []string{"edit.delete", "operation.row", "edit.undo", "file.version"} {
		p.run(name)
	}
	if p.overlay() != nil || p.session.Doc.Get(id) == nil {
		t.Error("the past was edited")
	}
	p.run("view.history")
	if p.history().rows[0].texts()[2] == p.app.Words.Say(plan.Say("do.version", "Title", "For the talks")) {
		t.Error("the history ends with the past")
	}
	p.run("view.now")
	if p.past != nil || p.get(id, "title") != "Observe the ford" || p.session.File.ReadOnly() != nil {
		t.Error("not back")
	}
}

func TestRestoringFromThePast(t *testing.T) {
	p := atTasks(t)
	ids := p.ids()
	was, other := p.get(ids[0], "title"), p.get(ids[1], "title")
	m := p.version("Before")
	p.setTitle(ids[0], "Observe the ford")
	p.setTitle(ids[1], "Observe the pass")
	e, err := edit.Delete(p.session.Doc, []plan.ID{ids[2]})
	p.Do(e, err)

	p.lookBackTo(m)
	p.Go(Place{Section: plan.SectionTasks})
	p.pick(ids[0], ids[2])
	p.run("edit.restore")
	if p.past != nil || p.get(ids[0], "title") != was || p.get(ids[1], "title") != "Observe the pass" || p.session.Doc.Get(ids[2]) == nil {
		t.Error("not what was selected was restored")
	}
	p.lookBackTo(m)
	p.pick(ids[1])
	p.restoreField([]plan.ID{ids[1]}, plan.KindOf[plan.Task]().Title())
	if p.get(ids[1], "title") != other {
		t.Error("the field was not restored")
	}
	p.run("edit.undo")
	p.run("edit.undo")
	if p.get(ids[1], "title") != "Observe the pass" || p.session.Doc.Get(ids[2]) != nil {
		t.Error("restoring is not one step of undo each")
	}
	p.lookBackTo(m)
	p.pick(ids[3])
	p.run("edit.restore")
	p.wantText(p.t("past.restore.same"))
}

func TestDeletedObjectsComeBackFromTheHistory(t *testing.T) {
	p := atTasks(t)
	id := p.ids()[0]
	e, err := edit.Delete(p.session.Doc, []plan.ID{id})
	p.Do(e, err)
	p.run("view.history")
	v := p.history()
	v.grid.SelectKeys(v.rows[0].key)
	v.selected()
	at := slices.IndexFunc(v.detail.rows, func(l historyLine) bool { return plan.IDFor(l.object) == id })
	if at < 0 {
		t.Fatalf("the deletion says nothing of the task: %+v", v.detail.rows)
	}
	p.valueMenu(v.detail.rows[at])[0].Action()
	p.await("the task", func() bool { return p.session.Doc.Get(id) != nil })
	p.showHistoryOf(p.session.Doc.Get(id), plan.KindOf[plan.Task]().Title())
	p.wantText(p.t("history.deleted"))
}

func TestComparingStates(t *testing.T) {
	p := atTasks(t)
	id := p.ids()[0]
	m := p.version("Before")
	p.setTitle(id, "Observe the ford")
	after := p.version("After")
	p.setTitle(id, "Observe the pass")
	for _, c := range []struct {
		to   *storage.Moment
		want string
	}{{nil, "Observe the pass"}, {&after, "Observe the ford"}} {
		p.compareMoments(m, c.to)
		p.await("the comparison", func() bool {
			v, ok := p.view.(*historyView)
			return ok && v.pair != nil && v.pair.to == c.to
		})
		v := p.history()
		if len(v.rows) != 2 || v.rows[0].head == nil || v.rows[1].texts()[2] != c.want {
			t.Errorf("differences: %+v", v.rows)
		}
	}
	p.compareMoments(after, &after)
	p.await("the comparison", func() bool {
		v, ok := p.view.(*historyView)
		return ok && v.pair != nil && v.pair.from.Step == after.Step
	})
	p.wantText(p.t("history.same"))
}

func TestLeavingFromThePastClosesTheFile(t *testing.T) {
	p := atTasks(t)
	path := p.session.File.Path()
	p.lookBackTo(p.version("Before"))
	p.run("file.close")
	if p.session != nil || p.past != nil {
		t.Fatal("still open")
	}
	p.open(path)
	if why := p.session.File.ReadOnly(); why != nil {
		t.Errorf("the file is still held: %v", why)
	}
}

func TestChangedWordsAreMarked(t *testing.T) {
	title := plan.KindOf[plan.Task]().Title()
	long := strings.Repeat("the same words again and again ", 4)
	for _, c := range []struct{ was, is, before, after string }{
		{"Observe the ford", "Observe the pass", "Observe the -ford-", "Observe the +pass+"},
		{"Observe", "", "Observe", ""},
		{"", "Observe", "", "Observe"},
		{"one", "two", "one", "two"},
		{long + "ford", long + "pass", "… again and again -ford-", "… again and again +pass+"},
		{"two\nlines", "two\nwords", "two -lines-", "two +words+"},
	} {
		was, is := changedCells(title, c.was, c.is)
		if got := marked(was); got != c.before {
			t.Errorf("before: %q, want %q", got, c.before)
		}
		if got := marked(is); got != c.after {
			t.Errorf("after: %q, want %q", got, c.after)
		}
	}
}

// marked is the text of a cell with signs around what is marked.
func marked(c grid.Cell) (text string) {
	if len(c.Runs) == 0 {
		return c.Text
	}
	for _, r := range c.Runs {
		sign := map[grid.Mark]string{grid.MarkNone: "", grid.MarkAdded: "+", grid.MarkRemoved: "-"}[r.Mark]
		text += sign + r.Text + sign
	}
	return text
}
