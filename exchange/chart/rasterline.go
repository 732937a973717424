package chart

import "math"

// Stroke draws lines with round corners and ends. Where a line that lets through
// what is under it meets itself it is drawn twice.
func (r *Raster) Stroke(p Path, with Pen) {
	if with.Colour.A == 0 {
		return
	}
	half := max(with.Width*r.scale, 1) / 2
	k := inkOf(with.Colour)
	reach := half + 1
	width, height := r.Size()
	seen := Rect{-reach, -reach, width + reach, height + reach}
	for _, line := range p {
		switch {
		case len(with.Dashes) > 0:
			r.dashed(line, with, half, seen, &k)
		case half <= 0.5:
			for i := 1; i < len(line); i++ {
				if a, b, ok := clip(line[i-1], line[i], seen); ok {
					r.hair(a, b, &k)
				}
			}
		default:
			joined := len(line) > 2 && line[0] == line[len(line)-1]
			for i := 1; i < len(line); i++ {
				if a, b, ok := clip(line[i-1], line[i], seen); ok {
					r.segment(a, b, half, &k, joined)
				}
				joined = true
			}
		}
	}
}

// hair is segment for lines a pixel wide: of each column, or row where it is
// steep, the two pixels nearest to it in proportion (Wu 1991). The last is left to
// the piece that follows, and a piece shorter than a pixel counts as its length.
func (r *Raster) hair(a, b Dot, k *ink) {
	a.X, a.Y, b.X, b.Y = a.X-0.5, a.Y-0.5, b.X-0.5, b.Y-0.5 // middles of pixels
	dx, dy := b.X-a.X, b.Y-a.Y
	steep := math.Abs(dy) > math.Abs(dx)
	size := r.Image.Rect.Size()
	along, across, wide, high := 4, r.Image.Stride, size.X, size.Y
	if steep {
		a.X, a.Y, b.X, b.Y, dx, dy = a.Y, a.X, b.Y, b.X, dy, dx
		along, across, wide, high = across, along, high, wide
	}
	from, to := floor(a.X+0.5), floor(b.X+0.5)
	alpha := k.alpha
	switch {
	case from < to:
		to--
	case from > to:
		from, to = to+1, from
	default: // less than a pixel
		alpha = uint32(float64(alpha) * math.Abs(dx))
	}
	if dx == 0 {
		dx = 1
	}
	from, to = max(from, 0), min(to, wide-1)
	const one = 1 << 32
	slope := dy / dx
	y, step := int64((a.Y+(float64(from)-a.X)*slope)*one), int64(slope*one)
	for x := from; x <= to; x++ {
		row, part := int(y>>32), uint32(y>>16&0xFFFF)*255>>16
		at := x*along + row*across
		if row >= 0 && row < high {
			k.over(r.Image.Pix[at:at+4:at+4], uint64((alpha*(255-part)+127)/255))
		}
		if row >= -1 && row+1 < high {
			k.over(r.Image.Pix[at+across:at+across+4:at+across+4], uint64((alpha*part+127)/255))
		}
		y += step
	}
}

func floor(v float64) int {
	n := int(v)
	if float64(n) > v {
		n--
	}
	return n
}

// dashed draws the pieces of a line that lie on its dashes.
func (r *Raster) dashed(line []Dot, with Pen, half float64, seen Rect, k *ink) {
	part, left := with.skip(0, max(with.Dashes[0]*r.scale, 0.5), with.Phase*r.scale, r.scale)
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
		part, left = r.dashes(from, to, with, half, part, left, k)
		part, left = with.skip(part, left, math.Hypot(b.X-to.X, b.Y-to.Y), r.scale)
	}
}

func (r *Raster) dashes(a, b Dot, with Pen, half float64, part int, left float64, k *ink) (int, float64) {
	length := math.Hypot(b.X-a.X, b.Y-a.Y)
	for done := 0.0; done < length; {
		step := min(left, length-done)
		if part%2 == 0 {
			f, t := done/length, (done+step)/length
			r.segment(Dot{a.X + (b.X-a.X)*f, a.Y + (b.Y-a.Y)*f}, Dot{a.X + (b.X-a.X)*t, a.Y + (b.Y-a.Y)*t}, half, k, false)
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
	if r.Holds(a) && r.Holds(b) {
		return a, b, true
	}
	if max(a.X, b.X) < r.Left || min(a.X, b.X) > r.Right || max(a.Y, b.Y) < r.Top || min(a.Y, b.Y) > r.Bottom {
		return a, b, false
	}
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
// Joined to what was drawn before it begins without a round end, which is there
// already.
func (r *Raster) segment(a, b Dot, half float64, k *ink, joined bool) {
	s := piece{from: Dot{a.X - 0.5, a.Y - 0.5}, reach: half + 0.5, begins: !joined, ends: true} // middles of pixels
	to := Dot{b.X - 0.5, b.Y - 0.5}
	size := r.Image.Rect.Size()
	wide, high, across, down := size.X, size.Y, 4, r.Image.Stride
	// It goes along the longer way, so that it looks at few pixels in vain.
	if math.Abs(to.Y-s.from.Y) > math.Abs(to.X-s.from.X) {
		s.from.X, s.from.Y, to.X, to.Y = s.from.Y, s.from.X, to.Y, to.X
		wide, high, across, down = high, wide, down, across
	}
	if to.X < s.from.X {
		s.from, to = to, s.from
		s.begins, s.ends = s.ends, s.begins
	}
	s.dx, s.dy = to.X-s.from.X, to.Y-s.from.Y
	s.length = math.Sqrt(s.dx*s.dx + s.dy*s.dy)
	if s.length < 1e-9 {
		s.dx, s.length = 1e-9, 1e-9
	}
	slope := s.dy / s.dx
	s.ux, s.uy = s.dx/s.length, s.dy/s.length
	tall := s.reach / s.ux
	first, last := max(floor(s.from.X-s.reach)+1, 0), min(floor(to.X+s.reach), wide-1)
	for x := first; x <= last; x++ {
		px := float64(x) - s.from.X
		middle := s.from.Y + px*slope
		top, bottom := max(floor(middle-tall)+1, 0), min(floor(middle+tall), high-1)
		s.column(r.Image.Pix, x*across+top*down, down, px, float64(top)-s.from.Y, bottom-top+1, k)
	}
}

// piece is a straight piece of a line.
type piece struct {
	from         Dot
	dx, dy       float64 // to its end
	ux, uy       float64 // the same, of length one
	length       float64
	reach        float64 // of its colour to both sides
	begins, ends bool    // with a round end
}

// column draws n pixels of a column, of which the first is px and py away from the
// beginning.
func (s *piece) column(pix []uint8, at, down int, px, py float64, n int, k *ink) {
	along, off := px*s.ux+py*s.uy, py*s.ux-px*s.uy
	for range n {
		far := max(off, -off)
		if along < 0 {
			far = s.reach
			if s.begins {
				far = math.Sqrt(px*px + py*py)
			}
		} else if along > s.length {
			far = s.reach
			if s.ends {
				far = math.Sqrt((px-s.dx)*(px-s.dx) + (py-s.dy)*(py-s.dy))
			}
		}
		if cover := s.reach - far; cover > 0 {
			k.over(pix[at:at+4:at+4], k.part(uint32(min(cover, 1)*255)))
		}
		at += down
		py++
		off += s.ux
		along += s.uy
	}
}
