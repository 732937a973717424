package chart

import (
	"cmp"
	"image/color"
	"math"
	"slices"
	"strings"

	"jointplan/plan/basemap"
	"jointplan/plan/geo"
)

// Names writes the names of countries, provinces and places, the most important
// first, where they cover nothing: no other name and none of the taken rectangles.
// Those of the user's drawings come before them. It gives all that is taken then.
func (b *Base) Names(c Canvas, v View, taken []Rect) []Rect {
	taken = b.Own.names(c, v, b.Look, taken)
	if b.Own.Bare {
		return taken
	}
	width, height := c.Size()
	b.room.clear(width, height, taken)
	n := &baseNames{b: b, c: c, k: c.Scale()}
	for _, f := range b.frames(v) {
		n.f = f
		n.countries()
		if !b.Hidden["places"] {
			n.places(true)
		}
		n.provinces()
		if !b.Hidden["places"] {
			n.places(false)
		}
	}
	return b.room.taken
}

type baseNames struct {
	b *Base
	c Canvas
	f frame
	k float64 // pixels of a point
}

// put writes a text if its place is free and seen.
func (n *baseNames) put(at Dot, text string, as Type) bool {
	width := n.c.Measure(text, as)
	left := at.X
	switch as.Align {
	case Middle:
		left -= width / 2
	case End:
		left -= width
	}
	r := Rect{left - 2*n.k, at.Y - as.Size*n.k, left + width + 2*n.k, at.Y + as.Size*0.3*n.k}
	if !n.free(r) {
		return false
	}
	n.b.room.take(r)
	n.c.Text(at, text, as)
	return true
}

func (n *baseNames) free(r Rect) bool {
	if r.Right < n.f.rect.Left || r.Left > n.f.rect.Right || r.Bottom < n.f.rect.Top || r.Top > n.f.rect.Bottom {
		return false
	}
	return n.b.room.isFree(r)
}

// countries are named while they are the subject of the map.
func (n *baseNames) countries() {
	z := n.f.zoom
	for _, country := range n.b.ordered() {
		area := country.Status != basemap.Settled && country.ISO2 == ""
		if z < country.From-0.6 || z > 7.5 && !area || z > 11 {
			continue
		}
		as := Type{Size: 11, Bold: true, Colour: faint(n.b.Look.Second, 0xE0), Halo: n.b.Look.landHalo(), Align: Middle}
		text := country.Name.In(n.b.Language)
		switch {
		case area:
			as.Bold, as.Italic = false, true
		case z >= 5:
			as.Size, text = 13, strings.ToUpper(text)
		case country.From > 3.5:
			as.Size, text = 10, strings.ToUpper(text)
		default:
			text = strings.ToUpper(text)
		}
		low, high := basemap.Mercator(corner(country.Box, true)), basemap.Mercator(corner(country.Box, false))
		if n.c.Measure(text, as) < float64(high.X-low.X)*n.f.world*1.6 || z >= country.From+1 && !area {
			n.put(n.f.dot(basemap.Mercator(country.Label)), text, as)
		}
	}
}

// ordered gives the countries, those first whose names show first.
func (b *Base) ordered() []*basemap.Country {
	if b.countries == nil {
		b.countries = slices.Clone(b.Map.Countries)
		slices.SortStableFunc(b.countries, func(x, y *basemap.Country) int { return cmp.Compare(x.From, y.From) })
	}
	return b.countries
}

