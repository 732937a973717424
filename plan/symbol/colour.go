package symbol

import (
	"image/color"
	"math"
	"strconv"
	"strings"
)

// Style says in which colours to draw.
type Style struct {
	Fill color.NRGBA // of the frame instead of the identity's colour, such as Tint of a party's; nought for that
	Line color.NRGBA // of frame and icon; nought for black
	Halo color.NRGBA // around all that is drawn, for black lines on a dark ground; nought for none
}

// haloWidth is how far a halo reaches beyond what it surrounds, in units.
const haloWidth = 5

// around puts the halo below elements.
func (s Style) around(elements []Element) []Element {
	if s.Halo.A == 0 {
		return elements
	}
	return append(halo(elements, s.Halo), elements...)
}

// halo gives what surrounds elements, to be drawn below them.
func halo(elements []Element, c color.NRGBA) []Element {
	around := make([]Element, len(elements))
	for i, e := range elements {
		width := 2.0 * haloWidth
		if e.Stroke.A > 0 {
			width += e.Width
		}
		e.Fill, e.Stroke, e.Width, e.Dashes, e.Round = c, c, width, nil, true
		if elements[i].Fill.A == 0 {
			e.Fill = color.NRGBA{}
		}
		around[i] = e
	}
	return around
}

// Tint makes a party's colour light enough for black lines on it.
func Tint(c color.NRGBA) color.NRGBA {
	const share = 0.45
	mix := func(v uint8) uint8 { return uint8(math.Round(255 - share*float64(255-v))) }
	return color.NRGBA{mix(c.R), mix(c.G), mix(c.B), 255}
}

// colour is what a name in the parts means for this symbol.
func (c *composing) colour(name string) color.NRGBA {
	switch {
	case name == "":
		return color.NRGBA{}
	case name == "black":
		return c.style.line()
	case name == "white":
		return c.style.ground()
	case name == "own":
		return c.own()
	}
	if like, ok := strings.CutPrefix(name, "like:"); ok {
		name = c.l.data.Colours[like]
	}
	return readColour(name)
}

// own is the colour that fills the frame.
func (c *composing) own() color.NRGBA {
	if c.style.Fill.A > 0 {
		return c.style.Fill
	}
	name := c.shape.Affiliation
	switch {
	case c.shape.Like != "":
		name = c.shape.Like
	case c.shape.Suspect:
		name = "suspect"
	case c.civilian && name != "hostile":
		name = "civilian"
	}
	return readColour(c.l.data.Colours[name])
}

// ground is what stands out from the line within the symbol, such as the gaps of
// a planned unit's frame.
func (s Style) ground() color.NRGBA {
	if l := s.line(); int(l.R)+int(l.G)+int(l.B) > 3*128 {
		return color.NRGBA{27, 31, 36, 255}
	}
	return color.NRGBA{239, 239, 239, 255}
}

func (s Style) line() color.NRGBA {
	if s.Line.A > 0 {
		return s.Line
	}
	return color.NRGBA{A: 255}
}

func readColour(s string) color.NRGBA {
	v, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32)
	if err != nil {
		return color.NRGBA{}
	}
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}
}
