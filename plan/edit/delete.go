package edit

import (
	"jointplan/plan"
)

// Delete removes the objects with all their parts (a task's dependencies, an
// operation's everything) and empties what still names them, in one step. Its
// title counts what goes.
func Delete(d *plan.Document, ids []plan.ID) (plan.Edit, error) {
	doomed := map[plan.ID]bool{}
	var order []plan.ID
	for _, id := range ids {
		if _, err := mustFind(d, id); err != nil {
			return plan.Edit{}, err
		}
		order = collectParts(d, id, doomed, order)
	}
	changes, err := unlink(d, doomed, order)
	if err != nil {
		return plan.Edit{}, err
	}
	for i := len(order) - 1; i >= 0; i-- { // parts before what they are parts of
		changes = append(changes, plan.Deletion(d.Get(order[i])))
	}
	return plan.Edit{Title: deleteTitle(d, ids), Changes: changes}, nil
}

func deleteTitle(d *plan.Document, ids []plan.ID) plan.Message {
	if len(ids) == 1 {
		first := d.Get(ids[0])
		return plan.Say("do.delete.one", "Kind", plan.Say(plan.KindFor(first).Label()), "Name", plan.NameOf(d, first, nil))
	}
	return countTitle(d, "do.delete", ids)
}

func collectParts(d *plan.Document, id plan.ID, doomed map[plan.ID]bool, order []plan.ID) []plan.ID {
	if doomed[id] {
		return order
	}
	doomed[id] = true
	order = append(order, id)
	for _, f := range plan.ReferencesTo(plan.KindFor(d.Get(id))) {
		if !f.Part {
			continue
		}
		for _, part := range d.ReferringSorted(f, id) {
			order = collectParts(d, plan.IDFor(part), doomed, order)
		}
	}
	return order
}

// unlink empties references to doomed objects in objects that stay.
func unlink(d *plan.Document, doomed map[plan.ID]bool, order []plan.ID) ([]plan.Change, error) {
	var changes []plan.Change
	type slot struct {
		id plan.ID
		f  *plan.Field
	}
	done := map[slot]bool{}
	for _, id := range order {
		for _, f := range plan.ReferencesTo(plan.KindFor(d.Get(id))) {
			for _, o := range d.ReferringSorted(f, id) {
				at := slot{plan.IDFor(o), f}
				if doomed[at.id] || done[at] {
					continue
				}
				done[at] = true
				c, ok, err := plan.SetField(o, f, f.Without(o, func(id plan.ID) bool { return doomed[id] }))
				if err != nil {
					return nil, err
				}
				if ok {
					changes = append(changes, c)
				}
			}
		}
	}
	return changes, nil
}
