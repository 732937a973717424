package check

import (
	"math"

	"jointplan/plan"
)

var _ = register(
	&Rule{
		Name: "course.strength", Section: plan.SectionTraining, Severity: Serious, Kind: plan.KindOf[plan.Course](),
		Reads:  []string{"class.seats<course", "class.when<course", "class.graduated<course"},
		Needs:  []string{"class.graduated", "class.seats"},
		Source: fromPoliceSchool,
		Check: look(func(c *Context, o *plan.Course) {
			if o.Required == 0 || o.PassRate == 0 {
				return
			}
			if trained := trainedBy(c.Doc, o); trained < o.Required {
				c.Report(o, nil, "Required", o.Required, "Trained", trained, "Missing", o.Required-trained)
			}
		}),
	},
	&Rule{
		Name: "course.pass-rate", Section: plan.SectionTraining, Severity: Advice, Kind: plan.KindOf[plan.Course](),
		Needs:  []string{"course.pass-rate"},
		Source: fromPoliceSchool,
		Check: look(func(c *Context, o *plan.Course) {
			if o.Required > 0 && o.PassRate == 0 {
				c.Report(o, nil, "Required", o.Required)
			}
		}),
	},
	&Rule{
		Name: "course.classes", Section: plan.SectionTraining, Severity: Serious, Kind: plan.KindOf[plan.Course](),
		Reads:  []string{"class.course<course"},
		Source: fromPoliceSchool,
		Check: look(func(c *Context, o *plan.Course) {
			if o.Required > 0 && c.Doc.CountReferring(plan.KindOf[plan.Class]().Field("course"), o.ID) == 0 {
				c.Report(o, nil, "Required", o.Required)
			}
		}),
	},
	classRule(Rule{Name: "class.parts", Severity: Serious, Needs: []string{"class.enrolled"}}, func(c *Context, l *plan.Class, _ *plan.Course) {
		if more := max(l.Women, l.Minorities); more > l.Enrolled {
			c.Report(l, nil, "Part", more, "Enrolled", l.Enrolled)
		}
	}),
	classRule(Rule{Name: "class.graduated", Severity: Serious, Needs: []string{"class.enrolled"}}, func(c *Context, l *plan.Class, _ *plan.Course) {
		if l.Graduated > l.Enrolled {
			c.Report(l, nil, "Graduated", l.Graduated, "Enrolled", l.Enrolled)
		}
	}),
	classRule(Rule{
		Name: "class.seats", Severity: Serious, Reads: []string{"course>course.seats"}, Needs: []string{"class.seats"},
	}, func(c *Context, l *plan.Class, o *plan.Course) {
		if seats := seatsOf(l, o); seats > 0 && l.Enrolled > seats {
			c.Report(l, nil, "Enrolled", l.Enrolled, "Seats", seats)
		}
	}),
	classRule(Rule{
		Name: "class.instructors", Severity: Serious, Reads: []string{"course>course.instructors"}, Needs: []string{"class.instructors"},
	}, func(c *Context, l *plan.Class, o *plan.Course) {
		if o != nil && float64(l.Instructors) < o.Instructors {
			c.Report(l, nil, "Need", o.Instructors, "Instructors", l.Instructors)
		}
	}),
	classRule(Rule{
		Name: "class.weeks", Severity: Serious, Reads: []string{"course>course.weeks"},
		Fix: set("when", func(d *plan.Document, l *plan.Class) string {
			o := plan.Find[plan.Course](d, l.Course)
			if o == nil || l.When.Start == 0 {
				return ""
			}
			return plan.Span{Start: l.When.Start, Finish: l.When.Start + plan.Date(daysOf(o)) - 1}.String()
		}),
	}, func(c *Context, l *plan.Class, o *plan.Course) {
		// A course of full weeks may end on the Friday of its last.
		if o != nil && l.When.Days() > 0 && l.When.Days() < daysOf(o)-2 {
			c.Report(l, nil, "Days", l.When.Days(), "Weeks", o.Weeks)
		}
	}),
	classRule(Rule{
		Name: "class.late", Severity: Advice, Reads: []string{"course>course.due"},
	}, func(c *Context, l *plan.Class, o *plan.Course) {
		if o != nil && o.Due != 0 && l.When.Finish > o.Due {
			c.Report(l, nil, "Date", o.Due)
		}
	}),
	classRule(Rule{
		Name: "class.language", Severity: Advice, Reads: []string{"course>course.language"},
	}, func(c *Context, l *plan.Class, o *plan.Course) {
		if o != nil && l.Language != "" && o.Language != "" && !shareWord(l.Language, o.Language) {
			c.Report(l, nil, "Language", l.Language, "Taught", o.Language)
		}
	}),
	&Rule{
		Name: "class.overlap", Section: plan.SectionTraining, Severity: Advice, Kind: plan.KindOf[plan.Course](),
		Reads:  []string{"class.*<course"},
		Source: fromPoliceSchool,
		Check: look(func(c *Context, o *plan.Course) {
			classes := sorted[plan.Class](c.Doc, "course", o.ID)
			for i, a := range classes {
				for _, b := range classes[i+1:] {
					if a.Site != "" && a.Site == b.Site && a.When.Overlaps(b.When) {
						c.Report(b, []plan.ID{a.ID}, "Other", a.ID, "Site", a.Site)
					}
				}
			}
		}),
	},
)

// classRule is a rule about classes that looks at their course, which may be
// nil.
func classRule(rule Rule, check func(c *Context, l *plan.Class, o *plan.Course)) *Rule {
	rule.Section, rule.Kind, rule.Source = plan.SectionTraining, plan.KindOf[plan.Class](), fromPoliceSchool
	rule.Check = look(func(c *Context, l *plan.Class) { check(c, l, find[plan.Course](c, l.Course)) })
	return &rule
}

func seatsOf(l *plan.Class, o *plan.Course) int {
	if l.Seats == 0 && o != nil {
		return o.Seats
	}
	return l.Seats
}

func daysOf(o *plan.Course) int { return int(math.Round(o.Weeks * 7)) }

// trainedBy is the strength a course brings by the day it is due: who graduated,
// and of classes still to come the seats times the pass rate.
func trainedBy(d *plan.Document, o *plan.Course) int {
	trained := 0.0
	for l := range parts[plan.Class](d, "course", o.ID) {
		if o.Due != 0 && l.When.Finish > o.Due {
			continue
		}
		if l.Graduated > 0 {
			trained += float64(l.Graduated)
		} else {
			trained += float64(seatsOf(l, o)) * o.PassRate / 100
		}
	}
	return int(math.Floor(trained + 1e-9))
}
