package check

import (
	"slices"

	"jointplan/plan"
	"jointplan/plan/geo"
)

// Context is what a check may look at, and where it reports. It serves one
// goroutine and one state of the document.
type Context struct {
	Doc *plan.Document
	// Today is the day the plan is looked at; 0 leaves out checks against it.
	Today plan.Date
	// Known tells codes of map symbols that can be drawn; nil leaves out checks of
	// them.
	Known func(symbol string) bool

	rule   *Rule
	owner  *plan.Core
	found  []*note
	spare  []note
	memo   *memo
	facts  map[plan.ID]*facts
	last   *facts // of the operation asked for last
	hot    [256]plan.Object
	sweep  bool // looks at everything, so that gathering facts pays
	doubts map[*plan.Kind][]*plan.Field

	partial bool // some of what rules need was withheld
}

// find is plan.Find for checks: what was looked up lately is at hand. Many
// objects name the same few, and many rules look at the same object.
func find[T any](c *Context, id plan.ID) *T {
	if id == plan.NoID {
		return nil
	}
	place := &c.hot[id[0]^id[7]]
	if *place == nil || plan.IDFor(*place) != id {
		o := c.Doc.Get(id)
		if o == nil {
			return nil
		}
		*place = o
	}
	t, _ := any(*place).(*T)
	return t
}

// facts are what many checks ask about an operation, gathered once.
type facts struct {
	id        plan.ID
	operation *plan.Operation
	roles     map[plan.ID][]*plan.Participation // by party
}

// has reports whether there is an object with the id.
func (c *Context) has(id plan.ID) bool {
	find[plan.Task](c, id)
	place := c.hot[id[0]^id[7]]
	return place != nil && plan.IDFor(place) == id
}

// Report notes a finding about o that the rule's fix can mend, if it has one.
// Others are further objects concerned; args are alternating names and values
// for the sentence. An ID, or a list of them, stands for the names of the
// objects. "Name", the name of o, is always there.
func (c *Context) Report(o plan.Object, others []plan.ID, args ...any) {
	c.report(o, others, c.rule.Fix != nil, args)
}

// ReportUnless is Report with a fix only when fixable.
func (c *Context) ReportUnless(fixable bool, o plan.Object, others []plan.ID, args ...any) {
	c.report(o, others, fixable && c.rule.Fix != nil, args)
}

// ReportAt is Report for what has a place on the map.
func (c *Context) ReportAt(at geo.Point, o plan.Object, others []plan.ID, args ...any) {
	c.report(o, others, c.rule.Fix != nil, append(args, "Place", geo.FormatDecimal(at)))
	c.found[len(c.found)-1].where = geo.Shape{Points: []geo.Point{at}}.Text()
}

func (c *Context) report(o plan.Object, others []plan.ID, fixable bool, args []any) {
	if len(c.spare) == 0 {
		c.spare = make([]note, 128)
	}
	n := &c.spare[0]
	c.spare = c.spare[1:]
	*n = note{
		rule: c.rule, about: o.Shared(), owner: c.owner.ID, operation: plan.OperationOf(o),
		others: others, args: args, fixed: fixable,
	}
	c.found = append(c.found, n)
}

// operation gives the operation with the id, nil when there is none.
func (c *Context) operation(id plan.ID) *plan.Operation { return c.factsOf(id).operation }

// roles gives the part that a party takes in an operation.
func (c *Context) roles(op, party plan.ID) []*plan.Participation {
	f := c.factsOf(op)
	if f.roles == nil {
		f.roles = map[plan.ID][]*plan.Participation{}
		for p := range plan.Each[plan.Participation](c.Doc, op) {
			f.roles[p.Party] = append(f.roles[p.Party], p)
		}
	}
	return f.roles[party]
}

// factsReads is what roles depends on.
const factsReads = "participation.*"

func (c *Context) factsOf(op plan.ID) *facts {
	if c.last != nil && c.last.id == op {
		return c.last
	}
	f := c.facts[op]
	if f == nil {
		f = &facts{id: op, operation: find[plan.Operation](c, op)}
		if c.facts == nil {
			c.facts = map[plan.ID]*facts{}
		}
		c.facts[op] = f
	}
	c.last = f
	return f
}

// members lists the parties that take part in the operation in one of the
// roles, in their order and each once; no roles means any.
func (c *Context) members(op plan.ID, roles ...plan.Choice) []plan.ID {
	return membersOf(c.Doc, op, roles...)
}

func membersOf(d *plan.Document, op plan.ID, roles ...plan.Choice) []plan.ID {
	var members []plan.ID
	for p := range plan.Each[plan.Participation](d, op) {
		if p.Party == plan.NoID || (len(roles) > 0 && !slices.Contains(roles, p.Role)) || slices.Contains(members, p.Party) {
			continue
		}
		members = append(members, p.Party)
	}
	return members
}

// count is the number of objects of type T in the operation.
func count[T any](d *plan.Document, op plan.ID) int { return d.Count(plan.KindOf[T](), op) }

// parts goes through the objects of type T whose field names id.
func parts[T any](d *plan.Document, field string, id plan.ID) func(yield func(*T) bool) {
	return plan.Referrers[T](d, plan.KindOf[T]().Field(field), id)
}

// sorted lists what parts goes through, in the order of lists.
func sorted[T any](d *plan.Document, field string, id plan.ID) []*T {
	objects := d.ReferringSorted(plan.KindOf[T]().Field(field), id)
	typed := make([]*T, 0, len(objects))
	for _, o := range objects {
		if t, ok := any(o).(*T); ok {
			typed = append(typed, t)
		}
	}
	return typed
}

// idsOf lists the ids of objects.
func idsOf[T plan.Object](objects []T) []plan.ID {
	ids := make([]plan.ID, len(objects))
	for i, o := range objects {
		ids[i] = o.Shared().ID
	}
	return ids
}
