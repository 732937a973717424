package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/plan"
	"jointplan/storage"
	"jointplan/ui/grid"
	"jointplan/ui/parts"
)

// historyView lists what was done in the workspace, or to one object.
type historyView struct {
	desk    *Desk
	object  plan.ID
	grid    *grid.Grid
	lines   [][]string
	content *fyne.Container
	head    *fyne.Container
}

// historyLimit is how many steps are listed.
const historyLimit = 2000

func newHistoryView(d *Desk) *historyView {
	v := &historyView{desk: d, grid: d.newGrid(), head: container.NewStack()}
	v.grid.Empty = grid.Empty{Title: d.t("history.none"), Sentence: d.t("history.none.sentence")}
	v.content = parts.Edges(parts.Panel(v.head), nil, nil, nil, v.grid)
	v.load()
	return v
}

// showHistory lists who changed what in one object.
func (d *Desk) showHistory(id plan.ID) {
	d.goSection(placeHistory)
	if v, ok := d.view.(*historyView); ok {
		v.object = id
		v.load()
	}
}

func (v *historyView) load() {
	d := v.desk
	text := d.t("history.all")
	var err error
	if o := d.session.Doc.Get(v.object); o != nil {
		text = d.say("history.of", "Name", plan.NameOf(d.session.Doc, o, d.app.Words))
		err = v.loadObject(o)
	} else {
		err = v.loadSteps()
	}
	if err != nil {
		d.complain(err)
	}
	head := parts.Flow(16, parts.NewTitle(text, 13))
	if v.object != plan.NoID {
		head.Add(parts.NewLink(d.t("history.back"), func() { v.object = plan.NoID; v.load() }))
		head.Add(parts.NewLink(d.t("findings.go"), func() { d.Reveal(v.object) }))
	}
	v.head.Objects = []fyne.CanvasObject{parts.Pad(head, 10, 12, 10, 14)}
	v.head.Refresh()
	v.grid.SetSource(textRows(v.lines))
}

func (v *historyView) when(at interface{ Format(string) string }) string {
	return at.Format("2006-01-02 15:04")
}

func (v *historyView) loadSteps() error {
	d := v.desk
	steps, err := d.session.File.Recent(historyLimit)
	v.lines = nil
	v.columns("history.when", 130, "history.who", 170, "history.what", 460, "history.values", 80, "history.state", 110)
	for _, s := range steps {
		state := ""
		if s.Undone {
			state = d.t("history.undone")
		}
		v.lines = append(v.lines, []string{v.when(s.At.Local()), joinNonEmpty(", ", s.By, s.Party), v.title(s.Kind, s.Title),
			d.app.Words.Number(float64(s.Changes), 0), state})
	}
	return err
}

func (v *historyView) title(kind storage.StepKind, title plan.Message) string {
	text := v.desk.app.Words.Say(title)
	switch kind {
	case storage.StepUndo:
		return v.desk.say("history.undo", "What", text)
	case storage.StepRedo:
		return v.desk.say("history.redo", "What", text)
	}
	return text
}

func (v *historyView) loadObject(o plan.Object) error {
	d := v.desk
	entries, err := d.session.File.History(v.object)
	v.lines = nil
	v.columns("history.when", 130, "history.who", 150, "history.what", 260, "history.field", 140, "history.old", 200, "history.new", 200)
	k := plan.KindFor(o)
	for _, e := range entries {
		line := []string{v.when(e.At.Local()), joinNonEmpty(", ", e.By, e.Party), v.title(e.Kind, e.Title), "", "", ""}
		if f := k.Field(e.Field); f != nil {
			line[3], line[4], line[5] = d.t(f.Label()), v.value(o, f, e.Old), v.value(o, f, e.New)
		} else if e.Field == plan.WholeObject && e.New == "" {
			line[3] = d.t("history.deleted")
		} else if e.Field == plan.WholeObject {
			line[3] = d.t("history.created")
		}
		v.lines = append(v.lines, line)
	}
	return err
}

// value shows a canonical text as it would show in the object.
func (v *historyView) value(o plan.Object, f *plan.Field, text string) string {
	was, err := plan.With(o, plan.Change{Kind: f.Kind, Object: plan.IDFor(o), Field: f.Name, New: text})
	if err != nil {
		return text
	}
	return plan.ShowField(v.desk.session.Doc, was, f, v.desk.app.Words)
}

// columns takes alternating keys and widths.
func (v *historyView) columns(keysAndWidths ...any) {
	var columns []grid.Column
	for i := 0; i+1 < len(keysAndWidths); i += 2 {
		key := keysAndWidths[i].(string)
		columns = append(columns, grid.Column{ID: key, Title: v.desk.t(key), Width: float32(keysAndWidths[i+1].(int)), Unsorted: true})
	}
	v.grid.SetColumns(columns, 0)
}

// Content implements view.
func (v *historyView) Content() fyne.CanvasObject { return v.content }

// Changed implements view.
func (v *historyView) Changed([]plan.Change) { v.load() }

// Selected implements view; lines of history are not objects.
func (v *historyView) Selected() []plan.ID { return nil }

// Reveal implements view.
func (v *historyView) Reveal(plan.ID) bool { return false }

// Focus implements view.
func (v *historyView) Focus() { v.grid.Focus() }
