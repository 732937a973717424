package mapview

import (
	"image"
	"sync"

	"jointplan/exchange/chart"
	"jointplan/plan/symbol"
)

// job is a frame to be drawn.
type job struct {
	view          chart.View
	look          chart.Look
	ground, scene Layer
	state         int // of the layers
	groundState   int
	edges         edges // where no words go, on the frame
}

// smallJob is the overview to be drawn.
type smallJob struct {
	view  chart.View
	look  chart.Look
	scene smallLayer
	state int // of the layers
}

// smallLayer is a scene that has an overview.
type smallLayer interface {
	DrawSmall(c chart.Canvas, v chart.View)
}

// painter draws frames and overviews, one at a time. What is asked for while it
// draws waits; only the last wish of each is kept.
type painter struct {
	symbols *chart.Symbols
	later   func(f func())
	// On the goroutine of the user interface:
	took      func(f *frame)
	tookSmall func(of smallJob, on *image.RGBA)

	mu     sync.Mutex
	want   *job
	small  *smallJob
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
	p.start()
}

// askSmall wants an overview.
func (p *painter) askSmall(j smallJob) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.small = &j
	p.start()
}

func (p *painter) start() {
	if !p.busy {
		p.busy = true
		go p.work()
	}
}

// next takes a wish, frames first; without any the work is done.
func (p *painter) next() (*job, *smallJob) {
	p.mu.Lock()
	defer p.mu.Unlock()
	j, small := p.want, p.small
	switch {
	case j != nil:
		p.want = nil
		return j, nil
	case small != nil:
		p.small = nil
		return nil, small
	}
	p.busy = false
	return nil, nil
}

func (p *painter) work() {
	given := 0 // frames given up one after the other
	for {
		j, small := p.next()
		switch {
		case j != nil:
			if f := p.paint(*j, given < mostGivenUp); f != nil {
				given = 0
				p.later(func() { p.took(f) })
			} else {
				given++
			}
		case small != nil:
			on := p.paintSmall(*small)
			p.later(func() { p.tookSmall(*small, on) })
		default:
			return
		}
	}
}

func (p *painter) paintSmall(j smallJob) *image.RGBA {
	on := image.NewRGBA(image.Rect(0, 0, int(j.view.Width), int(j.view.Height)))
	r := chart.NewRaster(on, scaleOf(j.view), p.symbols)
	r.Clear(j.look.Land)
	j.scene.DrawSmall(outlines{r}, j.view)
	return on
}

// outlines is a canvas for overviews: on so small a map symbols and words would hide
// what they stand for.
type outlines struct{ *chart.Raster }

func (outlines) Symbol(chart.Dot, symbol.Code, float64, symbol.Style) {}
func (outlines) Text(chart.Dot, string, chart.Type)                   {}
func (outlines) Extent(symbol.Code, float64, symbol.Style) chart.Extent {
	return chart.Extent{}
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
		c := chart.NewRaster(on, scaleOf(j.view), p.symbols)
		j.scene.Draw(chart.Reserve(c, j.edges[:]), j.view)
	}
	return &frame{on, j.view, j.state, j.edges}
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
