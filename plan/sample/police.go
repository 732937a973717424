package sample

import (
	"fmt"

	"jointplan/plan"
	"jointplan/plan/basemap"
	"jointplan/plan/edit"
	"jointplan/plan/template"
)

// Police gives the edits, to be applied in turn, that make the sample of a
// police training programme in document d from template police-training and its
// theatre georgia, which is drawn from the basemap.
//
// Its border guard course has the figures of the OSCE's Training Assistance
// Programme in Georgia: four sites, four weeks, a target of 800, 794 trained,
// a first class of 77 and about 400 by the end of summer, 30 international and
// 20 local staff, EUR 2.6 million. A class of the Kosovo Police Service School
// stands beside it whose announced number, 218, differs from the sum of its
// parts, 204 + 11 + 4 + 1.
func Police(d *plan.Document, t *template.Template, world *basemap.Map, newID edit.Maker, today plan.Date) ([]plan.Edit, error) {
	b := newBuilder(d, newID, today)
	brief := policeBrief()
	brief.World = world
	made, op, err := t.Instantiate(b.d, brief, newID)
	if err != nil {
		return nil, err
	}
	if err := b.d.Apply(made.Changes); err != nil {
		return nil, err
	}
	b.edits, b.op, b.numbers = append(b.edits, made), op, edit.NewNumbers(b.d)
	b.set(op, values{"status": "staffing", "currency": "EUR", "languages": "en ka", "remarks": tap +
		"Decision of 14 April 2005; EUR 2.6 million, 1.5 to 2 million more if extended; EUR 3,250 for each trainee (derived)."})
	b.step("operation")
	host := b.find("party", "Georgia")
	b.trainingStaff()
	b.step("unit")
	b.borderGuardCourse(host)
	b.step("class")
	b.schoolClass()
	b.step("course")
	b.add("cost", values{
		"title": "Border guard training at four sites", "category": "training", "amount": "2600000 EUR", "period": "once", "rule": "fund",
		"fund": "Contributions of participating states", "remarks": tap + "EUR 2.6 million.",
	})
	b.step("cost")
	b.advance()
	b.step("task")
	return b.edits, b.err
}

const tap = "OSCE Training Assistance Programme, Georgia, 2005 to 2006. "

var sites = []string{"Lilo", "Kazbegi", "Lagodekhi", "Omalo"}

func policeBrief() template.Brief {
	return template.Brief{
		Title: "Police and border guard training", TheatreKey: "georgia", Start: start,
		Parties: []template.BriefParty{
			{Name: "Georgia", Short: "GEO", Type: "nation", Roles: []string{"host"}},
			{Name: "Organization for Security and Co-operation in Europe", Short: "OSCE", Type: "organisation", Roles: []string{"lead"}},
			{Name: "Poland", Short: "POL", Type: "nation", Roles: []string{"contributor"}},
			{Name: "France", Short: "FRA", Type: "nation", Roles: []string{"contributor"}},
		},
	}
}

func (b *builder) trainingStaff() {
	osce := b.find("party", "Organization")
	for _, u := range []struct {
		title    string
		strength string
	}{{"Training staff, international", "30"}, {"Training staff, local", "20"}} {
		b.add("unit", values{
			"title": u.title, "party": osce.String(), "type": "training", "echelon": "section", "strength": u.strength,
			"when": days(0, 365), "base": sites[0], "languages": "en ru ka", "remarks": tap + "30 international and 20 local staff.",
		})
	}
}

// rounds are the classes of the border guard course: four weeks each, at all
// sites at once but for the first.
var rounds = []struct {
	first   int // day
	trained []int
}{
	{10, []int{77}},
	{45, []int{82, 80, 79, 82}}, // 400 by the end of summer
	{120, []int{50, 49, 49, 49}},
	{170, []int{50, 49, 49, 49}},
}

func (b *builder) borderGuardCourse(host plan.ID) {
	course := b.add("course", values{
		"title": "Border guard patrol and mountain course", "audience": "Border guards", "party": b.find("party", "Organization").String(),
		"weeks": "4", "seats": "80", "required": "800", "due": day(365), "instructors": "6", "language": "ka",
		"certificate": "Patrol leader, mountain", "remarks": tap + "Target 800, trained 794. No pass rate was published; give your own.",
	})
	n := 0
	for _, round := range rounds {
		for site, trained := range round.trained {
			n++
			remarks := ""
			if n == 1 {
				remarks = tap + "First class 77."
			}
			b.add("class", values{
				"title": fmt.Sprintf("Border guard class %d, %s", n, sites[site]), "course": course.String(), "when": days(round.first, 28),
				"site": sites[site], "host": host.String(), "seats": "82", "enrolled": fmt.Sprint(trained), "graduated": fmt.Sprint(trained),
				"instructors": "6", "language": "ka", "remarks": remarks,
			})
		}
	}
}

// schoolClass is the class whose numbers do not add up.
func (b *builder) schoolClass() {
	const source = "Kosovo Police Service School (OSCE), 2000. "
	course := b.add("course", values{
		"title": "Basic police course, comparison", "audience": "Recruits", "weeks": "8", "seats": "220",
		"remarks": source + "Eight weeks up to class 15, twelve from class 16. 4,105 graduates by 15 September 2001.",
	})
	b.add("class", values{
		"title": "Class 4 of the school, for comparison", "course": course.String(), "when": days(0, 56), "seats": "220",
		"enrolled": "218", "graduated": "220", "minorities": "16",
		"remarks": source + "Announced were 218; the parts given, 204 + 11 + 4 + 1, sum to 220. One of the two is wrong.",
	})
}
