package chart

import (
	"image/color"
	"math"
)

// lineWidth is how wide the line of a sector is, in points.
const lineWidth = 4

// lineDashes are what the patterns of areas are on a line, whose ends are round. A
// plain one is whole and a crossed one is double.
var lineDashes = map[Pattern][]float64{
	Rising: {6, 8}, Falling: {7, 8, 0, 8}, Level: {7, 7, 0, 7, 0, 7}, Upright: {14, 9}, Dotted: {0, 8},
}

// ribbon is a line of one colour with a pattern, to be told from others without the
// colour: what is between the dashes is pale.
func (l Look) ribbon(c color.NRGBA, p Pattern) []Pen {
	casing := Pen{Colour: l.halo(), Width: lineWidth + 2}
	if Contrast(c, l.Land) < 2 {
		casing = l.cased(c, lineWidth)[0]
	}
	whole := Pen{Colour: c, Width: lineWidth}
	switch p {
	case Plain:
		return []Pen{casing, whole}
	case Crossed:
		casing.Width, whole.Width = casing.Width+2, lineWidth+2
		return []Pen{casing, whole, {Colour: l.Panel, Width: 2}}
	}
	pale := Pen{Colour: blend(c, l.Land, 0.25), Width: lineWidth}
	whole.Dashes = lineDashes[p]
	return []Pen{casing, pale, whole}
}

// cased is a line that has dark edges, by night light ones: to be seen however pale it
// is.
func (l Look) cased(c color.NRGBA, width float64) []Pen {
	return []Pen{{Colour: blend(l.Ink, l.Land, 0.7), Width: width + 2}, {Colour: c, Width: width}}
}

// gappy is a line for what is empty or not known.
func (l Look) gappy(c color.NRGBA) []Pen {
	return []Pen{{Colour: l.halo(), Width: lineWidth + 2}, {Colour: c, Width: lineWidth - 0.5, Dashes: []float64{4, 8}}}
}

// bands is a line in several colours in turn, with dark edges.
func (l Look) bands(colours []color.NRGBA) []Pen {
	const band = 9
	n := float64(len(colours))
	pens := l.cased(colours[0], lineWidth)
	for i, c := range colours[1:] {
		// The round ends of a dash reach beyond it.
		pens = append(pens, Pen{Colour: c, Width: lineWidth, Dashes: []float64{band - lineWidth, band*(n-1) + lineWidth}, Phase: band*(n-1-float64(i)) - lineWidth/2.0})
	}
	return pens
}

// blend is so much of a colour in another, opaque.
func blend(c, in color.NRGBA, share float64) color.NRGBA {
	mix := func(a, b uint8) uint8 { return uint8(math.Round(share*float64(a) + (1-share)*float64(b))) }
	return color.NRGBA{mix(c.R, in.R), mix(c.G, in.G), mix(c.B, in.B), 0xFF}
}

// luminance of a colour, from 0 for black to 1 for white (WCAG 2.2).
func luminance(c color.NRGBA) float64 {
	part := func(v uint8) float64 {
		f := float64(v) / 255
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
}

// Contrast of two opaque colours, from 1 for the same to 21 (WCAG 2.2).
func Contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a)+0.05, luminance(b)+0.05
	return max(x, y) / min(x, y)
}
