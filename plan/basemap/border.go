package basemap

import (
	"slices"

	"jointplan/plan/geo"
)

// state is the country a line is counted for: an area that belongs to a state but
// is not held by it counts for the state.
func (p *Province) state() string {
	if p.Country.Status == Parted {
		return p.Country.Within
	}
	return p.Country.Code
}

// Border gives the lines between two countries or areas, in as few pieces as they
// come in, each of one class. What belongs to a state but is parted from it counts
// for the state; asked for by its own code, its own lines are given.
func (m *Map) Border(a, b string) []Stretch {
	is := func(p *Province, code string) bool { return p.Country.Code == code || p.state() == code }
	var found []int32
	for i, arc := range m.Arcs {
		if arc.Left == nil || arc.Right == nil || arc.Left.Country == arc.Right.Country {
			continue
		}
		if is(arc.Left, a) && is(arc.Right, b) || is(arc.Left, b) && is(arc.Right, a) {
			found = append(found, int32(i))
		}
	}
	return m.chained(found, false)
}

// Between gives the lines between two provinces.
func (m *Map) Between(a, b *Province) []Stretch {
	var found []int32
	for i, arc := range m.Arcs {
		if arc.Left == a && arc.Right == b || arc.Left == b && arc.Right == a {
			found = append(found, int32(i))
		}
	}
	return m.chained(found, false)
}

// chained joins arcs where just two meet, if mixed also those of two classes.
func (m *Map) chained(arcs []int32, mixed bool) []Stretch {
	at := map[corner][]int32{}
	ends := func(n int32) (corner, corner) { c := m.corners(n); return c[0], c[len(c)-1] }
	for _, n := range arcs {
		a, b := ends(n)
		at[a], at[b] = append(at[a], n), append(at[b], n)
	}
	used := map[int32]bool{}
	grow := func(end corner, class Class) (geo.Line, corner, bool) {
		if len(at[end]) != 2 {
			return nil, end, false
		}
		for _, n := range at[end] {
			if !used[n] && (mixed || m.Arcs[n].Class == class) {
				used[n] = true
				a, b := ends(n)
				if a == end {
					return m.Ground(n), b, true
				}
				return m.Ground(^n), a, true
			}
		}
		return nil, end, false
	}
	var all []Stretch
	for _, n := range arcs {
		if used[n] {
			continue
		}
		used[n] = true
		line := m.Ground(n)
		start, end := ends(n)
		for {
			more, to, ok := grow(end, m.Arcs[n].Class)
			if !ok {
				break
			}
			line, end = append(line, more[1:]...), to
		}
		for {
			more, to, ok := grow(start, m.Arcs[n].Class)
			if !ok {
				break
			}
			slices.Reverse(more)
			line, start = append(more[:len(more)-1:len(more)-1], line...), to
		}
		all = append(all, Stretch{Class: m.Arcs[n].Class, Line: line, Km: line.Length()})
	}
	slices.SortStableFunc(all, func(a, b Stretch) int {
		switch {
		case a.Km > b.Km:
			return -1
		case a.Km < b.Km:
			return 1
		}
		return 0
	})
	return all
}
