package check

import (
	"slices"

	"jointplan/plan"
)

var _ = register(
	&Rule{
		Name: "command.two-holders", Section: plan.SectionParties, Severity: Blocking, Kind: plan.KindOf[plan.Unit](),
		Reads:  []string{"command.*<unit"},
		Needs:  []string{"command.when"},
		Source: fromCommandTerms,
		Check:  look(func(c *Context, u *plan.Unit) { clashing(c, u, "opcom", "opcon") }),
		Fix:    endEarlier,
	},
	&Rule{
		Name: "command.two-tactical", Section: plan.SectionParties, Severity: Serious, Kind: plan.KindOf[plan.Unit](),
		Reads:  []string{"command.*<unit"},
		Source: fromCommandTerms,
		Check:  look(func(c *Context, u *plan.Unit) { clashing(c, u, "tacom", "tacon") }),
		Fix:    endEarlier,
	},
	&Rule{
		Name: "command.beyond", Section: plan.SectionParties, Severity: Serious, Kind: plan.KindOf[plan.Unit](),
		Reads:  []string{"command.*<unit", "post.superior"},
		Needs:  []string{"command.level"},
		Source: fromCommandTerms,
		Check: look(func(c *Context, u *plan.Unit) {
			relations := sorted[plan.Command](c.Doc, "unit", u.ID)
			for _, low := range relations {
				for _, high := range relations {
					if meet(low.When, high.When) && authority(low.Level) > authority(high.Level) && isAbove(c.Doc, high.Holder, low.Holder) {
						c.Report(low, []plan.ID{high.ID, u.ID}, "Holder", low.Holder, "Superior", high.Holder,
							"Level", levelName(low), "Held", levelName(high))
					}
				}
			}
		}),
	},
	&Rule{
		Name: "command.national", Section: plan.SectionParties, Severity: Blocking, Kind: plan.KindOf[plan.Unit](),
		Reads:  []string{"parent>unit.party", "parent>unit.type"},
		Needs:  []string{"unit.party", "unit.type"},
		Source: fromCommandTerms,
		Check: look(func(c *Context, u *plan.Unit) {
			above := find[plan.Unit](c, u.Parent)
			if above != nil && above.Type != "joint" && u.Party != plan.NoID && above.Party != plan.NoID && u.Party != above.Party {
				c.Report(u, []plan.ID{above.ID}, "Parent", above.ID)
			}
		}),
		Fix: func(d *plan.Document, f Finding) (plan.Edit, error) {
			return f.clear(d, f.Object, plan.KindOf[plan.Unit]().Field("parent"))
		},
	},
	&Rule{
		Name: "command.none", Section: plan.SectionParties, Severity: Serious, Kind: plan.KindOf[plan.Unit](),
		Reads:  []string{"command.unit", "unit.parent", "operation>operation.structure"},
		Needs:  []string{"unit.parent"},
		Source: fromIraq,
		Check: look(func(c *Context, u *plan.Unit) {
			op := c.operation(u.Operation)
			if op == nil || op.Structure == "" || op.Structure == "parallel" {
				return
			}
			if !placed(c.Doc, u) {
				c.Report(u, nil)
			}
		}),
	},
	&Rule{
		Name: "command.gap", Section: plan.SectionParties, Severity: Serious, Kind: plan.KindOf[plan.Unit](),
		Reads:  []string{"command.*<unit"},
		Source: fromCommandTerms,
		Check: look(func(c *Context, u *plan.Unit) {
			if day := uncovered(sorted[plan.Command](c.Doc, "unit", u.ID), u.When); day != 0 {
				c.Report(u, nil, "Date", day)
			}
		}),
	},
	&Rule{
		Name: "command.refusal", Section: plan.SectionParties, Severity: Serious, Kind: plan.KindOf[plan.Command](),
		Reads:  []string{"unit.*", "command.may-refuse", "command.unit"},
		Needs:  []string{"command.substitute"},
		Source: fromHelsinki,
		Check: look(func(c *Context, m *plan.Command) {
			if m.MayRefuse && m.Substitute == plan.NoID {
				who := substituteFor(c.Doc, m)
				c.ReportUnless(who != plan.NoID, m, []plan.ID{m.Unit}, "Unit", m.Unit, "Substitute", who)
			}
		}),
		Fix: set("substitute", func(d *plan.Document, m *plan.Command) string { return substituteFor(d, m).String() }),
	},
	&Rule{
		Name: "command.substitute", Section: plan.SectionParties, Severity: Serious, Kind: plan.KindOf[plan.Command](),
		Reads:  []string{"unit>unit.when", "unit>unit.operation", "substitute>unit.when", "substitute>unit.operation", "command.may-refuse", "command.unit"},
		Needs:  []string{"command.substitute"},
		Source: fromHelsinki,
		Check: look(func(c *Context, m *plan.Command) {
			if m.MayRefuse && m.Substitute != plan.NoID && !canReplace(c.Doc, m, find[plan.Unit](c, m.Substitute)) {
				c.Report(m, []plan.ID{m.Unit, m.Substitute}, "Unit", m.Unit, "Substitute", m.Substitute)
			}
		}),
	},
	&Rule{
		Name: "command.holder", Section: plan.SectionParties, Severity: Serious, Kind: plan.KindOf[plan.Command](),
		Reads:  []string{"operation>operation.lead"},
		Needs:  []string{"command.holder", "command.party"},
		Source: fromCommandTerms,
		Check: look(func(c *Context, m *plan.Command) {
			if m.Holder == plan.NoID && m.Party == plan.NoID {
				op := c.operation(m.Operation)
				c.ReportUnless(op != nil && op.Lead != plan.NoID, m, []plan.ID{m.Unit}, "Unit", m.Unit)
			}
		}),
		Fix: set("party", func(d *plan.Document, m *plan.Command) string {
			if op := plan.Find[plan.Operation](d, m.Operation); op != nil {
				return op.Lead.String()
			}
			return ""
		}),
	},
	&Rule{
		Name: "command.vacant", Section: plan.SectionParties, Severity: Serious, Kind: plan.KindOf[plan.Command](),
		Reads:  []string{"holder>post.holder"},
		Needs:  []string{"post.holder"},
		Source: fromStructures,
		Check: look(func(c *Context, m *plan.Command) {
			if p := find[plan.Post](c, m.Holder); p != nil && p.Holder == plan.NoID {
				c.Report(m, []plan.ID{p.ID}, "Unit", m.Unit, "Post", p.ID)
			}
		}),
	},
	&Rule{
		Name: "command.lead", Section: plan.SectionParties, Severity: Blocking, Kind: plan.KindOf[plan.Operation](),
		Reads:  []string{"participation.role", "participation.party"},
		Needs:  []string{"operation.lead"},
		Source: fromStructures,
		Check: look(func(c *Context, op *plan.Operation) {
			if op.Structure == "lead" && op.Lead == plan.NoID {
				c.ReportUnless(onlyLead(c.Doc, op.ID) != plan.NoID, op, nil, "Party", onlyLead(c.Doc, op.ID))
			}
		}),
		Fix: set("lead", func(d *plan.Document, op *plan.Operation) string { return onlyLead(d, op.ID).String() }),
	},
	&Rule{
		Name: "command.deputy", Section: plan.SectionParties, Severity: Serious, Kind: plan.KindOf[plan.Operation](),
		Reads:  []string{"command.holder", "post.superior"},
		Needs:  []string{"command.holder", "post.superior"},
		Source: fromBrigade,
		Check: look(func(c *Context, op *plan.Operation) {
			if op.Structure != "deputy" {
				return
			}
			for m := range plan.Each[plan.Command](c.Doc, op.ID) {
				if p := find[plan.Post](c, m.Holder); p != nil && p.Superior != plan.NoID {
					return
				}
			}
			c.Report(op, nil)
		}),
	},
)

