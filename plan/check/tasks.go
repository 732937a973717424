package check

import (
	"strings"

	"jointplan/plan"
)

var _ = register(
	taskRule(Rule{
		Name: "task.party", Severity: Serious, Needs: []string{"task.party"}, Source: fromIraq,
		Reads: []string{"sector>sector.party", "line>line.lead", "units>unit.party"},
		Fix:   set("party", func(d *plan.Document, t *plan.Task) string { return partyFor(d, t).String() }),
	}, func(c *Context, t *plan.Task) {
		if t.Party == plan.NoID {
			who := partyFor(c.Doc, t)
			c.ReportUnless(who != plan.NoID, t, nil, "Party", who)
		}
	}),
	taskRule(Rule{
		// Staff work belongs to no sector; what a sector's unit does, belongs to that one.
		Name: "task.sector", Severity: Advice,
		Needs: []string{"task.sector"}, Source: fromIraq, Reads: []string{"units>unit.sector"},
		Fix: set("sector", func(d *plan.Document, t *plan.Task) string { return sectorOfUnits(d, t).String() }),
	}, func(c *Context, t *plan.Task) {
		if t.Sector != plan.NoID {
			return
		}
		if sector := sectorOfUnits(c.Doc, t); sector != plan.NoID {
			c.Report(t, []plan.ID{sector}, "Sector", sector)
		}
	}),
	taskRule(Rule{
		Name: "task.dates", Severity: Serious, Needs: []string{"task.when"}, Source: fromScheduling,
	}, func(c *Context, t *plan.Task) {
		if t.When.Start == 0 || t.When.Finish == 0 {
			c.Report(t, nil)
		}
	}),
	taskRule(Rule{
		Name: "task.phase", Severity: Advice, Needs: []string{"task.phase"}, Source: fromPlanning, Reads: []string{"phase.when"},
		Fix: set("phase", func(d *plan.Document, t *plan.Task) string { return phaseFor(d, t).String() }),
	}, func(c *Context, t *plan.Task) {
		if t.Phase == plan.NoID && count[plan.Phase](c.Doc, t.Operation) > 0 {
			phase := phaseFor(c.Doc, t)
			c.ReportUnless(phase != plan.NoID, t, nil, "Phase", phase)
		}
	}),
	taskRule(Rule{
		Name: "task.outside-phase", Severity: Serious, Source: fromPlanning, Reads: []string{"phase>phase.when"},
		Fix: set("when", func(d *plan.Document, t *plan.Task) string {
			return fitInto(t.When, spanOf(plan.Find[plan.Phase](d, t.Phase))).String()
		}),
	}, func(c *Context, t *plan.Task) {
		if when := spanOf(find[plan.Phase](c, t.Phase)); outside(t.When, when) {
			c.ReportUnless(fitInto(t.When, when) != plan.Span{}, t, []plan.ID{t.Phase}, "Phase", t.Phase)
		}
	}),
	taskRule(Rule{
		Name: "task.outside-operation", Severity: Serious, Source: fromPlanning, Reads: []string{"operation>operation.period"},
		Fix: set("when", func(d *plan.Document, t *plan.Task) string {
			if op := plan.Find[plan.Operation](d, t.Operation); op != nil {
				return fitInto(t.When, op.Period).String()
			}
			return ""
		}),
	}, func(c *Context, t *plan.Task) {
		if op := c.operation(t.Operation); op != nil && outside(t.When, op.Period) {
			c.ReportUnless(fitInto(t.When, op.Period) != plan.Span{}, t, nil)
		}
	}),
	taskRule(Rule{
		Name: "task.outside-sector", Severity: Serious, Source: fromIraq, Reads: []string{"sector>sector.when"},
		Fix: set("when", func(d *plan.Document, t *plan.Task) string {
			if s := plan.Find[plan.Sector](d, t.Sector); s != nil {
				return fitInto(t.When, s.When).String()
			}
			return ""
		}),
	}, func(c *Context, t *plan.Task) {
		if t.Sector == plan.NoID {
			return
		}
		if s := find[plan.Sector](c, t.Sector); s != nil && outside(t.When, s.When) {
			c.ReportUnless(fitInto(t.When, s.When) != plan.Span{}, t, []plan.ID{t.Sector}, "Sector", t.Sector)
		}
	}),
	taskRule(Rule{
		Name: "task.milestone", Severity: Advice, Source: fromScheduling,
		Fix: set("when", func(_ *plan.Document, t *plan.Task) string {
			return plan.Span{Start: t.When.Finish, Finish: t.When.Finish}.String()
		}),
	}, func(c *Context, t *plan.Task) {
		if t.Milestone && t.When.Days() > 1 {
			c.Report(t, nil, "Days", t.When.Days())
		}
	}),
	taskRule(Rule{
		Name: "task.progress", Severity: Advice, Needs: []string{"task.progress"}, Source: fromConsistency,
		Fix: set("status", func(_ *plan.Document, t *plan.Task) string { return string(statusFor(t.Progress)) }),
	}, func(c *Context, t *plan.Task) {
		done, begun := t.Status == "done", t.Status == "running" || t.Status == "blocked" || t.Status == "done"
		if done != (t.Progress >= 100) || (t.Progress > 0 && !begun) {
			c.Report(t, nil, "Progress", t.Progress, "Status", statusOf(t))
		}
	}),
	taskRule(Rule{
		Name: "task.overdue", Severity: Serious, Source: fromScheduling,
	}, func(c *Context, t *plan.Task) {
		if c.Today != 0 && t.When.Finish != 0 && t.When.Finish < c.Today && t.Status != "done" {
			c.Report(t, nil, "Date", t.When.Finish)
		}
	}),
	taskRule(Rule{
		Name: "task.late", Severity: Advice, Source: fromScheduling,
	}, func(c *Context, t *plan.Task) {
		waiting := t.Status == "" || t.Status == "planned" || t.Status == "ready"
		if c.Today != 0 && t.When.Start != 0 && t.When.Start < c.Today && t.When.Finish >= c.Today && waiting {
			c.Report(t, nil, "Date", t.When.Start)
		}
	}),
	taskRule(Rule{
		Name: "task.blocked", Severity: Serious, Needs: []string{"task.remarks"}, Source: fromPlanning,
	}, func(c *Context, t *plan.Task) {
		if t.Status == "blocked" && strings.TrimSpace(string(t.Remarks)) == "" {
			c.Report(t, nil)
		}
	}),
	taskRule(Rule{
		Name: "task.measure", Severity: Advice, Needs: []string{"task.measure", "task.milestone"}, Source: fromPlanning,
	}, func(c *Context, t *plan.Task) {
		if t.Priority == "high" && t.Measure == "" && !t.Milestone {
			c.Report(t, nil)
		}
	}),
	taskRule(Rule{
		Name: "task.foreign-unit", Severity: Advice,
		Needs: []string{"task.supporting", "unit.party"}, Source: fromBrigade, Reads: []string{"units>unit.party"},
		Fix: func(d *plan.Document, f Finding) (plan.Edit, error) {
			t, u := plan.Find[plan.Task](d, f.Object), plan.Find[plan.Unit](d, f.Others[0])
			if t == nil || u == nil {
				return plan.Edit{}, plan.Problem("error.fix.none", "Name", nameOf(d, f.Object))
			}
			more := append(append(plan.IDs{}, t.Supporting...), u.Party)
			return f.put(d, t.ID, plan.KindOf[plan.Task]().Field("supporting"), more.String())
		},
	}, func(c *Context, t *plan.Task) {
		if t.Party == plan.NoID {
			return
		}
		for _, id := range t.Units {
			u := find[plan.Unit](c, id)
			if u != nil && u.Party != plan.NoID && u.Party != t.Party && !t.Supporting.Has(u.Party) {
				c.Report(t, []plan.ID{id}, "Unit", id, "Party", u.Party)
			}
		}
	}),
	taskRule(Rule{
		Name: "task.people", Severity: Serious,
		Needs: []string{"task.units", "unit.strength"}, Source: fromForces, Reads: []string{"units>unit.strength"},
	}, func(c *Context, t *plan.Task) {
		if t.People == 0 || len(t.Units) == 0 {
			return
		}
		strength := 0
		for _, id := range t.Units {
			if u := find[plan.Unit](c, id); u != nil {
				strength += u.Strength
			}
		}
		if strength < t.People {
			c.Report(t, t.Units, "Need", t.People, "Strength", strength)
		}
	}),
	taskRule(Rule{
		Name: "task.units", Severity: Advice, Needs: []string{"task.units"}, Source: fromForces, Reads: []string{"unit.operation"},
	}, func(c *Context, t *plan.Task) {
		if t.People > 0 && len(t.Units) == 0 && count[plan.Unit](c.Doc, t.Operation) > 0 {
			c.Report(t, nil, "Need", t.People)
		}
	}),
	taskRule(Rule{
		Name: "task.absent-party", Severity: Serious, Source: fromFuture, Reads: []string{factsReads},
	}, func(c *Context, t *plan.Task) {
		if t.Party == plan.NoID {
			return
		}
		roles := c.roles(t.Operation, t.Party)
		for _, role := range roles {
			if !outside(t.When, role.When) {
				return
			}
		}
		if len(roles) > 0 {
			c.Report(t, []plan.ID{t.Party}, "Party", t.Party)
		}
	}),
)

