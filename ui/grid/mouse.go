package grid

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// mode is what the mouse is doing since its button went down.
type mode int

const (
	modeNone       mode = iota
	modeClick           // on something that acts when the button comes up
	modeRange           // selecting cells
	modeRangeRows       // selecting rows in the column of numbers
	modeRows            // on a selected row: a drag moves the rows
	modeDragRows        // rows are being dragged
	modeResize          // a column
	modeTitle           // on a header: a click sorts, a drag moves the column
	modeMoveColumn      // a column is being moved
	modeBarV            // a scrollbar
	modeBarH
)

const (
	doubleClick = 400 * time.Millisecond
	sameSpot    = 4 // how far apart two clicks of a double click may be
)

// mouse is what the mouse was last seen doing. Double clicks are told apart
// here: a widget that takes Fyne's gets every single click late.
type mouse struct {
	s      *surface
	mode   mode
	press  target
	at     fyne.Position // where the button went down
	grip   float32       // from there to what is dragged
	clicks int
	last   time.Time
	hover  int // row under the mouse, or -1
	over   area
	gap    int // place a column would be dropped before
	now    func() time.Time
}

func (m *mouse) init(s *surface) {
	m.s = s
	m.hover, m.gap, m.now = -1, -1, time.Now
	m.press = target{row: -1, place: -1}
}

// count tells single from double clicks.
func (m *mouse) count(at fyne.Position) {
	now := m.now()
	near := abs(at.X-m.at.X) <= sameSpot && abs(at.Y-m.at.Y) <= sameSpot
	if near && m.clicks == 1 && now.Sub(m.last) <= doubleClick {
		m.clicks = 2
	} else {
		m.clicks = 1
	}
	m.last, m.at = now, at
}

func abs(v float32) float32 { return max(v, -v) }

// MouseDown starts whatever the place asks for.
func (s *surface) MouseDown(ev *desktop.MouseEvent) {
	if ev.Button != desktop.MouseButtonPrimary && ev.Button != desktop.MouseButtonSecondary {
		return
	}
	s.mouse.mode, s.mouse.press = modeClick, target{row: -1, place: -1}
	if !s.edit.commit() {
		return
	}
	s.g.Focus()
	s.mouse.count(ev.Position)
	s.mouse.press = s.g.hit(ev.Position)
	if ev.Button == desktop.MouseButtonSecondary {
		s.mouse.pressSecondary()
		return
	}
	switch t := s.mouse.press; t.area {
	case areaBarV, areaBarH:
		s.mouse.pressBar(t.area, ev.Position)
	case areaEdge:
		s.mouse.pressEdge(t.place, ev.Position.X)
	case areaHeader:
		s.mouse.mode, s.mouse.gap = modeTitle, -1
	case areaGroup:
		s.g.sel.only(&s.g.rows, s.spot(t.row, s.mouse.activePlace()), true)
		s.repaint()
		s.reportSelection()
	case areaNumber, areaCell:
		s.mouse.pressRow(t, ev.Modifier)
	}
}

// MouseUp does nothing: Tapped and DragEnd follow it.
func (s *surface) MouseUp(*desktop.MouseEvent) {}

func (m *mouse) pressSecondary() {
	t := m.press
	if (t.area == areaCell || t.area == areaNumber || t.area == areaGroup) && !m.s.g.sel.has(m.s.g.rows.key(t.row)) {
		m.s.g.sel.only(&m.s.g.rows, m.s.spot(t.row, max(t.place, 0)), t.area != areaCell)
		m.s.repaint()
		m.s.reportSelection()
	}
}

// pressRow selects, unless the row is selected already: then the button may
// come up again (select it alone) or the rows may be dragged.
func (m *mouse) pressRow(t target, mods fyne.KeyModifier) {
	g := m.s.g
	whole := t.area == areaNumber
	at := m.s.spot(t.row, t.place)
	if whole {
		at.column = g.cols.id(m.activePlace())
	}
	ctrl := mods&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0
	m.mode = modeRange
	if whole {
		m.mode = modeRangeRows
	}
	switch {
	case mods&fyne.KeyModifierShift != 0 && g.sel.anchor.key != "":
		g.sel.stretch(&g.rows, at, whole || ctrl || g.sel.whole, ctrl)
	case ctrl:
		g.sel.toggle(&g.rows, at)
		m.mode = modeClick
	case g.sel.has(at.key) && g.draggable():
		m.mode = modeRows
		return
	default:
		g.sel.only(&g.rows, at, whole)
	}
	m.s.repaint()
	m.s.reportSelection()
}

