package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/plan"
	"jointplan/storage"
	"jointplan/ui/grid"
	"jointplan/ui/parts"
)

// historyMode is what the history is arranged by.
type historyMode string

const (
	historyAll      historyMode = "all"
	historyPerson   historyMode = "person"
	historyDay      historyMode = "day"
	historyVersions historyMode = "versions"
)

// historyView lists what was done in the workspace, with the values of the step
// selected below; or what was done to one object, or how two states of the plan
// differ.
type historyView struct {
	desk    *Desk
	mode    historyMode
	text    string      // words every step must hold
	object  plan.Object // whose history it is, nil for that of the file
	field   *plan.Field // only this one of it
	pair    *momentPair // compared
	grid    *grid.Grid
	rows    historyRows
	detail  *stepDetail
	head    *fyne.Container
	tools   *fyne.Container
	body    *fyne.Container
	content *fyne.Container
}

// historyLimit is how many steps are listed; a filter looks through all.
const historyLimit = 2000

func newHistoryView(d *Desk) *historyView {
	v := &historyView{desk: d, mode: historyAll, grid: d.newGrid(), head: container.NewStack(), tools: container.NewStack(), body: container.NewStack()}
	v.detail = newStepDetail(d)
	v.grid.OnSelect = func([]string) { v.selected() }
	v.grid.OnMenu = func(at fyne.Position) { d.popUp(v.menu(), at) }
	v.grid.OnOpen = v.open
	v.content = parts.Edges(parts.Panel(parts.Column(0, v.head, parts.Hair(), v.tools)), nil, nil, nil, v.body)
	v.load()
	return v
}

// showHistory lists who changed what in one object.
func (d *Desk) showHistory(id plan.ID) {
	if o := d.session.Doc.Get(id); o != nil {
		d.showHistoryOf(o, nil)
	}
}

// showHistoryOf lists who changed what in an object, or in one field of it; the
// object may be gone by now.
func (d *Desk) showHistoryOf(o plan.Object, f *plan.Field) {
	d.goSection(placeHistory)
	if v, ok := d.view.(*historyView); ok {
		v.object, v.field, v.pair = o, f, nil
		v.load()
	}
}

// load reads what is to be listed and draws everything anew.
func (v *historyView) load() {
	d := v.desk
	var err error
	split := false
	switch {
	case v.pair != nil:
		v.loadPair()
	case v.object != nil:
		err = v.loadObject()
	case v.mode == historyVersions:
		err = v.loadVersions()
	default:
		err = v.loadSteps()
		split = true
	}
	if err != nil {
		d.complain(err)
	}
	v.head.Objects = []fyne.CanvasObject{v.heading()}
	v.head.Refresh()
	v.body.Objects = []fyne.CanvasObject{v.grid}
	if split {
		halves := container.NewVSplit(v.grid, v.detail.content)
		halves.SetOffset(0.6)
		v.body.Objects = []fyne.CanvasObject{halves}
	}
	v.body.Refresh()
	v.grid.SetSource(v.rows)
	v.selected()
}

// heading is the line above: what is listed and how.
func (v *historyView) heading() fyne.CanvasObject {
	d := v.desk
	left := parts.Flow(8)
	switch {
	case v.pair != nil:
		left.Add(parts.NewTitle(d.say("history.compared", "From", v.pair.from.Name, "To", v.pair.toName()), 13))
		left.Add(parts.NewLink(d.t("history.back"), v.whole))
	case v.object != nil:
		left.Add(parts.NewTitle(d.say("history.of", "Name", shorten(plan.NameOf(d.live().Doc, v.object, d.app.Words), 48)), 13))
		left.Add(v.fieldChip())
		left.Add(parts.NewLink(d.t("history.back"), v.whole))
		if d.session.Doc.Get(plan.IDFor(v.object)) != nil {
			left.Add(parts.NewLink(d.t("findings.go"), func() { d.Reveal(plan.IDFor(v.object)) }))
		}
	default:
		for _, mode := range []historyMode{historyAll, historyPerson, historyDay, historyVersions} {
			left.Add(parts.NewChip(d.t("history.mode."+string(mode)), v.mode == mode, func() { v.mode = mode; v.load() }))
		}
	}
	return parts.Pad(container.NewBorder(nil, nil, left, v.corner()), 7, 12, 7, 12)
}

// corner stands at the right: the filter, the way to an earlier day, a new name.
func (v *historyView) corner() fyne.CanvasObject {
	d := v.desk
	right := parts.Flow(8)
	if v.object == nil && v.pair == nil && v.mode != historyVersions {
		filter := parts.NewEntry(v.text, nil)
		filter.SetPlaceHolder(d.t("filter.text"))
		filter.Changed = v.narrow
		right.Add(parts.Wide(parts.Quiet(filter), 130))
	}
	when := parts.NewEntry("", nil)
	when.SetPlaceHolder(d.t("history.asof"))
	when.Entered = func() { v.lookAt(when.Text) }
	right.Add(parts.Wide(parts.Quiet(when), 190))
	if d.past == nil && d.session.File.ReadOnly() == nil {
		right.Add(parts.NewButton(d.t("history.name"), false, func() { d.run("file.version") }))
	}
	return right
}

