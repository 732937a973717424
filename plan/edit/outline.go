package edit

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"jointplan/plan"
	"jointplan/plan/geo"
)

// Outline is what an object is drawn as from now on.
type Outline struct {
	ID    plan.ID
	Shape geo.Shape
}

// Reshape draws objects anew in one step. Its title is that of a border moved when
// several are, which then share it.
func Reshape(d *plan.Document, outlines []Outline) (plan.Edit, error) {
	e := plan.Edit{}
	for _, o := range outlines {
		found, err := mustFind(d, o.ID)
		if err != nil {
			return plan.Edit{}, err
		}
		c, ok, err := setGeometry(found, o.Shape)
		if err != nil {
			return plan.Edit{}, err
		}
		if ok {
			e.Changes = append(e.Changes, c)
		}
	}
	e.Title = reshapeTitle(d, outlines)
	return e, nil
}

func setGeometry(o plan.Object, s geo.Shape) (plan.Change, bool, error) {
	f := plan.KindFor(o).Field("geometry")
	if f == nil {
		return plan.Change{}, false, plan.Problem("error.field.unknown", "Field", "geometry")
	}
	return plan.SetField(o, f, string(s.Text()))
}

func reshapeTitle(d *plan.Document, outlines []Outline) plan.Message {
	name := func(i int) string { return plan.NameOf(d, d.Get(outlines[i].ID), nil) }
	switch len(outlines) {
	case 0:
		return plan.Message{}
	case 1:
		if outlines[0].Shape.Type() == geo.Points {
			return plan.Say("do.outline.place", "Name", name(0))
		}
		return plan.Say("do.outline.one", "Name", name(0))
	case 2:
		return plan.Say("do.outline.two", "Name", name(0), "Other", name(1))
	}
	return plan.Say("do.outline.many", "Name", name(0), "Count", len(outlines)-1)
}

// SplitSector makes several sectors of one: it keeps the first part, and each other
// part becomes a sector right behind it with the same parties and days. Each gets its
// share of the size that was stated; the people stay with the first.
func SplitSector(d *plan.Document, id plan.ID, parts []geo.Shape, newID Maker) (plan.Edit, []plan.ID, error) {
	o, err := mustFind(d, id)
	if err != nil {
		return plan.Edit{}, nil, err
	}
	if len(parts) == 0 {
		return plan.Edit{}, nil, plan.Problem("geo.split.nothing")
	}
	e := plan.Edit{Title: plan.Say("do.split", "Name", plan.NameOf(d, o, nil), "Count", len(parts))}
	sizes := sharesOf(o, parts)
	changes, err := shrink(o, parts[0], sizes[0])
	if err != nil {
		return plan.Edit{}, nil, err
	}
	made, ids, err := partsOf(d, o, parts[1:], sizes[1:], numbered(d, o, len(parts))[1:], newID)
	e.Changes = append(changes, made...)
	return e, append([]plan.ID{id}, ids...), err
}

// numbered are the titles of the parts of an object, if they have none of their own.
func numbered(d *plan.Document, o plan.Object, count int) []string {
	titles := make([]string, count)
	for i := range titles {
		titles[i] = plan.NameOf(d, o, nil) + " " + strconv.Itoa(i+1)
	}
	return titles
}

// partsOf makes sectors like o of parts, with what is stated of their sizes.
func partsOf(d *plan.Document, o plan.Object, parts []geo.Shape, sizes []Values, titles []string, newID Maker) (changes []plan.Change, ids []plan.ID, err error) {
	numbers := NewNumbers(d)
	for i, part := range parts {
		made, err := partOf(o, part, sizes[i], titles[i], newID())
		if err == nil {
			made, err = numbers.Place(made)
		}
		if err != nil {
			return nil, nil, err
		}
		ids = append(ids, plan.IDFor(made))
		changes = append(changes, plan.Creation(made))
	}
	return changes, ids, nil
}

// stated are the fields of a sector that say how large it is; counted those that add
// up when sectors are joined.
var (
	stated  = []string{"length", "area"}
	counted = []string{"summer", "winter", "posts", "patrols"}
	passed  = []string{"operation", "type", "party", "joint", "when", "marking", "releasable", "labels"} // on to the parts
)

