package ui

import (
	"image/color"
	"slices"
	"strings"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/storage"
	"jointplan/ui/grid"
	"jointplan/ui/rows"
)

// options lists what a choice or a reference can be set to: words of the
// declaration, or objects of the operation.
func (d *Desk) options(f *plan.Field, op plan.ID) []grid.Option {
	var options []grid.Option
	for _, c := range f.Choices {
		options = append(options, grid.Option{Key: c, Label: d.t(f.ChoiceLabel(c))})
	}
	if !f.IsReference() {
		return options
	}
	colours := chart.PartyColours(d.session.Doc)
	for _, k := range plan.Kinds() {
		if k.Name != f.Target && (f.Target != "any" || k.Section == plan.SectionWorkspace) {
			continue
		}
		within := op
		if k.Operation() == nil {
			within = plan.NoID
		}
		for _, o := range d.session.Doc.Objects(k, within) {
			option := grid.Option{Key: plan.IDFor(o).String(), Label: plan.NameOf(d.session.Doc, o, d.app.Words)}
			if c, ok := colours[plan.IDFor(o)]; ok {
				option.Swatches = []color.Color{c}
			}
			if f.Target == "any" {
				option.Label = d.t(k.Label()) + ": " + option.Label
			}
			options = append(options, option)
		}
	}
	return options
}

func (d *Desk) flagOptions() []grid.Option {
	return []grid.Option{{Key: "true", Label: d.t("yes")}, {Key: "-", Label: d.t("no")}}
}

// slot gives the field of a column and, for a period, its end.
func (v *sectionView) slot(column string) (edit.Slot, bool) {
	name, end, _ := strings.Cut(column, ".")
	f := v.kind.Field(name)
	if f == nil {
		return edit.Slot{}, false
	}
	return edit.Slot{Field: f, End: map[string]edit.End{"start": edit.Start, "finish": edit.Finish}[end]}, true
}

// editor says how a cell is edited, from its field's declaration.
func (v *sectionView) editor(key, column string) (grid.Editor, bool) {
	slot, ok := v.slot(column)
	o := v.object(key)
	if !ok || o == nil || slot.Field.Name == "no" {
		return grid.Editor{}, false
	}
	f := slot.Field
	switch f.Type {
	case plan.OneOf, plan.Reference, plan.List:
		none := grid.Option{Key: "-", Label: v.desk.t("group.unset")}
		options := v.desk.options(f, v.desk.place.Operation)
		if f.Type != plan.List {
			options = append([]grid.Option{none}, options...)
		}
		return grid.Editor{Kind: grid.EditChoice, Value: f.Get(o), Options: options, Multi: f.Type == plan.List}, true
	case plan.Flag:
		return grid.Editor{Kind: grid.EditChoice, Value: f.Get(o), Options: v.desk.flagOptions()}, true
	case plan.LongText:
		return grid.Editor{Kind: grid.EditLong, Value: f.Get(o)}, true
	case plan.Period:
		span := f.Span(o)
		day := span.Start
		if slot.End == edit.Finish {
			day = span.Finish
		}
		return grid.Editor{Value: v.desk.app.Words.Date(day), Hint: v.desk.t("hint.date")}, true
	case plan.Portions:
		return grid.Editor{Value: plan.ShowField(v.desk.session.Doc, o, f, v.desk.app.Words), Hint: v.desk.t("hint.shares")}, true
	}
	value := f.Get(o)
	if f.Type == plan.Day {
		value = plan.ShowField(v.desk.session.Doc, o, f, v.desk.app.Words)
	}
	return grid.Editor{Value: value}, true
}

func (v *sectionView) object(key string) plan.Object {
	id, err := plan.ParseID(key)
	if err != nil {
		return nil
	}
	return v.desk.session.Doc.Get(id)
}

// edit gives a cell a value. The error is shown at the cell.
func (v *sectionView) edit(key, column, value string) error {
	slot, _ := v.slot(column)
	ids := []plan.ID{}
	if id, err := plan.ParseID(key); err == nil {
		ids = append(ids, id)
	}
	return v.desk.sentence(v.desk.setFields(ids, slot, value))
}

