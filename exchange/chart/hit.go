package chart

import (
	"math"
	"slices"

	"jointplan/plan"
	"jointplan/plan/geo"
)

// Hit is an object at a place of the map.
type Hit struct {
	Object plan.ID
	Kind   string
	Rect   Rect // of a symbol
}

// near is how far from a line one may point, in points.
const near = 5

// Hit lists what is at a dot, what lies on top first: symbols as last drawn, then
// lines, then areas, of which the smallest comes first.
func (s *Scene) Hit(v View, at Dot) []Hit {
	var hits []Hit
	for _, spot := range slices.Backward(s.spots) {
		if spot.Rect.grow(1).Holds(at) {
			hits = append(hits, spot)
		}
	}
	for _, it := range slices.Backward(s.lines) {
		if onLines(it.trace.Lines(v, 0), at, near+it.edge.Width/2) {
			hits = append(hits, Hit{Object: it.id, Kind: it.kind})
		}
	}
	ground := v.From(at)
	var within []*item
	for _, it := range s.areas {
		switch {
		case it.isFrame:
			if onLines(it.trace.Rings(v, 0), at, near) {
				hits = append(hits, Hit{Object: it.id, Kind: it.kind})
			}
		case it.trace.Shape.Holds(ground):
			within = append(within, it)
		}
	}
	slices.SortStableFunc(within, func(a, b *item) int {
		switch {
		case a.trace.Area < b.trace.Area:
			return -1
		case a.trace.Area > b.trace.Area:
			return 1
		}
		return 0
	})
	for _, it := range within {
		hits = append(hits, Hit{Object: it.id, Kind: it.kind})
	}
	return hits
}

// SectorAt is the sector at a place of a view, the smallest of several areas; a line
// counts where it is near.
func (s *Scene) SectorAt(v View, at geo.Point) plan.ID {
	dot := v.To(at)
	for _, it := range slices.Backward(s.lines) {
		if it.kind == "sector" && onLines(it.trace.Lines(v, 0), dot, 4*near) {
			return it.id
		}
	}
	var found *item
	for _, it := range s.areas {
		if it.kind == "sector" && (found == nil || it.trace.Area < found.trace.Area) && it.trace.Shape.Holds(at) {
			found = it
		}
	}
	if found == nil {
		return plan.NoID
	}
	return found.id
}

func onLines(p Path, at Dot, within float64) bool {
	for _, line := range p {
		for i := 1; i < len(line); i++ {
			if distance(at, line[i-1], line[i]) <= within {
				return true
			}
		}
	}
	return false
}

// distance from a dot to a straight piece.
func distance(p, a, b Dot) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	t := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		t = max(0, min(1, ((p.X-a.X)*dx+(p.Y-a.Y)*dy)/l))
	}
	return math.Hypot(p.X-a.X-t*dx, p.Y-a.Y-t*dy)
}

// Trace gives what is drawn of an object, nil when it is not on the map.
func (s *Scene) Trace(id plan.ID) *Trace {
	for _, list := range [][]*item{s.areas, s.lines, s.marks} {
		for _, it := range list {
			if it.id == id {
				return it.trace
			}
		}
	}
	return nil
}
