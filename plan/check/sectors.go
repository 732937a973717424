package check

import (
	"slices"

	"jointplan/plan"
)

var _ = register(
	&Rule{
		Name: "sector.party", Section: plan.SectionSectors, Severity: Serious, Kind: plan.KindOf[plan.Sector](),
		Reads:  []string{"unit.sector<sector", "unit.party<sector"},
		Needs:  []string{"sector.joint", "sector.party"},
		Source: fromIraq,
		Check: look(func(c *Context, s *plan.Sector) {
			if s.Party == plan.NoID && len(s.Joint) == 0 {
				who := partyOfUnits(c.Doc, s)
				c.ReportUnless(who != plan.NoID, s, nil, "Party", who)
			}
		}),
		Fix: set("party", func(d *plan.Document, s *plan.Sector) string { return partyOfUnits(d, s).String() }),
	},
	&Rule{
		Name: "sector.shares", Section: plan.SectionSectors, Severity: Serious, Kind: plan.KindOf[plan.Sector](),
		Source: fromIraq,
		Check: look(func(c *Context, s *plan.Sector) {
			if len(s.Joint) > 0 && !sumsUp(s.Joint) {
				c.Report(s, nil, "Sum", s.Joint.Sum())
			}
		}),
		Fix: set("joint", func(_ *plan.Document, s *plan.Sector) string { return toHundred(s.Joint).String() }),
	},
	&Rule{
		Name: "sector.both", Section: plan.SectionSectors, Severity: Advice, Kind: plan.KindOf[plan.Sector](),
		Source: fromIraq,
		Check: look(func(c *Context, s *plan.Sector) {
			if s.Party != plan.NoID && len(s.Joint) > 0 {
				c.Report(s, nil, "Party", s.Party)
			}
		}),
		Fix: func(d *plan.Document, f Finding) (plan.Edit, error) {
			return f.clear(d, f.Object, plan.KindOf[plan.Sector]().Field("party"))
		},
	},
	&Rule{
		Name: "sector.gap", Section: plan.SectionSectors, Severity: Serious, Kind: plan.KindOf[plan.Operation](),
		Reads:  []string{"sector.length"},
		Needs:  []string{"sector.length"},
		Source: fromBorderWatch,
		Check: look(func(c *Context, op *plan.Operation) {
			if sum := lengthOfSectors(c.Doc, op.ID); sum > 0 && op.Border-sum > lengthTolerance {
				c.Report(op, nil, "Sum", sum, "Border", op.Border, "Missing", op.Border-sum)
			}
		}),
	},
	&Rule{
		Name: "sector.overlap", Section: plan.SectionSectors, Severity: Serious, Kind: plan.KindOf[plan.Operation](),
		Reads:  []string{"sector.length", "sector.overlaps"},
		Needs:  []string{"sector.overlaps"},
		Source: fromBorderOffice,
		Check: look(func(c *Context, op *plan.Operation) {
			excess := lengthOfSectors(c.Doc, op.ID) - op.Border
			if op.Border > 0 && excess-declaredOverlap(c.Doc, op.ID) > lengthTolerance {
				c.Report(op, nil, "Excess", excess, "Border", op.Border)
			}
		}),
	},
	&Rule{
		Name: "sector.overlap-one-sided", Section: plan.SectionSectors, Severity: Advice, Kind: plan.KindOf[plan.Sector](),
		Reads:  []string{"overlaps>sector.overlaps"},
		Needs:  []string{"sector.overlaps"},
		Source: fromBorderOffice,
		Check: look(func(c *Context, s *plan.Sector) {
			for _, id := range s.Overlaps {
				if other := find[plan.Sector](c, id); other != nil && id != s.ID && !other.Overlaps.Has(s.ID) {
					c.Report(s, []plan.ID{id}, "Other", id)
				}
			}
		}),
		Fix: func(d *plan.Document, f Finding) (plan.Edit, error) {
			other := plan.Find[plan.Sector](d, f.Others[0])
			if other == nil {
				return plan.Edit{}, plan.Problem("error.object.gone", "ID", f.Others[0].String())
			}
			both := append(slices.Clone(other.Overlaps), f.Object)
			return f.put(d, other.ID, plan.KindOf[plan.Sector]().Field("overlaps"), both.String())
		},
	},
	&Rule{
		Name: "sector.winter", Section: plan.SectionSectors, Severity: Serious, Kind: plan.KindOf[plan.Sector](),
		Reads:  []string{"operation>operation.period"},
		Needs:  []string{"sector.when", "sector.winter"},
		Source: fromBorderWatch,
		Check: look(func(c *Context, s *plan.Sector) {
			if s.Summer == 0 || s.Winter > 0 {
				return
			}
			when := s.When
			if op := c.operation(s.Operation); op != nil && when == (plan.Span{}) {
				when = op.Period
			}
			if hasWinter(when) {
				c.Report(s, nil, "Summer", s.Summer)
			}
		}),
	},
	&Rule{
		Name: "sector.strength", Section: plan.SectionSectors, Severity: Serious, Kind: plan.KindOf[plan.Sector](),
		Reads:  []string{"unit.strength<sector"},
		Needs:  []string{"unit.strength"},
		Source: fromBorderWatch,
		Check: look(func(c *Context, s *plan.Sector) {
			units, strength := 0, 0
			for u := range parts[plan.Unit](c.Doc, "sector", s.ID) {
				units++
				strength += u.Strength
			}
			if need := max(s.Summer, s.Winter); units > 0 && strength < need {
				c.Report(s, nil, "Need", need, "Strength", strength)
			}
		}),
	},
	&Rule{
		Name: "sector.unmanned", Section: plan.SectionSectors, Severity: Advice, Kind: plan.KindOf[plan.Sector](),
		Reads:  []string{"unit.sector<sector", "unit.operation"},
		Needs:  []string{"unit.sector"},
		Source: fromAfghanistan,
		Check: look(func(c *Context, s *plan.Sector) {
			if count[plan.Unit](c.Doc, s.Operation) > 0 && c.Doc.CountReferring(plan.KindOf[plan.Unit]().Field("sector"), s.ID) == 0 {
				c.Report(s, nil)
			}
		}),
	},
	&Rule{
		Name: "sector.idle", Section: plan.SectionSectors, Severity: Advice, Kind: plan.KindOf[plan.Sector](),
		Reads:  []string{"task.sector<sector", "task.operation"},
		Needs:  []string{"task.sector"},
		Source: fromIraq,
		Check: look(func(c *Context, s *plan.Sector) {
			if count[plan.Task](c.Doc, s.Operation) > 0 && c.Doc.CountReferring(plan.KindOf[plan.Task]().Field("sector"), s.ID) == 0 {
				c.Report(s, nil)
			}
		}),
	},
	&Rule{
		Name: "sector.dates", Section: plan.SectionSectors, Severity: Advice, Kind: plan.KindOf[plan.Sector](),
		Reads:  []string{"operation>operation.period"},
		Source: fromConsistency,
		Check: look(func(c *Context, s *plan.Sector) {
			if op := c.operation(s.Operation); op != nil && outside(s.When, op.Period) {
				c.ReportUnless(meet(s.When, op.Period), s, nil)
			}
		}),
		Fix: set("when", func(d *plan.Document, s *plan.Sector) string { return cutToOperation(d, s.Operation, s.When) }),
	},
)

