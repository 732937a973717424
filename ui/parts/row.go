package parts

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"jointplan/ui/theme"
)

// Row is an entry of a list at the side: a text, an optional swatch before it
// and a count or state behind it.
type Row struct {
	widget.BaseWidget
	Text     string
	Tail     string
	TailTone Tone
	TailDo   func() // pressing the count, when it leads elsewhere than the row
	Swatch   color.Color
	Picture  image.Image // in place of the swatch, as PictureWidth wide at most
	Selected bool
	Dim      bool
	Do       func()

	hovered bool
}

var (
	_ fyne.Tappable     = (*Row)(nil)
	_ desktop.Hoverable = (*Row)(nil)
)

// NewRow makes an entry.
func NewRow(text, tail string, do func()) *Row {
	r := &Row{Text: text, Tail: tail, TailTone: Hint, Do: do}
	r.ExtendBaseWidget(r)
	return r
}

// Tapped implements fyne.Tappable.
func (r *Row) Tapped(e *fyne.PointEvent) {
	if r.TailDo != nil && e.Position.X > r.Size().Width-60 {
		r.TailDo()
		return
	}
	if r.Do != nil {
		r.Do()
	}
}

// MouseIn implements desktop.Hoverable.
func (r *Row) MouseIn(*desktop.MouseEvent) { r.Hover(true) }

// MouseMoved implements desktop.Hoverable.
func (r *Row) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *Row) MouseOut() { r.Hover(false) }

// Hover shows that the row would take what is dropped on it.
func (r *Row) Hover(on bool) {
	if r.hovered != on {
		r.hovered = on
		r.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	v := &rowRenderer{row: r, back: canvas.NewRectangle(color.Transparent), stripe: canvas.NewRectangle(color.Transparent),
		swatch: canvas.NewRectangle(color.Transparent), picture: &canvas.Image{FillMode: canvas.ImageFillContain}, text: canvas.NewText("", color.Transparent), tail: canvas.NewText("", color.Transparent)}
	v.swatch.CornerRadius = 2
	v.Refresh()
	return v
}

type rowRenderer struct {
	row                  *Row
	back, stripe, swatch *canvas.Rectangle
	picture              *canvas.Image
	text, tail           *canvas.Text
}

// RowHeight is the height of list entries and grid rows.
const RowHeight float32 = 28

// PictureWidth and PictureHeight are the room for a picture in a row.
const PictureWidth, PictureHeight float32 = 44, 34

func (v *rowRenderer) MinSize() fyne.Size {
	if v.row.Picture != nil {
		return fyne.NewSize(120, PictureHeight+4)
	}
	return fyne.NewSize(120, RowHeight-1)
}

func (v *rowRenderer) Layout(size fyne.Size) {
	v.back.Resize(size)
	v.stripe.Resize(fyne.NewSize(3, size.Height))
	left := float32(14)
	switch {
	case v.row.Picture != nil:
		v.picture.Move(fyne.NewPos(left, (size.Height-PictureHeight)/2))
		v.picture.Resize(fyne.NewSize(PictureWidth, PictureHeight))
		left += PictureWidth + 10
	case v.row.Swatch != nil:
		v.swatch.Move(fyne.NewPos(left, (size.Height-10)/2))
		v.swatch.Resize(fyne.NewSize(10, 10))
		left += 17
	}
	tail := fyne.MeasureText(v.row.Tail, 12, fyne.TextStyle{})
	v.tail.Text = v.row.Tail
	v.tail.Move(fyne.NewPos(size.Width-tail.Width-14, (size.Height-tail.Height)/2))
	v.tail.Resize(tail)
	room := size.Width - left - 14
	if v.row.Tail != "" {
		room -= tail.Width + 8
	}
	v.text.Text = clip(v.row.Text, room, theme.TextSize, v.text.TextStyle)
	text := v.text.MinSize()
	v.text.Move(fyne.NewPos(left, (size.Height-text.Height)/2))
	v.text.Resize(fyne.NewSize(max(room, 0), text.Height))
}

func (v *rowRenderer) Refresh() {
	r, c := v.row, Colours()
	v.back.FillColor, v.stripe.FillColor = color.Transparent, color.Transparent
	if r.Selected {
		v.back.FillColor, v.stripe.FillColor = c.Selection, c.Accent
	} else if r.hovered {
		v.back.FillColor = c.Page
	}
	v.swatch.FillColor = color.Transparent
	if r.Swatch != nil {
		v.swatch.FillColor = r.Swatch
	}
	v.picture.Image, v.picture.Hidden = r.Picture, r.Picture == nil
	v.text.TextSize, v.text.TextStyle = theme.TextSize, fyne.TextStyle{Bold: r.Selected}
	Plain.paint(v.text)
	if r.Dim {
		Hint.paint(v.text)
	}
	v.tail.TextSize = 12
	r.TailTone.paint(v.tail)
	v.Layout(r.Size())
	for _, o := range v.Objects() {
		o.Refresh()
	}
}

func (v *rowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{v.back, v.stripe, v.swatch, v.picture, v.text, v.tail}
}
func (v *rowRenderer) Destroy() {}