func (n *baseNames) provinces() {
	if n.f.zoom < provincesFrom || n.b.Hidden["provinces"] {
		return
	}
	room := 1.1 // of what a name takes, as part of the width of its province
	if n.f.zoom < 5.5 {
		room = 0.5
	}
	as := Type{Size: 10, Italic: true, Colour: faint(n.b.Look.Second, 0xC8), Halo: n.b.Look.landHalo(), Align: Middle}
	if n.f.zoom >= 7.5 {
		as.Size = 12
	}
	for _, p := range n.b.provinces() {
		if !n.f.seen.Meets(p.box) && (p.box.Right <= 1 || !n.f.seen.Meets(basemap.Rect{Right: p.box.Right - 1, Top: p.box.Top, Bottom: p.box.Bottom})) {
			continue
		}
		name := p.Name.In(n.b.Language)
		if name == p.Country.Name.In(n.b.Language) && n.f.zoom <= 7.5 {
			continue
		}
		width := float64(p.box.Right-p.box.Left) * n.f.world * room
		if width > as.Size*n.k && n.c.Measure(name, as) < width {
			n.put(n.f.dot(p.label), name, as)
		}
	}
}

// province is one where its name goes in the unit square.
type province struct {
	*basemap.Province
	box   basemap.Rect
	label basemap.XY
}

// provinces gives all, projected once.
func (b *Base) provinces() []province {
	if b.projected == nil {
		for _, p := range b.Map.Provinces {
			low, high := basemap.Mercator(corner(p.Box, true)), basemap.Mercator(corner(p.Box, false))
			box := basemap.Rect{Left: low.X, Top: high.Y, Right: high.X, Bottom: low.Y}
			b.projected = append(b.projected, province{p, box, basemap.Mercator(p.Label)})
		}
	}
	return b.projected
}

// places are marked and named, first those that are named at all costs: capitals
// and the largest.
func (n *baseNames) places(first bool) {
	least := math.Pow(10, 7.3-0.5*(n.f.zoom-1.5))
	if n.f.zoom < 3 {
		return
	}
	for i := range n.b.Map.Places {
		p := &n.b.Map.Places[i]
		weight := p.Weight()
		if weight < least && (n.f.zoom < 10.5 || first) {
			break
		}
		if first != (p.Capital || weight > 12*least) || p.XY.X < n.f.seen.Left || p.XY.X > n.f.seen.Right ||
			p.XY.Y < n.f.seen.Top || p.XY.Y > n.f.seen.Bottom {
			continue
		}
		n.place(p, weight > 8*least)
	}
}

func (n *baseNames) place(p *basemap.Place, large bool) {
	look := n.b.Look
	as := Type{Size: 10, Colour: look.Ink, Halo: look.landHalo()}
	radius := 1.6 * n.k
	if large || p.Capital {
		as.Size, radius = 11, 2.1*n.k
	}
	if p.Capital {
		as.Bold = true
	}
	at := n.f.dot(p.XY)
	mark := Rect{at.X - radius, at.Y - radius, at.X + radius, at.Y + radius}
	if !n.free(mark) {
		return
	}
	down := as.Size * 0.36 * n.k
	name := p.Name.In(n.b.Language)
	ok := n.put(Dot{at.X + radius + 3*n.k, at.Y + down}, name, as)
	if !ok {
		as.Align = End
		ok = n.put(Dot{at.X - radius - 3*n.k, at.Y + down}, name, as)
	}
	if !ok {
		return
	}
	n.b.room.take(mark)
	if p.Capital {
		n.c.Fill(Rectangle(mark), Paint{Colour: look.Ink})
		return
	}
	n.c.Fill(Path{disc(at, radius)}, Paint{Colour: look.Second})
}

// disc is a circle of few corners.
func disc(at Dot, radius float64) []Dot {
	ring := make([]Dot, 0, 13)
	for i := range 13 {
		sin, cos := math.Sincos(float64(i) * math.Pi / 6)
		ring = append(ring, Dot{at.X + radius*cos, at.Y + radius*sin})
	}
	return ring
}

// landHalo is what goes around letters on land.
func (l Look) landHalo() color.NRGBA { return faint(l.Land, 0xD8) }

// corner is the south-western or the north-eastern corner of a box.
func corner(b geo.Box, low bool) geo.Point {
	if low {
		return geo.Point{Lon: b.West, Lat: b.South}
	}
	return geo.Point{Lon: b.East, Lat: b.North}
}
