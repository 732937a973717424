package geo

import (
	"math"
	"slices"

	"jointplan/plan"
)

// samePoint is how far points may be apart in degrees and count as one: the grain
// of texts.
const samePoint = 1e-7

func same(a, b Point) bool {
	return math.Abs(a.Lon-b.Lon) <= samePoint && math.Abs(a.Lat-b.Lat) <= samePoint
}

// Snap is where a point snaps to.
type Snap struct {
	Point  Point
	Shape  int  // index of the shape
	Vertex bool // a vertex, or a place on an edge
}

// SnapTo finds the vertex of the candidates nearest to a point within tolerance
// km, else the nearest place on an edge.
func SnapTo(p Point, candidates []Shape, tolerance float64) (Snap, bool) {
	narrow := narrowing(p.Lat)
	reach := tolerance / kmPerDegree
	around := Box{p.Lon, p.Lat, p.Lon, p.Lat}.Grow(reach / narrow)
	off := func(q Point) float64 { return math.Hypot((q.Lon-p.Lon)*narrow, q.Lat-p.Lat) }
	var vertex, edge Snap
	toVertex, toEdge := reach, reach
	for i, s := range candidates {
		if b, ok := s.Bounds(); !ok || !b.Touches(around) {
			continue
		}
		for q := range s.All() {
			if d := off(q); d <= toVertex {
				vertex, toVertex = Snap{q, i, true}, math.Nextafter(d, -1)
			}
		}
		if vertex.Vertex {
			continue // edges no longer matter
		}
		for path, closed := range s.paths() {
			for k := range path {
				if k == 0 && !closed {
					continue
				}
				a, b := path[(k+len(path)-1)%len(path)], path[k]
				at, _, _ := nearestOn(Point{p.Lon * narrow, p.Lat}, Point{a.Lon * narrow, a.Lat}, Point{b.Lon * narrow, b.Lat})
				at.Lon /= narrow
				if d := off(at); d <= toEdge {
					edge, toEdge = Snap{at, i, false}, math.Nextafter(d, -1)
				}
			}
		}
	}
	if vertex.Vertex {
		return vertex, true
	}
	return edge, toEdge < reach
}

// MoveShared moves all vertices of all shapes that lie at from to another place
// together, so that neighbours stay neighbours: a corner that only one of them has on a
// side that moves is first given to the others. It gives new shapes and the indexes of
// those that changed.
func MoveShared(shapes []Shape, from, to Point) (moved []Shape, changed []int) {
	return edited(tied(shapes, from), func(s Shape) (Shape, bool) {
		if !s.hasVertex(from) {
			return s, false
		}
		s = s.Clone()
		move := func(path []Point) {
			for i, p := range path {
				if same(p, from) {
					path[i] = to
				}
			}
		}
		move(s.Points)
		for path := range s.paths() {
			move(path)
		}
		return s, true
	})
}

func (s Shape) hasVertex(p Point) bool {
	for q := range s.All() {
		if same(p, q) {
			return true
		}
	}
	return false
}

// edited applies an edit to each shape.
func edited(shapes []Shape, edit func(Shape) (Shape, bool)) ([]Shape, []int) {
	after, changed := slices.Clone(shapes), []int(nil)
	for i, s := range shapes {
		if e, ok := edit(s); ok {
			after[i], changed = e, append(changed, i)
		}
	}
	return after, changed
}

// eachPath gives the shape with each line and ring edited.
func (s Shape) eachPath(edit func(path []Point, closed bool) []Point) Shape {
	t := Shape{Points: s.Points}
	for _, line := range s.Lines {
		t.Lines = append(t.Lines, edit(line, false))
	}
	for _, polygon := range s.Polygons {
		var p Polygon
		for _, ring := range polygon {
			p = append(p, edit(ring, true))
		}
		t.Polygons = append(t.Polygons, p)
	}
	return t
}

// InsertShared puts a vertex into the edge from a to b of every shape that has
// it, in whichever direction, or has an edge along it there.
func InsertShared(shapes []Shape, a, b, vertex Point) (after []Shape, changed []int) {
	return edited(shapes, func(s Shape) (Shape, bool) {
		found := false
		s = s.eachPath(func(path []Point, closed bool) []Point {
			return eachEdge(path, closed, func(p, q Point) []Point {
				if !sameEdge(p, q, a, b) && (!runAlong(p, q, a, b) || !liesOn(vertex, p, q)) {
					return nil
				}
				found = true
				return []Point{vertex}
			})
		})
		return s, found
	})
}

// RemoveVertex takes a vertex out of every shape that has it. It is refused where
// an area would have no extent without it.
func RemoveVertex(shapes []Shape, vertex Point) (after []Shape, changed []int, err error) {
	after, changed = edited(shapes, func(s Shape) (Shape, bool) {
		if !s.hasVertex(vertex) {
			return s, false
		}
		s = s.eachPath(func(path []Point, closed bool) []Point {
			kept := slices.DeleteFunc(slices.Clone(path), func(p Point) bool { return same(p, vertex) })
			if len(kept) == len(path) {
				return path
			}
			if closed && len(kept) < 3 || len(kept) < 2 {
				err = plan.Problem("geo.vertex.last")
			}
			return kept
		})
		return s, true
	})
	if err != nil {
		return shapes, nil, err
	}
	return after, changed, nil
}
