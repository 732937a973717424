package release

import (
	"slices"
	"strconv"

	"jointplan/plan"
)

// Object is an object as it goes: the canonical texts of its fields in declared
// order, "" where one is withheld or empty.
type Object struct {
	ID     plan.ID
	Kind   *plan.Kind
	Values []string
}

// Objects gives what goes, kind by kind in the order of lists. Numbers and order
// keys are made anew, so that no gap tells of what stays. progress, when given,
// is told how many objects of how many were looked at; its error ends the work.
func (r *Release) Objects(progress func(done, total int) error) ([]Object, error) {
	var all []Object
	done := 0
	for _, k := range plan.Kinds() {
		from := len(all)
		key := ""
		order := k.Field("order").Index()
		for _, o := range r.doc.Objects(k, plan.NoID) {
			if done++; progress != nil && done%1000 == 0 {
				if err := progress(done, r.doc.Len()); err != nil {
					return nil, err
				}
			}
			if !r.Goes(plan.IDFor(o)) {
				continue
			}
			values := r.Values(o)
			key = plan.OrderBetween(key, "")
			values[order] = key
			all = append(all, Object{plan.IDFor(o), k, values})
		}
		renumber(k, all[from:], r.doc)
	}
	return all, nil
}

// Values gives the fields of o as they go, with its own number and no order
// key.
func (r *Release) Values(o plan.Object) []string {
	fields := plan.KindFor(o).Fields
	values := make([]string, len(fields))
	for i, f := range fields {
		if f.Digest != "" || f.Type == plan.Labels || !f.IsEmpty(o) && r.GoesWith(o, f) {
			values[i] = r.value(o, f)
		}
	}
	return values
}

// references gives a reference field with Withheld for all that does not go.
func (r *Release) references(o plan.Object, f *plan.Field) string {
	switch f.Type {
	case plan.Reference:
		id := f.Ref(o)
		if !r.Goes(id) {
			id = plan.Withheld
		}
		return id.String()
	case plan.List:
		return r.list(f.Refs(o)).String()
	case plan.Portions:
		return r.portions(f.Shares(o)).String()
	}
	return ""
}

func (r *Release) list(ids plan.IDs) plan.IDs {
	var out plan.IDs
	withheld := false
	for _, id := range ids {
		if r.Goes(id) {
			out = append(out, id)
		} else {
			withheld = true
		}
	}
	if withheld {
		out = append(out, plan.Withheld)
	}
	return out
}

// portions gives withheld parties what is missing from the whole, which says no
// more than the shares that go.
func (r *Release) portions(shares plan.Shares) plan.Shares {
	var out plan.Shares
	withheld := false
	for _, s := range shares {
		if r.Goes(s.Party) {
			out = append(out, s)
		} else {
			withheld = true
		}
	}
	if withheld {
		out = append(out, plan.Share{Party: plan.Withheld, Percent: max(0, 100-out.Sum())})
	}
	return out
}

// fieldLabels gives the labels of fields that go. A field that stays is limited
// to somebody who is not shown, whether it has a value or not, so that the
// reader knows it from one that is empty.
func (r *Release) fieldLabels(o plan.Object, f *plan.Field) plan.FieldLabels {
	if !r.labels.mayKeep(o) {
		return nil
	}
	var out plan.FieldLabels
	for _, of := range f.Kind.Fields {
		switch {
		case of.Own || of.Digest != "":
		case !r.GoesWith(o, of):
			out = out.With(plan.FieldLabel{Field: of.Name, To: plan.IDs{plan.Withheld}})
		default:
			if one, ok := f.Labels(o).Of(of.Name); ok {
				one.To = r.list(one.To)
				out = out.With(one)
			}
		}
	}
	return out
}

// digest gives a digest anew over what goes, so that it tells nothing of what
// stays; one of something that was edited since stays visibly out of date.
func (r *Release) digest(o plan.Object, f *plan.Field) string {
	if f.IsEmpty(o) || !r.admitsField(o, f) {
		return ""
	}
	source := f.Kind.Field(f.Digest)
	if source.Type != plan.Reference {
		switch {
		case !r.GoesWith(o, source):
			return ""
		case f.Text(o) != plan.TextDigest(source.Get(o)):
			return plan.Stale
		}
		return f.Text(o)
	}
	about := r.doc.Get(source.Ref(o))
	switch {
	case about == nil || !r.Goes(plan.IDFor(about)):
		return ""
	case f.Text(o) == plan.Stale:
		return plan.Stale
	case f.Text(o) != plan.ContentDigest(about) && (r.Edited == nil || r.Edited(o, about)):
		return plan.Stale
	}
	return r.Digest(about)
}

// Digest is plan.ContentDigest of what goes of an object.
func (r *Release) Digest(o plan.Object) string {
	return plan.ValuesDigest(plan.KindFor(o), r.Values(o))
}

// Differs reports whether what goes of an object is something else than what
// would have gone of it as it was before.
func (r *Release) Differs(was, is plan.Object) bool {
	for _, f := range plan.KindFor(is).Fields {
		if f.Own || f.Name == "no" || !r.GoesWith(is, f) {
			continue
		}
		if r.value(was, f) != r.value(is, f) {
			return true
		}
	}
	return false
}

func (r *Release) value(o plan.Object, f *plan.Field) string {
	switch {
	case f.Digest != "":
		return r.digest(o, f)
	case f.Type == plan.Labels:
		return r.fieldLabels(o, f).String()
	case f.IsEmpty(o):
		return ""
	case f.IsReference():
		return r.references(o, f)
	}
	return f.Get(o)
}

// renumber gives the objects of a kind the numbers 1, 2, … in each operation,
// in the order of the numbers they have.
func renumber(k *plan.Kind, objects []Object, d *plan.Document) {
	no := k.Field("no").Index()
	byOperation := map[plan.ID][]int{}
	for i, o := range objects {
		if o.Values[no] != "" {
			op := plan.OperationOf(d.Get(o.ID))
			if k.Operation() == nil {
				op = plan.NoID
			}
			byOperation[op] = append(byOperation[op], i)
		}
	}
	for _, places := range byOperation {
		slices.SortStableFunc(places, func(a, b int) int {
			return d.Get(objects[a].ID).Shared().No - d.Get(objects[b].ID).Shared().No
		})
		for n, i := range places {
			objects[i].Values[no] = strconv.Itoa(n + 1)
		}
	}
}
