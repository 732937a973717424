package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/peterstace/simplefeatures/geom"

	"jointplan/plan"
)

type operation func(a, b geom.Geometry) (geom.Geometry, error)

// Union gives the areas of both shapes as one.
func Union(a, b Shape) (Shape, error) {
	if len(a.Polygons) == 0 || len(b.Polygons) == 0 {
		return AreaOf(slices.Concat(a.Polygons, b.Polygons)...).Clone(), nil
	}
	return overlay(a, b, geom.Union)
}

// Intersection gives the areas that two shapes have in common.
func Intersection(a, b Shape) (Shape, error) {
	if len(a.Polygons) == 0 || len(b.Polygons) == 0 {
		return Shape{}, nil
	}
	return overlay(a, b, geom.Intersection)
}

// Difference gives the areas of a that are not in b.
func Difference(a, b Shape) (Shape, error) {
	if len(a.Polygons) == 0 || len(b.Polygons) == 0 {
		return AreaOf(a.Polygons...).Clone(), nil
	}
	return overlay(a, b, geom.Difference)
}

// overlay does one operation on the areas of two shapes. They have to be valid:
// with rings that cross themselves the outcome would be wrong without a word.
func overlay(a, b Shape, do operation) (Shape, error) {
	b = alongsideOf(b, a)
	laid, err := layOver(a, b, do)
	return laid.cleaned(a, b), err
}

// alongsideOf turns b to where a is.
func alongsideOf(b, a Shape) Shape {
	if len(a.Polygons) == 0 {
		return b
	}
	return b.near(boxOf(a.Polygons[0][0]).Centre().Lon)
}

// layOver is overlay with the points on edges that the library adds.
func layOver(a, b Shape, do operation) (Shape, error) {
	g, err := do(a.flat(), b.flat())
	if err != nil {
		return Shape{}, plan.Problem("geo.overlay").Because(err)
	}
	return AreaOf(fromFlat(g).Polygons...), nil
}

// cleaned drops the points that the library puts in the middle of edges where
// none of the shapes given to it has a point.
func (s Shape) cleaned(given ...Shape) Shape {
	own := map[Point]bool{}
	for _, g := range given {
		for p := range g.All() {
			own[p] = true
		}
	}
	for _, polygon := range s.Polygons {
		for i, ring := range polygon {
			kept := ring[:0:0]
			for k, p := range ring {
				before, after := ring[(k+len(ring)-1)%len(ring)], ring[(k+1)%len(ring)]
				if own[p] || !within(p, before, after) {
					kept = append(kept, p)
				}
			}
			if len(kept) > 2 {
				polygon[i] = kept
			}
		}
	}
	return s
}

// within reports whether p lies on the edge from a to b but for the rounding of
// numbers.
func within(p, a, b Point) bool {
	_, on, off := nearestOn(p, a, b)
	return on > 0 && on < 1 && off < 1e-11
}

// nearestOn gives the point of the edge from a to b nearest to p, the fraction
// of the way at which it lies, and how far it is from p in degrees.
func nearestOn(p, a, b Point) (at Point, t, off float64) {
	dx, dy := b.Lon-a.Lon, b.Lat-a.Lat
	if square := dx*dx + dy*dy; square > 0 {
		t = min(1, max(0, ((p.Lon-a.Lon)*dx+(p.Lat-a.Lat)*dy)/square))
	}
	at = between(a, b, t)
	return at, t, math.Hypot(p.Lon-at.Lon, p.Lat-at.Lat)
}

// united gives all polygons of a shape as one area. They are joined in pairs,
// pairs of pairs and so on: joining many at once gives wrong holes.
func (s Shape) united() (Shape, error) {
	parts := make([]Shape, len(s.Polygons))
	for i, p := range s.Polygons {
		parts[i] = AreaOf(p)
	}
	return UnionOf(parts...)
}

// UnionOf gives the areas of all shapes as one.
func UnionOf(shapes ...Shape) (Shape, error) {
	parts := slices.DeleteFunc(slices.Clone(shapes), func(s Shape) bool { return len(s.Polygons) == 0 })
	slices.SortStableFunc(parts, func(a, b Shape) int { return compareBoxes(boxOf(a.Polygons[0][0]), boxOf(b.Polygons[0][0])) })
	for len(parts) > 1 {
		next := parts[:0:0]
		for pair := range slices.Chunk(parts, 2) {
			if len(pair) == 1 {
				next = append(next, pair[0])
				continue
			}
			joined, err := soundUnion(pair[0], pair[1])
			if err != nil {
				return Shape{}, err
			}
			next = append(next, joined)
		}
		parts = next
	}
	if len(parts) == 0 {
		return Shape{}, nil
	}
	return AreaOf(parts[0].Polygons...), nil
}

// compareBoxes sorts from west to east, so that neighbours are joined first.
func compareBoxes(a, b Box) int {
	return cmp.Or(cmp.Compare(a.West, b.West), cmp.Compare(a.South, b.South))
}

// soundUnion is Union with a look at the outcome: it cannot be smaller than the
// larger part nor larger than both together.
func soundUnion(a, b Shape) (Shape, error) {
	joined, err := Union(a, b)
	if err != nil {
		return Shape{}, err
	}
	x, y, z := a.flatArea(), b.flatArea(), joined.flatArea()
	if slack := 1e-6 * (x + y); z > x+y+slack || z < max(x, y)-slack {
		return Shape{}, plan.Problem("geo.overlay")
	}
	return joined, nil
}
