package check

import (
	"cmp"
	"slices"
	"strings"

	"jointplan/plan"
)

// note is a finding as it is kept: without its sentence, which is made when
// somebody reads it.
type note struct {
	rule      *Rule
	about     *plan.Core // as it was when looked at
	owner     plan.ID    // the object the rule looked at
	operation plan.ID
	others    []plan.ID
	args      []any
	where     plan.Geometry // a point to go to on the map, if any
	seq       int           // place among the findings of one look
	fixed     bool
}

// same reports whether two notes say the same at the same place.
func (n *note) same(m *note) bool {
	return n.rule == m.rule && n.about.ID == m.about.ID && n.about.Order == m.about.Order && n.operation == m.operation &&
		n.fixed == m.fixed && n.seq == m.seq && n.where == m.where && slices.Equal(n.others, m.others) && slices.EqualFunc(n.args, m.args, sameArg)
}

func sameArg(a, b any) bool {
	if x, ok := a.([]plan.ID); ok {
		y, ok := b.([]plan.ID)
		return ok && slices.Equal(x, y)
	}
	if x, ok := a.(plan.Message); ok {
		y, ok := b.(plan.Message)
		return ok && x.String() == y.String()
	}
	return a == b
}

// compareNotes sorts the findings of one rule as lists sort what they are about.
func compareNotes(a, b *note) int {
	if a == b {
		return 0
	}
	if c := strings.Compare(a.about.Order, b.about.Order); c != 0 {
		return c
	}
	if c := slices.Compare(a.about.ID[:], b.about.ID[:]); c != 0 {
		return c
	}
	if c := slices.Compare(a.owner[:], b.owner[:]); c != 0 {
		return c
	}
	return cmp.Compare(a.seq, b.seq)
}

// finding puts a note into the form others see.
func (r *Report) finding(n *note) Finding {
	args := make(map[string]any, 1+len(n.args)/2)
	args["Name"] = r.name(n.about.ID)
	for i := 0; i+1 < len(n.args); i += 2 {
		args[n.args[i].(string)] = r.arg(n.args[i+1])
	}
	return Finding{
		Rule: n.rule, Object: n.about.ID, Operation: n.operation, Others: n.others, Where: n.where, fixed: n.fixed,
		Message: plan.Message{Key: "rule." + n.rule.Name, Args: args},
	}
}

func (r *Report) arg(value any) any {
	switch v := value.(type) {
	case plan.ID:
		return r.name(v)
	case []plan.ID:
		return r.names(v)
	}
	return value
}

// mostNames is how many names a sentence lists.
const mostNames = 5

func (r *Report) names(ids []plan.ID) string {
	names := make([]string, 0, mostNames+1)
	for i, id := range ids {
		if i == mostNames {
			names = append(names, "…")
			break
		}
		names = append(names, r.name(id))
	}
	return strings.Join(names, ", ")
}

func (r *Report) name(id plan.ID) string { return nameOf(r.doc, id) }

// nameOf names an object by its title, or an object that links others by their
// titles; words of choices, which would need a language, are left out.
func nameOf(d *plan.Document, id plan.ID) string {
	o := d.Get(id)
	if o == nil {
		return plan.GoneName(id, nil)
	}
	k := plan.KindFor(o)
	if k.Title() != nil {
		return plan.NameOf(d, o, nil)
	}
	var names []string
	for _, f := range k.Fields {
		if f.Common || !f.Required || f.Type != plan.Reference {
			continue
		}
		if target := d.Get(f.Ref(o)); target != nil && plan.KindFor(target).Title() != nil {
			names = append(names, plan.NameOf(d, target, nil))
		}
	}
	if len(names) == 0 {
		return o.Shared().Number()
	}
	return strings.Join(names, " – ")
}
