package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/plan/edit"
	"jointplan/ui/parts"
)

// inspector edits the selected objects, one or many of a kind, and shows what
// the checks found about them.
type inspector struct {
	desk    *Desk
	content *fyne.Container
	ids     []plan.ID
	scroll  *container.Scroll
}

func newInspector(d *Desk) *inspector {
	return &inspector{desk: d, content: container.NewStack()}
}

// show brings up the objects; without any it says what it is for.
func (p *inspector) show(ids []plan.ID) {
	same := len(ids) == len(p.ids)
	for i := range ids {
		same = same && ids[i] == p.ids[i]
	}
	p.ids = ids
	offset := fyne.Position{}
	if p.scroll != nil && same {
		offset = p.scroll.Offset
	}
	body := p.nothing()
	if len(ids) > 0 {
		body = p.form(ids)
	}
	p.scroll = container.NewVScroll(parts.Pad(body, 12, 14, 14, 14))
	p.scroll.Offset = offset
	p.content.Objects = []fyne.CanvasObject{p.scroll}
	p.content.Refresh()
}

func (p *inspector) nothing() fyne.CanvasObject {
	d := p.desk
	if op := d.operation(); op != nil && d.place.Section == placeOverview {
		return p.form([]plan.ID{op.ID})
	}
	return parts.Column(6, parts.NewTitle(d.t("inspector.none"), 15), parts.Paragraph(d.t("inspector.none.sentence"), parts.Second))
}

// maxNotes is how many findings the inspector shows before it refers to the
// list.
const maxNotes = 8

func (p *inspector) form(ids []plan.ID) fyne.CanvasObject {
	d := p.desk
	first := d.session.Doc.Get(ids[0])
	k := plan.KindFor(first)
	title := plan.NameOf(d.session.Doc, first, d.app.Words)
	sub := d.t(k.Label()) + " " + first.Shared().Number()
	if len(ids) > 1 {
		title, sub = d.app.Words.Say(plan.CountOf(k, len(ids))), d.t("inspector.many")
	}
	heading := parts.NewCut(title, parts.Plain)
	heading.Bold, heading.Points = true, 15
	body := parts.Column(9, parts.Column(2, heading, parts.Paragraph(sub, parts.Second)))
	for _, note := range p.notes(ids) {
		body.Add(note)
	}
	for _, f := range k.Fields {
		if !f.Hidden && f.Name != "no" {
			body.Add(p.field(ids, f))
		}
	}
	if len(ids) == 1 {
		body.Add(p.related(first))
		body.Add(parts.NewLink(d.t("inspector.history"), func() { d.showHistory(ids[0]) }))
	}
	return body
}

// notes are the findings about the selection, each with its one-step mend.
func (p *inspector) notes(ids []plan.ID) []fyne.CanvasObject {
	d := p.desk
	var notes []fyne.CanvasObject
	for _, id := range ids {
		for _, f := range d.session.Report.About(id) {
			if len(notes) == maxNotes {
				return notes
			}
			notes = append(notes, p.note(f))
		}
		if len(ids) > 200 {
			break // a mark on each row says it; the form need not
		}
	}
	return notes
}

func (p *inspector) note(f check.Finding) fyne.CanvasObject {
	d := p.desk
	var links []fyne.CanvasObject
	if label, ok := f.FixLabel(); ok && d.session.File.ReadOnly() == nil {
		links = append(links, parts.NewLink(d.app.Words.Say(label), func() {
			d.Do(f.Rule.Fix(d.session.Doc, f))
		}))
	}
	for _, other := range f.Others {
		if o := d.session.Doc.Get(other); o != nil && len(links) < 3 {
			links = append(links, parts.NewLink(plan.NameOf(d.session.Doc, o, d.app.Words), func() { d.Reveal(other) }))
		}
	}
	why := d.app.Words.Say(f.Why())
	return parts.Note(f.Rule.Severity != check.Blocking, d.app.Words.Say(f.Message)+" "+why, links...)
}

// field is a label with what edits it.
func (p *inspector) field(ids []plan.ID, f *plan.Field) fyne.CanvasObject {
	d := p.desk
	if f.Type == plan.Period {
		start := p.entryField(ids, f, edit.Slot{Field: f, End: edit.Start}, d.periodTitle(f, "field.start"))
		finish := p.entryField(ids, f, edit.Slot{Field: f, End: edit.Finish}, d.periodTitle(f, "field.finish"))
		return container.NewGridWithColumns(2, start, finish)
	}
	return p.entryField(ids, f, edit.Slot{Field: f}, d.fieldTitle(f))
}

