package chart

import (
	"sync"

	"jointplan/plan"
	"jointplan/plan/geo"
)

// Traces keeps the geometry of objects read and projected, since a map is drawn
// far more often than a sector is changed. It is safe for several goroutines.
type Traces struct {
	mu   sync.Mutex
	kept map[plan.ID]*Trace
}

// Trace is the geometry of an object in the unit square of Web Mercator.
type Trace struct {
	text  plan.Geometry
	Shape geo.Shape
	Err   error
	Box   geo.Box
	Area  float64 // km², of areas
	// Length of lines, or the perimeter of areas, in km.
	Length float64
	Middle geo.Point // a place within, for words and symbols

	rings, lines [][]Dot
}

// NewTraces makes an empty store.
func NewTraces() *Traces { return &Traces{kept: map[plan.ID]*Trace{}} }

// Of reads the geometry of an object, or gives what was read before.
func (all *Traces) Of(id plan.ID, text plan.Geometry) *Trace {
	all.mu.Lock()
	defer all.mu.Unlock()
	if o, ok := all.kept[id]; ok && o.text == text {
		return o
	}
	shape, err := geo.Parse(text)
	o := newTrace(shape)
	o.text, o.Err = text, err
	all.kept[id] = o
	return o
}

func newTrace(s geo.Shape) *Trace {
	o := &Trace{Shape: s}
	o.Box, _ = s.Bounds()
	switch s.Type() {
	case geo.Areas:
		o.Area, o.Length = s.Area(), s.Perimeter()
		o.Middle = largest(s.Polygons).Inside()
	case geo.Lines:
		o.Length = s.Length()
		o.Middle = longest(s.Lines)
	default:
		o.Middle = o.Box.Centre()
	}
	for _, p := range s.Polygons {
		for _, r := range p {
			o.rings = append(o.rings, projected(r, true))
		}
	}
	for _, l := range s.Lines {
		o.lines = append(o.lines, projected(l, false))
	}
	return o
}

func largest(polygons []geo.Polygon) geo.Polygon {
	best := polygons[0]
	for _, p := range polygons[1:] {
		if p.Area() > best.Area() {
			best = p
		}
	}
	return best
}

func longest(lines []geo.Line) geo.Point {
	best := lines[0]
	for _, l := range lines[1:] {
		if l.Length() > best.Length() {
			best = l
		}
	}
	return best.Along(best.Length() / 2)
}

func projected[T ~[]geo.Point](points T, closed bool) []Dot {
	dots := make([]Dot, len(points), len(points)+1)
	for i, p := range points {
		dots[i].X, dots[i].Y = Mercator(p)
	}
	if closed && len(dots) > 0 {
		dots = append(dots, dots[0])
	}
	return dots
}

// path puts rings or lines on a view, shifted to the right, without corners that
// could not be told apart.
func path(parts [][]Dot, v View, shift float64) Path {
	left, top := v.Origin()
	world := v.World()
	out := make(Path, 0, len(parts))
	for _, part := range parts {
		out = append(out, straighten(part, func(d Dot) Dot { return Dot{(d.X-left)*world + shift, (d.Y - top) * world} }))
	}
	return out
}

// Rings gives the rings of areas on a view.
func (o *Trace) Rings(v View, shift float64) Path { return path(o.rings, v, shift) }

// Lines gives the lines on a view.
func (o *Trace) Lines(v View, shift float64) Path { return path(o.lines, v, shift) }
