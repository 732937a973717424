package mapview

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/geo"
)

// Map is the map of the window.
type Map struct {
	widget.BaseWidget
	host    Host
	ground  Layer
	scene   Layer
	credit  string // whom what lies under the scene is from
	tool    Tool   // nil: selecting
	raster  *canvas.Raster
	painter *painter

	view    chart.View
	placed  bool // the view was chosen: by Fit, ShowBox or SetView
	state   int  // counts the changes of the layers
	grounds int  // and of the ground
	frame   *frame
	asked   job
	shown   *image.RGBA
	stands  edges // what stands on the picture

	mouse   mouse
	card    plan.ID // whose card is shown, NoID for that of the place alone
	carded  bool    // the card is shown
	flash   *flash
	inset   *inset
	focused bool
	now     func() time.Time
}

// New makes a map. Symbols draws the military symbols.
func New(host Host, symbols *chart.Symbols) *Map {
	m := &Map{host: host, now: time.Now, view: chart.View{Zoom: 5, Scale: 1}}
	m.painter = &painter{symbols: symbols, later: host.Later, took: m.took}
	m.raster = canvas.NewRaster(m.generate)
	m.inset = &inset{m: m}
	m.painter.tookSmall = m.inset.took
	m.ExtendBaseWidget(m)
	return m
}

// SetGround gives what lies under the scene: the basemap.
func (m *Map) SetGround(l Layer) {
	m.ground = l
	m.grounds++
	m.Redraw()
}

// SetCredit says whom the ground is from, where that has to be told.
func (m *Map) SetCredit(text string) { m.credit = text }

// SetScene gives what of the plan is drawn.
func (m *Map) SetScene(l Layer) {
	m.scene = l
	m.Redraw()
}

// Redraw has the layers drawn anew: what they show or how has changed.
func (m *Map) Redraw() {
	m.state++
	m.repaint()
}

// SetTool takes a tool in hand, nil for none. From then on the view is not fitted to
// what is there: the ground stays under the hand.
func (m *Map) SetTool(t Tool) {
	m.tool, m.carded = t, false
	m.placed = m.placed || t != nil && m.view.Width > 0
	m.mouse.grabbed = false
	m.repaint()
}

// Tool is the tool in hand.
func (m *Map) Tool() Tool { return m.tool }

// View is what is shown.
func (m *Map) View() chart.View { return m.view }

// SetView shows what was shown before: a centre and a zoom.
func (m *Map) SetView(centre geo.Point, zoom float64) {
	m.view.Centre, m.view.Zoom, m.placed = centre, max(min(zoom, chart.MostZoom), chart.LeastZoom), true
	m.repaint()
}

// Fit shows all there is.
func (m *Map) Fit() {
	if box, ok := m.host.Home(); ok {
		m.ShowBox(box)
	}
}

// fitMargin is the space around what is fitted, in points.
const fitMargin = 48

// ShowBox shows a box with some space around it.
func (m *Map) ShowBox(box geo.Box) {
	m.stop()
	m.view = m.view.Fit(box, fitMargin*m.view.Scale)
	m.placed = true
	m.repaint()
}

// Centre brings a position to the middle, goes near enough to see it, and flashes
// there.
func (m *Map) Centre(p geo.Point) {
	m.stop()
	m.view.Centre, m.placed = p, true
	m.view.Zoom = max(m.view.Zoom, 8)
	m.view = m.view.Pan(0, 0)
	m.flashAt(p)
	m.repaint()
}

// Repaint shows what the tool in hand has become.
func (m *Map) Repaint() { m.repaint() }

// repaint has the picture put together anew: after every move of the mouse.
func (m *Map) repaint() {
	if m.raster != nil {
		m.raster.Refresh()
	}
}

// Refresh implements fyne.CanvasObject: the colours may have changed.
func (m *Map) Refresh() {
	m.Redraw()
	m.BaseWidget.Refresh()
}

// Resize implements fyne.CanvasObject.
func (m *Map) Resize(size fyne.Size) {
	m.BaseWidget.Resize(size)
	m.sized(float64(size.Width)*m.view.Scale, float64(size.Height)*m.view.Scale, m.view.Scale)
}

// sized takes over the size in pixels and how many of them a point has.
func (m *Map) sized(w, h, scale float64) {
	if w < 1 || h < 1 {
		return
	}
	resized := m.view.Width != w || m.view.Height != h || m.view.Scale != scale
	m.view.Width, m.view.Height, m.view.Scale = w, h, scale
	if !m.placed && resized {
		if box, ok := m.host.Home(); ok {
			m.view = m.view.Fit(box, fitMargin*scale)
		}
	}
}

// Compose gives the picture as a window of that many pixels shows it.
func (m *Map) Compose(w, h int) image.Image { return m.generate(w, h) }

// generate puts the picture together for the window: the last frame as far as it
// goes, and on it what lives. It asks for a new frame where that is not enough.
func (m *Map) generate(w, h int) image.Image {
	if w < 1 || h < 1 {
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	}
	scale := 1.0
	if size := m.Size(); size.Width > 0 {
		scale = float64(w) / float64(size.Width)
	}
	m.sized(float64(w), float64(h), scale)
	if m.shown == nil || m.shown.Rect.Dx() != w || m.shown.Rect.Dy() != h {
		m.shown = image.NewRGBA(image.Rect(0, 0, w, h))
	}
	c, look := chart.NewRaster(m.shown, scale, m.painter.symbols), m.host.Look()
	m.stands = m.edges(c)
	m.wantFrame()
	if m.frame == nil {
		fill(m.shown.Pix, look.Land) // plain ground until the first frame is there
	} else {
		m.frame.show(m.shown, m.view, look.Land)
	}
	m.overlay(c, look)
	return m.shown
}

// wantFrame asks for another frame where the one at hand is old, of another size, or
// comes to its end, and after it was moved so that words are clear of the edges.
func (m *Map) wantFrame() {
	f := m.frame
	if f != nil && f.state == m.state && f.covers(m.view) && !f.nearEdge(m.view) && (m.mouse.down || m.clear()) {
		return
	}
	j := job{view: around(m.view), look: m.host.Look(), ground: m.ground, scene: m.scene, state: m.state, groundState: m.grounds}
	if f != nil && f.covers(m.view) && !f.nearEdge(m.view) {
		j.view = f.view // only the layers changed: their ground is at hand
	}
	j.edges = m.stands.within(j.view, m.view)
	if j != m.asked {
		m.asked = j
		m.painter.ask(j)
	}
}

// clear reports whether the words of the frame keep out of what stands on the map.
func (m *Map) clear() bool { return m.frame.edges == m.stands.within(m.frame.view, m.view) }

// Settled reports whether the picture shows the map as it is now, and its overview.
func (m *Map) Settled() bool {
	f := m.frame
	return f != nil && f.state == m.state && f.covers(m.view) && m.clear() && m.inset.shown == m.inset.asked
}

// took shows a frame that was drawn.
func (m *Map) took(f *frame) {
	if m.frame != nil {
		m.painter.giveBack(m.frame.image)
	}
	m.frame = f
	m.repaint()
}

// CreateRenderer implements fyne.Widget.
func (m *Map) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(m.raster) }

// MinSize implements fyne.CanvasObject.
func (m *Map) MinSize() fyne.Size { return fyne.NewSize(200, 160) }
