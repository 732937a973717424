package geo

import (
	"cmp"
	"math"
	"slices"
)

// weave joins two valid shapes that share sides point by point, cross each other or
// lie apart: of each it keeps what lies outside of the other, and goes over from one
// to the other where they cross. It says no where a corner of one lies on a side of
// the other, or so near that one cannot be sure, and wherever the outcome is not the
// outline of both; then they have to be laid over each other properly.
func weave(a, b Shape) (Shape, bool) {
	c, ok := cutsOf(a.sides(), b.sides())
	if !ok {
		return Shape{}, false
	}
	kept := c.outside(nil, b, 0)
	kept = append(kept, c.common(true)...)
	kept = c.outside(kept, a, 1)
	joined, ok := c.outlined(kept)
	p, q, area := a.flatArea(), b.flatArea(), joined.flatArea()
	slack := 1e-9 * (p + q)
	return joined, ok && area <= p+q+slack && area >= max(p, q)-slack
}

// unweave takes from a shape what lies in another, on the same terms.
func unweave(a, b Shape) (Shape, bool) {
	c, ok := cutsOf(a.sides(), b.sides())
	if !ok {
		return Shape{}, false
	}
	kept := c.outside(nil, b, 0)
	kept = append(kept, c.common(false)...)
	for _, e := range c.inside(nil, a, 1) {
		kept = append(kept, back(e))
	}
	rest, ok := c.outlined(kept)
	p, q, area := a.flatArea(), b.flatArea(), rest.flatArea()
	slack := 1e-9 * (p + q)
	return rest, ok && area <= p+slack && area >= p-q-slack
}

// outlined makes a valid shape of sides; it says no where they make none. Where no
// side was cut and rings do not touch there is nothing that could be wrong: no two
// sides of valid shapes cross.
func (c *cuts) outlined(list sides) (Shape, bool) {
	all := inOrder(slices.Clone(list))
	if len(all) != len(list) || !all.closed() {
		return Shape{}, false
	}
	s := AreaOf(traced(all)...)
	if area := all.area(); math.Abs(s.flatArea()-area) > 1e-9*math.Abs(area) {
		return Shape{}, false
	}
	return s, len(c.at[0]) == 0 && !all.branch() || s.Validate() == nil
}

func (s Shape) sides() sides {
	n := 0
	for _, p := range s.Polygons {
		for _, ring := range p {
			n += len(ring)
		}
	}
	list := make([][2]Point, 0, n)
	for _, p := range s.Polygons {
		list = appendSides(list, p, everywhere)
	}
	return list
}

// cuts is how two lists of sides lie to each other.
type cuts struct {
	lists [2]sides
	near  [2][]bool          // which sides meet the other list
	met   [2]sides           // those, in order
	at    [2]map[int][]Point // where sides are crossed
}

// cutsOf finds where sides meet. It says no where two do otherwise than in a corner
// of both, along their whole length, or by crossing.
func cutsOf(x, y sides) (*cuts, bool) {
	c := &cuts{lists: [2]sides{x, y}, near: [2][]bool{make([]bool, len(x)), make([]bool, len(y))}, at: [2]map[int][]Point{{}, {}}}
	ok := true
	pairs(x, y, func(e, f *leg) bool {
		if !areApart(e, f) {
			ok = c.meet(e, f)
		}
		return ok
	})
	for k, list := range c.lists {
		for i, near := range c.near[k] {
			if near {
				c.met[k] = append(c.met[k], list[i])
			}
		}
		c.met[k] = inOrder(c.met[k])
	}
	return c, ok
}

// meet enters how two sides meet that are not apart.
func (c *cuts) meet(e, f *leg) bool {
	c.near[0][e.index], c.near[1][f.index] = true, true
	switch {
	case e.a == f.a && e.b == f.b || e.a == f.b && e.b == f.a:
		return true
	case e.a == f.a:
		return goOn(e.b, e.a, f.b)
	case e.a == f.b:
		return goOn(e.b, e.a, f.a)
	case e.b == f.a:
		return goOn(e.a, e.b, f.b)
	case e.b == f.b:
		return goOn(e.a, e.b, f.a)
	}
	if turnAt(e.a, e.b, f.a)*turnAt(e.a, e.b, f.b) >= 0 || turnAt(f.a, f.b, e.a)*turnAt(f.a, f.b, e.b) >= 0 {
		return false
	}
	at, ok := meeting(e.a, e.b, f.a, f.b)
	c.at[0][e.index] = append(c.at[0][e.index], at)
	c.at[1][f.index] = append(c.at[1][f.index], at)
	return ok && at != e.a && at != e.b && at != f.a && at != f.b
}

// common lists the sides of the first list that the second has too, in the same
// direction or the other way round.
func (c *cuts) common(same bool) sides {
	var list sides
	for _, e := range c.met[0] {
		if same && c.met[1].has(e) || !same && c.met[1].has(back(e)) {
			list = append(list, e)
		}
	}
	return list
}

// outside adds the sides of one list, in pieces where they are crossed, that lie
// outside of the other shape, without those which both have.
func (c *cuts) outside(kept sides, other Shape, which int) sides {
	return c.where(kept, which, func(at Point) bool { return !other.Holds(at) })
}

// inside adds those that lie within.
func (c *cuts) inside(kept sides, other Shape, which int) sides {
	return c.where(kept, which, other.Holds)
}

// where asks each piece. Sides that follow each other without meeting the other
// shape are alike.
func (c *cuts) where(kept sides, which int, is func(Point) bool) sides {
	list, near, met := c.lists[which], c.near[which], c.met[1-which]
	keep := false
	for i, e := range list {
		if !near[i] {
			if i == 0 || near[i-1] || list[i-1][1] != e[0] && list[i-1][0] != e[1] {
				keep = is(between(e[0], e[1], 0.5))
			}
			if keep {
				kept = append(kept, e)
			}
			continue
		}
		if met.has(back(e)) || met.has(e) {
			continue
		}
		for _, piece := range pieced(e, c.at[which][i]) {
			if is(between(piece[0], piece[1], 0.5)) {
				kept = append(kept, piece)
			}
		}
	}
	return kept
}

// pieced cuts a side at points on it.
func pieced(e [2]Point, at []Point) sides {
	slices.SortFunc(at, func(p, q Point) int {
		return cmp.Compare(square(e[0], p), square(e[0], q))
	})
	list := make(sides, 0, len(at)+1)
	for _, p := range at {
		list = append(list, [2]Point{e[0], p})
		e[0] = p
	}
	return append(list, e)
}

func square(p, q Point) float64 {
	return (p.Lon-q.Lon)*(p.Lon-q.Lon) + (p.Lat-q.Lat)*(p.Lat-q.Lat)
}

// closed reports whether as many sides leave each point as come to it.
func (s sides) closed() bool {
	from, to := make([]Point, len(s)), make([]Point, len(s))
	for i, e := range s {
		from[i], to[i] = e[0], e[1]
	}
	slices.SortFunc(to, comparePoints)
	return slices.Equal(from, to) // from is in order
}

// branch reports whether several sides leave a point.
func (s sides) branch() bool {
	for i := 1; i < len(s); i++ {
		if s[i][0] == s[i-1][0] {
			return true
		}
	}
	return false
}

// area is what the sides go around, in square degrees.
func (s sides) area() float64 {
	if len(s) == 0 {
		return 0
	}
	sum, o := 0.0, s[0][0]
	for _, e := range s {
		sum += (e[0].Lon-o.Lon)*(e[1].Lat-o.Lat) - (e[1].Lon-o.Lon)*(e[0].Lat-o.Lat)
	}
	return sum / 2
}
