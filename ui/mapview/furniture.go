package mapview

import (
	"math"

	"jointplan/exchange/chart"
	"jointplan/plan/geo"
)

// overlay draws what lives on the picture: the tool's work, the box that is drawn to
// go near, the flash, and what stands along the edges of the map.
func (m *Map) overlay(c *chart.Raster, look chart.Look) {
	if m.tool != nil {
		m.tool.Draw(c, m.view, look)
	}
	if m.mouse.boxing && m.mouse.dragged {
		a, b := m.dot(m.mouse.pressed), m.dot(m.mouse.at)
		box := chart.Rectangle(chart.Rect{Left: min(a.X, b.X), Top: min(a.Y, b.Y), Right: max(a.X, b.X), Bottom: max(a.Y, b.Y)})
		c.Stroke(box, chart.Pen{Colour: look.Accent, Width: 1.5, Dashes: []float64{5, 3}})
	}
	if f := m.flash; f != nil {
		c.Stroke(chart.Path{circle(near(m.view, f.at), (8+30*f.size)*c.Scale())}, chart.Pen{Colour: look.Accent, Width: 3})
	}
	m.scaleBar(c, look)
	m.legend(c, look)
	m.inset.draw(c, look)
	m.foot(c, look)
	if m.carded && m.mouse.over && !m.mouse.down {
		m.drawCard(c, look)
	}
}

func circle(at chart.Dot, r float64) []chart.Dot {
	const corners = 40
	dots := make([]chart.Dot, corners+1)
	for i := range dots {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		dots[i] = chart.Dot{X: at.X + r*cos, Y: at.Y + r*sin}
	}
	return dots
}

func small(look chart.Look, align chart.Align) chart.Type {
	halo := look.Panel
	halo.A = 0xC0
	return chart.Type{Size: 11, Colour: look.Second, Halo: halo, Align: align}
}

// barLengths are the lengths of a scale bar in km.
var barLengths = []float64{0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000}

// barLength is the longest scale bar that is not longer than most pixels, in km, and
// its pixels.
func barLength(v chart.View, most float64) (km, pixels float64) {
	metres := v.Metres(v.Centre.Lat)
	km = barLengths[0]
	for _, l := range barLengths {
		if l*1000/metres <= most {
			km = l
		}
	}
	return km, km * 1000 / metres
}

// edges are what stands along the edges of the map and covers it: scale bar, legend,
// inset and foot. Those that are not there are empty.
type edges [4]chart.Rect

// edges gives what will stand on the picture.
func (m *Map) edges(c *chart.Raster) (e edges) {
	_, e[0] = m.scaleBox(c)
	_, e[1] = m.legendBox(c)
	_, e[2], _ = m.inset.place(c.Scale())
	// The foot as wide as it is where the mouse is on the map.
	e[3] = m.footBox(c, m.footText()+"  "+Position(geo.Point{Lon: -100.123456, Lat: -45.123456}))
	return e
}

// within gives the places on a larger view, in its whole pixels.
func (e edges) within(whole, view chart.View) edges {
	x, y, _ := (&frame{view: whole}).at(view)
	x, y = math.Round(x), math.Round(y)
	for i, r := range e {
		if r != (chart.Rect{}) {
			e[i] = chart.Rect{Left: r.Left + x, Top: r.Top + y, Right: r.Right + x, Bottom: r.Bottom + y}
		}
	}
	return e
}

// scaleBox is where the scale bar stands, and its length in km.
func (m *Map) scaleBox(c *chart.Raster) (km float64, box chart.Rect) {
	s := c.Scale()
	km, long := barLength(m.view, 150*s)
	x, y := 20*s, m.view.Height-44*s
	return km, chart.Rect{Left: x - 10*s, Top: y - 7*s, Right: x + long + 34*s, Bottom: y + 25*s}
}

// scaleBar stands at the bottom left; its scale is that of the middle of the map.
func (m *Map) scaleBar(c *chart.Raster, look chart.Look) {
	s := c.Scale()
	km, around := m.scaleBox(c)
	x, y, long := around.Left+10*s, around.Top+7*s, around.Width()-44*s
	box := func(from, to float64) chart.Path {
		return chart.Rectangle(chart.Rect{Left: x + from, Top: y, Right: x + to, Bottom: y + 5*s})
	}
	back := look.Panel
	back.A = 0xD0
	c.Fill(chart.Rectangle(around), chart.Paint{Colour: back})
	c.Fill(box(0, long), chart.Paint{Colour: look.Panel})
	c.Fill(box(0, long/2), chart.Paint{Colour: look.Ink})
	c.Stroke(box(0, long), chart.Pen{Colour: look.Ink, Width: 1})
	words := m.host.Words()
	as := small(look, chart.Middle)
	as.Colour = look.Ink
	for i, text := range []string{words.Number(0, 0), words.Number(km/2, decimals(km/2)), words.Number(km, decimals(km)) + " " + words.T("unit.km")} {
		c.Text(chart.Dot{X: x + long*float64(i)/2, Y: y + 19*s}, text, as)
	}
}

