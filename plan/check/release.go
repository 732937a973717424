package check

import (
	"slices"

	"jointplan/plan"
	"jointplan/plan/edit"
)

var _ = register(
	&Rule{
		Name: "release.field", Section: plan.SectionAgreement, Severity: Serious, Kind: plan.KindOf[plan.Release](),
		Source: fromConsistency,
		Check: look(func(c *Context, r *plan.Release) {
			k := plan.KindNamed(string(r.What))
			if k == nil || r.Field == "" || slices.Contains(edit.LabelFields(k), k.Field(r.Field)) {
				return
			}
			c.Report(r, nil, "Field", r.Field, "Kind", plan.Say(k.Label()))
		}),
	},
	&Rule{
		Name: "release.nothing", Section: plan.SectionAgreement, Severity: Advice, Kind: plan.KindOf[plan.Release](),
		Source: fromConsistency,
		Check: look(func(c *Context, r *plan.Release) {
			if r.Marking == "" && len(r.Releasable) == 0 {
				c.Report(r, nil)
			}
		}),
	},
)

// Who is named among those that may have something gets it only when cleared.
var _ = registerEach(Rule{
	Name: "release.clearance", Severity: Serious, Reads: []string{"releasable>party.cleared"}, Source: fromStandards,
	Check: func(c *Context, o plan.Object) {
		own := o.Shared()
		if len(own.Releasable) == 0 || plan.MarkingRank(own.Marking) <= 1 {
			return
		}
		var short []plan.ID
		for _, id := range own.Releasable {
			p := plan.Find[plan.Party](c.Doc, id)
			if p != nil && plan.MarkingRank(p.Cleared) < plan.MarkingRank(own.Marking) {
				short = append(short, id)
			}
		}
		if len(short) > 0 {
			c.Report(o, short, "Parties", short)
		}
	},
}, func(k *plan.Kind) bool { return true })