// lengthTolerance in kilometres is how far stated lengths may be apart: two
// releases of one mission give the same section as 81 and 82 km.
const lengthTolerance = 1.0

func lengthOfSectors(d *plan.Document, op plan.ID) float64 {
	sum := 0.0
	for s := range plan.Each[plan.Sector](d, op) {
		sum += s.Length
	}
	return sum
}

// declaredOverlap is how long the overlaps that the parties declare can be at
// most: two stretches share no more than the shorter one.
func declaredOverlap(d *plan.Document, op plan.ID) float64 {
	sum := 0.0
	for s := range plan.Each[plan.Sector](d, op) {
		for _, id := range s.Overlaps {
			other := plan.Find[plan.Sector](d, id)
			if other == nil || id == s.ID || (other.Overlaps.Has(s.ID) && slices.Compare(s.ID[:], id[:]) > 0) {
				continue // a pair counts once
			}
			sum += min(s.Length, other.Length)
		}
	}
	return sum
}

// partyOfUnits is the one party whose units are in the sector, NoID when there
// are none or of several parties.
func partyOfUnits(d *plan.Document, s *plan.Sector) plan.ID {
	who := plan.NoID
	for u := range parts[plan.Unit](d, "sector", s.ID) {
		if who != plan.NoID && u.Party != who {
			return plan.NoID
		}
		who = u.Party
	}
	return who
}

func cutToOperation(d *plan.Document, op plan.ID, when plan.Span) string {
	o := plan.Find[plan.Operation](d, op)
	if o == nil {
		return ""
	}
	return cutTo(when, o.Period).String()
}
