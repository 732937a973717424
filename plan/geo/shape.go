package geo

import (
	"iter"
	"math"
	"slices"
)

// Point is a place on WGS 84, in degrees. Longitudes of lines and rings may run
// on beyond 180 (see the package comment).
type Point struct{ Lon, Lat float64 }

// Line is a line through points.
type Line []Point

// Ring is a closed line. The first point is not repeated at the end.
type Ring []Point

// Polygon is an outer ring and the rings of its holes.
type Polygon []Ring

// Shape is a geometry: any number of points, lines and polygons, mostly of one
// sort. The zero Shape is empty.
type Shape struct {
	Points   []Point
	Lines    []Line
	Polygons []Polygon
}

// Type is the sort of a shape.
type Type string

// The types of shapes.
const (
	Nothing Type = ""
	Points  Type = "points"
	Lines   Type = "lines"
	Areas   Type = "areas"
	Mixed   Type = "mixed"
)

// Type gives the sort of what the shape consists of.
func (s Shape) Type() Type {
	kinds, t := 0, Nothing
	for _, k := range []struct {
		n int
		t Type
	}{{len(s.Points), Points}, {len(s.Lines), Lines}, {len(s.Polygons), Areas}} {
		if k.n > 0 {
			kinds++
			t = k.t
		}
	}
	if kinds > 1 {
		return Mixed
	}
	return t
}

// Empty reports whether there is nothing in the shape.
func (s Shape) Empty() bool { return s.Type() == Nothing }

// AreaOf makes a shape of polygons.
func AreaOf(polygons ...Polygon) Shape { return Shape{Polygons: polygons} }

// LineOf makes a shape of one line.
func LineOf(points ...Point) Shape { return Shape{Lines: []Line{points}} }

// Clone gives a copy that shares no points with the shape.
func (s Shape) Clone() Shape {
	c := Shape{Points: slices.Clone(s.Points)}
	for _, line := range s.Lines {
		c.Lines = append(c.Lines, slices.Clone(line))
	}
	for _, polygon := range s.Polygons {
		c.Polygons = append(c.Polygons, polygon.Clone())
	}
	return c
}

// Clone gives a copy that shares no points with the polygon.
func (p Polygon) Clone() Polygon {
	c := make(Polygon, len(p))
	for i, ring := range p {
		c[i] = slices.Clone(ring)
	}
	return c
}

// paths goes through all lines and rings as their points, in their order.
func (s Shape) paths() iter.Seq2[[]Point, bool] {
	return func(yield func(path []Point, closed bool) bool) {
		for _, line := range s.Lines {
			if !yield(line, false) {
				return
			}
		}
		for _, polygon := range s.Polygons {
			for _, ring := range polygon {
				if !yield(ring, true) {
					return
				}
			}
		}
	}
}

// All goes through every point and vertex.
func (s Shape) All() iter.Seq[Point] {
	return func(yield func(Point) bool) {
		for _, p := range s.Points {
			if !yield(p) {
				return
			}
		}
		for path := range s.paths() {
			for _, p := range path {
				if !yield(p) {
					return
				}
			}
		}
	}
}

// Count is how many points and vertices there are.
func (s Shape) Count() int {
	n := len(s.Points)
	for path := range s.paths() {
		n += len(path)
	}
	return n
}

// Box is a rectangle of longitudes and latitudes, in degrees.
type Box struct{ West, South, East, North float64 }

// noBox is what a box grows from.
var noBox = Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}

func (b Box) with(p Point) Box {
	return Box{min(b.West, p.Lon), min(b.South, p.Lat), max(b.East, p.Lon), max(b.North, p.Lat)}
}

func boxOf(points []Point) Box {
	b := noBox
	for _, p := range points {
		b = b.with(p)
	}
	return b
}

// Bounds gives the smallest box around the shape; ok is false when the shape is
// empty.
func (s Shape) Bounds() (b Box, ok bool) {
	b = noBox
	for p := range s.All() {
		b = b.with(p)
	}
	return b, b.West <= b.East
}

// Touches reports whether two boxes have a point in common.
func (b Box) Touches(other Box) bool {
	return b.West <= other.East && other.West <= b.East && b.South <= other.North && other.South <= b.North
}

// Holds reports whether the point is in the box or on its edge.
func (b Box) Holds(p Point) bool {
	return b.West <= p.Lon && p.Lon <= b.East && b.South <= p.Lat && p.Lat <= b.North
}

// Grow gives the box with a margin, in degrees, on every side.
func (b Box) Grow(margin float64) Box {
	return Box{b.West - margin, b.South - margin, b.East + margin, b.North + margin}
}

// Union gives the smallest box around both.
func (b Box) Union(other Box) Box {
	return Box{min(b.West, other.West), min(b.South, other.South), max(b.East, other.East), max(b.North, other.North)}
}

// Centre is the middle of the box.
func (b Box) Centre() Point { return Point{(b.West + b.East) / 2, (b.South + b.North) / 2} }

// shift moves a path east by degrees of longitude, in place.
func shift(path []Point, degrees float64) {
	for i := range path {
		path[i].Lon += degrees
	}
}
