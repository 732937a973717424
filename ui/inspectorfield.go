package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/ui/parts"
	"jointplan/ui/theme"
)

// inspectorField is one field of the form: a label, what edits it, and why the
// last text was refused.
type inspectorField struct {
	desk      *Desk
	slot      edit.Slot
	ids       []plan.ID
	shown     string          // what the entry was filled with; "" also where values differ
	entry     *parts.Entry    // for what is typed
	picker    *parts.Picker   // for what is chosen
	symbol    *fyne.Container // holds what chooses a symbol
	hint      string
	complaint *fyne.Container
}

// addField makes the controls of a field; a period has one for each end.
func (p *inspector) addField(f *plan.Field) fyne.CanvasObject {
	d := p.desk
	if f.Type == plan.Period {
		ends := container.NewGridWithColumns(2,
			p.control(edit.Slot{Field: f, End: edit.Start}, d.periodTitle(f, "field.start")),
			p.control(edit.Slot{Field: f, End: edit.Finish}, d.periodTitle(f, "field.finish")))
		return p.withRestore(ends, f)
	}
	return p.control(edit.Slot{Field: f}, d.fieldTitle(f))
}

func (p *inspector) control(slot edit.Slot, title string) fyne.CanvasObject {
	d, f := p.desk, slot.Field
	field := &inspectorField{desk: d, slot: slot, complaint: container.NewStack()}
	p.fields = append(p.fields, field)
	field.complaint.Hide()
	label := parts.NewCut(title, parts.Second)
	label.Points = theme.Small
	if d.app.Words.Has(f.Help()) {
		field.hint = d.t(f.Help())
	}
	var control fyne.CanvasObject
	switch f.Type {
	case plan.OneOf, plan.Reference, plan.List, plan.Flag:
		field.picker = &parts.Picker{Multi: f.Type == plan.List, FilterHint: d.t("picker.filter"), NoMatch: d.t("picker.none")}
		field.picker.Fill = field.items
		field.picker.Pick = field.set
		field.picker.ExtendBaseWidget(field.picker)
		control = field.picker
	case plan.LongText:
		field.entry = parts.NewLongEntry("", 3, field.set)
		control = field.entry
	default:
		if f.Symbol {
			field.symbol = container.NewStack()
			control = field.symbol
			break
		}
		if f.Type == plan.Day || f.Type == plan.Period {
			field.hint = d.t("hint.date")
		}
		field.entry = parts.NewEntry("", field.set)
		control = parts.Quiet(field.entry)
	}
	if d.session.File.ReadOnly() != nil {
		switch {
		case field.entry != nil:
			field.entry.Disable()
		case field.picker != nil:
			field.picker.Locked = true
		}
	}
	if slot.End != edit.WholeSpan { // goes with the other end
		return parts.Column(2, label, control, field.complaint)
	}
	return parts.Column(2, p.withRestore(label, f), control, field.complaint)
}

// withRestore adds to a field, while an earlier time is in sight, the way to
// bring its value back.
func (p *inspector) withRestore(label fyne.CanvasObject, f *plan.Field) fyne.CanvasObject {
	d := p.desk
	if d.past == nil || d.past.live.File.ReadOnly() != nil || f.Own {
		return label
	}
	link := parts.NewLink(d.t("past.restore.field"), func() { d.restoreField(p.ids, f) })
	p.restores = append(p.restores, restoreLink{f, link})
	if f.Type == plan.Period {
		return parts.Column(2, label, container.NewBorder(nil, nil, nil, link))
	}
	return container.NewBorder(nil, nil, nil, link, label)
}

// restoreLink brings a field back; it shows where the field is another by now.
type restoreLink struct {
	field *plan.Field
	press *parts.Press
}

func (l restoreLink) fill(d *Desk, ids []plan.ID) {
	for _, id := range ids {
		was, is := d.session.Doc.Get(id), d.past.live.Doc.Get(id)
		if is != nil && l.field.Get(was) != l.field.Get(is) {
			l.press.Show()
			return
		}
	}
	l.press.Hide()
}

