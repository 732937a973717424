package grid

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// painting draws a grid in three layers: what lies under the columns that
// scroll, those columns clipped to their room, and what lies over both.
type painting struct {
	under, over layer
	pane        *pane
	hover       *canvas.Rectangle
	objects     []fyne.CanvasObject
	action      fyne.Position  // of the button of an empty grid
	actionSize  fyne.Size      // zero without one
	spilled     map[int]places // by row: the columns that one cell takes together
}

// places are those of columns, from one up to another.
type places struct{ from, to int }

func newPainting() *painting {
	return &painting{pane: newPane(), hover: &canvas.Rectangle{}, spilled: map[int]places{}}
}

func (pt *painting) onAction(pos fyne.Position) bool {
	return pos.X >= pt.action.X && pos.X < pt.action.X+pt.actionSize.Width &&
		pos.Y >= pt.action.Y && pos.Y < pt.action.Y+pt.actionSize.Height
}

// draw emits all objects in view.
func (pt *painting) draw(s *surface) {
	g := s.g
	line := g.fit.lineHeight()
	pt.under.begin(line)
	pt.over.begin(line)
	pt.pane.begin(line)
	clear(pt.spilled)
	geo := &g.geo
	end := min(max(geo.top(g.rows.len(), &g.scroll), 0), geo.size.Height)
	pt.under.rect(0, 0, geo.size.Width, end, g.palette.Panel)
	pt.under.rect(0, end, geo.size.Width, geo.size.Height-end, g.palette.Page)
	pt.pane.Move(fyne.NewPos(geo.frozen, 0))
	pt.pane.Resize(fyne.NewSize(geo.paneWidth(), geo.size.Height))
	pt.rows(g)
	pt.outline(s) // under the header, which covers half a row
	pt.header(s)
	pt.emptiness(g)
	pt.bars(g)
	pt.drop(s)
	pt.moveHover(s)
	pt.collect(s)
}

func (pt *painting) collect(s *surface) {
	pt.objects = append(pt.objects[:0], pt.under.objs...)
	pt.objects = append(pt.objects, pt.pane)
	pt.objects = append(pt.objects, pt.over.objs...)
	pt.objects = append(pt.objects, s.edit.objects()...)
}

// rows draws the rows in view.
func (pt *painting) rows(g *Grid) {
	geo := &g.geo
	first := max(geo.rowAt(headerHeight, &g.scroll), 0)
	from, to := g.blockColumns()
	block := !g.sel.whole && (from != to || len(g.sel.keys) > 1)
	for row := first; row < g.rows.len(); row++ {
		top := geo.top(row, &g.scroll)
		if top >= geo.size.Height {
			break
		}
		if group, is := g.rows.group(row); is {
			pt.group(g, group, row, top)
			continue
		}
		height := geo.height(row)
		selected := g.sel.has(g.rows.key(row))
		switch {
		case selected:
			pt.under.rect(0, top, geo.size.Width, height, g.palette.Selection)
		case g.rows.tinted(row):
			pt.under.rect(0, top, geo.size.Width, height, g.palette.Tint)
		}
		if selected && block {
			pt.block(g, top, height, from, to)
		}
		pt.cells(g, row, top, selected)
		pt.under.rect(0, top+height-1, geo.size.Width, 1, g.palette.Line)
	}
	pt.under.objs = append(pt.under.objs, pt.hover)
	pt.columnLines(g, first)
}

// block tints the cells of a row that belong to the block selected.
func (pt *painting) block(g *Grid, top, height float32, from, to int) {
	for place := from; place <= to; place++ {
		l, x := pt.at(g, place)
		l.rect(x, top, g.geo.boxes[place].width, height, g.palette.Block)
	}
}

// at is the layer a column is drawn in, and where in it.
func (pt *painting) at(g *Grid, place int) (*layer, float32) {
	if place < g.geo.fixed {
		return &pt.under, g.geo.boxes[place].x
	}
	return &pt.pane.layer, float32(float64(g.geo.boxes[place].x) - g.scroll.x)
}

func (pt *painting) cells(g *Grid, row int, top float32, selected bool) {
	geo, p := &g.geo, &g.palette
	if geo.numbers > 0 {
		number := Cell{Text: strconv.Itoa(g.rows.number(row)), Tone: ToneHint}
		number.emit(&pt.under, g.fit, p, space{0, top, geo.numbers, geo.height(row)}, AlignRight, selected)
	}
	source := g.rows.row(row)
	for place, b := range geo.boxes {
		l, x := pt.at(g, place)
		if place >= geo.fixed && (x+b.width <= 0 || x >= geo.paneWidth()) {
			continue
		}
		cell := g.source.Cell(source, b.index)
		room := b.width
		if cell.Spill {
			room = pt.spill(g, row, place, &cell)
		}
		cell.emit(l, g.fit, p, space{x, top, room, geo.height(row)}, g.cols.defs[b.index].align(), selected)
	}
}

