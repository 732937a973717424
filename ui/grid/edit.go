package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// EditorKind is how a value is entered.
type EditorKind int

// Kinds of editors.
const (
	EditText   EditorKind = iota // one line in the cell
	EditLong                     // several lines in a larger window
	EditChoice                   // one or several of some options
	EditCustom                   // the host opens something of its own
)

// Option is one of the values to choose from. Keys have no blanks in them.
type Option struct {
	Key, Label string
	Swatches   []color.Color
}

// Editor is how a cell is edited.
type Editor struct {
	Kind    EditorKind
	Value   string // as OnEdit would take it
	Hint    string // shown while the text is empty
	Options []Option
	Multi   bool // several options; the value is their keys separated by blanks
	// Open edits a cell of kind EditCustom; the place of the cell is on the canvas.
	Open func(at fyne.Position, size fyne.Size)
}

// editing is the one cell being edited.
type editing struct {
	s      *surface
	cell   spot
	what   Editor
	field  field // nil when nothing is edited
	notice note
	bad    *string // the value last refused: the host is asked again only by a key
	busy   bool    // the host is being asked, or the field is being closed
}

// field is something a value is entered in.
type field interface {
	value() string
	focus()
	refuse(reason string) // shows why the value was not taken; "" forgets it
	close()
}

func (e *editing) open() bool { return e.field != nil }

// begin opens the editor of the active cell. With replace, the text typed takes
// the place of the value. It is false where nothing can be edited.
func (e *editing) begin(typed string, replace bool) bool {
	g := e.s.g
	row, place, ok := e.s.at()
	if e.open() || !ok || g.rows.isGroup(row) || place >= len(g.cols.shown) || g.OnEdit == nil {
		return false
	}
	def := g.cols.defs[g.cols.shown[place]]
	if !def.Editable {
		return false
	}
	e.s.show(row, place)
	e.cell = e.s.spot(row, place)
	what, refusal := e.ask(def, row)
	if refusal != "" {
		e.notice.show(refusal, false)
		e.s.repaint()
		return true
	}
	e.notice.hide()
	e.what = what
	e.start(typed, replace)
	return true
}

// ask finds out how the cell is edited, or why it is not.
func (e *editing) ask(def Column, row int) (Editor, string) {
	g := e.s.g
	cell := g.source.Cell(g.rows.row(row), g.cols.index(def.ID))
	if g.readOnly {
		return Editor{}, g.texts.ReadOnly
	}
	what, ok := Editor{Value: cell.Text}, !cell.Locked
	if ok && g.OnEditor != nil {
		what, ok = g.OnEditor(e.cell.key, def.ID)
	}
	if !ok {
		return Editor{}, g.texts.Locked
	}
	return what, ""
}

func (e *editing) start(typed string, replace bool) {
	at, size := e.bounds()
	switch e.what.Kind {
	case EditCustom:
		if e.what.Open != nil {
			e.what.Open(e.s.origin().Add(at), size)
		}
		return
	case EditChoice:
		e.field = newPicker(e, typed)
	case EditLong:
		e.field = newLongField(e, typed, replace)
	default:
		e.field = newEntryField(e, typed, replace)
	}
	e.s.repaint()
	e.field.focus()
}

// bounds is where the cell being edited stands on the grid.
func (e *editing) bounds() (fyne.Position, fyne.Size) {
	geo := &e.s.g.geo
	row, ok := e.s.g.rows.near(e.cell.key, e.cell.row)
	place, known := e.s.g.cols.place(e.cell.column)
	if !ok || !known || place >= len(geo.boxes) {
		return fyne.Position{}, fyne.Size{}
	}
	at := fyne.NewPos(geo.left(place, &e.s.g.scroll), geo.top(row, &e.s.g.scroll))
	return at, fyne.NewSize(geo.boxes[place].width, geo.height(row))
}

// commit hands the value to the host. It is false when the value was refused:
// the editor stays open with the text as it was typed.
func (e *editing) commit() bool {
	if !e.open() || e.busy {
		e.notice.hide()
		return true
	}
	value := e.field.value()
	if e.bad != nil && *e.bad == value {
		return false
	}
	if value == e.what.Value {
		e.end()
		return true
	}
	e.busy = true
	err := e.s.g.OnEdit(e.cell.key, e.cell.column, value)
	e.busy = false
	if err != nil && e.open() {
		e.bad = &value
		e.field.refuse(err.Error())
		e.field.focus()
		return false
	}
	e.end()
	return true
}

// dismiss takes away a note that belongs to no editor.
func (e *editing) dismiss() {
	if !e.open() && e.notice.text != "" {
		e.notice.hide()
		e.s.repaint()
	}
}

// cancel closes the editor and forgets what was typed.
func (e *editing) cancel() {
	e.notice.hide()
	if e.open() && !e.busy {
		e.end()
	}
}

func (e *editing) end() {
	field := e.field
	if field == nil {
		return
	}
	e.busy, e.field, e.bad = true, nil, nil // closing takes the focus away, which commits
	field.close()
	e.busy = false
	e.notice.hide()
	e.s.repaint()
}

// leave commits and goes on to another cell with the keyboard.
func (e *editing) leave(move func()) {
	e.bad = nil
	if e.commit() {
		e.s.g.Focus()
		move()
	}
}

// abandon cancels and goes back to the keyboard of the grid.
func (e *editing) abandon() {
	e.cancel()
	e.s.g.Focus()
	e.s.repaint()
}

// below and beside are where Enter and Tab lead.
func (e *editing) below() { e.s.keys.enter(false) }

func (e *editing) beside(back bool) func() { return func() { e.s.keys.tab(back) } }

// reconcile closes the editor of a row that is gone.
func (e *editing) reconcile() {
	if e.open() {
		if _, ok := e.s.g.rows.near(e.cell.key, e.cell.row); !ok {
			e.cancel()
		}
	}
}

// inView reports whether the cell being edited was not scrolled away.
func (e *editing) inView() bool {
	at, size := e.bounds()
	return at.Y > headerHeight-size.Height/2 && at.Y < e.s.g.geo.size.Height-size.Height/2
}

// objects are what is drawn over the grid while a cell is edited.
func (e *editing) objects() []fyne.CanvasObject {
	var objs []fyne.CanvasObject
	if f, ok := e.field.(*entryField); ok && e.inView() {
		objs = append(objs, f.place(e)...)
	}
	if at, size := e.bounds(); e.notice.text != "" && e.inView() {
		objs = append(objs, e.notice.draw(e.s.g, at, size)...)
	}
	return objs
}
