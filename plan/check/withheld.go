package check

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"jointplan/plan"
)

// A shared copy says which values stayed behind, and nothing of what they are.
// What a rule would report for want of one is no finding: the whole plan may well
// have it.

// parseNeeds panics on a name that does not exist, as parseReads does.
func parseNeeds(rule *Rule) []*plan.Field {
	var needs []*plan.Field
	for _, entry := range rule.Needs {
		kind, field, _ := strings.Cut(entry, ".")
		k := plan.KindNamed(kind)
		if k == nil || k.Field(field) == nil {
			panic(fmt.Sprintf("rule %s: %s: no such field", rule.Name, entry))
		}
		needs = append(needs, k.Field(field))
	}
	return needs
}

// withholdable lists the reference fields that tell whether anything which rules
// need was withheld: the labels of the kinds, and the needed references.
var withholdable = sync.OnceValue(func() []*plan.Field {
	var fields []*plan.Field
	for _, rule := range ranked() {
		for _, f := range rule.needs {
			if labels := labelsOf(f.Kind); !slices.Contains(fields, labels) {
				fields = append(fields, labels)
			}
			if f.IsReference() && !slices.Contains(fields, f) {
				fields = append(fields, f)
			}
		}
	}
	return fields
})

func labelsOf(k *plan.Kind) *plan.Field { return k.Field("labels") }

// isPartial reports whether a plan lacks anything that a rule needs.
func isPartial(d *plan.Document) bool {
	return slices.ContainsFunc(withholdable(), func(f *plan.Field) bool { return d.CountReferring(f, plan.Withheld) > 0 })
}

// guesses reports whether a finding stands on a value that may well be there.
func (c *Context) guesses(n *note) bool {
	return slices.ContainsFunc(n.rule.needs, func(f *plan.Field) bool {
		seen := false
		for _, id := range append([]plan.ID{n.about.ID, n.owner}, n.others...) {
			o := c.Doc.Get(id)
			if o == nil || plan.KindFor(o) != f.Kind {
				continue
			}
			if seen = true; isUnknown(o, f) {
				return true
			}
		}
		return !seen && c.anyUnknown(f, n.operation)
	})
}

// isUnknown reports whether a value, or a part of it, stayed behind.
func isUnknown(o plan.Object, f *plan.Field) bool {
	return plan.IsWithheld(o, f) || f.IsReference() && slices.Contains(f.Refs(o), plan.Withheld)
}

// anyUnknown is isUnknown for any object of an operation, or of all with NoID.
func (c *Context) anyUnknown(f *plan.Field, op plan.ID) bool {
	for _, by := range []*plan.Field{labelsOf(f.Kind), f} {
		if !by.IsReference() {
			continue
		}
		for _, id := range c.Doc.Referring(by, plan.Withheld) {
			o := c.Doc.Get(id)
			if in := plan.OperationOf(o); (op == plan.NoID || in == plan.NoID || in == op) && isUnknown(o, f) {
				return true
			}
		}
	}
	return false
}

// needing lists by kind the rules that need a field of it.
var needing = sync.OnceValue(func() map[*plan.Kind][]*Rule {
	rules := map[*plan.Kind][]*Rule{}
	for _, rule := range ranked() {
		for _, f := range rule.needs {
			if !slices.Contains(rules[f.Kind], rule) {
				rules[f.Kind] = append(rules[f.Kind], rule)
			}
		}
	}
	return rules
})

// aboutWithheld reports whether a change may alter what is known to have stayed
// behind.
func aboutWithheld(d *plan.Document, c plan.Change) bool {
	word := plan.Withheld.String()
	if strings.Contains(c.Old, word) || strings.Contains(c.New, word) {
		return true
	}
	o := d.Get(c.Object)
	if o == nil {
		return false
	}
	label, ok := o.Shared().Labels.Of(c.Field)
	return ok && slices.Contains(label.To, plan.Withheld)
}
