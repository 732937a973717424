package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/ui/diff"
	"jointplan/ui/grid"
	"jointplan/ui/parts"
)

// mergeView shows what other files hold against the open one, row by row, and has
// the user say what becomes of each before anything is written. Of a comparison
// that is only looked at, the last column and the foot are missing.
type mergeView struct {
	desk    *Desk
	c       *comparison
	rows    *diff.Rows
	grid    *grid.Grid
	head    *fyne.Container
	foot    *fyne.Container
	checked *outlook
	findNew bool // the new findings stand at the side
	content fyne.CanvasObject
}

func newMergeView(d *Desk) *mergeView {
	v := &mergeView{desk: d, c: d.comparison, grid: d.newGrid(), head: container.NewStack(), foot: container.NewStack()}
	v.checked = newOutlook(v)
	v.grid.SetColumns(v.c.reader().Columns(d.middle.Size().Width, !v.c.only), 0)
	v.grid.OnSelect = func(keys []string) { v.c.selected, v.findNew = keys, false; d.selectionChanged() }
	v.grid.OnOpen = func(key string) { v.goThere(key) }
	v.grid.OnMenu = func(at fyne.Position) { d.popUp(v.menu(), at) }
	if !v.c.only {
		v.listen()
	}
	v.grid.SetReadOnly(v.c.only)
	v.content = parts.Edges(parts.Panel(v.head), parts.Panel(v.foot), nil, nil, v.grid)
	v.c.diff.ShowTo(v.c.reader()) // in another language, perhaps
	v.arrange()
	v.grid.SetState(grid.State{Column: "what"})
	v.grid.SelectKeys(v.c.selected...)
	v.checked.later()
	if v.c.stale {
		d.app.Later(func() { d.prepareAgain(nil) })
	}
	return v
}

// arrange groups and filters the rows as the chips say.
func (v *mergeView) arrange() {
	c, d := v.c, v.desk
	v.rows = c.diff.Arrange(c.spec)
	if !c.only {
		v.rows.Take, v.rows.Wins = c.chip, c.winner
	}
	v.grid.Empty = grid.Empty{Title: d.t("compare.none"), Sentence: d.t("compare.none.sentence")}
	if len(c.merge.Rows) > 0 && v.rows.Rows() == 0 {
		v.grid.Empty = grid.Empty{Title: d.t("compare.hidden"), Sentence: d.t("compare.hidden.sentence"),
			ActionLabel: d.t("empty.filtered.action"), Action: v.widen}
	}
	v.grid.SetSource(v.rows)
	v.refresh()
}

func (v *mergeView) widen() {
	v.c.spec = diff.Spec{Group: v.c.spec.Group, Ours: true, Arranging: true}
	v.arrange()
}

// refresh draws what the decisions bear on: head, foot and cells.
func (v *mergeView) refresh() {
	v.drawHead()
	v.drawFoot()
	v.grid.Refresh()
}

// picked lists the rows that keys and menus are about.
func (v *mergeView) picked() []int { return v.rows.Picked(v.grid) }

// goThere shows the object of a row where it lives.
func (v *mergeView) goThere(key string) {
	if i := v.rows.At(key); i >= 0 {
		if id := v.c.merge.Rows[i].Object; v.desk.session.Doc.Get(id) != nil {
			v.desk.Reveal(id)
		}
	}
}

// Content implements view.
func (v *mergeView) Content() fyne.CanvasObject { return v.content }

// Changed implements view: the comparison no longer tells the truth, and is made
// once more.
func (v *mergeView) Changed([]plan.Change) {
	switch {
	case v.desk.comparison != v.c: // merged
	case v.c.stale:
		v.desk.prepareAgain(nil)
	default:
		v.checked.later()
	}
}

// Selected implements view; what is selected may not be in the plan.
func (v *mergeView) Selected() []plan.ID { return nil }

// Reveal implements view: an object leads to where it is edited.
func (v *mergeView) Reveal(plan.ID) bool { return false }

// show selects the first row about an object.
func (v *mergeView) show(id plan.ID) bool {
	key, ok := v.rows.Find(about(id))
	if ok {
		v.grid.SelectKeys(key)
		ok = v.grid.ScrollTo(key)
	}
	return ok
}

// Focus implements view.
func (v *mergeView) Focus() { v.grid.Focus() }

// Aside is what stands at the right: the row selected in full.
func (v *mergeView) Aside() fyne.CanvasObject {
	if v.findNew {
		return v.checked.list()
	}
	keys := v.grid.Selected()
	if len(keys) != 1 {
		return v.summary(len(keys))
	}
	i := v.rows.At(keys[0])
	if i < 0 {
		return v.summary(0)
	}
	return v.c.diff.Detail(i, v.steps(i))
}

// summary says what to do while no row is selected, or several are.
func (v *mergeView) summary(n int) fyne.CanvasObject {
	d := v.desk
	title, sentence := d.t("compare.select"), d.t("compare.select.sentence")
	if n > 1 {
		title = d.say("status.selected", "Count", n)
	}
	if v.c.only {
		sentence = d.t("compare.select.only")
	}
	return parts.Column(6, parts.NewTitle(title, 15), parts.Paragraph(sentence, parts.Second))
}

// steps are links under the row in full: what can become of it.
func (v *mergeView) steps(i int) []fyne.CanvasObject {
	var links []fyne.CanvasObject
	d, r := v.desk, v.c.merge.Rows[i]
	if !v.c.only {
		chips := container.New(layout.NewRowWrapLayoutWithCustomPadding(6, 4))
		for _, take := range v.c.choices(i) {
			chips.Add(parts.NewChip(d.t(takeKey(r, take)), v.c.taken(i) == take, func() { v.decide([]int{i}, take) }))
		}
		links = append(links, chips)
		for _, s := range r.Others {
			links = append(links, parts.NewLink(v.c.diff.Quote(r, s, linkQuote), func() { v.takeValue(i, s.Value) }))
		}
		if r.Field != nil {
			links = append(links, parts.NewLink(d.t("settle.own"), func() { v.grid.Edit(diff.Key(r), "take") }))
		}
	}
	if d.session.Doc.Get(r.Object) != nil {
		links = append(links, parts.NewLink(d.t("findings.go"), func() { v.goThere(diff.Key(r)) }))
	}
	return links
}

// groupings are the heads that tell rows apart.
func (v *mergeView) groupings() []diff.Grouping {
	if v.c.merge.Unrelated() {
		return slices.DeleteFunc(slices.Clone(diff.Groupings), func(g diff.Grouping) bool { return g == diff.ByPerson || g == diff.ByParty })
	}
	return diff.Groupings
}

// SelectRow selects the first difference in sight whose field is wanted; nil stands
// for the object as a whole.
func (d *Desk) SelectRow(wanted func(f *plan.Field) bool) {
	var rows *diff.Rows
	var g *grid.Grid
	switch v := d.view.(type) {
	case *mergeView:
		rows, g = v.rows, v.grid
	case *conflictsView:
		rows, g = v.rows, v.grid
	default:
		return
	}
	if key, ok := rows.Find(func(r compare.Row) bool { return wanted(r.Field) }); ok {
		g.SelectKeys(key)
		g.ScrollTo(key)
		d.selectionChanged()
	}
}
