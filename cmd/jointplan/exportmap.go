package main

import (
	"jointplan/exchange/chart"
	"jointplan/exchange/ownmap"
	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/plan/geo"
)

// mapFlags say how the map is drawn.
type mapFlags struct {
	Paper    string `default:"A4" placeholder:"SIZE" help:"Of a map: A4, A3, A2, A1, A0, Letter or Tabloid."`
	Upright  bool   `help:"Of a map: the paper stands."`
	By       string `default:"party" placeholder:"WHAT" help:"What the colours of a map tell: party, agreement, readiness, density or progress."`
	On       string `placeholder:"DAY" help:"Of a map: what is there on that day."`
	Winter   bool   `help:"Of a map: the strength of winter."`
	Patterns bool   `help:"Of a map: patterns as well as colours."`

	NoBasemap bool `help:"Of a map: without the built-in map, only what is drawn and the files of --layer."`
}

// exportMap writes the map of one operation, the only one when none is named, with
// files under the plan.
func (f mapFlags) exportMap(j *job, d *plan.Document, op plan.ID, out string, files []string) error {
	paper, ok := chart.PaperNamed(f.Paper)
	if !ok {
		return wrongUsage("cli.map.paper", "Name", f.Paper)
	}
	if !f.Upright {
		paper = paper.Lying()
	}
	o, err := f.options(j, d, op)
	if err != nil {
		return err
	}
	symbols, err := chart.Military()
	if err != nil {
		return err
	}
	world, err := chart.World()
	if err != nil {
		return err
	}
	own, err := f.own(j, files)
	if err != nil {
		return err
	}
	base := &chart.Base{Map: world, Look: o.Look, Language: j.words.Language(), Own: own}
	sheet, err := chart.NewSheet(d, chart.NewScene(d, chart.NewTraces(), o), base, geo.Box{})
	if err != nil {
		return err
	}
	if err := sheet.WriteFile(out, paper, symbols); err != nil {
		return err
	}
	j.say("export.done", "Path", out)
	return nil
}

// own opens files as maps: map data over pictures, each in the order given.
func (f mapFlags) own(j *job, files []string) (chart.Own, error) {
	var uses []ownmap.Use
	for i, path := range files {
		m, err := ownmap.Open(j.ctx, path)
		if err != nil {
			return chart.Own{}, err
		}
		for _, note := range m.Notes {
			j.warn(note)
		}
		uses = append(uses, ownmap.Use{Map: m, Opacity: 1, Colour: i})
	}
	return ownmap.Own(uses, f.NoBasemap), nil
}

func (f mapFlags) options(j *job, d *plan.Document, op plan.ID) (chart.Options, error) {
	operations := plan.All[plan.Operation](d, plan.NoID)
	if op == plan.NoID {
		if len(operations) != 1 {
			return chart.Options{}, wrongUsage("cli.map.operation")
		}
		op = operations[0].ID
	}
	o := chart.Options{
		Operation: op, By: chart.Colouring(f.By), Winter: f.Winter, Patterns: f.Patterns, Look: chart.Print, Words: j.words,
	}
	known := false
	for _, by := range chart.Colourings {
		known = known || by == o.By
	}
	if !known {
		return o, wrongUsage("cli.map.by", "Name", f.By)
	}
	if f.On != "" {
		day, err := plan.ParseDate(f.On)
		if err != nil {
			return o, err
		}
		o.On = day
	}
	report, err := check.All(j.ctx, d, j.today(), chart.KnowsSymbol)
	if err != nil {
		return o, err
	}
	o.Grave = chart.Grave(report.Findings(op))
	o.Pieces, err = chart.FindPieces(d, chart.NewTraces(), op, o.On)
	return o, err
}
