package edit

import (
	"strconv"

	"jointplan/plan"
	"jointplan/plan/geo"
)

// CutBorder cuts a line into n stretches of equal length. Of a sector the first
// stretch stays its own; a line drawn on the map stays and n sectors are made of it.
// Each gets its share of the length that was stated.
func CutBorder(d *plan.Document, id plan.ID, n int, newID Maker) (plan.Edit, []plan.ID, error) {
	o, line, err := lineOf(d, id)
	if err != nil {
		return plan.Edit{}, nil, err
	}
	lines, err := geo.CutLine(line, n)
	if err != nil {
		return plan.Edit{}, nil, err
	}
	titles := numbered(d, o, n)
	if isSector(o) {
		titles[0] = plan.NameOf(d, o, nil)
	}
	return cutInto(d, o, lines, titles, newID)
}

// Stretch is a part of a line and what it is to be called.
type Stretch struct {
	Line  geo.Line
	Title string // "" for one named after the whole
}

// CutInto cuts a line into given stretches, which together are the line. Of a sector
// the first stretch stays its own and is called anew; a line drawn on the map stays
// and sectors are made of it. A title that comes again gets a number.
func CutInto(d *plan.Document, id plan.ID, stretches []Stretch, newID Maker) (plan.Edit, []plan.ID, error) {
	o, _, err := lineOf(d, id)
	if err != nil {
		return plan.Edit{}, nil, err
	}
	if len(stretches) < 2 {
		return plan.Edit{}, nil, plan.Problem("geo.split.nothing")
	}
	lines, titles := make([]geo.Line, len(stretches)), numbered(d, o, len(stretches))
	times := map[string]int{}
	for i, s := range stretches {
		lines[i] = s.Line
		if s.Title == "" {
			continue
		}
		titles[i] = s.Title
		if times[s.Title]++; times[s.Title] > 1 {
			titles[i] += " " + strconv.Itoa(times[s.Title])
		}
	}
	return cutInto(d, o, lines, titles, newID)
}

// lineOf finds an object that is drawn as one line.
func lineOf(d *plan.Document, id plan.ID) (plan.Object, geo.Line, error) {
	o, err := mustFind(d, id)
	if err != nil {
		return nil, nil, err
	}
	f := plan.KindFor(o).Field("geometry")
	if f == nil {
		return nil, nil, plan.Problem("error.map.cut")
	}
	shape, err := geo.Parse(f.Get(o))
	if err != nil {
		return nil, nil, err
	}
	if len(shape.Lines) != 1 || shape.Type() != geo.Lines {
		return nil, nil, plan.Problem("error.map.cut")
	}
	return o, shape.Lines[0], nil
}

func isSector(o plan.Object) bool { return plan.KindFor(o) == plan.KindOf[plan.Sector]() }

// cutInto makes sectors of the stretches of an object.
func cutInto(d *plan.Document, o plan.Object, lines []geo.Line, titles []string, newID Maker) (e plan.Edit, ids []plan.ID, err error) {
	e.Title = plan.Say("do.cut", "Name", plan.NameOf(d, o, nil), "Count", len(lines))
	parts := make([]geo.Shape, len(lines))
	for i, l := range lines {
		parts[i] = geo.LineOf(l...)
	}
	sizes := sharesOf(o, parts)
	if isSector(o) {
		if e.Changes, err = shrink(o, parts[0], sizes[0]); err != nil {
			return plan.Edit{}, nil, err
		}
		c, ok, err := plan.SetField(o, plan.KindFor(o).Title(), titles[0])
		if err != nil {
			return plan.Edit{}, nil, err
		}
		if ok {
			e.Changes = append(e.Changes, c)
		}
		ids, parts, sizes, titles = append(ids, plan.IDFor(o)), parts[1:], sizes[1:], titles[1:]
	}
	made, more, err := partsOf(d, o, parts, sizes, titles, newID)
	e.Changes = append(e.Changes, made...)
	return e, append(ids, more...), err
}
