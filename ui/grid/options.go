package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// optionList draws the options in view, the one pointed at tinted.
type optionList struct {
	widget.BaseWidget
	g       *Grid
	layer   layer
	options []Option
	multi   bool
	chosen  func(key string) bool
	onPick  func(Option)
	at      int // option pointed at, or -1
	top     float32
	reason  string // why the choice was refused
}

func newOptionList(g *Grid, multi bool, chosen func(string) bool) *optionList {
	l := &optionList{g: g, multi: multi, chosen: chosen, at: -1}
	l.ExtendBaseWidget(l)
	return l
}

func (l *optionList) set(options []Option) {
	l.options, l.top, l.reason = options, 0, ""
	l.at = min(l.at, len(options)-1)
	l.Refresh()
}

func (l *optionList) current() (Option, bool) {
	if l.at < 0 || l.at >= len(l.options) {
		return Option{}, false
	}
	return l.options[l.at], true
}

// highlight points at an option and brings it into view.
func (l *optionList) highlight(at int) {
	l.at = min(at, len(l.options)-1)
	if l.at >= 0 {
		y := float32(l.at) * rowHeight
		l.top = min(l.top, y)
		l.top = max(l.top, y+rowHeight-l.Size().Height)
	}
	l.Refresh()
}

func (l *optionList) index(y float32) int {
	if i := int((y + l.top) / rowHeight); i >= 0 && i < len(l.options) {
		return i
	}
	return -1
}

// Tapped chooses.
func (l *optionList) Tapped(ev *fyne.PointEvent) {
	if i := l.index(ev.Position.Y); i >= 0 {
		l.at = i
		l.onPick(l.options[i])
	}
}

// MouseIn follows the mouse.
func (l *optionList) MouseIn(*desktop.MouseEvent) {}

// MouseMoved points at what is under the mouse.
func (l *optionList) MouseMoved(ev *desktop.MouseEvent) {
	if i := l.index(ev.Position.Y); i >= 0 && i != l.at {
		l.at = i
		l.Refresh()
	}
}

// MouseOut leaves the last option pointed at.
func (l *optionList) MouseOut() {}

// Scrolled follows the wheel.
func (l *optionList) Scrolled(ev *fyne.ScrollEvent) {
	l.top -= ev.Scrolled.DY
	l.Refresh()
}

// Refresh draws the options in view.
func (l *optionList) Refresh() {
	p, size := &l.g.palette, l.Size()
	l.top = max(min(l.top, float32(len(l.options))*rowHeight-size.Height), 0)
	l.layer.begin(l.g.fit.lineHeight())
	if len(l.options) == 0 {
		l.layer.text(cellPad, l.layer.textTop(0, rowHeight), 0, l.g.texts.NoMatch, p.Second, false, AlignLeft)
	}
	for i := int(l.top / rowHeight); i < len(l.options); i++ {
		top := float32(i)*rowHeight - l.top
		if top >= size.Height {
			break
		}
		l.option(&l.options[i], top, i == l.at)
	}
	if l.reason != "" {
		l.layer.rect(0, size.Height-rowHeight, size.Width, rowHeight, p.NoteBad)
		l.layer.text(cellPad, l.layer.textTop(size.Height-rowHeight, rowHeight), 0,
			l.g.fit.fit(l.reason, size.Width-2*cellPad, false), p.Bad, false, AlignLeft)
	}
	canvas.Refresh(l)
}

func (l *optionList) option(o *Option, top float32, pointed bool) {
	p, width := &l.g.palette, l.Size().Width
	if pointed {
		l.layer.rect(0, top, width, rowHeight, p.Selection).CornerRadius = 3
	}
	x := cellPad
	if l.multi {
		l.tick(x, top+(rowHeight-14)/2, l.chosen(o.Key))
		x += 22
	} else if l.chosen(o.Key) {
		l.check(width-cellPad-12, top+(rowHeight-14)/2, p.Accent)
	}
	if len(o.Swatches) > 0 {
		emitSwatches(&l.layer, x, top+(rowHeight-markSize)/2, markSize, o.Swatches)
		x += markSize + markGap
	}
	label := l.g.fit.fit(o.Label, width-x-cellPad-14, false)
	l.layer.text(x, l.layer.textTop(top, rowHeight), 0, label, p.Text, false, AlignLeft)
}

// tick draws a box, with a mark when on.
func (l *optionList) tick(x, y float32, on bool) {
	p := &l.g.palette
	if !on {
		l.layer.frame(x, y, 14, 14, 1, p.Hint)
		return
	}
	l.layer.rect(x, y, 14, 14, p.Accent).CornerRadius = 2
	l.check(x, y, p.OnAccent)
}

func (l *optionList) check(x, y float32, col color.Color) {
	l.layer.line(x+3, y+7, x+6, y+10, 1.5, col)
	l.layer.line(x+6, y+10, x+11, y+4, 1.5, col)
}

// CreateRenderer links the list to its layer.
func (l *optionList) CreateRenderer() fyne.WidgetRenderer { return &optionRenderer{l: l} }

type optionRenderer struct {
	l    *optionList
	size fyne.Size
}

func (r *optionRenderer) Destroy() {}

func (r *optionRenderer) Layout(size fyne.Size) {
	if size != r.size {
		r.size = size
		r.l.highlight(r.l.at)
	}
}

func (r *optionRenderer) MinSize() fyne.Size           { return fyne.NewSize(80, rowHeight) }
func (r *optionRenderer) Objects() []fyne.CanvasObject { return r.l.layer.objs }
func (r *optionRenderer) Refresh()                     {}
