package grid

import "slices"

// Align is where a text stands in its column.
type Align int

// Alignments of a column.
const (
	AlignLeft Align = iota
	AlignRight
	AlignCenter
)

// Column is what a grid knows of a column.
type Column struct {
	ID       string // stays the same over languages and versions: states are kept by it
	Title    string
	Width    float32
	Align    Align
	Editable bool
	Numeric  bool // set to the right
	Hidden   bool // until the user shows it
	Unsorted bool // a click on the header does not sort by it
}

// SortOrder is how a column orders the rows.
type SortOrder int

// A click on a header goes through these in turn.
const (
	SortNone SortOrder = iota
	SortUp
	SortDown
)

// Sort is the column that orders the rows, if any.
type Sort struct {
	Column string    `json:"column,omitempty"`
	Order  SortOrder `json:"order,omitempty"`
}

// columns is what the host declared and what the user made of it. A column is
// spoken of by its index among the declared ones, or by its place: its index
// among the visible ones, from the left.
type columns struct {
	defs   []Column
	order  []int // indexes, hidden ones included
	width  []float32
	hidden []bool
	frozen int
	sort   Sort
	shown  []int // place -> index
}

func (c *columns) set(defs []Column, frozen int) {
	old := *c
	c.defs, c.frozen = slices.Clone(defs), max(frozen, 0)
	c.width = make([]float32, len(defs))
	c.hidden = make([]bool, len(defs))
	for i, def := range defs {
		c.width[i], c.hidden[i] = max(def.Width, minColumn), def.Hidden
		if was := old.index(def.ID); was >= 0 {
			c.width[i], c.hidden[i] = old.width[was], old.hidden[was]
		}
	}
	names := make([]string, 0, len(old.order))
	for _, i := range old.order {
		names = append(names, old.defs[i].ID)
	}
	c.arrange(names)
}

// arrange puts the columns named first, in that order; each of the others
// follows the one it was declared after.
func (c *columns) arrange(names []string) {
	c.order = c.order[:0:0]
	for _, name := range names {
		if i := c.index(name); i >= 0 && !slices.Contains(c.order, i) {
			c.order = append(c.order, i)
		}
	}
	for i := range c.defs {
		if slices.Contains(c.order, i) {
			continue
		}
		at := slices.Index(c.order, i-1) + 1
		c.order = slices.Insert(c.order, at, i)
	}
	c.settle()
}

func (c *columns) settle() {
	c.shown = c.shown[:0]
	for _, i := range c.order {
		if !c.hidden[i] {
			c.shown = append(c.shown, i)
		}
	}
}

func (c *columns) index(id string) int {
	return slices.IndexFunc(c.defs, func(def Column) bool { return def.ID == id })
}

// place is where a column stands among the visible ones.
func (c *columns) place(id string) (int, bool) {
	for at, i := range c.shown {
		if c.defs[i].ID == id {
			return at, true
		}
	}
	return 0, false
}

func (c *columns) id(place int) string {
	if place < 0 || place >= len(c.shown) {
		return ""
	}
	return c.defs[c.shown[place]].ID
}

func (c *columns) resize(index int, width float32) {
	c.width[index] = min(max(width, minColumn), 2000)
}

// move puts the column at one place before the one at another.
func (c *columns) move(from, before int) bool {
	if from < 0 || from >= len(c.shown) || before == from || before == from+1 {
		return false
	}
	index := c.shown[from]
	at := len(c.order)
	if before < len(c.shown) {
		at = slices.Index(c.order, c.shown[before])
	}
	was := slices.Index(c.order, index)
	c.order = slices.Delete(c.order, was, was+1)
	if was < at {
		at--
	}
	c.order = slices.Insert(c.order, at, index)
	c.settle()
	return true
}

// cycle is the next order for a click on the header of a column.
func (c *columns) cycle(id string) {
	if c.sort.Column != id {
		c.sort = Sort{Column: id, Order: SortUp}
		return
	}
	switch c.sort.Order {
	case SortUp:
		c.sort.Order = SortDown
	case SortDown:
		c.sort = Sort{}
	default:
		c.sort.Order = SortUp
	}
}

func (def Column) align() Align {
	if def.Numeric && def.Align == AlignLeft {
		return AlignRight
	}
	return def.Align
}

// ColumnSetting is a column as the user has it.
type ColumnSetting struct {
	ID, Title string
	Hidden    bool
}

// ColumnSettings lists all columns from the left, hidden ones included.
func (g *Grid) ColumnSettings() []ColumnSetting {
	list := make([]ColumnSetting, 0, len(g.cols.order))
	for _, i := range g.cols.order {
		list = append(list, ColumnSetting{g.cols.defs[i].ID, g.cols.defs[i].Title, g.cols.hidden[i]})
	}
	return list
}

// ShowColumn shows or hides a column; the last visible one stays.
func (g *Grid) ShowColumn(id string, show bool) {
	i := g.cols.index(id)
	if i < 0 || g.cols.hidden[i] != show || (!show && len(g.cols.shown) == 1) {
		return
	}
	g.surface.edit.cancel()
	g.cols.hidden[i] = !show
	g.cols.settle()
	g.Refresh()
}

// SetSort shows by which column the host sorted; it reports nothing.
func (g *Grid) SetSort(s Sort) {
	g.cols.sort = s
	g.Refresh()
}

// SortedBy is the column the rows should be sorted by.
func (g *Grid) SortedBy() Sort { return g.cols.sort }