func (p *inspector) entryField(ids []plan.ID, f *plan.Field, slot edit.Slot, title string) fyne.CanvasObject {
	d := p.desk
	label := parts.NewCut(title, parts.Second)
	label.Points = parts11
	value, several := p.shown(ids, slot)
	var control fyne.CanvasObject
	set := func(text string) error { return d.sentence(d.setFields(ids, slot, text)) }
	if d.session.File.ReadOnly() != nil {
		control = parts.Paragraph(value, parts.Plain)
		return parts.Column(2, label, control)
	}
	hint := ""
	if d.app.Words.Has(f.Help()) {
		hint = d.t(f.Help())
	}
	switch {
	case several:
		hint = d.t("inspector.several")
	case f.Type == plan.Day || f.Type == plan.Period:
		hint = d.t("hint.date")
	}
	switch f.Type {
	case plan.OneOf, plan.Reference, plan.List, plan.Flag:
		control = p.picker(ids, f, value, several, set)
	case plan.LongText:
		entry := parts.NewLongEntry(value, 3, nil)
		entry.SetPlaceHolder(hint)
		control = withComplaint(entry, set)
	default:
		entry := parts.NewEntry(value, nil)
		entry.SetPlaceHolder(hint)
		control = withComplaint(entry, set)
	}
	return parts.Column(2, label, control)
}

// shown is the value of the field in all objects, or that they differ.
func (p *inspector) shown(ids []plan.ID, slot edit.Slot) (value string, several bool) {
	d := p.desk
	for i, id := range ids {
		o := d.session.Doc.Get(id)
		text := ""
		if slot.End == edit.WholeSpan {
			text = p.plain(o, slot.Field)
		} else {
			span := slot.Field.Span(o)
			day := span.Start
			if slot.End == edit.Finish {
				day = span.Finish
			}
			text = d.app.Words.Date(day)
		}
		if i > 0 && text != value {
			return "", true
		}
		value = text
	}
	return value, false
}

// plain is a value as the form shows it; numbers stay as they are typed.
func (p *inspector) plain(o plan.Object, f *plan.Field) string {
	switch f.Type {
	case plan.Number, plan.Whole, plan.Text, plan.LongText, plan.Amount:
		return f.Get(o)
	}
	return plan.ShowField(p.desk.session.Doc, o, f, p.desk.app.Words)
}

// withComplaint shows under a field why its text was refused; the text stays to
// be mended.
func withComplaint(entry *parts.Entry, set func(string) error) fyne.CanvasObject {
	complaint := container.NewStack()
	complaint.Hide()
	entry.Commit = func(text string) {
		err := set(text)
		if err == nil {
			complaint.Hide()
			return
		}
		complaint.Objects = []fyne.CanvasObject{parts.Paragraph(err.Error(), parts.Blocking)}
		complaint.Show()
		complaint.Refresh()
		entry.Unsettle()
	}
	return container.NewVBox(parts.Quiet(entry), complaint)
}

func (p *inspector) picker(ids []plan.ID, f *plan.Field, value string, several bool, set func(string) error) fyne.CanvasObject {
	d := p.desk
	options := d.options(f, d.place.Operation)
	if f.Type == plan.Flag {
		options = d.flagOptions()
	}
	choice := &parts.Picker{Text: value, Hint: d.t("group.unset")}
	if several {
		choice.Hint = d.t("inspector.several")
	}
	for _, o := range options {
		item := parts.Item{Key: o.Key, Label: o.Label}
		if len(o.Swatches) > 0 {
			item.Swatch = o.Swatches[0]
		}
		choice.Items = append(choice.Items, item)
	}
	choice.Multi = f.Type == plan.List
	if f.Type == plan.Flag && value == "" && !several {
		choice.Text = d.t("no")
	}
	if !several {
		choice.Chosen = f.Get(d.session.Doc.Get(ids[0]))
	}
	if f.Type != plan.List && f.Type != plan.Flag {
		choice.Items = append([]parts.Item{{Key: "-", Label: d.t("group.unset")}}, choice.Items...)
	}
	choice.FilterHint, choice.NoMatch = d.t("picker.filter"), d.t("picker.none")
	choice.Pick = func(key string) {
		if err := set(key); err != nil {
			d.complain(err)
		}
	}
	choice.ExtendBaseWidget(choice)
	return choice
}

// related leads to what refers to the object: a sector's tasks, a unit's
// command relations.
func (p *inspector) related(o plan.Object) fyne.CanvasObject {
	d := p.desk
	list := parts.Column(3)
	for _, f := range plan.ReferencesTo(plan.KindFor(o)) {
		if f.Target == "any" || f.Common || f == f.Kind.Operation() {
			continue
		}
		ids := d.session.Doc.Referring(f, plan.IDFor(o))
		if len(ids) == 0 {
			continue
		}
		text := d.app.Words.Say(plan.CountOf(f.Kind, len(ids))) + " (" + d.t(f.Label()) + ")"
		list.Add(parts.NewLink(text, func() { d.showOnly(f.Kind, ids) }))
	}
	return list
}

// showOnly opens a grid with just these objects: what a number was counted from.
func (d *Desk) showOnly(k *plan.Kind, ids []plan.ID) {
	d.Go(Place{Operation: d.place.Operation, Section: k.Section, Kind: k.Name})
	if v, ok := d.view.(*sectionView); ok {
		v.spec.Widen()
		v.spec.Only = ids
		v.build()
	}
}
