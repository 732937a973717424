package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/ui/parts"
)

func lineColour() color.Color { return parts.Colours().Line }

// newBar is a bar that fills a share of its width.
func newBar(share float32, colour func() color.Color) fyne.CanvasObject {
	return container.New(&shareLayout{share}, parts.NewFill(fyne.NewSize(2, 10), colour))
}

type shareLayout struct{ share float32 }

func (l *shareLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(max(2, size.Width*l.share), 10))
	objects[0].Move(fyne.NewPos(0, (size.Height-10)/2))
}

func (l *shareLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(20, 10) }

// barRow sets a name, a bar and a number in columns that line up from row to
// row.
type barRow struct{}

const barName, barNumber float32 = 176, 52

func (barRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	widths := []float32{barName, max(10, size.Width-barName-barNumber), barNumber - 8}
	x := float32(0)
	for i, o := range objects {
		height := o.MinSize().Height
		o.Resize(fyne.NewSize(widths[i], height))
		o.Move(fyne.NewPos(x, (size.Height-height)/2))
		x += widths[i] + float32(i)*8
	}
}

func (barRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(barName+barNumber+40, max(20, objects[0].MinSize().Height))
}
