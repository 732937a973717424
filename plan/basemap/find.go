package basemap

import (
	"cmp"
	"math"
	"slices"

	"jointplan/plan/geo"
)

// ProvinceAt gives the province a place lies in, or nil at sea.
func (m *Map) ProvinceAt(at geo.Point) *Province {
	for _, p := range m.Provinces {
		if p.encloses(at) && m.holds(p, geo.Point{Lon: math.Remainder(at.Lon, 360), Lat: at.Lat}) {
			return p
		}
	}
	return nil
}

// encloses reports whether a place is in the box of a province.
func (p *Province) encloses(at geo.Point) bool {
	lon, b := math.Remainder(at.Lon, 360), p.Box
	return (lon >= b.West-1e-4 && lon <= b.East+1e-4 || lon+360 <= b.East+1e-4) && (at.Lat >= b.South-1e-4 || b.South <= -85) && at.Lat <= b.North+1e-4
}

// holds counts how often the way west from a place crosses the outlines.
func (m *Map) holds(p *Province, at geo.Point) bool {
	x, y := at.Lon*m.steps, at.Lat*m.steps
	in := false
	for _, polygon := range p.polygons {
		for _, o := range polygon {
			for _, n := range o.Arcs {
				line := m.corners(max(n, ^n))
				for i := 1; i < len(line); i++ {
					a, b := line[i-1], line[i]
					ay, by := float64(a.y), float64(b.y)
					if (ay > y) != (by > y) && x < float64(b.x-a.x)*(y-ay)/(by-ay)+float64(a.x) {
						in = !in
					}
				}
			}
		}
	}
	return in
}

func (m *Map) corners(arc int32) []corner { return m.grid[m.from[arc]:m.from[arc+1]] }

// Ground gives the corners of an arc in full; ^n gives arc n backwards.
func (m *Map) Ground(arc int32) geo.Line {
	corners := m.corners(max(arc, ^arc))
	line := make(geo.Line, len(corners))
	for i, c := range corners {
		line[i] = m.point(c)
	}
	if arc < 0 {
		slices.Reverse(line)
	}
	return line
}

// Shape gives the areas of a province in full. Neighbours have the same corners
// along their border.
func (m *Map) Shape(p *Province) geo.Shape {
	var s geo.Shape
	for _, outlines := range p.polygons {
		var polygon geo.Polygon
		for _, o := range outlines {
			var r geo.Ring
			for _, n := range o.Arcs {
				line := m.Ground(n)
				r = append(r, line[:len(line)-1]...)
			}
			polygon = append(polygon, r)
		}
		s.Polygons = append(s.Polygons, polygon)
	}
	return s
}

// Stretch is a line of the map.
type Stretch struct {
	Class Class
	Line  geo.Line
	Km    float64 // its length on the map, which is generalised
	Away  float64 // km from the place that was asked for; of Near
}

// Near lists the lines within some kilometres of a place, the nearest first.
func (m *Map) Near(at geo.Point, km float64) []Stretch {
	dLat := km / 110.5
	dLon := dLat / max(math.Cos(at.Lat*math.Pi/180), 0.01)
	low, high := Mercator(geo.Point{Lon: at.Lon - dLon, Lat: at.Lat + dLat}), Mercator(geo.Point{Lon: at.Lon + dLon, Lat: at.Lat - dLat})
	seen := Rect{low.X, low.Y, high.X, high.Y}
	var all []Stretch
	for i, a := range m.Arcs {
		if a.Class == Edge || !a.Box.Meets(seen) {
			continue
		}
		line := m.Ground(int32(i))
		if away := distance(line, at); away <= km {
			all = append(all, Stretch{Class: a.Class, Line: line, Km: line.Length(), Away: away})
		}
	}
	slices.SortStableFunc(all, func(a, b Stretch) int { return cmp.Compare(a.Away, b.Away) })
	return all
}

// distance is how far a line is from a place near it, in km, on a plane that
// touches the ground there.
func distance(line geo.Line, at geo.Point) float64 {
	best := math.Inf(1)
	for i := 1; i < len(line); i++ {
		best = min(best, distanceToSide(line[i-1], line[i], at))
	}
	return best
}

// distanceToSide is how far one side of a line is from a place.
func distanceToSide(a, b, at geo.Point) float64 {
	kx, ky := 111.3*math.Cos(at.Lat*math.Pi/180), 110.9
	ax, ay := (a.Lon-at.Lon)*kx, (a.Lat-at.Lat)*ky
	dx, dy := (b.Lon-a.Lon)*kx, (b.Lat-a.Lat)*ky
	t := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		t = max(0, min(1, -(ax*dx+ay*dy)/l))
	}
	return math.Hypot(ax+t*dx, ay+t*dy)
}
