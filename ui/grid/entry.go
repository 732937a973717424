package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// cellEntry is an entry whose keys for leaving go to whoever opened it.
type cellEntry struct {
	widget.Entry
	onKey   func(key fyne.KeyName, shift bool) bool // true when it dealt with the key
	onRune  func(r rune) bool                       // true when it dealt with the character
	onLeave func()                                  // the focus went elsewhere
	held    bool                                    // Shift
}

func newCellEntry(text string) *cellEntry {
	e := &cellEntry{}
	e.ExtendBaseWidget(e)
	e.SetText(text)
	e.toEnd()
	return e
}

// toEnd puts the cursor after the text.
func (e *cellEntry) toEnd() {
	row, col := 0, 0
	for _, r := range e.Text {
		if col++; r == '\n' {
			row, col = row+1, 0
		}
	}
	e.CursorRow, e.CursorColumn = row, col
	e.Refresh()
}

// AcceptsTab keeps Tab for going on to the next cell.
func (e *cellEntry) AcceptsTab() bool { return true }

// KeyDown notes Shift.
func (e *cellEntry) KeyDown(ev *fyne.KeyEvent) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		e.held = true
	}
	e.Entry.KeyDown(ev)
}

// KeyUp notes Shift.
func (e *cellEntry) KeyUp(ev *fyne.KeyEvent) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		e.held = false
	}
	e.Entry.KeyUp(ev)
}

// TypedKey offers the key to whoever opened the entry first.
func (e *cellEntry) TypedKey(ev *fyne.KeyEvent) {
	if e.onKey != nil && e.onKey(ev.Name, e.held) {
		return
	}
	e.Entry.TypedKey(ev)
}

// TypedRune offers the character to whoever opened the entry first.
func (e *cellEntry) TypedRune(r rune) {
	if e.onRune == nil || !e.onRune(r) {
		e.Entry.TypedRune(r)
	}
}

// TypedShortcut takes Ctrl+Enter as leaving.
func (e *cellEntry) TypedShortcut(shortcut fyne.Shortcut) {
	if sc, ok := shortcut.(*desktop.CustomShortcut); ok && sc.Modifier == fyne.KeyModifierShortcutDefault {
		if (sc.KeyName == fyne.KeyReturn || sc.KeyName == fyne.KeyEnter) && e.onKey != nil && e.onKey(keySave, false) {
			return
		}
	}
	e.Entry.TypedShortcut(shortcut)
}

// keySave stands for Ctrl+Enter.
const keySave fyne.KeyName = "Save"

// FocusLost commits: a click elsewhere is a way of being done.
func (e *cellEntry) FocusLost() {
	e.held = false
	e.Entry.FocusLost()
	if e.onLeave != nil {
		e.onLeave()
	}
}

// entryField edits one line over the cell.
type entryField struct {
	e     *editing
	entry *cellEntry
	frame *canvas.Rectangle
	inner fyne.CanvasObject // the entry, made tight
}

func newEntryField(e *editing, typed string, replace bool) *entryField {
	text := e.what.Value
	if replace {
		text = typed
	}
	f := &entryField{e: e, entry: newCellEntry(text)}
	f.entry.SetPlaceHolder(e.what.Hint)
	f.entry.Wrapping = fyne.TextWrapOff
	f.entry.Scroll = fyne.ScrollHorizontalOnly
	f.entry.onKey = f.key
	f.entry.onLeave = func() { e.commit() }
	f.entry.OnChanged = func(string) { f.typed() }
	p := &e.s.g.palette
	f.frame = &canvas.Rectangle{FillColor: p.Panel, StrokeColor: p.Accent, StrokeWidth: 2}
	f.inner = tight(f.entry, p, false)
	return f
}

func (f *entryField) key(key fyne.KeyName, shift bool) bool {
	switch key {
	case fyne.KeyEscape:
		f.e.abandon()
	case fyne.KeyReturn, fyne.KeyEnter, keySave:
		f.e.leave(func() { f.e.s.keys.enter(shift) })
	case fyne.KeyTab:
		f.e.leave(func() { f.e.s.keys.tab(shift) })
	case fyne.KeyUp:
		f.e.leave(func() { f.e.s.keys.enter(true) })
	case fyne.KeyDown:
		f.e.leave(func() { f.e.s.keys.enter(false) })
	default:
		return false
	}
	return true
}

