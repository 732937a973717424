package mapview

import (
	"math"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/geo"
)

// Act is what was done to a corner.
type Act int

// What can be done to corners.
const (
	Moved Act = iota
	Inserted
	Removed
)

// Vertices is the tool that moves, adds and removes the corners of a shape, and with
// them those of its neighbours at the same place.
type Vertices struct {
	Shapes []geo.Shape // the first is the one that is edited
	Snap   Snapper
	// Done gets the shapes after an act and which of them changed.
	Done func(after []geo.Shape, changed []int, act Act)
	// Refused gets what forbids an act.
	Refused func(err error)
	// Crossed gets the shapes as an act would leave them, when it was taken back since
	// they would cross themselves; it may mend them.
	Crossed func(after []geo.Shape, changed []int, err error)

	from     geo.Point // corner that is dragged
	to       geo.Point
	dragging bool
	inserted bool // it was made by the drag
	before   []geo.Shape
	chosen   geo.Point // corner that was clicked
	has      bool
	snapped  bool
}

// grip is how near to a corner one has to press, in points.
const grip = 7

// mostHandles is how many corners are shown in a window: where there are more, one
// goes nearer.
const mostHandles = 150

// edges goes through the sides of the shape that is edited.
func (t *Vertices) edges(visit func(a, b geo.Point)) {
	s := t.Shapes[0]
	for _, l := range s.Lines {
		for i := 1; i < len(l); i++ {
			visit(l[i-1], l[i])
		}
	}
	for _, p := range s.Polygons {
		for _, r := range p {
			for i := range r {
				visit(r[i], r[(i+1)%len(r)])
			}
		}
	}
}

// seen lists the corners of a shape that a view shows; false when they are too many
// to be told apart.
func seen(s geo.Shape, v chart.View) ([]geo.Point, bool) {
	var points []geo.Point
	for p := range s.All() {
		if d := near(v, p); d.X > -9 && d.Y > -9 && d.X < v.Width+9 && d.Y < v.Height+9 {
			if points = append(points, p); len(points) > mostHandles {
				return nil, false
			}
		}
	}
	return points, true
}

// Corner gives the corner at a pointer.
func (t *Vertices) Corner(at Pointer) (geo.Point, bool) {
	points, _ := seen(t.Shapes[0], at.View)
	return nearest(at, func(visit func(p geo.Point)) {
		for _, p := range points {
			visit(p)
		}
	})
}

func nearest(at Pointer, each func(visit func(geo.Point))) (best geo.Point, ok bool) {
	reach := grip * scaleOf(at.View)
	each(func(p geo.Point) {
		d := near(at.View, p)
		if away := math.Hypot(d.X-at.Dot.X, d.Y-at.Dot.Y); away <= reach {
			best, ok, reach = p, true, away
		}
	})
	return best, ok
}

// side gives the side whose middle is at a pointer.
func (t *Vertices) side(at Pointer) (a, b geo.Point, ok bool) {
	reach := grip * scaleOf(at.View)
	t.edges(func(p, q geo.Point) {
		dots := path(at.View, []geo.Point{p, q}, false)
		x, y := (dots[0].X+dots[1].X)/2, (dots[0].Y+dots[1].Y)/2
		if math.Hypot(dots[1].X-dots[0].X, dots[1].Y-dots[0].Y) < leastSide*scaleOf(at.View) {
			return
		}
		if away := math.Hypot(x-at.Dot.X, y-at.Dot.Y); away <= reach {
			a, b, ok, reach = p, q, true, away
		}
	})
	return a, b, ok
}

// leastSide is how long a side has to be, in points, to have a grip in its middle.
const leastSide = 36

// Grab implements Tool: a corner, or the middle of a side, which becomes one.
func (t *Vertices) Grab(at Pointer) bool {
	t.before = t.Shapes
	if p, ok := t.Corner(at); ok {
		t.from, t.to, t.dragging, t.inserted = p, p, true, false
		return true
	}
	a, b, ok := t.side(at)
	if _, few := seen(t.Shapes[0], at.View); !ok || !few {
		return false
	}
	middle := geo.Point{Lon: (a.Lon + b.Lon) / 2, Lat: (a.Lat + b.Lat) / 2}.Rounded()
	after, changed := geo.InsertShared(t.Shapes, a, b, middle)
	if len(changed) == 0 {
		return false
	}
	t.Shapes = after
	t.from, t.to, t.dragging, t.inserted = middle, middle, true, true
	return true
}

// Hover implements Tool.
func (t *Vertices) Hover(at Pointer) {
	if t.dragging {
		t.to, t.snapped = t.Snap.snap(at)
	}
}

