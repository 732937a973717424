package chart

import (
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"jointplan/plan/symbol"
)

// boldFont is the font of the letters in symbols. They are drawn as paths, so that
// MP, LO or CKP read the same in a window, in a PDF and in an SVG.
var boldFont = sync.OnceValue(func() *sfnt.Font {
	f, err := sfnt.Parse(gobold.TTF)
	if err != nil {
		panic(err) // the font is built in
	}
	return f
})

// Outlines gives elements with their texts turned into paths.
func Outlines(elements []symbol.Element) []symbol.Element {
	out := make([]symbol.Element, len(elements))
	for i, e := range elements {
		if e.Text != "" {
			e = outline(e)
		}
		out[i] = e
	}
	return out
}

func outline(e symbol.Element) symbol.Element {
	var buffer sfnt.Buffer
	f, perEm := boldFont(), fixed.I(1000)
	var path []symbol.Segment
	x := 0.0
	for _, r := range e.Text {
		glyph, err := f.GlyphIndex(&buffer, r)
		if err != nil {
			continue
		}
		segments, err := f.LoadGlyph(&buffer, glyph, perEm, nil)
		if err != nil {
			continue
		}
		path = append(path, glyphPath(segments, x)...)
		if advance, err := f.GlyphAdvance(&buffer, glyph, perEm, font.HintingNone); err == nil {
			x += float64(advance) / 64
		}
	}
	left := map[symbol.Align]float64{symbol.AlignMiddle: x / 2, symbol.AlignEnd: x}[e.Align]
	scale := e.Size / 1000
	for i, s := range path {
		for j, p := range s.Points {
			path[i].Points[j] = symbol.Point{X: e.At.X + (p.X-left)*scale, Y: e.At.Y + p.Y*scale}
		}
	}
	return symbol.Element{Path: path, Fill: e.Fill, Stroke: e.Stroke, Width: e.Width, Round: e.Round}
}

// glyphPath moves a glyph to the right and makes its curves cubic.
func glyphPath(segments sfnt.Segments, dx float64) []symbol.Segment {
	var path []symbol.Segment
	var last symbol.Point
	at := func(p fixed.Point26_6) symbol.Point {
		return symbol.Point{X: dx + float64(p.X)/64, Y: float64(p.Y) / 64}
	}
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if path != nil {
				path = append(path, symbol.Segment{Op: symbol.Close})
			}
			last = at(s.Args[0])
			path = append(path, symbol.Segment{Op: symbol.MoveTo, Points: [3]symbol.Point{last}})
		case sfnt.SegmentOpLineTo:
			last = at(s.Args[0])
			path = append(path, symbol.Segment{Op: symbol.LineTo, Points: [3]symbol.Point{last}})
		case sfnt.SegmentOpQuadTo:
			control, end := at(s.Args[0]), at(s.Args[1])
			path = append(path, symbol.Segment{Op: symbol.CurveTo, Points: [3]symbol.Point{
				between(last, control), between(end, control), end,
			}})
			last = end
		case sfnt.SegmentOpCubeTo:
			last = at(s.Args[2])
			path = append(path, symbol.Segment{Op: symbol.CurveTo, Points: [3]symbol.Point{at(s.Args[0]), at(s.Args[1]), last}})
		}
	}
	return append(path, symbol.Segment{Op: symbol.Close})
}

// between is two thirds of the way from an end to a quadratic curve's control.
func between(end, control symbol.Point) symbol.Point {
	return symbol.Point{X: end.X + 2*(control.X-end.X)/3, Y: end.Y + 2*(control.Y-end.Y)/3}
}
