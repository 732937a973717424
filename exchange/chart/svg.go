package chart

import (
	"fmt"
	"image"
	"image/color"
	"io"
	"strings"

	"jointplan/plan/symbol"
)

// SVG is a canvas that writes an SVG 1.1 picture, whose pixels are points.
type SVG struct {
	width, height float64
	body, defs    strings.Builder
	paints        map[string]string // paint to the id of its pattern
	clips         int
	glyphs        map[glyphKey]string // letters to the ids of their outlines
	ruler         *Raster
}

// NewSVG makes an empty picture.
func NewSVG(width, height float64, symbols *Symbols) *SVG {
	return &SVG{width: width, height: height, paints: map[string]string{}, glyphs: map[glyphKey]string{}, ruler: NewRaster(image.NewRGBA(image.Rectangle{}), 1, symbols)}
}

// Size in points.
func (s *SVG) Size() (width, height float64) { return s.width, s.height }

// Scale is one: pixels are points.
func (s *SVG) Scale() float64 { return 1 }

// WriteTo writes the picture.
func (s *SVG) WriteTo(w io.Writer) (int64, error) {
	n, err := fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="%gpt" height="%gpt" viewBox="0 0 %g %g"><defs>%s</defs>%s</svg>`+"\n",
		s.width, s.height, s.width, s.height, s.defs.String(), s.body.String())
	return int64(n), err
}

// Fill fills rings.
func (s *SVG) Fill(p Path, with Paint) {
	if d := pathData(p, true); d != "" {
		fmt.Fprintf(&s.body, `<path d="%s" fill-rule="evenodd" %s/>`, d, s.paint(with))
	}
}

func (s *SVG) paint(with Paint) string {
	if with.Pattern == Plain && len(with.Stripes) < 2 {
		return shown("fill", with.Colour)
	}
	key := fmt.Sprint(with)
	if s.paints[key] == "" {
		s.paints[key] = fmt.Sprintf("p%d", len(s.paints))
		s.define(s.paints[key], with)
	}
	return fmt.Sprintf(`fill="url(#%s)"`, s.paints[key])
}

// define makes a tile of a paint: stripes slant upwards.
func (s *SVG) define(id string, with Paint) {
	size, turn := float64(lineEvery), 0
	if len(with.Stripes) > 1 {
		size, turn = stripeWidth*float64(len(with.Stripes)), 45
	}
	fmt.Fprintf(&s.defs, `<pattern id="%s" patternUnits="userSpaceOnUse" width="%g" height="%g" patternTransform="rotate(%d)">`, id, size, size, turn)
	if len(with.Stripes) > 1 {
		for i, c := range with.Stripes {
			fmt.Fprintf(&s.defs, `<rect x="%d" width="%d" height="%g" %s/>`, i*stripeWidth, stripeWidth, size, shown("fill", c))
		}
	} else {
		fmt.Fprintf(&s.defs, `<rect width="%g" height="%g" %s/>`, size, size, shown("fill", with.Colour))
	}
	for _, d := range patternLines[with.Pattern] {
		fmt.Fprintf(&s.defs, `<path d="%s" fill="none" %s/>`, d, shown("stroke", with.Lines))
	}
	s.defs.WriteString(`</pattern>`)
}

// patternLines are the lines of the patterns on a tile of eight points.
var patternLines = map[Pattern][]string{
	Rising: {"M-2 2L2 -2M0 8L8 0M6 10L10 6"}, Falling: {"M-2 6L2 10M0 0L8 8M6 -2L10 2"},
	Level: {"M0 4L8 4"}, Upright: {"M4 0L4 8"},
	Crossed: {"M-2 2L2 -2M0 8L8 0M6 10L10 6", "M-2 6L2 10M0 0L8 8M6 -2L10 2"},
	Dotted:  {"M3 4L5 4"},
}

// shown gives the attributes of a colour: "fill" or "stroke" and its opacity.
func shown(what string, c color.NRGBA) string {
	text := fmt.Sprintf(`%s="#%02x%02x%02x"`, what, c.R, c.G, c.B)
	if c.A < 255 {
		text += fmt.Sprintf(` %s-opacity="%.3g"`, what, float64(c.A)/255)
	}
	return text
}

func pathData(p Path, closed bool) string {
	var b strings.Builder
	for _, line := range p {
		if len(line) < 2 {
			continue
		}
		for i, d := range line {
			op := "L"
			if i == 0 {
				op = "M"
			}
			fmt.Fprintf(&b, "%s%.2f %.2f", op, d.X, d.Y)
		}
		if closed || line[0] == line[len(line)-1] {
			b.WriteByte('Z')
		}
	}
	return b.String()
}

// Stroke draws lines.
func (s *SVG) Stroke(p Path, with Pen) {
	if d := pathData(p, false); d != "" && with.Colour.A > 0 {
		fmt.Fprintf(&s.body, `<path d="%s" fill="none" %s stroke-width="%g" stroke-linejoin="round"%s/>`,
			d, shown("stroke", with.Colour), with.Width, dashArray(with.Dashes, with.Phase))
	}
}

func dashArray(dashes []float64, phase float64) string {
	if len(dashes) == 0 {
		return ` stroke-linecap="round"`
	}
	text := fmt.Sprintf(` stroke-linecap="round" stroke-dasharray="%s"`, strings.Trim(fmt.Sprint(dashes), "[]"))
	if phase != 0 {
		text += fmt.Sprintf(` stroke-dashoffset="%g"`, phase)
	}
	return text
}

// Measure gives the width of a text in points.
func (s *SVG) Measure(text string, as Type) float64 { return s.ruler.Measure(text, as) }

// Symbol draws a military symbol as paths.
func (s *SVG) Symbol(at Dot, code symbol.Code, size float64, style symbol.Style) {
	p := place(s.ruler.symbols, at, code, size, style)
	s.body.WriteString(`<g>`)
	for _, e := range p.elements {
		fill, stroke := ` fill="none"`, ""
		if e.Fill.A > 0 {
			fill = " " + shown("fill", e.Fill)
		}
		if e.Stroke.A > 0 {
			stroke = fmt.Sprintf(` %s stroke-width="%.2f"`, shown("stroke", e.Stroke), p.width(e))
			if len(e.Dashes) > 0 {
				stroke += dashArray(p.dashes(e), 0)
			}
		}
		fmt.Fprintf(&s.body, `<path d="%s"%s%s/>`, p.data(e), fill, stroke)
	}
	s.body.WriteString(`</g>`)
}

func (p placed) data(e symbol.Element) string {
	var b strings.Builder
	for _, segment := range e.Path {
		b.WriteByte(byte(segment.Op))
		for i := range segment.Count() {
			d := p.to(segment.Points[i])
			fmt.Fprintf(&b, "%.2f %.2f ", d.X, d.Y)
		}
	}
	return b.String()
}

// Extent gives what a symbol takes.
func (s *SVG) Extent(code symbol.Code, size float64, style symbol.Style) Extent {
	return place(s.ruler.symbols, Dot{}, code, size, style).extent
}

// Inset draws on a part of the picture.
func (s *SVG) Inset(r Rect, draw func(Canvas)) {
	s.clips++
	fmt.Fprintf(&s.defs, `<clipPath id="c%d"><rect width="%g" height="%g"/></clipPath>`, s.clips, r.Width(), r.Height())
	fmt.Fprintf(&s.body, `<g transform="translate(%g %g)" clip-path="url(#c%d)">`, r.Left, r.Top, s.clips)
	width, height := s.width, s.height
	s.width, s.height = r.Width(), r.Height()
	draw(s)
	s.width, s.height = width, height
	s.body.WriteString(`</g>`)
}
