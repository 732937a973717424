package chart

import (
	"slices"
	"sync"
	"sync/atomic"

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
	levels       [2]atomic.Pointer[level] // as drawn last, on the map and in its overview
}

// level is the corners of a trace that can be told apart where the world has a
// certain size, in its pixels. Moving the map does not change them.
type level struct {
	world        float64
	rings, lines Path
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

// at gives the corners that can be told apart on a view.
func (o *Trace) at(v View) *level {
	world := v.World()
	for i := range o.levels {
		if l := o.levels[i].Load(); l != nil && l.world == world {
			return l
		}
	}
	l := &level{world, straightened(o.rings, world), straightened(o.lines, world)}
	o.levels[1].Store(o.levels[0].Swap(l))
	return l
}

func straightened(parts [][]Dot, world float64) Path {
	out := make(Path, len(parts))
	for i, part := range parts {
		out[i] = slices.Clip(straighten(part, func(d Dot) Dot { return Dot{d.X * world, d.Y * world} }))
	}
	return out
}

// moved puts lines on a view, shifted to the right.
func (l *level) moved(parts Path, v View, shift float64) Path {
	left, top := v.Origin()
	left, top = left*l.world-shift, top*l.world
	n := 0
	for _, part := range parts {
		n += len(part)
	}
	out, all := make(Path, len(parts)), make([]Dot, n)
	for i, part := range parts {
		out[i], all = all[:len(part):len(part)], all[len(part):]
		for j, d := range part {
			out[i][j] = Dot{d.X - left, d.Y - top}
		}
	}
	return out
}

// Rings gives the rings of areas on a view, without corners that could not be told
// apart.
func (o *Trace) Rings(v View, shift float64) Path {
	l := o.at(v)
	return l.moved(l.rings, v, shift)
}

// Lines gives the lines on a view, likewise.
func (o *Trace) Lines(v View, shift float64) Path {
	l := o.at(v)
	return l.moved(l.lines, v, shift)
}
