package chart

import (
	"image/color"
	"math"
)

// Stroke draws lines with round corners and ends. Where a line that lets through
// what is under it meets itself it is drawn twice.
func (r *Raster) Stroke(p Path, with Pen) {
	if with.Colour.A == 0 {
		return
	}
	half := max(with.Width*r.scale, 1) / 2
	draw := r.segment
	if half <= 0.5 {
		draw = r.hair
	}
	reach := half + 1
	width, height := r.Size()
	seen := Rect{-reach, -reach, width + reach, height + reach}
	for _, line := range p {
		if len(with.Dashes) > 0 {
			r.dashed(line, with, half, seen)
			continue
		}
		for i := 1; i < len(line); i++ {
			if a, b, ok := clip(line[i-1], line[i], seen); ok {
				draw(a, b, half, with.Colour)
			}
		}
	}
}

// hair is segment for lines a pixel wide: of each column, or row where it is
// steep, the two pixels nearest to it in proportion (Wu 1991). The last is left to
// the piece that follows, and a piece shorter than a pixel counts as its length.
func (r *Raster) hair(a, b Dot, _ float64, c color.NRGBA) {
	a.X, a.Y, b.X, b.Y = a.X-0.5, a.Y-0.5, b.X-0.5, b.Y-0.5 // middles of pixels
	dx, dy := b.X-a.X, b.Y-a.Y
	steep := math.Abs(dy) > math.Abs(dx)
	size := r.Image.Rect.Size()
	along, across, wide, high := 4, r.Image.Stride, size.X, size.Y
	if steep {
		a.X, a.Y, b.X, b.Y, dx, dy = a.Y, a.X, b.Y, b.X, dy, dx
		along, across, wide, high = across, along, high, wide
	}
	from, to := int(math.Floor(a.X+0.5)), int(math.Floor(b.X+0.5))
	step := 1
	if to < from {
		step = -1
	}
	if from == to { // less than a pixel
		c.A = uint8(float64(c.A) * math.Abs(dx))
	}
	if dx == 0 {
		dx = 1
	}
	slope := dy / dx
	for x := from; ; x += step {
		if x >= 0 && x < wide && (x != to || from == to) {
			y := a.Y + (float64(x)-a.X)*slope
			row := math.Floor(y)
			part := uint32((y - row) * 255)
			at := x*along + int(row)*across
			if y := int(row); y >= 0 && y < high {
				blend(r.Image.Pix[at:at+4:at+4], c, 255-part)
			}
			if y := int(row) + 1; y >= 0 && y < high {
				blend(r.Image.Pix[at+across:at+across+4:at+across+4], c, part)
			}
		}
		if x == to {
			return
		}
	}
}

// dashed draws the pieces of a line that lie on its dashes.
func (r *Raster) dashed(line []Dot, with Pen, half float64, seen Rect) {
	part, left := 0, with.Dashes[0]*r.scale
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		length := math.Hypot(b.X-a.X, b.Y-a.Y)
		from, to, ok := clip(a, b, seen)
		if !ok || length == 0 { // go on behind it as if it had been drawn
			part, left = with.skip(part, left, length, r.scale)
			continue
		}
		before := math.Hypot(from.X-a.X, from.Y-a.Y)
		part, left = with.skip(part, left, before, r.scale)
		part, left = r.dashes(from, to, with, half, part, left)
		part, left = with.skip(part, left, math.Hypot(b.X-to.X, b.Y-to.Y), r.scale)
	}
}

func (r *Raster) dashes(a, b Dot, with Pen, half float64, part int, left float64) (int, float64) {
	length := math.Hypot(b.X-a.X, b.Y-a.Y)
	for done := 0.0; done < length; {
		step := min(left, length-done)
		if part%2 == 0 {
			f, t := done/length, (done+step)/length
			r.segment(Dot{a.X + (b.X-a.X)*f, a.Y + (b.Y-a.Y)*f}, Dot{a.X + (b.X-a.X)*t, a.Y + (b.Y-a.Y)*t}, half, with.Colour)
		}
		done += step
		if left -= step; left <= 1e-9 {
			part = (part + 1) % len(with.Dashes)
			left = max(with.Dashes[part]*r.scale, 0.5)
		}
	}
	return part, left
}

// skip goes on along the dashes without drawing.
func (p Pen) skip(part int, left, length, scale float64) (int, float64) {
	sum := 0.0
	for _, d := range p.Dashes {
		sum += max(d*scale, 0.5)
	}
	length = math.Mod(length, sum)
	for length >= left {
		length -= left
		part = (part + 1) % len(p.Dashes)
		left = max(p.Dashes[part]*scale, 0.5)
	}
	return part, left - length
}

// clip cuts a segment to a rectangle (Liang and Barsky 1984).
func clip(a, b Dot, r Rect) (Dot, Dot, bool) {
	t0, t1 := 0.0, 1.0
	dx, dy := b.X-a.X, b.Y-a.Y
	for _, e := range [4][2]float64{{-dx, a.X - r.Left}, {dx, r.Right - a.X}, {-dy, a.Y - r.Top}, {dy, r.Bottom - a.Y}} {
		if e[0] == 0 {
			if e[1] < 0 {
				return a, b, false
			}
			continue
		}
		t := e[1] / e[0]
		if e[0] < 0 {
			t0 = max(t0, t)
		} else {
			t1 = min(t1, t)
		}
	}
	if t0 > t1 {
		return a, b, false
	}
	return Dot{a.X + t0*dx, a.Y + t0*dy}, Dot{a.X + t1*dx, a.Y + t1*dy}, true
}

// segment draws one straight piece: each pixel as far as it is nearer than half.
// It goes along the longer way, so that it looks at few pixels in vain.
func (r *Raster) segment(a, b Dot, half float64, c color.NRGBA) {
	a.X, a.Y, b.X, b.Y = a.X-0.5, a.Y-0.5, b.X-0.5, b.Y-0.5 // middles of pixels
	size := r.Image.Rect.Size()
	wide, high, across, down := size.X, size.Y, 4, r.Image.Stride
	if math.Abs(b.Y-a.Y) > math.Abs(b.X-a.X) {
		a.X, a.Y, b.X, b.Y = a.Y, a.X, b.Y, b.X
		wide, high, across, down = high, wide, down, across
	}
	if b.X < a.X {
		a, b = b, a
	}
	dx, dy := b.X-a.X, b.Y-a.Y
	length := math.Sqrt(dx*dx + dy*dy)
	if length < 1e-9 {
		dx, length = 1e-9, 1e-9
	}
	slope, ux, uy := dy/dx, dx/length, dy/length
	reach := half + 0.5
	tall := reach / ux
	for x := max(int(math.Ceil(a.X-reach)), 0); x <= min(int(b.X+reach), wide-1); x++ {
		px := float64(x) - a.X
		middle := a.Y + px*slope
		top, bottom := max(int(math.Ceil(middle-tall)), 0), min(int(math.Floor(middle+tall)), high-1)
		for y := top; y <= bottom; y++ {
			py := float64(y) - a.Y
			along := px*ux + py*uy
			far := py*ux - px*uy
			switch {
			case along < 0:
				far = math.Sqrt(px*px + py*py)
			case along > length:
				far = math.Sqrt((px-dx)*(px-dx) + (py-dy)*(py-dy))
			case far < 0:
				far = -far
			}
			if cover := reach - far; cover > 0 {
				at := x*across + y*down
				blend(r.Image.Pix[at:at+4:at+4], c, uint32(min(cover, 1)*255))
			}
		}
	}
}
