package check

import (
	"jointplan/plan"
	"jointplan/plan/geo"
)

// mostPieces is how many gaps of one operation are reported one by one, the
// largest first.
const mostPieces = 50

// gaps keeps how the sectors of an operation lay together.
type gaps struct {
	union  geo.Unions
	tiles  []geo.Tile
	area   plan.Geometry
	pieces []geo.Piece
}

// findGaps reports what of the area of operations no sector covers, once any
// sector is drawn.
func findGaps(c *Context, op *plan.Operation) {
	_, area := c.areaOfOperations(op.ID, plan.Span{})
	if area == nil {
		return
	}
	var tiles []geo.Tile
	for s := range plan.Each[plan.Sector](c.Doc, op.ID) {
		if s.Geometry == "" {
			continue
		}
		if d := c.drawn(s); d.isArea() {
			tiles = append(tiles, geo.Tile{ID: s.ID, Text: d.text, Shape: d.shape})
		}
	}
	if len(tiles) == 0 {
		return
	}
	kept := keep(c, plan.KindOf[plan.Sector](), op.ID, func() *gaps { return &gaps{} })
	for _, p := range kept.find(area, tiles) {
		c.ReportAt(p.At, op, nil, "Area", roundFigure(p.Area))
	}
}

func (g *gaps) find(area *drawing, tiles []geo.Tile) []geo.Piece {
	if g.area == area.text && sameTiles(g.tiles, tiles) {
		return g.pieces
	}
	g.area, g.tiles, g.pieces = area.text, tiles, nil
	covered, err := g.union.Lay(tiles)
	if err != nil {
		return nil // no gap can be told; the shapes themselves are sound
	}
	found, err := geo.Gaps(area.shape, []geo.Shape{covered}, 0)
	if err != nil {
		return nil
	}
	g.pieces = realPieces(found)
	g.pieces = g.pieces[:min(len(g.pieces), mostPieces)]
	return g.pieces
}

func sameTiles(a, b []geo.Tile) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].ID != b[i].ID || a[i].Text != b[i].Text {
			return false
		}
	}
	return true
}

// pairs keeps what two sectors have in common, as long as neither changes.
type pairs map[[2]plan.ID]*common

type common struct {
	a, b   *drawing
	pieces []geo.Piece
}

// findOverlaps reports where two sectors that do not declare it lie over each
// other at the same time.
func findOverlaps(c *Context, op *plan.Operation) {
	var sectors []*plan.Sector
	var shapes []geo.Shape
	for s := range plan.Each[plan.Sector](c.Doc, op.ID) {
		if s.Geometry == "" {
			continue
		}
		if d := c.drawn(s); d.isArea() {
			sectors, shapes = append(sectors, s), append(shapes, d.shape)
		}
	}
	if len(sectors) < 2 {
		return
	}
	kept := keep(c, plan.KindOf[plan.Sector](), op.ID, func() *pairs { return &pairs{} })
	now := make(pairs, len(*kept))
	for _, pair := range geo.Touching(shapes) {
		a, b := sectors[pair[0]], sectors[pair[1]]
		key := [2]plan.ID{a.ID, b.ID}
		had := (*kept)[key]
		if x, y := c.drawn(a), c.drawn(b); had == nil || had.a != x || had.b != y {
			pieces, _ := geo.Common(x.shape, y.shape, 0) // what cannot be told is not reported
			had = &common{x, y, realPieces(pieces)}
		}
		now[key] = had
		if len(had.pieces) > 0 && !a.Overlaps.Has(b.ID) && !b.Overlaps.Has(a.ID) && meet(a.When, b.When) {
			c.ReportAt(had.pieces[0].At, a, []plan.ID{b.ID}, "Other", b.ID, "Area", wholeArea(had.pieces))
		}
	}
	*kept = now
}
