package mapview

import (
	"image"
	"image/color"
	"math"

	"jointplan/exchange/chart"
)

// frame is a picture of the map, larger than what the window shows, and the view
// it was drawn from.
type frame struct {
	image *image.RGBA
	view  chart.View
	state int   // of the layers when it was drawn
	edges edges // that its words keep out of
}

// mostPixels bounds a frame: what a screen of four million pixels takes with a
// margin around it.
const mostPixels = 9_000_000

// around gives the view of a frame for what the window shows: half as wide and
// high again, less on very large screens. Its sides differ from those of the
// window by whole pixels on each side.
func around(v chart.View) chart.View {
	share := 0.25
	if p := v.Width * v.Height; p*2.25 > mostPixels {
		share = max((math.Sqrt(mostPixels/max(p, 1))-1)/2, 0)
	}
	v.Width += 2 * math.Round(v.Width*share)
	v.Height += 2 * math.Round(v.Height*share)
	return v
}

// at gives where the top left of a view lies in the frame, in its pixels, and how
// many pixels of the view one of the frame is.
func (f *frame) at(v chart.View) (x, y, size float64) {
	fx, fy := f.view.Origin()
	vx, vy := v.Origin()
	dx := math.Remainder(vx-fx, 1)
	return dx * f.view.World(), (vy - fy) * f.view.World(), v.World() / f.view.World()
}

// dot gives the place in the frame of a place in a view.
func (f *frame) dot(v chart.View, d chart.Dot) chart.Dot {
	x, y, size := f.at(v)
	return chart.Dot{X: x + d.X/size, Y: y + d.Y/size}
}

// covers reports whether the frame holds all that a view shows, at its size.
func (f *frame) covers(v chart.View) bool {
	x, y, size := f.at(v)
	const rounding = 1
	return math.Abs(size-1) < 1e-9 && x >= -rounding && y >= -rounding &&
		x+v.Width <= f.view.Width+rounding && y+v.Height <= f.view.Height+rounding
}

// nearEdge reports whether a view has come so near to the edge of the frame that a
// new one should be drawn.
func (f *frame) nearEdge(v chart.View) bool {
	x, y, _ := f.at(v)
	mx, my := (f.view.Width-v.Width)/6, (f.view.Height-v.Height)/6
	return x < mx || y < my || x+v.Width > f.view.Width-mx || y+v.Height > f.view.Height-my
}

// show puts on a picture what a view sees of the frame: shifted when it has the
// same size, else scaled without smoothing until it is drawn anew. Ground is the
// colour beyond the frame.
func (f *frame) show(on *image.RGBA, v chart.View, ground color.NRGBA) {
	x, y, size := f.at(v)
	if math.Abs(size-1) < 1e-9 {
		f.shift(on, int(math.Round(x)), int(math.Round(y)), ground)
		return
	}
	f.scale(on, x, y, size, ground)
}

func (f *frame) shift(on *image.RGBA, x, y int, ground color.NRGBA) {
	w, h := on.Rect.Dx(), on.Rect.Dy()
	from, to := max(0, -x), min(w, f.image.Rect.Dx()-x)
	for row := range h {
		line := on.Pix[row*on.Stride:][:4*w]
		at := row + y
		if at < 0 || at >= f.image.Rect.Dy() || to <= from {
			fill(line, ground)
			continue
		}
		fill(line[:4*from], ground)
		copy(line[4*from:4*to], f.image.Pix[at*f.image.Stride+4*(from+x):])
		fill(line[4*to:], ground)
	}
}

func (f *frame) scale(on *image.RGBA, x, y, size float64, ground color.NRGBA) {
	w, h := on.Rect.Dx(), on.Rect.Dy()
	columns := make([]int, w)
	for i := range columns {
		columns[i] = -1
		if at := math.Floor(x + (float64(i)+0.5)/size); at >= 0 && at < f.view.Width {
			columns[i] = 4 * int(at)
		}
	}
	last := math.Inf(-1)
	for row := range h {
		line := on.Pix[row*on.Stride:][:4*w]
		at := math.Floor(y + (float64(row)+0.5)/size)
		switch {
		case at < 0 || at >= f.view.Height:
			fill(line, ground)
		case at == last:
			copy(line, on.Pix[(row-1)*on.Stride:][:4*w])
		default:
			scaleLine(line, f.image.Pix[int(at)*f.image.Stride:][:f.image.Stride], columns, ground)
		}
		last = at
	}
}

func scaleLine(line, from []uint8, columns []int, ground color.NRGBA) {
	for i, at := range columns {
		to := line[4*i : 4*i+4 : 4*i+4]
		if at < 0 {
			to[0], to[1], to[2], to[3] = ground.R, ground.G, ground.B, 255
			continue
		}
		copy(to, from[at:at+4])
	}
}

func fill(line []uint8, c color.NRGBA) {
	for i := 0; i+3 < len(line); i += 4 {
		line[i], line[i+1], line[i+2], line[i+3] = c.R, c.G, c.B, 255
	}
}
