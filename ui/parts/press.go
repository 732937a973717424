package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"jointplan/ui/theme"
)

// Press is a text that does something when pressed: a link, a chip that is on or
// off, or an entry of the menu bar.
type Press struct {
	widget.BaseWidget
	Text  string
	Tone  Tone
	Shape PressShape
	On    bool // a chip that is switched on, a tab that is open
	Bold  bool
	Cut   bool // give way where the text does not fit
	Do    func()

	hovered bool
}

// PressShape is how a Press looks.
type PressShape int

// The shapes of a Press.
const (
	AsLink PressShape = iota
	AsChip
	AsTab
	AsMenu
	AsButton
	AsPrimary
)

var (
	_ fyne.Tappable      = (*Press)(nil)
	_ desktop.Hoverable  = (*Press)(nil)
	_ desktop.Cursorable = (*Press)(nil)
)

// NewLink makes a link in the accent colour.
func NewLink(text string, do func()) *Press {
	return newPress(&Press{Text: text, Tone: Accent, Shape: AsLink, Bold: true, Do: do})
}

// NewChip makes a pill that shows a choice in force.
func NewChip(text string, on bool, do func()) *Press {
	return newPress(&Press{Text: text, Shape: AsChip, On: on, Do: do})
}

// NewTab makes one of the tabs above a view.
func NewTab(text string, on bool, do func()) *Press {
	return newPress(&Press{Text: text, Shape: AsTab, On: on, Bold: on, Do: do})
}

// NewButton makes a button of a line of tools; primary is the one next step.
func NewButton(text string, primary bool, do func()) *Press {
	p := &Press{Text: text, Shape: AsButton, Bold: primary, Do: do}
	if primary {
		p.Shape, p.Tone = AsPrimary, OnAccent
	}
	return newPress(p)
}

// NewMenu makes an entry of the menu bar.
func NewMenu(text string, do func()) *Press {
	return newPress(&Press{Text: text, Shape: AsMenu, Do: do})
}

func newPress(p *Press) *Press {
	p.ExtendBaseWidget(p)
	return p
}

// Set changes text and state.
func (p *Press) Set(text string, on bool) {
	if p.Text == text && p.On == on {
		return
	}
	p.Text, p.On = text, on
	if p.Shape == AsTab {
		p.Bold = on
	}
	p.Refresh()
}

// Tapped implements fyne.Tappable.
func (p *Press) Tapped(*fyne.PointEvent) {
	if p.Do != nil {
		p.Do()
	}
}

// MouseIn implements desktop.Hoverable.
func (p *Press) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (p *Press) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (p *Press) MouseOut() { p.hovered = false; p.Refresh() }

// Cursor implements desktop.Cursorable.
func (p *Press) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (p *Press) padding() fyne.Size {
	switch p.Shape {
	case AsChip:
		return fyne.NewSize(10, 4)
	case AsTab:
		return fyne.NewSize(2, 8)
	case AsMenu:
		return fyne.NewSize(7, 5)
	case AsButton, AsPrimary:
		return fyne.NewSize(11, 5)
	}
	return fyne.Size{}
}

// CreateRenderer implements fyne.Widget.
func (p *Press) CreateRenderer() fyne.WidgetRenderer {
	r := &pressRenderer{press: p, back: canvas.NewRectangle(color.Transparent), text: canvas.NewText("", color.Transparent), under: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type pressRenderer struct {
	press *Press
	back  *canvas.Rectangle
	under *canvas.Rectangle
	text  *canvas.Text
}

func (r *pressRenderer) size() float32 {
	if r.press.Shape == AsChip {
		return 12
	}
	return theme.TextSize
}

func (r *pressRenderer) Layout(size fyne.Size) {
	pad := r.press.padding()
	r.back.Resize(size)
	r.text.Text = clip(r.press.Text, size.Width-2*pad.Width, r.size(), r.text.TextStyle)
	least := r.text.MinSize()
	r.text.Move(fyne.NewPos(pad.Width, (size.Height-least.Height)/2))
	r.text.Resize(fyne.NewSize(size.Width-2*pad.Width, least.Height))
	r.under.Move(fyne.NewPos(0, size.Height-2))
	r.under.Resize(fyne.NewSize(size.Width, 2))
}

func (r *pressRenderer) MinSize() fyne.Size {
	pad := r.press.padding()
	text := fyne.MeasureText(r.press.Text, r.size(), fyne.TextStyle{Bold: r.press.Bold || r.press.Shape == AsTab})
	if r.press.Cut {
		text.Width = min(text.Width, 40)
	}
	return fyne.NewSize(text.Width+2*pad.Width, text.Height+2*pad.Height)
}

func (r *pressRenderer) Refresh() {
	p, c := r.press, Colours()
	r.text.TextSize, r.text.TextStyle = r.size(), fyne.TextStyle{Bold: p.Bold}
	p.Tone.paint(r.text)
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth, r.back.CornerRadius = color.Transparent, color.Transparent, 0, 0
	r.under.FillColor = color.Transparent
	switch p.Shape {
	case AsChip:
		r.back.CornerRadius, r.back.StrokeWidth, r.back.StrokeColor, r.back.FillColor = 11, 1, c.Line, c.Raised
		if p.On {
			r.back.FillColor, r.back.StrokeColor = c.Selection, c.Accent
		} else if p.hovered {
			r.back.StrokeColor = c.Hint
		}
	case AsButton:
		r.back.CornerRadius, r.back.StrokeWidth, r.back.StrokeColor, r.back.FillColor = 4, 1, c.Line, c.Raised
		if p.hovered {
			r.back.StrokeColor = c.Hint
		}
	case AsPrimary:
		r.back.CornerRadius, r.back.FillColor = 4, c.Accent
	case AsTab:
		if p.On {
			r.under.FillColor = c.Accent
		} else if p.hovered {
			r.under.FillColor = c.Line
		}
	case AsMenu:
		if p.hovered || p.On {
			r.back.FillColor, r.back.CornerRadius = c.Selection, 4
		}
	}
	r.Layout(p.Size())
	r.text.Refresh()
	r.back.Refresh()
	r.under.Refresh()
}

func (r *pressRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.under, r.text}
}
func (r *pressRenderer) Destroy() {}
