package mapview

import (
	"image"
	"sync"

	"jointplan/exchange/chart"
)

// job is a frame to be drawn.
type job struct {
	view          chart.View
	look          chart.Look
	ground, scene Layer
	state         int // of the layers
	groundState   int
}

// painter draws frames, one at a time. What is asked for while it draws waits; only
// the last wish is kept.
type painter struct {
	symbols *chart.Symbols
	later   func(f func())
	took    func(f *frame) // on the goroutine of the user interface

	mu     sync.Mutex
	want   *job
	busy   bool
	base   *image.RGBA // the ground as last drawn,
	baseAt job         // and for what
	spare  *image.RGBA // to be drawn on next
}

// ask wants a frame.
func (p *painter) ask(j job) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.want = &j
	if !p.busy {
		p.busy = true
		go p.work()
	}
}

func (p *painter) work() {
	given := 0 // frames given up one after the other
	for {
		p.mu.Lock()
		j := p.want
		p.want = nil
		if j == nil {
			p.busy = false
			p.mu.Unlock()
			return
		}
		p.mu.Unlock()
		if f := p.paint(*j, given < mostGivenUp); f != nil {
			given = 0
			p.later(func() { p.took(f) })
		} else {
			given++
		}
	}
}

// mostGivenUp is how many frames are left half done for a newer wish before one is
// finished all the same, so that the picture keeps up with a hand that never rests.
const mostGivenUp = 2

// paint draws a frame. With mayStop it gives up, and gives nil, when another one is
// wanted by the time the ground is drawn.
func (p *painter) paint(j job, mayStop bool) *frame {
	on := p.canvas(int(j.view.Width), int(j.view.Height))
	p.paintGround(on, j)
	if mayStop && p.isOutdated() {
		p.giveBack(on)
		return nil
	}
	if j.scene != nil {
		j.scene.Draw(chart.NewRaster(on, scaleOf(j.view), p.symbols), j.view)
	}
	return &frame{on, j.view, j.state}
}

func (p *painter) isOutdated() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.want != nil
}

// paintGround draws what lies under the scene, or copies it where only the scene
// has changed.
func (p *painter) paintGround(on *image.RGBA, j job) {
	if p.base != nil && p.baseAt.view == j.view && p.baseAt.look == j.look && p.baseAt.groundState == j.groundState {
		copy(on.Pix, p.base.Pix)
		return
	}
	r := chart.NewRaster(on, scaleOf(j.view), p.symbols)
	if j.ground == nil {
		r.Clear(j.look.Land)
		return
	}
	r.Clear(j.look.Sea)
	j.ground.Draw(r, j.view)
	if p.base == nil || p.base.Rect != on.Rect {
		p.base = image.NewRGBA(on.Rect)
	}
	copy(p.base.Pix, on.Pix)
	p.baseAt = j
}

// canvas gives a picture to draw on, one that was given back if it fits.
func (p *painter) canvas(w, h int) *image.RGBA {
	p.mu.Lock()
	defer p.mu.Unlock()
	if s := p.spare; s != nil && s.Rect.Dx() == w && s.Rect.Dy() == h {
		p.spare = nil
		return s
	}
	p.spare = nil
	return image.NewRGBA(image.Rect(0, 0, w, h))
}

// giveBack takes a picture that is shown no more.
func (p *painter) giveBack(old *image.RGBA) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.spare = old
}

func scaleOf(v chart.View) float64 {
	if v.Scale == 0 {
		return 1
	}
	return v.Scale
}
