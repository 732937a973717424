package geo

import "slices"

// An outline is mended up to so many crossings, and as long as they are found
// within so many comparisons: beyond, mending would take minutes and give shreds.
const (
	mostCrossings   = 5000
	mostComparisons = 30_000_000
)

// piece is a straight piece of a ring, its western end first.
type piece struct{ a, b Point }

// isTangle reports whether the rings cross themselves and each other too often to
// be mended. It goes from west to east and compares what lies side by side.
func (p Polygon) isTangle() bool {
	var edges []piece
	for _, ring := range p {
		for i, a := range ring {
			b := ring[(i+1)%len(ring)]
			if b.Lon < a.Lon {
				a, b = b, a
			}
			edges = append(edges, piece{a, b})
		}
	}
	slices.SortFunc(edges, func(e, f piece) int {
		switch {
		case e.a.Lon < f.a.Lon:
			return -1
		case e.a.Lon > f.a.Lon:
			return 1
		}
		return 0
	})
	crossings, comparisons := 0, 0
	for i, e := range edges {
		for _, f := range edges[i+1:] {
			if f.a.Lon > e.b.Lon {
				break
			}
			if comparisons++; comparisons > mostComparisons {
				return true
			}
			if e.crosses(f) {
				if crossings++; crossings > mostCrossings {
					return true
				}
			}
		}
	}
	return false
}

// crosses reports whether two pieces cross between their ends.
func (e piece) crosses(f piece) bool {
	if max(e.a.Lat, e.b.Lat) < min(f.a.Lat, f.b.Lat) || max(f.a.Lat, f.b.Lat) < min(e.a.Lat, e.b.Lat) {
		return false
	}
	return sideOf(e, f.a)*sideOf(e, f.b) < 0 && sideOf(f, e.a)*sideOf(f, e.b) < 0
}

// sideOf is positive on one side of a piece's line and negative on the other.
func sideOf(e piece, p Point) float64 {
	return (e.b.Lon-e.a.Lon)*(p.Lat-e.a.Lat) - (e.b.Lat-e.a.Lat)*(p.Lon-e.a.Lon)
}
