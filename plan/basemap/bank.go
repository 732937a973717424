package basemap

import (
	"math"
	"slices"

	"jointplan/plan/geo"
)

// banks are the borders of countries near a line.
type banks struct {
	m    *Map
	arcs []bank
}

// bank is the border of two countries, or of one and the sea.
type bank struct {
	line        geo.Line
	box         geo.Box
	left, right *Province
}

// banks gathers the borders of countries near a line.
func (m *Map) banks(line geo.Line) *banks {
	b := &banks{m: m}
	var seen geo.Box
	for i, p := range line {
		around := reachOf(p)
		if seen = seen.Union(around); i == 0 {
			seen = around
		}
	}
	for i, a := range m.Arcs {
		if a.Class == Edge || a.Left == nil && a.Right == nil || a.Left != nil && a.Right != nil && a.Left.Country == a.Right.Country {
			continue
		}
		one := bank{line: m.Ground(int32(i)), left: a.Left, right: a.Right}
		one.box, _ = geo.LineOf(one.line...).Bounds()
		if one.box.Touches(seen) {
			b.arcs = append(b.arcs, one)
		}
	}
	return b
}

// reachOf is the box around a place within which borders count.
func reachOf(p geo.Point) geo.Box {
	lat := alongReach / 110.5
	lon := lat / max(math.Cos(p.Lat*math.Pi/180), 0.01)
	p.Lon = math.Remainder(p.Lon, 360)
	return geo.Box{West: p.Lon - lon, East: p.Lon + lon, South: p.Lat - lat, North: p.Lat + lat}
}

// nearest is the border that is nearest to a place among those that want allows.
func (b *banks) nearest(p geo.Point, want func(*bank) bool) *bank {
	around := reachOf(p)
	p.Lon = math.Remainder(p.Lon, 360)
	var best *bank
	least := float64(alongReach)
	for i := range b.arcs {
		one := &b.arcs[i]
		if !one.box.Touches(around) || !want(one) {
			continue
		}
		if away := distance(one.line, p); away < least {
			best, least = one, away
		}
	}
	return best
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
	add(b.m.ProvinceAt(p))
	if near := b.nearest(p, func(*bank) bool { return true }); near != nil {
		add(near.left)
		add(near.right)
	}
	return found
}

// province is the province of a country beside a place: that in which it lies, or
// else that at the nearest stretch of the country's border.
func (b *banks) province(p geo.Point, c *Country) *Province {
	in := b.m.ProvinceAt(p)
	if in != nil && in.Country == c {
		return in
	}
	if near := b.nearest(p, func(one *bank) bool { return one.side(c) != nil }); near != nil {
		return near.side(c)
	}
	if in != nil && in.state() == c.Code {
		return in
	}
	return nil
}

// side is the province of a country beside a border. An area that is parted from the
// country counts for it where it does not lie between the two.
func (one *bank) side(c *Country) *Province {
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
