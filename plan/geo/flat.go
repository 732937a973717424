package geo

import (
	"github.com/peterstace/simplefeatures/geom"
)

// wind turns rings so that the outer one goes counterclockwise and holes
// clockwise, and counts how many it turned.
func (p Polygon) wind() int {
	turned := 0
	for i, ring := range p {
		if a := ring.turn(); a != 0 && (a > 0) != (i == 0) {
			reverse(ring)
			turned++
		}
	}
	return turned
}

// turn is twice the signed area of a ring in square degrees, positive when it
// goes counterclockwise.
func (r Ring) turn() float64 {
	sum := 0.0
	for i, p := range r {
		q := r[(i+1)%len(r)]
		sum += (p.Lon-r[0].Lon)*(q.Lat-r[0].Lat) - (q.Lon-r[0].Lon)*(p.Lat-r[0].Lat)
	}
	return sum
}

func reverse(path []Point) {
	for i, j := 0, len(path)-1; i < j; i, j = i+1, j-1 {
		path[i], path[j] = path[j], path[i]
	}
}

// flat gives the areas of a shape as the overlay library takes them.
func (s Shape) flat() geom.Geometry {
	polygons := make([]geom.Polygon, len(s.Polygons))
	for i, p := range s.Polygons {
		polygons[i] = p.flat()
	}
	if len(polygons) == 1 {
		return polygons[0].AsGeometry()
	}
	return geom.NewMultiPolygon(polygons).AsGeometry()
}

func (p Polygon) flat() geom.Polygon {
	rings := make([]geom.LineString, len(p))
	for i, ring := range p {
		rings[i] = flatLine(ring, true)
	}
	return geom.NewPolygon(rings)
}

func flatLine(path []Point, closed bool) geom.LineString {
	numbers := make([]float64, 0, 2*len(path)+2)
	for _, p := range path {
		numbers = append(numbers, p.Lon, p.Lat)
	}
	if closed && len(path) > 0 {
		numbers = append(numbers, path[0].Lon, path[0].Lat)
	}
	return geom.NewLineString(geom.NewSequence(numbers[:len(numbers):len(numbers)], geom.DimXY))
}

func (s Shape) flatLines() geom.Geometry {
	lines := make([]geom.LineString, len(s.Lines))
	for i, l := range s.Lines {
		lines[i] = flatLine(l, false)
	}
	return geom.NewMultiLineString(lines).AsGeometry()
}

// fromFlat reads what the overlay library gives. Points are left out unless
// nothing else is there: areas that touch have points and lines in common.
func fromFlat(g geom.Geometry) Shape {
	var s Shape
	s.take(g)
	return s
}

func (s *Shape) take(g geom.Geometry) {
	switch g.Type() {
	case geom.TypePoint:
		if xy, ok := g.MustAsPoint().XY(); ok {
			s.Points = append(s.Points, Point{xy.X, xy.Y})
		}
	case geom.TypeMultiPoint:
		m := g.MustAsMultiPoint()
		for i := range m.NumPoints() {
			s.take(m.PointN(i).AsGeometry())
		}
	case geom.TypeLineString:
		if path := pathOf(g.MustAsLineString()); len(path) > 1 {
			s.Lines = append(s.Lines, path)
		}
	case geom.TypeMultiLineString:
		m := g.MustAsMultiLineString()
		for i := range m.NumLineStrings() {
			s.take(m.LineStringN(i).AsGeometry())
		}
	case geom.TypePolygon:
		s.takePolygon(g.MustAsPolygon())
	case geom.TypeMultiPolygon:
		m := g.MustAsMultiPolygon()
		for i := range m.NumPolygons() {
			s.takePolygon(m.PolygonN(i))
		}
	case geom.TypeGeometryCollection:
		c := g.MustAsGeometryCollection()
		for i := range c.NumGeometries() {
			s.take(c.GeometryN(i))
		}
	}
}

func (s *Shape) takePolygon(p geom.Polygon) {
	if p.IsEmpty() {
		return
	}
	polygon := Polygon{openRing(p.ExteriorRing())}
	for i := range p.NumInteriorRings() {
		polygon = append(polygon, openRing(p.InteriorRingN(i)))
	}
	polygon.wind()
	s.Polygons = append(s.Polygons, polygon)
}

func pathOf(l geom.LineString) []Point {
	seq := l.Coordinates()
	path := make([]Point, seq.Length())
	for i := range path {
		xy := seq.GetXY(i)
		path[i] = Point{xy.X, xy.Y}
	}
	return path
}

func openRing(l geom.LineString) Ring {
	path := pathOf(l)
	return path[:len(path)-1]
}
