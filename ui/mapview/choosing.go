package mapview

import (
	"slices"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/geo"
)

// Work is a tool with a beginning and an end.
type Work interface {
	Tool
	// Finish hands over what was made, if it is enough.
	Finish()
	// Size is how long and how large it is so far, in km and km².
	Size() (km, km2 float64)
}

// Choice is an area that can be chosen, such as a province.
type Choice struct {
	Key, Name string
	Shape     geo.Shape
}

// Choosing is the tool that gathers areas of the ground by clicking them.
type Choosing struct {
	Find func(p geo.Point) (Choice, bool) // what lies at a place
	Done func(chosen []Choice)

	chosen []Choice
	over   Choice
}

// Chosen lists what was chosen so far.
func (t *Choosing) Chosen() []Choice { return t.chosen }

// Grab implements Tool.
func (t *Choosing) Grab(Pointer) bool { return false }

// Drop implements Tool.
func (t *Choosing) Drop(Pointer) {}

// Hover implements Tool.
func (t *Choosing) Hover(at Pointer) {
	if !t.over.Shape.Holds(at.Ground) {
		t.over, _ = t.Find(at.Ground)
	}
}

// Click implements Tool: it takes an area, or leaves one that was taken.
func (t *Choosing) Click(at Pointer, _ bool) bool {
	c, ok := t.Find(at.Ground)
	if !ok {
		return true
	}
	if i := slices.IndexFunc(t.chosen, func(o Choice) bool { return o.Key == c.Key }); i >= 0 {
		t.chosen = slices.Delete(t.chosen, i, i+1)
	} else {
		t.chosen = append(t.chosen, c)
	}
	return true
}

// Key implements Tool.
func (t *Choosing) Key(k Key) bool {
	switch {
	case k == Enter:
		t.Finish()
	case len(t.chosen) > 0:
		t.chosen = t.chosen[:len(t.chosen)-1]
	}
	return true
}

// Finish implements Work.
func (t *Choosing) Finish() {
	if len(t.chosen) > 0 {
		t.Done(slices.Clone(t.chosen))
	}
}

// Size implements Work: of all that were chosen.
func (t *Choosing) Size() (km, km2 float64) {
	for _, c := range t.chosen {
		km2 += c.Shape.Area()
	}
	return 0, km2
}

// Says implements Tool.
func (t *Choosing) Says() plan.Message {
	if t.over.Name != "" {
		return plan.Say("map.says.choose.name", "Name", t.over.Name)
	}
	return plan.Say("map.says.choose")
}

// Draw implements Tool.
func (t *Choosing) Draw(c chart.Canvas, v chart.View, l chart.Look) {
	inside := l.Accent
	inside.A = 0x40
	for _, o := range t.chosen {
		for _, p := range o.Shape.Polygons {
			var rings chart.Path
			for _, r := range p {
				rings = append(rings, path(v, r, true))
			}
			c.Fill(rings, chart.Paint{Colour: inside})
		}
		outline(c, v, o.Shape, chart.Pen{Colour: l.Accent, Width: 2})
	}
	outline(c, v, t.over.Shape, chart.Pen{Colour: l.Accent, Width: 1.5, Dashes: []float64{5, 3}})
}
