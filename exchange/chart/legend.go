package chart

import (
	"slices"

	"jointplan/plan"
	"jointplan/plan/symbol"
)

// LegendEntry is how something is drawn and what that stands for.
type LegendEntry struct {
	Paint Paint       // of areas
	Edge  Pen         // around them
	Lines []Pen       // of lines, the lowest first
	Code  symbol.Code // of symbols, "" for none
	Style symbol.Style
	Text  string
}

// Draw shows in a rectangle what the entry explains: as an area, a line, a symbol
// or several of them.
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
	if e.Code != "" {
		c.Symbol(Dot{(at.Left + at.Right) / 2, middle}, e.Code, at.Height()/c.Scale()*0.9, e.Style)
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
	if was.Code == "" {
		was.Code, was.Style = e.Code, e.Style
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

// explainLine enters a line that is no sector by its type, and by whose it is where
// that is its colour.
func (b *builder) explainLine(g *plan.Graphic, pen Pen) {
	if _, ok := b.colours[g.Party]; ok {
		b.owners.enter(g.Party.String(), LegendEntry{Lines: []Pen{pen}, Text: plan.Find[plan.Party](b.d, g.Party).Brief()})
	}
	pen.Colour = b.s.Look.Ink
	b.kinds.enter(string(g.Type), LegendEntry{Lines: []Pen{pen}, Text: b.s.Words.T("choice.graphic.type." + string(g.Type))})
}

// explainSymbol enters the colour that fills the frame of a symbol; those of control
// measures have none.
func (b *builder) explainSymbol(party plan.ID, it *item) {
	if it.code.Set() == symbol.Control {
		return
	}
	frame := symbol.NewCode(it.code.Identity(), symbol.LandUnit, "000000", "")
	if _, ok := b.colours[party]; ok {
		b.owners.enter(party.String(), LegendEntry{Code: frame, Style: it.style, Text: plan.Find[plan.Party](b.d, party).Brief()})
		return
	}
	b.owners.enter("~"+string(frame), LegendEntry{Code: frame, Style: it.style, Text: b.s.Words.T("map.owner.none")})
}

// ownerKeys explains the colours of symbols and lines of parties, but for those that
// the colours of sectors explain already.
func (b *builder) ownerKeys() []LegendEntry {
	b.owners.order = slices.DeleteFunc(b.owners.order, func(key string) bool {
		_, told := b.sectors.entries[key]
		return told && (b.s.By == ByParty || b.s.By == "")
	})
	return b.owners.list(false)
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