func decimals(km float64) int {
	switch {
	case km == math.Trunc(km):
		return 0
	case km*10 == math.Trunc(km*10):
		return 1
	}
	return 3
}

// foot says at the bottom what the boundaries do not mean, whom the ground is from, and
// where the mouse is.
func (m *Map) foot(c *chart.Raster, look chart.Look) {
	text := m.footText()
	if m.mouse.over {
		text += "  " + Position(m.view.From(m.dot(m.mouse.at)))
	}
	back := look.Panel
	back.A = 0xD0
	s := c.Scale()
	c.Fill(chart.Rectangle(m.footBox(c, text)), chart.Paint{Colour: back})
	c.Text(chart.Dot{X: m.view.Width - 8*s, Y: m.view.Height - 7*s}, text, small(look, chart.End))
}

func (m *Map) footText() string {
	text := m.host.Words().T("map.disclaimer")
	if m.credit != "" {
		text = m.credit + "  " + text
	}
	return text
}

func (m *Map) footBox(c *chart.Raster, text string) chart.Rect {
	s := c.Scale()
	wide := c.Measure(text, small(m.host.Look(), chart.End))
	return chart.Rect{Left: m.view.Width - wide - 16*s, Top: m.view.Height - 21*s, Right: m.view.Width, Bottom: m.view.Height}
}

// Position writes a position in MGRS and in degrees.
func Position(p geo.Point) string {
	p.Lon = math.Remainder(p.Lon, 360)
	degrees := geo.FormatDecimal(p)
	if grid, err := geo.FormatCoordinate(p, geo.MGRS); err == nil {
		return grid + "  " + degrees
	}
	return degrees
}

// mostKeys is how many lines of a legend are shown.
const mostKeys = 16

// keyLine is how high a line of the legend is, in points.
const keyLine = 18

// legendBox gives what of the legend is shown and where: nothing on a small map.
func (m *Map) legendBox(c *chart.Raster) ([]chart.LegendEntry, chart.Rect) {
	s := c.Scale()
	fit := int((m.view.Height*0.7/s - 20) / keyLine)
	entries := chart.Shorten(m.host.Legend(), min(mostKeys, fit), m.host.Words())
	if len(entries) == 0 {
		return nil, chart.Rect{}
	}
	wide := 0.0
	for _, e := range entries {
		wide = max(wide, c.Measure(e.Text, keyType(m.host.Look())))
	}
	wide += 52 * s
	box := chart.Rect{Left: m.view.Width - wide - 12*s, Top: 12 * s, Right: m.view.Width - 12*s, Bottom: (20 + keyLine*float64(len(entries))) * s}
	if box.Left < m.view.Width/3 {
		return nil, chart.Rect{}
	}
	return entries, box
}

func keyType(look chart.Look) chart.Type { return chart.Type{Size: 11, Colour: look.Ink} }

// legend explains the colours at the top right.
func (m *Map) legend(c *chart.Raster, look chart.Look) {
	entries, box := m.legendBox(c)
	if len(entries) == 0 {
		return
	}
	s := c.Scale()
	panel(c, box, look)
	for i, e := range entries {
		y := box.Top + (4+keyLine*float64(i))*s
		e.Draw(c, chart.Rect{Left: box.Left + 8*s, Top: y + 4*s, Right: box.Left + 36*s, Bottom: y + 15*s})
		c.Text(chart.Dot{X: box.Left + 43*s, Y: y + 13*s}, e.Text, keyType(look))
	}
}

func panel(c *chart.Raster, box chart.Rect, look chart.Look) {
	back := look.Panel
	back.A = 0xE8
	line := look.Line
	line.A = 0x80
	c.Fill(chart.Rectangle(box), chart.Paint{Colour: back})
	c.Stroke(chart.Rectangle(box), chart.Pen{Colour: line, Width: 1})
}

// drawCard says beside the mouse what is under it.
func (m *Map) drawCard(c *chart.Raster, look chart.Look) {
	lines := m.host.Card(m.card, m.view.From(m.dot(m.mouse.at)))
	if len(lines) == 0 {
		return
	}
	s := c.Scale()
	types := make([]chart.Type, len(lines))
	wide := 0.0
	for i, text := range lines {
		types[i] = chart.Type{Size: 12, Bold: i == 0, Colour: look.Ink}
		if i > 0 {
			types[i].Colour = look.Second
		}
		wide = max(wide, c.Measure(text, types[i]))
	}
	at := m.dot(m.mouse.at)
	line := 17 * s
	box := chart.Rect{Left: at.X + 14*s, Top: at.Y + 14*s}
	box.Right, box.Bottom = box.Left+wide+18*s, box.Top+line*float64(len(lines))+8*s
	if over := box.Right - m.view.Width; over > 0 {
		box.Left, box.Right = box.Left-over, box.Right-over
	}
	if box.Bottom > m.view.Height {
		h := box.Bottom - box.Top
		box.Top, box.Bottom = at.Y-8*s-h, at.Y-8*s
	}
	panel(c, box, look)
	for i, text := range lines {
		c.Text(chart.Dot{X: box.Left + 9*s, Y: box.Top + line*float64(i) + 17*s}, text, types[i])
	}
}
