package ui

import (
	"strconv"
	"strings"
	"time"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/ui/grid"
	"jointplan/ui/words"
)

// rowTexts is what a row shows, made when it first comes into sight.
type rowTexts struct {
	what, full         string // the field alone, and with its object
	base, ours, theirs grid.Cell
}

// cells makes what a row shows.
func (x *differences) cells(i int) rowTexts {
	if t, ok := x.texts[i]; ok {
		return t
	}
	r := x.rows[i]
	name := x.name(r)
	t := rowTexts{base: grid.Cell{Tone: grid.ToneSecond}}
	switch {
	case wholeOnly(r):
		sign := "+ "
		if r.Deleted() {
			sign = "– "
		}
		t.what, t.full = sign+name, sign+name
	case r.Field == nil:
		t.what = x.desk.t("compare.object")
		t.full = name + " " + t.what
	default:
		t.what = x.desk.t(r.Field.Label())
		t.full = name + " · " + t.what
	}
	if r.Field != nil && r.Base.Exists {
		t.base.Text = grid.FirstLine(x.show(r, r.Base.Value))
	}
	t.ours, t.theirs = x.side(r, r.Ours), x.side(r, r.Theirs)
	x.texts[i] = t
	return t
}

// side is the cell of what one side says.
func (x *differences) side(r compare.Row, s compare.State) grid.Cell {
	cell := grid.Cell{Below: x.desk.credit(s)}
	if r.Field == nil {
		cell.Text = x.fate(r, s)
		return cell
	}
	cell.Text = x.show(r, s.Value)
	if x.isText(r) {
		cell.Runs = excerpt(pieces(r, s))
	}
	cell.Text = grid.FirstLine(cell.Text)
	return cell
}

// fate tells what became of an object on one side.
func (x *differences) fate(r compare.Row, s compare.State) string {
	d := x.desk
	switch {
	case !s.Exists && !r.Base.Exists:
		return ""
	case !s.Exists:
		return d.t("compare.gone")
	case !r.Base.Exists:
		return d.t("compare.made")
	case r.Conflict && len(r.Fields) == 0:
		return d.t("compare.kept")
	case len(r.Fields) == 0:
		return d.t("compare.there")
	}
	names := make([]string, len(r.Fields))
	for i, f := range r.Fields {
		names[i] = strings.ToLower(d.t(f.Label()))
	}
	return d.say("compare.edited", "Fields", strings.Join(names, ", "))
}

func (x *differences) isText(r compare.Row) bool {
	return r.Field != nil && (r.Field.Type == plan.LongText || r.Field.Type == plan.Text)
}

// show puts a value of the row's field into the reader's words.
func (x *differences) show(r compare.Row, value string) string {
	d := x.desk
	if value == "" || r.Field == nil {
		return ""
	}
	if r.Field.Type == plan.Shape {
		return d.say("compare.shape", "Count", len(pointsOf(value)))
	}
	o := x.object(r)
	if o == nil {
		return value
	}
	with, err := plan.With(o, plan.Change{Kind: r.Kind, Object: r.Object, Field: r.Field.Name, New: value})
	if err != nil {
		return value
	}
	text := plan.ShowField(x.names, with, r.Field, d.app.Words)
	if r.Field.Unit != "" && r.Field.Unit != "people" {
		text += " " + d.t("unit."+r.Field.Unit)
	}
	return text
}

// credit says who gave a value and when: "Novak, 18 Nov 11:03".
func (d *Desk) credit(s compare.State) string {
	if s.By == "" && s.At.IsZero() {
		return ""
	}
	return words.Join(", ", s.By, d.moment(s.At))
}

// moment writes a day with the time of day, the year only when it is another; ""
// for none.
func (d *Desk) moment(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	at = at.Local()
	day := d.app.Words.Date(plan.DateOf(at))
	if at.Year() == d.app.Now().Local().Year() {
		day = strconv.Itoa(at.Day()) + " " + d.t("month."+strconv.Itoa(int(at.Month())))
	}
	return day + " " + at.Format("15:04")
}

// compareRows feeds a grid with differences.
type compareRows struct {
	*differences
	list []compareLine
	full bool                  // rows name their object: the heads do not
	take func(i int) grid.Cell // what becomes of a row; nil where nothing can
	wins func(i int) int       // which side holds afterwards: -1 ours, 1 theirs, 0 neither

	where map[string]int // key -> line
}

