package geo

import (
	"math"
	"slices"
)

// fuse joins two valid shapes that share their border point by point: what both
// run along, in opposite directions, goes, and the rest is the outline of both.
// It says no where that is not the whole truth, as when the shapes lie over each
// other; then they have to be laid over each other properly.
func fuse(a, b Shape) (Shape, bool) {
	if mayOverlap(a, b) {
		return Shape{}, false
	}
	var list [][2]Point
	for _, s := range [2]Shape{a, b} {
		for _, p := range s.Polygons {
			list = appendSides(list, p, everywhere)
		}
	}
	all := inOrder(list)
	rest := make(sides, 0, len(all))
	for _, e := range all {
		if !all.has(back(e)) {
			rest = append(rest, e)
		}
	}
	if len(rest) == len(all) {
		return Shape{}, false
	}
	fused := AreaOf(traced(rest)...)
	if sum := a.flatArea() + b.flatArea(); math.Abs(fused.flatArea()-sum) > 1e-9*sum || fused.Validate() != nil {
		return Shape{}, false
	}
	return fused, true
}

// carve takes from an area what lies within it, where both share their border
// point by point or not at all; otherwise it says no.
func carve(area, covered Shape) (Shape, bool) {
	if len(covered.Polygons) == 0 || !Within(covered, area) {
		return Shape{}, false
	}
	var edge, inner [][2]Point
	for _, p := range area.Polygons {
		edge = appendSides(edge, p, everywhere)
	}
	for _, p := range covered.Polygons {
		inner = appendSides(inner, p, everywhere)
	}
	common, own := inOrder(inner), inOrder(edge)
	var list [][2]Point
	for _, e := range own {
		if !common.has(e) {
			list = append(list, e)
		}
	}
	for _, e := range common {
		if !own.has(e) {
			list = append(list, back(e))
		}
	}
	rest := AreaOf(traced(inOrder(list))...)
	whole := area.flatArea()
	if math.Abs(rest.flatArea()+covered.flatArea()-whole) > 1e-9*whole || rest.Validate() != nil {
		return Shape{}, false
	}
	return rest, true
}

var everywhere = Box{math.Inf(-1), math.Inf(-1), math.Inf(1), math.Inf(1)}

// flatArea is the area in square degrees.
func (s Shape) flatArea() float64 {
	sum := 0.0
	for _, p := range s.Polygons {
		for i, ring := range p {
			if turn := math.Abs(ring.turn()) / 2; i == 0 {
				sum += turn
			} else {
				sum -= turn
			}
		}
	}
	return sum
}

// turnRight is how far to turn clockwise at a point from looking back to looking
// at the next.
func turnRight(at, back, next Point) float64 {
	angle := math.Atan2(back.Lat-at.Lat, back.Lon-at.Lon) - math.Atan2(next.Lat-at.Lat, next.Lon-at.Lon)
	if angle <= 0 {
		angle += 2 * math.Pi
	}
	return angle
}

// simpleRings cuts a ring where it comes to the same point again.
func simpleRings(ring Ring) []Ring {
	var rings []Ring
	var path Ring
	place := make(map[Point]int, len(ring))
	for _, p := range ring {
		if i, seen := place[p]; seen {
			loop := slices.Clone(path[i:])
			for _, q := range loop {
				delete(place, q)
			}
			path = path[:i]
			if len(loop) > 2 {
				rings = append(rings, loop)
			}
		}
		place[p] = len(path)
		path = append(path, p)
	}
	if len(path) > 2 {
		rings = append(rings, path)
	}
	return rings
}
