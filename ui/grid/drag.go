package grid

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// rowDrag is rows on their way to somewhere else.
type rowDrag struct {
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
		s.dragRange(ev.Position)
	case modeRows, modeDragRows:
		s.dragRows(ev)
	case modeResize:
		s.dragEdge(ev.Position.X)
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
	s.hold(ev)
}

// DragEnd reports what the drag came to.
func (s *surface) DragEnd() {
	was := s.mouse.mode
	s.mouse.mode = modeNone
	s.release()
	switch was {
	case modeDragRows:
		s.dropRows()
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
func (s *surface) dragRange(pos fyne.Position) {
	g := s.g
	if g.rows.len() == 0 {
		return
	}
	y := min(max(pos.Y, headerHeight), g.geo.size.Height-1) // beyond the edge it scrolls by itself
	row := min(max(g.geo.rowAt(y, &g.scroll), 0), g.rows.len()-1)
	place := g.geo.placeAt(pos.X, &g.scroll)
	whole := s.mouse.mode == modeRangeRows
	if place < 0 || whole {
		place = s.activePlace()
	}
	if to := s.spot(row, place); to != g.sel.active {
		g.sel.stretch(&g.rows, to, whole, false)
		g.scroll.showPlace(&g.geo, place)
		s.repaint()
		s.reportSelection()
	}
}

// dragRows carries the selected rows about.
func (s *surface) dragRows(ev *fyne.DragEvent) {
	d := &s.drag
	if s.mouse.mode == modeRows {
		s.mouse.mode = modeDragRows
		d.keys = s.g.Selected()
		s.raiseGhost()
	}
	d.last = ev.AbsolutePosition
	d.gap = s.gapFor(ev.Position)
	s.moveGhost()
	s.repaint()
	if s.g.OnDragRows != nil {
		s.g.OnDragRows(d.keys, d.last)
	}
}

// gapFor is the index rows dropped at a position go before, or -1.
func (s *surface) gapFor(pos fyne.Position) int {
	g := s.g
	inside := pos.X >= 0 && pos.X < g.geo.size.Width && pos.Y >= headerHeight && pos.Y < g.geo.size.Height
	if !inside || !g.movable() {
		return -1
	}
	row := g.geo.rowAt(pos.Y+rowHeight/2, &g.scroll)
	return min(max(row, 0), g.rows.len())
}

func (s *surface) dropRows() {
	d := &s.drag
	s.lowerGhost()
	switch {
	case d.gap >= 0:
		if before := s.g.rows.key(d.gap); !s.inPlace(d.gap) {
			s.g.OnMoveRows(d.keys, before)
		}
	case s.g.OnDropRows != nil && !s.contains(d.last):
		s.g.OnDropRows(d.keys, d.last)
	case s.g.OnDragRows != nil:
		s.g.OnDragRows(nil, d.last)
	}
	s.drag = rowDrag{gap: -1}
}

// inPlace reports that rows would be put where they are: they touch each other
// and the gap touches them.
func (s *surface) inPlace(gap int) bool {
	first, ok := s.g.rows.find(s.drag.keys[0])
	last, okLast := s.g.rows.find(s.drag.keys[len(s.drag.keys)-1])
	return ok && okLast && last-first == len(s.drag.keys)-1 && gap >= first && gap <= last+1
}

func (s *surface) contains(at fyne.Position) bool {
	pos := at.Subtract(s.origin())
	return pos.X >= 0 && pos.Y >= 0 && pos.X < s.Size().Width && pos.Y < s.Size().Height
}

// giveUp ends a drag without a result.
func (s *surface) giveUp() {
	s.release()
	if s.mouse.mode == modeDragRows {
		s.lowerGhost()
		if s.g.OnDragRows != nil {
			s.g.OnDragRows(nil, s.drag.last)
		}
		s.drag = rowDrag{gap: -1}
	}
	s.mouse.mode = modeNone
	s.repaint()
}

// raiseGhost puts a label that says what is dragged over the window.
func (s *surface) raiseGhost() {
	c := s.canvas()
	if c == nil {
		return
	}
	text := strconv.Itoa(len(s.drag.keys))
	if s.g.texts.Dragged != nil {
		text = s.g.texts.Dragged(len(s.drag.keys))
	}
	size := fyne.NewSize(float32(int(s.g.fit.measure(text, true)))+20, 26)
	back := &canvas.Rectangle{FillColor: s.g.palette.Accent, CornerRadius: 4}
	back.Resize(size)
	label := &canvas.Text{Text: text, TextSize: textSize, Color: s.g.palette.OnAccent, TextStyle: fyne.TextStyle{Bold: true}}
	label.Move(fyne.NewPos(10, (size.Height-s.g.fit.lineHeight())/2))
	inner := &fyne.Container{Objects: []fyne.CanvasObject{back, label}}
	inner.Resize(size)
	s.drag.ghost = &fyne.Container{Objects: []fyne.CanvasObject{inner}}
	c.Overlays().Add(s.drag.ghost)
}

func (s *surface) moveGhost() {
	if s.drag.ghost != nil {
		s.drag.ghost.Objects[0].Move(s.drag.last.AddXY(12, 8))
		canvas.Refresh(s.drag.ghost)
	}
}

func (s *surface) lowerGhost() {
	if c := s.canvas(); c != nil && s.drag.ghost != nil {
		c.Overlays().Remove(s.drag.ghost)
	}
	s.drag.ghost = nil
}

// drop draws the line rows would be put at.
func (pt *painting) drop(s *surface) {
	if s.mouse.mode == modeDragRows && s.drag.gap >= 0 {
		y := s.g.geo.top(s.drag.gap, &s.g.scroll)
		pt.over.rect(0, max(y-1, headerHeight), s.g.geo.size.Width, 2, s.g.palette.Accent)
	}
}

// pressBar takes hold of the thumb, or turns a page towards the mouse.
func (s *surface) pressBar(bar area, pos fyne.Position) {
	g := s.g
	at, length := g.scroll.thumbV(&g.geo)
	along := pos.Y - headerHeight
	s.mouse.mode = modeBarV
	if bar == areaBarH {
		at, length = g.scroll.thumbH(&g.geo)
		along = pos.X - g.geo.frozen
		s.mouse.mode = modeBarH
	}
	if along >= at && along < at+length {
		s.mouse.grip = along - at
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
	s.mouse.grip = length / 2
	s.repaint()
}

// pressEdge takes hold of the edge of a column; a double click fits the column
// to what is in view.
func (s *surface) pressEdge(place int, x float32) {
	right := s.g.geo.left(place, &s.g.scroll) + s.g.geo.boxes[place].width
	s.mouse.mode, s.mouse.grip = modeResize, right-x
	if s.mouse.clicks == 2 {
		s.mouse.mode = modeClick
		s.g.cols.resize(s.g.geo.boxes[place].index, s.g.natural(place))
		s.repaint()
		if s.g.OnLayout != nil {
			s.g.OnLayout()
		}
	}
}

func (s *surface) dragEdge(x float32) {
	place := s.mouse.press.place
	s.g.cols.resize(s.g.geo.boxes[place].index, float32(int(x+s.mouse.grip-s.g.geo.left(place, &s.g.scroll))))
	s.repaint()
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
