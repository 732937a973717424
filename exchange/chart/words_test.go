package chart

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jointplan/plan"
	"jointplan/plan/geo"
)

// with is a document with more objects.
func with(t *testing.T, d *plan.Document, op plan.ID, more ...plan.Object) *plan.Document {
	t.Helper()
	all := []plan.Object{d.Get(op)}
	for _, p := range plan.All[plan.Party](d, plan.NoID) {
		all = append(all, p)
	}
	for _, s := range plan.All[plan.Sector](d, op) {
		all = append(all, s)
	}
	for _, u := range plan.All[plan.Unit](d, op) {
		all = append(all, u)
	}
	wider := plan.NewDocument()
	if err := wider.Load(append(all, more...)); err != nil {
		t.Fatal(err)
	}
	return wider
}

// crowd puts units over the middles of all sectors, and on both sides of them.
func crowd(t *testing.T, d *plan.Document, op plan.ID) *plan.Document {
	t.Helper()
	var more []plan.Object
	for _, s := range plan.All[plan.Sector](d, op) {
		trace := newTrace(mustParse(t, s.Geometry))
		for _, off := range []float64{-0.1, 0, 0.1} {
			at := geo.Point{Lon: trace.Middle.Lon + off, Lat: trace.Middle.Lat}.Rounded()
			u := made[plan.Unit](7000 + len(more))
			u.Operation, u.Title, u.Type, u.Echelon, u.Geometry = op, "Team", "infantry", "platoon", geo.Shape{Points: []geo.Point{at}}.Text()
			more = append(more, u)
		}
	}
	return with(t, d, op, more...)
}

func mustParse(t *testing.T, text plan.Geometry) geo.Shape {
	t.Helper()
	shape, err := geo.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return shape
}

// Every sector that is large enough is named, though units stand where its name would
// be; and nothing of a unit is covered.
func TestSectorsAreNamed(t *testing.T) {
	d, op := theatre(t, 4, 2, 8, 24)
	d = crowd(t, d, op)
	s := NewScene(d, NewTraces(), options(op))
	c := newRecorder(t, 1200, 700, 1)
	s.Draw(c, fitted(s, 1200, 700))
	for _, it := range s.areas {
		title := strings.ToUpper(it.title)
		if !c.says(title) && !c.says(halves(title)[0]) {
			t.Errorf("%q is not named", it.title)
		}
	}
	c.clean(t, "areas")
}

// The stretches of a border are named with what is said of them, each row of units
// stands free, and a number tells how many are left out.
func TestStretchesAreNamed(t *testing.T) {
	d, op := border(t)
	var escorts []plan.Object
	for n := range 60 {
		u := made[plan.Unit](8000 + n)
		u.Operation, u.Title, u.Type, u.Echelon, u.Sector = op, "Escort", "border-guard", "platoon", id(100+n%6)
		if n%10 == 0 {
			u.Echelon = "headquarters"
		}
		escorts = append(escorts, u)
	}
	d = with(t, crowd(t, d, op), op, escorts...)
	s := NewScene(d, NewTraces(), options(op))
	for _, scale := range []float64{1, 2} {
		c := newRecorder(t, int(900*scale), int(900*scale), scale)
		v := View{Width: 900 * scale, Height: 900 * scale, Scale: scale}.Fit(geo.Box{West: 43, East: 47, South: 40, North: 45.4}, 20)
		s.Draw(c, v)
		for _, it := range s.lines {
			if !c.says(it.title) {
				t.Errorf("%q is not named", it.title)
			}
		}
		if !c.says("+4") {
			t.Errorf("nothing tells of the four units that a row has no room for: %v", c.words)
		}
		c.clean(t, fmt.Sprint("scale ", scale))
		rows := c.symbols[len(s.marks)-60:]
		for i, r := range rows {
			for _, other := range c.symbols[:len(s.marks)-60+i] {
				if r.Meets(other) {
					t.Errorf("a unit in a sector at %v stands over another at %v", r, other)
				}
			}
		}
	}
}

// Wherever one looks and however near, no word lies over another or over anything of
// a symbol.
func TestWordsCoverNothing(t *testing.T) {
	areas, op := theatre(t, 5, 3, 20, 60)
	lines, lineOp := border(t)
	lines = crowd(t, lines, lineOp)
	scenes := []*Scene{NewScene(areas, NewTraces(), options(op)), NewScene(lines, NewTraces(), options(lineOp))}
	rapid.Check(t, func(r *rapid.T) {
		s := scenes[rapid.IntRange(0, 1).Draw(r, "scene")]
		c := newRecorder(t, 700, 500, 1)
		s.Draw(c, View{
			Centre: geo.Point{Lon: rapid.Float64Range(42, 48).Draw(r, "lon"), Lat: rapid.Float64Range(40, 44).Draw(r, "lat")},
			Zoom:   rapid.Float64Range(4, 12).Draw(r, "zoom"), Width: 700, Height: 500, Scale: 1,
		})
		c.clean(t, "a view")
		if t.Failed() {
			r.FailNow()
		}
	})
}

// A symbol that would lie over another steps aside, with a line to where it belongs; it
// can be taken hold of there.
func TestSymbolsStepAside(t *testing.T) {
	d, op := theatre(t, 4, 2, 8, 0)
	var more []plan.Object
	for n, lon := range []float64{45.1, 45.11, 45.12, 46} {
		u := made[plan.Unit](7000 + n)
		u.Operation, u.Type, u.Echelon, u.Geometry = op, "infantry", "platoon", geo.Shape{Points: []geo.Point{{Lon: lon, Lat: 42.3}}}.Text()
		more = append(more, u)
	}
	s := NewScene(with(t, d, op, more...), NewTraces(), options(op))
	c := newRecorder(t, 1200, 700, 1)
	v := fitted(s, 1200, 700)
	s.Draw(c, v)
	for i, r := range c.symbols {
		for _, other := range c.symbols[:i] {
			if r.Meets(other) {
				t.Errorf("a symbol at %v lies over one at %v", r, other)
			}
		}
		at := s.spots[i].Rect.centre()
		if hits := s.Hit(v, at); len(hits) == 0 || hits[0].Object != id(7000+i) {
			t.Errorf("unit %d is not taken hold of where it stands", i)
		}
	}
	for n, lon := range map[int]float64{0: 45.1, 3: 46} {
		if !c.symbols[n].Holds(v.To(geo.Point{Lon: lon, Lat: 42.3})) {
			t.Errorf("unit %d left its place though nothing was there", n)
		}
	}
}
