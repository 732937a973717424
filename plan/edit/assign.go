package edit

import (
	"jointplan/plan"
)

// Assignment is what Assign gives to tasks; empty parts are left as they are.
type Assignment struct {
	Party, Sector, Phase, Line, Unit plan.ID
	When                             plan.Span
}

// Assign gives all tasks a party, sector, phase, line, unit or dates in one
// step. A unit is added to those a task has; a task without a party takes the
// unit's. What a task has already is left out.
func Assign(d *plan.Document, ids []plan.ID, a Assignment) (plan.Edit, error) {
	e := plan.Edit{Title: assignTitle(d, ids, a)}
	for _, id := range ids {
		t := plan.Find[plan.Task](d, id)
		if t == nil {
			return plan.Edit{}, plan.Problem("error.object.gone", "ID", id.String())
		}
		for name, value := range a.values(d, t) {
			c, ok, err := plan.SetField(t, plan.KindOf[plan.Task]().Field(name), value)
			if err != nil {
				return plan.Edit{}, err
			}
			if ok {
				e.Changes = append(e.Changes, c)
			}
		}
	}
	sortChanges(e.Changes)
	return e, checkReferences(d, e.Changes)
}

func (a Assignment) values(d *plan.Document, t *plan.Task) Values {
	v := Values{}
	for name, id := range map[string]plan.ID{"party": a.Party, "sector": a.Sector, "phase": a.Phase, "line": a.Line} {
		if id != plan.NoID {
			v[name] = id.String()
		}
	}
	if a.Unit != plan.NoID {
		units := t.Units
		if !units.Has(a.Unit) {
			units = append(append(plan.IDs{}, units...), a.Unit)
		}
		v["units"] = units.String()
		if u := plan.Find[plan.Unit](d, a.Unit); u != nil && t.Party == plan.NoID && a.Party == plan.NoID {
			v["party"] = u.Party.String()
		}
	}
	if a.When != (plan.Span{}) {
		v["when"] = a.When.String()
	}
	return v
}

func assignTitle(d *plan.Document, ids []plan.ID, a Assignment) plan.Message {
	name := ""
	for _, id := range []plan.ID{a.Unit, a.Party, a.Sector, a.Phase, a.Line} {
		if o := d.Get(id); o != nil {
			name = plan.NameOf(d, o, nil)
			break
		}
	}
	if name == "" {
		return plan.Say("do.assign.dates", "What", plan.CountOf(plan.KindOf[plan.Task](), len(ids)))
	}
	return plan.Say("do.assign", "What", plan.CountOf(plan.KindOf[plan.Task](), len(ids)), "Name", name)
}
