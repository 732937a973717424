package chart

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"
)

// How wide stripes are and how far apart the lines of a pattern, in points.
const (
	stripeWidth = 7
	lineEvery   = 8
)

// shader gives the colour of a pixel.
type shader func(x, y int) color.NRGBA

func (p Paint) shader(scale float64) shader {
	under := func(int, int) color.NRGBA { return p.Colour }
	if len(p.Stripes) > 1 {
		wide := stripeWidth * scale * math.Sqrt2
		under = func(x, y int) color.NRGBA {
			return p.Stripes[mod(int(math.Floor(float64(x+y)/wide)), len(p.Stripes))]
		}
	}
	if p.Pattern == Plain {
		return under
	}
	every := max(int(math.Round(lineEvery*scale)), 3)
	thick := max(int(math.Round(scale)), 1)
	return func(x, y int) color.NRGBA {
		if p.Pattern.at(x, y, every, thick) {
			return p.Lines
		}
		return under(x, y)
	}
}

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
		layPlain(on, mask, at, with.Colour)
		return
	}
	colour := with.shader(scale)
	for y := range mask.Rect.Dy() {
		row := mask.Pix[y*mask.Stride:][:mask.Rect.Dx()]
		to := on.Pix[on.PixOffset(at.X, at.Y+y):][:4*len(row)]
		for x, cover := range row {
			if cover != 0 {
				blend(to[4*x:4*x+4:4*x+4], colour(at.X+x, at.Y+y), uint32(cover))
			}
		}
	}
}

// layPlain is lay for one colour, which most areas have.
func layPlain(on *image.RGBA, mask *image.Alpha, at image.Point, c color.NRGBA) {
	r, g, b, a := uint32(c.R), uint32(c.G), uint32(c.B), uint32(c.A)
	for y := range mask.Rect.Dy() {
		row := mask.Pix[y*mask.Stride:][:mask.Rect.Dx()]
		to := on.Pix[on.PixOffset(at.X, at.Y+y):][:4*len(row)]
		for x := 0; x < len(row); x++ {
			if n := alike(row[x:]); n > 0 && (row[x] == 0 || a == 255) {
				if row[x] != 0 {
					cover(to[4*x:4*(x+n)], c)
				}
				x += n - 1
				continue
			}
			cover := row[x]
			if cover == 0 {
				continue
			}
			part := a * (uint32(cover) + uint32(cover>>7)) >> 8
			rest := 255 - part
			p := to[4*x : 4*x+4 : 4*x+4]
			p[0] = uint8(((r*part+uint32(p[0])*rest)*257 + 33023) >> 16)
			p[1] = uint8(((g*part+uint32(p[1])*rest)*257 + 33023) >> 16)
			p[2] = uint8(((b*part+uint32(p[2])*rest)*257 + 33023) >> 16)
			p[3] = uint8(((255*part+uint32(p[3])*rest)*257 + 33023) >> 16)
		}
	}
}

// alike counts, in eights, the pixels from the first that are all not covered or
// all wholly covered, which most are.
func alike(row []uint8) int {
	n := 0
	for len(row) >= n+8 && (row[0] == 0 || row[0] == 255) {
		if binary.LittleEndian.Uint64(row[n:]) != uint64(row[0])*0x0101010101010101 {
			break
		}
		n += 8
	}
	return n
}

// cover fills pixels with an opaque colour.
func cover(to []uint8, c color.NRGBA) {
	to[0], to[1], to[2], to[3] = c.R, c.G, c.B, 255
	for n := 4; n < len(to); n *= 2 {
		copy(to[n:], to[:n])
	}
}

// blend puts a colour over an opaque pixel, of 255 parts as many as cover says.
func blend(to []uint8, c color.NRGBA, cover uint32) {
	a := (uint32(c.A)*cover + 127) / 255
	rest := 255 - a
	to[0] = uint8((uint32(c.R)*a + uint32(to[0])*rest + 127) / 255)
	to[1] = uint8((uint32(c.G)*a + uint32(to[1])*rest + 127) / 255)
	to[2] = uint8((uint32(c.B)*a + uint32(to[2])*rest + 127) / 255)
	to[3] = uint8(a + (uint32(to[3])*rest+127)/255)
}
