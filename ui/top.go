package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"jointplan/plan"
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

// newMarking shows how the operation in sight is marked, always.
func newMarking(d *Desk) fyne.CanvasObject {
	marking := plan.Choice("unclassified")
	to := d.t("marking.all")
	if op := d.operation(); op != nil {
		if op.Marking != "" {
			marking = op.Marking
		}
		if len(op.Releasable) > 0 {
			to = d.say("marking.to", "Names", plan.ShowField(d.session.Doc, op, plan.KindFor(op).Field("releasable"), d.app.Words))
		}
	}
	text := d.t("choice.marking."+string(marking)) + " · " + to
	back := map[plan.Choice]func() color.Color{
		"unclassified": func() color.Color { return color.NRGBA{0x2E, 0x7D, 0x4F, 0xFF} },
		"restricted":   func() color.Color { return color.NRGBA{0x1F, 0x5F, 0xBF, 0xFF} },
		"confidential": func() color.Color { return color.NRGBA{0x8F, 0x56, 0x00, 0xFF} },
		"secret":       func() color.Color { return color.NRGBA{0xB3, 0x26, 0x1E, 0xFF} },
	}[marking]
	label := canvas.NewText(text, color.White)
	label.TextSize, label.TextStyle = 11, fyne.TextStyle{Bold: true}
	return container.NewStack(parts.NewFill(fyne.Size{}, back), parts.Pad(label, 3, 10, 3, 10))
}
