package chart

import (
	"slices"

	"jointplan/plan"
	"jointplan/plan/geo"
)

// mostAbreast is how many symbols at one place stand in a row before the next begins
// under it.
const mostAbreast = 4

// abreast is how far apart symbols in a row stand, in their sizes.
const abreast = 1.9

// symbols draws those that have a place.
func (l *labels) symbols() {
	size := symbolSize(l.v.View)
	for _, it := range l.s.marks {
		it.stands = it.stands[:0]
		for _, at := range l.at(it, size) {
			if aside, ok := l.aside(it, at, size); ok {
				l.c.Stroke(Path{{at, aside}}, Pen{Colour: l.s.Look.Ink, Width: 0.8})
				at = aside
			}
			it.stands = append(it.stands, l.mark(it, at, size))
		}
	}
}

// mostCovered is how much of a symbol another may cover before it steps aside.
const mostCovered = 0.25

// asideFrom is the zoom from which symbols step aside: further off all is crowded.
const asideFrom = 6

// aside gives a free place beside a symbol's own for one that lies over another; a
// line leads to where it belongs. It stays where all around is taken.
func (l *labels) aside(it *item, at Dot, size float64) (Dot, bool) {
	if l.v.Zoom < asideFrom {
		return at, false
	}
	whole := l.c.Extent(it.code, size, it.style).Whole
	if l.s.room.covered(whole.move(at)) <= mostCovered {
		return at, false
	}
	wide, high := whole.Width()+2*l.k, whole.Height()+2*l.k
	for _, by := range []Dot{{wide, 0}, {-wide, 0}, {0, high}, {0, -high}, {wide, high}, {-wide, high}, {wide, -high}, {-wide, -high}} {
		if to := (Dot{at.X + by.X, at.Y + by.Y}); l.isFree(whole.move(to), false) {
			return to, true
		}
	}
	return at, false
}

// at gives where an item's symbols stand on the canvas, or just beyond it.
func (l *labels) at(it *item, size float64) []Dot {
	if it.trace == nil {
		return nil
	}
	var all []Dot
	step := size * abreast * l.k
	seen := l.whole.grow(40)
	for _, p := range it.trace.Shape.Points {
		for shift := range l.v.shifts(geo.Box{West: p.Lon, East: p.Lon, South: p.Lat, North: p.Lat}) {
			at := l.v.To(p)
			at.X += shift + step*float64(it.beside%mostAbreast)
			at.Y += step * float64(it.beside/mostAbreast)
			if seen.Holds(at) {
				all = append(all, at)
			}
		}
	}
	return all
}

// mark draws a symbol and gives all that it takes.
func (l *labels) mark(it *item, at Dot, size float64) Rect {
	style := it.style
	if l.s.Selected[it.id] {
		style.Halo = l.s.Look.Accent
		size *= 1.15
	}
	l.c.Symbol(at, it.code, size, style)
	extent := l.c.Extent(it.code, size, style)
	l.s.spots = append(l.s.spots, Hit{Object: it.id, Kind: it.kind, Rect: extent.Frame.move(at)})
	whole := extent.Whole.move(at)
	l.s.room.take(whole)
	return whole
}

// rows draws the units that stand in sectors without a place of their own.
func (l *labels) rows(areas, lines []*item) {
	if l.v.Zoom < 5 {
		return // they show when one comes nearer
	}
	in := map[plan.ID][]*item{}
	for _, it := range l.s.marks {
		if it.trace == nil {
			in[it.sector] = append(in[it.sector], it)
		}
	}
	for _, list := range [][]*item{areas, lines} {
		for _, it := range list {
			if units := in[it.id]; len(units) > 0 {
				l.row(it, units)
			}
		}
	}
}

// mostInRow is how many units of a sector are drawn; the rest is a number.
const mostInRow = 6