// Drop implements Tool: the corner stays where it was let go.
func (t *Vertices) Drop(at Pointer) {
	if !t.dragging {
		return
	}
	t.dragging = false
	moved := t.to != t.from
	t.chosen, t.has = t.to, true
	if !moved {
		t.Shapes = t.before
		return
	}
	after, changed := geo.MoveShared(t.Shapes, t.from, t.to)
	act := Moved
	if t.inserted {
		act = Inserted
	}
	t.hand(after, changed, act)
}

// hand gives on an act unless it makes an area cross itself.
func (t *Vertices) hand(after []geo.Shape, changed []int, act Act) {
	for _, i := range changed {
		if err := after[i].Validate(); err != nil {
			t.Shapes, t.has = t.before, false
			t.Crossed(after, changed, err)
			return
		}
	}
	t.Shapes = after
	if len(changed) > 0 {
		t.Done(after, changed, act)
	}
}

// Click implements Tool: it chooses a corner; elsewhere the map selects.
func (t *Vertices) Click(at Pointer, double bool) bool {
	t.chosen, t.has = t.Corner(at)
	return t.has
}

// Key implements Tool: Delete takes the chosen corner out.
func (t *Vertices) Key(k Key) bool {
	if k == Enter || !t.has {
		return false
	}
	t.Remove(t.chosen)
	return true
}

// Move puts a corner, in every shape that has it, at another place.
func (t *Vertices) Move(from, to geo.Point) {
	t.before, t.has = t.Shapes, false
	after, changed := geo.MoveShared(t.Shapes, from, to)
	t.hand(after, changed, Moved)
}

// Remove takes a corner out of every shape that has it.
func (t *Vertices) Remove(p geo.Point) {
	t.before, t.has = t.Shapes, false
	after, changed, err := geo.RemoveVertex(t.Shapes, p)
	if err != nil {
		t.Refused(err)
		return
	}
	t.hand(after, changed, Removed)
}

// Says implements Tool: nothing, it is in hand whenever something is selected.
func (t *Vertices) Says() plan.Message { return plan.Message{} }

// Draw implements Tool.
func (t *Vertices) Draw(c chart.Canvas, v chart.View, l chart.Look) {
	shapes := t.Shapes
	if t.dragging {
		shapes, _ = geo.MoveShared(t.Shapes, t.from, t.to)
		for _, s := range shapes {
			outline(c, v, s, chart.Pen{Colour: l.Accent, Width: 1.5})
		}
	}
	if len(t.Shapes[0].Points) > 0 {
		return // its symbol is drawn
	}
	points, few := seen(shapes[0], v)
	if !few {
		return
	}
	if !t.dragging {
		t.middles(c, v, l)
	}
	half := 4.0
	if len(points) > mostHandles/3 {
		half = 2.5
	}
	var last chart.Dot // closer to each other than they are large they would hide the line
	for i, p := range points {
		at, chosen := near(v, p), t.has && p == t.chosen
		if i > 0 && !chosen && math.Hypot(at.X-last.X, at.Y-last.Y) < 3*half*c.Scale() {
			continue
		}
		handle(c, at, half, l, chosen)
		last = at
	}
	if t.dragging && t.snapped {
		c.Stroke(chart.Path{circle(near(v, t.to), 8*c.Scale())}, chart.Pen{Colour: l.Accent, Width: 2})
	}
}

// middles draws the grips in the middle of sides.
func (t *Vertices) middles(c chart.Canvas, v chart.View, l chart.Look) {
	t.edges(func(a, b geo.Point) {
		dots := path(v, []geo.Point{a, b}, false)
		at := chart.Dot{X: (dots[0].X + dots[1].X) / 2, Y: (dots[0].Y + dots[1].Y) / 2}
		if math.Hypot(dots[1].X-dots[0].X, dots[1].Y-dots[0].Y) < leastSide*c.Scale() || at.X < 0 || at.Y < 0 || at.X > v.Width || at.Y > v.Height {
			return
		}
		ring := chart.Path{circle(at, 3*c.Scale())}
		c.Fill(ring, chart.Paint{Colour: l.Panel})
		c.Stroke(ring, chart.Pen{Colour: l.Second, Width: 1})
	})
}

// outline strokes all lines and rings of a shape.
func outline(c chart.Canvas, v chart.View, s geo.Shape, pen chart.Pen) {
	var lines chart.Path
	for _, l := range s.Lines {
		lines = append(lines, path(v, l, false))
	}
	for _, p := range s.Polygons {
		for _, r := range p {
			lines = append(lines, path(v, r, true))
		}
	}
	for _, p := range s.Points {
		lines = append(lines, circle(near(v, p), 12*c.Scale()))
	}
	c.Stroke(lines, pen)
}
