package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/ui/grid"
	"jointplan/ui/parts"
	"jointplan/ui/rows"
	"jointplan/ui/theme"
)

// viewState is how a user arranged a grid: what is shown, and how.
type viewState struct {
	Spec     rows.Spec
	Grid     grid.State
	Language string // widths suit the words of one language
	Map      mapOptions
}

// sectionView shows the objects of one kind as a grid, with a line of tools
// above. Everything in it comes from the kind's declaration.
type sectionView struct {
	desk    *Desk
	kind    *plan.Kind
	spec    rows.Spec
	table   *rows.Table
	fields  []*plan.Field // of the columns
	grid    *grid.Grid
	tools   *fyne.Container
	filter  *parts.Entry
	content *fyne.Container
}

func newSectionView(d *Desk) *sectionView {
	v := &sectionView{desk: d, kind: plan.KindNamed(d.place.Kind), grid: d.newGrid(), tools: container.NewStack()}
	saved, ok := d.state.Views[v.stateKey()]
	v.spec = saved.Spec
	v.spec.Kind = v.kind.Name
	if !ok && v.kind == plan.KindOf[plan.Task]() {
		v.spec.Group = "line"
	}
	v.grid.SetColumns(v.columns(), 2)
	v.listen()
	v.build()
	if ok {
		if saved.Language != d.app.Words.Language() {
			saved.Grid.Widths = nil
		}
		v.grid.SetState(saved.Grid)
	}
	v.content = parts.Edges(parts.Panel(parts.Column(0, container.NewBorder(nil, nil, d.tabs(v.kind, false), parts.Pad(v.corner(), 4, 12, 4, 8)), parts.Hair(), v.tools)), nil, nil, nil, v.grid)
	return v
}

func (v *sectionView) stateKey() string { return v.kind.Name }

// State is kept with the window.
func (v *sectionView) State() (string, viewState) {
	v.spec.Only = nil
	return v.stateKey(), viewState{Spec: v.spec, Grid: v.grid.State(), Language: v.desk.app.Words.Language()}
}

// columns derives the columns from the declaration: a period takes one for each
// end, so that both can be sorted and edited.
func (v *sectionView) columns() []grid.Column {
	d := v.desk
	v.fields = nil
	var columns []grid.Column
	add := func(f *plan.Field, id, title string, width float32, hidden bool) {
		v.fields = append(v.fields, f)
		width = max(width, fyne.MeasureText(title, theme.TextSize, fyne.TextStyle{Bold: true}).Width+headRoom)
		numeric := f.Type == plan.Number || f.Type == plan.Whole || f.Type == plan.Amount
		columns = append(columns, grid.Column{ID: id, Title: title, Width: width, Hidden: hidden,
			Editable: f.Name != "no", Numeric: numeric})
	}
	for _, f := range gridFields(v.kind) {
		hidden := f.Width == 0
		width := f.Width
		if hidden {
			width = 140
		}
		if f.Type == plan.Period {
			add(f, f.Name+".start", d.periodTitle(f, "field.start"), 92, hidden)
			add(f, f.Name+".finish", d.periodTitle(f, "field.finish"), 92, hidden)
			if f.Name == "when" && v.kind.Operation() != nil {
				v.fields = append(v.fields, nil) // not a field: summed up from the agreements
				columns = append(columns, grid.Column{ID: "standing", Title: d.t("column.standing"), Width: 120, Unsorted: true})
			}
			continue
		}
		add(f, f.Name, d.fieldTitle(f), width, hidden)
	}
	return columns
}

// headRoom is what a column's head needs beside its title: padding and the mark
// of sorting.
const headRoom = 30

// gridFields puts number and title first, what all kinds share last.
func gridFields(k *plan.Kind) []*plan.Field {
	fields := []*plan.Field{k.Field("no")}
	if k.Title() != nil {
		fields = append(fields, k.Title())
	}
	for _, f := range k.Fields {
		if !f.Hidden && f.Name != "no" && f != k.Title() {
			fields = append(fields, f)
		}
	}
	return fields
}

// fieldTitle is a field's label with its unit.
func (d *Desk) fieldTitle(f *plan.Field) string {
	if f.Unit == "" || f.Unit == "people" {
		return d.t(f.Label())
	}
	return d.t(f.Label()) + ", " + d.t("unit."+f.Unit)
}

// periodTitle names one end of a period: "Start" where it is the only period of
// the kind.
func (d *Desk) periodTitle(f *plan.Field, end string) string {
	if f.Name == "when" {
		return d.t(end)
	}
	return d.say("period.end", "Field", plan.Say(f.Label()), "End", plan.Say(end))
}

func (v *sectionView) listen() {
	d := v.desk
	v.grid.OnSelect = func([]string) { d.selectionChanged() }
	v.grid.OnEditor = v.editor
	v.grid.OnEdit = v.edit
	v.grid.OnDelete = func(b grid.Block) { v.erase(b) }
	v.grid.OnPaste = v.paste
	v.grid.OnMenu = func(at fyne.Position) { d.popUp(d.rowMenu(), at) }
	v.grid.OnHeaderMenu = func(column string, at fyne.Position) { d.popUp(v.columnMenu(), at) }
	v.grid.OnSort = v.sorted
	v.grid.OnMoveRows = v.moveRows
	if v.kind == plan.KindOf[plan.Task]() {
		v.grid.OnDragRows = d.dragTasks
		v.grid.OnDropRows = d.dropTasks
	}
}

