package grid

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// rowDrag is rows on their way to somewhere else.
type rowDrag struct {
	s     *surface
	keys  []string
	ghost *fyne.Container // follows the mouse over the whole window
	gap   int             // index the rows would be put before, -1 outside the grid
	last  fyne.Position
}

// movable reports whether rows can be put into another order.
func (g *Grid) movable() bool {
	return g.OnMoveRows != nil && !g.readOnly && g.cols.sort.Order == SortNone
}

// Dragged goes on with what the button went down for.
func (s *surface) Dragged(ev *fyne.DragEvent) {
	switch s.mouse.mode {
	case modeRange, modeRangeRows:
		s.mouse.dragRange(ev.Position)
	case modeRows, modeDragRows:
		s.drag.carry(ev)
	case modeResize:
		s.mouse.dragEdge(ev.Position.X)
	case modeTitle, modeMoveColumn:
		s.mouse.mode = modeMoveColumn
		s.mouse.gap = s.g.geo.gapAt(ev.Position.X, &s.g.scroll)
		s.repaint()
	case modeBarV:
		s.g.scroll.dragV(&s.g.geo, ev.Position.Y-headerHeight-s.mouse.grip)
		s.repaint()
	case modeBarH:
		s.g.scroll.dragH(&s.g.geo, ev.Position.X-s.g.geo.frozen-s.mouse.grip)
		s.repaint()
	}
	s.auto.hold(ev)
}

// DragEnd reports what the drag came to.
func (s *surface) DragEnd() {
	was := s.mouse.mode
	s.mouse.mode = modeNone
	s.auto.release()
	switch was {
	case modeDragRows:
		s.drag.drop()
	case modeMoveColumn:
		if s.g.cols.move(s.mouse.press.place, s.mouse.gap) && s.g.OnLayout != nil {
			s.g.OnLayout()
		}
	case modeResize:
		if s.g.OnLayout != nil {
			s.g.OnLayout()
		}
	}
	s.repaint()
}

// dragRange stretches the selection to the cell under the mouse, scrolling when
// the mouse is beyond the edge.
func (m *mouse) dragRange(pos fyne.Position) {
	g := m.s.g
	if g.rows.len() == 0 {
		return
	}
	y := min(max(pos.Y, headerHeight), g.geo.size.Height-1) // beyond the edge it scrolls by itself
	row := min(max(g.geo.rowAt(y, &g.scroll), 0), g.rows.len()-1)
	place := g.geo.placeAt(pos.X, &g.scroll)
	whole := m.mode == modeRangeRows
	if place < 0 || whole {
		place = m.activePlace()
	}
	if to := m.s.spot(row, place); to != g.sel.active {
		g.sel.stretch(&g.rows, to, whole, false)
		g.scroll.showPlace(&g.geo, place)
		m.s.repaint()
		m.s.reportSelection()
	}
}

// carry takes the selected rows about.
func (d *rowDrag) carry(ev *fyne.DragEvent) {
	if d.s.mouse.mode == modeRows {
		d.s.mouse.mode = modeDragRows
		d.keys = d.s.g.Selected()
		d.raiseGhost()
	}
	d.last = ev.AbsolutePosition
	d.gap = d.gapFor(ev.Position)
	d.moveGhost()
	d.s.repaint()
	if d.s.g.OnDragRows != nil {
		d.s.g.OnDragRows(d.keys, d.last)
	}
}

// gapFor is the index rows dropped at a position go before, or -1.
func (d *rowDrag) gapFor(pos fyne.Position) int {
	g := d.s.g
	inside := pos.X >= 0 && pos.X < g.geo.size.Width && pos.Y >= headerHeight && pos.Y < g.geo.size.Height
	if !inside || !g.movable() {
		return -1
	}
	row := g.geo.rowAt(pos.Y+rowHeight/2, &g.scroll)
	return min(max(row, 0), g.rows.len())
}

func (d *rowDrag) drop() {
	d.lowerGhost()
	switch {
	case d.gap >= 0:
		if before := d.s.g.rows.key(d.gap); !d.inPlace(d.gap) {
			d.s.g.OnMoveRows(d.keys, before)
		}
	case d.s.g.OnDropRows != nil && !d.contains(d.last):
		d.s.g.OnDropRows(d.keys, d.last)
	case d.s.g.OnDragRows != nil:
		d.s.g.OnDragRows(nil, d.last)
	}
	*d = rowDrag{s: d.s, gap: -1}
}

// inPlace reports that rows would be put where they are: they touch each other
// and the gap touches them.
func (d *rowDrag) inPlace(gap int) bool {
	if len(d.keys) == 0 {
		return true
	}
	first, ok := d.s.g.rows.find(d.keys[0])
	last, okLast := d.s.g.rows.find(d.keys[len(d.keys)-1])
	return ok && okLast && last-first == len(d.keys)-1 && gap >= first && gap <= last+1
}

