package chart

import (
	"image/color"
	"slices"
	"strings"

	"jointplan/plan"
	"jointplan/plan/geo"
	"jointplan/plan/symbol"
)

// Words are what a reader's language says.
type Words interface {
	T(key string) string
	Number(n float64, decimals int) string
	Say(m plan.Message) string
}

// Options say what of an operation is shown on a map and how.
type Options struct {
	Operation plan.ID
	By        Colouring
	On        plan.Date // what is there on this day; all there ever is when nought
	Winter    bool      // the strength of winter, not of summer
	Patterns  bool      // areas can be told apart without colours
	Look      Look
	Words     Words
	Selected  map[plan.ID]bool
	Hidden    map[string]bool // kinds that are not shown, by name; "words" and "pieces" too
	Pieces    []Piece         // gaps and overlaps, see FindPieces
	Grave     map[plan.ID]int // worst finding about an object: 3 blocking, 2 serious, 1 advice
}

// Scene is what is to be seen of an operation. It is built once and drawn from any
// view, by one goroutine at a time.
type Scene struct {
	Options
	areas, lines []*item
	marks        []*item
	legend       []LegendEntry
	spots        []Hit // what was drawn last where
	room, quiet  room  // that symbols and words left, when it was drawn last, and that lines left
}

// item is an object on the map.
type item struct {
	id      plan.ID
	kind    string
	trace   *Trace
	title   string
	second  string // under the title
	says    []wording
	stands  []Rect // of symbols with a place, when they were drawn last
	paint   Paint
	edge    Pen
	lines   []Pen // of a line, the lowest first
	code    symbol.Code
	style   symbol.Style
	sector  plan.ID // that a unit without a place of its own stands in
	beside  int     // how many symbols were at the place of this one before it
	isFrame bool    // an area that frames others: its line only
}

// NewScene builds what is seen of an operation.
func NewScene(d *plan.Document, traces *Traces, o Options) *Scene {
	b := builder{d: d, s: &Scene{Options: o}, traces: traces, colours: PartyColours(d)}
	for _, s := range plan.All[plan.Sector](d, o.Operation) {
		if b.shown("sector", s.When) {
			b.sector(s)
		}
	}
	for _, g := range plan.All[plan.Graphic](d, o.Operation) {
		if b.shown("graphic", g.When) {
			b.graphic(g)
		}
	}
	for _, u := range plan.All[plan.Unit](d, o.Operation) {
		if b.shown("unit", u.When) {
			b.unit(u)
		}
	}
	b.spread()
	// Parties as they come, steps and states in order.
	b.s.legend = b.sectors.list(o.By != ByParty && o.By != "")
	b.s.pieceKeys()
	b.s.legend = append(append(b.s.legend, b.kinds.list(false)...), b.ownerKeys()...)
	return b.s
}

type builder struct {
	d       *plan.Document
	s       *Scene
	traces  *Traces
	colours map[plan.ID]color.NRGBA
	sectors legendOf
	kinds   legendOf // of other lines
	owners  legendOf // parties whose symbols and other lines are there
}

func (b *builder) shown(kind string, when plan.Span) bool {
	if b.s.Hidden[kind] {
		return false
	}
	return isThere(when, b.s.On)
}

func (b *builder) sector(s *plan.Sector) {
	t := b.traces.Of(s.ID, s.Geometry)
	if t.Err != nil || t.Shape.Empty() {
		return
	}
	it := &item{id: s.ID, kind: "sector", trace: t, title: s.Title, second: b.secondLine(s, t)}
	how := b.dress(s, t)
	it.paint, it.edge = how.paint, how.edge
	if t.Shape.Type() == geo.Areas {
		it.says = wordings(strings.ToUpper(it.title), it.second)
		b.sectors.enter(how.key, LegendEntry{Paint: how.paint, Edge: how.edge, Text: how.text})
		b.s.areas = append(b.s.areas, it)
		return
	}
	b.sectors.enter(how.key, LegendEntry{Lines: how.lines, Text: how.text})
	it.says, it.lines, it.edge.Width = wordings(it.title, it.second), how.lines, lineWidth
	b.s.lines = append(b.s.lines, it)
}