// taskRule is a rule about tasks; cancelled ones need nothing any more, and one
// whose status is not known may be cancelled.
func taskRule(rule Rule, check func(c *Context, t *plan.Task)) *Rule {
	rule.Kind = plan.KindOf[plan.Task]()
	rule.Needs = append(rule.Needs, "task.status")
	if rule.Section == "" {
		rule.Section = plan.SectionTasks
	}
	rule.Check = look(func(c *Context, t *plan.Task) {
		if t.Status != "cancelled" {
			check(c, t)
		}
	})
	return &rule
}

// partyFor is who should answer for a task: the party of its sector, else the
// lead of its line of work, else the party of its first unit.
func partyFor(d *plan.Document, t *plan.Task) plan.ID {
	if s := plan.Find[plan.Sector](d, t.Sector); s != nil && s.Party != plan.NoID {
		return s.Party
	}
	if l := plan.Find[plan.Line](d, t.Line); l != nil && l.Lead != plan.NoID {
		return l.Lead
	}
	for _, id := range t.Units {
		if u := plan.Find[plan.Unit](d, id); u != nil && u.Party != plan.NoID {
			return u.Party
		}
	}
	return plan.NoID
}

// phaseFor is the one phase that the task's days lie in, NoID when none or
// several do.
func phaseFor(d *plan.Document, t *plan.Task) plan.ID {
	if t.When.Start == 0 || t.When.Finish == 0 {
		return plan.NoID
	}
	found := plan.NoID
	for p := range plan.Each[plan.Phase](d, t.Operation) {
		if p.When != (plan.Span{}) && p.When.Covers(t.When) {
			if found != plan.NoID {
				return plan.NoID
			}
			found = p.ID
		}
	}
	return found
}

func spanOf(p *plan.Phase) plan.Span {
	if p == nil {
		return plan.Span{}
	}
	return p.When
}

// statusFor is the status that goes with a progress in percent.
func statusFor(progress float64) plan.Choice {
	switch {
	case progress >= 100:
		return "done"
	case progress > 0:
		return "running"
	}
	return "planned"
}

func statusOf(t *plan.Task) plan.Message {
	status := t.Status
	if status == "" {
		status = "planned"
	}
	return plan.Say(plan.KindOf[plan.Task]().Field("status").ChoiceLabel(string(status)))
}

// sectorOfUnits is the sector of the first of the task's units that has one.
func sectorOfUnits(d *plan.Document, t *plan.Task) plan.ID {
	for _, id := range t.Units {
		if u := plan.Find[plan.Unit](d, id); u != nil && u.Sector != plan.NoID {
			return u.Sector
		}
	}
	return plan.NoID
}
