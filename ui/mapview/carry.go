package mapview

import (
	"math"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/geo"
	"jointplan/plan/symbol"
)

// Carry is the tool that takes a symbol which stands in an area to another one.
type Carry struct {
	Code  symbol.Code // "" when what is carried is shown by somebody else
	Style symbol.Style
	// Holds reports whether the symbol is at a pointer.
	Holds func(at Pointer) bool
	// Over is what takes the symbol in at a pointer; false for nothing.
	Over func(at Pointer) (geo.Shape, bool)
	// Done gets where the symbol was let go.
	Done func(at Pointer)

	from, at Pointer
	carrying bool
}

// carried is how wide the symbol is on its way, in points.
const carried = 19

// Grab implements Tool.
func (t *Carry) Grab(at Pointer) bool {
	t.carrying = t.Holds(at)
	t.from, t.at = at, at
	return t.carrying
}

// Lift begins to carry what is not on the map yet.
func (t *Carry) Lift(at Pointer) { t.carrying, t.from, t.at = true, at, at }

// Lay ends carrying without a result.
func (t *Carry) Lay() { t.carrying = false }

// Hover implements Tool.
func (t *Carry) Hover(at Pointer) { t.at = at }

// Drop implements Tool. A symbol that was hardly moved was only pressed.
func (t *Carry) Drop(at Pointer) {
	if !t.carrying {
		return
	}
	t.carrying = false
	if math.Hypot(at.Dot.X-t.from.Dot.X, at.Dot.Y-t.from.Dot.Y) > grip*scaleOf(at.View) {
		t.Done(at)
	}
}

// Click implements Tool: the map selects.
func (t *Carry) Click(Pointer, bool) bool { return false }

// Key implements Tool.
func (t *Carry) Key(Key) bool { return false }

// Says implements Tool: nothing, it is in hand whenever such a symbol is selected.
func (t *Carry) Says() plan.Message { return plan.Message{} }

// Draw implements Tool: the symbol under the mouse, and what would take it in.
func (t *Carry) Draw(c chart.Canvas, v chart.View, l chart.Look) {
	if !t.carrying {
		return
	}
	if s, ok := t.Over(t.at); ok {
		outline(c, v, s, chart.Pen{Colour: l.Accent, Width: 3})
	}
	if t.Code == "" {
		return
	}
	style := t.Style
	style.Halo = l.Accent
	c.Symbol(t.at.Dot, t.Code, carried, style)
}