func (d *rowDrag) contains(at fyne.Position) bool {
	pos := at.Subtract(d.s.origin())
	return pos.X >= 0 && pos.Y >= 0 && pos.X < d.s.Size().Width && pos.Y < d.s.Size().Height
}

// giveUp ends a drag without a result.
func (d *rowDrag) giveUp() {
	d.s.auto.release()
	if d.s.mouse.mode == modeDragRows {
		d.lowerGhost()
		if d.s.g.OnDragRows != nil {
			d.s.g.OnDragRows(nil, d.last)
		}
		*d = rowDrag{s: d.s, gap: -1}
	}
	d.s.mouse.mode = modeNone
	d.s.repaint()
}

// raiseGhost puts a label that says what is dragged over the window.
func (d *rowDrag) raiseGhost() {
	c := d.s.canvas()
	if c == nil {
		return
	}
	text := strconv.Itoa(len(d.keys))
	if d.s.g.texts.Dragged != nil {
		text = d.s.g.texts.Dragged(len(d.keys))
	}
	size := fyne.NewSize(float32(int(d.s.g.fit.measure(text, true)))+20, 26)
	back := &canvas.Rectangle{FillColor: d.s.g.palette.Accent, CornerRadius: 4}
	back.Resize(size)
	label := &canvas.Text{Text: text, TextSize: textSize, Color: d.s.g.palette.OnAccent, TextStyle: fyne.TextStyle{Bold: true}}
	label.Move(fyne.NewPos(10, (size.Height-d.s.g.fit.lineHeight())/2))
	inner := &fyne.Container{Objects: []fyne.CanvasObject{back, label}}
	inner.Resize(size)
	d.ghost = &fyne.Container{Objects: []fyne.CanvasObject{inner}}
	c.Overlays().Add(d.ghost)
}

func (d *rowDrag) moveGhost() {
	if d.ghost != nil {
		d.ghost.Objects[0].Move(d.last.AddXY(12, 8))
		canvas.Refresh(d.ghost)
	}
}

func (d *rowDrag) lowerGhost() {
	if c := d.s.canvas(); c != nil && d.ghost != nil {
		c.Overlays().Remove(d.ghost)
	}
	d.ghost = nil
}

// drop draws the line rows would be put at.
func (pt *painting) drop(s *surface) {
	if s.mouse.mode == modeDragRows && s.drag.gap >= 0 {
		y := s.g.geo.top(s.drag.gap, &s.g.scroll)
		pt.over.rect(0, max(y-1, headerHeight), s.g.geo.size.Width, 2, s.g.palette.Accent)
	}
}

// pressBar takes hold of the thumb, or turns a page towards the mouse.
func (m *mouse) pressBar(bar area, pos fyne.Position) {
	g := m.s.g
	at, length := g.scroll.thumbV(&g.geo)
	along := pos.Y - headerHeight
	m.mode = modeBarV
	if bar == areaBarH {
		at, length = g.scroll.thumbH(&g.geo)
		along = pos.X - g.geo.frozen
		m.mode = modeBarH
	}
	if along >= at && along < at+length {
		m.grip = along - at
		return
	}
	step := 1.0
	if along < at {
		step = -1
	}
	if bar == areaBarH {
		g.scroll.x += step * float64(g.geo.paneWidth()) * 0.9
	} else {
		g.scroll.y += step * float64(g.geo.page()) * float64(rowHeight)
	}
	g.scroll.clamp(&g.geo)
	m.grip = length / 2
	m.s.repaint()
}

// pressEdge takes hold of the edge of a column; a double click fits the column
// to what is in view.
func (m *mouse) pressEdge(place int, x float32) {
	right := m.s.g.geo.left(place, &m.s.g.scroll) + m.s.g.geo.boxes[place].width
	m.mode, m.grip = modeResize, right-x
	if m.clicks == 2 {
		m.mode = modeClick
		m.s.g.cols.resize(m.s.g.geo.boxes[place].index, m.s.g.natural(place))
		m.s.repaint()
		if m.s.g.OnLayout != nil {
			m.s.g.OnLayout()
		}
	}
}

func (m *mouse) dragEdge(x float32) {
	place := m.press.place
	m.s.g.cols.resize(m.s.g.geo.boxes[place].index, float32(int(x+m.grip-m.s.g.geo.left(place, &m.s.g.scroll))))
	m.s.repaint()
}

// natural is the width that what is in view of a column needs, at most 600.
func (g *Grid) natural(place int) float32 {
	index := g.geo.boxes[place].index
	width := g.fit.measure(g.cols.defs[index].Title, true) + 14
	first := max(g.geo.rowAt(headerHeight, &g.scroll), 0)
	for row := first; row < min(first+g.geo.page()+2, g.rows.len()); row++ {
		if g.rows.isGroup(row) {
			continue
		}
		cell := g.source.Cell(g.rows.row(row), index)
		width = max(width, g.fit.measure(g.fit.fit(cell.Text, 600, cell.Bold), cell.Bold)+cell.markWidth())
	}
	return float32(int(min(width, 600) + 2*cellPad + 1))
}