// secondLine says who answers for a sector and how large it is.
func (b *builder) secondLine(s *plan.Sector, t *Trace) string {
	who := b.names(s)
	size, unit := s.Length, "unit.km"
	switch {
	case size > 0:
	case t.Shape.Type() == geo.Areas:
		size, unit = t.Area, "unit.km2"
	default:
		size = t.Length
	}
	if size == 0 {
		return who
	}
	decimals := 0
	if size < 10 {
		decimals = 1
	}
	return who + " · " + b.s.Words.Number(size, decimals) + " " + b.s.Words.T(unit)
}

func (b *builder) names(s *plan.Sector) string {
	if p := plan.Find[plan.Party](b.d, s.Party); p != nil {
		return p.Brief()
	}
	names := ""
	for _, share := range s.Joint {
		if p := plan.Find[plan.Party](b.d, share.Party); p != nil {
			if names != "" {
				names += ", "
			}
			names += p.Brief()
		}
	}
	if names == "" {
		return b.s.Words.T("map.nobody")
	}
	return b.s.Words.T("map.joint") + " " + names
}

func (b *builder) graphic(g *plan.Graphic) {
	t := b.traces.Of(g.ID, g.Geometry)
	if t.Err != nil || t.Shape.Empty() {
		return
	}
	it := &item{id: g.ID, kind: "graphic", trace: t, title: g.Title, says: pointWords(g.Title)}
	it.edge = Pen{Colour: b.s.Look.Ink, Width: 1.5}
	if c, ok := b.colours[g.Party]; ok {
		it.edge.Colour = b.ink(c)
	}
	switch t.Shape.Type() {
	case geo.Areas:
		it.isFrame = true
		if g.Type == "area-of-operations" {
			it.edge.Width, it.edge.Dashes = 2, []float64{10, 5, 1, 5}
		}
		b.explainLine(g, it.edge)
		b.s.areas = slices.Insert(b.s.areas, 0, it)
	case geo.Lines:
		switch g.Type {
		case "route":
			it.edge.Width, it.edge.Dashes = 2, []float64{6, 5}
		case "boundary":
			it.edge.Width, it.edge.Dashes = 2, []float64{12, 6}
		case "phase-line":
			it.edge.Width = 2
		}
		it.lines = []Pen{it.edge}
		b.explainLine(g, it.edge)
		b.s.lines = append(b.s.lines, it)
	default:
		it.code, it.style = symbol.ForGraphic(g.Type), b.style(g.Party)
		if g.Symbol != "" {
			it.code = ReadSymbol(g.Symbol)
		}
		b.explainSymbol(g.Party, it)
		b.s.marks = append(b.s.marks, it)
	}
}

// unit puts a unit where it stands, or in its sector.
func (b *builder) unit(u *plan.Unit) {
	it := &item{id: u.ID, kind: "unit", title: u.Title, code: symbol.ForUnit(u), style: b.style(u.Party)}
	if u.Symbol != "" {
		it.code = ReadSymbol(u.Symbol)
	}
	if t := b.traces.Of(u.ID, u.Geometry); t.Err == nil && !t.Shape.Empty() {
		it.trace, it.says = t, pointWords(it.title)
	} else if s := plan.Find[plan.Sector](b.d, u.Sector); s != nil && s.Geometry != "" {
		it.sector = s.ID
	} else {
		return
	}
	b.explainSymbol(u.Party, it)
	b.s.marks = append(b.s.marks, it)
}

// spread counts off the symbols that share a place, so that they stand beside each
// other and all can be seen and taken hold of.
func (b *builder) spread() {
	at := map[geo.Point]int{}
	for _, it := range b.s.marks {
		if it.trace == nil || len(it.trace.Shape.Points) != 1 {
			continue
		}
		p := it.trace.Shape.Points[0]
		it.beside = at[p]
		at[p]++
	}
}

func (b *builder) style(party plan.ID) symbol.Style {
	style := symbol.Style{}
	if c, ok := b.colours[party]; ok {
		style.Fill = symbol.Tint(c)
	}
	if b.s.Look.Dark {
		style.Halo = faint(rgb(0xE6E9ED), 0xC0)
	}
	return style
}

// Box is what has to be shown to see everything; nothing drawn gives false.
func (s *Scene) Box() (box geo.Box, ok bool) {
	for _, list := range [][]*item{s.areas, s.lines, s.marks} {
		for _, it := range list {
			if it.trace == nil {
				continue
			}
			if !ok {
				box, ok = it.trace.Box, true
			} else {
				box = box.Union(it.trace.Box)
			}
		}
	}
	return box, ok
}

// Legend explains the colours.
func (s *Scene) Legend() []LegendEntry { return s.legend }
