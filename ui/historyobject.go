package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/storage"
	"jointplan/ui/grid"
	"jointplan/ui/parts"
	"jointplan/ui/words"
)

// loadObject lists the values an object had.
func (v *historyView) loadObject() error {
	d, o := v.desk, v.object
	entries, err := d.live().File.History(plan.IDFor(o))
	if v.field != nil {
		entries = storage.OfField(entries, v.field)
	}
	v.columns("object", "history.when", 130, "history.who", 150, "history.what", 280, "history.field", 150, "history.old", 240, "history.new", 240)
	v.rows = nil
	for i, e := range entries {
		f := plan.KindFor(o).Field(e.Field)
		if f != nil && f.Own {
			continue
		}
		l := historyLine{key: e.Step.String() + "/" + e.Field, object: o, field: f, was: e.Old, is: e.New,
			step: storage.Step{ID: e.Step, Kind: e.Kind, At: e.At, By: e.By, Party: e.Party, Title: e.Title}}
		l.cells = []grid.Cell{secondCell(stamp(e.At.Local())), plainCell(words.Join(", ", e.By, e.Party)), plainCell(d.stepTitle(e.Kind, e.Title))}
		l.cells = append(l.cells, d.valueCells(l, d.live().Doc, d.live().Doc)...)
		if f == nil && e.Field != plan.WholeObject {
			l.cells[3] = plainCell(e.Field) // of a newer version
		}
		if slices.ContainsFunc(v.rows, func(other historyLine) bool { return other.key == l.key }) {
			l.key += string(rune('a' + i%26))
		}
		v.rows = append(v.rows, l)
	}
	v.grid.Empty = grid.Empty{Title: d.t("history.none"), Sentence: d.t("history.none.sentence")}
	return err
}

// valueCells shows what a line says of a field: its name, before and after.
func (d *Desk) valueCells(l historyLine, before, after *plan.Document) []grid.Cell {
	if l.field != nil {
		was, is := changedCells(l.field, d.showValue(before, l.object, l.field, l.was), d.showValue(after, l.object, l.field, l.is))
		return []grid.Cell{plainCell(d.t(l.field.Label())), was, is}
	}
	switch {
	case l.is == "":
		return []grid.Cell{{Text: d.t("history.deleted"), Tone: grid.ToneBad}}
	case l.was == "":
		return []grid.Cell{{Text: d.t("history.created"), Tone: grid.ToneGood}}
	}
	return []grid.Cell{plainCell("")}
}