// narrow lists the steps that hold the words.
func (v *historyView) narrow(text string) {
	v.text = text
	if err := v.loadSteps(); err != nil {
		v.desk.complain(err)
	}
	v.grid.SetSource(v.rows)
	v.selected()
}

func (v *historyView) lookAt(text string) {
	m, err := v.desk.live().File.Moment(context.Background(), text, v.desk.app.Words)
	if err != nil {
		v.desk.complain(err)
		return
	}
	v.desk.lookBack(m)
}

// whole goes back to the history of the file.
func (v *historyView) whole() {
	v.object, v.field, v.pair = nil, nil, nil
	v.load()
}

// columns takes alternating keys and widths. What widths suit depends on what is
// listed.
func (v *historyView) columns(of string, keysAndWidths ...any) {
	setColumns(v.desk, v.grid, of, keysAndWidths...)
}

func setColumns(d *Desk, g *grid.Grid, of string, keysAndWidths ...any) {
	var columns []grid.Column
	for i := 0; i+1 < len(keysAndWidths); i += 2 {
		key := keysAndWidths[i].(string)
		columns = append(columns, grid.Column{ID: of + "." + key, Title: d.t(key), Width: float32(keysAndWidths[i+1].(int)), Unsorted: true})
	}
	g.SetColumns(columns, 0)
}

// chosen gives the moments of the lines selected, oldest first.
func (v *historyView) chosen() (moments []storage.Moment) {
	if v.object != nil || v.pair != nil {
		return nil
	}
	for _, key := range v.grid.Selected() {
		if l := v.rows.at(key); l != nil && l.head == nil {
			m := l.step.Moment()
			if l.step.Kind == storage.StepVersion {
				m = storage.Version{Step: l.step.ID, At: l.step.At, Title: versionTitle(l.step)}.Moment()
			}
			moments = append([]storage.Moment{m}, moments...)
		}
	}
	return moments
}

func versionTitle(s storage.Step) string {
	title, _ := s.Title.Args["Title"].(string)
	return title
}

// selected brings up to date what depends on the selection.
func (v *historyView) selected() {
	v.tools.Objects = []fyne.CanvasObject{parts.Pad(v.actions(), 6, 12, 6, 12)}
	v.tools.Refresh()
	keys := v.grid.Selected()
	if len(keys) == 1 && v.object == nil && v.pair == nil {
		if l := v.rows.at(keys[0]); l != nil && l.head == nil {
			v.detail.show(l.step)
			return
		}
	}
	v.detail.clear()
}

// actions is what can be done with the lines selected.
func (v *historyView) actions() fyne.CanvasObject {
	d := v.desk
	moments := v.chosen()
	row := parts.Flow(18)
	switch {
	case v.pair != nil:
		row.Add(parts.NewLine(d.say("history.differences", "Count", v.pair.rows), parts.Second))
	case v.object != nil:
		row.Add(parts.NewLine(d.t("history.hint.object"), parts.Second))
	case len(moments) == 0:
		row.Add(parts.NewLine(d.t("history.hint"), parts.Second))
	case len(moments) == 1:
		row.Add(parts.NewLink(d.t("history.look"), func() { d.lookBack(moments[0]) }))
		row.Add(parts.NewLink(d.t("history.compare.now"), func() { d.compareMoments(moments[0], nil) }))
	default:
		from, to := moments[0], moments[len(moments)-1]
		row.Add(parts.NewLink(d.t("history.compare.two"), func() { d.compareMoments(from, &to) }))
	}
	return row
}

// open shows the plan as it stood after a step, or the object of a line.
func (v *historyView) open(key string) {
	l := v.rows.at(key)
	switch {
	case l == nil || l.head != nil:
	case l.object != nil && v.object == nil:
		v.desk.Reveal(plan.IDFor(l.object))
	case l.object == nil:
		if moments := v.chosen(); len(moments) == 1 {
			v.desk.lookBack(moments[0])
		}
	}
}

// menu offers what can be done with the line under the pointer.
func (v *historyView) menu() *fyne.Menu {
	d := v.desk
	var items []*fyne.MenuItem
	if keys := v.grid.Selected(); len(keys) == 1 {
		if l := v.rows.at(keys[0]); l != nil && l.object != nil {
			items = append(items, d.valueMenu(*l)...)
		}
	}
	if moments := v.chosen(); len(moments) == 1 {
		items = append(items, fyne.NewMenuItem(d.t("history.look"), func() { d.lookBack(moments[0]) }),
			fyne.NewMenuItem(d.t("history.compare.now"), func() { d.compareMoments(moments[0], nil) }))
	} else if len(moments) > 1 {
		from, to := moments[0], moments[len(moments)-1]
		items = append(items, fyne.NewMenuItem(d.t("history.compare.two"), func() { d.compareMoments(from, &to) }))
	}
	return fyne.NewMenu("", items...)
}

// Content implements view.
func (v *historyView) Content() fyne.CanvasObject { return v.content }

// Changed implements view.
func (v *historyView) Changed([]plan.Change) {
	if v.pair == nil {
		v.load()
	}
}

// Selected implements view; lines of history are not objects.
func (v *historyView) Selected() []plan.ID { return nil }

// Reveal implements view.
func (v *historyView) Reveal(plan.ID) bool { return false }

// Focus implements view.
func (v *historyView) Focus() { v.grid.Focus() }
