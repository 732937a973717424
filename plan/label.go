package plan

import (
	"slices"
	"strings"
)

// Withheld stands in a shared copy where an object refers to something that
// its reader may not have. It names no object; views, exports and checks show
// it as "withheld", and a list holds it once at most, at its end.
var Withheld = ID{
	0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
}

// withheldWord is what Withheld shows as where no language is known.
const withheldWord = "withheld"

// FieldLabel is the label of one field of an object, stricter than that of the
// object: its marking and who may have it; "" and nil as the object.
type FieldLabel struct {
	Field   string
	Marking Choice
	To      IDs
}

// FieldLabels are the labels of an object's fields, in the order of their
// names, each field once.
type FieldLabels []FieldLabel

// ParseFieldLabels reads "amount=secret:id,id basis=:id". The field may be one
// that this version does not know; the marking may not.
func ParseFieldLabels(s string) (FieldLabels, error) {
	var labels FieldLabels
	for _, part := range strings.Fields(s) {
		field, label, ok := strings.Cut(part, "=")
		marking, to, both := strings.Cut(label, ":")
		if !ok || !both || field == "" || (marking != "" && MarkingRank(Choice(marking)) == 0) {
			return nil, Problem("error.labels", "Value", s)
		}
		ids, err := ParseIDs(strings.ReplaceAll(to, ",", " "))
		if err != nil {
			return nil, err
		}
		if marking == "" && len(ids) == 0 {
			continue // as the object
		}
		if labels.of(field) >= 0 {
			return nil, Problem("error.labels", "Value", s)
		}
		labels = append(labels, FieldLabel{field, Choice(marking), ids})
	}
	slices.SortFunc(labels, func(a, b FieldLabel) int { return strings.Compare(a.Field, b.Field) })
	return labels, nil
}

func (l FieldLabels) of(field string) int {
	return slices.IndexFunc(l, func(one FieldLabel) bool { return one.Field == field })
}

// Of finds the label of a field.
func (l FieldLabels) Of(field string) (FieldLabel, bool) {
	if i := l.of(field); i >= 0 {
		return l[i], true
	}
	return FieldLabel{}, false
}

// IsWithheld reports whether the value of field f of o stayed behind when the
// copy that o is in was shared: its label names only somebody who is not here.
func IsWithheld(o Object, f *Field) bool {
	labels := o.Shared().Labels
	if len(labels) == 0 || !f.IsEmpty(o) {
		return false
	}
	l, ok := labels.Of(f.Name)
	return ok && len(l.To) == 1 && l.To[0] == Withheld
}

// With gives the labels with that of one field replaced, or taken away when it
// says nothing.
func (l FieldLabels) With(label FieldLabel) FieldLabels {
	next := slices.DeleteFunc(slices.Clone(l), func(one FieldLabel) bool { return one.Field == label.Field })
	if label.Marking != "" || len(label.To) > 0 {
		next = append(next, label)
	}
	slices.SortFunc(next, func(a, b FieldLabel) int { return strings.Compare(a.Field, b.Field) })
	return next
}

func (l FieldLabels) String() string {
	parts := make([]string, len(l))
	for i, one := range l {
		parts[i] = one.Field + "=" + string(one.Marking) + ":" + strings.ReplaceAll(one.To.String(), " ", ",")
	}
	return strings.Join(parts, " ")
}

// parties lists whom the labels name, each once.
func (l FieldLabels) parties() []ID {
	var ids IDs
	for _, one := range l {
		for _, id := range one.To {
			if !ids.Has(id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// markings are the words for how secret something is, from the lowest.
var markings = []Choice{"unclassified", "restricted", "confidential", "secret"}

// MarkingRank orders markings: 1 for unclassified up to 4 for secret, 0 for
// none or a word that is no marking.
func MarkingRank(m Choice) int { return slices.Index(markings, m) + 1 }

// Markings lists the markings from the lowest to the highest.
func Markings() []Choice { return slices.Clone(markings) }

// Without gives the canonical value of reference field f of o with the ids for
// which gone is true left out. A list of who may have something does not lose
// its last name, since an empty one means everybody: somebody who is not there
// stays.
func (f *Field) Without(o Object, gone func(ID) bool) string {
	switch f.Type {
	case Portions:
		return slices.DeleteFunc(slices.Clone(f.Shares(o)), func(s Share) bool { return gone(s.Party) }).String()
	case Labels:
		next := make(FieldLabels, 0, len(f.Labels(o)))
		for _, one := range f.Labels(o) {
			one.To = f.remaining(one.To, gone)
			next = append(next, one)
		}
		return next.String()
	}
	return f.remaining(f.Refs(o), gone).String()
}

func (f *Field) remaining(ids IDs, gone func(ID) bool) IDs {
	kept := slices.DeleteFunc(slices.Clone(ids), gone)
	if f.Limits && len(kept) == 0 && len(ids) > 0 {
		return IDs{Withheld}
	}
	return kept
}