// shrink is what a sector becomes that keeps a part of what it was, or is joined; what
// is not stated of its size is emptied, since it no longer holds.
func shrink(o plan.Object, part geo.Shape, size Values) ([]plan.Change, error) {
	c, ok, err := setGeometry(o, part)
	if err != nil {
		return nil, err
	}
	var changes []plan.Change
	if ok {
		changes = append(changes, c)
	}
	for _, name := range stated {
		if f := plan.KindFor(o).Field(name); f != nil {
			if c, ok, err := plan.SetField(o, f, size[name]); ok && err == nil {
				changes = append(changes, c)
			}
		}
	}
	return changes, nil
}

// partOf makes the sector of a further part.
func partOf(o plan.Object, part geo.Shape, size Values, title string, id plan.ID) (plan.Object, error) {
	k := plan.KindOf[plan.Sector]()
	values := Values{"title": title, "geometry": string(part.Text())}
	maps.Copy(values, size)
	from := plan.KindFor(o)
	for _, name := range passed {
		if f := from.Field(name); f != nil && (from == k || name != "type" && name != "labels") {
			values[name] = f.Get(o)
		}
	}
	if from != k {
		values["type"] = "border"
	}
	return Fill(k, id, values)
}

// JoinSectors makes one sector of two that are adjacent: the first grows, and what
// named the second names the first. Their people, posts and patrols add up, and their
// areas where both are stated.
func JoinSectors(d *plan.Document, first, second plan.ID) (plan.Edit, error) {
	a, b := plan.Find[plan.Sector](d, first), plan.Find[plan.Sector](d, second)
	if a == nil || b == nil {
		return plan.Edit{}, plan.Problem("error.map.join")
	}
	joined, err := joinedShape(a, b)
	if err != nil {
		return plan.Edit{}, err
	}
	size := Values{}
	if a.Area > 0 && b.Area > 0 {
		size["area"] = strconv.FormatFloat(a.Area+b.Area, 'f', -1, 64)
	}
	changes, err := shrink(a, joined, size)
	if err != nil {
		return plan.Edit{}, err
	}
	for _, name := range counted {
		f := plan.KindOf[plan.Sector]().Field(name)
		sum, _ := strconv.ParseFloat(cmp.Or(f.Get(a), "0"), 64)
		more, _ := strconv.ParseFloat(cmp.Or(f.Get(b), "0"), 64)
		if more == 0 {
			continue
		}
		c, ok, err := plan.SetField(a, f, strconv.FormatFloat(sum+more, 'f', -1, 64))
		if err != nil {
			return plan.Edit{}, err
		}
		if ok {
			changes = append(changes, c)
		}
	}
	moved, err := rename(d, second, first)
	if err != nil {
		return plan.Edit{}, err
	}
	gone, err := Delete(d, []plan.ID{second})
	if err != nil {
		return plan.Edit{}, err
	}
	changes = append(changes, moved...)
	for _, c := range gone.Changes { // what was renamed need not be emptied
		if !slices.ContainsFunc(changes, func(o plan.Change) bool { return o.Object == c.Object && o.Field == c.Field }) {
			changes = append(changes, c)
		}
	}
	return plan.Edit{Title: plan.Say("do.join", "Name", a.Title, "Other", b.Title), Changes: changes}, nil
}

func joinedShape(a, b *plan.Sector) (geo.Shape, error) {
	first, err := geo.Parse(a.Geometry)
	if err != nil {
		return geo.Shape{}, err
	}
	second, err := geo.Parse(b.Geometry)
	if err != nil {
		return geo.Shape{}, err
	}
	if first.Type() != geo.Areas || second.Type() != geo.Areas {
		return geo.Shape{}, plan.Problem("error.map.join")
	}
	return geo.Join(first, second)
}

// rename has everything that names one object name another, parts excepted.
func rename(d *plan.Document, from, to plan.ID) ([]plan.Change, error) {
	var changes []plan.Change
	for _, f := range plan.ReferencesTo(plan.KindFor(d.Get(from))) {
		if f.Part || (f.Type != plan.Reference && f.Type != plan.List) {
			continue
		}
		for _, o := range d.ReferringSorted(f, from) {
			ids := plan.IDs{}
			for _, id := range f.Refs(o) {
				if id == from {
					id = to
				}
				if id != plan.IDFor(o) && !ids.Has(id) {
					ids = append(ids, id)
				}
			}
			c, ok, err := plan.SetField(o, f, ids.String())
			if err != nil {
				return nil, err
			}
			if ok {
				changes = append(changes, c)
			}
		}
	}
	return changes, nil
}
