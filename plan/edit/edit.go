package edit

import (
	"slices"
	"strings"

	"jointplan/plan"
)

// Maker hands out ids for new objects; random in the program, counted in tests.
type Maker func() plan.ID

// Set gives field f of every object the canonical value. Objects that have it
// already are left out; objects of another kind are an error.
func Set(d *plan.Document, ids []plan.ID, f *plan.Field, value string) (plan.Edit, error) {
	var e plan.Edit
	for _, id := range ids {
		o, err := mustFind(d, id)
		if err != nil {
			return plan.Edit{}, err
		}
		own := plan.KindFor(o).Field(f.Name)
		if own == nil {
			return plan.Edit{}, plan.Problem("error.field.unknown", "Field", f.Name)
		}
		c, ok, err := plan.SetField(o, own, value)
		if err != nil {
			return plan.Edit{}, err
		}
		if !ok {
			continue
		}
		all, err := settle(d, o, []plan.Change{c})
		if err != nil {
			return plan.Edit{}, err
		}
		e.Changes = append(e.Changes, all...)
	}
	e.Title = setTitle(d, ids, f, value)
	return e, checkReferences(d, e.Changes)
}

func setTitle(d *plan.Document, ids []plan.ID, f *plan.Field, value string) plan.Message {
	field := plan.Say(f.Label())
	if len(ids) == 1 {
		return plan.Say("do.set.one", "Field", field, "Name", plan.NameOf(d, d.Get(ids[0]), nil))
	}
	return plan.Say("do.set", "Field", field, "What", plan.CountOf(f.Kind, len(ids)))
}

// checkReferences refuses changes that name an object that does not exist or is
// of the wrong kind, and parents that would go round in a circle.
func checkReferences(d *plan.Document, changes []plan.Change) error {
	made := map[plan.ID]*plan.Kind{}
	for _, c := range changes {
		if c.Creates() {
			made[c.Object] = c.Kind
		}
	}
	for _, c := range changes {
		if c.Field == plan.WholeObject {
			continue
		}
		f := c.Kind.Field(c.Field)
		if !f.IsReference() || c.New == "" {
			continue
		}
		o, err := plan.With(d.Get(c.Object), c)
		if d.Get(c.Object) == nil || err != nil {
			continue // the change itself will be refused
		}
		for _, id := range f.Refs(o) {
			if id == plan.Withheld {
				continue
			}
			kind := made[id]
			if target := d.Get(id); target != nil {
				kind = plan.KindFor(target)
			}
			if kind == nil || (f.Target != "any" && kind.Name != f.Target) {
				return plan.Problem("error.reference", "Field", plan.Say(f.Label()), "ID", id.String())
			}
		}
		if f.Target == c.Kind.Name && f.Type == plan.Reference && circles(d, f, c.Object, f.Refs(o)[0]) {
			return plan.Problem("error.circle", "Field", plan.Say(f.Label()), "Name", plan.NameOf(d, o, nil))
		}
	}
	return nil
}

// circles reports whether following field f from start comes back to id.
func circles(d *plan.Document, f *plan.Field, id, start plan.ID) bool {
	seen := map[plan.ID]bool{}
	for at := start; at != plan.NoID && !seen[at]; {
		if at == id {
			return true
		}
		seen[at] = true
		o := d.Get(at)
		if o == nil {
			return false
		}
		next := f.Refs(o)
		if len(next) == 0 {
			return false
		}
		at = next[0]
	}
	return false
}

// Values are canonical texts by field name.
type Values map[string]string

// Create makes one new object of kind k after the object named last ("" puts it
// at the end). It gets the next free number of its kind and operation.
func Create(d *plan.Document, k *plan.Kind, values Values, newID Maker) (plan.Edit, plan.ID, error) {
	id := newID()
	o, err := Fill(k, id, values)
	if err == nil {
		o, err = settleNew(d, o)
	}
	if err != nil {
		return plan.Edit{}, plan.NoID, err
	}
	n := NewNumbers(d)
	if o, err = n.Place(o); err != nil {
		return plan.Edit{}, plan.NoID, err
	}
	e := plan.Edit{
		Title:   plan.Say("do.create", "Kind", plan.Say(k.Label()), "Name", plan.NameOf(d, o, nil)),
		Changes: []plan.Change{plan.Creation(o)},
	}
	return e, id, nil
}

// Fill makes an object with the given canonical values and the declared
// defaults of fields that values does not mention.
func Fill(k *plan.Kind, id plan.ID, values Values) (plan.Object, error) {
	changes := make([]plan.Change, 0, len(values))
	for _, f := range k.Fields {
		if _, given := values[f.Name]; f.Default != "" && !given {
			changes = append(changes, plan.Change{Kind: k, Object: id, Field: f.Name, New: f.Default})
		}
	}
	for name, value := range values {
		changes = append(changes, plan.Change{Kind: k, Object: id, Field: name, New: value})
	}
	slices.SortFunc(changes, func(a, b plan.Change) int { return strings.Compare(a.Field, b.Field) })
	o, err := plan.With(k.New(id), changes...)
	if err != nil {
		return nil, err
	}
	for name, value := range values {
		if err := k.Field(name).Accepts(value); err != nil {
			return nil, err
		}
	}
	return o, nil
}

func mustFind(d *plan.Document, id plan.ID) (plan.Object, error) {
	if o := d.Get(id); o != nil {
		return o, nil
	}
	return nil, plan.Problem("error.object.gone", "ID", id.String())
}

// sortChanges puts changes to fields in a fixed order, object by object as they
// came, so that equal acts give equal logs.
func sortChanges(changes []plan.Change) {
	at := map[plan.ID]int{}
	for _, c := range changes {
		if _, ok := at[c.Object]; !ok {
			at[c.Object] = len(at)
		}
	}
	slices.SortStableFunc(changes, func(a, b plan.Change) int {
		if a.Object != b.Object {
			return at[a.Object] - at[b.Object]
		}
		return strings.Compare(a.Field, b.Field)
	})
}
