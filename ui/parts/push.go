package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Push is a button of a dialog. Fyne's own keeps every key to itself while it has the
// keyboard, and heeds the space bar alone; this one heeds Enter as well, and Escape goes
// on to the window, which closes the dialog.
type Push struct{ widget.Button }

// NewPush makes a button with a text.
func NewPush(text string, do func()) *Push { return NewIconPush(text, nil, do) }

// NewIconPush makes a button with a picture, and a text where it is not "".
func NewIconPush(text string, icon fyne.Resource, do func()) *Push {
	p := &Push{}
	p.Text, p.Icon, p.OnTapped = text, icon, do
	p.ExtendBaseWidget(p)
	return p
}

// TypedKey implements fyne.Focusable.
func (p *Push) TypedKey(key *fyne.KeyEvent) {
	if key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter {
		key = &fyne.KeyEvent{Name: fyne.KeySpace}
	}
	butEscape(p, key, p.Button.TypedKey)
}

// Tick is a box to tick that hands Escape on.
type Tick struct{ widget.Check }

// NewTick makes a box with a text; changed, if not nil, hears what becomes of it.
func NewTick(text string, changed func(on bool)) *Tick {
	t := &Tick{}
	t.Text, t.OnChanged = text, changed
	t.ExtendBaseWidget(t)
	return t
}

// TypedKey implements fyne.Focusable.
func (t *Tick) TypedKey(key *fyne.KeyEvent) { butEscape(t, key, t.Check.TypedKey) }

// Select is a choice of a few that hands Escape on.
type Select struct{ widget.Select }

// NewSelect makes a choice; changed, if not nil, hears what is chosen.
func NewSelect(options []string, changed func(string)) *Select {
	s := &Select{}
	s.Options, s.OnChanged = options, changed
	s.ExtendBaseWidget(s)
	return s
}

// TypedKey implements fyne.Focusable.
func (s *Select) TypedKey(key *fyne.KeyEvent) { butEscape(s, key, s.Select.TypedKey) }

func butEscape(o fyne.CanvasObject, key *fyne.KeyEvent, otherwise func(*fyne.KeyEvent)) {
	if key.Name == fyne.KeyEscape {
		passKey(o, key)
		return
	}
	otherwise(key)
}
