package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"jointplan/ui/parts"
)

// searchButton looks like a field and opens the search.
type searchButton struct {
	widget.BaseWidget
	hint string
	do   func()
}

func newSearchButton(hint string, do func()) *searchButton {
	b := &searchButton{hint: hint, do: do}
	b.ExtendBaseWidget(b)
	return b
}

// Tapped implements fyne.Tappable.
func (b *searchButton) Tapped(*fyne.PointEvent) { b.do() }

// CreateRenderer implements fyne.Widget.
func (b *searchButton) CreateRenderer() fyne.WidgetRenderer {
	c := parts.Colours()
	box := canvas.NewRectangle(c.Page)
	box.StrokeColor, box.StrokeWidth, box.CornerRadius = c.Line, 1, 4
	return widget.NewSimpleRenderer(container.NewStack(box, parts.Pad(parts.NewCut(b.hint, parts.Hint), 5, 10, 5, 10)))
}
