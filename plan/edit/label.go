package edit

import (
	"slices"

	"jointplan/plan"
)

// Label gives objects, or with a field that field of theirs, a label of their
// own: a marking and the parties that may have it. Empty is as everything else
// of their kind.
func Label(d *plan.Document, ids []plan.ID, field string, marking plan.Choice, to plan.IDs) (plan.Edit, error) {
	e := plan.Edit{Title: plan.Say("do.label", "What", countOf(d, ids))}
	for _, id := range ids {
		o, err := mustFind(d, id)
		if err != nil {
			return plan.Edit{}, err
		}
		changes, err := label(o, field, marking, to)
		if err != nil {
			return plan.Edit{}, err
		}
		e.Changes = append(e.Changes, changes...)
	}
	return e, checkReferences(d, e.Changes)
}

func label(o plan.Object, field string, marking plan.Choice, to plan.IDs) ([]plan.Change, error) {
	k := plan.KindFor(o)
	values := Values{"marking": string(marking), "releasable": to.String()}
	if field != "" {
		if err := canLabel(k, field); err != nil {
			return nil, err
		}
		values = Values{"labels": o.Shared().Labels.With(plan.FieldLabel{Field: field, Marking: marking, To: to}).String()}
	}
	var changes []plan.Change
	for name, value := range values {
		c, ok, err := plan.SetField(o, k.Field(name), value)
		if err != nil {
			return nil, err
		}
		if ok {
			changes = append(changes, c)
		}
	}
	sortChanges(changes)
	return changes, nil
}

// canLabel refuses fields that every copy holds, or none.
func canLabel(k *plan.Kind, field string) error {
	if !slices.Contains(LabelFields(k), k.Field(field)) || k.Field(field) == nil {
		return plan.Problem("error.label.field", "Field", field, "Kind", plan.Say(k.Label()))
	}
	return nil
}

// LabelFields lists the fields of a kind that can have a label of their own.
// What an object is part of has none: without it the object would hang in the
// air.
func LabelFields(k *plan.Kind) []*plan.Field {
	var fields []*plan.Field
	for _, f := range k.Fields {
		if !f.Own && !f.Limits && !f.Part && f.Digest == "" && f.Name != "no" && f.Name != "template" {
			fields = append(fields, f)
		}
	}
	return fields
}

// LabelKind gives all objects of a kind in an operation that have no label of
// their own, or one field of theirs, a label, by a release rule: the one there
// is, or a new one. NoID is the whole workspace. A label that says nothing takes
// the rule away.
func LabelKind(d *plan.Document, op plan.ID, k *plan.Kind, field string, marking plan.Choice, to plan.IDs, newID Maker) (plan.Edit, error) {
	if field != "" {
		if err := canLabel(k, field); err != nil {
			return plan.Edit{}, err
		}
	}
	rule := plan.KindOf[plan.Release]()
	title := plan.Say("do.label.kind", "Kind", plan.Say(k.Plural()))
	var there []plan.ID
	for _, r := range plan.All[plan.Release](d, op) {
		if r.Operation == op && string(r.What) == k.Name && r.Field == field {
			there = append(there, r.ID)
		}
	}
	switch {
	case marking == "" && len(to) == 0 && len(there) == 0:
		return plan.Edit{Title: title}, nil
	case marking == "" && len(to) == 0:
		e, err := Delete(d, there)
		e.Title = title
		return e, err
	case len(there) > 0:
		e, err := Label(d, there, "", marking, to)
		e.Title = title
		return e, err
	}
	values := Values{"operation": op.String(), "what": k.Name, "field": field, "marking": string(marking), "releasable": to.String()}
	e, _, err := Create(d, rule, values, newID)
	e.Title = title
	return e, err
}
