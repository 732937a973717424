package geo

import (
	"cmp"
	"math"
	"slices"
)

// Holds reports whether the point lies in the polygon; on its edge it does not.
func (p Polygon) Holds(at Point) bool {
	in := false
	for _, ring := range p {
		side, on := ring.holds(at)
		if on {
			return false
		}
		in = in != side
	}
	return in
}

// Holds reports whether the point lies in one of the areas of the shape.
func (s Shape) Holds(at Point) bool {
	for _, p := range s.Polygons {
		if p.Holds(at) {
			return true
		}
	}
	return false
}

// holds counts the sides that a line to the east crosses; on says that the point
// lies on a side.
func (r Ring) holds(at Point) (in, on bool) {
	j := len(r) - 1
	for i := range r {
		a, b := r[i], r[j]
		j = i
		if (a.Lat > at.Lat) == (b.Lat > at.Lat) {
			if a.Lat == at.Lat && b.Lat == at.Lat && (a.Lon <= at.Lon) != (b.Lon < at.Lon) {
				return false, true
			}
			if a == at {
				return false, true
			}
			continue
		}
		lon := a.Lon + (at.Lat-a.Lat)*(b.Lon-a.Lon)/(b.Lat-a.Lat)
		if lon == at.Lon {
			return false, true
		}
		if at.Lon < lon {
			in = !in
		}
	}
	return in, false
}

// Inside gives a point within the polygon, well off its sides: the place to go
// to, or to put a name.
func (p Polygon) Inside() Point {
	if at, ok := p.flat().PointOnSurface().XY(); ok {
		return Point{at.X, at.Y}
	}
	return boxOf(p[0]).Centre()
}

// overlapping reports quickly whether two valid polygons have an area in common,
// which neighbours that share their border do not: whether sides cross, a side of
// one runs within the other, or both run the same way along a common side.
func overlapping(a, b Polygon) bool {
	common := meet(boxOf(a[0]), boxOf(b[0]))
	if common.West >= common.East || common.South >= common.North {
		return false
	}
	x, y := sidesIn(a, common), sidesIn(b, common)
	if len(x) == 0 && len(y) == 0 { // no side comes near the other: apart or within
		return a.Holds(b[0][0]) || b.Holds(a[0][0])
	}
	along := map[[2]Point]bool{}
	for _, e := range x {
		along[e] = true
	}
	for _, e := range y {
		if along[e] {
			return true
		}
	}
	if crossesAny(x, y) {
		return true
	}
	return runsWithin(y, x, a) || runsWithin(x, y, b)
}

func meet(a, b Box) Box {
	return Box{max(a.West, b.West), max(a.South, b.South), min(a.East, b.East), min(a.North, b.North)}
}

// sidesIn lists the sides that touch the box, in the direction in which the
// polygon lies on the left.
func sidesIn(p Polygon, box Box) [][2]Point {
	var list [][2]Point
	for k, ring := range p {
		turned := (ring.turn() > 0) != (k == 0)
		for i, a := range ring {
			b := ring[(i+1)%len(ring)]
			if max(a.Lon, b.Lon) < box.West || min(a.Lon, b.Lon) > box.East || max(a.Lat, b.Lat) < box.South || min(a.Lat, b.Lat) > box.North {
				continue
			}
			if turned {
				a, b = b, a
			}
			list = append(list, [2]Point{a, b})
		}
	}
	return list
}

// crossesAny reports whether sides of two lists cross. They are looked at in the
// order of the direction in which they spread farther.
func crossesAny(x, y [][2]Point) bool {
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	along := func(p Point) float64 { return p.Lon }
	if b := boxOf2(x); b.North-b.South > b.East-b.West {
		along = func(p Point) float64 { return p.Lat }
	}
	low := func(e [2]Point) float64 { return min(along(e[0]), along(e[1])) }
	byLow := func(e, f [2]Point) int { return cmp.Compare(low(e), low(f)) }
	x, y = slices.SortedFunc(slices.Values(x), byLow), slices.SortedFunc(slices.Values(y), byLow)
	longest := 0.0
	for _, f := range y {
		longest = max(longest, math.Abs(along(f[1])-along(f[0])))
	}
	from := 0
	for _, e := range x {
		start, end := low(e), max(along(e[0]), along(e[1]))
		for from < len(y) && low(y[from]) < start-longest {
			from++
		}
		for _, f := range y[from:] {
			if low(f) > end {
				break
			}
			if e[0] == f[1] && e[1] == f[0] {
				continue
			}
			if left(e, f[0])*left(e, f[1]) < 0 && left(f, e[0])*left(f, e[1]) < 0 {
				return true
			}
		}
	}
	return false
}

func boxOf2(sides [][2]Point) Box {
	b := noBox
	for _, e := range sides {
		b = b.with(e[0]).with(e[1])
	}
	return b
}

// left is 1 when p lies to the left of the side, -1 to the right, 0 on its line.
func left(e [2]Point, p Point) int {
	if p == e[0] || p == e[1] {
		return 0
	}
	return cmp.Compare((e[1].Lon-e[0].Lon)*(p.Lat-e[0].Lat), (e[1].Lat-e[0].Lat)*(p.Lon-e[0].Lon))
}

// runsWithin reports whether the middle of a side that both do not share lies
// within the polygon.
func runsWithin(sides, others [][2]Point, p Polygon) bool {
	shared := make(map[[2]Point]bool, len(others))
	for _, e := range others {
		shared[[2]Point{e[1], e[0]}] = true
	}
	for _, e := range sides {
		if !shared[e] && p.Holds(between(e[0], e[1], 0.5)) {
			return true
		}
	}
	return false
}

// Within reports quickly whether a valid area lies in another; both may share
// sides. Where sides lie on each other without having their points in common it
// may say no.
func Within(inner, outer Shape) bool {
	outer = alongsideOf(outer, inner)
	for _, p := range inner.Polygons {
		in := false
		for _, q := range outer.Polygons {
			if in = polygonWithin(p, q); in {
				break
			}
		}
		if !in {
			return false
		}
	}
	return true
}

func polygonWithin(inner, outer Polygon) bool {
	box := boxOf(inner[0])
	if o := boxOf(outer[0]); box.West < o.West || box.East > o.East || box.South < o.South || box.North > o.North {
		return false
	}
	sides := sidesIn(outer, box)
	if len(sides) == 0 {
		return outer.Holds(inner[0][0])
	}
	own := sidesIn(inner, box)
	if crossesAny(own, sides) {
		return false
	}
	along := make(map[[2]Point]bool, len(own)+len(sides))
	for _, e := range sides {
		along[e] = true
	}
	for _, e := range own {
		if !along[e] && !outer.Holds(between(e[0], e[1], 0.5)) {
			return false
		}
	}
	clear(along)
	for _, e := range own {
		along[e] = true
	}
	for _, e := range sides {
		if !along[e] && inner.Holds(between(e[0], e[1], 0.5)) {
			return false
		}
	}
	return true
}