// row draws the units of a sector near its name where they cover nothing: all of them,
// or fewer and how many more there are.
func (l *labels) row(sector *item, units []*item) {
	size := symbolSize(l.v.View)
	b := sector.trace.Box
	west, east := l.v.To(geo.Point{Lon: b.West, Lat: b.South}), l.v.To(geo.Point{Lon: b.East, Lat: b.North})
	fits := int(max(east.X-west.X, west.Y-east.Y) / (size * abreast * l.k))
	for shift := range l.v.shifts(b) {
		for n := min(len(units), fits, mostInRow); n > 0; n-- {
			if l.putRow(l.newRow(units, n, size), sector, shift) {
				break
			}
		}
	}
}

// row is symbols side by side, and the number of those that are left out. What it
// takes is around nought.
type row struct {
	units []*item
	at    []Dot // of their anchors
	size  float64
	more  string
	moreX float64
	takes Rect
}

func (l *labels) newRow(units []*item, n int, size float64) row {
	r := row{units: units[:n], size: size}
	step := size * abreast * l.k
	for i, it := range r.units {
		extent := l.c.Extent(it.code, size, it.style)
		middle := extent.Frame.centre()
		at := Dot{step*float64(i) - middle.X, -middle.Y}
		r.at = append(r.at, at)
		if takes := extent.Whole.move(at); i == 0 {
			r.takes = takes
		} else {
			r.takes = r.takes.union(takes)
		}
	}
	if rest := len(units) - n; rest > 0 {
		r.more = "+" + l.s.Words.Number(float64(rest), 0)
		r.moreX = r.takes.Right + 4*l.k
		r.takes.Right = r.moreX + l.c.Measure(r.more, l.more()) + 2*l.k
	}
	return r
}

func (l *labels) more() Type {
	return Type{Size: 11, Bold: true, Colour: l.s.Look.Ink, Halo: l.s.Look.halo()}
}

// putRow draws a row at the first place that is free, and first where no line is.
func (l *labels) putRow(r row, sector *item, shift float64) bool {
	r.takes = r.takes.grow(l.k)
	half := Dot{(r.takes.Left + r.takes.Right) / 2, (r.takes.Top + r.takes.Bottom) / 2}
	for _, quiet := range l.tries() {
		for _, at := range l.rowPlaces(r, sector, shift) {
			by := Dot{at.X - half.X, at.Y - half.Y}
			takes := r.takes.move(by)
			if !l.isFree(takes, quiet) {
				continue
			}
			for i, it := range r.units {
				l.mark(it, Dot{r.at[i].X + by.X, r.at[i].Y + by.Y}, r.size)
			}
			if r.more != "" {
				l.c.Text(Dot{by.X + r.moreX, by.Y + 4*l.k}, r.more, l.more())
			}
			l.s.room.take(takes)
			return true
		}
	}
	return false
}

// rowPlaces are the middles of places for a row, the best first: above and below the
// sector's name and beside it, then elsewhere in an area or along a line.
func (l *labels) rowPlaces(r row, sector *item, shift float64) []Dot {
	var at []Dot
	wide, high := r.takes.Width(), r.takes.Height()
	name, ok := l.named[sector]
	if !ok {
		m := l.v.To(sector.trace.Middle)
		name = Rect{m.X + shift, m.Y, m.X + shift, m.Y}
	}
	m := name.centre()
	at = append(at, Dot{m.X, name.Top - high/2}, Dot{m.X, name.Bottom + high/2},
		Dot{name.Right + wide/2, m.Y}, Dot{name.Left - wide/2, m.Y})
	if sector.trace.Shape.Type() == geo.Areas {
		for _, p := range insides(sector.trace.Rings(l.v.View, shift), l.whole, 10*l.k) {
			if p.wide >= wide {
				at = append(at, p.at)
			}
		}
		return at
	}
	for _, d := range along(sector.trace.Lines(l.v.View, shift), l.whole, nameAt) {
		off := (sector.edge.Width/2+4)*l.k + high/2
		side := (sector.edge.Width/2+4)*l.k + wide/2
		at = append(at, Dot{d.X, d.Y - off}, Dot{d.X, d.Y + off}, Dot{d.X + side, d.Y}, Dot{d.X - side, d.Y})
	}
	return slices.Clip(at)
}
