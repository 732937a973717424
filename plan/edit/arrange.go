package edit

import (
	"sort"

	"jointplan/plan"
)

// Duplicate makes a copy of every object right behind it, with a new number.
// Parts of the object are not copied.
func Duplicate(d *plan.Document, ids []plan.ID, newID Maker) (plan.Edit, []plan.ID, error) {
	var e plan.Edit
	var made []plan.ID
	numbers := NewNumbers(d)
	placed := map[place]string{} // the order key last given behind an original
	for _, id := range ids {
		o, err := mustFind(d, id)
		if err != nil {
			return plan.Edit{}, nil, err
		}
		k := plan.KindFor(o)
		values := Values{}
		for _, f := range k.Fields {
			values[f.Name] = f.Get(o)
		}
		delete(values, "no")
		values["order"] = plan.OrderBetween(o.Shared().Order, after(d, o))
		if placed[place{k, id}] != "" {
			values["order"] = plan.OrderBetween(placed[place{k, id}], after(d, o))
		}
		placed[place{k, id}] = values["order"]
		c, err := Fill(k, newID(), values)
		if err != nil {
			return plan.Edit{}, nil, err
		}
		if c, err = numbers.Place(c); err != nil {
			return plan.Edit{}, nil, err
		}
		e.Changes = append(e.Changes, plan.Creation(c))
		made = append(made, plan.IDFor(c))
	}
	e.Title = countTitle(d, "do.duplicate", ids)
	return e, made, nil
}

// after is the order key that follows o in its list, "" at the end.
func after(d *plan.Document, o plan.Object) string {
	list := d.Objects(plan.KindFor(o), listOperation(o))
	i := sort.Search(len(list), func(i int) bool { return list[i].Shared().Order > o.Shared().Order })
	if i == len(list) {
		return ""
	}
	return list[i].Shared().Order
}

func listOperation(o plan.Object) plan.ID {
	if plan.KindFor(o).Operation() == nil {
		return plan.NoID
	}
	return plan.OperationOf(o)
}

// Move puts the objects, in their present order, right before the object
// before, or at the end when before is NoID.
func Move(d *plan.Document, ids []plan.ID, before plan.ID) (plan.Edit, error) {
	if len(ids) == 0 {
		return plan.Edit{}, nil
	}
	moving := map[plan.ID]bool{}
	for _, id := range ids {
		if _, err := mustFind(d, id); err != nil {
			return plan.Edit{}, err
		}
		moving[id] = true
	}
	first := d.Get(ids[0])
	list := d.Objects(plan.KindFor(first), listOperation(first))
	low, high := "", ""
	var tied []plan.Object // where two copies made the same key, there is no room between
	for _, o := range list {
		switch key := o.Shared().Order; {
		case high != "":
			if key == high && low == high && !moving[plan.IDFor(o)] {
				tied = append(tied, o)
			} else if low == high && key > high {
				return rekey(d, ids, moving, list, tied, low, key)
			}
		case plan.IDFor(o) == before:
			if high = key; low == high && !moving[before] {
				tied = append(tied, o)
			}
		case !moving[plan.IDFor(o)]:
			low = key
		}
	}
	if low == high {
		high = ""
	}
	return rekey(d, ids, moving, list, tied, low, high)
}

// rekey gives the moving objects of a list, and then those in the way, keys
// between low and high.
func rekey(d *plan.Document, ids []plan.ID, moving map[plan.ID]bool, list, tied []plan.Object, low, high string) (plan.Edit, error) {
	var order []plan.Object
	for _, o := range list {
		if moving[plan.IDFor(o)] {
			order = append(order, o)
		}
	}
	e := plan.Edit{Title: countTitle(d, "do.move", ids)}
	for _, o := range append(order, tied...) {
		low = plan.OrderBetween(low, high)
		c, ok, err := plan.SetField(o, plan.KindFor(o).Field("order"), low)
		if err != nil {
			return plan.Edit{}, err
		}
		if ok {
			e.Changes = append(e.Changes, c)
		}
	}
	return e, nil
}

// countTitle says what is done to how many; objects of several kinds are counted
// as the first of them.
func countTitle(d *plan.Document, key string, ids []plan.ID) plan.Message {
	return plan.Say(key, "What", countOf(d, ids))
}