// draggable reports whether dragging rows can lead to anything.
func (g *Grid) draggable() bool {
	return g.OnDropRows != nil || g.movable()
}

func (m *mouse) activePlace() int {
	_, place, _ := m.s.at()
	return place
}

// Tapped acts on a click once the button is up; Fyne looks after the focus
// before it, so windows opened here keep it.
func (s *surface) Tapped(ev *fyne.PointEvent) {
	if s.mouse.mode == modeNone { // a driver that knows no buttons
		s.MouseDown(&desktop.MouseEvent{PointEvent: *ev, Button: desktop.MouseButtonPrimary})
	}
	was, t := s.mouse.mode, s.mouse.press
	s.mouse.mode = modeNone
	switch {
	case s.edit.open(): // the click could not end the editing: Fyne took the focus away since
		s.edit.field.focus()
	case was == modeTitle:
		s.mouse.sortBy(t.place)
	case t.area == areaAction:
		s.g.Empty.Action()
	case t.area == areaGroup:
		key := s.g.rows.key(t.row)
		s.g.Fold(key, !s.g.rows.collapsed[key])
	case t.area == areaCell && was != modeClick && s.onChip(t, ev.Position):
		s.g.OnPress(s.g.rows.key(t.row), s.g.cols.id(t.place))
	case t.area == areaCell && s.mouse.clicks == 2:
		s.openCell()
	case was == modeRows:
		s.g.sel.only(&s.g.rows, s.spot(t.row, max(t.place, 0)), t.area == areaNumber)
		s.repaint()
		s.reportSelection()
	}
}

// TappedSecondary opens the menu of the host.
func (s *surface) TappedSecondary(ev *fyne.PointEvent) {
	if s.mouse.mode == modeNone {
		s.MouseDown(&desktop.MouseEvent{PointEvent: *ev, Button: desktop.MouseButtonSecondary})
	}
	t := s.mouse.press
	s.mouse.mode = modeNone
	switch t.area {
	case areaHeader, areaEdge:
		if s.g.OnHeaderMenu != nil {
			s.g.OnHeaderMenu(s.g.cols.id(t.place), ev.AbsolutePosition)
		}
	default:
		if s.g.OnMenu != nil {
			s.g.OnMenu(ev.AbsolutePosition)
		}
	}
}

// openCell edits the active cell, or opens its row where nothing is edited.
func (s *surface) openCell() {
	if s.edit.begin("", false) || s.g.OnOpen == nil {
		return
	}
	if key := s.g.sel.active.key; key != "" {
		s.g.OnOpen(key)
	}
}

func (m *mouse) sortBy(place int) {
	index := m.s.g.geo.boxes[place].index
	if m.s.g.OnSort == nil || m.s.g.cols.defs[index].Unsorted {
		return
	}
	m.s.g.cols.cycle(m.s.g.cols.defs[index].ID)
	m.s.repaint()
	m.s.g.OnSort(m.s.g.cols.sort)
}

// MouseIn follows the mouse.
func (s *surface) MouseIn(ev *desktop.MouseEvent) { s.MouseMoved(ev) }

// MouseMoved tints the row under the mouse.
func (s *surface) MouseMoved(ev *desktop.MouseEvent) {
	t := s.g.hit(ev.Position)
	s.mouse.over = t.area
	if t.row == s.mouse.hover {
		return
	}
	s.mouse.hover = t.row
	s.paint.moveHover(s)
	s.paint.hover.Refresh()
}

// MouseOut takes the tint away.
func (s *surface) MouseOut() {
	s.mouse.hover, s.mouse.over = -1, areaNone
	s.paint.moveHover(s)
}

// Cursor shows where columns are resized.
func (s *surface) Cursor() desktop.Cursor {
	switch {
	case s.mouse.over == areaEdge || s.mouse.mode == modeResize:
		return desktop.HResizeCursor
	case s.mouse.over == areaAction:
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}
