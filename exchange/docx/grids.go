package docx

import (
	"slices"
	"strings"

	"jointplan/exchange/docx/wordml"
	"jointplan/plan"
)

// grid is what links something with parties, laid out as a grid: a row for each
// thing, a column for each party, and the state in the cells.
type grid struct {
	of, party, state *plan.Field
	parties          []plan.ID
	rows             []plan.ID
	cells            map[[2]plan.ID][]plan.Object
}

// mostParties is how many columns of parties can be read on a page that stands.
const mostParties = 7

// gridOf lays objects out as a grid; nil for kinds that are no links of that sort,
// and where there are too many parties.
func (m *maker) gridOf(k *plan.Kind, objects []plan.Object) *grid {
	g := &grid{cells: map[[2]plan.ID][]plan.Object{}}
	for _, f := range k.Fields {
		switch {
		case !f.Required || f.Common:
		case f.Type == plan.Reference && f.Target == "party":
			g.party = f
		case f.Type == plan.Reference && f.Part:
			g.of = f
		case f.Type == plan.OneOf:
			g.state = f
		}
	}
	if k.Title() != nil || g.of == nil || g.party == nil || g.state == nil {
		return nil
	}
	seen := map[plan.ID]bool{}
	present := map[plan.ID]bool{}
	for _, o := range objects {
		row, party := g.of.Ref(o), g.party.Ref(o)
		if !seen[row] {
			seen[row] = true
			g.rows = append(g.rows, row)
		}
		present[party] = true
		g.cells[[2]plan.ID{row, party}] = append(g.cells[[2]plan.ID{row, party}], o)
	}
	for _, p := range m.doc.Objects(plan.KindOf[plan.Party](), plan.NoID) {
		if id := plan.IDFor(p); present[id] {
			g.parties = append(g.parties, id)
			delete(present, id)
		}
	}
	if len(present) > 0 || len(g.parties) > mostParties { // one of them is not there, or withheld
		return nil
	}
	return g
}

// writeGrid writes a grid into the chapter or, where it has many rows or its states
// are long words, into an annex whose pages are wider.
func (m *maker) writeGrid(g *grid, title string) error {
	if len(g.rows) <= longTable && standing-m.statesWidth(g) >= leastTitle {
		return m.gridTable(g, title, standing)
	}
	count := 0
	for _, objects := range g.cells {
		count += len(objects)
	}
	m.putOff(title, m.words.Say(plan.CountOf(g.of.Kind, count)), func() error { return m.gridTable(g, title, lying) })
	return nil
}

// statesWidth is how wide the columns of parties have to be together.
func (m *maker) statesWidth(g *grid) float64 {
	word := 0.0
	for _, objects := range g.cells {
		for _, o := range objects {
			_, w := widths(m.standing(o, g), textSize)
			word = max(word, w)
		}
	}
	return (word + besideText) * float64(len(g.parties))
}

// nameShare is how much of a grid's width the names of its rows would like.
const nameShare = 0.36

func (m *maker) gridTable(g *grid, title string, room float64) error {
	first := min(room*nameShare, max(room-m.statesWidth(g), leastTitle))
	columns := []wordml.Column{{Head: m.t(g.of.Label()), Width: int(first * twips)}}
	for _, p := range g.parties {
		columns = append(columns, wordml.Column{Head: m.names(plan.IDs{p}), Width: int((room - first) / float64(len(g.parties)) * twips)})
	}
	t := m.out.Table(title, columns)
	for _, id := range g.rows {
		name := m.theirs(m.nameOf(id, g.of))
		name.Bold = true
		row := wordml.Row{Cells: []wordml.Cell{{Runs: []wordml.Run{name}}}}
		count, asides := 0, asides{}
		for _, p := range g.parties {
			cell := wordml.Cell{}
			for i, o := range g.cells[[2]plan.ID{id, p}] {
				if i > 0 {
					cell.Runs = append(cell.Runs, wordml.Plain("\n"))
				}
				cell.Runs = append(cell.Runs, wordml.Plain(m.standing(o, g)))
				cell.Fill = m.fill(o, g.state)
				asides.add(p, m.aside(o, g))
				count++
			}
			row.Cells = append(row.Cells, cell)
		}
		row.More = asides.lines(m)
		t.Row(row)
		if err := m.step(count); err != nil {
			return err
		}
	}
	t.End()
	return nil
}

// nameOf names an object, with its number where it may be of any kind.
func (m *maker) nameOf(id plan.ID, f *plan.Field) string {
	o := m.doc.Get(id)
	if o == nil {
		return plan.GoneName(id, m.words)
	}
	name := plan.NameOf(m.doc, o, m.words)
	if f.TargetKind() == nil && plan.KindFor(o).Title() != nil {
		name = strings.TrimSpace(unbroken(o.Shared().Number()) + " " + name)
	}
	return name
}

// standing is the state of a cell with its day, and whether what it is about was
// edited since; what is counted stands below.
func (m *maker) standing(o plan.Object, g *grid) string {
	text, counts := m.show(o, g.state), ""
	for _, f := range plan.KindFor(o).Fields {
		switch {
		case f.Digest != "" && plan.EditedSince(m.doc, o, f):
			text += " (" + m.t("document.edited") + ")"
		case !inCell(f) || !isTold(f) || m.show(o, f) == "":
		case f.Type == plan.Day:
			text += ", " + m.show(o, f)
		default:
			counts += "\n" + m.headOf(f) + ":" + noBreak + m.show(o, f)
		}
	}
	return text + counts
}

// inCell reports whether a field is short enough for a cell of a grid.
func inCell(f *plan.Field) bool {
	return !f.Common && (f.Type == plan.Day || f.Type == plan.Number || f.Type == plan.Whole)
}

// aside is what else an object of a grid says.
func (m *maker) aside(o plan.Object, g *grid) [][]wordml.Run {
	var fields []*plan.Field
	for _, f := range plan.KindFor(o).Fields {
		if isTold(f) && f != g.of && f != g.party && f != g.state && !inCell(f) {
			fields = append(fields, f)
		}
	}
	return m.more(o, fields)
}

// asides is what stands below a row of a grid: what several parties say alike is
// said once for all of them.
type asides []saying

type saying struct {
	by   plan.IDs
	line []wordml.Run
}

func (a *asides) add(party plan.ID, lines [][]wordml.Run) {
	for _, line := range lines {
		i := slices.IndexFunc(*a, func(s saying) bool { return slices.Equal(s.line, line) })
		if i < 0 {
			*a = append(*a, saying{line: line})
			i = len(*a) - 1
		}
		(*a)[i].by = append((*a)[i].by, party)
	}
}

func (a asides) lines(m *maker) (lines [][]wordml.Run) {
	for _, s := range a {
		lines = append(lines, append([]wordml.Run{wordml.Plain(m.names(s.by) + " · ")}, s.line...))
	}
	return lines
}
