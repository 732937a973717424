package chart

import (
	"image"
	"image/color"

	"jointplan/plan/symbol"
)

// Path is rings and lines of dots. Filled, its rings are closed and holes are left
// out by the even-odd rule; stroked, it is closed where the first dot comes last
// again.
type Path [][]Dot

// Pen is how a line is drawn.
type Pen struct {
	Colour color.NRGBA
	Width  float64   // points
	Dashes []float64 // points on and off in turn, with round ends that come on top; whole when empty
	Phase  float64   // how far into the dashes the line begins, in points
}

// Paint is how an area is filled.
type Paint struct {
	Colour  color.NRGBA
	Stripes []color.NRGBA // slanting stripes of these colours instead, when two or more
	Pattern Pattern       // lines over the colour, to be told apart without it
	Lines   color.NRGBA   // colour of the pattern
}

// Pattern is what lies over the colour of an area.
type Pattern int

// The patterns.
const (
	Plain Pattern = iota
	Rising
	Falling
	Level
	Upright
	Crossed
	Dotted
)

// Align says which part of a text stands at its dot.
type Align int

// The alignments of a text.
const (
	Start Align = iota
	Middle
	End
)

// Type is how a text is set.
type Type struct {
	Size   float64 // points
	Bold   bool
	Italic bool
	Colour color.NRGBA
	Halo   color.NRGBA // drawn around the letters, to be read over lines
	Align  Align
}

// Canvas takes what is drawn, in order. Sizes in points are multiplied by its
// scale; dots are pixels.
type Canvas interface {
	Size() (width, height float64)
	Scale() float64
	Fill(p Path, with Paint)
	Stroke(p Path, with Pen)
	// Text writes one line with its baseline at a dot.
	Text(at Dot, text string, as Type)
	// Measure gives the width of a text, in pixels.
	Measure(text string, as Type) float64
	// Symbol draws a military symbol with its anchor at a dot, size points wide.
	Symbol(at Dot, code symbol.Code, size float64, style symbol.Style)
	// Extent gives what the symbol takes with its anchor at nought.
	Extent(code symbol.Code, size float64, style symbol.Style) Extent
	// Picture draws a picture over a rectangle, opaque at one and not at all at nought.
	Picture(at Rect, p image.Image, opacity float64)
	// Inset draws on a part of the canvas, which has its own top left and beyond
	// whose edges nothing shows.
	Inset(r Rect, draw func(Canvas))
}

// Extent is what a symbol takes around its anchor, in pixels: its frame, and all of it
// with echelon, staff and whatever else stands around the frame.
type Extent struct{ Frame, Whole Rect }

// Reserve gives the canvas for a layer to draw on whose words are to keep out of some
// places, where something will stand.
func Reserve(c Canvas, places []Rect) Canvas { return reserved{c, places} }

type reserved struct {
	Canvas
	places []Rect
}

// placesOn lists what is reserved on a canvas.
func placesOn(c Canvas) []Rect {
	if r, ok := c.(reserved); ok {
		return r.places
	}
	return nil
}

// bare is a canvas without what is reserved on it.
func bare(c Canvas) Canvas {
	if r, ok := c.(reserved); ok {
		return r.Canvas
	}
	return c
}

// Layer is something that is drawn as seen from a view.
type Layer interface{ Draw(Canvas, View) }

// Rect is a rectangle on a canvas in pixels.
type Rect struct{ Left, Top, Right, Bottom float64 }

// Holds reports whether a dot lies in the rectangle.
func (r Rect) Holds(d Dot) bool {
	return d.X >= r.Left && d.X <= r.Right && d.Y >= r.Top && d.Y <= r.Bottom
}

// Meets reports whether two rectangles share a place.
func (r Rect) Meets(o Rect) bool {
	return r.Left < o.Right && o.Left < r.Right && r.Top < o.Bottom && o.Top < r.Bottom
}

// grow moves all four edges outward.
func (r Rect) grow(by float64) Rect {
	return Rect{r.Left - by, r.Top - by, r.Right + by, r.Bottom + by}
}

// move shifts the rectangle.
func (r Rect) move(by Dot) Rect {
	return Rect{r.Left + by.X, r.Top + by.Y, r.Right + by.X, r.Bottom + by.Y}
}

// union is the smallest rectangle around two.
func (r Rect) union(o Rect) Rect {
	return Rect{min(r.Left, o.Left), min(r.Top, o.Top), max(r.Right, o.Right), max(r.Bottom, o.Bottom)}
}

// centre is the middle of the rectangle.
func (r Rect) centre() Dot { return Dot{(r.Left + r.Right) / 2, (r.Top + r.Bottom) / 2} }

// Width and Height in pixels.
func (r Rect) Width() float64  { return r.Right - r.Left }
func (r Rect) Height() float64 { return r.Bottom - r.Top }

// Rectangle is a path of four corners.
func Rectangle(r Rect) Path {
	return Path{{{r.Left, r.Top}, {r.Right, r.Top}, {r.Right, r.Bottom}, {r.Left, r.Bottom}, {r.Left, r.Top}}}
}
