package mapview

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"jointplan/exchange/chart"
	"jointplan/plan"
)

const (
	doubleClick = 400 * time.Millisecond
	sameSpot    = 4 // how far apart the clicks of a double click may be, in points
	wheelPace   = 1.0 / 40
)

// mouse is what the mouse is doing.
type mouse struct {
	at       fyne.Position // last seen
	over     bool          // the map
	down     bool
	pressed  fyne.Position
	modifier fyne.KeyModifier
	dragged  bool
	grabbed  bool // the tool has the drag
	boxing   bool // a box is drawn to go near
	last     time.Time
	lastAt   fyne.Position
	glide    glide
}

// pointer is a position of the widget as tools want it.
func (m *Map) pointer(at fyne.Position) Pointer {
	d := m.dot(at)
	return Pointer{View: m.view, Dot: d, Ground: m.view.From(d), Free: currentModifiers()&fyne.KeyModifierAlt != 0}
}

func (m *Map) dot(at fyne.Position) chart.Dot {
	return chart.Dot{X: float64(at.X) * m.view.Scale, Y: float64(at.Y) * m.view.Scale}
}

// MouseDown implements desktop.Mouseable.
func (m *Map) MouseDown(e *desktop.MouseEvent) {
	m.stop()
	m.takeFocus()
	ms := &m.mouse
	ms.at, ms.pressed, ms.modifier = e.Position, e.Position, e.Modifier
	ms.dragged, ms.grabbed, ms.boxing, ms.down = false, false, false, e.Button == desktop.MouseButtonPrimary
	m.carded = false
	if e.Button == desktop.MouseButtonSecondary {
		m.repaint() // without the card
		m.openMenu(e.Position)
		return
	}
	if !ms.down {
		return
	}
	if m.inset.press(e.Position) {
		ms.down = false
		return
	}
	if e.Modifier&fyne.KeyModifierShift != 0 {
		ms.boxing = true
		return
	}
	ms.grabbed = m.tool != nil && m.tool.Grab(m.pointer(e.Position))
	m.repaint()
}

// MouseUp implements desktop.Mouseable.
func (m *Map) MouseUp(e *desktop.MouseEvent) {
	ms := &m.mouse
	if !ms.down || ms.dragged { // DragEnd ends a drag
		return
	}
	ms.down = false
	if ms.grabbed {
		ms.grabbed = false
		m.tool.Drop(m.pointer(e.Position))
	}
	m.click(e.Position)
	m.repaint()
}

// click selects, or is the tool's; two in a row go nearer.
func (m *Map) click(at fyne.Position) {
	ms := &m.mouse
	now := m.now()
	double := now.Sub(ms.last) <= doubleClick && math.Hypot(float64(at.X-ms.lastAt.X), float64(at.Y-ms.lastAt.Y)) <= sameSpot
	ms.last, ms.lastAt = now, at
	if double {
		ms.last = time.Time{}
	}
	p := m.pointer(at)
	p.Along = ms.modifier&fyne.KeyModifierControl != 0
	if m.tool != nil && m.tool.Click(p, double) {
		m.host.Worked()
		return
	}
	if double {
		m.zoom(m.dot(at), 1)
		return
	}
	add := ms.modifier&(fyne.KeyModifierControl|fyne.KeyModifierShift) != 0
	hits := m.hits(at, false)
	if len(hits) == 0 {
		if !add {
			m.host.Pick(plan.NoID, false)
		}
		return
	}
	m.host.Pick(hits[0].Object, add)
}

func (m *Map) hits(at fyne.Position, hurried bool) []chart.Hit {
	if m.frame == nil {
		return nil
	}
	return m.host.Hit(m.frame.view, m.frame.dot(m.view, m.dot(at)), hurried)
}

// Hits lists what is at a pointer, what lies on top first.
func (m *Map) Hits(at Pointer) []chart.Hit {
	if m.frame == nil {
		return nil
	}
	return m.host.Hit(m.frame.view, m.frame.dot(at.View, at.Dot), false)
}

func (m *Map) openMenu(at fyne.Position) {
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(m)
	m.host.Menu(corner.Add(at), Spot{m.pointer(at), m.hits(at, false)})
}

// SpotAt is a place of the window on the map, and what is there; false elsewhere.
func (m *Map) SpotAt(at fyne.Position) (Spot, bool) {
	p := at.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(m))
	size := m.Size()
	if p.X < 0 || p.Y < 0 || p.X >= size.Width || p.Y >= size.Height {
		return Spot{}, false
	}
	return Spot{m.pointer(p), m.hits(p, false)}, true
}

// Dragged implements fyne.Draggable.
func (m *Map) Dragged(e *fyne.DragEvent) {
	ms := &m.mouse
	if !ms.down {
		return
	}
	first := !ms.dragged
	ms.dragged, ms.at = true, e.Position
	switch {
	case ms.boxing:
	case ms.grabbed:
		m.tool.Hover(m.pointer(e.Position))
	default:
		dx, dy := float64(e.Dragged.DX), float64(e.Dragged.DY)
		if first { // from where the button went down
			dx, dy = float64(e.Position.X-ms.pressed.X), float64(e.Position.Y-ms.pressed.Y)
		}
		ms.glide.note(m.now(), dx, dy)
		m.pan(dx, dy)
	}
	m.repaint()
}

// DragEnd implements fyne.Draggable.
func (m *Map) DragEnd() {
	ms := &m.mouse
	if !ms.down {
		return
	}
	ms.down, ms.dragged = false, false
	switch {
	case ms.boxing:
		m.zoomBox(m.dot(ms.pressed), m.dot(ms.at))
	case ms.grabbed:
		m.tool.Drop(m.pointer(ms.at))
	default:
		m.startGlide()
	}
	ms.boxing, ms.grabbed = false, false
	m.repaint()
}

// Scrolled implements fyne.Scrollable: the wheel goes near and far.
func (m *Map) Scrolled(e *fyne.ScrollEvent) {
	m.stop()
	m.zoom(m.dot(e.Position), max(min(float64(e.Scrolled.DY)*wheelPace, 1), -1))
}

// MouseIn implements desktop.Hoverable.
func (m *Map) MouseIn(e *desktop.MouseEvent) { m.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (m *Map) MouseMoved(e *desktop.MouseEvent) {
	m.mouse.at, m.mouse.over = e.Position, true
	if m.mouse.down {
		return
	}
	if m.tool != nil {
		p := m.pointer(e.Position)
		p.Free = p.Free || e.Modifier&fyne.KeyModifierAlt != 0
		m.tool.Hover(p)
		m.host.Worked()
	}
	c, _ := m.tool.(*Carry)
	m.card, m.carded = plan.NoID, c == nil || !c.carrying // what is carried would hide it
	if hits := m.hits(e.Position, true); len(hits) > 0 {
		m.card = hits[0].Object
	}
	m.repaint()
}

// MouseOut implements desktop.Hoverable.
func (m *Map) MouseOut() {
	m.mouse.over, m.carded = false, false
	m.repaint()
}

// Cursor implements desktop.Cursorable.
func (m *Map) Cursor() desktop.Cursor {
	if m.works() {
		return desktop.CrosshairCursor
	}
	return desktop.DefaultCursor
}

// currentModifiers asks the driver; drivers without a keyboard have none.
func currentModifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}
