package chart

import (
	"slices"
	"strings"

	"jointplan/plan/geo"
)

// words writes the names of what is drawn where they cover nothing: no other name
// and no symbol. The largest come first.
func (s *Scene) words(c Canvas, v *sight, areas, lines []*item) {
	l := &labels{c: c, s: s}
	for _, it := range areas {
		if !it.isFrame {
			l.area(v, it)
		}
	}
	for _, it := range lines {
		l.line(v, it)
	}
	for _, it := range areas {
		if it.isFrame {
			l.frame(v, it)
		}
	}
	l.pieces(v)
	l.marks(v)
}

type labels struct {
	c Canvas
	s *Scene
}

// try writes lines around a dot unless something is there already.
func (l *labels) try(at Dot, lines []string, types []Type) bool {
	scale := l.c.Scale()
	height, width := 0.0, 0.0
	for i, text := range lines {
		width = max(width, l.c.Measure(text, types[i]))
		height += types[i].Size * 1.35 * scale
	}
	r := Rect{at.X - width/2, at.Y - height/2, at.X + width/2, at.Y + height/2}
	switch types[0].Align {
	case Start:
		r.Left, r.Right = at.X, at.X+width
	case End:
		r.Left, r.Right = at.X-width, at.X
	}
	if !l.s.room.isFree(r) {
		return false
	}
	l.s.room.take(r)
	y := r.Top
	for i, text := range lines {
		y += types[i].Size * 1.35 * scale
		l.c.Text(Dot{at.X, y - types[i].Size*0.35*scale}, text, types[i])
	}
	return true
}

func (l *labels) title(size float64) Type {
	return Type{Size: size, Bold: true, Colour: l.s.Look.Ink, Halo: l.s.Look.halo(), Align: Middle}
}

func (l *labels) small(size float64) Type {
	return Type{Size: size, Colour: l.s.Look.Ink, Halo: l.s.Look.halo(), Align: Middle}
}

// area names a sector where both lines fit, or its title alone.
func (l *labels) area(v *sight, it *item) {
	b := it.trace.Box
	width := v.To(geo.Point{Lon: b.East, Lat: b.North}).X - v.To(geo.Point{Lon: b.West, Lat: b.South}).X
	title, first, second := strings.ToUpper(it.title), l.title(12), l.small(11)
	for shift := range v.shifts(b) {
		at := v.To(it.trace.Middle)
		at.X += shift
		switch {
		case it.second != "" && l.c.Measure(it.second, second) < width*1.1 && l.c.Measure(title, first) < width*1.1:
			if l.try(at, []string{title, it.second}, []Type{first, second}) {
				continue
			}
			fallthrough
		case l.c.Measure(title, first) < width*1.2:
			l.try(at, []string{title}, []Type{first})
		}
	}
}

// line names a line beside its middle.
func (l *labels) line(v *sight, it *item) {
	b := it.trace.Box
	a, z := v.To(geo.Point{Lon: b.West, Lat: b.South}), v.To(geo.Point{Lon: b.East, Lat: b.North})
	long := max(z.X-a.X, a.Y-z.Y)
	first, second := l.title(12), l.small(11)
	if it.kind != "sector" {
		first = second
	}
	if l.c.Measure(it.title, first) > long*1.5 {
		return
	}
	for shift := range v.shifts(b) {
		at := v.To(it.trace.Middle)
		at.X += shift
		if it.second == "" || !l.around(at, []string{it.title, it.second}, []Type{first, second}) {
			l.around(at, []string{it.title}, []Type{first})
		}
	}
}

// around tries places below, above, right and left of a dot, then further off.
func (l *labels) around(at Dot, lines []string, types []Type) bool {
	for _, far := range []float64{1, 1.8} {
		for _, p := range []struct {
			x, y  float64
			align Align
		}{{0, 24, Middle}, {0, -26, Middle}, {14, 0, Start}, {-14, 0, End}} {
			as := slices.Clone(types)
			for i := range as {
				as[i].Align = p.align
			}
			scale := far * l.c.Scale()
			if l.try(Dot{at.X + p.x*scale, at.Y + p.y*scale}, lines, as) {
				return true
			}
		}
	}
	return false
}

// frame names the area of operations at its northern edge.
func (l *labels) frame(v *sight, it *item) {
	b := it.trace.Box
	at := v.To(geo.Point{Lon: (b.West + b.East) / 2, Lat: b.North})
	at.Y -= 10 * l.c.Scale()
	l.try(at, []string{it.title}, []Type{l.small(11)})
}

func (l *labels) pieces(v *sight) {
	if l.s.Hidden["pieces"] {
		return
	}
	for _, p := range l.s.Pieces {
		as := l.small(11)
		_, pen := l.s.paint(p)
		as.Colour = pen.Colour
		decimals := 0
		if p.Area < 10 {
			decimals = 1
		}
		l.try(v.To(p.At), []string{l.s.Words.T("map."+p.kind()) + " " + l.s.Words.Number(p.Area, decimals) + " " + l.s.Words.T("unit.km2")}, []Type{as})
	}
}

// marks names points beside their symbols.
func (l *labels) marks(v *sight) {
	if v.Zoom < 7 {
		return
	}
	for _, it := range l.s.marks {
		if it.trace == nil || it.title == "" {
			continue
		}
		as := l.small(11)
		for _, p := range it.trace.Shape.Points {
			at := v.To(p)
			far := symbolSize(v.View) * l.c.Scale()
			as.Align = Start
			if !l.try(Dot{at.X + far, at.Y}, []string{it.title}, []Type{as}) {
				as.Align = End
				l.try(Dot{at.X - far, at.Y}, []string{it.title}, []Type{as})
			}
		}
	}
}
