package chart

import (
	"jointplan/plan"
	"jointplan/plan/geo"
)

// Piece is a gap between the sectors and the area of operations, or an overlap of
// two sectors.
type Piece struct {
	Trace    *Trace
	Area     float64 // km²
	At       geo.Point
	Overlap  bool
	Accepted bool     // the overlap is declared
	Sectors  plan.IDs // that overlap
}

// kind is what a piece is, as words name it.
func (p Piece) kind() string {
	switch {
	case p.Accepted:
		return "accepted"
	case p.Overlap:
		return "overlap"
	}
	return "gap"
}

// FindPieces lays the sectors of an operation over its area of operations and over
// each other, on a day or over the whole time when it is nought. Slivers are left
// out. It takes a while for hundreds of sectors.
func FindPieces(d *plan.Document, traces *Traces, op plan.ID, on plan.Date) ([]Piece, error) {
	var sectors []*plan.Sector
	var shapes []geo.Shape
	for _, s := range plan.All[plan.Sector](d, op) {
		t := traces.Of(s.ID, s.Geometry)
		if t.Err == nil && t.Shape.Type() == geo.Areas && t.Shape.Validate() == nil && isThere(s.When, on) {
			sectors, shapes = append(sectors, s), append(shapes, t.Shape)
		}
	}
	var pieces []Piece
	for _, g := range plan.All[plan.Graphic](d, op) {
		t := traces.Of(g.ID, g.Geometry)
		if g.Type != "area-of-operations" || t.Err != nil || t.Shape.Type() != geo.Areas || t.Shape.Validate() != nil || !isThere(g.When, on) || len(shapes) == 0 {
			continue
		}
		gaps, err := geo.Gaps(t.Shape, shapes, leastPiece)
		if err != nil {
			return nil, err
		}
		pieces = appendPieces(pieces, gaps, Piece{})
	}
	overlaps, err := geo.Overlaps(shapes, leastPiece)
	for _, o := range overlaps {
		a, b := sectors[o.A], sectors[o.B]
		pieces = appendPieces(pieces, o.Pieces, Piece{Overlap: true, Accepted: a.Overlaps.Has(b.ID) || b.Overlaps.Has(a.ID), Sectors: plan.IDs{a.ID, b.ID}})
	}
	return pieces, err
}

// leastPiece is the smallest gap or overlap that is one, in km².
const leastPiece = 0.1

// appendPieces appends what was found, each like a piece of its sort.
func appendPieces(to []Piece, found []geo.Piece, like Piece) []Piece {
	for _, p := range found {
		if !p.Sliver {
			like.Trace, like.Area, like.At = newTrace(p.Shape), p.Area, p.At
			to = append(to, like)
		}
	}
	return to
}

// PieceAt gives the gap or overlap at a place, the smallest of several.
func (s *Scene) PieceAt(at geo.Point) (found Piece, ok bool) {
	for _, p := range s.Pieces {
		if !s.Hidden["pieces"] && (!ok || p.Area < found.Area) && p.Trace.Shape.Holds(at) {
			found, ok = p, true
		}
	}
	return found, ok
}

// paint is how a piece is filled and edged: an overlap that is accepted stays calm.
func (s *Scene) paint(p Piece) (Paint, Pen) {
	switch p.kind() {
	case "accepted":
		return Paint{Colour: faint(s.Look.Second, 0x10), Pattern: Rising, Lines: faint(s.Look.Second, 0x60)},
			Pen{Colour: s.Look.Second, Width: 1, Dashes: []float64{2, 3}}
	case "overlap":
		return Paint{Colour: faint(s.Look.Amber, 0x28), Pattern: Crossed, Lines: faint(s.Look.Amber, 0x90)},
			Pen{Colour: s.Look.Amber, Width: 2, Dashes: []float64{6, 4}}
	}
	return Paint{Colour: faint(s.Look.Blocking, 0x18)}, Pen{Colour: s.Look.Blocking, Width: 2, Dashes: []float64{6, 4}}
}

// drawPieces draws gaps and overlaps.
func (s *Scene) drawPieces(c Canvas, v *sight) {
	for _, p := range s.Pieces {
		paint, pen := s.paint(p)
		for shift := range v.shifts(p.Trace.Box) {
			rings := p.Trace.Rings(v.View, shift)
			c.Fill(rings, paint)
			c.Stroke(rings, pen)
		}
	}
}

// pieceKeys explains gaps and overlaps in the legend.
func (s *Scene) pieceKeys() {
	if s.Hidden["pieces"] {
		return
	}
	told := map[string]bool{}
	for _, kind := range []string{"gap", "overlap", "accepted"} {
		for _, p := range s.Pieces {
			if p.kind() == kind && !told[kind] {
				told[kind] = true
				paint, pen := s.paint(p)
				s.legend = append(s.legend, LegendEntry{Paint: paint, Edge: pen, Text: s.Words.T("map." + kind)})
			}
		}
	}
}
