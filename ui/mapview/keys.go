package mapview

import (
	"unicode"

	"fyne.io/fyne/v2"
)

// panStep is how far an arrow moves the map, in points.
const panStep = 64

func (m *Map) takeFocus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(m); c != nil {
		c.Focus(m)
	}
}

// FocusGained implements fyne.Focusable.
func (m *Map) FocusGained() { m.focused = true }

// FocusLost implements fyne.Focusable.
func (m *Map) FocusLost() { m.focused = false }

// AcceptsTab implements fyne.Tabbable: Tab goes through what is on the map, and while
// something is drawn to where its coordinates are written.
func (m *Map) AcceptsTab() bool { return true }

// works reports whether a work is in hand that tells what to do next.
func (m *Map) works() bool { return m.tool != nil && m.tool.Says().Key != "" }

// TypedRune implements fyne.Focusable.
func (m *Map) TypedRune(r rune) {
	if m.works() && unicode.IsDigit(r) {
		m.host.Write(string(r))
		return
	}
	switch r {
	case '+', '=':
		m.zoomMiddle(0.5)
	case '-', '−':
		m.zoomMiddle(-0.5)
	case 'f', 'F', 'а', 'А', '0':
		m.Fit()
	}
}

// TypedKey implements fyne.Focusable.
func (m *Map) TypedKey(e *fyne.KeyEvent) {
	if k, ok := toolKeys[e.Name]; ok && m.tool != nil && m.tool.Key(k) {
		m.host.Worked()
		m.repaint()
		return
	}
	switch e.Name {
	case fyne.KeyLeft:
		m.step(panStep, 0)
	case fyne.KeyRight:
		m.step(-panStep, 0)
	case fyne.KeyUp:
		m.step(0, panStep)
	case fyne.KeyDown:
		m.step(0, -panStep)
	case fyne.KeyPageUp:
		m.zoomMiddle(1)
	case fyne.KeyPageDown:
		m.zoomMiddle(-1)
	case fyne.KeyHome:
		m.Fit()
	case fyne.KeyTab:
		if m.works() { // what is selected has no part in it
			m.host.Write("")
			return
		}
		step := 1
		if currentModifiers()&fyne.KeyModifierShift != 0 {
			step = -1
		}
		m.host.Next(step)
	case fyne.KeyReturn, fyne.KeyEnter:
		m.host.Open()
	case fyne.KeyEscape:
		m.host.Left()
	default:
		m.pass(e)
	}
}

// pass hands a key that means nothing on the map to the window, which has commands on
// some.
func (m *Map) pass(e *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(m); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

var toolKeys = map[fyne.KeyName]Key{
	fyne.KeyReturn: Enter, fyne.KeyEnter: Enter, fyne.KeyBackspace: Back, fyne.KeyDelete: Remove,
}

func (m *Map) step(dx, dy float64) {
	m.stop()
	m.pan(dx, dy)
	m.repaint()
}