// authority orders the levels of command; what is lower can be delegated by who
// holds the higher.
func authority(level plan.Choice) int {
	return slices.Index([]plan.Choice{"coordination", "tacon", "tacom", "opcon", "opcom"}, level)
}

func levelName(m *plan.Command) plan.Message {
	return plan.Say(plan.KindOf[plan.Command]().Field("level").ChoiceLabel(string(m.Level)))
}

// clashing reports relations of a unit at one of the levels that two hold on
// the same day.
func clashing(c *Context, u *plan.Unit, levels ...plan.Choice) {
	var held []*plan.Command
	for _, m := range sorted[plan.Command](c.Doc, "unit", u.ID) {
		if slices.Contains(levels, m.Level) {
			held = append(held, m)
		}
	}
	for i, a := range held {
		for _, b := range held[i+1:] {
			if meet(a.When, b.When) && a.Level == b.Level && (a.Holder != b.Holder || a.Party != b.Party) {
				c.ReportUnless(endBefore(a, b) != nil, u, []plan.ID{a.ID, b.ID}, "Level", levelName(a))
			}
		}
	}
}

// endBefore gives the relation that can end the day before the other begins;
// nil when both begin together.
func endBefore(a, b *plan.Command) *plan.Command {
	switch {
	case a.When.Start < b.When.Start:
		return a
	case b.When.Start < a.When.Start:
		return b
	}
	return nil
}

