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
