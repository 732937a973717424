package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// surface is the part of a grid that takes the mouse and the keys and draws.
// Being scrollable, it is clipped to its size by Fyne.
type surface struct {
	widget.BaseWidget
	g       *Grid
	paint   *painting
	mouse   mouse
	drag    rowDrag
	auto    autoScroll
	keys    keyboard
	edit    *editing
	focused bool
}

var (
	_ desktop.Mouseable      = (*surface)(nil)
	_ desktop.Hoverable      = (*surface)(nil)
	_ desktop.Cursorable     = (*surface)(nil)
	_ desktop.Keyable        = (*surface)(nil)
	_ fyne.Draggable         = (*surface)(nil)
	_ fyne.Scrollable        = (*surface)(nil)
	_ fyne.Tabbable          = (*surface)(nil)
	_ fyne.Tappable          = (*surface)(nil)
	_ fyne.SecondaryTappable = (*surface)(nil)
	_ fyne.Shortcutable      = (*surface)(nil)
)

func newSurface(g *Grid) *surface {
	s := &surface{g: g, paint: newPainting()}
	s.mouse.init(s)
	s.drag.s, s.auto.s, s.keys.s = s, s, s
	s.edit = &editing{s: s}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer links the surface to what is drawn.
func (s *surface) CreateRenderer() fyne.WidgetRenderer { return &surfaceRenderer{s: s} }

// surfaceRenderer lays out only when the size changed: Fyne calls Layout again
// whenever a text within has another size than before.
type surfaceRenderer struct {
	s    *surface
	size fyne.Size
}

func (r *surfaceRenderer) Destroy() {}

func (r *surfaceRenderer) Layout(size fyne.Size) {
	if size != r.size {
		r.size = size
		r.s.repaint()
	}
}

func (r *surfaceRenderer) MinSize() fyne.Size {
	return fyne.NewSize(120, headerHeight+3*rowHeight)
}

func (r *surfaceRenderer) Objects() []fyne.CanvasObject { return r.s.paint.objects }
func (r *surfaceRenderer) Refresh()                     {}

// measure brings the geometry up to date.
func (s *surface) measure() {
	g := s.g
	var numbers float32
	if g.Numbers {
		numbers = g.numbersWidth()
	}
	g.geo.measure(s.Size(), &g.cols, numbers, &g.rows)
	g.scroll.clamp(&g.geo)
}

// repaint draws everything in view anew.
func (s *surface) repaint() {
	if s.g.rows.stale() {
		s.g.rows.rebuild(s.g.source)
		s.g.sel.reconcile(&s.g.rows)
	}
	s.measure()
	s.paint.draw(s)
	canvas.Refresh(s)
}

// reportSelection tells the host which rows are selected.
func (s *surface) reportSelection() {
	if s.g.OnSelect != nil {
		s.g.OnSelect(s.g.Selected())
	}
}

// pick makes a cell the active one and selects its row alone.
func (s *surface) pick(row, place int) {
	s.g.sel.only(&s.g.rows, s.spot(row, place), false)
	s.show(row, place)
	s.reportSelection()
}

// show brings a cell into view and draws.
func (s *surface) show(row, place int) {
	s.measure()
	before := s.g.scroll
	s.g.scroll.showRow(&s.g.geo, row)
	s.g.scroll.showPlace(&s.g.geo, place)
	if s.g.scroll != before {
		s.mouse.hover = -1 // another row is under the mouse now
	}
	s.repaint()
}

func (s *surface) spot(row, place int) spot {
	return spot{s.g.rows.key(row), s.g.cols.id(place), row}
}

// at is the row and the place of the active cell.
func (s *surface) at() (row, place int, ok bool) {
	row, ok = s.g.rows.near(s.g.sel.active.key, s.g.sel.active.row)
	place, known := s.g.cols.place(s.g.sel.active.column)
	if !known {
		place = 0
	}
	return row, place, ok
}

func (s *surface) canvas() fyne.Canvas {
	if app := fyne.CurrentApp(); app != nil {
		return app.Driver().CanvasForObject(s)
	}
	return nil
}

// origin is where the surface stands on its canvas.
func (s *surface) origin() fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(s)
}

// FocusGained outlines the active cell strongly.
func (s *surface) FocusGained() {
	s.focused = true
	s.keys.held = currentModifiers() & fyne.KeyModifierShift
	s.repaint()
}

// FocusLost outlines the active cell weakly.
func (s *surface) FocusLost() {
	s.focused, s.keys.held = false, 0
	s.repaint()
}

// Scrolled follows the wheel; with Shift it goes sideways.
func (s *surface) Scrolled(ev *fyne.ScrollEvent) {
	dx, dy := float64(ev.Scrolled.DX)*wheelPace, float64(ev.Scrolled.DY)*wheelPace
	if (s.keys.held|currentModifiers())&fyne.KeyModifierShift != 0 && dx == 0 {
		dx, dy = dy, 0
	}
	before := s.g.scroll
	s.g.scroll.x -= dx
	s.g.scroll.y -= dy
	s.g.scroll.clamp(&s.g.geo)
	if s.g.scroll == before {
		return
	}
	s.mouse.hover = -1
	s.repaint()
}

// wheelPace makes a notch of the wheel about two rows.
const wheelPace = 2.24

// currentModifiers asks the driver; drivers without a keyboard have none.
func currentModifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}
