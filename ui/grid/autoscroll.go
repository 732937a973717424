package grid

import (
	"time"

	"fyne.io/fyne/v2"
)

// autoScroll goes on scrolling while a drag is held beyond the upper or lower
// edge, where no more events come.
type autoScroll struct {
	s     *surface
	anim  *fyne.Animation
	event fyne.DragEvent // the last one, told again after each step
	busy  bool
}

// hold looks whether the mouse is where the grid should scroll by itself.
func (a *autoScroll) hold(ev *fyne.DragEvent) {
	if a.busy {
		return
	}
	a.event = *ev
	switch {
	case a.step() == 0:
		a.release()
	case a.anim == nil:
		a.anim = &fyne.Animation{Duration: time.Second, RepeatCount: fyne.AnimationRepeatForever, Tick: a.tick}
		a.anim.Start()
	}
}

// release stops scrolling.
func (a *autoScroll) release() {
	if a.anim != nil {
		a.anim.Stop()
		a.anim = nil
	}
}

// step is how far to scroll each time: further the farther out the mouse is.
// Rows being dragged scroll from inside the edge, since beyond it they may be on
// their way to something else.
func (a *autoScroll) step() float64 {
	geo, pos := &a.s.g.geo, a.event.Position
	top, bottom := headerHeight, geo.size.Height
	switch a.s.mouse.mode {
	case modeRange, modeRangeRows:
		bottom -= barSize // the edge of the window may be the edge of the screen
	case modeDragRows:
		if a.s.drag.gap < 0 {
			return 0
		}
		top, bottom = top+rowHeight/2, bottom-rowHeight
	default:
		return 0
	}
	switch {
	case pos.Y < top:
		return -float64(min((top-pos.Y)/4+2, 30))
	case pos.Y > bottom:
		return float64(min((pos.Y-bottom)/4+2, 30))
	}
	return 0
}

func (a *autoScroll) tick(float32) {
	by := a.step()
	if by == 0 || a.busy {
		return
	}
	before := a.s.g.scroll.y
	a.s.g.scroll.y += by
	a.s.g.scroll.clamp(&a.s.g.geo)
	if a.s.g.scroll.y == before {
		return
	}
	a.busy = true
	ev := a.event
	a.s.Dragged(&ev)
	a.busy = false
	a.s.repaint()
}
