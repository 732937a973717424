package chart

import (
	"encoding/binary"
	"image"
	"math"
)

// How wide stripes are and how far apart the lines of a pattern, in points.
const (
	stripeWidth = 7
	lineEvery   = 8
)

// at reports whether a pixel is on a line of the pattern.
func (p Pattern) at(x, y, every, thick int) bool {
	switch p {
	case Rising:
		return mod(x+y, every) < thick
	case Falling:
		return mod(x-y, every) < thick
	case Level:
		return mod(y, every) < thick
	case Upright:
		return mod(x, every) < thick
	case Crossed:
		return mod(x+y, every) < thick || mod(x-y, every) < thick
	case Dotted:
		row := int(math.Floor(float64(y) / float64(every)))
		return mod(y, every) < 2*thick && mod(x+row%2*every/2, every) < 2*thick
	}
	return false
}

func mod(n, of int) int {
	if n %= of; n < 0 {
		n += of
	}
	return n
}

// plain reports whether an area has one colour.
func (p Paint) plain() bool { return p.Pattern == Plain && len(p.Stripes) < 2 }

// lay puts colours on a picture where a mask says.
func lay(on *image.RGBA, mask *image.Alpha, at image.Point, with Paint, scale float64) {
	if with.plain() {
		layPlain(on, mask, at, inkOf(with.Colour))
		return
	}
	s := newShader(with, scale, at, mask.Rect.Size())
	for y := range mask.Rect.Dy() {
		row := mask.Pix[y*mask.Stride:][:mask.Rect.Dx()]
		to := on.Pix[on.PixOffset(at.X, at.Y+y):][:4*len(row)]
		inks := s.row(y)
		for x := 0; x < len(row); x++ {
			cover := row[x]
			if cover == 0 {
				if x+8 <= len(row) && binary.LittleEndian.Uint64(row[x:]) == 0 {
					x += 7
				}
				continue
			}
			k := inks[x]
			k.over(to[4*x:4*x+4:4*x+4], k.part(uint32(cover)))
		}
	}
}

// layPlain is lay for one colour, which most areas have. It looks at eight pixels
// of the mask at a time, since most are all covered or all not.
func layPlain(on *image.RGBA, mask *image.Alpha, at image.Point, k ink) {
	for y := range mask.Rect.Dy() {
		row := mask.Pix[y*mask.Stride:][:mask.Rect.Dx()]
		to := on.Pix[on.PixOffset(at.X, at.Y+y):][:4*len(row)]
		for len(row) >= 8 {
			n := 8
			switch binary.LittleEndian.Uint64(row) {
			case 0:
			case math.MaxUint64:
				for len(row) >= n+8 && binary.LittleEndian.Uint64(row[n:]) == math.MaxUint64 {
					n += 8
				}
				k.span(to[:4*n])
			default:
				k.dab(to, row[:8])
			}
			row, to = row[n:], to[4*n:]
		}
		k.dab(to, row)
	}
}

// shader gives the inks of stripes and patterns row by row, for a box of pixels.
type shader struct {
	paint        Paint
	at           image.Point
	every, thick int
	under        []ink // by x+y from the corner of the box on
	lines        ink
	inks         []ink // of a row
}

func newShader(p Paint, scale float64, at image.Point, size image.Point) *shader {
	s := &shader{
		paint: p, at: at, every: max(int(math.Round(lineEvery*scale)), 3), thick: max(int(math.Round(scale)), 1),
		under: make([]ink, size.X+size.Y), lines: inkOf(p.Lines), inks: make([]ink, size.X),
	}
	stripes := p.Stripes
	if len(stripes) < 2 {
		stripes = append(stripes[:0:0], p.Colour)
	}
	inks := make([]ink, len(stripes))
	for i, c := range stripes {
		inks[i] = inkOf(c)
	}
	wide := stripeWidth * scale * math.Sqrt2
	for i := range s.under {
		s.under[i] = inks[mod(int(math.Floor(float64(at.X+at.Y+i)/wide)), len(inks))]
	}
	return s
}

// row gives the inks of a row of the box.
func (s *shader) row(y int) []ink {
	if s.paint.Pattern == Plain {
		return s.under[y:]
	}
	copy(s.inks, s.under[y:])
	for first := range min(s.every, len(s.inks)) { // patterns come again in each row
		if s.paint.Pattern.at(s.at.X+first, s.at.Y+y, s.every, s.thick) {
			for x := first; x < len(s.inks); x += s.every {
				s.inks[x] = s.lines
			}
		}
	}
	return s.inks
}
