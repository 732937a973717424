package chart

import "math"

// finest is how far, in pixels, a line may be drawn from where it is.
const finest = 0.4

// straighten moves a line to its place and leaves out corners whose absence nobody
// sees: as long as one straight piece passes within finest of all that were left
// out (the sleeve of Zhao and Saalfeld 1997).
func straighten(line []Dot, to func(Dot) Dot) []Dot {
	if len(line) == 0 {
		return nil
	}
	out := make([]Dot, 1, min(len(line), 64))
	out[0] = to(line[0])
	w := wedge{from: out[0]}
	last := out[0]
	for _, d := range line[1:] {
		at := to(d)
		if !w.takes(at) {
			out = append(out, last)
			w = wedge{from: last}
			w.takes(at)
		}
		last = at
	}
	if last != out[len(out)-1] || len(out) == 1 {
		out = append(out, last)
	}
	return out
}

// wedge is the directions from a corner that pass all since then near enough.
type wedge struct {
	from   Dot
	open   bool
	middle float64 // a direction, from which the bounds are counted
	least  float64
	most   float64
	far    float64
}

// takes reports whether a straight piece can go on to a dot, and narrows the
// wedge to what passes it.
func (w *wedge) takes(at Dot) bool {
	dx, dy := at.X-w.from.X, at.Y-w.from.Y
	length := math.Sqrt(dx*dx + dy*dy)
	if length <= finest {
		return !w.open || w.far <= 2*finest
	}
	direction, half := math.Atan2(dy, dx), math.Asin(finest/length)
	if !w.open {
		*w = wedge{from: w.from, open: true, middle: direction, least: -half, most: half, far: length}
		return true
	}
	turn := math.Remainder(direction-w.middle, 2*math.Pi)
	if turn < w.least || turn > w.most || length < w.far-finest {
		return false
	}
	w.least, w.most, w.far = max(w.least, turn-half), min(w.most, turn+half), max(w.far, length)
	return true
}