// endEarlier is the Fix for two relations on the same days.
func endEarlier(d *plan.Document, f Finding) (plan.Edit, error) {
	a, b := plan.Find[plan.Command](d, f.Others[0]), plan.Find[plan.Command](d, f.Others[1])
	if a == nil || b == nil || endBefore(a, b) == nil {
		return plan.Edit{}, plan.Problem("error.fix.none", "Name", nameOf(d, f.Object))
	}
	first, second := a, b
	if endBefore(a, b) == b {
		first, second = b, a
	}
	when := plan.Span{Start: first.When.Start, Finish: second.When.Start - 1}
	return f.put(d, first.ID, plan.KindOf[plan.Command]().Field("when"), when.String())
}

// isAbove reports whether post high is among the superiors of post low.
func isAbove(d *plan.Document, high, low plan.ID) bool {
	seen := map[plan.ID]bool{}
	for p := plan.Find[plan.Post](d, low); p != nil && high != plan.NoID && !seen[p.ID]; p = plan.Find[plan.Post](d, p.Superior) {
		seen[p.ID] = true
		if p.Superior == high {
			return high != low
		}
	}
	return false
}

// placed reports whether a unit or one it belongs to has a command relation.
func placed(d *plan.Document, u *plan.Unit) bool {
	unit := plan.KindOf[plan.Command]().Field("unit")
	seen := map[plan.ID]bool{}
	for ; u != nil && !seen[u.ID]; u = plan.Find[plan.Unit](d, u.Parent) {
		if d.CountReferring(unit, u.ID) > 0 {
			return true
		}
		seen[u.ID] = true
	}
	return false
}

// uncovered is the first day of span on which none of the relations holds, 0
// when there is none or nothing to cover.
func uncovered(relations []*plan.Command, span plan.Span) plan.Date {
	if len(relations) == 0 || span.Start == 0 || span.Finish == 0 {
		return 0
	}
	slices.SortFunc(relations, func(a, b *plan.Command) int { return int(a.When.Start) - int(b.When.Start) })
	day := span.Start
	for _, m := range relations {
		if m.When.Start > day {
			return day
		}
		if m.When.Finish == 0 {
			return 0
		}
		day = max(day, m.When.Finish+1)
	}
	if day <= span.Finish {
		return day
	}
	return 0
}

// canReplace reports whether a unit can take a task that m lets another refuse.
func canReplace(d *plan.Document, m *plan.Command, u *plan.Unit) bool {
	refusing := plan.Find[plan.Unit](d, m.Unit)
	if u == nil || refusing == nil || u.ID == m.Unit || u.Operation != refusing.Operation || outside(refusing.When, u.When) {
		return false
	}
	for own := range parts[plan.Command](d, "unit", u.ID) {
		if own.MayRefuse {
			return false
		}
	}
	return true
}

// substituteFor is the first unit of the same type that can step in, one in the
// same sector before others.
func substituteFor(d *plan.Document, m *plan.Command) plan.ID {
	refusing := plan.Find[plan.Unit](d, m.Unit)
	if refusing == nil {
		return plan.NoID
	}
	best := plan.NoID
	for u := range plan.Each[plan.Unit](d, m.Operation) {
		if u.Type != refusing.Type || !canReplace(d, m, u) {
			continue
		}
		if u.Sector == refusing.Sector {
			return u.ID
		}
		if best == plan.NoID {
			best = u.ID
		}
	}
	return best
}

// onlyLead is the party that alone takes part as lead, NoID when none or
// several do.
func onlyLead(d *plan.Document, op plan.ID) plan.ID {
	if leads := membersOf(d, op, "lead"); len(leads) == 1 {
		return leads[0]
	}
	return plan.NoID
}
