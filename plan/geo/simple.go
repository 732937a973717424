package geo

import (
	"math"
	"slices"
)

// leg is one side of a ring between two positions along the axis in which the
// ring spreads farther.
type leg struct {
	a, b     Point
	low, end float64
	index    int
}

// isPlain reports quickly that a ring is beyond doubt simple: no two of its sides
// meet but neighbours in their vertex. Where it says no, a slower look is due: the
// ring may be faulty, or too close to it to tell without exact numbers.
func (r Ring) isPlain() bool {
	legs := r.legs()
	for i := range legs {
		x := &legs[i]
		if x.a == x.b {
			return false
		}
		for j := i + 1; j < len(legs) && legs[j].low <= x.end; j++ {
			y := &legs[j]
			switch gap := x.index - y.index; {
			case gap == 1 || gap == 1-len(r):
				if !goOn(y.a, x.a, x.b) {
					return false
				}
			case gap == -1 || gap == len(r)-1:
				if !goOn(x.a, y.a, y.b) {
					return false
				}
			default:
				if !areApart(x, y) {
					return false
				}
			}
		}
	}
	return true
}

// isPlain is the same for a polygon: its holes lie apart within its ring.
func (p Polygon) isPlain() bool {
	for _, ring := range p {
		if !ring.isPlain() {
			return false
		}
	}
	if len(p) == 1 {
		return true
	}
	if !apart(p...) {
		return false
	}
	for i, hole := range p[1:] {
		if in, on := p[0].holds(hole[0]); !in || on {
			return false
		}
		for j, other := range p[1:] {
			if in, on := other.holds(hole[0]); i != j && (in || on) {
				return false
			}
		}
	}
	return true
}

func (r Ring) legs() []leg {
	list := make(sides, len(r))
	before := r[len(r)-1]
	for i, p := range r {
		list[i] = [2]Point{before, p}
		before = p
	}
	return list.legs(everywhere, isTall(boxOf(r)))
}

func isTall(b Box) bool { return b.North-b.South > b.East-b.West }

// legs gives the sides that touch a box in the order of where they begin, from south
// to north or from west to east.
func (s sides) legs(in Box, upward bool) []leg {
	type start struct {
		low   float64
		index int32
	}
	order := make([]start, 0, len(s))
	for i := range s {
		e := &s[i]
		switch {
		case max(e[0].Lon, e[1].Lon) < in.West || min(e[0].Lon, e[1].Lon) > in.East || max(e[0].Lat, e[1].Lat) < in.South || min(e[0].Lat, e[1].Lat) > in.North:
		case upward:
			order = append(order, start{min(e[0].Lat, e[1].Lat), int32(i)})
		default:
			order = append(order, start{min(e[0].Lon, e[1].Lon), int32(i)})
		}
	}
	slices.SortFunc(order, func(x, y start) int {
		switch {
		case x.low < y.low:
			return -1
		case x.low > y.low:
			return 1
		}
		return int(x.index - y.index)
	})
	legs := make([]leg, len(order))
	for i, o := range order {
		e := s[o.index]
		legs[i] = leg{e[0], e[1], o.low, max(e[0].Lon, e[1].Lon), int(o.index)}
		if upward {
			legs[i].end = max(e[0].Lat, e[1].Lat)
		}
	}
	return legs
}

// unsure is how large, to its terms, the sum has to be that tells on which side of a
// line a point is: more than a thousand times what rounding can make of nought.
const unsure = 1e-12

// turnAt is positive when the way from a over b to c turns left, negative when it
// turns right, and nought when that cannot be told for sure.
func turnAt(a, b, c Point) float64 {
	x, y := (b.Lon-a.Lon)*(c.Lat-a.Lat), (b.Lat-a.Lat)*(c.Lon-a.Lon)
	if t := x - y; math.Abs(t) > unsure*(math.Abs(x)+math.Abs(y)) {
		return t
	}
	return 0
}

// goOn reports whether a line from a over b to c does not come back on itself.
func goOn(a, b, c Point) bool {
	if b == c || a == b {
		return false
	}
	return turnAt(a, b, c) != 0 || (b.Lon-a.Lon)*(c.Lon-b.Lon)+(b.Lat-a.Lat)*(c.Lat-b.Lat) > 0
}

// areApart reports that two sides beyond doubt do not meet.
func areApart(x, y *leg) bool {
	if max(x.a.Lat, x.b.Lat) < min(y.a.Lat, y.b.Lat) || min(x.a.Lat, x.b.Lat) > max(y.a.Lat, y.b.Lat) ||
		max(x.a.Lon, x.b.Lon) < min(y.a.Lon, y.b.Lon) || min(x.a.Lon, x.b.Lon) > max(y.a.Lon, y.b.Lon) {
		return true
	}
	return turnAt(x.a, x.b, y.a)*turnAt(x.a, x.b, y.b) > 0 || turnAt(y.a, y.b, x.a)*turnAt(y.a, y.b, x.b) > 0
}

// apart reports that no two rings meet, beyond doubt.
func apart(rings ...Ring) bool {
	var all sides
	var of []int // the ring of each side
	for n, ring := range rings {
		for i, to := range ring {
			all = append(all, [2]Point{ring[(i+len(ring)-1)%len(ring)], to})
			of = append(of, n)
		}
	}
	legs := all.legs(everywhere, isTall(boxOf2(all)))
	for i := range legs {
		for j := i + 1; j < len(legs) && legs[j].low <= legs[i].end; j++ {
			if of[legs[i].index] != of[legs[j].index] && !areApart(&legs[i], &legs[j]) {
				return false
			}
		}
	}
	return true
}

// arePlain reports quickly that valid polygons have beyond doubt nothing in common.
func arePlain(polygons []Polygon) bool {
	var rings []Ring
	for i, p := range polygons {
		rings = append(rings, p...)
		for j, other := range polygons {
			if i != j && boxOf(p[0]).Touches(boxOf(other[0])) && p.Holds(other[0][0]) {
				return false
			}
		}
	}
	return apart(rings...)
}
