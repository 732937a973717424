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
	Wrap     float32     // how wide the list is, where a long text goes on below; 0 cuts it
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
	more                 []*canvas.Text // further lines of a text that wraps
}

// RowHeight is the height of list entries and grid rows.
const RowHeight float32 = 28

// PictureWidth and PictureHeight are the room for a picture in a row.
const PictureWidth, PictureHeight float32 = 44, 34

func (v *rowRenderer) MinSize() fyne.Size {
	high := RowHeight - 1
	if v.row.Picture != nil {
		high = PictureHeight + 4
	}
	if n := float32(len(v.more)); n > 0 {
		high = max(high, (n+1)*v.text.MinSize().Height+6)
	}
	return fyne.NewSize(120, high)
}

// indent is where the text begins.
func (v *rowRenderer) indent() float32 {
	switch {
	case v.row.Picture != nil:
		return rowPad + PictureWidth + 10
	case v.row.Swatch != nil:
		return rowPad + 17
	}
	return rowPad
}

// rowPad is the space at both ends of a row.
const rowPad float32 = 14

func (v *rowRenderer) Layout(size fyne.Size) {
	v.back.Resize(size)
	v.stripe.Resize(fyne.NewSize(3, size.Height))
	switch {
	case v.row.Picture != nil:
		v.picture.Move(fyne.NewPos(rowPad, (size.Height-PictureHeight)/2))
		v.picture.Resize(fyne.NewSize(PictureWidth, PictureHeight))
	case v.row.Swatch != nil:
		v.swatch.Move(fyne.NewPos(rowPad, (size.Height-10)/2))
		v.swatch.Resize(fyne.NewSize(10, 10))
	}
	tail := fyne.MeasureText(v.row.Tail, 12, fyne.TextStyle{})
	v.tail.Text = v.row.Tail
	v.tail.Move(fyne.NewPos(size.Width-tail.Width-rowPad, (size.Height-tail.Height)/2))
	v.tail.Resize(tail)
	v.layOutText(size, tail.Width)
}

// layOutText puts the lines of the text one below the other, in the middle.
func (v *rowRenderer) layOutText(size fyne.Size, tail float32) {
	left := v.indent()
	room := size.Width - left - rowPad
	if v.row.Tail != "" {
		room -= tail + 8
	}
	lines := append([]*canvas.Text{v.text}, v.more...)
	high := v.text.MinSize().Height
	for i, line := range lines {
		if v.row.Wrap == 0 {
			line.Text = clip(v.row.Text, room, theme.TextSize, line.TextStyle)
		}
		line.Move(fyne.NewPos(left, (size.Height-high*float32(len(lines)))/2+high*float32(i)))
		line.Resize(fyne.NewSize(max(room, 0), high))
	}
}

// wrap breaks the text into the lines it needs.
func (v *rowRenderer) wrap() {
	r := v.row
	v.more = nil
	if r.Wrap == 0 {
		return
	}
	lines := brokenInto(r.Text, r.Wrap-v.indent()-rowPad, theme.TextSize, v.text.TextStyle)
	v.text.Text = lines[0]
	for _, line := range lines[1:] {
		t := canvas.NewText(line, v.text.Color)
		t.TextSize, t.TextStyle = v.text.TextSize, v.text.TextStyle
		v.more = append(v.more, t)
	}
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
	v.wrap()
	v.tail.TextSize = 12
	r.TailTone.paint(v.tail)
	v.Layout(r.Size())
	for _, o := range v.Objects() {
		o.Refresh()
	}
}

func (v *rowRenderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{v.back, v.stripe, v.swatch, v.picture, v.text, v.tail}
	for _, t := range v.more {
		all = append(all, t)
	}
	return all
}
func (v *rowRenderer) Destroy() {}
