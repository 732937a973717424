package main

import (
	"encoding/binary"
	"math"
	"slices"
)

// Classes of arcs, as plan/basemap reads them.
const (
	coast = iota
	province
	international
	undetermined
	edge
	river
	lake
)

// arc is a line between places where three outlines meet, kept once for all that
// share it.
type arc struct {
	class       int
	left, right int // units + 1
	points      []point
	levels      []byte
}

// link cuts the outlines into arcs that neighbours share.
func (w *world) link() {
	ends := w.junctions()
	index := map[string]int{}
	for u, unit := range w.units {
		unit.refs = nil
		for _, polygon := range unit.polygons {
			var rings [][]int
			for _, r := range polygon {
				var refs []int
				for _, piece := range r.pieces(ends) {
					refs = append(refs, w.arcOf(index, piece, u))
				}
				rings = append(rings, refs)
			}
			unit.refs = append(unit.refs, rings)
		}
	}
	w.classify()
}

// junctions are the places where outlines part: where a corner has other
// neighbours in one outline than in another.
func (w *world) junctions() map[point]bool {
	beside := map[point][2]point{}
	ends := map[point]bool{}
	for _, u := range w.units {
		for _, polygon := range u.polygons {
			for _, r := range polygon {
				for i, p := range r {
					a, b := r[(i+len(r)-1)%len(r)], r[(i+1)%len(r)]
					if a.x > b.x || a.x == b.x && a.y > b.y {
						a, b = b, a
					}
					if was, ok := beside[p]; ok && was != [2]point{a, b} {
						ends[p] = true
					}
					beside[p] = [2]point{a, b}
					if onEdge(p) {
						ends[p] = true
					}
				}
			}
		}
	}
	return w.between(ends)
}

// between adds the ends of stretches that only one of two outlines has, as where
// a province ends at the sea.
func (w *world) between(ends map[point]bool) map[point]bool {
	count := map[[2]point]int{}
	each := func(do func(a, b point)) {
		for _, u := range w.units {
			for _, polygon := range u.polygons {
				for _, r := range polygon {
					for i, a := range r {
						do(a, r[(i+1)%len(r)])
					}
				}
			}
		}
	}
	each(func(a, b point) { count[sorted(a, b)]++ })
	last := map[point]int{}
	each(func(a, b point) {
		n := count[sorted(a, b)]
		for _, p := range []point{a, b} {
			if was, ok := last[p]; ok && was != n {
				ends[p] = true
			}
			last[p] = n
		}
	})
	return ends
}

func sorted(a, b point) [2]point {
	if a.x > b.x || a.x == b.x && a.y > b.y {
		return [2]point{b, a}
	}
	return [2]point{a, b}
}

// onEdge: at 180° and at the pole outlines are cut for the map's sake only.
func onEdge(p point) bool {
	return p.x <= -180*steps || p.x >= 180*steps || p.y <= -90*steps
}

// pieces cuts a ring at its ends; whole rings start at their least corner.
func (r ring) pieces(ends map[point]bool) [][]point {
	start := slices.IndexFunc(r, func(p point) bool { return ends[p] })
	if start < 0 {
		start = 0
		for i, p := range r {
			if p.x < r[start].x || p.x == r[start].x && p.y < r[start].y {
				start = i
			}
		}
	}
	var all [][]point
	piece := []point{r[start]}
	for i := 1; i <= len(r); i++ {
		p := r[(start+i)%len(r)]
		piece = append(piece, p)
		if ends[p] || i == len(r) {
			all = append(all, piece)
			piece = []point{p}
		}
	}
	return all
}

func (w *world) arcOf(index map[string]int, piece []point, unit int) int {
	back := slices.Clone(piece)
	slices.Reverse(back)
	if n, ok := index[textOf(piece)]; ok {
		w.arcs[n].left = unit + 1
		return n
	}
	if n, ok := index[textOf(back)]; ok {
		w.arcs[n].right = unit + 1
		return ^n
	}
	n := len(w.arcs)
	index[textOf(piece)] = n
	w.arcs = append(w.arcs, arc{left: unit + 1, points: piece})
	return n
}

func textOf(piece []point) string {
	b := make([]byte, 0, 8*len(piece))
	for _, p := range piece {
		b = binary.LittleEndian.AppendUint32(b, uint32(p.x))
		b = binary.LittleEndian.AppendUint32(b, uint32(p.y))
	}
	return string(b)
}

func (w *world) classify() {
	for i := range w.arcs {
		a := &w.arcs[i]
		switch {
		case !slices.ContainsFunc(a.points, func(p point) bool { return !onEdge(p) }):
			a.class = edge
		case a.left == 0 || a.right == 0:
			a.class = coast
		default:
			a.class = w.borderClass(w.units[a.left-1].country, w.units[a.right-1].country)
		}
	}
}

func (w *world) borderClass(a, b string) int {
	if a == b {
		return province
	}
	if slices.Contains(openPairs, [2]string{a, b}) || slices.Contains(openPairs, [2]string{b, a}) {
		return undetermined
	}
	one, two := w.country(a), w.country(b)
	if one.open(two) || two.open(one) {
		return undetermined
	}
	return international
}

// open reports whether the line of an area towards another is not settled.
func (c *country) open(other *country) bool {
	if c.status == settled || slices.Contains(c.international, other.code) {
		return false
	}
	return c.status == disputed || other.code == c.within || other.within == c.within
}

func (w *world) country(code string) *country {
	for _, c := range w.countries {
		if c.code == code {
			return c
		}
	}
	return &country{code: code}
}

// tolerances are how far a line may be off at each level, in the unit square of
// Web Mercator: 0.6 pixels at zoom 7, 5.5, 4 and 2.5.
var tolerances = []float64{0.6 / 256 / 128, 0.6 / 256 / 45.25, 0.6 / 256 / 16, 0.6 / 256 / 5.657}

// rankVertices says up to which level a corner is needed (Douglas and Peucker
// 1973), for each arc by itself, so that neighbours stay joined.
func (w *world) rankVertices() {
	for i := range w.arcs {
		a := &w.arcs[i]
		flat := make([][2]float64, len(a.points))
		for k, p := range a.points {
			flat[k] = mercator(p)
		}
		a.levels = make([]byte, len(flat))
		a.levels[0], a.levels[len(flat)-1] = byte(len(tolerances)), byte(len(tolerances))
		rank(flat, a.levels, math.Inf(1))
	}
}

func rank(line [][2]float64, levels []byte, most float64) {
	n := len(line)
	if n < 3 {
		return
	}
	worst, at := -1.0, 0
	for i := 1; i < n-1; i++ {
		if d := off(line[i], line[0], line[n-1]); d > worst {
			worst, at = d, i
		}
	}
	worst = min(worst, most)
	for _, t := range tolerances {
		if worst > t {
			levels[at]++
		}
	}
	rank(line[:at+1], levels[:at+1], worst)
	rank(line[at:], levels[at:], worst)
}

// off is the distance of a place from the stretch a–b.
func off(p, a, b [2]float64) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	t := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		t = max(0, min(1, ((p[0]-a[0])*dx+(p[1]-a[1])*dy)/l))
	}
	return math.Hypot(p[0]-a[0]-t*dx, p[1]-a[1]-t*dy)
}

func mercator(p point) [2]float64 {
	lat := max(min(float64(p.y)/steps, 85.05112878), -85.05112878) * math.Pi / 180
	return [2]float64{float64(p.x)/steps/360 + 0.5, 0.5 - math.Log(math.Tan(math.Pi/4+lat/2))/(2*math.Pi)}
}
