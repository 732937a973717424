// Package grid draws rows and columns as a spreadsheet does and reports what
// the user meant. It knows nothing of what the rows stand for: rows come from a
// Source, columns are data, colours and words are handed in by the host, and
// nothing is changed but by the host.
package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Source gives the rows of a grid. Every method is called while the grid is
// drawn, so each must answer from values made ready beforehand.
type Source interface {
	// Rows is the number of rows, group headers included.
	Rows() int
	// Key names a row for as long as it exists, whatever its place. Headers of
	// groups have keys too; no two rows share one.
	Key(row int) string
	// Group reports the header a row is, or false for an ordinary row.
	Group(row int) (Group, bool)
	// Cell is what an ordinary row shows in a column; col counts the columns in
	// the order they were handed to SetColumns, however the user arranged them.
	Cell(row, col int) Cell
}

// Shaped is a Source whose ordinary rows do not all look alike.
type Shaped interface {
	Source
	// Lines is how many lines of text a row has room for, 1 or 2. It is asked
	// once for every row when the source is set or reloaded.
	Lines(row int) int
	// Tinted marks a row that asks for attention.
	Tinted(row int) bool
}

// Group is a row that heads those below it, up to the next header of the same
// or a lower level.
type Group struct {
	Title string
	Note  string // what is said of the rows under it, in place of their number
	Count int    // rows under it; below 0 none is shown
	Level int    // 0 for the outermost
}

// Handlers are what a grid reports. Any may be nil: then the gesture does
// nothing. Keys always come in the order of the rows.
type Handlers struct {
	OnSelect func(keys []string)
	OnOpen   func(key string)                        // double click or Ctrl+Enter where nothing is edited
	OnEditor func(key, column string) (Editor, bool) // how a cell is edited; nil: as one line of text
	OnEdit   func(key, column, value string) error   // the error is shown at the cell
	OnDelete func(block Block)
	// OnType is asked before a character starts editing, a blank before it
	// selects; true when that is all the character should do.
	OnType func(r rune) bool
	// OnPress acts on a click on a cell that is a chip.
	OnPress      func(key, column string)
	OnPaste      func(text, key, column string) // at the active cell
	OnMenu       func(at fyne.Position)         // on the canvas; the row under it is selected
	OnHeaderMenu func(column string, at fyne.Position)
	OnSort       func(Sort)
	OnFold       func(group string, collapsed bool)
	OnLayout     func() // widths, order or visibility of columns changed by the user
	// OnDragRows follows rows dragged with the mouse; keys are nil once the drag
	// is given up. OnDropRows ends a drag outside the grid.
	OnDragRows func(keys []string, at fyne.Position)
	OnDropRows func(keys []string, at fyne.Position)
	// OnMoveRows asks for rows to be put before another, "" for the end. Before
	// the header of a group means at the end of the group above. It is asked
	// only while no column sorts the rows.
	OnMoveRows func(keys []string, before string)
}

// Block is what copying, pasting and deleting work on: rows, and of them either
// all visible columns (Whole) or those named.
type Block struct {
	Keys    []string
	Columns []string
	Whole   bool
}

// Grid is the widget. Set the handlers, then the columns and the source. All of
// it must be used on the goroutine of the user interface.
type Grid struct {
	widget.BaseWidget
	Handlers
	// Empty is shown while the source has no rows.
	Empty Empty
	// Numbers shows a first column with the number of each row.
	Numbers bool

	palette  Palette
	texts    Texts
	readOnly bool
	loading  bool

	source  Source
	rows    rowIndex
	cols    columns
	sel     selection
	scroll  scroller
	geo     geometry
	fit     *fitter
	surface *surface
}

// New makes an empty grid with a column of row numbers.
func New(palette Palette, texts Texts) *Grid {
	g := &Grid{palette: palette, texts: texts, Numbers: true, fit: newFitter(textSize)}
	g.sel.clear()
	g.surface = newSurface(g)
	g.ExtendBaseWidget(g)
	return g
}

// CreateRenderer links the widget to what draws it.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(g.surface)
}

// SetColumns replaces the columns; the first frozen ones stay in view. Widths,
// order and visibility the user chose for columns that remain are kept.
func (g *Grid) SetColumns(defs []Column, frozen int) {
	g.surface.edit.cancel()
	g.cols.set(defs, frozen)
	g.Refresh()
}

// SetSource replaces the rows. The selection, the folded groups and the scroll
// position are kept as far as the keys still exist.
func (g *Grid) SetSource(source Source) {
	g.source = source
	g.Reload()
}

// Reload takes up rows that came, went or changed their order in the source.
// Refresh is enough when only the contents of cells changed.
func (g *Grid) Reload() {
	g.rows.rebuild(g.source)
	changed := g.sel.reconcile(&g.rows)
	g.surface.edit.reconcile()
	g.Refresh()
	if changed {
		g.surface.reportSelection()
	}
}

// Refresh draws the grid anew.
func (g *Grid) Refresh() {
	g.surface.repaint()
	g.BaseWidget.Refresh()
}

// SetPalette swaps the colours.
func (g *Grid) SetPalette(p Palette) {
	g.palette = p
	g.fit.forget()
	g.Refresh()
}

// SetTexts swaps the words.
func (g *Grid) SetTexts(t Texts) {
	g.texts = t
	g.Refresh()
}

// SetReadOnly forbids editing, pasting, deleting and moving.
func (g *Grid) SetReadOnly(on bool) {
	if on {
		g.surface.edit.cancel()
	}
	g.readOnly = on
	g.Refresh()
}

// SetLoading shows that rows are on their way.
func (g *Grid) SetLoading(on bool) {
	g.loading = on
	g.Refresh()
}

// Focus gives the keyboard to the grid.
func (g *Grid) Focus() {
	if c := g.surface.canvas(); c != nil {
		c.Focus(g.surface)
	}
}

// Focused reports whether keys go to the grid or to a cell being edited in it.
func (g *Grid) Focused() bool {
	return g.surface.focused || g.surface.edit.open()
}

// Edit opens the editor of a cell, as F2 does.
func (g *Grid) Edit(key, column string) {
	row, ok := g.rows.find(key)
	col, known := g.cols.place(column)
	if !ok || !known {
		return
	}
	g.surface.pick(row, col)
	g.surface.edit.begin("", false)
}

// Editing reports whether a cell is being edited.
func (g *Grid) Editing() bool { return g.surface.edit.open() }

// FinishEdit commits a cell being edited, as a click elsewhere does. It is false
// when the value was refused; the editor then stays open.
func (g *Grid) FinishEdit() bool { return g.surface.edit.commit() }

// CancelEdit closes a cell being edited and forgets what was typed. A host that
// takes the grid away calls it or FinishEdit before: lists of options lie over
// the whole window.
func (g *Grid) CancelEdit() { g.surface.edit.cancel() }
