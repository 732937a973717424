package symbol

import (
	"image/color"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Point is a place in a drawing, in units of the symbol: the octagon in which
// the icon lies is 100 wide and has its middle at (100, 100); y goes down.
type Point struct{ X, Y float64 }

// OctagonSize is the width of the octagon inside of every frame, in units of the
// symbol; what is called a symbol's size is this width.
const OctagonSize = 100

// Op is what a segment of a path does.
type Op byte

// The operations of a path and how many points each takes.
const (
	MoveTo  Op = 'M' // 1
	LineTo  Op = 'L' // 1
	CurveTo Op = 'C' // 3: two controls and the end
	Close   Op = 'Z' // 0
)

// Segment is a step of a path.
type Segment struct {
	Op     Op
	Points [3]Point
}

// Count gives how many of the points count.
func (s Segment) Count() int {
	switch s.Op {
	case CurveTo:
		return 3
	case Close:
		return 0
	}
	return 1
}

// Align says which part of a text stands at its point.
type Align string

// The alignments of a text.
const (
	AlignStart  Align = "start"
	AlignMiddle Align = "middle"
	AlignEnd    Align = "end"
)

// Element is a path or a text of a drawing, to be drawn in order. A colour
// whose alpha is nought draws nothing. Lines end flat and meet in a mitre
// unless Round.
type Element struct {
	Path   []Segment
	Fill   color.NRGBA // by the nonzero rule; the colour of a text
	Stroke color.NRGBA
	Width  float64 // of the line, in units
	Dashes []float64
	Round  bool
	Text   string // bold, without serifs; "" for a path
	At     Point  // of the text: its baseline
	Size   float64
	Align  Align
}

// Box is a rectangle.
type Box struct{ Left, Top, Right, Bottom float64 }

// Width and Height of the box, in units.
func (b Box) Width() float64  { return b.Right - b.Left }
func (b Box) Height() float64 { return b.Bottom - b.Top }

func (b Box) with(p Point, around float64) Box {
	return Box{
		min(b.Left, p.X-around), min(b.Top, p.Y-around),
		max(b.Right, p.X+around), max(b.Bottom, p.Y+around),
	}
}

// Drawing is a composed symbol.
type Drawing struct {
	Elements []Element
	Bounds   Box   // all that is drawn, with the width of lines; texts by estimate
	Frame    Box   // the frame alone; nothing for symbols without one
	Anchor   Point // what stands at the position: the middle, or the foot of a headquarters' staff
}

// letterWidth is how wide a bold letter is, as a share of the text's size.
const letterWidth = 0.72

func (e Element) grow(b Box) Box {
	if e.Text != "" {
		width := letterWidth * e.Size * float64(utf8.RuneCountInString(e.Text))
		left := map[Align]float64{AlignMiddle: width / 2, AlignEnd: width}[e.Align]
		b = b.with(Point{e.At.X - left, e.At.Y - 0.75*e.Size}, 0)
		return b.with(Point{e.At.X - left + width, e.At.Y + 0.05*e.Size}, 0)
	}
	around := 0.0
	if e.Stroke.A > 0 {
		around = e.Width // twice what a straight line needs: corners reach out in a mitre
	}
	for _, s := range e.Path {
		for _, p := range s.Points[:s.Count()] {
			b = b.with(p, around)
		}
	}
	return b
}

func boundsOf(elements []Element) Box {
	b := Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, e := range elements {
		b = e.grow(b)
	}
	if b.Left > b.Right {
		return Box{100, 100, 100, 100}
	}
	return b
}

// moved scales an element about the origin and moves it. Lines keep their width.
func (e Element) moved(scale, dx, dy float64) Element {
	to := func(p Point) Point { return Point{p.X*scale + dx, p.Y*scale + dy} }
	path := make([]Segment, len(e.Path))
	for i, s := range e.Path {
		for j, p := range s.Points[:s.Count()] {
			s.Points[j] = to(p)
		}
		path[i] = s
	}
	e.Path, e.At, e.Size = path, to(e.At), e.Size*scale
	return e
}

// readPath reads "M12.5 30L…C…Z" as scripts/symbols writes it.
func readPath(s string) []Segment {
	var path []Segment
	for s != "" {
		op := Op(s[0])
		end := strings.IndexAny(s[1:], "MLCZ")
		if end < 0 {
			end = len(s) - 1
		}
		segment := Segment{Op: op}
		numbers := strings.Fields(s[1 : end+1])
		for i := 0; i+1 < len(numbers) && i < 6; i += 2 {
			x, _ := strconv.ParseFloat(numbers[i], 64)
			y, _ := strconv.ParseFloat(numbers[i+1], 64)
			segment.Points[i/2] = Point{x, y}
		}
		path = append(path, segment)
		s = s[end+1:]
	}
	return path
}
