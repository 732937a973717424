package check

import (
	"strconv"

	"jointplan/plan"
)

var _ = register(
	&Rule{
		Name: "requirement.short", Section: plan.SectionForces, Severity: Serious, Kind: plan.KindOf[plan.Requirement](),
		Reads:  []string{"offer.quantity<requirement", "offer.state<requirement"},
		Needs:  []string{"offer.quantity", "offer.state"},
		Source: fromForces,
		Check: look(func(c *Context, q *plan.Requirement) {
			accepted := 0
			for o := range parts[plan.Offer](c.Doc, "requirement", q.ID) {
				if o.State == "accepted" {
					accepted += o.Quantity
				}
			}
			if accepted < q.Quantity {
				c.Report(q, nil, "Need", q.Quantity, "Accepted", accepted, "Missing", q.Quantity-accepted)
			}
		}),
	},
	&Rule{
		Name: "requirement.ready", Section: plan.SectionForces, Severity: Serious, Kind: plan.KindOf[plan.Requirement](),
		Reads:  []string{"phase>phase.when"},
		Source: fromForces,
		Check: look(func(c *Context, q *plan.Requirement) {
			if p := find[plan.Phase](c, q.Phase); p != nil && p.When.Start != 0 && q.Ready > p.When.Start {
				c.Report(q, []plan.ID{p.ID}, "Phase", p.ID)
			}
		}),
		Fix: set("ready", func(d *plan.Document, q *plan.Requirement) string {
			if p := plan.Find[plan.Phase](d, q.Phase); p != nil {
				return p.When.Start.String()
			}
			return ""
		}),
	},
	&Rule{
		Name: "offer.late", Section: plan.SectionForces, Severity: Serious, Kind: plan.KindOf[plan.Offer](),
		Reads:  []string{"requirement>requirement.ready"},
		Source: fromForces,
		Check: look(func(c *Context, o *plan.Offer) {
			q := find[plan.Requirement](c, o.Requirement)
			if q != nil && q.Ready != 0 && o.Ready > q.Ready && standing(o) {
				c.Report(o, []plan.ID{q.ID}, "Party", o.Party, "Date", o.Ready, "Needed", q.Ready)
			}
		}),
	},
	&Rule{
		Name: "offer.party", Section: plan.SectionForces, Severity: Serious, Kind: plan.KindOf[plan.Offer](),
		Reads:  []string{"unit>unit.party"},
		Needs:  []string{"offer.party", "unit.party"},
		Source: fromConsistency,
		Check: look(func(c *Context, o *plan.Offer) {
			if u := find[plan.Unit](c, o.Unit); u != nil && u.Party != plan.NoID && u.Party != o.Party {
				c.Report(o, []plan.ID{u.ID}, "Unit", u.ID, "Party", u.Party)
			}
		}),
		Fix: set("party", func(d *plan.Document, o *plan.Offer) string {
			if u := plan.Find[plan.Unit](d, o.Unit); u != nil {
				return u.Party.String()
			}
			return ""
		}),
	},
	&Rule{
		Name: "offer.strength", Section: plan.SectionForces, Severity: Serious, Kind: plan.KindOf[plan.Offer](),
		Reads:  []string{"unit>unit.strength", "requirement>requirement.counted"},
		Needs:  []string{"requirement.counted"},
		Source: fromHelsinki,
		Check: look(func(c *Context, o *plan.Offer) {
			u, q := find[plan.Unit](c, o.Unit), find[plan.Requirement](c, o.Requirement)
			if u == nil || q == nil || u.Strength == 0 || !standing(o) || (q.Counted != "" && q.Counted != "people") {
				return
			}
			if o.Quantity > u.Strength {
				c.Report(o, []plan.ID{u.ID}, "Unit", u.ID, "Quantity", o.Quantity, "Strength", u.Strength)
			}
		}),
		Fix: set("quantity", func(d *plan.Document, o *plan.Offer) string {
			if u := plan.Find[plan.Unit](d, o.Unit); u != nil {
				return strconv.Itoa(u.Strength)
			}
			return ""
		}),
	},
	&Rule{
		Name: "offer.twice", Section: plan.SectionForces, Severity: Serious, Kind: plan.KindOf[plan.Unit](),
		Reads:  []string{"offer.*<unit"},
		Source: fromForces,
		Check: look(func(c *Context, u *plan.Unit) {
			var accepted []*plan.Offer
			for _, o := range sorted[plan.Offer](c.Doc, "unit", u.ID) {
				if o.State == "accepted" {
					accepted = append(accepted, o)
				}
			}
			if len(accepted) > 1 {
				c.Report(u, idsOf(accepted), "Count", len(accepted))
			}
		}),
	},
	&Rule{
		Name: "unit.strength", Section: plan.SectionForces, Severity: Advice, Kind: plan.KindOf[plan.Unit](),
		Needs:  []string{"unit.strength"},
		Source: fromForces,
		Check: look(func(c *Context, u *plan.Unit) {
			if u.Strength == 0 {
				c.Report(u, nil)
			}
		}),
	},
	&Rule{
		Name: "unit.parts", Section: plan.SectionForces, Severity: Serious, Kind: plan.KindOf[plan.Unit](),
		Reads:  []string{"unit.*<parent"},
		Source: fromHelsinki,
		Check: look(func(c *Context, u *plan.Unit) {
			subordinate, sum := sorted[plan.Unit](c.Doc, "parent", u.ID), 0
			for _, part := range subordinate {
				if meet(part.When, u.When) {
					sum += part.Strength
				}
			}
			if u.Strength > 0 && sum > u.Strength {
				c.Report(u, idsOf(subordinate), "Sum", sum, "Strength", u.Strength)
			}
		}),
		Fix: set("strength", func(d *plan.Document, u *plan.Unit) string {
			sum := 0
			for part := range parts[plan.Unit](d, "parent", u.ID) {
				if meet(part.When, u.When) {
					sum += part.Strength
				}
			}
			return strconv.Itoa(sum)
		}),
	},
	&Rule{
		Name: "unit.circle", Section: plan.SectionForces, Severity: Blocking, Kind: plan.KindOf[plan.Unit](),
		Reads:  []string{"unit.parent"},
		Source: fromConsistency,
		Check: look(func(c *Context, u *plan.Unit) {
			if circular(u.ID, func(id plan.ID) plan.ID {
				if at := find[plan.Unit](c, id); at != nil {
					return at.Parent
				}
				return plan.NoID
			}) {
				c.Report(u, nil)
			}
		}),
		Fix: func(d *plan.Document, f Finding) (plan.Edit, error) {
			return f.clear(d, f.Object, plan.KindOf[plan.Unit]().Field("parent"))
		},
	},
	&Rule{
		Name: "unit.dates", Section: plan.SectionForces, Severity: Advice, Kind: plan.KindOf[plan.Unit](),
		Reads:  []string{"operation>operation.period"},
		Source: fromConsistency,
		Check: look(func(c *Context, u *plan.Unit) {
			if op := c.operation(u.Operation); op != nil && outside(u.When, op.Period) {
				c.ReportUnless(meet(u.When, op.Period), u, nil)
			}
		}),
		Fix: set("when", func(d *plan.Document, u *plan.Unit) string { return cutToOperation(d, u.Operation, u.When) }),
	},
	taskRule(Rule{
		Name: "unit.late", Section: plan.SectionForces, Severity: Serious, Reads: []string{"units>unit.when"}, Source: fromForces,
		Fix: set("when", func(d *plan.Document, t *plan.Task) string {
			late := plan.Date(0)
			for _, id := range t.Units {
				if u := plan.Find[plan.Unit](d, id); u != nil {
					late = max(late, u.When.Start)
				}
			}
			return t.When.Shift(int(late - t.When.Start)).String()
		}),
	}, func(c *Context, t *plan.Task) {
		for _, id := range t.Units {
			if u := find[plan.Unit](c, id); u != nil && t.When.Start != 0 && u.When.Start > t.When.Start {
				c.Report(t, []plan.ID{id}, "Unit", id, "Date", u.When.Start)
			}
		}
	}),
	taskRule(Rule{
		Name: "unit.leaves", Section: plan.SectionForces, Severity: Serious, Reads: []string{"units>unit.when"}, Source: fromForces,
	}, func(c *Context, t *plan.Task) {
		for _, id := range t.Units {
			if u := find[plan.Unit](c, id); u != nil && u.When.Finish != 0 && u.When.Finish < t.When.Finish {
				c.Report(t, []plan.ID{id}, "Unit", id, "Date", u.When.Finish)
			}
		}
	}),
	&Rule{
		Name: "holding.ceiling", Section: plan.SectionForces, Severity: Serious, Kind: plan.KindOf[plan.Holding](),
		Reads:  []string{"move.quantity<holding"},
		Needs:  []string{"move.quantity"},
		Source: fromTreaty,
		Check: look(func(c *Context, h *plan.Holding) {
			if left := h.Quantity - moved(c.Doc, h); h.Ceiling > 0 && left > h.Ceiling {
				c.Report(h, nil, "Left", left, "Ceiling", h.Ceiling)
			}
		}),
	},
	&Rule{
		Name: "move.quantity", Section: plan.SectionForces, Severity: Serious, Kind: plan.KindOf[plan.Holding](),
		Reads:  []string{"move.*<holding"},
		Needs:  []string{"holding.quantity"},
		Source: fromTreaty,
		Check: look(func(c *Context, h *plan.Holding) {
			if sum := moved(c.Doc, h); sum > h.Quantity {
				c.Report(h, idsOf(sorted[plan.Move](c.Doc, "holding", h.ID)), "Sum", sum, "Quantity", h.Quantity)
			}
		}),
	},
	&Rule{
		Name: "move.unverified", Section: plan.SectionForces, Severity: Advice, Kind: plan.KindOf[plan.Move](),
		Needs:  []string{"move.verified"},
		Source: fromTreaty,
		Check: look(func(c *Context, m *plan.Move) {
			if c.Today != 0 && m.When.Finish != 0 && m.When.Finish < c.Today && !m.Verified {
				c.Report(m, nil, "Date", m.When.Finish)
			}
		}),
	},
	&Rule{
		Name: "move.verifier", Section: plan.SectionForces, Severity: Serious, Kind: plan.KindOf[plan.Move](),
		Reads:  []string{"holding>holding.party"},
		Source: fromTreaty,
		Check: look(func(c *Context, m *plan.Move) {
			h := find[plan.Holding](c, m.Holding)
			if h != nil && m.Verifier != plan.NoID && m.Verifier == h.Party {
				c.Report(m, nil, "Party", m.Verifier)
			}
		}),
	},
)

// standing reports whether an offer still counts.
func standing(o *plan.Offer) bool { return o.State == "offered" || o.State == "accepted" }

func moved(d *plan.Document, h *plan.Holding) int {
	sum := 0
	for m := range parts[plan.Move](d, "holding", h.ID) {
		sum += m.Quantity
	}
	return sum
}

// circular reports whether going up from id comes back to it.
func circular(id plan.ID, up func(plan.ID) plan.ID) bool {
	seen := map[plan.ID]bool{}
	for at := up(id); at != plan.NoID && !seen[at]; at = up(at) {
		if at == id {
			return true
		}
		seen[at] = true
	}
	return false
}
