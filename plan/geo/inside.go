package geo

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
	near := contactOf(x, y)
	if near.crossing {
		return true
	}
	xs, ys := x.ordered(), y.ordered()
	for i, e := range y {
		if near.y[i] && xs.has(e) {
			return true
		}
	}
	return y.anyWithin(a, near.y, func(e [2]Point) bool { return xs.has(back(e)) }) ||
		x.anyWithin(b, near.x, func(e [2]Point) bool { return ys.has(back(e)) })
}

func meet(a, b Box) Box {
	return Box{max(a.West, b.West), max(a.South, b.South), min(a.East, b.East), min(a.North, b.North)}
}

// sidesIn lists the sides that touch the box, in the direction in which the
// polygon lies on the left.
func sidesIn(p Polygon, box Box) sides { return appendSides(nil, p, box) }

func appendSides(list [][2]Point, p Polygon, box Box) [][2]Point {
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

func boxOf2(list sides) Box {
	b := noBox
	for _, e := range list {
		b = b.with(e[0]).with(e[1])
	}
	return b
}

// left is 1 when p lies to the left of the side, -1 to the right, 0 on its line.
func left(e *leg, p Point) int {
	if p == e.a || p == e.b {
		return 0
	}
	x, y := (e.b.Lon-e.a.Lon)*(p.Lat-e.a.Lat), (e.b.Lat-e.a.Lat)*(p.Lon-e.a.Lon)
	switch {
	case x > y:
		return 1
	case x < y:
		return -1
	}
	return 0
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
	around := sidesIn(outer, box)
	if len(around) == 0 {
		return outer.Holds(inner[0][0])
	}
	own := sidesIn(inner, box)
	near := contactOf(own, around)
	if near.crossing {
		return false
	}
	return !own.anyOutside(outer, near.x, around.ordered().has) && !around.anyWithin(inner, near.y, own.ordered().has)
}
