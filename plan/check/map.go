package check

import (
	"math"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/geo"
)

var _ = register(
	&Rule{
		Name: "map.gap", Section: plan.SectionSectors, Severity: Serious, Kind: plan.KindOf[plan.Operation](),
		Reads:  append([]string{"sector.geometry"}, areaReads...),
		Needs:  []string{"sector.geometry"},
		Source: fromBorderWatch,
		Check:  look(findGaps),
	},
	&Rule{
		Name: "map.overlap", Section: plan.SectionSectors, Severity: Serious, Kind: plan.KindOf[plan.Operation](),
		Reads:  []string{"sector.geometry", "sector.overlaps", "sector.when"},
		Needs:  []string{"sector.overlaps", "sector.when"},
		Source: fromBorderOffice,
		Check:  look(findOverlaps),
		Fix: func(d *plan.Document, f Finding) (plan.Edit, error) {
			if len(f.Others) == 0 {
				return plan.Edit{}, plan.Problem("error.object.gone", "ID", f.Object.String())
			}
			e, err := edit.AcceptOverlap(d, f.Object, f.Others[0])
			e.Title, _ = f.FixLabel()
			return e, err
		},
	},
	&Rule{
		Name: "map.outside", Section: plan.SectionSectors, Severity: Serious, Kind: plan.KindOf[plan.Sector](),
		Reads:  areaReads,
		Source: fromConsistency,
		Check: look(func(c *Context, s *plan.Sector) {
			d := c.drawn(s)
			if s.Geometry == "" || !d.isArea() {
				return
			}
			_, area := c.areaOfOperations(s.Operation, s.When)
			if area == nil || geo.Within(d.shape, area.shape) {
				return
			}
			if out := piecesOutside(d.shape, area.shape); len(out) > 0 {
				c.ReportAt(out[0].At, s, nil, "Area", wholeArea(out))
			}
		}),
	},
	&Rule{
		Name: "map.area", Section: plan.SectionSectors, Severity: Advice, Kind: plan.KindOf[plan.Sector](),
		Source: fromConsistency,
		Check: look(func(c *Context, s *plan.Sector) {
			if d := c.drawn(s); s.Area > 0 && d.isArea() {
				if drawn := d.shape.Area(); math.Abs(drawn-s.Area) > farOff*s.Area {
					c.Report(s, nil, "Stated", s.Area, "Drawn", roundFigure(drawn))
				}
			}
		}),
	},
	&Rule{
		Name: "map.length", Section: plan.SectionSectors, Severity: Advice, Kind: plan.KindOf[plan.Sector](),
		Source: fromConsistency,
		Check: look(func(c *Context, s *plan.Sector) {
			if d := c.drawn(s); d.sound() && d.shape.Type() == geo.Lines {
				if drawn := d.shape.Length(); lengthsDiffer(s.Length, drawn) {
					c.Report(s, nil, "Stated", s.Length, "Drawn", roundFigure(drawn))
				}
			}
		}),
	},
	&Rule{
		Name: "map.border", Section: plan.SectionSectors, Severity: Advice, Kind: plan.KindOf[plan.Operation](),
		Reads:  []string{"sector.geometry", "sector.type"},
		Needs:  []string{"sector.type"},
		Source: fromBorderWatch,
		Check: look(func(c *Context, op *plan.Operation) {
			if drawn := drawnBorder(c, op.ID); lengthsDiffer(op.Border, drawn) {
				c.Report(op, nil, "Stated", op.Border, "Drawn", roundFigure(drawn))
			}
		}),
	},
)

// Whatever is drawn has to be sound, or it can be neither measured nor compared.
var _ = registerEach(Rule{
	Name: "map.outline", Section: plan.SectionSectors, Severity: Serious, Source: fromConsistency,
	Check: func(c *Context, o plan.Object) {
		field := drawingField(plan.KindFor(o))
		text := field.Text(o)
		if d := c.memo.drawn.of(plan.IDFor(o), plan.Geometry(text)); d.err != nil {
			c.ReportUnless(d.mendable(), o, nil, "Problem", messageOf(d.err))
		} else if err := field.Accepts(text); err != nil {
			c.ReportUnless(false, o, nil, "Problem", messageOf(err))
		}
	},
	Fix: func(d *plan.Document, f Finding) (plan.Edit, error) {
		field := drawingField(plan.KindFor(d.Get(f.Object)))
		mended, _, err := geo.Mend(field.Text(d.Get(f.Object)))
		if err != nil {
			return plan.Edit{}, err
		}
		return f.put(d, f.Object, field, string(mended.Text()))
	},
}, func(k *plan.Kind) bool { return drawingField(k) != nil })

// What stands for an object on the map has to be a symbol that all can read.
var _ = registerEach(Rule{
	Name: "symbol.unknown", Severity: Advice, Source: fromSymbols,
	Check: func(c *Context, o plan.Object) {
		if c.Known == nil {
			return
		}
		for _, f := range symbolFields(plan.KindFor(o)) {
			if !f.IsEmpty(o) && !c.Known(f.Text(o)) {
				c.Report(o, nil, "Field", plan.Say(f.Label()), "Code", f.Text(o))
			}
		}
	},
	Fix: func(d *plan.Document, f Finding) (plan.Edit, error) {
		return f.clear(d, f.Object, symbolFields(plan.KindFor(d.Get(f.Object)))[0])
	},
}, func(k *plan.Kind) bool { return len(symbolFields(k)) > 0 })

var symbolFields = fieldsOf(func(f *plan.Field) bool { return f.Symbol })

// drawingField is the field of a kind that holds its geometry, nil without one.
func drawingField(k *plan.Kind) *plan.Field {
	for _, f := range k.Fields {
		if f.Type == plan.Shape {
			return f
		}
	}
	return nil
}

// farOff is how much of what is stated a drawing may be off.
const farOff = 0.1

// generalised is by how much a border on the map may be shorter than it is: at
// 1:10 million, rivers and ridges lose up to two fifths of their length.
const generalised = 0.4

// lengthsDiffer reports whether a stated and a drawn length contradict each other.
func lengthsDiffer(stated, drawn float64) bool {
	return stated > 0 && drawn > 0 && (drawn > stated*(1+farOff) || drawn < stated*(1-generalised))
}

// roundFigure keeps what a measurement on the map is worth.
func roundFigure(n float64) float64 {
	if n >= 100 {
		return math.Round(n)
	}
	return math.Round(n*10) / 10
}

// messageOf is the sentence of an error.
func messageOf(err error) plan.Message {
	if p, ok := err.(*plan.ProblemError); ok {
		return p.Message
	}
	return plan.Say("plain", "Text", err.Error())
}

// drawnBorder is how long the border stretches are that sectors of an operation
// draw; 0 unless all of them are drawn, as a part cannot be compared.
func drawnBorder(c *Context, op plan.ID) float64 {
	sum := 0.0
	for s := range plan.Each[plan.Sector](c.Doc, op) {
		if s.Type != "border" {
			continue
		}
		d := c.drawn(s)
		if !d.sound() || d.shape.Type() != geo.Lines {
			return 0
		}
		sum += d.shape.Length()
	}
	return sum
}

func wholeArea(pieces []geo.Piece) float64 {
	sum := 0.0
	for _, p := range pieces {
		sum += p.Area
	}
	return roundFigure(sum)
}

// piecesOutside lists what of a sector lies outside of the area.
func piecesOutside(sector, area geo.Shape) []geo.Piece {
	out, err := geo.Gaps(sector, []geo.Shape{area}, 0)
	if err != nil {
		return nil
	}
	return realPieces(out)
}
