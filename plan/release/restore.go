package release

import (
	"slices"

	"jointplan/plan"
)

// Restore gives the value that comes back from a party for a reference field
// with what was withheld put in again: where it says Withheld, what the
// owner's value names and the party was not shown stands. shown says which ids
// went with the copy. Other values come back as they are.
func Restore(f *plan.Field, back, owner string, shown func(plan.ID) bool) (string, error) {
	if !f.IsReference() {
		return back, nil
	}
	k := f.Kind
	mine, err := plan.With(k.New(plan.NoID), plan.Change{Kind: k, Field: f.Name, New: owner})
	if err != nil {
		return "", err
	}
	theirs, err := plan.With(k.New(plan.NoID), plan.Change{Kind: k, Field: f.Name, New: back})
	if err != nil || !slices.Contains(f.Refs(theirs), plan.Withheld) {
		return back, err
	}
	hidden := func(id plan.ID) bool { return !shown(id) }
	switch f.Type {
	case plan.Reference:
		return owner, nil
	case plan.Portions:
		out := slices.DeleteFunc(slices.Clone(f.Shares(theirs)), func(s plan.Share) bool { return s.Party == plan.Withheld })
		for _, s := range f.Shares(mine) {
			if hidden(s.Party) {
				out = append(out, s)
			}
		}
		return out.String(), nil
	case plan.Labels:
		return owner, nil // labels are the owner's to set
	}
	out := slices.DeleteFunc(slices.Clone(plan.IDs(f.Refs(theirs))), func(id plan.ID) bool { return id == plan.Withheld })
	for _, id := range f.Refs(mine) {
		if hidden(id) && !out.Has(id) {
			out = append(out, id)
		}
	}
	return out.String(), nil
}

// Agreed gives the digest that an agreement gets which a party made on its
// copy: that of the whole object, when what the party read is what it would be
// given today. ok is false when it agreed to something else.
func (r *Release) Agreed(a *plan.Agreement) (content string, ok bool) {
	about := r.doc.Get(a.About)
	if about == nil || a.State != "agreed" || !r.Goes(a.About) || a.Content != r.Digest(about) {
		return "", false
	}
	return plan.ContentDigest(about), true
}
