package check

import (
	"cmp"
	"slices"

	"jointplan/plan"
)

var _ = register(
	&Rule{
		Name: "unit.overload", Section: plan.SectionForces, Severity: Serious, Kind: plan.KindOf[plan.Unit](),
		Reads:  []string{"task.when<units", "task.people<units", "task.status<units"},
		Source: fromForces,
		Check: look(func(c *Context, u *plan.Unit) {
			if u.Strength == 0 {
				return
			}
			peak, day, clash := busiest(workOf(c.Doc, u, func(t *plan.Task) bool { return t.People > 0 }))
			if peak > u.Strength {
				c.Report(u, clash, "Peak", peak, "Strength", u.Strength, "Date", day, "Tasks", clash)
			}
		}),
	},
	&Rule{
		Name: "unit.two-places", Section: plan.SectionForces, Severity: Serious, Kind: plan.KindOf[plan.Unit](),
		Reads:  []string{"task.when<units", "task.sector<units", "task.status<units"},
		Source: fromForces,
		Check: look(func(c *Context, u *plan.Unit) {
			if u.Echelon != "team" && u.Echelon != "section" && u.Echelon != "platoon" {
				return // a larger unit can divide
			}
			if a, b := twoPlaces(workOf(c.Doc, u, func(t *plan.Task) bool { return t.Sector != plan.NoID })); a != nil {
				c.Report(u, []plan.ID{a.ID, b.ID}, "Task", a.ID, "Other", b.ID)
			}
		}),
	},
)

// workOf lists the dated tasks of a unit that still have to be done and fit, by
// start.
func workOf(d *plan.Document, u *plan.Unit, fits func(*plan.Task) bool) []*plan.Task {
	var tasks []*plan.Task
	for t := range parts[plan.Task](d, "units", u.ID) {
		if t.Status != "done" && t.Status != "cancelled" && t.When.Start != 0 && t.When.Finish != 0 && fits(t) {
			tasks = append(tasks, t)
		}
	}
	slices.SortFunc(tasks, func(a, b *plan.Task) int {
		if c := cmp.Compare(a.When.Start, b.When.Start); c != 0 {
			return c
		}
		return compareIDs(a.ID, b.ID)
	})
	return tasks
}

// busiest finds the first day on which tasks, sorted by start, need most people,
// and which tasks run on it. A task of several units needs an equal part of each.
func busiest(tasks []*plan.Task) (peak int, day plan.Date, clash []plan.ID) {
	var running []*plan.Task
	for _, t := range tasks {
		running = slices.DeleteFunc(running, func(r *plan.Task) bool { return r.When.Finish < t.When.Start })
		running = append(running, t)
		need := 0
		for _, r := range running {
			need += (r.People + len(r.Units) - 1) / len(r.Units)
		}
		if need > peak {
			peak, day, clash = need, t.When.Start, idsOf(running)
		}
	}
	return peak, day, clash
}

// twoPlaces finds two tasks, sorted by start, in different sectors on one day.
func twoPlaces(tasks []*plan.Task) (a, b *plan.Task) {
	var last *plan.Task // ends last of those before
	for _, t := range tasks {
		if last != nil && last.When.Finish >= t.When.Start && last.Sector != t.Sector {
			return last, t
		}
		if last == nil || t.When.Finish > last.When.Finish {
			last = t
		}
	}
	return nil, nil
}
