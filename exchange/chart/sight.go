package chart

import (
	"iter"

	"jointplan/plan/geo"
)

// sight is a view with what follows from it worked out, to ask it thousands of
// times.
type sight struct {
	View
	left, top, world float64
	seen             geo.Box
}

func newSight(v View) *sight {
	s := &sight{View: v, world: v.World(), seen: v.Box()}
	s.left, s.top = v.Origin()
	return s
}

// To is View.To.
func (s *sight) To(p geo.Point) Dot {
	x, y := Mercator(p)
	return Dot{(x - s.left) * s.world, (y - s.top) * s.world}
}

// shifts is View.Shifts.
func (s *sight) shifts(b geo.Box) iter.Seq[float64] {
	return func(yield func(float64) bool) {
		for turn := -360.0; turn <= 360; turn += 360 {
			if b.West+turn <= s.seen.East && b.East+turn >= s.seen.West && !yield(turn/360*s.world) {
				return
			}
		}
	}
}

// sees reports whether any of an item is on the view.
func (s *sight) sees(it *item) bool {
	if it.trace == nil || s.seen.North < it.trace.Box.South || s.seen.South > it.trace.Box.North {
		return false
	}
	for range s.shifts(it.trace.Box) {
		return true
	}
	return false
}
