package geo

import (
	"cmp"
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
	box := boxOf(p[0])
	var all []leg
	for n, ring := range p {
		for i, to := range ring {
			all = append(all, legOf(ring[(i+len(ring)-1)%len(ring)], to, n, box.North-box.South > box.East-box.West))
		}
	}
	slices.SortFunc(all, byLow)
	for i := range all {
		for j := i + 1; j < len(all) && all[j].low <= all[i].end; j++ {
			if all[i].index != all[j].index && !areApart(&all[i], &all[j]) {
				return false
			}
		}
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
	box := boxOf(r)
	upward := box.North-box.South > box.East-box.West
	legs := make([]leg, len(r))
	before := r[len(r)-1]
	for i, p := range r {
		legs[i] = legOf(before, p, i, upward)
		before = p
	}
	slices.SortFunc(legs, byLow)
	return legs
}

func legsOf(list [][2]Point, upward bool) []leg {
	legs := make([]leg, len(list))
	for i, e := range list {
		legs[i] = legOf(e[0], e[1], i, upward)
	}
	slices.SortFunc(legs, byLow)
	return legs
}

func legOf(a, b Point, index int, upward bool) leg {
	from, to := a.Lon, b.Lon
	if upward {
		from, to = a.Lat, b.Lat
	}
	return leg{a, b, min(from, to), max(from, to), index}
}

func byLow(x, y leg) int {
	switch {
	case x.low < y.low:
		return -1
	case x.low > y.low:
		return 1
	}
	return 0
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

// boxesApart reports whether no two of the polygons come near each other.
func boxesApart(polygons []Polygon) bool {
	boxes := make([]Box, len(polygons))
	for i, p := range polygons {
		boxes[i] = boxOf(p[0])
	}
	slices.SortFunc(boxes, func(a, b Box) int { return cmp.Compare(a.West, b.West) })
	for i, a := range boxes {
		for j := i + 1; j < len(boxes) && boxes[j].West <= a.East; j++ {
			if a.Touches(boxes[j]) {
				return false
			}
		}
	}
	return true
}
