package main

import (
	"path/filepath"
	"slices"
	"strings"
	"time"

	"jointplan/exchange/chart"
	"jointplan/exchange/docx"
	"jointplan/exchange/excel"
	"jointplan/exchange/features"
	"jointplan/exchange/mapfile"
	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/storage"
)

type exportCmd struct {
	File      string   `arg:"" help:"The file."`
	Output    string   `required:"" short:"o" placeholder:"OUT" help:"The file to write: a workbook (.xlsx), a Word plan of one operation (.docx), a map (.pdf, .png, .svg) or map data (.geojson, .kml, .kmz, .gpx, .nvg). One that is there is replaced."`
	Operation string   `placeholder:"NAME" help:"Only this operation; the whole file without it."`
	AsOf      string   `name:"asof" placeholder:"WHEN" help:"The plan as it stood on a day, at a time or in a version."`
	Layer     []string `placeholder:"WHAT" help:"Of map data only this kind, as sector; of a map a file to be drawn under the plan, as topo.mbtiles. Repeatable, the topmost first."`
	mapFlags
}

// exporter writes an operation of a plan, or all of it with NoID, to a file.
type exporter func(j *job, c exportCmd, d *plan.Document, op plan.ID) error

// exporters lists what can be written by the ending of the file's name.
var exporters = exportersByExtension()

func exportersByExtension() map[string]exporter {
	list := map[string]exporter{".xlsx": exportWorkbook, ".docx": exportDocument}
	for _, e := range mapfile.Written() {
		list[e] = exportFeatures
	}
	for _, format := range chart.Formats {
		list[string(format)] = func(j *job, c exportCmd, d *plan.Document, op plan.ID) error {
			return c.exportMap(j, d, op, c.Output, c.Layer)
		}
	}
	return list
}

// Run writes a file in the format that its name's ending tells.
func (c exportCmd) Run(j *job) error {
	write := exporters[strings.ToLower(filepath.Ext(c.Output))]
	if write == nil {
		var known []string
		for e := range exporters {
			known = append(known, e)
		}
		slices.Sort(known)
		return wrongUsage("cli.export.format", "Path", c.Output, "Known", strings.Join(known, ", "))
	}
	return j.handOn(c.File, func(w *storage.Workspace) error {
		d, op, err := j.chosen(w, c.AsOf, c.Operation)
		if err != nil {
			return err
		}
		return write(j, c, d, op)
	})
}

// beside gives what documents show beside the plan: its findings and the map's symbols.
func (j *job) beside(d *plan.Document) (*check.Report, *chart.Symbols, error) {
	report, err := check.All(j.ctx, d, j.today(), chart.KnowsSymbol)
	if err != nil {
		return nil, nil, err
	}
	symbols, err := chart.Military()
	return report, symbols, err
}

func exportWorkbook(j *job, c exportCmd, d *plan.Document, op plan.ID) error {
	report, symbols, err := j.beside(d)
	if err != nil {
		return err
	}
	o := excel.Options{
		Words: j.words, Findings: report.Findings(op), Exported: time.Now(),
		By: j.author.Name, App: "Jointplan " + version, PlanID: workspaceID(d), Symbols: symbols,
	}
	return j.export(c.Output, func(progress func(done, total int)) error {
		return excel.Export(j.ctx, d, op, c.Output, o, progress)
	})
}

// exportDocument writes one operation as a Word document: the only one when none is
// named.
func exportDocument(j *job, c exportCmd, d *plan.Document, _ plan.ID) error {
	op, err := j.oneOperation(d, c.Operation)
	if err != nil {
		return err
	}
	report, symbols, err := j.beside(d)
	if err != nil {
		return err
	}
	o := docx.Options{
		Words: j.words, Findings: report.Findings(op), Exported: time.Now(), AsOf: c.AsOf,
		By: j.author.Name, App: "Jointplan " + version, Symbols: symbols,
	}
	if day, err := plan.ParseDate(c.AsOf); err == nil {
		o.AsOf = j.words.Date(day)
	}
	return j.export(c.Output, func(progress func(done, total int)) error {
		return docx.Export(j.ctx, d, op, c.Output, o, progress)
	})
}

// export writes a document with progress and tells where it is.
func (j *job) export(path string, write func(progress func(done, total int)) error) error {
	progress := j.progress("cli.exporting")
	err := write(progress.step)
	progress.end()
	if err != nil {
		return err
	}
	j.say("export.done", "Path", path)
	return nil
}

// exportFeatures writes what is drawn as map data. What could not be written as it is
// is told beside the output.
func exportFeatures(j *job, c exportCmd, d *plan.Document, op plan.ID) error {
	choice := features.Choice{Operation: op, Words: j.words, Colours: chart.PartyColours(d)}
	for _, name := range c.Layer {
		l, err := j.layer(name)
		if err != nil {
			return err
		}
		choice.Layers = append(choice.Layers, l)
	}
	list, notes := features.Of(d, choice)
	if len(list) == 0 {
		return plan.Problem("mapdata.export.nothing")
	}
	title := ""
	if o := d.Get(op); o != nil {
		title = plan.NameOf(d, o, j.words)
	} else if o := d.Workspace(); o != nil {
		title = o.Title
	}
	more, err := mapfile.Write(c.Output, list, mapfile.Options{Title: title, Marking: chart.Label(d, op, j.words), Words: j.words, App: "Jointplan " + version})
	if err != nil {
		return err
	}
	for _, m := range append(notes, more...) {
		j.warn(m)
	}
	j.say("mapdata.export.done", "Path", c.Output, "Count", len(list))
	return nil
}

// layer reads the name of a kind that is drawn on the map.
func (j *job) layer(text string) (features.Layer, error) {
	k, err := j.kind(text)
	if err != nil {
		return features.Layer{}, err
	}
	l, ok := features.LayerOf(k)
	if !ok {
		var known []string
		for _, l := range features.Layers() {
			known = append(known, l.Kind.Name)
		}
		return features.Layer{}, wrongUsage("cli.layer", "Kind", plan.Say(k.Label()), "Known", strings.Join(known, ", "))
	}
	return l, nil
}

// workspaceID names the plan in a workbook; NoID for one so damaged that the
// object is lost.
func workspaceID(d *plan.Document) plan.ID {
	if w := d.Workspace(); w != nil {
		return w.ID
	}
	return plan.NoID
}
