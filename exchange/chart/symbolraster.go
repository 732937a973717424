package chart

import (
	"image"
	"image/color"

	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"

	"jointplan/plan/symbol"
)

// leastLine is how wide a line is drawn at least, in points: thinner ones fade.
const leastLine = 1

// mitre is the longest point of a corner, in widths of the line, as in SVG.
const mitre = 4

// adder takes a path, to fill it or to stroke it.
type adder interface {
	rasterx.Adder
	SetColor(color any)
	Draw()
	Clear()
}

// paintSymbol draws paths scaled and moved, in order.
func paintSymbol(on *image.RGBA, elements []symbol.Element, scale, dx, dy float64) {
	size := on.Rect.Size()
	scanner := rasterx.NewScannerGV(size.X, size.Y, on, on.Rect)
	filler := rasterx.NewFiller(size.X, size.Y, scanner)
	dasher := rasterx.NewDasher(size.X, size.Y, scanner)
	to := func(p symbol.Point) fixed.Point26_6 { return rasterx.ToFixedP(p.X*scale+dx, p.Y*scale+dy) }
	for _, e := range elements {
		if e.Fill.A > 0 {
			paintPath(filler, e.Path, true, e.Fill, to)
		}
		if e.Stroke.A > 0 {
			setLine(dasher, e, scale)
			paintPath(dasher, e.Path, false, e.Stroke, to)
		}
	}
}

func setLine(dasher *rasterx.Dasher, e symbol.Element, scale float64) {
	end, join := rasterx.ButtCap, rasterx.Miter
	if e.Round {
		end, join = rasterx.RoundCap, rasterx.Round
	}
	dashes := make([]float64, len(e.Dashes))
	for i, d := range e.Dashes {
		dashes[i] = d * scale
	}
	width := max(e.Width*scale, leastLine)
	dasher.SetStroke(fixed.Int26_6(width*64), mitre*64, end, end, rasterx.FlatGap, join, dashes, 0)
}

// paintPath draws a path; what is filled is closed at each move.
func paintPath(on adder, path []symbol.Segment, closed bool, c color.Color, to func(symbol.Point) fixed.Point26_6) {
	open := false
	var start symbol.Point
	for _, s := range path {
		if !open && s.Op != symbol.MoveTo && s.Op != symbol.Close {
			on.Start(to(start)) // what follows a close goes on from where that began
			open = true
		}
		switch s.Op {
		case symbol.MoveTo:
			if open {
				on.Stop(closed)
			}
			start = s.Points[0]
			on.Start(to(start))
			open = true
		case symbol.LineTo:
			on.Line(to(s.Points[0]))
		case symbol.CurveTo:
			on.CubeBezier(to(s.Points[0]), to(s.Points[1]), to(s.Points[2]))
		case symbol.Close:
			if open {
				on.Stop(true)
			}
			open = false
		}
	}
	if open {
		on.Stop(closed)
	}
	on.SetColor(c)
	on.Draw()
	on.Clear()
}