// fill shows the value of the field in all objects, or that they differ. A text
// that was refused stays as long as the same objects are selected.
func (f *inspectorField) fill(ids []plan.ID) {
	if f.complaint.Visible() && len(ids) == len(f.ids) && ids[0] == f.ids[0] {
		return
	}
	f.ids = ids
	f.complaint.Hide()
	if f.symbol != nil {
		f.fillSymbol()
		return
	}
	value, several := f.value()
	hint := f.hint
	if several {
		hint = f.desk.t("inspector.several")
	} else if plan.IsWithheld(f.desk.session.Doc.Get(ids[0]), f.slot.Field) {
		hint = f.desk.t("name.withheld")
	}
	if f.entry != nil {
		if f.entry.PlaceHolder != hint {
			f.entry.SetPlaceHolder(hint)
		}
		f.shown = value
		f.entry.Put(value)
		return
	}
	f.picker.Hint = f.desk.t("group.unset")
	if several {
		f.picker.Hint = hint
	}
	f.picker.Chosen = ""
	if !several {
		f.picker.Chosen = f.slot.Field.Get(f.desk.session.Doc.Get(ids[0]))
	}
	if f.picker.Text != value || f.picker.Shown != f.picker.Hint {
		f.picker.Text, f.picker.Shown = value, f.picker.Hint
		f.picker.Refresh()
	}
}

// value is what all objects have; several is true when they differ.
func (f *inspectorField) value() (value string, several bool) {
	for i, id := range f.ids {
		text := f.text(f.desk.session.Doc.Get(id))
		if i > 0 && text != value {
			return "", true
		}
		value = text
	}
	return value, false
}

// text is a value as the form shows it; numbers stay as they are typed.
func (f *inspectorField) text(o plan.Object) string {
	d, field := f.desk, f.slot.Field
	switch field.Type {
	case plan.Period:
		span := field.Span(o)
		if f.slot.End == edit.Finish {
			return d.app.Words.Date(span.Finish)
		}
		return d.app.Words.Date(span.Start)
	case plan.Number, plan.Whole, plan.Text, plan.LongText, plan.Amount:
		return field.Get(o)
	case plan.Flag:
		if field.IsEmpty(o) {
			return d.t("no")
		}
	}
	return plan.ShowField(d.session.Doc, o, field, d.app.Words)
}

// items lists what can be chosen, at the moment the list opens.
func (f *inspectorField) items() []parts.Item {
	d := f.desk
	options := d.options(f.slot.Field, d.place.Operation)
	if f.slot.Field.Type == plan.Flag {
		options = d.flagOptions()
	}
	var items []parts.Item
	if f.slot.Field.Type == plan.OneOf || f.slot.Field.Type == plan.Reference {
		items = append(items, parts.Item{Key: "-", Label: d.t("group.unset")})
	}
	for _, o := range options {
		item := parts.Item{Key: o.Key, Label: o.Label}
		if len(o.Swatches) > 0 {
			item.Swatch = o.Swatches[0]
		}
		items = append(items, item)
	}
	return items
}

// set gives the objects what was typed or chosen; a refusal is said below the
// field and the text stays to be mended.
func (f *inspectorField) set(text string) {
	if f.entry != nil && text == f.shown && !f.complaint.Visible() {
		return // Enter in a field left as it was: one that says "several" must not empty them all
	}
	err := f.desk.setFields(f.ids, f.slot, text)
	if err == nil {
		f.complaint.Hide()
		return
	}
	f.complaint.Objects = []fyne.CanvasObject{parts.Paragraph(f.desk.app.Words.Error(err), parts.Blocking)}
	f.complaint.Show()
	f.complaint.Refresh()
	if f.entry != nil {
		f.entry.Unsettle()
	}
}
