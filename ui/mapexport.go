package ui

import (
	"context"
	"slices"
	"strings"

	"jointplan/exchange/chart"
	"jointplan/exchange/features"
	"jointplan/exchange/mapfile"
	"jointplan/plan"
	"jointplan/ui/parts"
	"jointplan/ui/words"
)

// exportMap asks for layers and format and writes what is drawn of the operation
// in sight.
func (d *Desk) exportMap() {
	var layers []features.Layer
	format := mapfile.Formats()[0]
	pick := &parts.Picker{Multi: true, FilterHint: d.t("picker.filter"), NoMatch: d.t("picker.none"), Hint: d.t("mapexport.all")}
	for _, l := range features.Layers() {
		pick.Items = append(pick.Items, parts.Item{Key: l.Kind.Name, Label: d.t(l.Kind.Plural())})
	}
	pick.Pick = func(keys string) { layers = d.chooseLayers(pick, keys) }
	pick.ExtendBaseWidget(pick)
	formats := &parts.Picker{FilterHint: d.t("picker.filter"), NoMatch: d.t("picker.none")}
	for _, f := range mapfile.Formats() {
		formats.Items = append(formats.Items, parts.Item{Key: f.Name, Label: d.t("mapdata.format." + f.Name)})
	}
	formats.Pick = func(key string) {
		choosePicker(formats, key)
		for _, f := range mapfile.Formats() {
			if f.Name == key {
				format = f
			}
		}
	}
	formats.ExtendBaseWidget(formats)
	formats.Pick(format.Name)
	content := parts.Column(10, parts.Labelled(d.t("mapexport.layers"), pick), parts.Labelled(d.t("mapexport.format"), formats))
	op := d.operation()
	d.formThen(d.t("mapexport.title"), d.t("mapexport.next"), content, 440, func() error { return nil }, func() {
		d.saveTo(d.t("mapexport.title"), fileName(op.Title), format.Extensions[0], func(path string) { d.ExportMap(path, layers) })
	}, nil)
	d.win.Canvas().Focus(pick)
}

// chooseLayers shows and gives the layers whose kinds are named.
func (d *Desk) chooseLayers(p *parts.Picker, keys string) []features.Layer {
	var layers []features.Layer
	text := ""
	for _, l := range features.Layers() {
		if !slices.Contains(strings.Fields(keys), l.Kind.Name) {
			continue
		}
		layers = append(layers, l)
		if text != "" {
			text += ", "
		}
		text += d.t(l.Kind.Plural())
	}
	p.Chosen, p.Text = keys, text
	p.Refresh()
	return layers
}

// ExportMap writes layers of the operation in sight to path, all without layers.
func (d *Desk) ExportMap(path string, layers []features.Layer) {
	s := d.session
	doc, w := s.Doc.Snapshot(), words.New(d.app.Words.Language())
	choice := features.Choice{Operation: d.place.Operation, Layers: layers, Words: w, Colours: chart.PartyColours(doc)}
	o := mapfile.Options{Marking: chart.Label(doc, d.place.Operation, w), Words: w, App: "Jointplan " + d.app.Version}
	if op := d.operation(); op != nil {
		o.Title = op.Title
	}
	var notes []plan.Message
	count := 0
	d.work(d.t("mapexport.title"), func(context.Context, func(done, total int)) error {
		list, told := features.Of(doc, choice)
		if count = len(list); count == 0 {
			return plan.Problem("mapdata.export.nothing")
		}
		more, err := mapfile.Write(path, list, o)
		notes = append(told, more...)
		return err
	}, func(err error) {
		if err != nil {
			d.complain(err)
			return
		}
		body := parts.Column(8, parts.Wide(parts.Paragraph(d.say("mapdata.export.done", "Path", path, "Count", count), parts.Plain), 440))
		for _, m := range notes {
			body.Add(parts.Wide(parts.Paragraph(d.app.Words.Say(m), parts.Second), 440))
		}
		d.showText(d.t("mapexport.title"), body)
	})
}
