package parts

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"jointplan/ui/theme"
)

// Slider is a slider over whole numbers such as days, with marks along it. Arrows go
// one on, Page keys go further, with Shift further still; Home and End go to the ends.
type Slider struct {
	widget.Slider
	Page  float64                              // how far Page Up and Page Down go
	Leap  func(at float64, by float64) float64 // where they go with Shift: by is 1 or -1
	Marks []Mark                               // in order
	Left  func()                               // is told of Escape
}

// Mark is a place of a slider with a name.
type Mark struct {
	At   float64
	Text string
}

// NewSlider makes a slider from least to most.
func NewSlider(least, most float64) *Slider {
	s := &Slider{Page: 7}
	s.Min, s.Max, s.Step = least, most, 1
	s.Leap = func(at, by float64) float64 { return at + 30*by }
	s.ExtendBaseWidget(s)
	return s
}

// TypedKey implements fyne.Focusable.
func (s *Slider) TypedKey(key *fyne.KeyEvent) {
	far := func(by float64) {
		if shifted() {
			s.SetValue(s.Leap(s.Value, by))
		} else {
			s.SetValue(s.Value + by*s.Page)
		}
	}
	switch key.Name {
	case fyne.KeyPageUp:
		far(1)
	case fyne.KeyPageDown:
		far(-1)
	case fyne.KeyHome:
		s.SetValue(s.Min)
	case fyne.KeyEnd:
		s.SetValue(s.Max)
	case fyne.KeyEscape:
		if s.Left == nil {
			passKey(s, key)
			return
		}
		s.Left()
	case fyne.KeyLeft, fyne.KeyRight:
		s.Slider.TypedKey(key)
	default:
		passKey(s, key)
	}
}

// shifted asks the driver; drivers without a keyboard have no Shift.
func shifted() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

// CreateRenderer implements fyne.Widget.
func (s *Slider) CreateRenderer() fyne.WidgetRenderer {
	r := &sliderRenderer{WidgetRenderer: s.Slider.CreateRenderer(), slider: s}
	r.track = r.WidgetRenderer.Objects()[0]
	for _, m := range s.Marks {
		tick := canvas.NewRectangle(color.Transparent)
		name := NewCut(m.Text, Second)
		name.Points = theme.Small
		r.ticks, r.names = append(r.ticks, tick), append(r.names, name)
	}
	r.Refresh()
	return r
}

// sliderRenderer draws the marks under the slider of the toolkit, whose own track
// cannot be seen on a panel and whose thumb hides when it has the keyboard.
type sliderRenderer struct {
	fyne.WidgetRenderer
	slider *Slider
	track  fyne.CanvasObject // along which the thumb goes
	ticks  []*canvas.Rectangle
	names  []*Line
}

// Where the toolkit has the thumb of a slider, and the circle around it.
const thumb, halo = 2, 3

const (
	tickLong  = 5  // points
	markTall  = 15 // the line of their names
	leastName = 24 // what is narrower says nothing
)

// MinSize implements fyne.WidgetRenderer.
func (r *sliderRenderer) MinSize() fyne.Size {
	least := r.WidgetRenderer.MinSize()
	if len(r.ticks) > 0 {
		least.Height += markTall
	}
	return least
}

// Layout implements fyne.WidgetRenderer.
func (r *sliderRenderer) Layout(size fyne.Size) {
	tall := size.Height
	if len(r.ticks) > 0 {
		tall -= markTall
	}
	r.WidgetRenderer.Layout(fyne.NewSize(size.Width, tall))
	s, marks := r.slider, r.slider.Marks
	left, wide := r.track.Position().X, r.track.Size().Width
	x := func(at float64) float32 {
		return left + wide*float32((min(max(at, s.Min), s.Max)-s.Min)/max(s.Max-s.Min, 1))
	}
	below := r.track.Position().Y + r.track.Size().Height + 2
	for i, m := range marks {
		r.ticks[i].Move(fyne.NewPos(x(m.At), below))
		r.ticks[i].Resize(fyne.NewSize(1, tall-below+tickLong))
		room := left + wide - x(m.At)
		if i+1 < len(marks) {
			room = x(marks[i+1].At) - x(m.At)
		}
		r.names[i].Hidden = room < leastName
		r.names[i].Move(fyne.NewPos(x(m.At)+4, tall-2))
		r.names[i].Resize(fyne.NewSize(max(room-8, 0), markTall))
	}
}

// Refresh implements fyne.WidgetRenderer.
func (r *sliderRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	for i, o := range r.WidgetRenderer.Objects() {
		switch o := o.(type) {
		case *canvas.Rectangle:
			o.FillColor = Colours().Line
			if i > 0 { // the way so far
				o.FillColor = Colours().Accent
			}
		case *canvas.Circle:
			if i == thumb {
				o.FillColor = Colours().Accent
			}
		}
		o.Refresh()
	}
	for i := range r.ticks {
		r.ticks[i].FillColor = Colours().Second
		r.ticks[i].Refresh()
		r.names[i].Refresh()
	}
	r.Layout(r.slider.Size())
}

// Objects implements fyne.WidgetRenderer.
func (r *sliderRenderer) Objects() []fyne.CanvasObject {
	all := slices.Clone(r.WidgetRenderer.Objects())
	all[thumb], all[halo] = all[halo], all[thumb]
	for i := range r.ticks {
		all = append(all, r.ticks[i], r.names[i])
	}
	return all
}
