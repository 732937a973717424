package check

import (
	"context"
	"slices"

	"jointplan/plan"
)

// Report holds the findings of a document and keeps them true through edits.
type Report struct {
	doc   *plan.Document
	today plan.Date
	found map[*Rule]map[plan.ID][]Finding
}

// All runs every check. It stops early, with the context's error, when ctx is
// done. today is the day the plan is looked at; 0 leaves out what depends on it.
func All(ctx context.Context, d *plan.Document, today plan.Date) (*Report, error) {
	r := &Report{doc: d, today: today, found: map[*Rule]map[plan.ID][]Finding{}}
	for _, rule := range rules {
		if err := r.rerun(ctx, rule); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func (r *Report) rerun(ctx context.Context, rule *Rule) error {
	r.found[rule] = map[plan.ID][]Finding{}
	c := &Context{Doc: r.doc, Today: r.today, rule: rule}
	for i, o := range r.doc.Objects(rule.Kind, plan.NoID) {
		if i%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		r.look(c, o)
	}
	return nil
}

func (r *Report) look(c *Context, o plan.Object) {
	c.found = c.found[:0]
	c.rule.Check(c, o)
	if len(c.found) > 0 {
		r.found[c.rule][plan.IDFor(o)] = slices.Clone(c.found)
	} else {
		delete(r.found[c.rule], plan.IDFor(o))
	}
}

// On moves the report to another document of the same content, as when checks
// ran on a snapshot.
func (r *Report) On(d *plan.Document) { r.doc = d }

// Update brings the report up to date after changes were applied to its
// document: each rule looks again at the objects that changed, or at all of its
// kind when something it reads did.
func (r *Report) Update(changes []plan.Change) {
	touched := map[*plan.Kind][]plan.ID{}
	seen := map[plan.ID]bool{}
	reads := map[string]bool{}
	for _, c := range changes {
		if !seen[c.Object] {
			seen[c.Object] = true
			touched[c.Kind] = append(touched[c.Kind], c.Object)
		}
		reads[c.Kind.Name+".*"] = true
		if c.Field == plan.WholeObject {
			for _, f := range c.Kind.Fields {
				reads[c.Kind.Name+"."+f.Name] = true
			}
			continue
		}
		reads[c.Kind.Name+"."+c.Field] = true
	}
	for _, rule := range rules {
		if slices.ContainsFunc(rule.Reads, func(name string) bool { return reads[name] }) {
			_ = r.rerun(context.Background(), rule) // cannot be cancelled, so cannot fail
			continue
		}
		c := &Context{Doc: r.doc, Today: r.today, rule: rule}
		for _, id := range touched[rule.Kind] {
			if o := r.doc.Get(id); o != nil {
				r.look(c, o)
			} else {
				delete(r.found[rule], id)
			}
		}
	}
}

// Findings lists what was found in one operation, or everywhere with NoID,
// worst first, then by section, rule and order of objects.
func (r *Report) Findings(op plan.ID) []Finding {
	var all []Finding
	for _, byObject := range r.found {
		for _, findings := range byObject {
			for _, f := range findings {
				if op == plan.NoID || f.Operation == op {
					all = append(all, f)
				}
			}
		}
	}
	r.sort(all)
	return all
}

// About lists what was found about one object, also where it is only concerned.
func (r *Report) About(id plan.ID) []Finding {
	var about []Finding
	for _, byObject := range r.found {
		about = append(about, byObject[id]...)
	}
	r.sort(about)
	return about
}

// Count is how many findings of a severity there are.
type Count [3]int

// Counts adds up the findings of an operation, or of all with NoID, by section.
func (r *Report) Counts(op plan.ID) (total Count, bySection map[plan.Section]Count) {
	bySection = map[plan.Section]Count{}
	for rule, byObject := range r.found {
		for _, findings := range byObject {
			for _, f := range findings {
				if op != plan.NoID && f.Operation != op {
					continue
				}
				total[rule.Severity]++
				c := bySection[rule.Section]
				c[rule.Severity]++
				bySection[rule.Section] = c
			}
		}
	}
	return total, bySection
}

// Has reports whether any finding is about the object.
func (r *Report) Has(id plan.ID) bool {
	for _, byObject := range r.found {
		if len(byObject[id]) > 0 {
			return true
		}
	}
	return false
}

func (r *Report) sort(findings []Finding) {
	at := map[*Rule]int{}
	for i, rule := range Rules() {
		at[rule] = i
	}
	slices.SortFunc(findings, func(a, b Finding) int {
		if a.Rule.Severity != b.Rule.Severity {
			return int(a.Rule.Severity - b.Rule.Severity)
		}
		if a.Rule != b.Rule {
			return at[a.Rule] - at[b.Rule]
		}
		if c := compareObjects(r.doc.Get(a.Object), r.doc.Get(b.Object)); c != 0 {
			return c
		}
		return slices.Compare(a.Object[:], b.Object[:])
	})
}

func compareObjects(a, b plan.Object) int {
	if a == nil || b == nil {
		return 0
	}
	ka, kb := a.Shared().Order, b.Shared().Order
	switch {
	case ka < kb:
		return -1
	case ka > kb:
		return 1
	}
	return 0
}
