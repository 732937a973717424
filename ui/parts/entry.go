package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Entry is a text field that hands over its text when the user is done with it:
// on Enter (Ctrl+Enter in one of several lines), Tab, or a click elsewhere.
// Escape takes back what was typed. Shortcuts that are not for editing go on to
// the window, where a plain Entry would swallow them.
type Entry struct {
	widget.Entry
	Commit  func(text string)
	Changed func(text string)
	Escaped func()
	Entered func()                      // Enter in a field of one line, after its text was handed over
	Held    func(on bool)               // it got the keyboard, or lost it
	Moved   func(key fyne.KeyName) bool // Up and Down in a list below; true when taken

	settled string // what was last handed over
	origin  string // what Escape goes back to
}

// NewEntry makes a field of one line.
func NewEntry(text string, commit func(string)) *Entry {
	e := &Entry{Commit: commit}
	e.ExtendBaseWidget(e)
	e.start(text)
	return e
}

// NewSecretEntry makes a field for a passphrase, which shows only on demand.
func NewSecretEntry() *Entry {
	e := &Entry{}
	e.Password = true
	e.ExtendBaseWidget(e)
	e.start("")
	return e
}

// NewLongEntry makes a field of several wrapping lines.
func NewLongEntry(text string, rows int, commit func(string)) *Entry {
	e := &Entry{Commit: commit}
	e.MultiLine, e.Wrapping = true, fyne.TextWrapWord
	e.ExtendBaseWidget(e)
	e.SetMinRowsVisible(rows)
	e.start(text)
	return e
}

func (e *Entry) start(text string) {
	e.settled, e.origin = text, text
	e.SetText(text)
	e.OnChanged = func(s string) {
		if e.Changed != nil {
			e.Changed(s)
		}
	}
	e.OnSubmitted = func(string) { e.Settle() }
}

// Put replaces the text without handing it over.
func (e *Entry) Put(text string) {
	e.settled, e.origin = text, text
	if e.Text != text {
		e.SetText(text)
	}
}

// Settle hands over the text if it changed.
func (e *Entry) Settle() {
	if e.Text == e.settled {
		return
	}
	e.settled = e.Text
	if e.Commit != nil {
		e.Commit(e.Text)
	}
}

// FocusGained implements fyne.Focusable.
func (e *Entry) FocusGained() {
	e.Entry.FocusGained()
	if e.Held != nil {
		e.Held(true)
	}
}

// FocusLost implements fyne.Focusable.
func (e *Entry) FocusLost() {
	e.Entry.FocusLost()
	e.Settle()
	if e.Held != nil {
		e.Held(false)
	}
}

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyEscape:
		e.escape(key)
		return
	case fyne.KeyUp, fyne.KeyDown:
		if e.Moved != nil && e.Moved(key.Name) {
			return
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if !e.MultiLine && e.Entered != nil {
			e.Settle()
			e.Entered()
			return
		}
		if !e.MultiLine && e.Commit != nil && e.Text == e.settled {
			e.Commit(e.Text)
			return
		}
	}
	e.Entry.TypedKey(key)
}

// escape takes back what was typed; where there is nothing to take back the key
// goes on to the window, which closes what is open.
func (e *Entry) escape(key *fyne.KeyEvent) {
	nothing := e.Text == e.origin
	e.Put(e.origin)
	switch {
	case e.Escaped != nil:
		e.Escaped()
	case nothing:
		passKey(e, key)
	}
}

// passKey hands a key to the window of o, as if nothing had the focus.
func passKey(o fyne.CanvasObject, key *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(key)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); ok && !e.edits(custom) {
		forward(e, s)
		return
	}
	e.Entry.TypedShortcut(s)
}

// edits reports whether an Entry itself handles the shortcut: moving and
// selecting by word or page.
func (e *Entry) edits(s *desktop.CustomShortcut) bool {
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd,
		fyne.KeyBackspace, fyne.KeyDelete:
		return true
	}
	return false
}

// forward hands a shortcut to the window of o.
func forward(o fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(o).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// Unsettle keeps the text as not handed over, after it was refused.
func (e *Entry) Unsettle() { e.settled = e.origin }
