package check

import (
	"sync"

	"jointplan/plan"
	"jointplan/plan/geo"
)

// drawing is a geometry that was read and looked at.
type drawing struct {
	text  plan.Geometry
	shape geo.Shape
	err   error // why it cannot be used
}

// sound reports whether it may be measured and laid over others.
func (d *drawing) sound() bool { return d.err == nil && !d.shape.Empty() }

// isArea reports whether it is a sound area.
func (d *drawing) isArea() bool { return d.err == nil && d.shape.Type() == geo.Areas }

// mendable reports whether mending may be tried: it was read, but it is faulty.
func (d *drawing) mendable() bool { return d.err != nil && !d.shape.Empty() }

// drawings keeps what was read, by object; rules on several goroutines ask.
type drawings struct {
	guard sync.Mutex
	byID  map[plan.ID]*drawing
}

// of gives the drawing of an object; the same one until its text changes.
func (all *drawings) of(id plan.ID, text plan.Geometry) *drawing {
	all.guard.Lock()
	had := all.byID[id]
	all.guard.Unlock()
	if had != nil && had.text == text {
		return had
	}
	d := draw(text)
	all.guard.Lock()
	defer all.guard.Unlock()
	if other := all.byID[id]; other != nil && other.text == text {
		return other // somebody was faster
	}
	all.byID[id] = d
	return d
}

func draw(text plan.Geometry) *drawing {
	d := &drawing{text: text}
	if d.shape, d.err = geo.Parse(text); d.err == nil {
		d.err = d.shape.Validate()
	}
	return d
}

// drawn gives the drawing of a sector.
func (c *Context) drawn(s *plan.Sector) *drawing { return c.memo.drawn.of(s.ID, s.Geometry) }

// areaOfOperations is the graphic of that type of an operation with a sound area
// whose days meet those of when; nil without one.
func (c *Context) areaOfOperations(op plan.ID, when plan.Span) (*plan.Graphic, *drawing) {
	for g := range plan.Each[plan.Graphic](c.Doc, op) {
		if g.Type != "area-of-operations" || g.Geometry == "" || !meet(g.When, when) {
			continue
		}
		if d := c.memo.drawn.of(g.ID, g.Geometry); d.isArea() {
			return g, d
		}
	}
	return nil, nil
}

// areaReads is what areaOfOperations depends on.
var areaReads = []string{"graphic.type", "graphic.geometry", "graphic.when", "graphic.operation"}

// Pieces smaller or thinner than this come from drawing, not from planning: the
// map's borders are true to some tens of metres.
const (
	smallestPiece = 0.1  // km²
	thinnestPiece = 0.05 // km
)

// realPieces leaves out the slivers.
func realPieces(pieces []geo.Piece) []geo.Piece {
	var kept []geo.Piece
	for _, p := range pieces {
		if p.Area >= smallestPiece && p.Width >= thinnestPiece {
			kept = append(kept, p)
		}
	}
	return kept
}
