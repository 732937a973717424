package chart

import (
	"encoding/xml"
	"fmt"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"jointplan/plan/symbol"
)

// glyphKey is a letter of one of the fonts.
type glyphKey struct {
	font  *sfnt.Font
	glyph sfnt.GlyphIndex
}

// perEm is the size at which the outlines of letters are kept.
const perEm = 1000

// Text writes one line as outlines of letters, each kept once: an embedded font is read
// by browsers only, a named one is not there, and how long a text is to be is heeded by
// few programs. What it says stays in the file as its label.
func (s *SVG) Text(at Dot, text string, as Type) {
	if text == "" {
		return
	}
	switch wide := s.Measure(text, as); as.Align {
	case Middle:
		at.X -= wide / 2
	case End:
		at.X -= wide
	}
	letters := s.letters(text, as)
	scale := as.Size / perEm
	fmt.Fprintf(&s.body, `<g transform="translate(%.2f %.2f) scale(%g)" role="img" aria-label="`, at.X, at.Y, scale)
	xml.EscapeText(&s.body, []byte(text))
	s.body.WriteString(`">`)
	if as.Halo.A > 0 {
		fmt.Fprintf(&s.body, `<g fill="none" stroke-width="%.0f" stroke-linejoin="round" %s>%s</g>`, 3/scale, shown("stroke", faint(as.Halo, 0xFF)), letters)
	}
	fmt.Fprintf(&s.body, `<g %s>%s</g></g>`, shown("fill", as.Colour), letters)
}

// letters gives the letters of a text, side by side.
func (s *SVG) letters(text string, as Type) string {
	var out strings.Builder
	var buffer sfnt.Buffer
	f, x := as.font(), 0.0
	for _, r := range text {
		glyph, err := f.GlyphIndex(&buffer, r)
		if err != nil {
			continue
		}
		if id := s.glyph(&buffer, glyphKey{f, glyph}); id != "" {
			fmt.Fprintf(&out, `<use xlink:href="#%s" x="%.0f"/>`, id, x)
		}
		if advance, err := f.GlyphAdvance(&buffer, glyph, fixed.I(perEm), font.HintingNone); err == nil {
			x += float64(advance) / 64
		}
	}
	return out.String()
}

// glyph defines the outline of a letter and gives its id; a blank has none.
func (s *SVG) glyph(buffer *sfnt.Buffer, key glyphKey) string {
	if id, ok := s.glyphs[key]; ok {
		return id
	}
	id := ""
	if segments, err := key.font.LoadGlyph(buffer, key.glyph, fixed.I(perEm), nil); err == nil && len(segments) > 0 {
		id = fmt.Sprintf("g%d", len(s.glyphs))
		fmt.Fprintf(&s.defs, `<path id="%s" d="%s"/>`, id, segmentData(glyphPath(segments, 0)))
	}
	s.glyphs[key] = id
	return id
}

// segmentData writes a path in whole units.
func segmentData(path []symbol.Segment) string {
	var b strings.Builder
	for _, segment := range path {
		b.WriteByte(byte(segment.Op))
		for i := range segment.Count() {
			fmt.Fprintf(&b, "%.0f %.0f ", segment.Points[i].X, segment.Points[i].Y)
		}
	}
	return b.String()
}
