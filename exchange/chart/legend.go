package chart

import (
	"slices"

	"jointplan/plan"
)

// LegendEntry is how something is drawn and what that stands for.
type LegendEntry struct {
	Paint Paint // of areas
	Edge  Pen   // around them
	Lines []Pen // of lines, the lowest first
	Text  string
}

// Draw shows in a rectangle what the entry explains: as an area, a line or both.
func (e LegendEntry) Draw(c Canvas, at Rect) {
	patch := Rectangle(at)
	if e.isArea() {
		c.Fill(patch, e.Paint)
		edge := e.Edge
		edge.Width = min(edge.Width, 1)
		c.Stroke(patch, edge)
	}
	middle := (at.Top + at.Bottom) / 2
	for _, pen := range e.Lines {
		c.Stroke(Path{{{at.Left, middle}, {at.Right, middle}}}, pen)
	}
}

func (e LegendEntry) isArea() bool {
	return e.Paint.Colour.A > 0 || len(e.Paint.Stripes) > 0 || e.Edge.Colour.A > 0
}

// legendOf gathers the entries of a legend by what they stand for.
type legendOf struct {
	entries map[string]LegendEntry
	order   []string
}

// enter puts an entry into the legend. What is there already gets the area or the line
// that it did not have.
func (l *legendOf) enter(key string, e LegendEntry) {
	if l.entries == nil {
		l.entries = map[string]LegendEntry{}
	}
	was, ok := l.entries[key]
	if !ok {
		l.order = append(l.order, key)
		was.Text = e.Text
	}
	if !was.isArea() {
		was.Paint, was.Edge = e.Paint, e.Edge
	}
	if was.Lines == nil {
		was.Lines = e.Lines
	}
	l.entries[key] = was
}

// list gives the entries as they came, or by their keys.
func (l *legendOf) list(byKey bool) []LegendEntry {
	if byKey {
		slices.Sort(l.order)
	}
	var all []LegendEntry
	for _, key := range l.order {
		all = append(all, l.entries[key])
	}
	return all
}

// Shorten keeps a legend to some lines at most; the last one of a longer legend says
// how many more there are and has no colour.
func Shorten(legend []LegendEntry, most int, w Words) []LegendEntry {
	if len(legend) <= most {
		return legend
	}
	if most < 1 {
		return nil
	}
	shown := most - 1
	rest := LegendEntry{Text: w.Say(plan.Say("chart.more", "Count", len(legend)-shown))}
	return append(slices.Clone(legend[:shown]), rest)
}
