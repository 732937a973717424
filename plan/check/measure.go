package check

import (
	"jointplan/plan"
	"jointplan/plan/geo"
)

// Measured is what a map says of a sector that is drawn: km and km².
type Measured struct {
	Sector    *plan.Sector
	Area      float64
	Length    float64 // of its lines
	Perimeter float64
}

// Ground is what a map says of an operation.
type Ground struct {
	Sectors  []Measured
	Faulty   []*plan.Sector // drawn so that they cannot be measured
	Drawn    bool           // the area of operations is drawn
	Area     float64        // of operations, km²
	Areas    bool           // some sectors are areas, not borders or sites
	Gaps     []geo.Piece    // what of the area of operations no sector covers; none where no sector is an area
	Overlaps []Overlap
	// Uncertain says that gaps or overlaps could not be told.
	Uncertain bool
}

// Overlap is what two sectors have in common; Declared when the parties say so.
type Overlap struct {
	A, B     *plan.Sector
	Area     float64
	Declared bool
}

// Measure measures the sectors of an operation as they are drawn, and how they lie
// together, by the rules of the checks: slivers are left out.
func Measure(d *plan.Document, op plan.ID) Ground {
	var g Ground
	var areas []*plan.Sector
	var shapes []geo.Shape
	for s := range plan.Each[plan.Sector](d, op) {
		if s.Geometry == "" {
			continue
		}
		drawn := draw(s.Geometry)
		if !drawn.sound() {
			g.Faulty = append(g.Faulty, s)
			continue
		}
		shape := drawn.shape
		g.Sectors = append(g.Sectors, Measured{s, shape.Area(), shape.Length(), shape.Perimeter()})
		if drawn.isArea() {
			areas, shapes = append(areas, s), append(shapes, shape)
		}
	}
	g.overlaps(areas, shapes)
	g.gaps(d, op, shapes)
	return g
}

func (g *Ground) overlaps(areas []*plan.Sector, shapes []geo.Shape) {
	found, err := geo.Overlaps(shapes, 0)
	g.Uncertain = g.Uncertain || err != nil
	for _, o := range found {
		a, b := areas[o.A], areas[o.B]
		if pieces := realPieces(o.Pieces); len(pieces) > 0 && meet(a.When, b.When) {
			g.Overlaps = append(g.Overlaps, Overlap{a, b, wholeArea(pieces), a.Overlaps.Has(b.ID) || b.Overlaps.Has(a.ID)})
		}
	}
}

func (g *Ground) gaps(d *plan.Document, op plan.ID, shapes []geo.Shape) {
	for graphic := range plan.Each[plan.Graphic](d, op) {
		if graphic.Type != "area-of-operations" || graphic.Geometry == "" {
			continue
		}
		area := draw(graphic.Geometry)
		if !area.isArea() {
			continue
		}
		g.Drawn, g.Area = true, area.shape.Area()
		if g.Areas = len(shapes) > 0; !g.Areas {
			return
		}
		found, err := geo.Gaps(area.shape, shapes, 0)
		g.Uncertain = g.Uncertain || err != nil
		g.Gaps = realPieces(found)
		return
	}
}