// setFields reads what a person entered and gives it to all objects in one step.
func (d *Desk) setFields(ids []plan.ID, slot edit.Slot, text string) error {
	switch slot.Field.Type {
	case plan.OneOf, plan.Reference, plan.Flag:
		if text == "-" { // the key of "none" in lists
			text = ""
		}
	}
	op := d.place.Operation
	if slot.End != edit.WholeSpan {
		var all plan.Edit
		for _, id := range ids {
			value, err := edit.SetEnd(d.session.Doc, op, slot, slot.Field.Get(d.session.Doc.Get(id)), text, d.app.Words)
			if err != nil {
				return err
			}
			e, err := edit.Set(d.session.Doc, []plan.ID{id}, slot.Field, value)
			if err != nil {
				return err
			}
			all.Title, all.Changes = e.Title, append(all.Changes, e.Changes...)
		}
		if len(ids) > 1 {
			all.Title = plan.Say("do.set", "Field", plan.Say(slot.Field.Label()), "What", plan.CountOf(slot.Field.Kind, len(ids)))
		}
		return d.session.Do(all)
	}
	value, err := d.read(slot.Field, text)
	if err != nil {
		return err
	}
	e, err := edit.Set(d.session.Doc, ids, slot.Field, value)
	if err != nil {
		return err
	}
	return d.session.Do(e)
}

// read turns a text into a canonical value; keys of options are canonical
// already.
func (d *Desk) read(f *plan.Field, text string) (string, error) {
	switch f.Type {
	case plan.OneOf, plan.Reference, plan.List:
		if value, err := f.Parse(text); err == nil {
			return value, nil
		}
	}
	return plan.ReadField(d.session.Doc, d.place.Operation, f, text, d.app.Words)
}

// erase deletes the rows, or empties the cells of a block.
func (v *sectionView) erase(b grid.Block) {
	d := v.desk
	ids := idsOf(b.Keys)
	if b.Whole || len(b.Columns) == 0 {
		d.Do(edit.Delete(d.session.Doc, ids))
		return
	}
	var all plan.Edit
	for _, column := range b.Columns {
		slot, ok := v.slot(column)
		if !ok || slot.Field.Name == "no" || slot.Field.IsTitle {
			continue
		}
		e, err := edit.Set(d.session.Doc, ids, slot.Field, "")
		if err != nil {
			d.complain(err)
			return
		}
		all.Title, all.Changes = e.Title, append(all.Changes, e.Changes...)
	}
	if len(b.Columns) > 1 {
		all.Title = plan.Say("do.clear", "What", plan.CountOf(v.kind, len(ids)))
	}
	d.Do(all, nil)
}

// paste puts cells of a spreadsheet at the active cell and below, and makes new
// rows of what goes beyond the last.
func (v *sectionView) paste(text, key, column string) {
	d := v.desk
	cells := grid.ParseTable(text)
	if len(cells) == 0 {
		return
	}
	width := 0
	for _, row := range cells {
		width = max(width, len(row))
	}
	b := edit.Block{Operation: d.place.Operation, Kind: v.kind, Cells: cells, Words: d.app.Words}
	for _, id := range v.grid.ColumnsFrom(column, width) {
		slot, _ := v.slot(id)
		b.Slots = append(b.Slots, slot)
	}
	if key == "" { // an empty grid: the columns as they stand
		for _, c := range v.grid.ColumnSettings() {
			if slot, ok := v.slot(c.ID); ok && !c.Hidden && slot.Field.Name != "no" {
				b.Slots = append(b.Slots, slot)
			}
		}
	}
	b.Targets = idsOf(v.grid.KeysFrom(key, len(cells)))
	e, made, err := edit.Paste(d.session.Doc, b, storage.NewID)
	if d.Do(e, err) && len(made) > 0 {
		v.grid.SelectKeys(keysOf(made)...)
		v.grid.ScrollTo(made[0].String())
	}
}

func (v *sectionView) moveRows(keys []string, before string) {
	id, _ := plan.ParseID(strings.TrimPrefix(before, "group:"))
	e, err := edit.Move(v.desk.session.Doc, idsOf(keys), id)
	v.desk.Do(e, err)
}

func (v *sectionView) sorted(s grid.Sort) {
	v.spec.Sort = nil
	if s.Order != grid.SortNone {
		slot, _ := v.slot(s.Column)
		v.spec.Sort = append(v.spec.Sort, sortBy(slot, s))
	}
	v.build()
}

