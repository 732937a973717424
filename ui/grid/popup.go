package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// popup is a small window over everything. It covers the canvas, so that a click
// beside it is seen and goes nowhere else.
type popup struct {
	widget.BaseWidget
	canvas  fyne.Canvas
	back    *canvas.Rectangle
	content fyne.CanvasObject
	outside func()
}

// newPopup opens a window of a size below a rectangle on the canvas, or above it
// where there is more room.
func newPopup(c fyne.Canvas, g *Grid, content fyne.CanvasObject, at fyne.Position, anchor, size fyne.Size) *popup {
	p := &popup{canvas: c, content: content, back: &canvas.Rectangle{
		FillColor: g.palette.NotePad, StrokeColor: g.palette.Hint, StrokeWidth: 1, CornerRadius: 3,
	}}
	room := c.Size()
	size = fyne.NewSize(min(size.Width, room.Width), min(size.Height, room.Height))
	y := at.Y + anchor.Height
	if y+size.Height > room.Height {
		y = max(at.Y-size.Height, 0)
		if at.Y < size.Height {
			y = room.Height - size.Height
		}
	}
	pos := fyne.NewPos(max(min(at.X-1, room.Width-size.Width), 0), y)
	p.back.Move(pos)
	p.back.Resize(size)
	content.Move(pos.AddXY(popupPad, popupPad))
	content.Resize(size.SubtractWidthHeight(2*popupPad, 2*popupPad))
	p.ExtendBaseWidget(p)
	c.Overlays().Add(p)
	return p
}

const popupPad float32 = 6

// Tapped tells of a click beside the window.
func (p *popup) Tapped(ev *fyne.PointEvent) {
	pos, size := p.back.Position(), p.back.Size()
	inside := ev.Position.X >= pos.X && ev.Position.X < pos.X+size.Width &&
		ev.Position.Y >= pos.Y && ev.Position.Y < pos.Y+size.Height
	if !inside && p.outside != nil {
		p.outside()
	}
}

// TappedSecondary is as good as Tapped.
func (p *popup) TappedSecondary(ev *fyne.PointEvent) { p.Tapped(ev) }

func (p *popup) close() { p.canvas.Overlays().Remove(p) }

// CreateRenderer links the window to what it holds.
func (p *popup) CreateRenderer() fyne.WidgetRenderer { return popupRenderer{p} }

type popupRenderer struct{ p *popup }

func (r popupRenderer) Destroy()           {}
func (r popupRenderer) Layout(fyne.Size)   {}
func (r popupRenderer) MinSize() fyne.Size { return fyne.Size{} }
func (r popupRenderer) Refresh()           { canvas.Refresh(r.p) }
func (r popupRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.back, r.p.content}
}

// note is a sentence at a cell: why a value was refused, or why nothing can be
// typed there.
type note struct {
	text  string
	bad   bool
	layer layer
}

const noteWidth float32 = 320

func (n *note) show(text string, bad bool) { n.text, n.bad = text, bad }

func (n *note) hide() { n.text = "" }

// draw emits the note below the cell, or above it where there is no room.
func (n *note) draw(g *Grid, at fyne.Position, size fyne.Size) []fyne.CanvasObject {
	n.layer.begin(g.fit.lineHeight())
	lines := g.fit.wrap(n.text, noteWidth)
	var width float32
	for _, line := range lines {
		width = max(width, g.fit.measure(line, false))
	}
	width, height := width+2*cellPad+3, float32(len(lines))*20+8
	y := at.Y + size.Height + 2
	if y+height > g.geo.size.Height && at.Y-height-2 > headerHeight {
		y = at.Y - height - 2
	}
	x := max(min(at.X, g.geo.size.Width-width-barSize), 0)
	back, edge := g.palette.NotePad, g.palette.Hint
	if n.bad {
		back, edge = g.palette.NoteBad, g.palette.Bad
	}
	box := n.layer.rect(x, y, width, height, back)
	box.StrokeColor, box.StrokeWidth = edge, 1
	n.layer.rect(x, y, 3, height, edge)
	for i, line := range lines {
		n.layer.text(x+cellPad+3, n.layer.textTop(y+4+float32(i)*20, 20), 0, line, g.palette.Text, false, AlignLeft)
	}
	return n.layer.objs
}
