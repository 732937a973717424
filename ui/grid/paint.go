package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// layer is a stack of canvas objects drawn anew from a pool at every change:
// what is emitted later lies above. Objects are reused, so their number is
// bounded by what fits in view.
type layer struct {
	rects []*canvas.Rectangle
	texts []*canvas.Text
	lines []*canvas.Line
	icons []*canvas.Image
	used  struct{ rects, texts, lines, icons int }
	objs  []fyne.CanvasObject
	lineH float32 // height of a line of text
}

func (l *layer) begin(lineHeight float32) {
	l.lineH = lineHeight
	l.used.rects, l.used.texts, l.used.lines, l.used.icons = 0, 0, 0, 0
	l.objs = l.objs[:0]
}

// rect emits a filled rectangle; shapes smaller than a pixel are left out.
func (l *layer) rect(x, y, w, h float32, fill color.Color) *canvas.Rectangle {
	if l.used.rects == len(l.rects) {
		l.rects = append(l.rects, &canvas.Rectangle{})
	}
	r := l.rects[l.used.rects]
	l.used.rects++
	r.FillColor, r.StrokeColor, r.StrokeWidth, r.CornerRadius = fill, nil, 0, 0
	r.Move(fyne.NewPos(x, y))
	r.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
	l.objs = append(l.objs, r)
	return r
}

// frame emits an outline of a given thickness inside a rectangle.
func (l *layer) frame(x, y, w, h, thick float32, stroke color.Color) {
	r := l.rect(x, y, w, h, color.Transparent)
	r.StrokeColor, r.StrokeWidth = stroke, thick
}

// text emits a text already cut to its width.
func (l *layer) text(x, y, w float32, s string, col color.NRGBA, bold bool, align Align) *canvas.Text {
	if s == "" {
		return nil
	}
	if l.used.texts == len(l.texts) {
		l.texts = append(l.texts, &canvas.Text{})
	}
	t := l.texts[l.used.texts]
	l.used.texts++
	t.Text, t.Color, t.TextStyle.Bold, t.TextSize = s, col, bold, textSize
	switch align {
	case AlignRight:
		t.Alignment = fyne.TextAlignTrailing
	case AlignCenter:
		t.Alignment = fyne.TextAlignCenter
	default:
		t.Alignment = fyne.TextAlignLeading
	}
	t.Move(fyne.NewPos(x, y))
	t.Resize(fyne.NewSize(w, l.lineH))
	l.objs = append(l.objs, t)
	return t
}

func (l *layer) line(x1, y1, x2, y2, thick float32, col color.Color) {
	if l.used.lines == len(l.lines) {
		l.lines = append(l.lines, &canvas.Line{})
	}
	s := l.lines[l.used.lines]
	l.used.lines++
	s.StrokeColor, s.StrokeWidth = col, thick
	s.Position1, s.Position2 = fyne.NewPos(x1, y1), fyne.NewPos(x2, y2)
	l.objs = append(l.objs, s)
}

func (l *layer) icon(x, y, size float32, res fyne.Resource) {
	if l.used.icons == len(l.icons) {
		l.icons = append(l.icons, &canvas.Image{FillMode: canvas.ImageFillContain})
	}
	img := l.icons[l.used.icons]
	l.used.icons++
	img.Move(fyne.NewPos(x, y))
	img.Resize(fyne.NewSize(size, size))
	if img.Resource != res {
		img.Resource = res
		img.Refresh()
	}
	l.objs = append(l.objs, img)
}

// chevron emits an arrow head of two lines around a centre: it points up, down
// or right. The bundled font has no such glyphs.
func (l *layer) chevron(x, y, r float32, to direction, col color.Color) {
	switch to {
	case pointUp:
		l.line(x-r, y+r/2, x, y-r/2, 1.5, col)
		l.line(x, y-r/2, x+r, y+r/2, 1.5, col)
	case pointDown:
		l.line(x-r, y-r/2, x, y+r/2, 1.5, col)
		l.line(x, y+r/2, x+r, y-r/2, 1.5, col)
	default:
		l.line(x-r/2, y-r, x+r/2, y, 1.5, col)
		l.line(x+r/2, y, x-r/2, y+r, 1.5, col)
	}
}

type direction int

const (
	pointUp direction = iota
	pointDown
	pointRight
)

// textTop is where a line of text starts to stand in the middle of a height.
func (l *layer) textTop(y, height float32) float32 {
	return float32(int(y + (height-l.lineH)/2))
}

// pane is a widget that clips what it holds: the columns that scroll.
type pane struct {
	widget.BaseWidget
	layer
}

func newPane() *pane {
	p := &pane{}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer links the pane to its layer.
func (p *pane) CreateRenderer() fyne.WidgetRenderer { return paneRenderer{p} }

type paneRenderer struct{ p *pane }

func (r paneRenderer) Destroy()                     {}
func (r paneRenderer) Layout(fyne.Size)             {}
func (r paneRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r paneRenderer) Objects() []fyne.CanvasObject { return r.p.objs }
func (r paneRenderer) Refresh()                     {}

// IsClip tells Fyne's painters to cut off what sticks out.
func (r paneRenderer) IsClip() {}
