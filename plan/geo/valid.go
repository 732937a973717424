package geo

import (
	"cmp"
	"slices"

	"jointplan/plan"
)

// Validate says in a sentence what is wrong with the areas of a shape: a ring
// that crosses itself, a hole outside its ring, parts that lie over each other.
// Only valid shapes may be laid over others. Nil means that all is well.
func (s Shape) Validate() error {
	for _, p := range s.Points {
		if !finite(p) {
			return plan.Problem("geo.range", "Place", plainPlace(p))
		}
	}
	for path := range s.paths() {
		for _, p := range path {
			if !finite(p) {
				return plan.Problem("geo.range", "Place", plainPlace(p))
			}
		}
	}
	for _, p := range s.Polygons {
		if err := p.validate(); err != nil {
			return err
		}
	}
	if len(s.Polygons) > 1 && !arePlain(s.Polygons) {
		if err := s.flat().Validate(); err != nil {
			return plan.Problem("geo.parts.overlap").Because(err)
		}
	}
	return nil
}

// finite reports whether a point is on the globe, however often round it.
func finite(p Point) bool { return p.Lat >= -90 && p.Lat <= 90 && p.Lon >= -1080 && p.Lon <= 1080 }

func (p Polygon) validate() error {
	if len(p) == 0 {
		return plan.Problem("geo.ring.short")
	}
	for _, ring := range p {
		if len(ring) < 3 {
			return plan.Problem("geo.ring.short")
		}
	}
	if p.isPlain() {
		return nil
	}
	err := p.flat().Validate()
	if err == nil {
		return nil
	}
	for _, ring := range p {
		if at, ok := ring.crossing(); ok {
			return plan.Problem("geo.crosses", "Place", FormatDecimal(at)).Because(err)
		}
	}
	return plan.Problem("geo.holes").Because(err)
}

// edge is one side of a ring, from west to east.
type edge struct {
	a, b  Point
	index int
}

// edges lists the sides of a path from west to east.
func edges(path []Point, closed bool) []edge {
	n := len(path)
	if !closed {
		n--
	}
	list := make([]edge, 0, max(0, n))
	for i := range n {
		a, b := path[i], path[(i+1)%len(path)]
		if b.Lon < a.Lon {
			a, b = b, a
		}
		list = append(list, edge{a, b, i})
	}
	slices.SortFunc(list, func(x, y edge) int { return cmp.Compare(x.a.Lon, y.a.Lon) })
	return list
}

// crossing finds a place where the ring meets itself.
func (r Ring) crossing() (Point, bool) {
	sides := edges(r, true)
	for i, x := range sides {
		for _, y := range sides[i+1:] {
			if y.a.Lon > x.b.Lon {
				break
			}
			if gap := (x.index - y.index + len(r)) % len(r); gap == 1 || gap == len(r)-1 {
				continue // neighbours meet at their vertex
			}
			if at, ok := meeting(x.a, x.b, y.a, y.b); ok {
				return at, true
			}
		}
	}
	return Point{}, false
}

// meeting gives a point that two edges have in common.
func meeting(a, b, c, d Point) (Point, bool) {
	if min(a.Lat, b.Lat) > max(c.Lat, d.Lat) || min(c.Lat, d.Lat) > max(a.Lat, b.Lat) {
		return Point{}, false
	}
	cross := (b.Lon-a.Lon)*(d.Lat-c.Lat) - (b.Lat-a.Lat)*(d.Lon-c.Lon)
	if cross == 0 {
		for _, p := range []Point{c, d} {
			if onEdge(p, a, b) {
				return p, true
			}
		}
		for _, p := range []Point{a, b} {
			if onEdge(p, c, d) {
				return p, true
			}
		}
		return Point{}, false
	}
	t := ((c.Lon-a.Lon)*(d.Lat-c.Lat) - (c.Lat-a.Lat)*(d.Lon-c.Lon)) / cross
	u := ((c.Lon-a.Lon)*(b.Lat-a.Lat) - (c.Lat-a.Lat)*(b.Lon-a.Lon)) / cross
	if t < 0 || t > 1 || u < 0 || u > 1 {
		return Point{}, false
	}
	return between(a, b, t), true
}

// onEdge reports whether p lies exactly on the edge from a to b.
func onEdge(p, a, b Point) bool {
	return (b.Lon-a.Lon)*(p.Lat-a.Lat) == (b.Lat-a.Lat)*(p.Lon-a.Lon) &&
		boxOf([]Point{a, b}).Holds(p)
}
