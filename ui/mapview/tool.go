package mapview

import (
	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/geo"
)

// Pointer is where the mouse is.
type Pointer struct {
	View   chart.View
	Dot    chart.Dot
	Ground geo.Point
	Free   bool // nothing is to be snapped to
	Along  bool // the way there is to follow a border
}

// km is how far on the ground some points of the window are at the pointer.
func (p Pointer) km(points float64) float64 {
	return points * scaleOf(p.View) * p.View.Metres(p.Ground.Lat) / 1000
}

// Tool takes what the mouse and keys do on the map while it is in hand. It knows no
// window: it can be worked by calling it.
type Tool interface {
	// Grab reports whether a drag that starts here is the tool's; else it moves the map.
	Grab(at Pointer) bool
	// Hover follows the mouse, with a button down after Grab or without.
	Hover(at Pointer)
	// Drop ends a drag that Grab took.
	Drop(at Pointer)
	// Click is a press without a drag; false leaves it to the map, which selects.
	Click(at Pointer, double bool) bool
	// Key takes a key; false leaves it to the map.
	Key(k Key) bool
	// Draw shows the work so far.
	Draw(c chart.Canvas, v chart.View, l chart.Look)
	// Says what to do next.
	Says() plan.Message
}

// Key is a key that means something to tools.
type Key int

// The keys of tools.
const (
	Enter Key = iota
	Back
	Remove
)

// Snapper finds what a point snaps to within some km; false for nothing.
type Snapper func(p geo.Point, km float64) (geo.Point, bool)

// snapReach is how far from the mouse things are snapped to, in points.
const snapReach = 9

// snap gives the position meant by a pointer.
func (s Snapper) snap(at Pointer) (geo.Point, bool) {
	if s != nil && !at.Free {
		if p, ok := s(at.Ground, at.km(snapReach)); ok {
			return p, true
		}
	}
	return at.Ground.Rounded(), false
}

// path puts points on a view, all in the same turn of the world as the first.
func path(v chart.View, points []geo.Point, closed bool) []chart.Dot {
	dots := make([]chart.Dot, 0, len(points)+1)
	for _, p := range points {
		d := near(v, p)
		if n := len(dots); n > 0 {
			d.X = turned(d.X, dots[n-1].X, v.World())
		}
		dots = append(dots, d)
	}
	if closed && len(dots) > 2 {
		dots = append(dots, dots[0])
	}
	return dots
}

// near gives where a position is on a view, in the turn of the world that is nearest
// to its middle.
func near(v chart.View, p geo.Point) chart.Dot {
	d := v.To(p)
	d.X = turned(d.X, v.Width/2, v.World())
	return d
}

func turned(x, to, world float64) float64 {
	for x-to > world/2 {
		x -= world
	}
	for to-x > world/2 {
		x += world
	}
	return x
}

// handle draws a square that can be gripped.
func handle(c chart.Canvas, at chart.Dot, half float64, l chart.Look, filled bool) {
	half *= c.Scale()
	box := chart.Rectangle(chart.Rect{Left: at.X - half, Top: at.Y - half, Right: at.X + half, Bottom: at.Y + half})
	inside := l.Panel
	if filled {
		inside = l.Accent
	}
	c.Fill(box, chart.Paint{Colour: inside})
	c.Stroke(box, chart.Pen{Colour: l.Ink, Width: 1.5})
}
