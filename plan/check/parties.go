package check

import (
	"slices"
	"strings"
	"unicode"

	"jointplan/plan"
)

var _ = register(
	&Rule{
		Name: "party.role", Section: plan.SectionParties, Severity: Serious, Kind: plan.KindOf[plan.Participation](),
		Needs:  []string{"participation.role"},
		Source: fromFuture,
		Check: look(func(c *Context, p *plan.Participation) {
			if p.Role == "" {
				c.Report(p, nil)
			}
		}),
		Fix: set("role", func(*plan.Document, *plan.Participation) string { return "contributor" }),
	},
	&Rule{
		Name: "party.alone", Section: plan.SectionParties, Severity: Serious, Kind: plan.KindOf[plan.Operation](),
		Reads:  []string{factsReads},
		Source: fromFuture,
		Check: look(func(c *Context, op *plan.Operation) {
			if n := len(c.members(op.ID)); n < 2 {
				c.Report(op, nil)
			}
		}),
	},
	&Rule{
		Name: "party.no-host", Section: plan.SectionParties, Severity: Serious, Kind: plan.KindOf[plan.Operation](),
		Reads:  append([]string{factsReads}, deploysReads...),
		Needs:  []string{"operation.hosts", "participation.role"},
		Source: fromIraq,
		Check: look(func(c *Context, op *plan.Operation) {
			if deploys(c.Doc, op) && len(hostsOf(c.Doc, op)) == 0 {
				c.Report(op, nil)
			}
		}),
	},
	&Rule{
		Name: "party.lead-role", Section: plan.SectionParties, Severity: Advice, Kind: plan.KindOf[plan.Participation](),
		Reads:  []string{"operation>operation.lead", "participation.role", "participation.party"},
		Needs:  []string{"participation.role"},
		Source: fromStructures,
		Check: look(func(c *Context, p *plan.Participation) {
			op := c.operation(p.Operation)
			if op == nil || op.Lead == plan.NoID || op.Lead != p.Party || p.Role == "lead" {
				return
			}
			if !slices.ContainsFunc(c.roles(op.ID, p.Party), func(r *plan.Participation) bool { return r.Role == "lead" }) {
				c.Report(p, nil)
			}
		}),
		Fix: set("role", func(*plan.Document, *plan.Participation) string { return "lead" }),
	},
	&Rule{
		Name: "party.two-leads", Section: plan.SectionParties, Severity: Serious, Kind: plan.KindOf[plan.Operation](),
		Reads:  []string{factsReads},
		Needs:  []string{"participation.when"},
		Source: fromStructures,
		Check: look(func(c *Context, op *plan.Operation) {
			if op.Structure != "lead" {
				return
			}
			var leads []*plan.Participation
			for p := range plan.Each[plan.Participation](c.Doc, op.ID) {
				if p.Role != "lead" {
					continue
				}
				for _, other := range leads {
					if other.Party != p.Party && meet(other.When, p.When) {
						c.Report(op, []plan.ID{other.ID, p.ID}, "Party", other.Party, "Other", p.Party)
					}
				}
				leads = append(leads, p)
			}
		}),
	},
	&Rule{
		Name: "party.twice", Section: plan.SectionParties, Severity: Advice, Kind: plan.KindOf[plan.Operation](),
		Reads:  []string{factsReads},
		Needs:  []string{"participation.role"},
		Source: fromConsistency,
		Check: look(func(c *Context, op *plan.Operation) {
			var before []*plan.Participation
			for p := range plan.Each[plan.Participation](c.Doc, op.ID) {
				if slices.ContainsFunc(before, func(o *plan.Participation) bool {
					return o.Party == p.Party && o.Role == p.Role && meet(o.When, p.When)
				}) {
					c.Report(p, []plan.ID{op.ID})
				}
				before = append(before, p)
			}
		}),
		Fix: remove,
	},
	&Rule{
		Name: "party.idle", Section: plan.SectionParties, Severity: Advice, Kind: plan.KindOf[plan.Participation](),
		Reads:  []string{"unit.party", "task.party", "task.supporting", "sector.party", "sector.joint", "post.party", "cost.party", "cost.shares"},
		Needs:  []string{"cost.party", "cost.shares", "post.party", "sector.joint", "sector.party", "task.party", "unit.party"},
		Source: fromFuture,
		Check: look(func(c *Context, p *plan.Participation) {
			if (p.Role == "lead" || p.Role == "contributor") && !hasPart(c.Doc, p) {
				c.Report(p, nil)
			}
		}),
	},
	&Rule{
		Name: "party.language", Section: plan.SectionParties, Severity: Advice, Kind: plan.KindOf[plan.Participation](),
		Reads:  []string{"operation>operation.languages", "party>party.languages"},
		Source: fromCaucasus,
		Check: look(func(c *Context, p *plan.Participation) {
			op, party := c.operation(p.Operation), find[plan.Party](c, p.Party)
			if op == nil || party == nil || op.Languages == "" || party.Languages == "" {
				return
			}
			if !shareWord(op.Languages, party.Languages) {
				c.Report(p, nil, "Languages", op.Languages)
			}
		}),
	},
	&Rule{
		Name: "party.same", Section: plan.SectionParties, Severity: Advice, Kind: plan.KindOf[plan.Party](),
		Reads:  []string{"party.title"},
		Source: fromConsistency,
		Check: look(func(c *Context, p *plan.Party) {
			for other := range plan.Each[plan.Party](c.Doc, plan.NoID) {
				if other.ID != p.ID && p.Title != "" && strings.EqualFold(other.Title, p.Title) && compareIDs(other.ID, p.ID) < 0 {
					c.Report(p, []plan.ID{other.ID})
					return
				}
			}
		}),
	},
)

