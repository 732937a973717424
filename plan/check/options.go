package check

import "jointplan/plan"

var _ = register(
	&Rule{
		Name: "option.alone", Section: plan.SectionOptions, Severity: Advice, Kind: plan.KindOf[plan.Operation](),
		Reads:  []string{"option.operation"},
		Source: fromPlanning,
		Check: look(func(c *Context, op *plan.Operation) {
			if count[plan.Option](c.Doc, op.ID) == 1 {
				c.Report(op, nil)
			}
		}),
	},
	&Rule{
		Name: "option.fails", Section: plan.SectionOptions, Severity: Advice, Kind: plan.KindOf[plan.Option](),
		Source: fromPlanning,
		Check: look(func(c *Context, o *plan.Option) {
			for i, gate := range []plan.Choice{o.Suitable, o.Feasible, o.Acceptable, o.Distinguishable, o.Complete} {
				if gate == "no" {
					c.Report(o, nil, "Test", plan.Say(gates[i].Label()))
				}
			}
		}),
	},
	&Rule{
		Name: "option.unscored", Section: plan.SectionOptions, Severity: Advice, Kind: plan.KindOf[plan.Option](),
		Reads:  []string{"criterion.*", "score.value<option", "score.criterion<option"},
		Needs:  []string{"score.value"},
		Source: fromPlanning,
		Check: look(func(c *Context, o *plan.Option) {
			scored := map[plan.ID]bool{}
			for s := range parts[plan.Score](c.Doc, "option", o.ID) {
				scored[s.Criterion] = s.Value > 0 || scored[s.Criterion]
			}
			var missing []plan.ID
			for r := range plan.Each[plan.Criterion](c.Doc, o.Operation) {
				if !scored[r.ID] {
					missing = append(missing, r.ID)
				}
			}
			if len(missing) > 0 {
				c.Report(o, missing, "Criteria", missing)
			}
		}),
	},
	&Rule{
		Name: "criterion.weight", Section: plan.SectionOptions, Severity: Advice, Kind: plan.KindOf[plan.Criterion](),
		Needs:  []string{"criterion.weight"},
		Source: fromPlanning,
		Check: look(func(c *Context, r *plan.Criterion) {
			if r.Weight == 0 {
				c.Report(r, nil)
			}
		}),
	},
)

// gates are the tests of an option's validity.
var gates = func() []*plan.Field {
	var fields []*plan.Field
	for _, name := range []string{"suitable", "feasible", "acceptable", "distinguishable", "complete"} {
		fields = append(fields, plan.KindOf[plan.Option]().Field(name))
	}
	return fields
}()
