package chart

import (
	"jointplan/plan/symbol"
)

// placed is a symbol's elements with letters as paths, on a canvas.
type placed struct {
	elements []symbol.Element
	scale    float64
	shift    Dot
	extent   Extent
}

// place composes a symbol with its anchor at a dot, size pixels wide.
func place(s *Symbols, at Dot, code symbol.Code, size float64, style symbol.Style) placed {
	d, _ := s.library.Compose(code, style)
	p := placed{elements: Outlines(d.Elements), scale: size / symbol.OctagonSize}
	p.shift = Dot{at.X - d.Anchor.X*p.scale, at.Y - d.Anchor.Y*p.scale}
	box := func(b symbol.Box) Rect {
		at, to := p.to(symbol.Point{X: b.Left, Y: b.Top}), p.to(symbol.Point{X: b.Right, Y: b.Bottom})
		return Rect{at.X, at.Y, to.X, to.Y}
	}
	p.extent.Whole = box(d.Bounds)
	p.extent.Frame = p.extent.Whole
	if d.Frame.Width() > 0 {
		p.extent.Frame = box(d.Frame)
	}
	return p
}

func (p placed) to(at symbol.Point) Dot {
	return Dot{at.X*p.scale + p.shift.X, at.Y*p.scale + p.shift.Y}
}

// width is how wide a line of an element is, in pixels.
func (p placed) width(e symbol.Element) float64 { return max(e.Width*p.scale, 0.4) }

func (p placed) dashes(e symbol.Element) []float64 {
	dashes := make([]float64, len(e.Dashes))
	for i, d := range e.Dashes {
		dashes[i] = d * p.scale
	}
	return dashes
}
