package grid

import (
	"time"

	"fyne.io/fyne/v2"
)

// autoScroll goes on scrolling while a drag is held beyond the upper or lower
// edge, where no more events come.
type autoScroll struct {
	anim  *fyne.Animation
	event fyne.DragEvent // the last one, told again after each step
	busy  bool
}

// hold looks whether the mouse is where the grid should scroll by itself.
func (s *surface) hold(ev *fyne.DragEvent) {
	a := &s.auto
	if a.busy {
		return
	}
	a.event = *ev
	switch {
	case s.autoStep() == 0:
		s.release()
	case a.anim == nil:
		a.anim = &fyne.Animation{Duration: time.Second, RepeatCount: fyne.AnimationRepeatForever, Tick: s.autoTick}
		a.anim.Start()
	}
}

// release stops scrolling.
func (s *surface) release() {
	if s.auto.anim != nil {
		s.auto.anim.Stop()
		s.auto.anim = nil
	}
}

// autoStep is how far to scroll each time: further the farther out the mouse is.
// Rows being dragged scroll from a little inside the edge, since beyond it they
// may be on their way to something else.
func (s *surface) autoStep() float64 {
	geo, pos := &s.g.geo, s.auto.event.Position
	top, bottom := headerHeight, geo.size.Height
	switch s.mouse.mode {
	case modeRange, modeRangeRows:
	case modeDragRows:
		if s.drag.gap < 0 {
			return 0
		}
		top, bottom = top+rowHeight/2, bottom-rowHeight/2
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

func (s *surface) autoTick(float32) {
	a := &s.auto
	step := s.autoStep()
	if step == 0 || a.busy {
		return
	}
	before := s.g.scroll.y
	s.g.scroll.y += step
	s.g.scroll.clamp(&s.g.geo)
	if s.g.scroll.y == before {
		return
	}
	a.busy = true
	ev := a.event
	s.Dragged(&ev)
	a.busy = false
	s.repaint()
}
