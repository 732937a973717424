package docx

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jointplan/exchange/docx/wordml"
	"jointplan/plan"
)

// longTable is how many objects stand in a chapter; more go into an annex, whose
// pages lie. mostRows is how many a document shows at all: nobody reads more on
// paper, and the workbook has them.
const (
	longTable = 20
	mostRows  = 3000
)

const (
	standing = float64(wordml.StandingWidth) / twips // points
	lying    = float64(wordml.LyingWidth) / twips
)

// kind writes the objects of a kind: in the chapter, or in an annex that the
// chapter names. Where they are all there is in the chapter they need no heading.
func (m *maker) kind(k *plan.Kind, objects []plan.Object, alone bool) error {
	title := m.t(k.Plural())
	if !alone {
		m.out.Heading(2, title)
	}
	if grid := m.gridOf(k, objects); grid != nil {
		return m.writeGrid(grid, title)
	}
	if len(objects) <= longTable {
		return m.table(title, m.layOut(k, objects, standing, nil), objects, standing)
	}
	m.putOff(title, m.words.Say(plan.CountOf(k, len(objects))), func() error { return m.long(k, objects) })
	return nil
}

// long writes many objects on pages that lie, grouped by what they serve.
func (m *maker) long(k *plan.Kind, objects []plan.Object) error {
	title := m.t(k.Plural())
	left := len(objects) - mostRows
	if left > 0 {
		objects = objects[:mostRows]
	}
	by := groupField(k)
	if by == nil || !m.isUsed(by, objects) {
		if err := m.table(title, m.layOut(k, objects, lying, nil), objects, lying); err != nil {
			return err
		}
	} else {
		l := m.layOut(k, objects, lying, by)
		for _, g := range m.groups(by, objects) {
			m.out.Subheading(3, g.title)
			if err := m.table(g.title, l, g.objects, lying); err != nil {
				return err
			}
		}
	}
	if left > 0 {
		m.out.Paragraph(wordml.Note, wordml.Plain(m.say("document.more", "Count", left)))
		return m.step(left)
	}
	return nil
}

// group is some objects with what they have in common.
type group struct {
	title   string
	objects []plan.Object
}

// groupField is the field that long tables of a kind are divided by: the first that
// rows may be grouped by and that names something of the same chapter.
func groupField(k *plan.Kind) *plan.Field {
	for _, f := range k.Fields {
		if f.Groups && f.Type == plan.Reference && f.TargetKind() != nil && f.TargetKind().Chapter == k.Chapter {
			return f
		}
	}
	return nil
}

// groups divides objects by what a field names, in the order of that; those that
// name nothing come last.
func (m *maker) groups(by *plan.Field, objects []plan.Object) []group {
	of := map[plan.ID][]plan.Object{}
	for _, o := range objects {
		of[by.Ref(o)] = append(of[by.Ref(o)], o)
	}
	var list []group
	for _, target := range m.doc.Objects(by.TargetKind(), m.op.ID) {
		if some := of[plan.IDFor(target)]; some != nil {
			list = append(list, group{plan.NameOf(m.doc, target, m.words), some})
			delete(of, plan.IDFor(target))
		}
	}
	var rest []plan.Object
	for _, o := range objects {
		if of[by.Ref(o)] != nil {
			rest = append(rest, o)
		}
	}
	if len(rest) > 0 {
		list = append(list, group{m.say("document.without", "Field", plan.Say(by.Label())), rest})
	}
	return list
}

// table writes objects as a table that fills the room.
func (m *maker) table(title string, l *layout, objects []plan.Object, room float64) error {
	t := m.out.Table(title, l.heads(room))
	for _, o := range objects {
		row := wordml.Row{More: m.more(o, l.more)}
		for _, c := range l.columns {
			cell := wordml.Cell{Fill: m.fill(o, c.field)}
			switch {
			case c.field.Name == "no":
				cell.Runs = []wordml.Run{{Text: unbroken(o.Shared().Number()), Colour: quiet}}
			case c.field == l.lead:
				run := m.theirs(m.whole(o, c.field))
				run.Bold = true
				cell.Runs = []wordml.Run{run}
			default:
				cell.Runs = m.value(o, c.field)
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Row(row)
		if err := m.step(1); err != nil {
			return err
		}
	}
	t.End()
	return nil
}

// quiet is the colour of what is not read first.
const quiet = "4A535E"

// unbroken keeps a number such as "T-14" on one line.
func unbroken(number string) string { return strings.ReplaceAll(number, "-", "\u2011") }

// shortText is how many letters of a text share a line with others.
const shortText = 60

// more gives fields of an object as lines, in their order: what is short on one
// together, and long texts on a line each.
func (m *maker) more(o plan.Object, fields []*plan.Field) [][]wordml.Run {
	var lines [][]wordml.Run
	open := false // the last line takes more
	for _, f := range fields {
		text := m.show(o, f)
		if text == "" {
			continue
		}
		line := append([]wordml.Run{{Text: m.headOf(f) + ": ", Bold: true}}, m.value(o, f)...)
		isLong := f.Type == plan.LongText && (utf8.RuneCountInString(text) > shortText || strings.Contains(text, "\n"))
		if isLong || !open {
			lines = append(lines, line)
		} else {
			last := &lines[len(lines)-1]
			*last = append(append(*last, wordml.Plain("  ·  ")), line...)
		}
		open = !isLong
	}
	return lines
}

// sortFields puts fields into the order in which they are declared.
func sortFields(fields []*plan.Field) {
	slices.SortFunc(fields, func(a, b *plan.Field) int { return a.Index() - b.Index() })
}

// sort puts the columns into the order of their declarations, behind number and
// title.
func (l *layout) sort() {
	rank := func(c *column) int {
		switch {
		case c.field.Name == "no":
			return -2
		case c.field == l.lead:
			return -1
		}
		return c.field.Index()
	}
	slices.SortFunc(l.columns, func(a, b *column) int { return rank(a) - rank(b) })
}
