package geo

import (
	"math"
	"slices"

	"jointplan/plan"
)

// mostParts is into how many parts a line is cut at most.
const mostParts = 1000

// CutLine cuts a line into n parts of equal length.
func CutLine(line Line, n int) ([]Line, error) {
	if n < 2 || n > mostParts {
		return nil, plan.Problem("geo.cut.parts", "Max", mostParts)
	}
	if len(line) < 2 {
		return nil, plan.Problem("geo.line.short")
	}
	track := newTrack(line)
	parts := make([]Line, n)
	for i := range parts {
		parts[i] = track.between(track.length()*float64(i)/float64(n), track.length()*float64(i+1)/float64(n))
	}
	return parts, nil
}

// Between gives the piece of the line from one place to another, both in km from
// its start.
func (l Line) Between(from, to float64) Line {
	if len(l) < 2 {
		return l
	}
	return newTrack(l).between(from, to)
}

func (t *track) between(from, to float64) Line {
	a, i := t.at(from)
	b, k := t.at(to)
	piece := Line{a}
	for _, p := range t.line[i+1 : k+1] {
		if p != piece[len(piece)-1] {
			piece = append(piece, p)
		}
	}
	if b != piece[len(piece)-1] {
		piece = append(piece, b)
	}
	return piece
}

// at gives the point km kilometres from the start and the vertex before it.
func (t *track) at(km float64) (Point, int) {
	last := len(t.line) - 1
	if km <= 0 {
		return t.line[0], 0
	}
	if km >= t.length() {
		return t.line[last], last
	}
	i, exact := slices.BinarySearch(t.km, km)
	if exact {
		return t.line[i], i
	}
	return partWay(t.line[i-1], t.line[i], km-t.km[i-1]), i - 1
}

// Section is a piece of a line and the area that it runs through.
type Section struct {
	Line Line
	Area int // index among the areas, -1 outside of all
}

// CutLineAt cuts a line where it goes from one of the areas into another, as at
// the borders of provinces. A piece that runs along the border of two belongs to
// neither.
func CutLineAt(line Line, areas []Shape) []Section {
	var sections []Section
	boxes := make([]Box, len(areas))
	for i, s := range areas {
		boxes[i], _ = s.Bounds()
	}
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		steps := crossings(a, b, areas, boxes)
		for k := 1; k < len(steps); k++ {
			p, q := between(a, b, steps[k-1]), between(a, b, steps[k])
			if k == len(steps)-1 {
				q = b
			}
			middle := between(a, b, (steps[k-1]+steps[k])/2)
			at := slices.IndexFunc(areas, func(s Shape) bool { return s.Holds(middle) })
			if n := len(sections); n > 0 && sections[n-1].Area == at {
				sections[n-1].Line = append(sections[n-1].Line, q)
			} else {
				sections = append(sections, Section{Line{p, q}, at})
			}
		}
	}
	return sections
}

// crossings lists at which fractions of the way from a to b sides of areas are
// met, with 0 and 1.
func crossings(a, b Point, areas []Shape, boxes []Box) []float64 {
	steps := []float64{0, 1}
	box := boxOf([]Point{a, b})
	for i, s := range areas {
		if !boxes[i].Touches(box) {
			continue
		}
		for _, p := range s.Polygons {
			for _, e := range sidesIn(p, box) {
				if at, ok := meeting(a, b, e[0], e[1]); ok {
					_, t, _ := nearestOn(at, a, b)
					steps = append(steps, t)
				}
			}
		}
	}
	slices.Sort(steps)
	return slices.CompactFunc(steps, func(x, y float64) bool { return math.Abs(x-y) < 1e-12 })
}
