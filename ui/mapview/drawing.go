package mapview

import (
	"math"
	"slices"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/geo"
)

// Drawing is the tool that draws a point, a line or an area, click by click.
type Drawing struct {
	Sort geo.Type // of what is drawn: points, lines or areas
	Snap Snapper
	Done func(s geo.Shape) // the shape is complete
	// Follow gives the way along a border; without it edges are straight.
	Follow func(from, to geo.Point) (geo.Line, error)
	// Refused gets what is wrong with a way.
	Refused func(err error)

	points  []geo.Point
	next    geo.Point // where the mouse is
	has     bool      // it is on the map
	snapped bool
}

// Points are those placed so far.
func (t *Drawing) Points() []geo.Point { return t.points }

// least is how many points the shape needs.
func (t *Drawing) least() int {
	return map[geo.Type]int{geo.Points: 1, geo.Lines: 2, geo.Areas: 3}[t.Sort]
}

// Add places a point.
func (t *Drawing) Add(p geo.Point) {
	if n := len(t.points); n > 0 {
		p.Lon = turned(p.Lon, t.points[n-1].Lon, 360) // lines run on across 180°
		if p == t.points[n-1] {
			return
		}
	}
	t.points = append(t.points, p)
	if t.Sort == geo.Points {
		t.Finish()
	}
}

// Finish hands over the shape if it has enough points.
func (t *Drawing) Finish() {
	if len(t.points) < t.least() {
		return
	}
	points := slices.Clone(t.points)
	shape := geo.Shape{Points: points}
	switch t.Sort {
	case geo.Lines:
		shape = geo.LineOf(points...)
	case geo.Areas:
		shape = geo.AreaOf(geo.Polygon{geo.Ring(points)})
	}
	t.Done(shape)
}

// Reset takes back all points.
func (t *Drawing) Reset() { t.points = nil }

// Grab implements Tool: the map can be moved while one draws.
func (t *Drawing) Grab(Pointer) bool { return false }

// Hover implements Tool.
func (t *Drawing) Hover(at Pointer) {
	t.next, t.snapped = t.Snap.snap(at)
	t.has = true
}

// Drop implements Tool.
func (t *Drawing) Drop(Pointer) {}

// Click implements Tool: it places a point; one on the first point closes an area,
// and a second at the same place ends the drawing.
func (t *Drawing) Click(at Pointer, double bool) bool {
	if double {
		t.Finish()
		return true
	}
	if t.closes(at) {
		t.Finish()
		return true
	}
	p, _ := t.Snap.snap(at)
	if at.Along && t.Follow != nil && len(t.points) > 0 {
		t.addAlong(p)
		return true
	}
	t.Add(p)
	return true
}

// addAlong places the points of the border from the last point to p.
func (t *Drawing) addAlong(p geo.Point) {
	way, err := t.Follow(t.points[len(t.points)-1], p)
	if err != nil {
		t.Refused(err)
		return
	}
	for _, q := range way {
		t.Add(q.Rounded())
	}
}

// closes reports whether the pointer is at the first point of an area.
func (t *Drawing) closes(at Pointer) bool {
	if t.Sort != geo.Areas || len(t.points) < 3 {
		return false
	}
	first := near(at.View, t.points[0])
	return math.Hypot(first.X-at.Dot.X, first.Y-at.Dot.Y) <= snapReach*scaleOf(at.View)
}

// Key implements Tool.
func (t *Drawing) Key(k Key) bool {
	switch k {
	case Enter:
		t.Finish()
	case Back:
		if n := len(t.points); n > 0 {
			t.points = t.points[:n-1]
		}
	}
	return true
}

// Size is the length of what is drawn so far, with the mouse's place as its next
// point, and of an area its size.
func (t *Drawing) Size() (km, km2 float64) {
	points := t.ahead()
	if len(points) < 2 {
		return 0, 0
	}
	km = geo.Line(points).Length()
	if t.Sort == geo.Areas && len(points) > 2 {
		km += geo.Distance(points[len(points)-1], points[0])
		km2 = geo.Ring(points).Area()
	}
	return km, km2
}

// ahead is the points with the mouse's place.
func (t *Drawing) ahead() []geo.Point {
	points := slices.Clone(t.points)
	if n := len(points); t.has && n > 0 && t.Sort != geo.Points {
		next := t.next
		next.Lon = turned(next.Lon, points[n-1].Lon, 360)
		if next != points[n-1] {
			points = append(points, next)
		}
	}
	return points
}

// Says implements Tool.
func (t *Drawing) Says() plan.Message {
	switch {
	case t.Sort == geo.Points:
		return plan.Say("map.says.point")
	case len(t.points) < t.least():
		return plan.Say("map.says.begin")
	}
	return plan.Say("map.says.finish")
}

// Draw implements Tool.
func (t *Drawing) Draw(c chart.Canvas, v chart.View, l chart.Look) {
	dots := path(v, t.ahead(), false)
	if t.Sort == geo.Areas && len(dots) > 2 {
		inside := l.Accent
		inside.A = 0x28
		c.Fill(chart.Path{dots}, chart.Paint{Colour: inside})
		c.Stroke(chart.Path{{dots[len(dots)-1], dots[0]}}, chart.Pen{Colour: l.Accent, Width: 1.5, Dashes: []float64{5, 4}})
	}
	c.Stroke(chart.Path{dots}, chart.Pen{Colour: l.Accent, Width: 2})
	for _, p := range t.points {
		handle(c, near(v, p), 3.5, l, false)
	}
	if t.has && t.snapped {
		c.Stroke(chart.Path{circle(near(v, t.next), 7*c.Scale())}, chart.Pen{Colour: l.Accent, Width: 2})
	}
}
