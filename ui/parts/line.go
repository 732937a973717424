package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"jointplan/ui/theme"
)

// Line is one line of text that is cut with an ellipsis where it does not fit.
type Line struct {
	widget.BaseWidget
	Text   string
	Tone   Tone
	Points float32 // size of the letters; 0 is that of running text
	Bold   bool
	Align  fyne.TextAlign
	Min    float32 // least width; negative asks for the whole text
}

// NewLine makes a line that asks for the width of its whole text.
func NewLine(text string, tone Tone) *Line {
	l := &Line{Text: text, Tone: tone, Min: -1}
	l.ExtendBaseWidget(l)
	return l
}

// NewTitle makes a bold line.
func NewTitle(text string, size float32) *Line {
	l := NewLine(text, Plain)
	l.Bold, l.Points = true, size
	return l
}

// NewCut makes a line that takes the width it is given.
func NewCut(text string, tone Tone) *Line {
	l := NewLine(text, tone)
	l.Min = 20
	return l
}

// Set changes the text.
func (l *Line) Set(text string) {
	if l.Text != text {
		l.Text = text
		l.Refresh()
	}
}

func (l *Line) points() float32 {
	if l.Points == 0 {
		return theme.TextSize
	}
	return l.Points
}

func (l *Line) style() fyne.TextStyle { return fyne.TextStyle{Bold: l.Bold} }

// CreateRenderer implements fyne.Widget.
func (l *Line) CreateRenderer() fyne.WidgetRenderer {
	r := &lineRenderer{line: l, text: canvas.NewText("", color.Transparent)}
	r.Refresh()
	return r
}

type lineRenderer struct {
	line *Line
	text *canvas.Text
}

func (r *lineRenderer) Layout(size fyne.Size) {
	l := r.line
	r.text.Text = clip(l.Text, size.Width, l.points(), l.style())
	r.text.Resize(size)
}

func (r *lineRenderer) MinSize() fyne.Size {
	l := r.line
	full := fyne.MeasureText(l.Text, l.points(), l.style())
	if l.Text == "" {
		full = fyne.MeasureText("X", l.points(), l.style())
		full.Width = 0
	}
	if l.Min >= 0 {
		full.Width = min(full.Width, l.Min)
	}
	return full
}

func (r *lineRenderer) Refresh() {
	l := r.line
	r.text.TextSize, r.text.TextStyle, r.text.Alignment = l.points(), l.style(), l.Align
	l.Tone.paint(r.text)
	r.Layout(l.Size())
	r.text.Refresh()
}

func (r *lineRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.text} }
func (r *lineRenderer) Destroy()                     {}
