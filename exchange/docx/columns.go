package docx

import (
	"jointplan/exchange/docx/wordml"
	"jointplan/plan"
)

// layout is how the objects of a kind stand in a table: some fields as columns, and
// the others below each row.
type layout struct {
	kind    *plan.Kind
	lead    *plan.Field // by which objects are known
	columns []*column
	more    []*plan.Field
}

// column is a column being fitted. Widths are in points.
type column struct {
	field        *plan.Field
	head         string
	least, ideal float64
	width        float64
}

// What columns take: beside their text, at least for a long text, and at most.
const (
	besideText = 8.0
	leastLong  = 130.0
	leastTitle = 105.0
	leastName  = 66.0
	mostWord   = 95.0
	mostLong   = 260.0
	mostTitle  = 210.0
	mostOther  = 130.0
)

// measured is how many objects are looked at to find how wide columns have to be.
const measured = 400

// isTold reports whether documents tell of a field.
func isTold(f *plan.Field) bool {
	return !f.Hidden && !f.Own && !f.Aside && f.Name != "no" && f != f.Kind.Operation()
}

// layOut chooses what stands in columns of a table so wide, in points. Fields that
// are empty throughout are left out, as is the one that objects are grouped by.
func (m *maker) layOut(k *plan.Kind, objects []plan.Object, room float64, grouped *plan.Field) *layout {
	l := &layout{kind: k, lead: leadOf(k)}
	if k.Title() != nil {
		l.columns = append(l.columns, m.measure(k.Field("no"), objects))
	}
	if l.lead != nil {
		l.columns = append(l.columns, m.measure(l.lead, objects))
	}
	var short, long, late []*column
	for _, f := range k.Fields {
		if !isTold(f) || f == l.lead || f == grouped || !m.isUsed(f, objects) {
			continue
		}
		switch c := m.measure(f, objects); {
		case f.Common:
			l.more = append(l.more, f)
		case f.Type == plan.LongText:
			long = append(long, c)
		case f.Width > 0:
			short = append(short, c)
		default:
			late = append(late, c)
		}
	}
	chosen := map[*plan.Field]bool{}
	for _, c := range l.columns {
		chosen[c.field] = true
		room -= c.least
	}
	take := func(c *column) {
		if c.least <= room {
			room -= c.least
			chosen[c.field] = true
			l.columns = append(l.columns, c)
		}
	}
	each(short, take)
	if sum(long) <= room { // all or none: half of them below would tear them apart
		each(long, take)
	}
	each(late, take)
	l.sort()
	for _, f := range k.Fields {
		if isTold(f) && !f.Common && f != l.lead && f != grouped && !chosen[f] && m.isUsed(f, objects) {
			l.more = append(l.more, f)
		}
	}
	sortFields(l.more)
	return l
}

// leadOf is the field by which objects of a kind are known: the title, or the first
// of what they link.
func leadOf(k *plan.Kind) *plan.Field {
	if k.Title() != nil {
		return k.Title()
	}
	for _, f := range k.Fields {
		if f.Part && f.Required && f.Type == plan.Reference {
			return f
		}
	}
	return nil
}

func each(columns []*column, do func(*column)) {
	for _, c := range columns {
		do(c)
	}
}

func sum(columns []*column) (least float64) {
	for _, c := range columns {
		least += c.least
	}
	return least
}

// isUsed reports whether a field says anything of any object.
func (m *maker) isUsed(f *plan.Field, objects []plan.Object) bool {
	for _, o := range objects {
		if !f.IsEmpty(o) || plan.IsWithheld(o, f) {
			return true
		}
	}
	return false
}

// measure finds how wide a column has to be, and how wide it would like to be.
func (m *maker) measure(f *plan.Field, objects []plan.Object) *column {
	c := &column{field: f, head: m.headOf(f)}
	if f.Name == "no" {
		c.head = m.t("document.no")
	}
	line, word := 0.0, 0.0
	for _, o := range objects[:min(len(objects), measured)] {
		l, w := widths(m.cell(o, f), textSize)
		line, word = max(line, l), max(word, w)
	}
	headLine, headWord := widths(c.head, textSize*1.06) // in bold
	word = max(min(word, mostWord), headWord)
	switch {
	case f.Type == plan.LongText:
		c.ideal, c.least = max(min(line, mostLong), leastLong), max(min(line, leastLong), word)
	case f == leadOf(f.Kind):
		c.ideal, c.least = min(max(line, headLine), mostTitle), max(min(line, leastTitle), word)
	case isProse(f):
		c.ideal, c.least = min(max(line, headLine), mostOther), max(min(line, leastName), word)
	default:
		c.ideal, c.least = min(max(line, headLine), mostOther), word
	}
	c.least += besideText
	if alignment(f) == wordml.Right {
		c.least += 6 // as far as they are kept from the next column
	}
	c.ideal = max(c.ideal+besideText, c.least)
	return c
}

// cell is what a column shows of an object.
func (m *maker) cell(o plan.Object, f *plan.Field) string {
	switch {
	case f.Name == "no":
		return unbroken(o.Shared().Number())
	case f == leadOf(f.Kind):
		return m.whole(o, f)
	}
	return m.show(o, f)
}

// fit gives the columns their widths, which together fill the room: first what they
// need, then what they would like, then what is left to those with texts.
func fit(columns []*column, room float64) {
	wish := 0.0
	for _, c := range columns {
		c.width = c.least
		room -= c.least
		wish += c.ideal - c.least
	}
	if wish > 0 {
		part := min(room/wish, 1)
		for _, c := range columns {
			c.width += (c.ideal - c.least) * part
		}
		room -= wish * part
	}
	weights := 0.0
	for _, c := range columns {
		weights += c.weight()
	}
	for _, c := range columns {
		c.width += room * c.weight() / weights
	}
}

// weight is how much of the room that nobody needs a column takes: texts most of it,
// numbers none.
func (c *column) weight() float64 {
	switch {
	case alignment(c.field) != wordml.Left || c.field.Name == "no":
		return 1e-6
	case isProse(c.field):
		return c.ideal
	}
	return c.ideal / 2
}

// heads gives the columns as the document takes them.
func (l *layout) heads(room float64) []wordml.Column {
	fit(l.columns, room)
	heads := make([]wordml.Column, len(l.columns))
	for i, c := range l.columns {
		heads[i] = wordml.Column{Head: c.head, Width: int(c.width * twips), Align: alignment(c.field)}
	}
	return heads
}

// alignment says where the values of a field stand: amounts below each other, counts
// in the middle, where no other column is near.
func alignment(f *plan.Field) wordml.Align {
	switch {
	case f.Type == plan.Amount:
		return wordml.Right
	case f.Name != "no" && (f.Type == plan.Number || f.Type == plan.Whole || f.Type == plan.Flag):
		return wordml.Middle
	}
	return wordml.Left
}
