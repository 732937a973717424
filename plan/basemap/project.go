package basemap

import (
	"math"

	"jointplan/plan/geo"
)

// mostLatitude is where the square of Web Mercator ends.
const mostLatitude = 85.05112878

// Mercator projects a position to the unit square of Web Mercator.
func Mercator(p geo.Point) XY {
	lat := max(min(p.Lat, mostLatitude), -mostLatitude) * math.Pi / 180
	return XY{float32(p.Lon/360 + 0.5), float32(0.5 - math.Log(math.Tan(math.Pi/4+lat/2))/(2*math.Pi))}
}

// project fills the levels, each with the corners that are needed up to it.
func (m *Map) project(levels []byte) {
	all := make([]XY, len(m.grid))
	for i, c := range m.grid {
		all[i] = Mercator(m.point(c))
	}
	m.levels[0] = level{m.from, all}
	for k := 1; k < Levels; k++ {
		below := &m.levels[0]
		l := level{from: make([]int32, len(m.from)), xy: make([]XY, 0, len(m.levels[k-1].xy)/2)}
		for i := range m.Arcs {
			for at := below.from[i]; at < below.from[i+1]; at++ {
				if levels[at] >= byte(k) {
					l.xy = append(l.xy, all[at])
				}
			}
			l.from[i+1] = int32(len(l.xy))
		}
		m.levels[k] = l
	}
	for i := range m.Arcs {
		m.Arcs[i].Box = around(m.Line(0, int32(i)))
	}
	parts := map[*Country][]Rect{}
	for _, p := range m.Provinces {
		var boxes []Rect
		for _, polygon := range p.polygons {
			for i := range polygon {
				polygon[i].Box = m.boxOf(polygon[i].Arcs)
				boxes = append(boxes, polygon[i].Box)
			}
		}
		p.Box = ground(over180(boxes))
		parts[p.Country] = append(parts[p.Country], boxes...)
	}
	for country, boxes := range parts {
		country.Box = ground(over180(boxes))
	}
}

// over180 joins rectangles. Where they lie on both sides of the antimeridian it
// goes on beyond it rather than round the world.
func over180(boxes []Rect) Rect {
	plain, beyond := nothing, nothing
	for _, b := range boxes {
		plain = plain.with(b)
		if b.Right < 0.5 {
			b.Left, b.Right = b.Left+1, b.Right+1
		}
		beyond = beyond.with(b)
	}
	if beyond.Left < 1 && beyond.Right > 1 && beyond.Right-beyond.Left < plain.Right-plain.Left {
		return beyond
	}
	return plain
}

func (m *Map) point(c corner) geo.Point {
	return geo.Point{Lon: float64(c.x) / m.steps, Lat: float64(c.y) / m.steps}
}

// nothing is a rectangle that holds no place.
var nothing = Rect{math.MaxFloat32, math.MaxFloat32, -math.MaxFloat32, -math.MaxFloat32}

func (r Rect) with(o Rect) Rect {
	return Rect{min(r.Left, o.Left), min(r.Top, o.Top), max(r.Right, o.Right), max(r.Bottom, o.Bottom)}
}

func around(line []XY) Rect {
	r := nothing
	for _, p := range line {
		r = r.with(Rect{p.X, p.Y, p.X, p.Y})
	}
	return r
}

func (m *Map) boxOf(arcs []int32) Rect {
	r := nothing
	for _, n := range arcs {
		r = r.with(m.Arcs[max(n, ^n)].Box)
	}
	return r
}

func ground(r Rect) geo.Box {
	lat := func(y float32) float64 {
		return (2*math.Atan(math.Exp((0.5-float64(y))*2*math.Pi)) - math.Pi/2) * 180 / math.Pi
	}
	return geo.Box{
		West: (float64(r.Left) - 0.5) * 360, South: lat(r.Bottom),
		East: (float64(r.Right) - 0.5) * 360, North: lat(r.Top),
	}
}

// enclose chains the coasts and edges to the outlines of all land.
func (m *Map) enclose() {
	next := map[corner][]int32{}
	for i, a := range m.Arcs {
		if a.Class == Coast || a.Class == Edge {
			next[m.grid[m.from[i]]] = append(next[m.grid[m.from[i]]], int32(i))
		}
	}
	used := make([]bool, len(m.Arcs))
	for i, a := range m.Arcs {
		if used[i] || a.Class != Coast && a.Class != Edge {
			continue
		}
		var o Outline
		start := m.grid[m.from[i]]
		for n := int32(i); ; {
			used[n] = true
			o.Arcs = append(o.Arcs, n)
			end := m.grid[m.from[n+1]-1]
			if end == start {
				break
			}
			found := false
			for _, candidate := range next[end] {
				if !used[candidate] {
					n, found = candidate, true
					break
				}
			}
			if !found {
				break
			}
		}
		o.Box = m.boxOf(o.Arcs)
		m.Land = append(m.Land, o)
	}
}