// A party named anywhere in an operation has to take part in it.
var _ = registerEach(Rule{
	Name: "party.stranger", Severity: Serious, Reads: []string{"participation.party", goneReads}, Source: fromFuture,
	Check: func(c *Context, o plan.Object) {
		op := plan.OperationOf(o)
		for _, f := range partyFields(plan.KindFor(o)) {
			if f.Type == plan.Reference {
				stranger(c, o, op, f.Ref(o), f)
				continue
			}
			for _, id := range f.Refs(o) {
				stranger(c, o, op, id, f)
			}
		}
	},
}, func(k *plan.Kind) bool {
	return k.Operation() != nil && k != plan.KindOf[plan.Participation]() && len(partyFields(k)) > 0
})

func stranger(c *Context, o plan.Object, op, party plan.ID, f *plan.Field) {
	if party != plan.NoID && op != plan.NoID && len(c.roles(op, party)) == 0 && c.Doc.Get(party) != nil {
		c.Report(o, []plan.ID{party}, "Party", party, "Field", plan.Say(f.Label()))
	}
}

// partyFields lists the fields of a kind that name parties with a part in the
// operation.
var partyFields = func() func(*plan.Kind) []*plan.Field {
	byKind := map[*plan.Kind][]*plan.Field{}
	for _, k := range plan.Kinds() {
		for _, f := range k.Fields {
			if f.Target == "party" && !f.Common {
				byKind[k] = append(byKind[k], f)
			}
		}
	}
	return func(k *plan.Kind) []*plan.Field { return byKind[k] }
}()

// hostsOf lists the parties on whose soil the operation takes place.
func hostsOf(d *plan.Document, op *plan.Operation) []plan.ID {
	hosts := slices.Clone([]plan.ID(op.Hosts))
	for _, id := range membersOf(d, op.ID, "host") {
		if !slices.Contains(hosts, id) {
			hosts = append(hosts, id)
		}
	}
	return hosts
}

// hasPart reports whether a party does or gives anything in an operation.
func hasPart(d *plan.Document, p *plan.Participation) bool {
	for _, k := range []*plan.Kind{
		plan.KindOf[plan.Unit](), plan.KindOf[plan.Sector](), plan.KindOf[plan.Post](), plan.KindOf[plan.Cost](), plan.KindOf[plan.Task](),
	} {
		for _, f := range partyFields(k) {
			for o := range plan.ReferringTo(d, f, p.Party) {
				if plan.OperationOf(o) == p.Operation {
					return true
				}
			}
		}
	}
	return false
}

// shareWord reports whether two lists such as "en ru" have a word in common.
func shareWord(a, b string) bool {
	words := strings.FieldsFunc(strings.ToLower(b), notLetter)
	return slices.ContainsFunc(strings.FieldsFunc(strings.ToLower(a), notLetter), func(w string) bool { return slices.Contains(words, w) })
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }
