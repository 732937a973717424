package chart

import (
	"jointplan/plan"
	"jointplan/plan/geo"
)

// symbolSize is how wide the octagon of a symbol is, in points: smaller where the
// map shows a whole continent.
func symbolSize(v View) float64 {
	switch {
	case v.Zoom < 5:
		return 11
	case v.Zoom < 8:
		return 15
	}
	return 19
}

// Draw puts the scene on a canvas.
func (s *Scene) Draw(c Canvas, view View) {
	s.spots = s.spots[:0]
	v := newSight(view)
	areas, lines := seen(s.areas, v), seen(s.lines, v)
	for _, chosen := range []bool{false, true} { // over the edges of their neighbours
		for _, it := range areas {
			if s.Selected[it.id] == chosen {
				s.area(c, v, it)
			}
		}
	}
	if !s.Hidden["pieces"] {
		s.drawPieces(c, v)
	}
	for _, it := range lines {
		s.line(c, v, it)
	}
	s.symbols(c, v)
	width, height := c.Size()
	s.room.clear(width, height, s.kept)
	for _, spot := range s.spots {
		s.room.take(spot.Rect)
	}
	if !s.Hidden["words"] {
		s.words(c, v, areas, lines)
	}
}

func seen(items []*item, v *sight) []*item {
	on := make([]*item, 0, len(items))
	for _, it := range items {
		if v.sees(it) {
			on = append(on, it)
		}
	}
	return on
}

func (s *Scene) area(c Canvas, v *sight, it *item) {
	for shift := range v.shifts(it.trace.Box) {
		rings := it.trace.Rings(v.View, shift)
		if !it.isFrame {
			c.Fill(rings, it.paint)
		}
		if s.Selected[it.id] {
			c.Stroke(rings, Pen{Colour: s.Look.halo(), Width: it.edge.Width + 5})
			c.Stroke(rings, Pen{Colour: s.Look.Ink, Width: it.edge.Width + 1})
			continue
		}
		c.Stroke(rings, it.edge)
	}
}

func (s *Scene) line(c Canvas, v *sight, it *item) {
	for shift := range v.shifts(it.trace.Box) {
		lines := it.trace.Lines(v.View, shift)
		if s.Selected[it.id] {
			c.Stroke(lines, Pen{Colour: s.Look.Ink, Width: it.lines[0].Width + 3})
		}
		for _, pen := range it.lines {
			c.Stroke(lines, pen)
		}
	}
}

// mostAbreast is how many symbols at one place stand in a row before the next begins
// under it.
const mostAbreast = 4

// symbols draws those that have a place, then those that stand in a sector, in
// rows under its name.
func (s *Scene) symbols(c Canvas, v *sight) {
	size := symbolSize(v.View)
	step := size * abreast * c.Scale()
	width, height := c.Size()
	in := map[plan.ID][]*item{}
	for _, it := range s.marks {
		if it.trace == nil {
			in[it.sector] = append(in[it.sector], it)
			continue
		}
		for _, p := range it.trace.Shape.Points {
			for shift := range v.shifts(geo.Box{West: p.Lon, East: p.Lon, South: p.Lat, North: p.Lat}) {
				at := v.To(p)
				at.X += shift + step*float64(it.beside%mostAbreast)
				at.Y += step * float64(it.beside/mostAbreast)
				if at.X < -40 || at.Y < -40 || at.X > width+40 || at.Y > height+40 {
					continue
				}
				s.mark(c, it, at, size)
			}
		}
	}
	for _, list := range [][]*item{s.areas, s.lines} {
		for _, it := range list {
			if units := in[it.id]; len(units) > 0 {
				s.row(c, v, it, units, size)
			}
		}
	}
}

// abreast is how far apart symbols in a row stand, in their sizes.
const abreast = 1.9

// mostInRow is how many units of a sector are drawn; the rest is a number.
const mostInRow = 6

func (s *Scene) row(c Canvas, v *sight, sector *item, units []*item, size float64) {
	b := sector.trace.Box
	west, east := v.To(geo.Point{Lon: b.West, Lat: b.South}), v.To(geo.Point{Lon: b.East, Lat: b.North})
	step := size * abreast * c.Scale()
	fits := int((east.X - west.X) / step)
	if fits < 1 || v.Zoom < 5 {
		return // too small for symbols; they show when one comes nearer
	}
	n := min(len(units), min(fits, mostInRow))
	at := v.To(sector.trace.Middle)
	at.Y -= (size*0.9 + 16) * c.Scale()
	at.X -= step * float64(n-1) / 2
	for _, it := range units[:n] {
		s.mark(c, it, at, size)
		at.X += step
	}
	if rest := len(units) - n; rest > 0 {
		c.Text(Dot{at.X - step/4, at.Y + 4*c.Scale()}, "+"+s.Words.Number(float64(rest), 0),
			Type{Size: 11, Bold: true, Colour: s.Look.Ink, Halo: s.Look.halo()})
	}
}

func (s *Scene) mark(c Canvas, it *item, at Dot, size float64) {
	style := it.style
	if s.Selected[it.id] {
		style.Halo = s.Look.Accent
		size *= 1.15
	}
	frame := c.Symbol(at, it.code, size, style)
	s.spots = append(s.spots, Hit{Object: it.id, Kind: it.kind, Rect: frame})
}
