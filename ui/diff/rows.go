package diff

import (
	"slices"

	"jointplan/plan/compare"
	"jointplan/ui/grid"
	"jointplan/ui/words"
)

// Rows feeds a grid with differences, grouped and filtered.
type Rows struct {
	Take func(i int) grid.Cell // what becomes of a row; nil where nothing can
	Wins func(i int) int       // which side holds afterwards: -1 ours, 1 theirs, 0 neither

	set   *Set
	list  []line
	full  bool           // rows name their object: the heads do not
	where map[string]int // key -> line
}

// Arrange groups and filters the differences for a grid.
func (x *Set) Arrange(spec Spec) *Rows {
	c := &Rows{set: x, list: x.lines(spec), full: spec.Group != ByObject, where: map[string]int{}}
	for n, line := range c.list {
		c.where[line.key] = n
	}
	return c
}

// At finds a difference by the key of its row; -1 for a head, and for what is not
// in sight.
func (c *Rows) At(key string) int {
	if n, ok := c.where[key]; ok {
		return c.list[n].row
	}
	return -1
}

// Find gives the key of the first difference in sight that is wanted.
func (c *Rows) Find(wanted func(compare.Row) bool) (key string, ok bool) {
	for _, line := range c.list {
		if line.row >= 0 && wanted(c.set.rows[line.row]) {
			return line.key, true
		}
	}
	return "", false
}

// Shown lists the differences in sight.
func (c *Rows) Shown() []int {
	var shown []int
	for _, line := range c.list {
		if line.row >= 0 {
			shown = append(shown, line.row)
		}
	}
	return shown
}

// GroupOf lists the differences of a group by the key of its head or of one of them.
func (c *Rows) GroupOf(key string) []int {
	at := c.At(key)
	for _, line := range c.list {
		if line.row < 0 && (line.key == key || at >= 0 && slices.Contains(line.rows, at)) {
			return line.rows
		}
	}
	return nil
}

// Picked lists the differences selected in a grid; where the head of a group is
// active and nothing is selected, those under it.
func (c *Rows) Picked(g *grid.Grid) []int {
	var picked []int
	for _, key := range g.Selected() {
		picked = append(picked, c.under(key)...)
	}
	if active, _ := g.Active(); len(picked) == 0 {
		picked = c.under(active)
	}
	return picked
}

// under lists what lies under a line; under a difference lies itself.
func (c *Rows) under(key string) []int {
	n, ok := c.where[key]
	if !ok {
		return nil
	}
	if line := c.list[n]; line.row < 0 {
		return line.rows
	}
	return []int{c.list[n].row}
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

// Columns are those of a comparison, in what width there is; with take also one for
// what becomes of a row.
func (w Reader) Columns(width float32, take bool) []grid.Column {
	room := max(width, 700) - 28 - 14
	columns := []grid.Column{{ID: "mark", Width: 28}, {ID: "what", Title: w.t("compare.what")}, {ID: "base", Title: w.t("compare.before")},
		{ID: "ours", Title: w.t(w.Ours)}, {ID: "theirs", Title: w.t(w.Theirs)}}
	if take {
		columns = append(columns, grid.Column{ID: "take", Title: w.t("compare.take"), Width: 112, Editable: true})
		room -= 112
	}
	for i, share := range map[int]float32{colWhat: 0.2, colBase: 0.18, colOurs: 0.31, colTheirs: 0.31} {
		columns[i].Width = float32(int(room * share))
	}
	for i := range columns {
		columns[i].Unsorted = true
	}
	return columns
}

// Rows implements grid.Source.
func (c *Rows) Rows() int { return len(c.list) }

// Key implements grid.Source.
func (c *Rows) Key(row int) string { return c.list[row].key }

// Group implements grid.Source.
func (c *Rows) Group(row int) (grid.Group, bool) { return c.list[row].head, c.list[row].row < 0 }

// Lines implements grid.Shaped: what has an author has room for him.
func (c *Rows) Lines(row int) int {
	if c.tall(c.set.rows[c.list[row].row]) {
		return 2
	}
	return 1
}

func (c *Rows) tall(r compare.Row) bool {
	return (!wholeOnly(r) || c.full) && (r.Ours.By != "" || r.Theirs.By != "")
}

// Tinted implements grid.Shaped.
func (c *Rows) Tinted(row int) bool {
	at := c.list[row].row
	return at >= 0 && c.set.rows[at].Conflict
}

// Cell implements grid.Source.
func (c *Rows) Cell(row, col int) grid.Cell {
	i := c.list[row].row
	t := c.set.cells(i)
	switch col {
	case colMark:
		if c.set.rows[i].Conflict {
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
		if c.Take != nil {
			return c.Take(i)
		}
	}
	return grid.Cell{}
}

// what names a row: its field or, under heads that do not, its object too.
func (c *Rows) what(i int) grid.Cell {
	r, t := c.set.rows[i], c.set.cells(i)
	cell := grid.Cell{Text: t.what, Spill: wholeOnly(r)}
	switch {
	case !c.full:
	case c.tall(r) && !wholeOnly(r):
		cell.Text, cell.Below = c.set.name(r), t.what
	default:
		cell.Text = t.full
	}
	if n := len(r.Others); n > 0 {
		cell.Below = words.Join(" · ", cell.Below, c.set.reader.say("compare.values", "Count", n+2))
	}
	return cell
}

// weigh sets what will hold in bold, unless its words are marked already.
func (c *Rows) weigh(cell grid.Cell, i, side int) grid.Cell {
	if c.Wins == nil {
		return cell
	}
	if w := c.Wins(i); w == side {
		cell.Bold = cell.Runs == nil
	} else if w == -side {
		cell.Tone = grid.ToneSecond
	}
	return cell
}
