package rows

import (
	"slices"

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
		if o := t.doc.Get(c.Object); o != nil && t.remembers(c.Object) {
			t.names[c.Object] = plan.ShortName(t.doc, o, t.words)
		}
		if i, ok := t.where[c.Object]; ok {
			t.Rows[i].Object = t.doc.Get(c.Object)
		}
	}
	return true
}

// moves reports whether a change may alter which rows there are, or their order.
func (t *Table) moves(c plan.Change, spec Spec) bool {
	arranged := len(spec.Sort) > 0 || spec.Group != ""
	switch {
	case c.Field == plan.WholeObject || spec.Text != "" || spec.Findings:
		return true
	case arranged && (t.renames(c) || c.Field == "order" || t.arrangedByLinks(spec)):
		return true // rows are arranged by names of other objects and by their places
	case c.Kind != t.Kind:
		return false
	case c.Field == "order" || c.Field == spec.Group || spec.FilterOn(c.Field) != nil:
		return true
	}
	if op := t.Kind.Operation(); op != nil && c.Field == op.Name {
		return true
	}
	return slices.ContainsFunc(spec.Sort, func(by SortBy) bool { return by.Field == c.Field })
}

// renames reports whether a change gave an object that rows name another name.
func (t *Table) renames(c plan.Change) bool {
	o := t.doc.Get(c.Object)
	if head, ok := t.heads[c.Object]; ok && o != nil && head != plan.NameOf(t.doc, o, t.words) {
		return true
	}
	return o != nil && t.remembers(c.Object) && t.names[c.Object] != plan.ShortName(t.doc, o, t.words)
}

func (t *Table) remembers(id plan.ID) bool {
	_, ok := t.names[id]
	return ok
}

// arrangedByLinks reports whether rows are arranged by objects that have no
// names of their own, or by shares, so that a change anywhere may move them.
func (t *Table) arrangedByLinks(spec Spec) bool {
	fields := []string{spec.Group}
	for _, by := range spec.Sort {
		fields = append(fields, by.Field)
	}
	return slices.ContainsFunc(fields, func(name string) bool {
		f := t.Kind.Field(name)
		if f == nil || !f.IsReference() {
			return false
		}
		target := f.TargetKind()
		return f.Type == plan.Portions || target == nil || target.Title() == nil
	})
}
