package chart

import (
	"slices"

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
			l.frame(it, lines)
		}
	}
	l.pieces()
	l.marks()
}

// area names a sector where all that is to be said of it fits, or less of it.
func (l *labels) area(it *item) {
	for shift := range l.v.shifts(it.trace.Box) {
		if r, ok := l.within(it.trace, shift, it.says, l.title(12), l.small(11)); ok {
			l.named[it] = r
		}
	}
}

// within writes the first of some wordings that fits into an area and finds room there:
// at its middle, else where it is wide enough.
func (l *labels) within(t *Trace, shift float64, words []wording, first, small Type) (Rect, bool) {
	b := t.Box
	wide := l.v.To(geo.Point{Lon: b.East, Lat: b.North}).X - l.v.To(geo.Point{Lon: b.West, Lat: b.South}).X
	middle := l.v.To(t.Middle)
	middle.X += shift
	var places []inside
	for _, w := range words {
		says, spots := l.block(w, first, small), l.spots[:0]
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
			places = insides(t.Rings(l.v.View, shift), l.whole, 10*l.k)
		}
		spots = spots[:0]
		for _, p := range places {
			if says.width <= p.wide {
				spots = append(spots, spot{p.at, Middle})
			}
		}
		l.spots = spots
		if r, ok := l.write(says, spots, true); ok {
			return r, true
		}
	}
	return Rect{}, false
}

// nameAt are the parts of a line at which its name may stand.
var nameAt = []float64{0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8}

// tooLong is how much longer than a line its name may not be.
const tooLong = 1.6

// frameAt are the parts of an outline at which its name may stand.
var frameAt = []float64{0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9, 0.05, 0.95}

// line names a line beside its middle, or beside another part of it.
func (l *labels) line(it *item, first Type) {
	b := it.trace.Box
	a, z := l.v.To(geo.Point{Lon: b.West, Lat: b.South}), l.v.To(geo.Point{Lon: b.East, Lat: b.North})
	most := max(z.X-a.X, a.Y-z.Y) * tooLong
	least := len(it.says)
	for _, w := range it.says {
		if len(w.lines) == w.head {
			least-- // the title alone
		}
	}
	for shift := range l.v.shifts(b) {
		dots := along(it.trace.Lines(l.v.View, shift), l.whole, nameAt)
		for i, w := range it.says {
			says := l.block(w, first, l.small(11))
			if says.width > most {
				continue
			}
			if r, ok := l.write(says, l.besides(dots, says, it.edge.Width), i >= least-1); ok {
				l.named[it] = r
				break
			}
		}
	}
}

// besides are the spots beside dots on a line, the nearest first.
func (l *labels) besides(dots []Dot, b block, width float64) []spot {
	spots := l.spots[:0]
	for _, far := range []float64{6, 16, 28} {
		for _, at := range dots {
			spots = spotsAround(spots, at, b, (width/2+far)*l.k)
		}
	}
	l.spots = spots
	return spots
}

// frame names an area that frames others beside its edge, rather where no sector runs
// along it.
func (l *labels) frame(it *item, lines []*item) {
	says := l.block(wording{[]string{it.title}, 1}, l.small(11), l.small(11))
	for shift := range l.v.shifts(it.trace.Box) {
		rings := it.trace.Rings(l.v.View, shift)
		dots := along(rings, l.whole, frameAt)
		own := slices.DeleteFunc(slices.Clone(dots), func(at Dot) bool {
			return slices.ContainsFunc(lines, func(line *item) bool {
				return line.kind == "sector" && onLines(line.trace.Lines(l.v.View, shift), at, near*l.k)
			})
		})
		if len(own) == 0 {
			own = dots
		}
		l.write(says, l.besides(own, says, it.edge.Width), true)
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
		says := wording{[]string{text}, 1}
		if _, ok := l.write(l.block(says, as, as), []spot{{l.v.To(p.At), Middle}}, true); !ok {
			l.within(p.Trace, 0, []wording{says}, as, as)
		}
	}
}

// marks names points beside their symbols.
func (l *labels) marks() {
	if l.v.Zoom < 7 {
		return
	}
	as := l.small(11)
	for _, it := range l.s.marks {
		for _, at := range it.stands {
			for _, w := range it.says {
				says := l.block(w, as, as)
				l.spots = says.around(l.spots[:0], at, 2*l.k)
				if len(l.s.quiet.taken) > 0 { // a little further off to keep clear of lines
					l.spots = says.around(l.spots, at, 9*l.k)
				}
				if _, ok := l.write(says, l.spots, true); ok {
					break
				}
			}
		}
	}
}
