package edit

import (
	"jointplan/plan"
)

// Row is an object as a file gives it: one that is there, by its id, or a new one
// of a kind, with that id or, with NoID, another. Values are canonical.
type Row struct {
	ID     plan.ID
	Kind   *plan.Kind
	Values Values
}

// Put gives objects the values of rows and makes those that are new, in one step
// with a title. ids are those of the objects, row by row.
func Put(d *plan.Document, title plan.Message, rows []Row, newID Maker) (e plan.Edit, ids []plan.ID, err error) {
	e.Title = title
	numbers := NewNumbers(d)
	for _, row := range rows {
		if d.Get(row.ID) != nil {
			changes, err := putInto(d, row)
			if err != nil {
				return plan.Edit{}, nil, err
			}
			e.Changes = append(e.Changes, changes...)
			ids = append(ids, row.ID)
			continue
		}
		id := row.ID
		if id == plan.NoID {
			id = newID()
		}
		o, err := Fill(row.Kind, id, row.Values)
		if err == nil {
			o, err = settleNew(d, o)
		}
		if err == nil {
			o, err = numbers.Place(o)
		}
		if err != nil {
			return plan.Edit{}, nil, err
		}
		e.Changes = append(e.Changes, plan.Creation(o))
		ids = append(ids, id)
	}
	return e, ids, checkReferences(d, e.Changes)
}

// putInto gives the changes that an object needs to have the values of a row.
func putInto(d *plan.Document, row Row) ([]plan.Change, error) {
	o, err := mustFind(d, row.ID)
	if err != nil {
		return nil, err
	}
	var changes []plan.Change
	for name, value := range row.Values {
		f := plan.KindFor(o).Field(name)
		if f == nil {
			return nil, plan.Problem("error.field.unknown", "Field", name)
		}
		c, ok, err := plan.SetField(o, f, value)
		if err != nil {
			return nil, err
		}
		if ok {
			changes = append(changes, c)
		}
	}
	sortChanges(changes)
	return settle(d, o, changes)
}
