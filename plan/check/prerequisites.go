package check

import (
	"strings"

	"jointplan/plan"
)

// The five things the report wants agreed before a joint operation starts: a
// command arrangement, guiding principles, sectors of responsibility, the
// fundamental military tasks, a legal framework.
var _ = register(
	prerequisite(Rule{
		Name: "operation.command", Section: plan.SectionParties, Reads: append([]string{"command.operation"}, deploysReads...),
		Needs: []string{"operation.structure"},
	}, func(c *Context, op *plan.Operation) bool {
		return !deploys(c.Doc, op) || (op.Structure != "" && count[plan.Command](c.Doc, op.ID) > 0)
	}),
	prerequisite(Rule{
		Name: "operation.principles", Section: plan.SectionText, Reads: []string{"passage.chapter", "passage.text"},
		Needs: []string{"passage.chapter", "passage.text"},
	}, func(c *Context, op *plan.Operation) bool {
		for p := range plan.Each[plan.Passage](c.Doc, op.ID) {
			if p.Chapter == "principles" && strings.TrimSpace(string(p.Text)) != "" {
				return true
			}
		}
		return false
	}),
	prerequisite(Rule{
		Name: "operation.sectors", Section: plan.SectionSectors, Reads: deploysReads,
	}, func(c *Context, op *plan.Operation) bool {
		return !deploys(c.Doc, op) || count[plan.Sector](c.Doc, op.ID) > 0
	}),
	prerequisite(Rule{
		Name: "operation.tasks", Section: plan.SectionTasks, Reads: []string{"task.operation"},
	}, func(c *Context, op *plan.Operation) bool { return count[plan.Task](c.Doc, op.ID) > 0 }),
	prerequisite(Rule{
		Name: "operation.legal", Section: plan.SectionLegal, Reads: append([]string{"instrument.operation"}, deploysReads...),
	}, func(c *Context, op *plan.Operation) bool {
		return !deploys(c.Doc, op) || count[plan.Instrument](c.Doc, op.ID) > 0
	}),
	&Rule{
		Name: "operation.end-state", Section: plan.SectionText, Severity: Advice, Kind: plan.KindOf[plan.Operation](),
		Needs:  []string{"operation.endstate"},
		Source: fromPlanning,
		Check: look(func(c *Context, op *plan.Operation) {
			if strings.TrimSpace(string(op.EndState)) == "" {
				c.Report(op, nil)
			}
		}),
	},
	&Rule{
		Name: "operation.phases", Section: plan.SectionTasks, Severity: Advice, Kind: plan.KindOf[plan.Operation](),
		Reads:  []string{"phase.operation", "task.operation"},
		Source: fromPlanning,
		Check: look(func(c *Context, op *plan.Operation) {
			if count[plan.Phase](c.Doc, op.ID) == 0 && count[plan.Task](c.Doc, op.ID) > 0 {
				c.Report(op, nil)
			}
		}),
	},
	&Rule{
		Name: "phase.dates", Section: plan.SectionTasks, Severity: Serious, Kind: plan.KindOf[plan.Phase](),
		Reads:  []string{"operation>operation.period"},
		Source: fromPlanning,
		Check: look(func(c *Context, p *plan.Phase) {
			if op := c.operation(p.Operation); op != nil && outside(p.When, op.Period) {
				c.ReportUnless(meet(p.When, op.Period), p, nil)
			}
		}),
		Fix: set("when", func(d *plan.Document, p *plan.Phase) string { return cutToOperation(d, p.Operation, p.When) }),
	},
)

// prerequisite is a rule that reports an operation which has not what it needs.
func prerequisite(rule Rule, met func(c *Context, op *plan.Operation) bool) *Rule {
	rule.Kind, rule.Severity, rule.Source = plan.KindOf[plan.Operation](), Blocking, fromIraq
	rule.Check = look(func(c *Context, op *plan.Operation) {
		if !met(c, op) {
			c.Report(op, nil)
		}
	})
	return &rule
}

// deploys reports whether people and equipment go somewhere. A plan that has
// tasks but names no forces, sectors or command structure is one of talks,
// exchanges or studies, and needs neither sectors nor a status of forces.
func deploys(d *plan.Document, op *plan.Operation) bool {
	return op.Structure != "" || count[plan.Unit](d, op.ID) > 0 || count[plan.Sector](d, op.ID) > 0 ||
		count[plan.Requirement](d, op.ID) > 0 || count[plan.Command](d, op.ID) > 0 || count[plan.Task](d, op.ID) == 0
}

var deploysReads = []string{
	"operation.structure", "unit.operation", "sector.operation", "requirement.operation", "command.operation", "task.operation",
}
