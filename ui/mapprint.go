package ui

import (
	"context"

	"fyne.io/fyne/v2/container"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/geo"
	"jointplan/ui/parts"
	"jointplan/ui/words"
)

// mapPrint is what is asked before a map is handed out.
type mapPrint struct {
	format  *parts.Picker
	paper   *parts.Picker
	upright *parts.Tick
	insight *parts.Tick // only what the window shows
}

// printMap writes the map of the operation in sight as a PDF or a picture, as the
// user has the map in the window.
func (d *Desk) printMap() {
	p := d.newMapPrint()
	content := parts.Column(10,
		container.NewGridWithColumns(2, parts.Labelled(d.t("mapprint.format"), p.format), parts.Labelled(d.t("mapprint.paper"), p.paper)),
		p.upright, p.insight, parts.Paragraph(d.t("mapprint.note"), parts.Second))
	d.formThen(d.t("mapprint.title"), d.t("mapprint.next"), content, 480, func() error { return nil }, func() {
		d.saveTo(d.t("mapprint.title"), fileName(d.operation().Title), p.format.Chosen, func(path string) { d.writeMap(p, path) })
	}, nil)
	d.win.Canvas().Focus(p.format)
}

func (d *Desk) newMapPrint() *mapPrint {
	p := &mapPrint{
		format:  &parts.Picker{FilterHint: d.t("picker.filter"), NoMatch: d.t("picker.none")},
		paper:   &parts.Picker{FilterHint: d.t("picker.filter"), NoMatch: d.t("picker.none")},
		upright: parts.NewTick(d.t("mapprint.upright"), nil),
		insight: parts.NewTick(d.t("mapprint.insight"), nil),
	}
	for _, f := range chart.Formats {
		p.format.Items = append(p.format.Items, parts.Item{Key: string(f), Label: d.t("mapprint.as" + string(f))})
	}
	for _, paper := range chart.Papers {
		p.paper.Items = append(p.paper.Items, parts.Item{Key: paper.Name, Label: paper.Name})
	}
	for _, picker := range []*parts.Picker{p.format, p.paper} {
		picker.Pick = func(key string) { choosePicker(picker, key) }
		picker.ExtendBaseWidget(picker)
		picker.Pick(picker.Items[0].Key)
	}
	if _, ok := d.view.(*mapView); !ok {
		p.insight.Disable()
	}
	return p
}

// writeMap draws the map off the goroutine of the user interface.
func (d *Desk) writeMap(p *mapPrint, path string) {
	saved := d.state.Views["map "+d.place.Operation.String()].Map
	o := chart.Options{
		Operation: d.place.Operation, By: saved.By, On: saved.On, Winter: saved.Winter, Patterns: saved.Patterns, Hidden: saved.Hidden,
		Look: chart.Print, Words: words.New(d.app.Words.Language()), Grave: chart.Grave(d.session.Report.Findings(d.place.Operation)),
	}
	box := geo.Box{}
	if v, ok := d.view.(*mapView); ok && p.insight.Checked {
		box = v.chart.View().Box()
	}
	paper, _ := chart.PaperNamed(p.paper.Chosen)
	if !p.upright.Checked {
		paper = paper.Lying()
	}
	snapshot, language, maps := d.session.Doc.Snapshot(), d.app.Words.Language(), d.app.maps.forPaper()
	d.writeOut(d.t("mapprint.title"), path, func(ctx context.Context, progress func(done, total int)) error {
		defer maps.close()
		own, err := maps.own(ctx)
		if err != nil {
			return err
		}
		return writeMap(snapshot, o, own, box, paper, language, path)
	})
}

func writeMap(d *plan.Document, o chart.Options, own chart.Own, box geo.Box, paper chart.Paper, language, path string) error {
	world, err := chart.World()
	if err != nil {
		return err
	}
	traces := chart.NewTraces()
	if o.Pieces, err = chart.FindPieces(d, traces, o.Operation, o.On); err != nil {
		return err
	}
	base := &chart.Base{Map: world, Look: o.Look, Language: language, Own: own}
	sheet, err := chart.NewSheet(d, chart.NewScene(d, traces, o), base, box)
	if err != nil {
		return err
	}
	return sheet.WriteFile(path, paper, loadSymbols())
}
