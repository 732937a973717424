package geo

import (
	"math"
	"slices"
)

// sides are directed sides of polygons, in order of where they begin and then of
// where they end, each once.
type sides [][2]Point

// inOrder makes sides of a list, which it sorts.
func inOrder(list [][2]Point) sides {
	slices.SortFunc(list, compareSides)
	return slices.Compact(list)
}

func compareSides(e, f [2]Point) int {
	if e[0] != f[0] {
		return comparePoints(e[0], f[0])
	}
	return comparePoints(e[1], f[1])
}

// comparePoints sorts from west to east and there from south to north.
func comparePoints(p, q Point) int {
	switch {
	case p.Lon < q.Lon:
		return -1
	case p.Lon > q.Lon:
		return 1
	case p.Lat < q.Lat:
		return -1
	case p.Lat > q.Lat:
		return 1
	}
	return 0
}

// has reports whether a side is among them.
func (s sides) has(e [2]Point) bool {
	for at := s.from(e[0]); at < len(s) && s[at][0] == e[0]; at++ {
		if s[at][1] == e[1] {
			return true
		}
	}
	return false
}

// from is where the sides begin that leave a point.
func (s sides) from(p Point) int {
	low, high := 0, len(s)
	for low < high {
		middle := int(uint(low+high) / 2)
		if at := &s[middle][0]; at.Lon < p.Lon || at.Lon == p.Lon && at.Lat < p.Lat {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

func back(e [2]Point) [2]Point { return [2]Point{e[1], e[0]} }

// tracer makes rings of sides.
type tracer struct {
	sides
	used []bool
}

// traced makes polygons of directed sides that have the area on their left.
func traced(s sides) []Polygon {
	t := tracer{s, make([]bool, len(s))}
	var areas []Polygon
	var holes []Ring
	for i := range s {
		if t.used[i] {
			continue
		}
		for _, ring := range simpleRings(t.walk(i)) {
			if turn := ring.turn(); turn > 0 {
				areas = append(areas, Polygon{ring})
			} else if turn < 0 {
				holes = append(holes, ring)
			}
		}
	}
	return withHoles(areas, holes)
}

// walk follows sides from one on until it comes back to where that begins. Where
// several lead on it keeps to the same area.
func (t *tracer) walk(i int) Ring {
	var ring Ring
	for start := t.sides[i][0]; i >= 0; i = t.next(i) {
		t.used[i] = true
		ring = append(ring, t.sides[i][0])
		if t.sides[i][1] == start {
			break
		}
	}
	return ring
}

// next is the side to go on with after a side, -1 when there is none.
func (t *tracer) next(i int) int {
	before, at := t.sides[i][0], t.sides[i][1]
	best, least := -1, math.Inf(1)
	from := t.from(at)
	only := from+1 >= len(t.sides) || t.sides[from+1][0] != at
	for j := from; j < len(t.sides) && t.sides[j][0] == at; j++ {
		switch {
		case t.used[j]:
		case only:
			return j
		default:
			if turn := turnRight(at, before, t.sides[j][1]); turn < least {
				best, least = j, turn
			}
		}
	}
	return best
}
