package check

import (
	"cmp"
	"slices"

	"jointplan/plan"
)

var _ = register(
	&Rule{
		Name: "post.vacant", Section: plan.SectionPosts, Severity: Serious, Kind: plan.KindOf[plan.Post](),
		Needs:  []string{"post.holder"},
		Source: fromStaffing,
		Check: look(func(c *Context, p *plan.Post) {
			if p.Essential && p.Holder == plan.NoID {
				c.Report(p, nil)
			}
		}),
	},
	&Rule{
		Name: "post.holder-twice", Section: plan.SectionPosts, Severity: Serious, Kind: plan.KindOf[plan.Person](),
		Reads:  []string{"post.*<holder"},
		Needs:  []string{"post.when"},
		Source: fromStaffing,
		Check: look(func(c *Context, p *plan.Person) {
			held := sorted[plan.Post](c.Doc, "holder", p.ID)
			for i, a := range held {
				for _, b := range held[i+1:] {
					if meet(a.When, b.When) {
						c.Report(b, []plan.ID{a.ID}, "Person", p.ID, "Other", a.ID)
					}
				}
			}
		}),
	},
	&Rule{
		Name: "post.circle", Section: plan.SectionPosts, Severity: Blocking, Kind: plan.KindOf[plan.Post](),
		Reads:  []string{"post.superior"},
		Source: fromConsistency,
		Check: look(func(c *Context, p *plan.Post) {
			if circular(p.ID, func(id plan.ID) plan.ID {
				if at := find[plan.Post](c, id); at != nil {
					return at.Superior
				}
				return plan.NoID
			}) {
				c.Report(p, nil)
			}
		}),
		Fix: func(d *plan.Document, f Finding) (plan.Edit, error) {
			return f.clear(d, f.Object, plan.KindOf[plan.Post]().Field("superior"))
		},
	},
	&Rule{
		Name: "post.party", Section: plan.SectionPosts, Severity: Advice, Kind: plan.KindOf[plan.Post](),
		Reads:  []string{"holder>person.party"},
		Needs:  []string{"person.party", "post.party"},
		Source: fromStaffing,
		Check: look(func(c *Context, p *plan.Post) {
			h := find[plan.Person](c, p.Holder)
			if h != nil && h.Party != plan.NoID && h.Party != p.Party {
				c.Report(p, nil, "Person", h.ID, "Party", h.Party)
			}
		}),
		Fix: set("party", func(d *plan.Document, p *plan.Post) string {
			if h := plan.Find[plan.Person](d, p.Holder); h != nil {
				return h.Party.String()
			}
			return ""
		}),
	},
	&Rule{
		Name: "post.language", Section: plan.SectionPosts, Severity: Advice, Kind: plan.KindOf[plan.Post](),
		Reads:  []string{"holder>person.languages"},
		Source: fromCaucasus,
		Check: look(func(c *Context, p *plan.Post) {
			h := find[plan.Person](c, p.Holder)
			if h != nil && p.Language != "" && h.Languages != "" && !shareWord(p.Language, h.Languages) {
				c.Report(p, nil, "Person", h.ID, "Language", p.Language)
			}
		}),
	},
	&Rule{
		Name: "post.dates", Section: plan.SectionPosts, Severity: Advice, Kind: plan.KindOf[plan.Post](),
		Reads:  []string{"operation>operation.period"},
		Source: fromConsistency,
		Check: look(func(c *Context, p *plan.Post) {
			if op := c.operation(p.Operation); op != nil && outside(p.When, op.Period) {
				c.ReportUnless(meet(p.When, op.Period), p, nil)
			}
		}),
		Fix: set("when", func(d *plan.Document, p *plan.Post) string { return cutToOperation(d, p.Operation, p.When) }),
	},
	&Rule{
		Name: "rotation.lead", Section: plan.SectionPosts, Severity: Serious, Kind: plan.KindOf[plan.Rotation](),
		Needs:  []string{"rotation.lead"},
		Source: fromMilitary,
		Check: look(func(c *Context, r *plan.Rotation) {
			if r.Lead == plan.NoID {
				c.Report(r, nil)
			}
		}),
	},
	&Rule{
		Name: "rotation.gap", Section: plan.SectionPosts, Severity: Serious, Kind: plan.KindOf[plan.Operation](),
		Reads:  []string{"rotation.when"},
		Source: fromMilitary,
		Check: look(func(c *Context, op *plan.Operation) {
			turns := slices.Collect(plan.Each[plan.Rotation](c.Doc, op.ID))
			slices.SortFunc(turns, func(a, b *plan.Rotation) int {
				if c := cmp.Compare(a.When.Start, b.When.Start); c != 0 {
					return c
				}
				return compareIDs(a.ID, b.ID)
			})
			end := plan.Date(0)
			for _, turn := range turns {
				if end != 0 && turn.When.Start > end+1 {
					c.Report(turn, nil, "Date", end+1)
				}
				end = max(end, turn.When.Finish)
			}
		}),
		Fix: func(d *plan.Document, f Finding) (plan.Edit, error) {
			turn := plan.Find[plan.Rotation](d, f.Object)
			start, ok := f.Message.Args["Date"].(plan.Date)
			if turn == nil || !ok || start > turn.When.Start {
				return plan.Edit{}, plan.Problem("error.fix.none", "Name", nameOf(d, f.Object))
			}
			when := plan.Span{Start: start, Finish: turn.When.Finish}
			return f.put(d, turn.ID, plan.KindOf[plan.Rotation]().Field("when"), when.String())
		},
	},
)
