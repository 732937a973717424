package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/template"
	"jointplan/storage"
	"jointplan/ui/parts"
)

// theatres offers the theatres of the template, with what is taken of the map.
func (v *createView) theatres() fyne.CanvasObject {
	d := v.desk
	language := d.app.Words.Language()
	p := &parts.Picker{FilterHint: d.t("picker.filter"), NoMatch: d.t("picker.none")}
	p.Items = []parts.Item{{Key: template.NoTheatre, Label: d.t("create.theatre.none")}}
	p.Chosen, p.Text = template.NoTheatre, d.t("create.theatre.none")
	for _, th := range v.chosen.Theatres {
		p.Items = append(p.Items, parts.Item{Key: th.Key, Label: th.Name.In(language)})
		if th.Key == v.brief.TheatreKey {
			p.Chosen, p.Text = th.Key, th.Name.In(language)
		}
	}
	p.Pick = v.takePlace
	p.ExtendBaseWidget(p)
	v.place = p
	field := parts.Column(4, parts.Labelled(d.t("create.theatre"), p))
	if th := v.chosen.TheatreOf(v.brief.TheatreKey); th != nil && th.Note.In(language) != "" {
		field.Add(parts.Paragraph(th.Note.In(language), parts.Hint))
	}
	return field
}

// takePlace fills the form with what a theatre says; with none, with what the
// template says.
func (v *createView) takePlace(key string) {
	v.brief.TheatreKey, v.brief.Theatre = "", v.chosen.Theatre
	if th := v.chosen.TheatreOf(key); th != nil {
		v.brief.TheatreKey, v.brief.Theatre = th.Key, th.Where
	}
	v.sectors = nil
	v.drawForm()
	v.drawPreview()
	v.desk.win.Canvas().Focus(v.place) // which the form has anew
}

// create makes the operation. What is drawn from the basemap takes a moment, so
// that is done behind.
func (v *createView) create() {
	d, brief := v.desk, v.complete()
	if !v.chosen.NeedsWorld(brief.TheatreKey) {
		e, op, err := v.chosen.Instantiate(d.session.Doc, brief, edit.Maker(storage.NewID))
		v.made(e, op, err)
		return
	}
	chosen, doc := v.chosen, d.session.Doc.Snapshot()
	var e plan.Edit
	var op plan.ID
	d.workAlone(d.t("create.make"), func(context.Context, func(done, total int)) (err error) {
		if brief.World, err = chart.World(); err == nil {
			e, op, err = chosen.Instantiate(doc, brief, edit.Maker(storage.NewID))
		}
		return err
	}, func(err error) { v.made(e, op, err) })
}

func (v *createView) made(e plan.Edit, op plan.ID, err error) {
	if v.desk.Do(e, err) {
		v.desk.Go(Place{Operation: op, Section: placeOverview})
	}
}
