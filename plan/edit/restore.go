package edit

import (
	"slices"

	"jointplan/plan"
)

// Restore brings an object back to what it was in an earlier state of the plan,
// as one step. Without fields it is the whole object: one that is there gets all
// its values, one that was deleted comes back with the parts that went with it
// (the dependencies of a task, say), and what named it then and names nothing in
// its place now names it again. Where it stands in lists stays as it is. With
// fields only those get their values.
//
// What a restored value names and is no longer there is left out of it. when
// tells people which state it was.
func Restore(now, then *plan.Document, id plan.ID, when plan.Message, fields ...*plan.Field) (plan.Edit, error) {
	was, is := then.Get(id), now.Get(id)
	r := restorer{now: now, then: then, back: map[plan.ID]bool{}}
	switch {
	case was == nil:
		return plan.Edit{}, plan.Problem("error.restore.never", "When", when)
	case is == nil && len(fields) > 0:
		return plan.Edit{}, plan.Problem("error.restore.gone", "Name", plan.NameOf(then, was, nil))
	case is == nil:
		if err := r.bring(was); err != nil {
			return plan.Edit{}, err
		}
	default:
		if len(fields) == 0 {
			fields = restorable(was)
		}
		if err := r.values(was, is, withContent(fields)); err != nil {
			return plan.Edit{}, err
		}
	}
	e := plan.Edit{Title: restoreTitle(then, was, when, fields), Changes: r.changes}
	if is == nil {
		e.Title = restoreTitle(then, was, when, nil)
	}
	return e, checkReferences(now, e.Changes)
}

// RestoreAll brings several objects back as one step.
func RestoreAll(now, then *plan.Document, ids []plan.ID, when plan.Message) (plan.Edit, error) {
	var all plan.Edit
	after := now.Snapshot()
	for _, id := range ids {
		e, err := Restore(after, then, id, when)
		if err == nil {
			err = after.Apply(e.Changes)
		}
		if err != nil {
			return plan.Edit{}, err
		}
		all.Title, all.Changes = e.Title, append(all.Changes, e.Changes...)
	}
	if len(ids) > 1 {
		all.Title = plan.Say("do.restore", "What", countOf(then, ids), "When", when)
	}
	return all, nil
}

func restoreTitle(d *plan.Document, o plan.Object, when plan.Message, fields []*plan.Field) plan.Message {
	name := plan.NameOf(d, o, nil)
	switch n := len(fields); {
	case n == 0 || n == len(restorable(o)):
		return plan.Say("do.restore", "What", name, "When", when)
	case n == 1:
		return plan.Say("do.restore.field", "Field", plan.Say(fields[0].Label()), "What", name, "When", when)
	default:
		return plan.Say("do.restore.fields", "Count", n, "What", name, "When", when)
	}
}

// restorable lists the fields of an object that have a past of their own; its
// place in lists has none.
func restorable(o plan.Object) []*plan.Field {
	return slices.DeleteFunc(slices.Clone(plan.KindFor(o).Fields), func(f *plan.Field) bool { return f.Name == "order" })
}

// withContent adds to where a party stands what it agreed to then: it did not
// agree to what the text says now.
func withContent(fields []*plan.Field) []*plan.Field {
	k := plan.KindOf[plan.Agreement]()
	says := func(f *plan.Field) bool { return f.Kind == k && (f.Name == "state" || f.Name == "about") }
	if content := k.Field("content"); slices.ContainsFunc(fields, says) && !slices.Contains(fields, content) {
		return append(slices.Clone(fields), content)
	}
	return fields
}

// restorer gathers the changes that bring something back.
type restorer struct {
	now, then *plan.Document
	back      map[plan.ID]bool // objects that come back
	changes   []plan.Change
}

// values gives an object that is there the values it had.
func (r *restorer) values(was, is plan.Object, fields []*plan.Field) error {
	for _, f := range fields {
		if plan.KindFor(is) != f.Kind || plan.KindFor(was) != f.Kind {
			return plan.Problem("error.field.unknown", "Field", f.Name)
		}
		c, ok, err := plan.SetField(is, f, r.present(f, was))
		if err != nil {
			return err
		}
		if ok {
			r.changes = append(r.changes, c)
		}
	}
	return nil
}

// present is the value a field had, without what it names and is not there.
func (r *restorer) present(f *plan.Field, was plan.Object) string {
	if !f.IsReference() {
		return f.Get(was)
	}
	return f.Without(was, func(id plan.ID) bool { return !r.there(id) })
}

func (r *restorer) there(id plan.ID) bool {
	return r.back[id] || r.now.Get(id) != nil || id == plan.Withheld
}

// bring makes a deleted object anew, with its parts and what named it.
func (r *restorer) bring(was plan.Object) error {
	order := collectParts(r.then, plan.IDFor(was), map[plan.ID]bool{}, nil)
	for _, id := range order {
		r.back[id] = r.now.Get(id) == nil
	}
	r.keepWhole(order)
	if id := plan.IDFor(was); !r.back[id] {
		return plan.Problem("error.restore.whole", "Name", plan.NameOf(r.then, was, nil), "Whole", r.missingWhole(was))
	}
	for _, id := range order {
		if !r.back[id] {
			continue
		}
		if err := r.create(r.then.Get(id)); err != nil {
			return err
		}
	}
	return r.relink(order)
}

// keepWhole leaves out parts of what is not there and does not come back either.
func (r *restorer) keepWhole(order []plan.ID) {
	for again := true; again; {
		again = false
		for _, id := range order {
			if r.back[id] && r.missingWhole(r.then.Get(id)) != "" {
				r.back[id], again = false, true
			}
		}
	}
}

// missingWhole names something that o is a part of and that is not there; ""
// when all is.
func (r *restorer) missingWhole(o plan.Object) string {
	for _, f := range plan.KindFor(o).Fields {
		if !f.Part {
			continue
		}
		for _, id := range f.Refs(o) {
			if !r.there(id) {
				if name := plan.NameOf(r.then, r.then.Get(id), nil); name != "" {
					return name
				}
				return "?"
			}
		}
	}
	return ""
}

func (r *restorer) create(was plan.Object) error {
	var pruned []plan.Change
	for _, f := range plan.KindFor(was).Fields {
		if !f.IsReference() {
			continue
		}
		c, ok, err := plan.SetField(was, f, r.present(f, was))
		if err != nil {
			return err
		}
		if ok {
			pruned = append(pruned, c)
		}
	}
	o, err := plan.With(was, pruned...)
	if err == nil {
		r.changes = append(r.changes, plan.Creation(o))
	}
	return err
}

// relink has what named the objects that come back name them again, where
// nothing else was put in their place.
func (r *restorer) relink(order []plan.ID) error {
	type slot struct {
		id plan.ID
		f  *plan.Field
	}
	done := map[slot]bool{}
	for _, id := range order {
		if !r.back[id] {
			continue
		}
		for _, f := range plan.ReferencesTo(plan.KindFor(r.then.Get(id))) {
			for _, was := range r.then.ReferringSorted(f, id) {
				at := slot{plan.IDFor(was), f}
				is := r.now.Get(at.id)
				if is == nil || done[at] || plan.KindFor(is) != f.Kind {
					continue
				}
				done[at] = true
				if f.Get(is) != f.Without(was, func(id plan.ID) bool { return r.now.Get(id) == nil && id != plan.Withheld }) {
					continue
				}
				if err := r.values(was, is, []*plan.Field{f}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
