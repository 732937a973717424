package chart

import (
	"jointplan/plan"
	"jointplan/plan/geo"
)

// Piece is a gap between the sectors and the area of operations, or an overlap of
// two sectors that they did not declare.
type Piece struct {
	Trace   *Trace
	Area    float64 // km²
	At      geo.Point
	Overlap bool
	Sectors plan.IDs // that overlap
}

// FindPieces lays the sectors of an operation over its area of operations and over
// each other, on a day or over the whole time when it is nought. Slivers are left
// out. It takes a while for hundreds of sectors.
func FindPieces(d *plan.Document, traces *Traces, op plan.ID, on plan.Date) ([]Piece, error) {
	var sectors []*plan.Sector
	var shapes []geo.Shape
	there := func(when plan.Span) bool {
		return on == 0 || when == (plan.Span{}) || when.Covers(plan.Span{Start: on, Finish: on})
	}
	for _, s := range plan.All[plan.Sector](d, op) {
		t := traces.Of(s.ID, s.Geometry)
		if t.Err == nil && t.Shape.Type() == geo.Areas && t.Shape.Validate() == nil && there(s.When) {
			sectors, shapes = append(sectors, s), append(shapes, t.Shape)
		}
	}
	var pieces []Piece
	for _, g := range plan.All[plan.Graphic](d, op) {
		t := traces.Of(g.ID, g.Geometry)
		if g.Type != "area-of-operations" || t.Err != nil || t.Shape.Type() != geo.Areas || t.Shape.Validate() != nil || !there(g.When) || len(shapes) == 0 {
			continue
		}
		gaps, err := geo.Gaps(t.Shape, shapes, leastPiece)
		if err != nil {
			return nil, err
		}
		pieces = appendPieces(pieces, gaps, false, nil)
	}
	overlaps, err := geo.Overlaps(shapes, leastPiece)
	for _, o := range overlaps {
		a, b := sectors[o.A], sectors[o.B]
		if !a.Overlaps.Has(b.ID) && !b.Overlaps.Has(a.ID) {
			pieces = appendPieces(pieces, o.Pieces, true, plan.IDs{a.ID, b.ID})
		}
	}
	return pieces, err
}

// leastPiece is the smallest gap or overlap that is one, in km².
const leastPiece = 0.1

func appendPieces(to []Piece, found []geo.Piece, overlap bool, sectors plan.IDs) []Piece {
	for _, p := range found {
		if !p.Sliver {
			to = append(to, Piece{Trace: newTrace(p.Shape), Area: p.Area, At: p.At, Overlap: overlap, Sectors: sectors})
		}
	}
	return to
}
