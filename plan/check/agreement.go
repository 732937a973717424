package check

import (
	"slices"

	"jointplan/plan"
)

var _ = register(
	&Rule{
		Name: "agreement.reserved", Section: plan.SectionAgreement, Severity: Serious, Kind: plan.KindOf[plan.Agreement](),
		Source: fromFuture,
		Check: look(func(c *Context, a *plan.Agreement) {
			if a.State == "reserved" {
				c.Report(a, []plan.ID{a.About}, "About", a.About, "Party", a.Party)
			}
		}),
	},
	&Rule{
		Name: "agreement.reason", Section: plan.SectionAgreement, Severity: Advice, Kind: plan.KindOf[plan.Agreement](),
		Needs:  []string{"agreement.reason"},
		Source: fromFuture,
		Check: look(func(c *Context, a *plan.Agreement) {
			if a.State == "reserved" && a.Reason == "" {
				c.Report(a, []plan.ID{a.About}, "About", a.About, "Party", a.Party)
			}
		}),
	},
	&Rule{
		Name: "agreement.lapsed", Section: plan.SectionAgreement, Severity: Serious, Kind: plan.KindOf[plan.Agreement](),
		Reads:  []string{"about>any.*"},
		Source: fromFuture,
		Check: look(func(c *Context, a *plan.Agreement) {
			if plan.HasLapsed(c.Doc, a) {
				c.Report(a, []plan.ID{a.About}, "About", a.About, "Party", a.Party)
			}
		}),
		Fix: set("state", func(d *plan.Document, a *plan.Agreement) string {
			if plan.HasLapsed(d, a) {
				return "proposed"
			}
			return ""
		}),
	},
	&Rule{
		Name: "agreement.unasked", Section: plan.SectionAgreement, Severity: Serious, Kind: plan.KindOf[plan.Operation](),
		Reads:  []string{factsReads, "agreement.about", "agreement.party"},
		Needs:  []string{"agreement.party"},
		Source: fromFuture,
		Check: look(func(c *Context, op *plan.Operation) {
			states := statesOf(c.Doc, op.ID)
			missing := slices.DeleteFunc(c.members(op.ID), func(id plan.ID) bool { return states[id] != nil })
			if len(missing) > 0 {
				c.Report(op, missing, "Parties", missing)
			}
		}),
	},
	&Rule{
		Name: "agreement.status", Section: plan.SectionAgreement, Severity: Blocking, Kind: plan.KindOf[plan.Operation](),
		Reads:  []string{factsReads, "agreement.about", "agreement.party", "agreement.state"},
		Source: fromFuture,
		Check: look(func(c *Context, op *plan.Operation) {
			if op.Status != "agreed" && op.Status != "running" {
				return
			}
			states := statesOf(c.Doc, op.ID)
			open := slices.DeleteFunc(c.members(op.ID, "lead", "contributor", "host"), func(id plan.ID) bool {
				return slices.Contains(states[id], "agreed")
			})
			if len(open) > 0 {
				c.Report(op, open, "Parties", open)
			}
		}),
		Fix: set("status", func(*plan.Document, *plan.Operation) string { return "staffing" }),
	},
	&Rule{
		Name: "decision.overdue", Section: plan.SectionAgreement, Severity: Serious, Kind: plan.KindOf[plan.Decision](),
		Needs:  []string{"decision.state"},
		Source: fromFuture,
		Check: look(func(c *Context, e *plan.Decision) {
			if c.Today != 0 && e.On != 0 && e.On < c.Today && e.State != "taken" {
				c.Report(e, nil, "Date", e.On)
			}
		}),
	},
	&Rule{
		Name: "decision.undated", Section: plan.SectionAgreement, Severity: Advice, Kind: plan.KindOf[plan.Decision](),
		Needs:  []string{"decision.on"},
		Source: fromFuture,
		Check: look(func(c *Context, e *plan.Decision) {
			if e.On == 0 && (e.State == "open" || e.State == "taken") {
				c.Report(e, nil)
			}
		}),
	},
	&Rule{
		Name: "decision.parties", Section: plan.SectionAgreement, Severity: Advice, Kind: plan.KindOf[plan.Decision](),
		Needs:  []string{"decision.parties"},
		Source: fromFuture,
		Check: look(func(c *Context, e *plan.Decision) {
			if len(e.Parties) == 0 {
				c.Report(e, nil)
			}
		}),
	},
)

// statesOf gives where each party stands on an object.
func statesOf(d *plan.Document, about plan.ID) map[plan.ID][]plan.Choice {
	states := map[plan.ID][]plan.Choice{}
	for a := range parts[plan.Agreement](d, "about", about) {
		states[a.Party] = append(states[a.Party], a.State)
	}
	return states
}
