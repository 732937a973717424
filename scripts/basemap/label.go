package main

import (
	"math"
	"slices"
)

// placeLabels finds where names are written: where the source says so, if that is
// in the unit, or else in its largest part.
func (w *world) placeLabels() {
	for _, u := range w.units {
		if !slices.ContainsFunc(u.polygons, func(p []ring) bool { return inside(p, u.label) }) {
			u.label = middle(u.largest())
		}
	}
	for _, c := range w.countries {
		if c.labelFrom == 0 { // the source has nothing about it
			c.labelFrom = 4
		}
		if c.labelX != 0 || c.labelY != 0 {
			continue
		}
		var best []ring
		for _, u := range w.units {
			if u.country == c.code && (best == nil || u.largest()[0].area() > best[0].area()) {
				best = u.largest()
			}
		}
		at := middle(best)
		c.labelX, c.labelY = float64(at.x)/steps, float64(at.y)/steps
	}
}

func (u *unit) largest() []ring {
	return slices.MaxFunc(u.polygons, func(a, b []ring) int {
		return int(math.Copysign(1, a[0].area()-b[0].area()))
	})
}

func inside(polygon []ring, p point) bool {
	in := false
	for _, r := range polygon {
		in = in != r.holds(p)
	}
	return in
}

// middle is the middle of the longest way across a polygon from west to east, of
// five that are tried.
func middle(polygon []ring) point {
	low, high := polygon[0][0].y, polygon[0][0].y
	for _, p := range polygon[0] {
		low, high = min(low, p.y), max(high, p.y)
	}
	var best point
	longest := -1.0
	for n := range 5 {
		y := float64(low) + float64(high-low)*(float64(n)+2.5)/9
		var at []float64
		for _, r := range polygon {
			for i, a := range r {
				b := r[(i+1)%len(r)]
				if (float64(a.y) > y) != (float64(b.y) > y) {
					at = append(at, float64(a.x)+float64(b.x-a.x)*(y-float64(a.y))/float64(b.y-a.y))
				}
			}
		}
		slices.Sort(at)
		for i := 1; i < len(at); i += 2 {
			if at[i]-at[i-1] > longest {
				longest = at[i] - at[i-1]
				best = point{int32((at[i] + at[i-1]) / 2), int32(y)}
			}
		}
	}
	return best
}
