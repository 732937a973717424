package rows

import (
	"jointplan/plan"
)

// Patch takes up changes without building the table anew. It is false when they
// may move, add or remove rows; then only Build will do.
func (t *Table) Patch(changes []plan.Change, spec Spec) bool {
	for _, c := range changes {
		if t.moves(c, spec) {
			return false
		}
	}
	for _, c := range changes {
		delete(t.names, c.Object)
		if i, ok := t.where[c.Object]; ok {
			t.Rows[i].Object = t.doc.Get(c.Object)
		}
	}
	return true
}

// moves reports whether a change may alter which rows there are, or their order.
func (t *Table) moves(c plan.Change, spec Spec) bool {
	if c.Kind != t.Kind {
		// What rows are sorted, grouped or searched by may be another object's name.
		return spec.Text != "" || spec.Findings || c.Field == plan.WholeObject ||
			(c.Field == "order" || c.Kind.Field(c.Field).IsTitle) && (len(spec.Sort) > 0 || spec.Group != "")
	}
	if c.Field == plan.WholeObject || c.Field == "order" || c.Field == spec.Group || spec.Text != "" || spec.Findings {
		return true
	}
	if op := t.Kind.Operation(); op != nil && c.Field == op.Name {
		return true
	}
	for _, by := range spec.Sort {
		if by.Field == c.Field {
			return true
		}
	}
	return spec.FilterOn(c.Field) != nil
}
