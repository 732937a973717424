package chart

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/vector"

	"jointplan/plan/symbol"
)

// Raster is a canvas of pixels. It is for one goroutine at a time; what it shares
// with others, the symbols and the letters, is safe for several.
type Raster struct {
	Image *image.RGBA

	scale   float64
	symbols *Symbols
	filler  *vector.Rasterizer
	mask    image.Alpha
}

// NewRaster draws on a picture whose points are scale pixels wide.
func NewRaster(on *image.RGBA, scale float64, symbols *Symbols) *Raster {
	return &Raster{Image: on, scale: scale, symbols: symbols, filler: vector.NewRasterizer(1, 1)}
}

// Size of the picture in pixels.
func (r *Raster) Size() (width, height float64) {
	size := r.Image.Rect.Size()
	return float64(size.X), float64(size.Y)
}

// Scale is how many pixels a point has.
func (r *Raster) Scale() float64 { return r.scale }

// Clear fills the whole picture with an opaque colour.
func (r *Raster) Clear(c color.NRGBA) { cover(r.Image.Pix, c) }

// Fill fills rings; a hole is wound against its ring.
func (r *Raster) Fill(p Path, with Paint) {
	box := p.pixels(r.Image.Rect)
	if box.Empty() {
		return
	}
	if p.whole(box) && with.plain() && with.Colour.A == 255 {
		for y := box.Min.Y; y < box.Max.Y; y++ {
			at := r.Image.PixOffset(box.Min.X, y)
			cover(r.Image.Pix[at:at+4*box.Dx()], with.Colour)
		}
		return
	}
	r.filler.Reset(box.Dx(), box.Dy())
	left, top := float64(box.Min.X), float64(box.Min.Y)
	for _, ring := range p {
		if len(ring) < 3 {
			continue
		}
		r.filler.MoveTo(float32(ring[0].X-left), float32(ring[0].Y-top))
		for _, d := range ring[1:] {
			r.filler.LineTo(float32(d.X-left), float32(d.Y-top))
		}
		r.filler.ClosePath()
	}
	mask := r.blank(box)
	r.filler.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	lay(r.Image, mask, box.Min, with, r.scale)
}

// whole reports whether the path is one rectangle that covers all of a box.
func (p Path) whole(box image.Rectangle) bool {
	if len(p) != 1 || len(p[0]) != 5 {
		return false
	}
	for i, d := range p[0][:4] {
		last := p[0][(i+3)%4]
		if d.X != last.X && d.Y != last.Y {
			return false
		}
	}
	b, _ := p.Bounds()
	return b.Left <= float64(box.Min.X) && b.Top <= float64(box.Min.Y) && b.Right >= float64(box.Max.X) && b.Bottom >= float64(box.Max.Y)
}

// blank gives a mask as large as the box; the filler writes all of it.
func (r *Raster) blank(box image.Rectangle) *image.Alpha {
	need := box.Dx() * box.Dy()
	if cap(r.mask.Pix) < need {
		r.mask.Pix = make([]uint8, need)
	}
	r.mask.Pix, r.mask.Stride, r.mask.Rect = r.mask.Pix[:need], box.Dx(), image.Rect(0, 0, box.Dx(), box.Dy())
	r.filler.DrawOp = 1 // draw.Src
	return &r.mask
}

// pixels is the part of a picture that the path can touch.
func (p Path) pixels(within image.Rectangle) image.Rectangle {
	b, ok := p.Bounds()
	if !ok {
		return image.Rectangle{}
	}
	clamp := func(v float64) int { return int(max(min(v, 1<<20), -1<<20)) }
	return image.Rect(clamp(math.Floor(b.Left)), clamp(math.Floor(b.Top)), clamp(math.Ceil(b.Right))+1, clamp(math.Ceil(b.Bottom))+1).Intersect(within)
}

// Bounds is the rectangle around all dots.
func (p Path) Bounds() (Rect, bool) {
	b := Rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, line := range p {
		for _, d := range line {
			b.Left, b.Right = min(b.Left, d.X), max(b.Right, d.X)
			b.Top, b.Bottom = min(b.Top, d.Y), max(b.Bottom, d.Y)
		}
	}
	return b, b.Left <= b.Right
}

// Symbol draws a military symbol.
func (r *Raster) Symbol(at Dot, code symbol.Code, size float64, style symbol.Style) {
	where := image.Pt(int(math.Round(at.X)), int(math.Round(at.Y)))
	r.symbols.Draw(r.Image, where, code, size*r.scale, style)
}

// Extent gives what a symbol takes.
func (r *Raster) Extent(code symbol.Code, size float64, style symbol.Style) Extent {
	p := r.symbols.Picture(code, size*r.scale, style)
	around := func(b image.Rectangle) Rect {
		b = b.Sub(p.Anchor)
		return Rect{float64(b.Min.X), float64(b.Min.Y), float64(b.Max.X), float64(b.Max.Y)}
	}
	return Extent{around(p.Frame), around(p.Image.Rect.Inset(1))}
}

// Inset draws on a part of the picture.
func (r *Raster) Inset(part Rect, draw func(Canvas)) {
	at := image.Rect(int(part.Left), int(part.Top), int(part.Right), int(part.Bottom)).Intersect(r.Image.Rect)
	if at.Empty() {
		return
	}
	on := *r.Image.SubImage(at).(*image.RGBA)
	on.Rect = on.Rect.Sub(at.Min)
	draw(NewRaster(&on, r.scale, r.symbols))
}