// fieldChip narrows the history of an object to one field.
func (v *historyView) fieldChip() fyne.CanvasObject {
	d := v.desk
	text := d.t("history.fields")
	if v.field != nil {
		text = d.t(v.field.Label())
	}
	chip := parts.NewChip(text+" ▾", v.field != nil, nil)
	chip.Do = func() {
		items := []*fyne.MenuItem{fyne.NewMenuItem(d.t("history.fields"), func() { v.field = nil; v.load() })}
		for _, f := range plan.KindFor(v.object).Fields {
			if !f.Own && !f.Hidden {
				items = append(items, fyne.NewMenuItem(d.t(f.Label()), func() { v.field = f; v.load() }))
			}
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(chip)
		d.popUp(fyne.NewMenu("", items...), at.AddXY(0, chip.Size().Height))
	}
	return chip
}

// valueMenu offers what can be done with a value of the history.
func (d *Desk) valueMenu(l historyLine) []*fyne.MenuItem {
	id := plan.IDFor(l.object)
	now := d.live().Doc.Get(id)
	var items []*fyne.MenuItem
	add := func(key string, do func()) { items = append(items, fyne.NewMenuItem(d.t(key), do)) }
	if d.live().File.ReadOnly() == nil {
		switch {
		case l.field != nil && now != nil:
			add("history.restore.before", func() { d.restoreValue(now, l.field, l.was, l.step) })
			add("history.restore.after", func() { d.restoreValue(now, l.field, l.is, l.step) })
		case now == nil && l.step.Before != (storage.TxnID{}) && l.is == "":
			add("history.restore.object", func() { d.restoreDeleted(id, l.step) })
		}
	}
	if now != nil {
		add("findings.go", func() { d.Reveal(id) })
	}
	add("command.view.objecthistory", func() { d.showHistoryOf(l.object, nil) })
	if l.field != nil {
		add("command.view.fieldhistory", func() { d.showHistoryOf(l.object, l.field) })
	}
	return items
}

// restoreValue gives a field a value that the history tells of.
func (d *Desk) restoreValue(now plan.Object, f *plan.Field, value string, s storage.Step) {
	was, err := plan.With(now, plan.Change{Kind: f.Kind, Object: plan.IDFor(now), Field: f.Name, New: value})
	then := plan.NewDocument()
	if err == nil {
		err = then.Load([]plan.Object{was})
	}
	if err != nil {
		d.complain(err)
		return
	}
	e, err := edit.Restore(d.live().Doc, then, plan.IDFor(now), plan.SayMoment(s.At.Local()), f)
	d.restore(e, err, plan.IDFor(now))
}

// restoreDeleted brings back what a step deleted, as it was before the step.
func (d *Desk) restoreDeleted(id plan.ID, s storage.Step) {
	var then *plan.Document
	live := d.live()
	when := plan.SayMoment(s.At.Local())
	d.work(d.say("past.making", "When", when), func(ctx context.Context, _ func(done, total int)) (err error) {
		then, err = live.File.AsOfStep(ctx, s.Before)
		return err
	}, func(err error) {
		if err != nil || d.live() != live {
			d.complain(err)
			return
		}
		e, err := edit.Restore(live.Doc, then, id, when)
		d.restore(e, err, id)
	})
}

// stepDetail shows the values that one step changed.
type stepDetail struct {
	desk    *Desk
	grid    *grid.Grid
	rows    historyRows
	title   *parts.Line
	content fyne.CanvasObject
	step    storage.TxnID
}

// detailLimit is how many objects of a step are shown.
const detailLimit = 200

func newStepDetail(d *Desk) *stepDetail {
	t := &stepDetail{desk: d, grid: d.newGrid(), title: parts.NewCut("", parts.Second)}
	setColumns(d, t.grid, "detail", "history.object", 400, "history.field", 180, "history.old", 300, "history.new", 300)
	t.grid.OnMenu = func(at fyne.Position) {
		if l := t.line(); l != nil {
			d.popUp(fyne.NewMenu("", d.valueMenu(*l)...), at)
		}
	}
	t.grid.OnOpen = func(string) {
		if l := t.line(); l != nil && d.session.Doc.Get(plan.IDFor(l.object)) != nil {
			d.Reveal(plan.IDFor(l.object))
		}
	}
	t.content = container.NewBorder(parts.Panel(parts.Column(0, parts.Hair(), parts.Pad(t.title, 6, 12, 6, 12))), nil, nil, nil, t.grid)
	t.clear()
	return t
}

// line is the one selected, nil for none or several.
func (t *stepDetail) line() *historyLine {
	if keys := t.grid.Selected(); len(keys) == 1 {
		return t.rows.at(keys[0])
	}
	return nil
}

func (t *stepDetail) clear() {
	d := t.desk
	t.step = storage.TxnID{}
	t.title.Set(d.t("history.detail"))
	t.grid.Empty = grid.Empty{Title: d.t("history.detail.none"), Sentence: d.t("history.detail.none.sentence")}
	t.rows = nil
	t.grid.SetSource(t.rows)
}

// show lists what a step did, object by object.
func (t *stepDetail) show(s storage.Step) {
	d := t.desk
	if t.step == s.ID {
		return
	}
	t.step = s.ID
	effects, more, err := d.live().File.Effects(s.ID, detailLimit)
	if err != nil {
		d.complain(err)
		return
	}
	t.rows = nil
	for _, e := range effects {
		t.add(s, e)
	}
	title := d.stepTitle(s.Kind, s.Title)
	if more > 0 {
		title += " · " + d.say("history.detail.more", "Count", more)
	}
	t.title.Set(title)
	t.grid.Empty = grid.Empty{Title: d.t("history.detail.nothing"), Sentence: d.t("history.detail.nothing.sentence")}
	t.grid.SetSource(t.rows)
}

func (t *stepDetail) add(s storage.Step, e storage.Effect) {
	d := t.desk
	o := e.Is
	if o == nil {
		o = e.Was
	}
	doc := d.live().Doc
	name := plainCell(d.objectTitle(doc, o))
	line := func(f *plan.Field, was, is string) {
		l := historyLine{key: plan.IDFor(o).String(), step: s, object: o, field: f, was: was, is: is}
		if f != nil {
			l.key += "/" + f.Name
		}
		l.cells = append([]grid.Cell{name}, d.valueCells(l, doc, doc)...)
		t.rows = append(t.rows, l)
	}
	switch {
	case e.Was == nil:
		line(nil, "", plan.EncodeObject(e.Is))
	case e.Is == nil:
		line(nil, plan.EncodeObject(e.Was), "")
	default:
		for _, f := range plan.KindFor(o).Fields {
			if was, is := f.Get(e.Was), f.Get(e.Is); was != is && !f.Own {
				line(f, was, is)
			}
		}
	}
}
