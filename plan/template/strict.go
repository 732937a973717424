package template

import (
	"slices"

	"jointplan/plan"
)

// stricter puts the labels of fields, which a template cannot say, into those of
// their objects: what is made of it must not go further than what it was made
// from.
func stricter(objects []plan.Object) []plan.Object {
	copied := false
	for i, o := range objects {
		if len(o.Shared().Labels) == 0 {
			continue
		}
		if !copied {
			objects, copied = slices.Clone(objects), true
		}
		objects[i] = underItsLabels(o)
	}
	return objects
}

func underItsLabels(o plan.Object) plan.Object {
	marking, to := o.Shared().Marking, o.Shared().Releasable
	for _, label := range o.Shared().Labels {
		if plan.MarkingRank(label.Marking) > plan.MarkingRank(marking) {
			marking = label.Marking
		}
		switch {
		case len(label.To) == 0:
		case len(to) == 0:
			to = label.To
		default:
			to = slices.DeleteFunc(slices.Clone(to), func(id plan.ID) bool { return !label.To.Has(id) })
			if len(to) == 0 {
				to = plan.IDs{plan.Withheld}
			}
		}
	}
	change := func(field, value string) plan.Change {
		return plan.Change{Kind: plan.KindFor(o), Object: plan.IDFor(o), Field: field, New: value}
	}
	strict, err := plan.With(o, change("marking", string(marking)), change("releasable", to.String()))
	if err != nil {
		return o // cannot be: both are values it may have
	}
	return strict
}
