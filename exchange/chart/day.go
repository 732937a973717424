package chart

import (
	"slices"
	"strings"

	"jointplan/plan"
)

// TasksOn lists the tasks of a sector that are under way on a day, all with no day.
// Those that were cancelled are left out.
func TasksOn(d *plan.Document, sector plan.ID, on plan.Date) []*plan.Task {
	var tasks []*plan.Task
	for _, id := range d.Referring(plan.KindOf[plan.Task]().Field("sector"), sector) {
		if t := plan.Find[plan.Task](d, id); t != nil && t.Status != "cancelled" && isThere(t.When, on) {
			tasks = append(tasks, t)
		}
	}
	return tasks
}

// isThere reports whether what has days is there on one; what has none always is.
func isThere(when plan.Span, on plan.Date) bool {
	return on == 0 || when == (plan.Span{}) || when.Covers(plan.Span{Start: on, Finish: on})
}

// GroundOn names what is laid over each other for gaps and overlaps on a day: two days
// with the same name have the same pieces, see FindPieces.
func GroundOn(d *plan.Document, op plan.ID, on plan.Date) string {
	var name strings.Builder
	for _, s := range plan.All[plan.Sector](d, op) {
		if isThere(s.When, on) {
			name.Write(s.ID[:])
		}
	}
	for _, g := range plan.All[plan.Graphic](d, op) {
		if g.Type == "area-of-operations" && isThere(g.When, on) {
			name.Write(g.ID[:])
		}
	}
	return name.String()
}

// DaysOf is the time over which an operation is shown day by day: its period, or
// from the first to the last day of its parts where that has no end. It is empty
// where there are no days.
func DaysOf(d *plan.Document, op plan.ID) plan.Span {
	var span plan.Span
	if o := plan.Find[plan.Operation](d, op); o != nil {
		span = o.Period
	}
	if span.Days() > 0 {
		return span
	}
	var first, last plan.Date
	with := func(days ...plan.Date) {
		for _, day := range days {
			if day != 0 {
				last = max(last, day)
				if first == 0 || day < first {
					first = day
				}
			}
		}
	}
	with(span.Start, span.Finish)
	for _, p := range plan.All[plan.Phase](d, op) {
		with(p.When.Start, p.When.Finish)
	}
	for _, s := range plan.All[plan.Sector](d, op) {
		with(s.When.Start, s.When.Finish)
	}
	for _, u := range plan.All[plan.Unit](d, op) {
		with(u.When.Start, u.When.Finish)
	}
	for t := range plan.Each[plan.Task](d, op) {
		with(t.When.Start, t.When.Finish)
	}
	if last <= first {
		return plan.Span{}
	}
	return plan.Span{Start: first, Finish: last}
}

// PhasesOf lists the phases of an operation that have a first day, in their order.
func PhasesOf(d *plan.Document, op plan.ID) []*plan.Phase {
	phases := slices.DeleteFunc(slices.Clone(plan.All[plan.Phase](d, op)), func(p *plan.Phase) bool { return p.When.Start == 0 })
	slices.SortStableFunc(phases, func(a, b *plan.Phase) int { return int(a.When.Start - b.When.Start) })
	return phases
}

// IsWinter reports whether a day is outside of April to October, for which the summer
// strength holds.
func IsWinter(day plan.Date) bool {
	month := day.Time().Month()
	return month < 4 || month > 10
}
