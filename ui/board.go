package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/ui/parts"
	"jointplan/ui/theme"
	"jointplan/ui/words"
)

// board shows tasks as cards in a column for each responsible party. A card
// dragged to another column is assigned to that party.
type board struct {
	desk     *Desk
	content  *fyne.Container
	place    *fyne.Container // of the columns
	columns  []*boardColumn
	scroll   *container.Scroll
	selected map[plan.ID]bool
	order    []plan.ID
}

// boardColumn is one party's tasks, or with NoID those of nobody.
type boardColumn struct {
	board *board
	party plan.ID
	tasks []*plan.Task
	box   *fyne.Container
	back  *parts.Fill
	list  *widget.List
	over  bool
}

const boardWidth float32 = 236

func newBoard(d *Desk) *board {
	b := &board{desk: d, selected: map[plan.ID]bool{}}
	b.place = container.NewStack()
	b.content = parts.Edges(parts.Panel(parts.Column(0, d.tabs(plan.KindOf[plan.Task](), true), parts.Hair())), nil, nil, nil, b.place)
	b.draw()
	return b
}

func (b *board) draw() {
	d := b.desk
	byParty := map[plan.ID][]*plan.Task{}
	for _, t := range plan.All[plan.Task](d.session.Doc, d.place.Operation) {
		if t.Status != "cancelled" {
			byParty[t.Party] = append(byParty[t.Party], t)
		}
	}
	row := container.NewHBox()
	b.columns = nil
	add := func(party plan.ID, title string, swatch color.Color) {
		c := &boardColumn{board: b, party: party, tasks: byParty[party]}
		b.columns = append(b.columns, c)
		row.Add(c.draw(title, swatch))
		delete(byParty, party)
	}
	add(plan.NoID, d.t("cell.unassigned"), nil)
	colours := chart.PartyColours(d.session.Doc)
	for _, p := range participants(d.session.Doc, d.place.Operation) {
		add(p.ID, p.Title, colours[p.ID])
	}
	for _, p := range plan.All[plan.Party](d.session.Doc, plan.NoID) { // parties without a role here
		if len(byParty[p.ID]) > 0 {
			add(p.ID, p.Title, colours[p.ID])
		}
	}
	offset := fyne.Position{}
	if b.scroll != nil {
		offset = b.scroll.Offset
	}
	b.scroll = container.NewHScroll(parts.Pad(row, 10, 10, 10, 10))
	b.scroll.Offset = offset
	b.place.Objects = []fyne.CanvasObject{b.scroll}
	b.place.Refresh()
}

func (c *boardColumn) draw(title string, swatch color.Color) fyne.CanvasObject {
	d := c.board.desk
	head := parts.NewRow(title, d.app.Words.Number(float64(len(c.tasks)), 0), nil)
	head.Swatch = swatch
	c.list = widget.NewList(func() int { return len(c.tasks) },
		func() fyne.CanvasObject { return newCard(c.board) },
		func(i widget.ListItemID, o fyne.CanvasObject) { o.(*card).show(c.tasks[i]) })
	c.list.HideSeparators = true
	c.back = parts.NewFill(fyne.NewSize(boardWidth, 100), func() color.Color {
		if c.over {
			return parts.Colours().Selection
		}
		return parts.Colours().Header
	})
	c.box = container.NewStack(c.back, container.NewBorder(head, nil, nil, nil, parts.Pad(c.list, 0, 6, 6, 6)))
	return c.box
}

// columnAt is the column under a position of the window, nil for none.
func (b *board) columnAt(at fyne.Position) *boardColumn {
	var found *boardColumn
	for _, c := range b.columns {
		corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(c.box)
		size := c.box.Size()
		over := at.X >= corner.X && at.X < corner.X+size.Width && at.Y >= corner.Y && at.Y < corner.Y+size.Height
		if over != c.over {
			c.over = over
			c.back.Refresh()
		}
		if over {
			found = c
		}
	}
	return found
}

// drop assigns the selected cards, with the one dragged, to a column's party.
func (b *board) drop(at fyne.Position, dragged plan.ID) {
	c := b.columnAt(at)
	for _, other := range b.columns {
		other.over = false
		other.back.Refresh()
	}
	if c == nil || b.desk.session.File.ReadOnly() != nil {
		return
	}
	tasks := []plan.ID{dragged}
	if b.selected[dragged] {
		tasks = b.Selected()
	}
	if c.party == plan.NoID {
		e, err := edit.Set(b.desk.session.Doc, tasks, plan.KindOf[plan.Task]().Field("party"), "")
		b.desk.Do(e, err)
		return
	}
	b.desk.assign(tasks, c.party)
}

