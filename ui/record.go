package ui

import (
	"fyne.io/fyne/v2/container"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/storage"
	"jointplan/ui/parts"
)

// showRecord notes where a party stands on the selected objects.
func (d *Desk) showRecord() {
	ids := d.view.Selected()
	p := edit.Position{State: "agreed", By: d.app.Author().Name, On: d.session.Today}
	party := d.pickerFor(plan.KindOf[plan.Party](), plan.NoID, func(id plan.ID) { p.Party = id })
	party.Hint, party.Items = d.t("record.party"), party.Items[1:]
	f := plan.KindOf[plan.Agreement]().Field("state")
	state := &parts.Picker{FilterHint: d.t("picker.filter"), NoMatch: d.t("picker.none"), Text: d.t(f.ChoiceLabel("agreed")), Chosen: "agreed"}
	for _, c := range f.Choices {
		state.Items = append(state.Items, parts.Item{Key: c, Label: d.t(f.ChoiceLabel(c))})
	}
	state.Pick = func(key string) {
		p.State = plan.Choice(key)
		state.Chosen, state.Text = key, d.t(f.ChoiceLabel(key))
		state.Refresh()
	}
	state.ExtendBaseWidget(state)
	by := parts.NewEntry(p.By, nil)
	reason := parts.NewLongEntry("", 3, nil)
	content := parts.Column(10,
		container.NewGridWithColumns(2, parts.Labelled(d.t("kind.party"), party), parts.Labelled(d.t(f.Label()), state)),
		parts.Labelled(d.t("field.by"), by), parts.Labelled(d.t("field.reason"), reason),
		parts.Paragraph(d.t("record.note"), parts.Second))
	title := d.say("record.title", "What", plan.CountOf(d.selectedKind(), len(ids)))
	d.form(title, d.t("button.save"), content, 520, func() error {
		p.By, p.Reason = by.Text, reason.Text
		e, err := edit.Record(d.session.Doc, ids, p, storage.NewID)
		if err != nil {
			return err
		}
		return d.session.Do(e)
	})
	d.win.Canvas().Focus(party)
}
