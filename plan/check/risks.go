package check

import (
	"strconv"

	"jointplan/plan"
)

var _ = register(
	riskRule(Rule{
		Name: "risk.owner", Severity: Serious, Reads: []string{"task>task.party"}, Needs: []string{"risk.owner"},
		Fix: set("owner", func(d *plan.Document, r *plan.Risk) string { return ownerFor(d, r).String() }),
	}, func(c *Context, r *plan.Risk) {
		if isHigh(r) && r.Owner == plan.NoID {
			who := ownerFor(c.Doc, r)
			c.ReportUnless(who != plan.NoID, r, nil, "Party", who)
		}
	}),
	riskRule(Rule{Name: "risk.control", Severity: Serious, Needs: []string{"risk.control"}}, func(c *Context, r *plan.Risk) {
		if isHigh(r) && r.Control == "" && r.State != "accepted" {
			c.Report(r, nil, "Score", r.Probability*r.Impact)
		}
	}),
	riskRule(Rule{Name: "risk.score", Severity: Advice, Needs: []string{"risk.probability", "risk.impact"}}, func(c *Context, r *plan.Risk) {
		if r.Probability == 0 || r.Impact == 0 {
			c.Report(r, nil)
		}
	}),
	riskRule(Rule{
		Name: "risk.residual", Severity: Advice,
		Fix: set("residual", func(_ *plan.Document, r *plan.Risk) string { return strconv.Itoa(r.Probability * r.Impact) }),
	}, func(c *Context, r *plan.Risk) {
		if score := r.Probability * r.Impact; score > 0 && r.Residual > score {
			c.Report(r, nil, "Residual", r.Residual, "Score", score)
		}
	}),
	&Rule{
		Name: "risk.none", Section: plan.SectionRisks, Severity: Advice, Kind: plan.KindOf[plan.Operation](),
		Reads:  []string{"risk.operation"},
		Source: fromRiskPractice,
		Check: look(func(c *Context, op *plan.Operation) {
			if count[plan.Risk](c.Doc, op.ID) == 0 {
				c.Report(op, nil)
			}
		}),
	},
)

// riskRule is a rule about risks that are not closed.
func riskRule(rule Rule, check func(c *Context, r *plan.Risk)) *Rule {
	rule.Section, rule.Kind, rule.Source = plan.SectionRisks, plan.KindOf[plan.Risk](), fromRiskPractice
	rule.Needs = append(rule.Needs, "risk.state")
	rule.Check = look(func(c *Context, r *plan.Risk) {
		if r.State != "closed" {
			check(c, r)
		}
	})
	return &rule
}

// highRisk is the product of probability and impact from which a risk needs an
// owner and a control: likely and grave.
const highRisk = 12

func isHigh(r *plan.Risk) bool { return r.Probability*r.Impact >= highRisk }

func ownerFor(d *plan.Document, r *plan.Risk) plan.ID {
	if t := plan.Find[plan.Task](d, r.Task); t != nil {
		return t.Party
	}
	return plan.NoID
}
