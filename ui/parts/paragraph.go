package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Paragraph is text that wraps.
func Paragraph(text string, tone Tone) fyne.CanvasObject {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	switch tone {
	case Second, Hint:
		l.Importance = widget.LowImportance
	case Blocking:
		l.Importance = widget.DangerImportance
	case Serious:
		l.Importance = widget.WarningImportance
	}
	return Pulled(l)
}

// Pulled sets a Label or a RichText so that its text lines up with what is around
// it, without the inner padding.
func Pulled(text fyne.CanvasObject) fyne.CanvasObject { return container.New(&pullLayout{}, text) }

// pullLayout takes the inner padding of a Label away so that its text lines up
// with the lines around it.
type pullLayout struct{}

const labelPad = 6

func (pullLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(-labelPad, -labelPad))
		o.Resize(fyne.NewSize(size.Width+2*labelPad, size.Height+2*labelPad))
	}
}

func (pullLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return fyne.NewSize(max(0, size.Width-2*labelPad), max(0, size.Height-2*labelPad))
}

// Note is a finding beside what it is about: a coloured edge, a sentence and
// the steps that lead on.
func Note(serious bool, sentence string, links ...fyne.CanvasObject) fyne.CanvasObject {
	edge, back := func() color.Color { return Colours().Blocking }, func() color.Color { return Colours().BlockingBack }
	if serious {
		edge, back = func() color.Color { return Colours().Serious }, func() color.Color { return Colours().SeriousBack }
	}
	body := Column(3, Paragraph(sentence, Plain))
	for _, link := range links {
		if press, ok := link.(*Press); ok {
			press.Cut = true
		}
		body.Add(link)
	}
	return container.NewStack(
		NewFill(fyne.Size{}, back),
		container.NewBorder(nil, nil, NewFill(fyne.NewSize(3, 1), edge), nil, Pad(body, 6, 8, 6, 9)),
	)
}
