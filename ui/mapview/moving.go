package mapview

import (
	"math"
	"time"

	"fyne.io/fyne/v2"

	"jointplan/exchange/chart"
	"jointplan/plan/geo"
)

// pan moves what is shown by some points.
func (m *Map) pan(dx, dy float64) {
	m.view = m.view.Pan(dx*m.view.Scale, dy*m.view.Scale)
	m.placed = true
}

// zoom goes near or far and keeps what is under a dot there.
func (m *Map) zoom(at chart.Dot, by float64) {
	m.view = m.view.ZoomAt(at, by)
	m.placed = true
	m.repaint()
}

// zoomMiddle is zoom from keys and buttons.
func (m *Map) zoomMiddle(by float64) {
	m.stop()
	m.zoom(chart.Dot{X: m.view.Width / 2, Y: m.view.Height / 2}, by)
}

// zoomBox shows what lies between two dots.
func (m *Map) zoomBox(a, b chart.Dot) {
	if math.Abs(a.X-b.X) < 8 || math.Abs(a.Y-b.Y) < 8 {
		return
	}
	by := math.Log2(min(m.view.Width/math.Abs(a.X-b.X), m.view.Height/math.Abs(a.Y-b.Y)))
	middle := chart.Dot{X: (a.X + b.X) / 2, Y: (a.Y + b.Y) / 2}
	m.view = m.view.Pan(m.view.Width/2-middle.X, m.view.Height/2-middle.Y)
	m.zoom(chart.Dot{X: m.view.Width / 2, Y: m.view.Height / 2}, by)
}

// glide is how the map goes on moving after it was thrown.
type glide struct {
	vx, vy float64 // points a second
	at     time.Time
	motion *fyne.Animation
}

// glideTime is how long a thrown map moves; restTime is after how long without a
// move it counts as laid down, not thrown.
const (
	glideTime = 450 * time.Millisecond
	restTime  = 60 * time.Millisecond
)

// note takes a step of a drag into the speed.
func (g *glide) note(now time.Time, dx, dy float64) {
	dt := now.Sub(g.at).Seconds()
	g.at = now
	if dt <= 0 || dt > restTime.Seconds() {
		g.vx, g.vy = 0, 0
		return
	}
	g.vx, g.vy = 0.6*g.vx+0.4*dx/dt, 0.6*g.vy+0.4*dy/dt
}

// startGlide lets a thrown map run out.
func (m *Map) startGlide() {
	g := &m.mouse.glide
	if m.now().Sub(g.at) > restTime || math.Hypot(g.vx, g.vy) < 120 {
		return
	}
	wayX, wayY := g.vx*glideTime.Seconds()/3, g.vy*glideTime.Seconds()/3
	done := 0.0
	g.motion = fyne.NewAnimation(glideTime, func(t float32) {
		at := 1 - math.Pow(1-float64(t), 3)
		m.pan(wayX*(at-done), wayY*(at-done))
		done = at
		m.repaint()
	})
	g.motion.Curve = fyne.AnimationLinear
	g.motion.Start()
}

// stop holds a map that is moving.
func (m *Map) stop() {
	if g := &m.mouse.glide; g.motion != nil {
		g.motion.Stop()
		g.motion = nil
	}
}

// flash is a ring that draws the eye to a place for a moment.
type flash struct {
	at   geo.Point
	size float64 // 0 to 1
}

const flashTime = 1200 * time.Millisecond

func (m *Map) flashAt(p geo.Point) {
	f := &flash{at: p}
	m.flash = f
	a := fyne.NewAnimation(flashTime, func(t float32) {
		if m.flash != f {
			return
		}
		f.size = float64(t)
		if t >= 1 {
			m.flash = nil
		}
		m.repaint()
	})
	a.Start()
}
