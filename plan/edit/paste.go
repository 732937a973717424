package edit

import (
	"strings"

	"jointplan/plan"
)

// Slot is a column that pasted cells go into: a field, or one end of a period.
type Slot struct {
	Field *plan.Field
	End   End
}

// End says which part of a period a slot stands for.
type End int

// The ends of a period; WholeSpan for all other fields.
const (
	WholeSpan End = iota
	Start
	Finish
)

// Block is a rectangle of cells that came from a spreadsheet, with where it goes.
type Block struct {
	Operation plan.ID
	Kind      *plan.Kind
	Slots     []Slot    // of the columns, from the left
	Targets   []plan.ID // of the rows, from the top; further rows become new objects
	Cells     [][]string
	Words     plan.Words
}

// Paste writes a block of cells into objects, and makes new objects of the rows
// that have no target, in one step. The first row may name the fields instead,
// as a sheet's header does; the columns then go where the names say. An error
// names row and column and nothing is pasted.
func Paste(d *plan.Document, b Block, newID Maker) (plan.Edit, []plan.ID, error) {
	slots, cells := b.Slots, b.Cells
	if named, ok := headerSlots(b); ok {
		slots, cells = named, cells[1:]
	}
	var e plan.Edit
	var made []plan.ID
	numbers := NewNumbers(d)
	for i, row := range cells {
		if i < len(b.Targets) {
			changes, err := pasteInto(d, d.Get(b.Targets[i]), slots, row, b)
			if err != nil {
				return plan.Edit{}, nil, at(err, i)
			}
			e.Changes = append(e.Changes, changes...)
			continue
		}
		o, err := pasteNew(d, slots, row, b, newID())
		if err != nil {
			return plan.Edit{}, nil, at(err, i)
		}
		if o == nil {
			continue
		}
		if o, err = numbers.Place(o); err != nil {
			return plan.Edit{}, nil, err
		}
		e.Changes = append(e.Changes, plan.Creation(o))
		made = append(made, plan.IDFor(o))
	}
	e.Title = plan.Say("do.paste", "What", plan.CountOf(b.Kind, len(cells)))
	return e, made, checkReferences(d, e.Changes)
}

func at(err error, row int) error {
	why := any(err.Error())
	if p, ok := err.(*plan.ProblemError); ok {
		why = p.Message
	}
	return plan.Problem("error.paste", "Row", row+1, "Why", why).Because(err)
}

// headerSlots reads the first row as field names; it is a header when every
// cell of it that is not empty names a field and there is more than one.
func headerSlots(b Block) ([]Slot, bool) {
	if len(b.Cells) < 2 {
		return nil, false
	}
	slots := make([]Slot, len(b.Cells[0]))
	known := 0
	for i, text := range b.Cells[0] {
		text = strings.TrimSpace(text)
		if text == "" {
			continue
		}
		slot, ok := slotNamed(b, text)
		if !ok {
			return nil, false
		}
		slots[i] = slot
		known++
	}
	return slots, known > 1
}

func slotNamed(b Block, text string) (Slot, bool) {
	base, _, _ := strings.Cut(text, ",") // "Length, km"
	for _, f := range b.Kind.Fields {
		if f.Hidden {
			continue
		}
		if f.Type == plan.Period && f.Name == "when" {
			if strings.EqualFold(text, b.Words.T("field.start")) {
				return Slot{f, Start}, true
			}
			if strings.EqualFold(text, b.Words.T("field.finish")) {
				return Slot{f, Finish}, true
			}
		}
		label := b.Words.T(f.Label())
		if strings.EqualFold(text, label) || strings.EqualFold(base, label) || strings.EqualFold(text, f.Name) {
			return Slot{Field: f}, true
		}
	}
	return Slot{}, false
}

func pasteInto(d *plan.Document, o plan.Object, slots []Slot, row []string, b Block) ([]plan.Change, error) {
	if o == nil {
		return nil, plan.Problem("error.object.gone", "ID", "")
	}
	values, err := pasteValues(d, o, slots, row, b)
	if err != nil {
		return nil, err
	}
	var changes []plan.Change
	for name, value := range values {
		c, ok, err := plan.SetField(o, b.Kind.Field(name), value)
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

// pasteNew gives nil for a row with nothing in it.
func pasteNew(d *plan.Document, slots []Slot, row []string, b Block, id plan.ID) (plan.Object, error) {
	if strings.TrimSpace(strings.Join(row, "")) == "" {
		return nil, nil
	}
	values, err := pasteValues(d, b.Kind.New(id), slots, row, b)
	if err != nil {
		return nil, err
	}
	if b.Kind.Operation() != nil {
		values["operation"] = b.Operation.String()
	}
	o, err := Fill(b.Kind, id, values)
	if err != nil {
		return nil, err
	}
	return settleNew(d, o)
}

func pasteValues(d *plan.Document, o plan.Object, slots []Slot, row []string, b Block) (Values, error) {
	values := Values{}
	for i, slot := range slots {
		if slot.Field == nil || i >= len(row) || slot.Field.Name == "no" {
			continue
		}
		if slot.End == WholeSpan {
			value, err := plan.ReadField(d, b.Operation, slot.Field, row[i], b.Words)
			if err != nil {
				return nil, err
			}
			values[slot.Field.Name] = value
			continue
		}
		name := slot.Field.Name
		if _, ok := values[name]; !ok {
			values[name] = slot.Field.Get(o)
		}
		value, err := SetEnd(d, b.Operation, slot, values[name], row[i], b.Words)
		if err != nil {
			return nil, err
		}
		values[name] = value
	}
	for name, value := range values { // ends may have come in either order
		if _, err := b.Kind.Field(name).Parse(value); err != nil {
			return nil, err
		}
	}
	return values, nil
}

// SetEnd puts a day, as a person writes it, into one end of a period given in
// its canonical form. The outcome may still have its ends the wrong way round.
func SetEnd(d *plan.Document, op plan.ID, slot Slot, period, day string, w plan.Words) (string, error) {
	one, err := plan.ReadField(d, op, slot.Field, day, w)
	if err != nil { // what was asked for is a day, not a period
		return "", plan.Problem("error.date", "Value", strings.TrimSpace(day)).Because(err)
	}
	read, err := plan.ParseSpan(one)
	if err != nil {
		return "", err
	}
	from, to, _ := strings.Cut(period, "/")
	if slot.End == Start {
		from = read.Start.String()
	} else {
		to = read.Start.String()
	}
	if from == "" && to == "" {
		return "", nil
	}
	return from + "/" + to, nil
}
