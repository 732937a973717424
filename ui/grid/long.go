package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

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
		f.e.leave(func() { f.e.s.enter(false) })
	case fyne.KeyTab:
		f.e.leave(func() { f.e.s.tab(shift) })
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
