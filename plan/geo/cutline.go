package geo

import (
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