// typed forgets what was wrong with the former text.
func (f *entryField) typed() {
	f.refuse("")
	if !f.e.inView() {
		if row, place, ok := f.e.s.at(); ok {
			f.e.s.show(row, place)
		}
	}
}

func (f *entryField) value() string { return f.entry.Text }

func (f *entryField) focus() {
	if c := f.e.s.canvas(); c != nil {
		c.Focus(f.entry)
	}
}

func (f *entryField) refuse(reason string) {
	if reason == f.e.notice.text {
		return
	}
	f.e.notice.show(reason, true)
	f.e.s.repaint()
}

func (f *entryField) close() {
	if c := f.e.s.canvas(); c != nil && c.Focused() == fyne.Focusable(f.entry) {
		c.Unfocus()
	}
}

// place puts the entry over its cell, wider where the cell is narrow, the text
// where the cell has it.
func (f *entryField) place(e *editing) []fyne.CanvasObject {
	at, size := e.bounds()
	geo := &e.s.g.geo
	width := max(size.Width+1, 140)
	x := max(min(at.X-1, geo.size.Width-width), 0)
	y := at.Y + (size.Height-rowHeight)/2
	f.frame.Move(fyne.NewPos(x, y-1))
	f.frame.Resize(fyne.NewSize(width, rowHeight+1))
	const shift = 4 // an entry puts less before its text than a cell
	f.inner.Move(fyne.NewPos(x+shift, y+1))
	f.inner.Resize(fyne.NewSize(width-shift-2, rowHeight-3))
	return []fyne.CanvasObject{f.frame, f.inner}
}

// longField edits several lines in a window of its own. Ctrl+Enter or a click
// beside it saves, Escape does not.
type longField struct {
	e      *editing
	entry  *cellEntry
	reason *canvas.Text
	popup  *popup
}

func newLongField(e *editing, typed string, replace bool) *longField {
	g := e.s.g
	text := e.what.Value
	if replace {
		text = typed
	}
	f := &longField{e: e, entry: newCellEntry(text)}
	f.entry.MultiLine = true
	f.entry.Wrapping = fyne.TextWrapWord
	f.entry.SetPlaceHolder(e.what.Hint)
	f.entry.toEnd()
	f.entry.onKey = f.key
	f.reason = &canvas.Text{TextSize: textSize, Color: g.palette.Bad}
	save := widget.NewButton(g.texts.Save, func() { e.leave(func() {}) })
	save.Importance = widget.HighImportance
	cancel := widget.NewButton(g.texts.Cancel, e.abandon)
	foot := container.NewHBox(f.reason, layout.NewSpacer(), cancel, save)
	content := tight(container.NewBorder(nil, foot, nil, nil, f.entry), &g.palette, true)
	at, size := e.bounds()
	room := fyne.NewSize(max(size.Width+1, 460), 240)
	f.popup = newPopup(e.s.canvas(), g, content, e.s.origin().Add(at), fyne.NewSize(0, 0), room)
	f.popup.outside = func() { e.leave(func() {}) }
	return f
}

func (f *longField) key(key fyne.KeyName, shift bool) bool {
	switch key {
	case fyne.KeyEscape:
		f.e.abandon()
	case keySave:
		f.e.leave(func() { f.e.s.keys.enter(false) })
	case fyne.KeyTab:
		f.e.leave(func() { f.e.s.keys.tab(shift) })
	default:
		return false
	}
	return true
}

func (f *longField) value() string { return f.entry.Text }

func (f *longField) focus() { f.popup.canvas.Focus(f.entry) }

func (f *longField) refuse(reason string) {
	f.reason.Text = f.e.s.g.fit.fit(reason, 280, false)
	f.reason.Refresh()
}

func (f *longField) close() { f.popup.close() }
