package geo

import "slices"

// Simplified says what Simplify did.
type Simplified struct {
	Shapes        []Shape
	Before, After int   // points
	Kept          []int // indexes of shapes left as they were, since they would have crossed themselves
}

// Simplify leaves out points that lie within tolerance km of the line through
// those that stay (Douglas and Peucker). Borders that shapes share stay shared:
// each stretch between two places where borders meet is simplified once.
func Simplify(shapes []Shape, tolerance float64) Simplified {
	meets := junctions(shapes)
	out := Simplified{Shapes: make([]Shape, len(shapes))}
	for i, s := range shapes {
		out.Before += s.Count()
		simple := s.eachPath(func(path []Point, closed bool) []Point {
			return thinned(path, closed, tolerance/kmPerDegree, meets)
		})
		if simple.Validate() != nil && s.Validate() == nil {
			simple = s
			out.Kept = append(out.Kept, i)
		}
		out.Shapes[i] = simple
		out.After += simple.Count()
	}
	return out
}

// junctions finds the points at which paths meet, part or end: all others have
// the same two neighbours on every path.
func junctions(shapes []Shape) map[Point]bool {
	type pair struct{ a, b Point }
	first, meets := map[Point]pair{}, map[Point]bool{}
	for _, s := range shapes {
		for path, closed := range s.paths() {
			n := len(path)
			for i, p := range path {
				if !closed && (i == 0 || i == n-1) {
					meets[p] = true
					continue
				}
				a, b := path[(i+n-1)%n], path[(i+1)%n]
				had, seen := first[p]
				if !seen {
					first[p] = pair{a, b}
				} else if had != (pair{a, b}) && had != (pair{b, a}) {
					meets[p] = true
				}
			}
		}
	}
	return meets
}

// thinned simplifies a path arc by arc. A ring that meets nothing begins at its
// westernmost point, so that the same ring is always simplified alike.
func thinned(path []Point, closed bool, reach float64, meets map[Point]bool) []Point {
	if len(path) < 3 {
		return path
	}
	if !closed {
		return arcs(path, reach, meets)
	}
	start := slices.IndexFunc(path, func(p Point) bool { return meets[p] })
	if start < 0 {
		start = 0
		for i, p := range path {
			if q := path[start]; p.Lon < q.Lon || p.Lon == q.Lon && p.Lat < q.Lat {
				start = i
			}
		}
	}
	round := append(slices.Concat(path[start:], path[:start]), path[start])
	thin := arcs(round, reach, meets)
	thin = thin[:len(thin)-1]
	if len(thin) < 3 {
		return path
	}
	return thin
}

// arcs simplifies each arc between points at which paths meet.
func arcs(path []Point, reach float64, meets map[Point]bool) []Point {
	thin := []Point{path[0]}
	from := 0
	for i := 1; i < len(path); i++ {
		if i == len(path)-1 || meets[path[i]] {
			thin = append(thin, arc(path[from:i+1], reach)[1:]...)
			from = i
		}
	}
	return thin
}

// arc simplifies one arc, always in the same direction.
func arc(path []Point, reach float64) []Point {
	a, b := path[0], path[len(path)-1]
	if turned := b.Lon < a.Lon || b.Lon == a.Lon && b.Lat < a.Lat; turned {
		back := slices.Clone(path)
		reverse(back)
		thin := inPieces(back, reach)
		reverse(thin)
		return thin
	}
	return inPieces(path, reach)
}

// longestPiece is how many points are simplified at once. The work grows with its
// square where somebody means harm; a point of so many more that stays is no loss.
const longestPiece = 128

// inPieces simplifies an arc piece by piece.
func inPieces(path []Point, reach float64) []Point {
	thin := path[:1:1]
	for from := 0; from < len(path)-1; from += longestPiece {
		to := min(from+longestPiece, len(path)-1)
		thin = append(thin, douglasPeucker(path[from:to+1], reach)[1:]...)
	}
	return thin
}

// douglasPeucker keeps the ends and, between any two kept points, the one that
// lies farthest off as long as it is beyond reach degrees.
func douglasPeucker(path []Point, reach float64) []Point {
	keep := make([]bool, len(path))
	keep[0], keep[len(path)-1] = true, true
	narrow := narrowing((path[0].Lat + path[len(path)-1].Lat) / 2)
	flat := func(p Point) Point { return Point{p.Lon * narrow, p.Lat} }
	work := [][2]int{{0, len(path) - 1}}
	for len(work) > 0 {
		from, to := work[len(work)-1][0], work[len(work)-1][1]
		work = work[:len(work)-1]
		far, most := -1, reach
		for i := from + 1; i < to; i++ {
			if _, _, off := nearestOn(flat(path[i]), flat(path[from]), flat(path[to])); off > most {
				far, most = i, off
			}
		}
		if far > 0 {
			keep[far] = true
			work = append(work, [2]int{from, far}, [2]int{far, to})
		}
	}
	thin := make([]Point, 0, 16)
	for i, p := range path {
		if keep[i] {
			thin = append(thin, p)
		}
	}
	return thin
}
