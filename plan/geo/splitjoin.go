package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/peterstace/simplefeatures/geom"

	"jointplan/plan"
)

// Split cuts an area along a line into parts. It is an error when the line does
// not go right across.
func Split(area Shape, line Line) ([]Shape, error) {
	if len(area.Polygons) == 0 || len(line) < 2 {
		return nil, plan.Problem("geo.split.nothing")
	}
	if err := area.Validate(); err != nil {
		return nil, err
	}
	knife := Shape{Lines: []Line{line}}.near(boxOf(area.Polygons[0][0]).Centre().Lon)
	var parts []Shape
	for _, p := range area.Polygons {
		pieces, err := p.cut(knife)
		if err != nil {
			return nil, err
		}
		parts = append(parts, pieces...)
	}
	if len(parts) <= len(area.Polygons) {
		return nil, plan.Problem("geo.split.across")
	}
	return parts, nil
}

// cut gives the faces that the rings of the polygon and the knife enclose within
// the polygon.
func (p Polygon) cut(knife Shape) ([]Shape, error) {
	g, err := geom.Union(AreaOf(p).outlines(), knife.flatLines())
	if err != nil {
		return nil, plan.Problem("geo.overlay").Because(err)
	}
	var parts []Shape
	for _, face := range polygonize(fromFlat(g).Lines) {
		if p.Holds(face.Inside()) {
			parts = append(parts, AreaOf(face).cleaned(AreaOf(p), knife))
		}
	}
	whole, sum := p.Area(), 0.0
	for _, part := range parts {
		sum += part.Area()
	}
	if math.Abs(whole-sum) > 1e-6*whole+1e-9 {
		return nil, plan.Problem("geo.overlay")
	}
	return parts, nil
}

// Join makes one area of two that are adjacent.
func Join(a, b Shape) (Shape, error) {
	for _, s := range []Shape{a, b} {
		if err := s.Validate(); err != nil {
			return Shape{}, err
		}
	}
	joined, err := Union(a, b)
	if err != nil {
		return Shape{}, err
	}
	if len(a.Polygons) == 0 || len(b.Polygons) == 0 || len(joined.Polygons) >= len(a.Polygons)+len(b.Polygons) {
		return Shape{}, plan.Problem("geo.join.apart")
	}
	return joined, nil
}

// halfEdge is a side in one direction.
type halfEdge struct {
	from, to Point
	twin     *halfEdge
	next     *halfEdge
	seen     bool
}

// polygonize gives the faces that lines enclose which meet only at their points.
func polygonize(lines []Line) []Polygon {
	leaving := map[Point][]*halfEdge{}
	known := map[[2]Point]bool{}
	for _, l := range lines {
		for i := 1; i < len(l); i++ {
			a, b := l[i-1], l[i]
			if a == b || known[[2]Point{a, b}] {
				continue
			}
			known[[2]Point{a, b}], known[[2]Point{b, a}] = true, true
			x, y := &halfEdge{from: a, to: b}, &halfEdge{from: b, to: a}
			x.twin, y.twin = y, x
			leaving[a], leaving[b] = append(leaving[a], x), append(leaving[b], y)
		}
	}
	pruneEnds(leaving)
	for _, list := range leaving {
		slices.SortFunc(list, func(x, y *halfEdge) int { return cmp.Compare(x.angle(), y.angle()) })
		for i, e := range list { // next of what arrives along e's twin: the first to the right of going back
			e.twin.next = list[(i+len(list)-1)%len(list)]
		}
	}
	return faces(leaving)
}

func (e *halfEdge) angle() float64 { return math.Atan2(e.to.Lat-e.from.Lat, e.to.Lon-e.from.Lon) }

// pruneEnds takes away what leads nowhere.
func pruneEnds(leaving map[Point][]*halfEdge) {
	var ends []Point
	for p, list := range leaving {
		if len(list) == 1 {
			ends = append(ends, p)
		}
	}
	for len(ends) > 0 {
		p := ends[len(ends)-1]
		ends = ends[:len(ends)-1]
		if len(leaving[p]) != 1 {
			continue
		}
		e := leaving[p][0]
		delete(leaving, p)
		rest := slices.DeleteFunc(leaving[e.to], func(o *halfEdge) bool { return o == e.twin })
		leaving[e.to] = rest
		if len(rest) == 1 {
			ends = append(ends, e.to)
		} else if len(rest) == 0 {
			delete(leaving, e.to)
		}
	}
}

// faces walks around each face. Those walked counterclockwise are areas, the
// others are outlines seen from outside, which are holes of what they lie in.
func faces(leaving map[Point][]*halfEdge) []Polygon {
	starts := make([]Point, 0, len(leaving))
	for p := range leaving {
		starts = append(starts, p)
	}
	slices.SortFunc(starts, func(a, b Point) int { return cmp.Or(cmp.Compare(a.Lon, b.Lon), cmp.Compare(a.Lat, b.Lat)) })
	var areas []Polygon
	var holes []Ring
	for _, p := range starts {
		for _, e := range leaving[p] {
			if e.seen {
				continue
			}
			var ring Ring
			for at := e; !at.seen; at = at.next {
				at.seen = true
				ring = append(ring, at.from)
			}
			if turn := ring.turn(); turn > 0 {
				areas = append(areas, Polygon{ring})
			} else if turn < 0 {
				holes = append(holes, ring)
			}
		}
	}
	return withHoles(areas, holes)
}

// withHoles puts each hole into the smallest area that it lies within.
func withHoles(areas []Polygon, holes []Ring) []Polygon {
	for _, hole := range holes {
		if i := smallestAround(areas, hole); i >= 0 {
			areas[i] = append(areas[i], hole)
		}
	}
	return areas
}

// smallestAround finds the smallest area that the whole hole lies within.
func smallestAround(areas []Polygon, hole Ring) int {
	best, size := -1, 0.0
	for i, p := range areas {
		if turn := p[0].turn(); (best < 0 || turn < size) && turn > -hole.turn() {
			if in, on := p[0].holds(hole[0]); in && !on {
				best, size = i, turn
			}
		}
	}
	return best
}
