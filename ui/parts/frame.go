package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// Fill is a rectangle whose colour follows the theme.
type Fill struct {
	widget.BaseWidget
	pick func() color.Color
	rect *canvas.Rectangle
	min  fyne.Size
}

// NewFill makes a rectangle; pick is asked again whenever the theme changes.
func NewFill(min fyne.Size, pick func() color.Color) *Fill {
	f := &Fill{pick: pick, rect: canvas.NewRectangle(color.Transparent), min: min}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *Fill) CreateRenderer() fyne.WidgetRenderer {
	f.rect.FillColor = f.pick()
	return &fillRenderer{f}
}

type fillRenderer struct{ f *Fill }

func (r *fillRenderer) Layout(size fyne.Size)        { r.f.rect.Resize(size) }
func (r *fillRenderer) MinSize() fyne.Size           { return r.f.min }
func (r *fillRenderer) Refresh()                     { r.f.rect.FillColor = r.f.pick(); r.f.rect.Refresh() }
func (r *fillRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.f.rect} }
func (r *fillRenderer) Destroy()                     {}

// Hair is a horizontal hairline.
func Hair() fyne.CanvasObject {
	return NewFill(fyne.NewSize(1, 1), func() color.Color { return Colours().Line })
}

// Panel puts content on the colour of panels.
func Panel(content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(NewFill(fyne.Size{}, func() color.Color { return Colours().Panel }), content)
}

// Page puts content on the colour behind panels.
func Page(content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(NewFill(fyne.Size{}, func() color.Color { return Colours().Page }), content)
}

// Edged puts a hairline around content, for what lies above the rest.
func Edged(content fyne.CanvasObject) fyne.CanvasObject {
	c := Colours()
	box := canvas.NewRectangle(c.Raised)
	box.StrokeColor, box.StrokeWidth, box.CornerRadius = c.Hint, 1, 5
	return container.NewStack(box, Pad(content, 5, 5, 5, 5))
}

// Pad puts space around content: top, right, bottom, left in points.
func Pad(content fyne.CanvasObject, top, right, bottom, left float32) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(top, bottom, left, right), content)
}

// Gap is an empty space of the given size.
func Gap(width, height float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(width, height))
	return r
}

// Wide asks for at least width and otherwise for what content needs.
func Wide(content fyne.CanvasObject, width float32) fyne.CanvasObject {
	return container.NewStack(Gap(width, 0), content)
}

// Tall asks for at least height and otherwise for what content needs.
func Tall(content fyne.CanvasObject, height float32) fyne.CanvasObject {
	return container.NewStack(Gap(0, height), content)
}

// Flow is an HBox with the given spacing whose members keep their own height,
// centred.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flowLayout{gap: gap}, objects...)
}

type flowLayout struct{ gap float32 }

func (l *flowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		o.Resize(least)
		o.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
		x += least.Width + l.gap
	}
}

func (l *flowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		if size.Width > 0 {
			size.Width += l.gap
		}
		size.Width += least.Width
		size.Height = max(size.Height, least.Height)
	}
	return size
}

// Column is a VBox with the given spacing.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(gap), objects...)
}
