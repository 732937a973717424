package geo

import "slices"

// contact is how the sides of two lists lie to each other.
type contact struct {
	crossing bool   // at least two cross
	x, y     []bool // which sides are not beyond doubt apart from all of the other list
}

// contactOf compares those sides that come near each other. They are looked at in
// the order of the direction in which they spread farther.
func contactOf(x, y sides) contact {
	c := contact{x: make([]bool, len(x)), y: make([]bool, len(y))}
	pairs(x, y, func(e, f *leg) bool {
		if areApart(e, f) {
			return true
		}
		c.x[e.index], c.y[f.index] = true, true
		if !(e.a == f.b && e.b == f.a) && left(e, f.a)*left(e, f.b) < 0 && left(f, e.a)*left(f, e.b) < 0 {
			c.crossing = true
		}
		return !c.crossing
	})
	return c
}

// pairs goes through those sides of two lists that come near each other, until one
// is enough. The index of a leg is its place in the list.
func pairs(x, y sides, visit func(e, f *leg) bool) {
	if len(x) == 0 || len(y) == 0 {
		return
	}
	b := meet(boxOf2(x), boxOf2(y))
	upward := isTall(b)
	xs, ys := x.legs(b, upward), y.legs(b, upward)
	longest := 0.0
	for i := range ys {
		longest = max(longest, ys[i].end-ys[i].low)
	}
	from := 0
	for i := range xs {
		e := &xs[i]
		for from < len(ys) && ys[from].low < e.low-longest {
			from++
		}
		for j := from; j < len(ys) && ys[j].low <= e.end; j++ {
			if f := &ys[j]; f.end >= e.low && !visit(e, f) {
				return
			}
		}
	}
}

// anyWithin reports whether the middle of a side lies within the polygon, other than
// of sides that are among the common ones. Sides that follow each other apart from
// all of the polygon's are all within it or all outside.
func (s sides) anyWithin(p Polygon, near []bool, isCommon func(e [2]Point) bool) bool {
	return s.any(near, isCommon, p.Holds)
}

// anyOutside is the opposite.
func (s sides) anyOutside(p Polygon, near []bool, isCommon func(e [2]Point) bool) bool {
	return s.any(near, isCommon, func(at Point) bool { return !p.Holds(at) })
}

func (s sides) any(near []bool, isCommon func(e [2]Point) bool, is func(Point) bool) bool {
	for i, e := range s {
		if i > 0 && !near[i] && !near[i-1] && (s[i-1][1] == e[0] || s[i-1][0] == e[1]) {
			continue
		}
		if !(near[i] && isCommon(e)) && is(between(e[0], e[1], 0.5)) {
			return true
		}
	}
	return false
}

// ordered gives the sides in order without touching them.
func (s sides) ordered() sides { return inOrder(slices.Clone(s)) }
