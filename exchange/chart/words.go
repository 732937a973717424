package chart

import (
	"strings"

	"jointplan/plan/geo"
)

// sectors names areas within and lines beside them.
func (l *labels) sectors(areas, lines []*item) {
	for _, it := range areas {
		if !it.isFrame {
			l.area(it)
		}
	}
	for _, it := range lines {
		if it.kind == "sector" {
			l.line(it, l.title(12))
		}
	}
}

// others names whatever is no sector: lines, frames, gaps and overlaps, and points.
func (l *labels) others(areas, lines []*item) {
	for _, it := range lines {
		if it.kind != "sector" {
			l.line(it, l.small(11))
		}
	}
	for _, it := range areas {
		if it.isFrame {
			l.frame(it)
		}
	}
	l.pieces()
	l.marks()
}

// area names a sector where all that is to be said of it fits, or less of it.
func (l *labels) area(it *item) {
	variants, _ := l.variants(strings.ToUpper(it.title), it.second, l.title(12), l.small(11))
	for shift := range l.v.shifts(it.trace.Box) {
		if r, ok := l.within(it.trace, shift, variants); ok {
			l.named[it] = r
		}
	}
}

// within writes the first of some blocks that fits into an area and finds room there:
// at its middle, else where it is wide enough.
func (l *labels) within(t *Trace, shift float64, variants []block) (Rect, bool) {
	b := t.Box
	wide := l.v.To(geo.Point{Lon: b.East, Lat: b.North}).X - l.v.To(geo.Point{Lon: b.West, Lat: b.South}).X
	middle := l.v.To(t.Middle)
	middle.X += shift
	var places []inside
	var spots []spot
	for _, says := range variants {
		spots = spots[:0]
		if says.width < wide*1.1 {
			spots = append(spots, spot{middle, Middle})
		}
		if r, ok := l.write(says, spots, true); ok {
			return r, true
		}
		if says.width > wide {
			continue
		}
		if places == nil {
			places = insides(t.Rings(l.v.View, shift), l.whole)
		}
		spots = spots[:0]
		for _, p := range places {
			if says.width <= p.wide {
				spots = append(spots, spot{p.at, Middle})
			}
		}
		if r, ok := l.write(says, spots, true); ok {
			return r, true
		}
	}
	return Rect{}, false
}

// nameAt are the parts of a line at which its name may stand.
var nameAt = []float64{0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8}

// line names a line beside its middle, or beside another part of it.
func (l *labels) line(it *item, first Type) {
	b := it.trace.Box
	a, z := l.v.To(geo.Point{Lon: b.West, Lat: b.South}), l.v.To(geo.Point{Lon: b.East, Lat: b.North})
	if l.c.Measure(it.title, first) > max(z.X-a.X, a.Y-z.Y)*1.5 {
		return
	}
	variants, plain := l.variants(it.title, it.second, first, l.small(11))
	for shift := range l.v.shifts(b) {
		dots := along(it.trace.Lines(l.v.View, shift), l.whole, nameAt)
		for i, says := range variants {
			if r, ok := l.write(says, l.besides(dots, says, it.edge.Width), i >= plain-1); ok {
				l.named[it] = r
				break
			}
		}
	}
}

// besides are the spots beside dots on a line, the nearest first.
func (l *labels) besides(dots []Dot, b block, width float64) []spot {
	var spots []spot
	for _, far := range []float64{6, 16} {
		for _, at := range dots {
			spots = append(spots, spotsAround(at, b, (width/2+far)*l.k)...)
		}
	}
	return spots
}

// frame names an area that frames others beside its edge.
func (l *labels) frame(it *item) {
	says := l.block([]string{it.title}, []Type{l.small(11)})
	for shift := range l.v.shifts(it.trace.Box) {
		rings := it.trace.Rings(l.v.View, shift)
		l.write(says, l.besides(along(rings, l.whole, nameAt), says, it.edge.Width), true)
	}
}

func (l *labels) pieces() {
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
		text := l.s.Words.T("map."+p.kind()) + " " + l.s.Words.Number(p.Area, decimals) + " " + l.s.Words.T("unit.km2")
		says := []block{l.block([]string{text}, []Type{as})}
		if _, ok := l.write(says[0], []spot{{l.v.To(p.At), Middle}}, true); !ok {
			l.within(p.Trace, 0, says)
		}
	}
}

// marks names points beside their symbols.
func (l *labels) marks() {
	if l.v.Zoom < 7 {
		return
	}
	size := symbolSize(l.v.View)
	for _, it := range l.s.marks {
		if it.trace == nil || it.title == "" {
			continue
		}
		variants, _ := l.variants(it.title, "", l.small(11), Type{})
		extent := l.c.Extent(it.code, size, it.style)
		for _, at := range l.at(it, size) {
			for _, says := range variants {
				if _, ok := l.write(says, says.around(extent.Whole.move(at), 2*l.k), true); ok {
					break
				}
			}
		}
	}
}
