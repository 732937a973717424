package geo

import "slices"

// besideEdge is how far a corner may lie beside a side, in degrees, and count as on it: what
// rounding to the grain of texts does to it, twice.
const besideEdge = 2 * samePoint

// liesOn reports whether a point lies on an edge, its ends excepted.
func liesOn(p, a, b Point) bool {
	if same(p, a) || same(p, b) {
		return false
	}
	_, _, off := nearestOn(p, a, b)
	return off <= besideEdge
}

// sameEdge reports whether two edges have the same ends.
func sameEdge(p, q, a, b Point) bool {
	return same(p, a) && same(q, b) || same(p, b) && same(q, a)
}

// runAlong reports whether two edges have a piece in common.
func runAlong(p, q, a, b Point) bool {
	var common []Point
	meet := func(e, from, to Point) {
		if _, _, off := nearestOn(e, from, to); off <= besideEdge && !slices.ContainsFunc(common, func(o Point) bool { return same(e, o) }) {
			common = append(common, e)
		}
	}
	meet(p, a, b)
	meet(q, a, b)
	meet(a, p, q)
	meet(b, p, q)
	return len(common) > 1
}

// eachEdge gives a path with what more gives for each of its edges put into it.
func eachEdge(path []Point, closed bool, more func(p, q Point) []Point) []Point {
	longer := make([]Point, 0, len(path)+1)
	for i, p := range path {
		longer = append(longer, p)
		if i < len(path)-1 || closed {
			longer = append(longer, more(p, path[(i+1)%len(path)])...)
		}
	}
	return longer
}

// tied gives shapes in which the edges at a vertex have the corners that others with
// this vertex have on them. None looks different for it, but when the vertex moves all
// go the same way.
func tied(shapes []Shape, vertex Point) []Shape {
	var mates []int
	for i, s := range shapes {
		if s.hasVertex(vertex) {
			mates = append(mates, i)
		}
	}
	if len(mates) < 2 {
		return shapes
	}
	after := slices.Clone(shapes)
	for _, i := range mates {
		after[i] = shapes[i].eachPath(func(path []Point, closed bool) []Point {
			return eachEdge(path, closed, func(p, q Point) []Point {
				if !same(p, vertex) && !same(q, vertex) {
					return nil
				}
				return cornersOn(shapes, mates, i, p, q)
			})
		})
	}
	return after
}

// cornersOn lists the corners of mates but one that lie on an edge, along it.
func cornersOn(shapes []Shape, mates []int, but int, p, q Point) []Point {
	var found []Point
	for _, k := range mates {
		if k == but {
			continue
		}
		for c := range shapes[k].All() {
			if liesOn(c, p, q) && !slices.ContainsFunc(found, func(o Point) bool { return same(c, o) }) {
				found = append(found, c)
			}
		}
	}
	slices.SortFunc(found, func(a, b Point) int {
		_, ta, _ := nearestOn(a, p, q)
		_, tb, _ := nearestOn(b, p, q)
		switch {
		case ta < tb:
			return -1
		case ta > tb:
			return 1
		}
		return 0
	})
	return found
}
