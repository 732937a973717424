package mapview

import (
	"image"

	"fyne.io/fyne/v2"

	"jointplan/exchange/chart"
)

// inset is the small map of the whole at the bottom left, with a frame around what
// the large one shows. It is there when one is near. It is painted behind: until a
// new one is there the old one stays.
type inset struct {
	m     *Map
	asked smallJob
	image *image.RGBA
	shown smallJob   // what the image is of
	box   chart.Rect // where it was drawn last; empty when it was not
}

// The size of the inset in points.
const (
	insetWidth  = 150
	insetHeight = 100
	nearer      = 1.6 // how many steps nearer than the inset the map has to be
)

// place gives the view of the inset and where it stands; false where there is none.
func (n *inset) place(s float64) (whole chart.View, box chart.Rect, ok bool) {
	m := n.m
	home, ok := m.host.Home()
	if !ok || m.scene == nil || m.view.Width < 3*insetWidth*s || m.view.Height < 4*insetHeight*s {
		return whole, box, false
	}
	whole = chart.View{Width: float64(int(insetWidth * s)), Height: float64(int(insetHeight * s)), Scale: s}.Fit(home, 10*s)
	if m.view.Zoom < whole.Zoom+nearer+2 {
		return whole, box, false
	}
	box.Left, box.Bottom = float64(int(16*s)), float64(int(m.view.Height-60*s))
	box.Right, box.Top = box.Left+whole.Width, box.Bottom-whole.Height
	return whole, box, true
}

func (n *inset) draw(c *chart.Raster, look chart.Look) {
	n.box = chart.Rect{}
	m := n.m
	whole, box, ok := n.place(c.Scale())
	if !ok {
		return
	}
	n.ask(whole, look)
	if n.image == nil || n.shown.view != whole {
		return
	}
	n.box = box
	left, top := int(box.Left), int(box.Top)
	for y := range n.image.Rect.Dy() {
		copy(c.Image.Pix[c.Image.PixOffset(left, top+y):], n.image.Pix[y*n.image.Stride:][:n.image.Stride])
	}
	c.Stroke(chart.Rectangle(n.box), chart.Pen{Colour: look.Line, Width: 1})
	a, b := near(whole, m.view.From(chart.Dot{})), near(whole, m.view.From(chart.Dot{X: m.view.Width, Y: m.view.Height}))
	clip := func(v, least, most float64) float64 { return max(least, min(v, most)) }
	seen := chart.Rect{
		Left: n.box.Left + clip(a.X, 0, whole.Width), Right: n.box.Left + clip(b.X, 0, whole.Width),
		Top: n.box.Top + clip(a.Y, 0, whole.Height), Bottom: n.box.Top + clip(b.Y, 0, whole.Height),
	}
	c.Stroke(chart.Rectangle(seen), chart.Pen{Colour: look.Accent, Width: 2})
}

// ask wants the inset painted where the one at hand, or on its way, is another.
func (n *inset) ask(whole chart.View, look chart.Look) {
	scene, ok := n.m.scene.(smallLayer)
	if !ok {
		return
	}
	if j := (smallJob{whole, look, scene, n.m.state}); j != n.asked {
		n.asked = j
		n.m.painter.askSmall(j)
	}
}

// took shows an inset that was painted.
func (n *inset) took(of smallJob, on *image.RGBA) {
	n.image, n.shown = on, of
	n.m.repaint()
}

// press goes to a place of the inset; false when it is not pressed.
func (n *inset) press(at fyne.Position) bool {
	d := n.m.dot(at)
	if n.box == (chart.Rect{}) || !n.box.Holds(d) {
		return false
	}
	n.m.view.Centre = n.shown.view.From(chart.Dot{X: d.X - n.box.Left, Y: d.Y - n.box.Top})
	n.m.view = n.m.view.Pan(0, 0)
	n.m.repaint()
	return true
}