// build computes the rows and shows them.
func (v *sectionView) build() {
	d := v.desk
	v.table = rows.Build(rows.Source{
		Doc: d.session.Doc, Operation: d.place.Operation, Words: d.app.Words,
		Flagged: d.session.Report.Has, Unset: d.t("group.unset"),
	}, v.spec)
	v.grid.SetReadOnly(d.session.File.ReadOnly() != nil)
	v.grid.Empty = v.empty()
	v.grid.SetSource(&objectRows{view: v, colours: chart.PartyColours(d.session.Doc)})
	v.tools.Objects = []fyne.CanvasObject{v.toolbar()}
	v.tools.Refresh()
}

func (v *sectionView) empty() grid.Empty {
	d := v.desk
	kind := d.t(v.kind.Plural())
	if v.table.Total > 0 {
		return grid.Empty{Title: d.say("empty.filtered", "Kind", kind), Sentence: d.say("empty.filtered.sentence", "Count", v.table.Total),
			ActionLabel: d.t("empty.filtered.action"), Action: func() { v.widen() }}
	}
	e := grid.Empty{Title: d.say("empty.title", "Kind", kind), Sentence: d.t("empty.sentence." + string(v.kind.Section))}
	if d.session.File.ReadOnly() == nil {
		e.ActionLabel, e.Action = d.say("empty.action", "Kind", d.t(v.kind.Label())), func() { d.run("operation.row") }
	}
	return e
}

// widen takes all filters away.
func (v *sectionView) widen() {
	v.spec.Widen()
	if v.filter != nil {
		v.filter.Put("")
	}
	v.build()
}

// toolbar is the line above the grid.
func (v *sectionView) toolbar() fyne.CanvasObject {
	d := v.desk
	left := parts.Flow(8)
	if d.session.File.ReadOnly() == nil {
		left.Add(parts.NewButton(d.say("tool.new", "Kind", d.t(v.kind.Label())), true, func() { d.run("operation.row") }))
		if v.kind == plan.KindOf[plan.Task]() {
			left.Add(parts.NewButton(d.t("tool.assign"), false, func() { d.run("operation.assign") }))
		}
	}
	chips := parts.Flow(6)
	if v.groupable() {
		chips.Add(v.groupChip())
	}
	for _, f := range v.chipFields() {
		chips.Add(v.filterChip(f))
	}
	chips.Add(parts.NewChip(d.t("filter.findings"), v.spec.Findings, func() { v.spec.Findings = !v.spec.Findings; v.build() }))
	if v.groupable() {
		chips.Add(v.moreChip())
	}
	if v.spec.Only != nil {
		chips.Add(parts.NewChip(d.say("filter.only", "Count", len(v.spec.Only)), true, func() { v.spec.Only = nil; v.build() }))
	}
	bar := container.NewBorder(nil, nil, left, nil, container.NewHScroll(parts.Pad(chips, 0, 8, 0, 8)))
	return parts.Pad(bar, 7, 12, 7, 12)
}

// corner stands at the right of the tabs: the filter by words, columns, Excel.
func (v *sectionView) corner() fyne.CanvasObject {
	d := v.desk
	v.filter = parts.NewEntry(v.spec.Text, nil)
	v.filter.SetPlaceHolder(d.t("filter.text"))
	v.filter.Changed = func(s string) { v.spec.Text = s; v.build() }
	columns := parts.NewButton(d.t("tool.columns"), false, nil)
	columns.Do = func() { v.popUnder(columns, v.columnMenu().Items) }
	excel := parts.NewButton(d.t("tool.excel"), false, func() { d.run("file.excel") })
	return parts.Flow(8, parts.Wide(parts.Quiet(v.filter), 150), columns, excel)
}

func (v *sectionView) groupable() bool {
	for _, f := range v.kind.Fields {
		if f.Groups {
			return true
		}
	}
	return false
}

// columnMenu shows and hides columns.
func (v *sectionView) columnMenu() *fyne.Menu {
	var items []*fyne.MenuItem
	for _, c := range v.grid.ColumnSettings() {
		item := fyne.NewMenuItem(c.Title, func() { v.grid.ShowColumn(c.ID, c.Hidden) })
		item.Checked = !c.Hidden
		items = append(items, item)
	}
	return fyne.NewMenu("", items...)
}

// Content implements view.
func (v *sectionView) Content() fyne.CanvasObject { return v.content }

// Focus implements view.
func (v *sectionView) Focus() { v.grid.Focus() }

// Changed implements view. Only an edit that may move, add or remove rows costs
// a new table.
func (v *sectionView) Changed(changes []plan.Change) {
	if v.table.Patch(changes, v.spec) {
		v.grid.Refresh()
		return
	}
	selected := v.grid.Selected()
	v.build()
	v.grid.SelectKeys(selected...)
}

// Selected implements view.
func (v *sectionView) Selected() []plan.ID {
	var ids []plan.ID
	for _, key := range v.grid.Selected() {
		if id, err := plan.ParseID(key); err == nil && id != plan.NoID {
			ids = append(ids, id)
		}
	}
	return ids
}

// Reveal implements view.
func (v *sectionView) Reveal(id plan.ID) bool {
	o := v.desk.session.Doc.Get(id)
	if o == nil || plan.KindFor(o) != v.kind {
		return false
	}
	if _, ok := v.table.Where(id); !ok {
		if owner := plan.OperationOf(o); owner != plan.NoID && owner != v.desk.place.Operation {
			return false
		}
		v.widen()
	}
	v.grid.SelectKeys(id.String())
	v.grid.ScrollTo(id.String())
	return true
}
