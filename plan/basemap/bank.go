package basemap

import (
	"math"
	"slices"

	"jointplan/plan/geo"
)

// banks are the borders of countries near a line.
type banks struct {
	m         *Map
	cells     map[cell][]edge
	provinces []*Province // near the line
}

// border is a border of two countries, or of one and the sea.
type border struct{ left, right *Province }

// edge is a side of a border.
type edge struct {
	a, b   geo.Point
	border *border
}

// cell is a square of the ground in which sides are looked up.
type cell struct{ x, y int }

const cellSize = 0.25 // degrees

// banks gathers the borders of countries near a line.
func (m *Map) banks(line geo.Line) *banks {
	b := &banks{m: m, cells: map[cell][]edge{}}
	var seen geo.Box
	for i, p := range line {
		around := reachOf(p)
		if seen = seen.Union(around); i == 0 {
			seen = around
		}
	}
	for _, p := range m.Provinces {
		if seen.Touches(p.Box) || p.Box.East > 180 {
			b.provinces = append(b.provinces, p)
		}
	}
	for i, a := range m.Arcs {
		if a.Class == Edge || a.Left == nil && a.Right == nil || a.Left != nil && a.Right != nil && a.Left.Country == a.Right.Country {
			continue
		}
		line := m.Ground(int32(i))
		if box, _ := geo.LineOf(line...).Bounds(); box.Touches(seen) {
			b.add(line, &border{a.Left, a.Right})
		}
	}
	return b
}

// add enters the sides of a border.
func (b *banks) add(line geo.Line, of *border) {
	for i := 1; i < len(line); i++ {
		side := edge{line[i-1], line[i], of}
		box := geo.Box{West: min(side.a.Lon, side.b.Lon), East: max(side.a.Lon, side.b.Lon), South: min(side.a.Lat, side.b.Lat), North: max(side.a.Lat, side.b.Lat)}
		eachCell(box, func(c cell) { b.cells[c] = append(b.cells[c], side) })
	}
}

func eachCell(box geo.Box, visit func(c cell)) {
	at := func(degrees float64) int { return int(math.Floor(degrees / cellSize)) }
	for x := at(box.West); x <= at(box.East); x++ {
		for y := at(box.South); y <= at(box.North); y++ {
			visit(cell{x, y})
		}
	}
}

// reachOf is the box around a place within which borders count.
func reachOf(p geo.Point) geo.Box {
	lat := alongReach / 110.5
	lon := lat / max(math.Cos(p.Lat*math.Pi/180), 0.01)
	p.Lon = math.Remainder(p.Lon, 360)
	return geo.Box{West: p.Lon - lon, East: p.Lon + lon, South: p.Lat - lat, North: p.Lat + lat}
}

// nearest is the border that is nearest to a place among those that want allows.
func (b *banks) nearest(p geo.Point, want func(*border) bool) *border {
	around := reachOf(p)
	p.Lon = math.Remainder(p.Lon, 360)
	var best *border
	least := float64(alongReach)
	eachCell(around, func(c cell) {
		for _, side := range b.cells[c] {
			if away := distanceToSide(side.a, side.b, p); away < least && want(side.border) {
				best, least = side.border, away
			}
		}
	})
	return best
}

// provinceAt is Map.ProvinceAt among the provinces near the line.
func (b *banks) provinceAt(p geo.Point) *Province {
	for _, o := range b.provinces {
		if o.encloses(p) && b.m.holds(o, geo.Point{Lon: math.Remainder(p.Lon, 360), Lat: p.Lat}) {
			return o
		}
	}
	return nil
}

// countries lists the countries beside a place: that in which it lies, and those on
// both sides of the nearest border. What is parted from a state stands for it too.
func (b *banks) countries(p geo.Point) []*Country {
	var found []*Country
	add := func(p *Province) {
		if p == nil {
			return
		}
		for _, c := range []*Country{p.Country, b.m.Country(p.state())} {
			if c != nil && !slices.Contains(found, c) {
				found = append(found, c)
			}
		}
	}
	add(b.provinceAt(p))
	if near := b.nearest(p, func(*border) bool { return true }); near != nil {
		add(near.left)
		add(near.right)
	}
	return found
}

// province is the province of a country beside a place: that in which it lies, or
// else that at the nearest stretch of the country's border.
func (b *banks) province(p geo.Point, c *Country) *Province {
	in := b.provinceAt(p)
	if in != nil && in.Country == c {
		return in
	}
	if near := b.nearest(p, func(one *border) bool { return one.side(c) != nil }); near != nil {
		return near.side(c)
	}
	if in != nil && in.state() == c.Code {
		return in
	}
	return nil
}

// side is the province of a country beside a border. An area that is parted from the
// country counts for it where it does not lie between the two.
func (one *border) side(c *Country) *Province {
	var counted *Province
	for _, p := range []*Province{one.left, one.right} {
		switch {
		case p == nil:
		case p.Country == c:
			return p
		case p.state() == c.Code:
			counted = p
		}
	}
	return counted
}

// nearCorner is within how many km of a corner a cut goes through it.
const nearCorner = 0.05

// change finds where a province ends between the middles of two pieces, and whether
// that is past the place where they meet, or at it.
func (b *banks) change(before, after piece, is *Province, c *Country) (cut geo.Point, past bool) {
	from, to := before.middle(), before.to
	if past = b.province(to, c) == is; past {
		from, to = after.from, after.middle()
	}
	for geo.Distance(from, to) > nearCorner/100 {
		if middle := partWay(from, to, 0.5); b.province(middle, c) == is {
			from = middle
		} else {
			to = middle
		}
	}
	if before.corner && geo.Distance(to, before.to) < nearCorner {
		return before.to, true
	}
	return to.Rounded(), past
}
