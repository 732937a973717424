package geo

import (
	"cmp"
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
	sides := map[[2]Point]bool{}
	cancelled := 0
	for _, s := range [2]Shape{a, b} {
		for _, p := range s.Polygons {
			for _, e := range sidesIn(p, everywhere) {
				if back := [2]Point{e[1], e[0]}; sides[back] {
					delete(sides, back)
					cancelled++
				} else {
					sides[e] = true
				}
			}
		}
	}
	if cancelled == 0 {
		return Shape{}, false
	}
	fused := AreaOf(traced(sides)...)
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
	sides := map[[2]Point]bool{}
	for _, p := range area.Polygons {
		for _, e := range sidesIn(p, everywhere) {
			sides[e] = true
		}
	}
	for _, p := range covered.Polygons {
		for _, e := range sidesIn(p, everywhere) {
			if sides[e] {
				delete(sides, e)
			} else {
				sides[[2]Point{e[1], e[0]}] = true
			}
		}
	}
	rest := AreaOf(traced(sides)...)
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

// traced makes polygons of directed sides that have the area on their left.
func traced(sides map[[2]Point]bool) []Polygon {
	leaving := make(map[Point][]Point, len(sides))
	for e := range sides {
		leaving[e[0]] = append(leaving[e[0]], e[1])
	}
	starts := make([]Point, 0, len(leaving))
	for p := range leaving {
		starts = append(starts, p)
	}
	slices.SortFunc(starts, func(a, b Point) int { return cmp.Or(cmp.Compare(a.Lon, b.Lon), cmp.Compare(a.Lat, b.Lat)) })
	var areas []Polygon
	var holes []Ring
	for _, start := range starts {
		for len(leaving[start]) > 0 {
			for _, ring := range simpleRings(walk(leaving, start)) {
				if turn := ring.turn(); turn > 0 {
					areas = append(areas, Polygon{ring})
				} else if turn < 0 {
					holes = append(holes, ring)
				}
			}
		}
	}
	return withHoles(areas, holes)
}

// walk follows sides from a point until it comes back, taking them away. Where
// several lead on it keeps to the same area.
func walk(leaving map[Point][]Point, start Point) Ring {
	var ring Ring
	before, at := start, start
	for {
		ways := leaving[at]
		if len(ways) == 0 {
			return ring
		}
		if len(ways) > 1 && at != before {
			slices.SortFunc(ways, func(a, b Point) int { return cmp.Compare(turnRight(at, before, a), turnRight(at, before, b)) })
		}
		next := ways[0]
		leaving[at] = ways[1:]
		ring = append(ring, at)
		if before, at = at, next; at == start {
			return ring
		}
	}
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