func newCompareRows(x *differences, spec compareSpec) *compareRows {
	c := &compareRows{differences: x, list: x.lines(spec), full: spec.Group != byObject, where: map[string]int{}}
	for n, line := range c.list {
		c.where[line.key] = n
	}
	return c
}

// at finds a line by its key; what lies under a difference is itself.
func (c *compareRows) at(key string) compareLine {
	n, ok := c.where[key]
	if !ok {
		return compareLine{row: -1}
	}
	line := c.list[n]
	if line.row >= 0 {
		line.rows = []int{line.row}
	}
	return line
}

// picked lists the rows selected in a grid; where the head of a group is active
// and nothing is selected, those under it.
func (c *compareRows) picked(g *grid.Grid) []int {
	var picked []int
	for _, key := range g.Selected() {
		picked = append(picked, c.at(key).rows...)
	}
	if active, _ := g.Active(); len(picked) == 0 {
		picked = c.at(active).rows
	}
	return picked
}

// Columns of a comparison.
const (
	colMark = iota
	colWhat
	colBase
	colOurs
	colTheirs
	colTake
)

// Rows implements grid.Source.
func (c *compareRows) Rows() int { return len(c.list) }

// Key implements grid.Source.
func (c *compareRows) Key(row int) string { return c.list[row].key }

// Group implements grid.Source.
func (c *compareRows) Group(row int) (grid.Group, bool) { return c.list[row].head, c.list[row].row < 0 }

// Lines implements grid.Shaped: what has an author has room for him.
func (c *compareRows) Lines(row int) int {
	if c.tall(c.rows[c.list[row].row]) {
		return 2
	}
	return 1
}

func (c *compareRows) tall(r compare.Row) bool {
	return (!wholeOnly(r) || c.full) && (r.Ours.By != "" || r.Theirs.By != "")
}

// Tinted implements grid.Shaped.
func (c *compareRows) Tinted(row int) bool {
	at := c.list[row].row
	return at >= 0 && c.rows[at].Conflict
}

// Cell implements grid.Source.
func (c *compareRows) Cell(row, col int) grid.Cell {
	i := c.list[row].row
	t := c.cells(i)
	switch col {
	case colMark:
		if c.rows[i].Conflict {
			return grid.Cell{Text: "!", Tone: grid.ToneWarn, Bold: true}
		}
	case colWhat:
		return c.what(i)
	case colBase:
		return t.base
	case colOurs:
		return c.weigh(t.ours, i, -1)
	case colTheirs:
		return c.weigh(t.theirs, i, 1)
	case colTake:
		if c.take != nil {
			return c.take(i)
		}
	}
	return grid.Cell{}
}

// what names a row: its field or, under heads that do not, its object too.
func (c *compareRows) what(i int) grid.Cell {
	r, t := c.rows[i], c.cells(i)
	cell := grid.Cell{Text: t.what, Spill: wholeOnly(r)}
	switch {
	case !c.full:
	case c.tall(r) && !wholeOnly(r):
		cell.Text, cell.Below = c.name(r), t.what
	default:
		cell.Text = t.full
	}
	if n := len(r.Others); n > 0 {
		cell.Below = words.Join(" · ", cell.Below, c.desk.say("compare.values", "Count", n+2))
	}
	return cell
}

// weigh sets what will hold in bold, unless its words are marked already.
func (c *compareRows) weigh(cell grid.Cell, i, side int) grid.Cell {
	if c.wins == nil {
		return cell
	}
	if w := c.wins(i); w == side {
		cell.Bold = cell.Runs == nil
	} else if w == -side {
		cell.Tone = grid.ToneSecond
	}
	return cell
}

// SelectRow selects the first difference in sight whose field is wanted; nil stands
// for the object as a whole.
func (d *Desk) SelectRow(wanted func(f *plan.Field) bool) {
	var rows *compareRows
	var g *grid.Grid
	switch v := d.view.(type) {
	case *mergeView:
		rows, g = v.rows, v.grid
	case *conflictsView:
		rows, g = v.rows, v.grid
	default:
		return
	}
	for _, line := range rows.list {
		if line.row >= 0 && wanted(rows.rows[line.row].Field) {
			g.SelectKeys(line.key)
			g.ScrollTo(line.key)
			d.selectionChanged()
			return
		}
	}
}
