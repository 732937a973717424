package check

import (
	"slices"

	"jointplan/plan"
)

var _ = register(
	&Rule{
		Name: "standard.gap", Section: plan.SectionInterop, Severity: Serious, Kind: plan.KindOf[plan.Standard](),
		Reads:  []string{"adoption.*<standard", factsReads},
		Needs:  []string{"adoption.party", "adoption.state"},
		Source: fromStandards,
		Check: look(func(c *Context, s *plan.Standard) {
			if !s.Needed {
				return
			}
			if missing := withoutStandard(c, s); len(missing) > 0 {
				c.Report(s, missing, "Parties", missing, "Count", len(missing))
			}
		}),
	},
	&Rule{
		Name: "standard.closed", Section: plan.SectionInterop, Severity: Serious, Kind: plan.KindOf[plan.Adoption](),
		Reads:  []string{"standard>standard.needed"},
		Source: fromStandards,
		Check: look(func(c *Context, a *plan.Adoption) {
			if s := find[plan.Standard](c, a.Standard); s != nil && s.Needed && a.State == "closed" {
				c.Report(a, []plan.ID{s.ID}, "Standard", s.ID, "Party", a.Party)
			}
		}),
	},
	&Rule{
		Name: "standard.condition", Section: plan.SectionInterop, Severity: Advice, Kind: plan.KindOf[plan.Adoption](),
		Needs:  []string{"adoption.condition"},
		Source: fromStandards,
		Check: look(func(c *Context, a *plan.Adoption) {
			if (a.State == "opened" || a.State == "waived") && a.Condition == "" {
				c.Report(a, nil, "Standard", a.Standard, "Party", a.Party)
			}
		}),
	},
	&Rule{
		Name: "standard.twice", Section: plan.SectionInterop, Severity: Advice, Kind: plan.KindOf[plan.Standard](),
		Reads:  []string{"adoption.*<standard"},
		Needs:  []string{"adoption.party"},
		Source: fromConsistency,
		Check: look(func(c *Context, s *plan.Standard) {
			first := map[plan.ID]*plan.Adoption{}
			for _, a := range sorted[plan.Adoption](c.Doc, "standard", s.ID) {
				if before := first[a.Party]; before != nil {
					c.Report(a, []plan.ID{before.ID}, "Standard", s.ID, "Party", a.Party)
				} else {
					first[a.Party] = a
				}
			}
		}),
		Fix: remove,
	},
)

// withoutStandard lists the parties with forces or a lead that have neither
// adopted a standard nor been excused from it.
func withoutStandard(c *Context, s *plan.Standard) []plan.ID {
	var has []plan.ID
	for a := range parts[plan.Adoption](c.Doc, "standard", s.ID) {
		if a.State == "adopted" || a.State == "implemented" || a.State == "waived" {
			has = append(has, a.Party)
		}
	}
	return slices.DeleteFunc(c.members(s.Operation, "lead", "contributor"), func(id plan.ID) bool { return slices.Contains(has, id) })
}