func idsOf(keys []string) []plan.ID {
	var ids []plan.ID
	for _, key := range keys {
		if id, err := plan.ParseID(key); err == nil && id != plan.NoID {
			ids = append(ids, id)
		}
	}
	return ids
}

func keysOf(ids []plan.ID) []string {
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = id.String()
	}
	return keys
}

// selectedKind is the kind of the selection, nil without one.
func (d *Desk) selectedKind() *plan.Kind {
	if ids := d.view.Selected(); len(ids) > 0 {
		return plan.KindFor(d.session.Doc.Get(ids[0]))
	}
	return nil
}

// newRow makes an object of the kind in sight and starts editing its title.
func (d *Desk) newRow() {
	k := plan.KindNamed(d.place.Kind)
	if k == nil {
		k = plan.KindOf[plan.Task]()
		d.goSection(plan.SectionTasks)
	}
	if k.Operation() != nil && d.operation() == nil {
		d.run("operation.new")
		return
	}
	e, id, err := edit.Create(d.session.Doc, k, d.newValues(k), storage.NewID)
	if !d.Do(e, err) {
		return
	}
	d.Reveal(id)
	if v, ok := d.view.(*sectionView); ok && k.Title() != nil {
		v.grid.Edit(id.String(), k.Title().Name)
	}
}

// newValues fills what a new object must have: its operation, a name, the
// dates of the operation, the first of each required choice.
func (d *Desk) newValues(k *plan.Kind) edit.Values {
	values := edit.Values{}
	op := d.operation()
	for _, f := range k.Fields {
		switch {
		case f == k.Operation():
			values[f.Name] = d.place.Operation.String()
		case f.IsTitle:
			values[f.Name] = d.say("new.title", "Kind", d.t(k.Label()))
		case f.Required && f.Type == plan.OneOf:
			values[f.Name] = f.Choices[0]
		case f.Required && f.Type == plan.Period && op != nil && op.Period.Start != 0:
			values[f.Name] = plan.Span{Start: op.Period.Start, Finish: op.Period.Start + 6}.String()
		}
	}
	return values
}

func (d *Desk) duplicate() {
	e, made, err := edit.Duplicate(d.session.Doc, d.view.Selected(), storage.NewID)
	if d.Do(e, err) && len(made) > 0 {
		d.Reveal(made[0])
	}
}

func (d *Desk) deleteSelected() { d.Do(edit.Delete(d.session.Doc, d.view.Selected())) }

// moveSelected moves the selected rows one place up or down in the plan's order.
func (d *Desk) moveSelected(by int) {
	ids := d.view.Selected()
	k := d.selectedKind()
	op := d.place.Operation
	if k.Operation() == nil {
		op = plan.NoID
	}
	list := d.session.Doc.Objects(k, op)
	first := slices.IndexFunc(list, func(o plan.Object) bool { return slices.Contains(ids, plan.IDFor(o)) })
	last := first
	for i := first; i < len(list); i++ {
		if slices.Contains(ids, plan.IDFor(list[i])) {
			last = i
		}
	}
	before := plan.NoID
	switch {
	case by < 0 && first > 0:
		before = plan.IDFor(list[first-1])
	case by < 0:
		return
	case last+2 < len(list):
		before = plan.IDFor(list[last+2])
	case last+1 >= len(list):
		return
	}
	d.Do(edit.Move(d.session.Doc, ids, before))
}

func (d *Desk) undo() { d.report(d.session.Undo()) }
func (d *Desk) redo() { d.report(d.session.Redo()) }

// report says why undo or redo failed, or which values it left alone because
// somebody changed them since.
func (d *Desk) report(_ plan.Message, err error) {
	if err != nil {
		d.complain(err)
		return
	}
	kept := d.session.File.Kept()
	if len(kept) == 0 {
		return
	}
	lines := d.t("undo.kept")
	for _, m := range kept {
		lines += "\n" + d.app.Words.Say(m)
	}
	d.inform("plain", "Text", lines)
}

func sortBy(slot edit.Slot, s grid.Sort) rows.SortBy {
	return rows.SortBy{Field: slot.Field.Name, Finish: slot.End == edit.Finish, Down: s.Order == grid.SortDown}
}
