package check

import (
	"hash/maphash"

	"jointplan/plan"
	"jointplan/plan/edit"
)

var _ = register(
	&Rule{
		Name: "dependency.circle", Section: plan.SectionTasks, Severity: Blocking, Kind: plan.KindOf[plan.Operation](),
		Reads:  []string{"dependency.from", "dependency.to"},
		Source: fromScheduling,
		Check: look(func(c *Context, op *plan.Operation) {
			for _, tasks := range circles(c, op.ID) {
				c.Report(op, tasks, "Tasks", tasks)
			}
		}),
	},
	&Rule{
		Name: "dependency.broken", Section: plan.SectionTasks, Severity: Serious, Kind: plan.KindOf[plan.Dependency](),
		Reads:  []string{"from>task.operation", "to>task.operation"},
		Needs:  []string{"dependency.type"},
		Source: fromConsistency,
		Check: look(func(c *Context, p *plan.Dependency) {
			from, to := find[plan.Task](c, p.From), find[plan.Task](c, p.To)
			if from == nil || to == nil || p.From == p.To || from.Operation != to.Operation || p.Type == "" {
				c.Report(p, nil)
			}
		}),
		Fix: remove,
	},
	&Rule{
		Name: "dependency.dates", Section: plan.SectionTasks, Severity: Serious, Kind: plan.KindOf[plan.Dependency](),
		Reads: []string{
			"from>task.when", "from>task.status", "from>task.milestone", "to>task.when", "to>task.status", "to>task.milestone",
		},
		Needs:  []string{"task.milestone"},
		Source: fromScheduling,
		Check: look(func(c *Context, p *plan.Dependency) {
			if days := lateness(p, find[plan.Task](c, p.From), find[plan.Task](c, p.To)); days > 0 {
				c.Report(p, []plan.ID{p.From, p.To}, "From", p.From, "To", p.To, "Days", days)
			}
		}),
		Fix: func(d *plan.Document, f Finding) (plan.Edit, error) {
			p := plan.Find[plan.Dependency](d, f.Object)
			if p == nil {
				return plan.Edit{}, plan.Problem("error.fix.none", "Name", nameOf(d, f.Object))
			}
			to := plan.Find[plan.Task](d, p.To)
			days := lateness(p, plan.Find[plan.Task](d, p.From), to)
			if days <= 0 {
				return plan.Edit{}, plan.Problem("error.fix.none", "Name", nameOf(d, f.Object))
			}
			return f.put(d, to.ID, plan.KindOf[plan.Task]().Field("when"), to.When.Shift(days).String())
		},
	},
	&Rule{
		Name: "dependency.started", Section: plan.SectionTasks, Severity: Advice, Kind: plan.KindOf[plan.Dependency](),
		Reads:  []string{"from>task.status", "to>task.status"},
		Source: fromScheduling,
		Check: look(func(c *Context, p *plan.Dependency) {
			from, to := find[plan.Task](c, p.From), find[plan.Task](c, p.To)
			if p.Type != "fs" || from == nil || to == nil {
				return
			}
			if (to.Status == "running" || to.Status == "done") && from.Status != "done" && from.Status != "cancelled" {
				c.Report(p, []plan.ID{p.From, p.To}, "From", p.From, "To", p.To)
			}
		}),
	},
	&Rule{
		Name: "dependency.cancelled", Section: plan.SectionTasks, Severity: Advice, Kind: plan.KindOf[plan.Dependency](),
		Reads:  []string{"from>task.status", "to>task.status"},
		Needs:  []string{"task.status"},
		Source: fromScheduling,
		Check: look(func(c *Context, p *plan.Dependency) {
			from := find[plan.Task](c, p.From)
			if from == nil || from.Status != "cancelled" {
				return
			}
			if to := find[plan.Task](c, p.To); to != nil && to.Status != "cancelled" {
				c.Report(p, []plan.ID{p.From, p.To}, "From", p.From, "To", p.To)
			}
		}),
		Fix: remove,
	},
	&Rule{
		Name: "dependency.twice", Section: plan.SectionTasks, Severity: Advice, Kind: plan.KindOf[plan.Operation](),
		Reads:  []string{"dependency.from", "dependency.to", "dependency.type", "dependency.order"},
		Needs:  []string{"dependency.type"},
		Source: fromConsistency,
		Check: look(func(c *Context, op *plan.Operation) {
			repeated(c, plan.KindOf[plan.Dependency](), op, func(o plan.Object, h *maphash.Hash) {
				p := o.(*plan.Dependency)
				_, _ = h.Write(p.From[:])
				_, _ = h.Write(p.To[:])
				_, _ = h.WriteString(string(p.Type))
			})
		}),
		Fix: remove,
	},
	&Rule{
		Name: "task.parent", Section: plan.SectionTasks, Severity: Advice, Kind: plan.KindOf[plan.Task](),
		Reads:  []string{"parent>task.when"},
		Source: fromScheduling,
		Check: look(func(c *Context, t *plan.Task) {
			if t.Parent == plan.NoID || t.Status == "cancelled" {
				return
			}
			if parent := find[plan.Task](c, t.Parent); parent != nil && outside(t.When, parent.When) {
				c.ReportUnless(fitInto(t.When, parent.When) != plan.Span{}, t, []plan.ID{t.Parent}, "Parent", t.Parent)
			}
		}),
		Fix: set("when", func(d *plan.Document, t *plan.Task) string {
			if parent := plan.Find[plan.Task](d, t.Parent); parent != nil {
				return fitInto(t.When, parent.When).String()
			}
			return ""
		}),
	},
)

// remove is the Fix that deletes the object.
func remove(d *plan.Document, f Finding) (plan.Edit, error) {
	e, err := edit.Delete(d, []plan.ID{f.Object})
	e.Title, _ = f.FixLabel()
	return e, err
}

// lateness is by how many days the second task of a dependency comes too early.
// Days count from morning to evening: after a finish the next day may begin,
// except that a milestone takes no time.
func lateness(p *plan.Dependency, from, to *plan.Task) int {
	if from == nil || to == nil || from.Status == "cancelled" || to.Status == "cancelled" {
		return 0
	}
	was, is := plan.Date(0), plan.Date(0)
	switch p.Type {
	case "fs":
		was, is = from.When.Finish, to.When.Start
	case "ss":
		was, is = from.When.Start, to.When.Start
	case "ff":
		was, is = from.When.Finish, to.When.Finish
	case "sf":
		was, is = from.When.Start, to.When.Finish
	}
	if was == 0 || is == 0 {
		return 0
	}
	days := int(was) + int(p.Lag) - int(is)
	if p.Type == "fs" && !from.Milestone && !to.Milestone {
		days++
	}
	return days
}
