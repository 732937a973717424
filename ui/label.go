package ui

import (
	"fyne.io/fyne/v2/container"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/storage"
	"jointplan/ui/parts"
)

// showLabel says how far the selected objects, one field of theirs, or all of
// their kind may go.
func (d *Desk) showLabel() {
	ids, k := d.view.Selected(), d.selectedKind()
	first := d.session.Doc.Get(ids[0])
	var (
		field   string
		marking plan.Choice
		to      plan.IDs
		all     bool
	)
	marks, parties := d.markingPicker(&marking), d.partiesPicker(&to)
	fill := func() {
		label := plan.FieldLabel{Marking: first.Shared().Marking, To: first.Shared().Releasable}
		if field != "" {
			label, _ = first.Shared().Labels.Of(field)
		}
		marks.Pick(markKey(label.Marking))
		parties.Pick(label.To.String())
	}
	what := d.labelWhat(k, func(name string) { field = name; fill() })
	fill()
	scope := &parts.Picker{FilterHint: d.t("picker.filter"), NoMatch: d.t("picker.none")}
	scope.Items = []parts.Item{{Key: "selected", Label: d.app.Words.Say(plan.CountOf(k, len(ids)))}, {Key: "kind", Label: d.t("label.kind")}}
	scope.Pick = func(key string) { choosePicker(scope, key); all = key == "kind" }
	scope.ExtendBaseWidget(scope)
	scope.Pick("selected")
	content := parts.Column(10,
		container.NewGridWithColumns(2, parts.Labelled(d.t("label.what"), what), parts.Labelled(d.t("field.marking"), marks)),
		parts.Labelled(d.t("field.releasable"), parties),
		parts.Labelled(d.t("label.for"), scope),
		parts.Paragraph(d.t("label.note"), parts.Second))
	d.form(d.say("label.title", "What", plan.CountOf(k, len(ids))), d.t("button.save"), content, 560, func() error {
		e, err := edit.Label(d.session.Doc, ids, field, marking, to)
		if all {
			op := d.place.Operation
			if k.Operation() == nil {
				op = plan.NoID
			}
			e, err = edit.LabelKind(d.session.Doc, op, k, field, marking, to, storage.NewID)
		}
		if err != nil {
			return err
		}
		return d.session.Do(e)
	})
	d.win.Canvas().Focus(what)
}

// wholeKey is the key of the object as a whole, and of no marking, in lists.
const wholeKey = "-"

func markKey(m plan.Choice) string {
	if m == "" {
		return wholeKey
	}
	return string(m)
}

// labelWhat offers the object as a whole and its fields.
func (d *Desk) labelWhat(k *plan.Kind, pick func(field string)) *parts.Picker {
	p := &parts.Picker{FilterHint: d.t("picker.filter"), NoMatch: d.t("picker.none"), Text: d.t("label.whole"), Chosen: wholeKey}
	p.Items = []parts.Item{{Key: wholeKey, Label: d.t("label.whole")}}
	for _, f := range edit.LabelFields(k) {
		if !f.Hidden {
			p.Items = append(p.Items, parts.Item{Key: f.Name, Label: d.fieldTitle(f)})
		}
	}
	p.Pick = func(key string) {
		choosePicker(p, key)
		if key == wholeKey {
			key = ""
		}
		pick(key)
	}
	p.ExtendBaseWidget(p)
	return p
}

func (d *Desk) markingPicker(to *plan.Choice) *parts.Picker {
	p := &parts.Picker{FilterHint: d.t("picker.filter"), NoMatch: d.t("picker.none"), Hint: d.t("label.inherit")}
	p.Items = []parts.Item{{Key: wholeKey, Label: d.t("label.inherit")}}
	for _, m := range plan.Markings() {
		p.Items = append(p.Items, parts.Item{Key: string(m), Label: d.t("choice.marking." + string(m))})
	}
	p.Pick = func(key string) {
		choosePicker(p, key)
		*to = plan.Choice(key)
		if key == wholeKey {
			*to = ""
		}
	}
	p.ExtendBaseWidget(p)
	return p
}

func (d *Desk) partiesPicker(to *plan.IDs) *parts.Picker {
	p := &parts.Picker{Multi: true, FilterHint: d.t("picker.filter"), NoMatch: d.t("picker.none"), Hint: d.t("label.inherit")}
	colours := chart.PartyColours(d.session.Doc)
	for _, o := range d.session.Doc.Objects(plan.KindOf[plan.Party](), plan.NoID) {
		p.Items = append(p.Items, parts.Item{
			Key: plan.IDFor(o).String(), Label: plan.NameOf(d.session.Doc, o, d.app.Words), Swatch: colours[plan.IDFor(o)],
		})
	}
	p.Pick = func(keys string) {
		ids, err := plan.ParseIDs(keys)
		if err != nil {
			return
		}
		*to, p.Chosen, p.Text = ids, keys, ""
		if len(ids) > 0 {
			p.Text = d.names(ids)
		}
		p.Refresh()
	}
	p.ExtendBaseWidget(p)
	return p
}

// choosePicker shows what was chosen.
func choosePicker(p *parts.Picker, key string) {
	p.Chosen, p.Text = key, ""
	for _, item := range p.Items {
		if item.Key == key {
			p.Text = item.Label
		}
	}
	p.Refresh()
}