// spill gives a cell the room of empty ones beside it as far as it needs that.
func (pt *painting) spill(g *Grid, row, place int, cell *Cell) float32 {
	boxes, end := g.geo.boxes, place
	room, wanted := boxes[place].width, g.fit.measure(oneLine(cell.Text), cell.Bold)+cell.markWidth()+2*cellPad
	for next := place + 1; room < wanted && next < len(boxes) && (next < g.geo.fixed) == (place < g.geo.fixed); next++ {
		if beside := g.source.Cell(g.rows.row(row), boxes[next].index); !beside.isEmpty() {
			break
		}
		room, end = room+boxes[next].width, next
	}
	if end > place {
		pt.spilled[row] = places{place, end}
	}
	return room
}

// group draws the header of a group over the whole width.
func (pt *painting) group(g *Grid, group Group, row int, top float32) {
	p, l := &g.palette, &pt.under
	l.rect(0, top, g.geo.size.Width, rowHeight, p.Group)
	l.rect(0, top+rowHeight-1, g.geo.size.Width, 1, p.Line)
	x := max(g.geo.numbers, cellPad*3) + cellPad + float32(group.Level)*16
	to := pointDown
	if g.rows.collapsed[g.rows.key(row)] {
		to = pointRight
	}
	l.chevron(x-cellPad-7, top+rowHeight/2, 4, to, p.Second)
	title := g.fit.fit(group.Title, g.geo.size.Width-x-60, true)
	l.text(x, l.textTop(top, rowHeight), 0, title, p.Text, true, AlignLeft)
	note := group.Note
	if note == "" && group.Count >= 0 {
		note = strconv.Itoa(group.Count)
	}
	if note != "" {
		x += g.fit.measure(title, true) + cellPad
		l.text(x, l.textTop(top, rowHeight), 0, g.fit.fit(note, g.geo.size.Width-x-cellPad, false), p.Second, false, AlignLeft)
	}
}

// columnLines draws the faint lines between columns, over ordinary rows only.
func (pt *painting) columnLines(g *Grid, first int) {
	start := -1
	flush := func(end int) {
		if start >= 0 && end > start {
			top := g.geo.top(start, &g.scroll)
			pt.columnLine(g, top, float32(g.geo.offset(end)-g.geo.offset(start)), places{})
		}
		start = -1
	}
	row := first
	for ; row < g.rows.len() && g.geo.top(row, &g.scroll) < g.geo.size.Height; row++ {
		if spilled, ok := pt.spilled[row]; ok {
			flush(row)
			pt.columnLine(g, g.geo.top(row, &g.scroll), g.geo.height(row), spilled)
		} else if g.rows.isGroup(row) {
			flush(row)
		} else if start < 0 {
			start = row
		}
	}
	flush(row)
}

func (pt *painting) columnLine(g *Grid, top, height float32, without places) {
	faint := g.palette.Line
	faint.A = 0x90
	if g.geo.numbers > 0 {
		pt.under.rect(g.geo.numbers-1, top, 1, height, faint)
	}
	for place, b := range g.geo.boxes {
		l, x := pt.at(g, place)
		if place >= without.from && place < without.to {
			continue
		}
		if place < g.geo.fixed || (x+b.width > 0 && x < g.geo.paneWidth()+b.width) {
			l.rect(x+b.width-1, top, 1, height, faint)
		}
	}
}

// outline draws the frame of the active cell.
func (pt *painting) outline(s *surface) {
	g := s.g
	row, place, ok := s.at()
	if !ok || s.edit.open() || g.rows.len() == 0 {
		return
	}
	top := g.geo.top(row, &g.scroll)
	height := g.geo.height(row)
	if top+height <= headerHeight || top >= g.geo.size.Height {
		return
	}
	thick, col := float32(1), g.palette.Hint
	if s.focused {
		thick, col = 2, g.palette.Accent
	}
	if g.rows.isGroup(row) || len(g.geo.boxes) == 0 {
		pt.under.frame(0, top-1, g.geo.size.Width, rowHeight+1, thick, col)
		return
	}
	l, x := pt.at(g, place)
	l.frame(x-1, top-1, g.geo.boxes[place].width+1, height+1, thick, col)
}

// bars draws the scrollbars.
func (pt *painting) bars(g *Grid) {
	const inset = 2
	if at, length := g.scroll.thumbV(&g.geo); length > 0 {
		r := pt.over.rect(g.geo.size.Width-barSize+inset, headerHeight+at+inset, barSize-2*inset, length-2*inset, g.palette.Bar)
		r.CornerRadius = 3
	}
	if at, length := g.scroll.thumbH(&g.geo); length > 0 {
		r := pt.over.rect(g.geo.frozen+at+inset, g.geo.size.Height-barSize+inset, length-2*inset, barSize-2*inset, g.palette.Bar)
		r.CornerRadius = 3
	}
}

// moveHover puts the tint of the row under the mouse; it is all that changes
// while the mouse moves.
func (pt *painting) moveHover(s *surface) {
	row := s.mouse.hover
	if row < 0 || row >= s.g.rows.len() || s.g.rows.isGroup(row) {
		pt.hover.Hide()
		return
	}
	top := s.g.geo.top(row, &s.g.scroll)
	pt.hover.FillColor = s.g.palette.Hover
	pt.hover.Move(fyne.NewPos(0, top))
	pt.hover.Resize(fyne.NewSize(s.g.geo.size.Width, s.g.geo.height(row)))
	pt.hover.Show()
}