func (b *board) pick(id plan.ID, add bool) {
	if !add {
		b.selected, b.order = map[plan.ID]bool{}, nil
	}
	if b.selected[id] {
		delete(b.selected, id)
	} else {
		b.selected[id] = true
		b.order = append(b.order, id)
	}
	for _, c := range b.columns {
		c.list.Refresh()
	}
	b.desk.selectionChanged()
}

// Content implements view.
func (b *board) Content() fyne.CanvasObject { return b.content }

// Changed implements view.
func (b *board) Changed([]plan.Change) { b.draw() }

// Selected implements view.
func (b *board) Selected() []plan.ID {
	var ids []plan.ID
	for _, id := range b.order {
		if b.selected[id] && b.desk.session.Doc.Get(id) != nil {
			ids = append(ids, id)
		}
	}
	return ids
}

// Reveal implements view.
func (b *board) Reveal(id plan.ID) bool {
	for _, c := range b.columns {
		for i, t := range c.tasks {
			if t.ID == id {
				b.pick(id, false)
				c.list.ScrollTo(i)
				return true
			}
		}
	}
	return false
}

// Focus implements view.
func (b *board) Focus() {}

// card is one task on the board.
type card struct {
	widget.BaseWidget
	board   *board
	task    *plan.Task
	add     bool // a modifier was held when the button went down
	at      fyne.Position
	box     *canvas.Rectangle
	title   *parts.Line
	detail  *parts.Line
	flagged *canvas.Circle
}

var (
	_ fyne.Tappable     = (*card)(nil)
	_ fyne.Draggable    = (*card)(nil)
	_ desktop.Mouseable = (*card)(nil)
)

func newCard(b *board) *card {
	c := &card{board: b, box: canvas.NewRectangle(color.Transparent), title: parts.NewCut("", parts.Plain),
		detail: parts.NewCut("", parts.Second), flagged: canvas.NewCircle(color.Transparent)}
	c.detail.Points = theme.Small
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer implements fyne.Widget.
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	texts := parts.Pad(parts.Column(1, c.title, c.detail), 6, 18, 6, 9)
	mark := container.New(&cornerLayout{}, c.flagged)
	return widget.NewSimpleRenderer(parts.Pad(container.NewStack(c.box, texts, mark), 1, 9, 5, 1))
}

// cornerLayout puts a mark into the upper right corner.
type cornerLayout struct{}

func (cornerLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(7, 7))
	objects[0].Move(fyne.NewPos(size.Width-15, 10))
}
func (cornerLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(20, 20) }

func (c *card) show(t *plan.Task) {
	d, p := c.board.desk, parts.Colours()
	c.task = t
	c.title.Set(t.Title)
	sector := ""
	if o := d.session.Doc.Get(t.Sector); o != nil {
		sector = plan.NameOf(d.session.Doc, o, d.app.Words)
	}
	c.detail.Set(words.Join(" · ", sector, d.app.Words.Span(t.When)))
	c.box.FillColor, c.box.StrokeColor, c.box.StrokeWidth, c.box.CornerRadius = p.Panel, p.Line, 1, 5
	if c.board.selected[t.ID] {
		c.box.FillColor, c.box.StrokeColor = p.Selection, p.Accent
	}
	c.flagged.FillColor = color.Transparent
	if d.session.Report.Has(t.ID) {
		c.flagged.FillColor = p.Serious
	}
	c.box.Refresh()
	c.flagged.Refresh()
}

// MouseDown implements desktop.Mouseable.
func (c *card) MouseDown(e *desktop.MouseEvent) {
	c.add = e.Modifier&(fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift) != 0
}

// MouseUp implements desktop.Mouseable.
func (c *card) MouseUp(*desktop.MouseEvent) {}

// Tapped implements fyne.Tappable.
func (c *card) Tapped(*fyne.PointEvent) { c.board.pick(c.task.ID, c.add) }

// Dragged implements fyne.Draggable.
func (c *card) Dragged(e *fyne.DragEvent) {
	c.at = e.AbsolutePosition
	c.board.columnAt(c.at)
}

// DragEnd implements fyne.Draggable.
func (c *card) DragEnd() { c.board.drop(c.at, c.task.ID) }
