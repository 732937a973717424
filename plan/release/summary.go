package release

import "jointplan/plan"

// Count says how much of a kind goes and stays.
type Count struct {
	Kind   *plan.Kind
	Goes   int // objects
	Stays  int
	Fields int // values that stay of objects that go
}

// Summary counts what goes and stays, without kinds of which there is nothing.
func (r *Release) Summary() []Count {
	var counts []Count
	for _, k := range plan.Kinds() {
		c := Count{Kind: k}
		for _, o := range r.doc.Objects(k, plan.NoID) {
			if !r.Goes(plan.IDFor(o)) {
				c.Stays++
				continue
			}
			c.Goes++
			r.eachKept(o, func(*plan.Field) { c.Fields++ })
		}
		if c.Goes+c.Stays > 0 {
			counts = append(counts, c)
		}
	}
	return counts
}

// eachKept visits the fields with a value that stay of an object that goes.
func (r *Release) eachKept(o plan.Object, visit func(*plan.Field)) {
	if !r.labels.mayKeep(o) {
		return
	}
	for _, f := range plan.KindFor(o).Fields {
		if !f.Own && f.Digest == "" && !f.IsEmpty(o) && !r.GoesWith(o, f) {
			visit(f)
		}
	}
}

// Stay is an object that stays or, with Field, a value that stays of one that
// goes.
type Stay struct {
	Object plan.Object
	Field  *plan.Field
}

// Stays lists what of kind k stays, in the order of lists.
func (r *Release) Stays(k *plan.Kind) []Stay {
	var stays []Stay
	for _, o := range r.doc.Objects(k, plan.NoID) {
		if !r.Goes(plan.IDFor(o)) {
			stays = append(stays, Stay{Object: o})
			continue
		}
		r.eachKept(o, func(f *plan.Field) { stays = append(stays, Stay{o, f}) })
	}
	return stays
}

// Because says why.
func (r *Release) Because(s Stay) plan.Message {
	if s.Field == nil {
		m, _ := r.Why(s.Object)
		return m
	}
	m, _ := r.WhyField(s.Object, s.Field)
	return m
}
