package main

import (
	"fmt"
	"math"
	"slices"
)

// cut makes a unit of its own from the part of a unit on one side of a line. The
// line has to start and end outside the unit and to cross its outline twice.
type cut struct {
	line  [][2]float64 // longitude, latitude
	parts []cutPart
}

type cutPart struct {
	from string
	at   [2]float64 // a place in the part that is taken out
	to   unit
}

// islands makes a unit of the polygons of a unit that lie in a box.
type islands struct {
	from                     string
	west, south, east, north float64
	to                       unit
}

func (w *world) unit(code string) *unit {
	for _, u := range w.units {
		if u.code == code {
			return u
		}
	}
	return nil
}

func (w *world) applyCut(c cut) error {
	line := make([]point, len(c.line))
	for i, p := range c.line {
		line[i] = onGrid(p[0], p[1])
	}
	for _, part := range c.parts {
		u := w.unit(part.from)
		if u == nil {
			return fmt.Errorf("cut: no unit %s", part.from)
		}
		at := onGrid(part.at[0], part.at[1])
		which := slices.IndexFunc(u.polygons, func(p []ring) bool { return p[0].holds(at) })
		if which < 0 {
			return fmt.Errorf("cut: %v is not in %s", part.at, part.from)
		}
		chain, err := w.cross(u.polygons[which][0], line)
		if err != nil {
			return fmt.Errorf("%s: %w", part.from, err)
		}
		one, two := u.polygons[which][0].split(chain) // cross has put its ends into the outline
		if two.holds(at) {
			one, two = two, one
		}
		u.separate(which, one, two, part.to, w)
	}
	return nil
}

// separate takes out the ring one and leaves two, with the holes and islands that
// each holds.
func (u *unit) separate(which int, one, two ring, to unit, w *world) {
	taken, left := []ring{one}, []ring{two}
	for _, hole := range u.polygons[which][1:] {
		if one.holds(hole[0]) {
			taken = append(taken, hole)
		} else {
			left = append(left, hole)
		}
	}
	u.polygons[which] = left
	to.polygons = [][]ring{taken}
	to.rank, to.approximate = u.rank, true
	if was := w.unit(to.code); was != nil {
		was.polygons = append(was.polygons, taken)
		return
	}
	w.units = append(w.units, &to)
}

// cross puts the two places where a line crosses a ring into all outlines, and
// gives the line between them.
func (w *world) cross(r ring, line []point) ([]point, error) {
	type hit struct {
		segment int
		t       float64
		a, b, p point
	}
	var hits []hit
	for i := range line[1:] {
		for k, a := range r {
			b := r[(k+1)%len(r)]
			if b.x < a.x || b.x == a.x && b.y < a.y {
				a, b = b, a
			}
			if t, p, ok := meet(line[i], line[i+1], a, b); ok {
				hits = append(hits, hit{i, t, a, b, p})
			}
		}
	}
	slices.SortFunc(hits, func(x, y hit) int {
		if x.segment != y.segment {
			return x.segment - y.segment
		}
		if x.t < y.t {
			return -1
		}
		return 1
	})
	if len(hits) < 2 || len(hits)%2 == 1 {
		return nil, fmt.Errorf("the line crosses the outline %d times: %v", len(hits), hits)
	}
	// Of several stretches within, the longest is meant: others clip a bend.
	best := 0
	for i := 0; i < len(hits); i += 2 {
		if dist(hits[i].p, hits[i+1].p) > dist(hits[best].p, hits[best+1].p) {
			best = i
		}
	}
	from, to := hits[best], hits[best+1]
	w.insert(from.a, from.b, from.p)
	w.insert(to.a, to.b, to.p)
	chain := []point{from.p}
	for _, p := range append(slices.Clone(line[from.segment+1:to.segment+1]), to.p) {
		if p != chain[len(chain)-1] {
			chain = append(chain, p)
		}
	}
	return chain, nil
}

func dist(a, b point) float64 { return math.Hypot(float64(a.x-b.x), float64(a.y-b.y)) }

func meet(p, q, a, b point) (float64, point, bool) {
	dx, dy := float64(q.x-p.x), float64(q.y-p.y)
	ex, ey := float64(b.x-a.x), float64(b.y-a.y)
	d := dx*ey - dy*ex
	if d == 0 {
		return 0, point{}, false
	}
	t := (float64(a.x-p.x)*ey - float64(a.y-p.y)*ex) / d
	s := (float64(a.x-p.x)*dy - float64(a.y-p.y)*dx) / d
	if t < 0 || t >= 1 || s < 0 || s >= 1 {
		return 0, point{}, false
	}
	return t, point{a.x + int32(math.Round(s*ex)), a.y + int32(math.Round(s*ey))}, true
}

// insert puts a corner on an edge of all outlines that have it.
func (w *world) insert(a, b, p point) {
	if p == a || p == b {
		return
	}
	for _, u := range w.units {
		for _, polygon := range u.polygons {
			for n, r := range polygon {
				for i := range r {
					from, to := r[i], r[(i+1)%len(r)]
					if from == a && to == b || from == b && to == a {
						polygon[n] = slices.Insert(r, i+1, p)
						break
					}
				}
			}
		}
	}
}

// split cuts a ring along a chain between two of its corners.
func (r ring) split(chain []point) (one, two ring) {
	a, b := slices.Index(r, chain[0]), slices.Index(r, chain[len(chain)-1])
	inner := chain[1 : len(chain)-1]
	for i := b; ; i = (i + 1) % len(r) {
		one = append(one, r[i])
		if i == a {
			break
		}
	}
	one = append(one, inner...)
	for i := a; ; i = (i + 1) % len(r) {
		two = append(two, r[i])
		if i == b {
			break
		}
	}
	back := slices.Clone(inner)
	slices.Reverse(back)
	return one, append(two, back...)
}

func (w *world) applyIslands(c islands) error {
	u := w.unit(c.from)
	if u == nil {
		return fmt.Errorf("islands: no unit %s", c.from)
	}
	low, high := onGrid(c.west, c.south), onGrid(c.east, c.north)
	to := c.to
	to.rank = u.rank
	u.polygons = slices.DeleteFunc(u.polygons, func(p []ring) bool {
		for _, at := range p[0] {
			if at.x < low.x || at.x > high.x || at.y < low.y || at.y > high.y {
				return false
			}
		}
		to.polygons = append(to.polygons, p)
		return true
	})
	if len(to.polygons) == 0 {
		return fmt.Errorf("islands: none of %s in the box", c.from)
	}
	w.units = append(w.units, &to)
	return nil
}
