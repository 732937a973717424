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
	from        Dot
	open        bool
	least, most Dot // directions that bound it, less than half a turn apart
	far         float64
}

// takes reports whether a straight piece can go on to a dot, and narrows the
// wedge to what passes it.
func (w *wedge) takes(at Dot) bool {
	dx, dy := at.X-w.from.X, at.Y-w.from.Y
	square := dx*dx + dy*dy
	if square <= finest*finest {
		return !w.open || w.far <= 2*finest
	}
	length := math.Sqrt(square)
	// The tangents from the corner to the circle of finest around the dot.
	sin := finest / length
	cos := math.Sqrt(1 - sin*sin)
	least, most := Dot{dx*cos + dy*sin, dy*cos - dx*sin}, Dot{dx*cos - dy*sin, dy*cos + dx*sin}
	if !w.open {
		w.open, w.least, w.most, w.far = true, least, most, length
		return true
	}
	to := Dot{dx, dy}
	if turn(w.least, to) < 0 || turn(to, w.most) < 0 || dx*(w.least.X+w.most.X)+dy*(w.least.Y+w.most.Y) < 0 || length < w.far-finest {
		return false
	}
	if turn(w.least, least) > 0 {
		w.least = least
	}
	if turn(most, w.most) > 0 {
		w.most = most
	}
	w.far = max(w.far, length)
	return true
}

// turn is positive where b lies clockwise of a, as y goes down.
func turn(a, b Dot) float64 { return a.X*b.Y - a.Y*b.X }
