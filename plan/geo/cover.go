package geo

import (
	"cmp"
	"slices"

	"github.com/peterstace/simplefeatures/geom"

	"jointplan/plan"
)

// Piece is a piece of a gap or of an overlap.
type Piece struct {
	Shape  Shape
	Area   float64 // km²
	Width  float64 // km, on the average: twice the area by the length of the outline
	At     Point   // a place within it to go to
	Sliver bool    // no larger than the tolerance
}

// pieces lists the polygons of a shape, the largest first.
func pieces(s Shape, tolerance float64) []Piece {
	list := make([]Piece, 0, len(s.Polygons))
	for _, p := range s.Polygons {
		area := p.Area()
		shape := AreaOf(p)
		list = append(list, Piece{shape, area, 2 * area / max(shape.Perimeter(), 1e-9), p.Inside(), area <= tolerance})
	}
	slices.SortStableFunc(list, func(a, b Piece) int { return cmp.Compare(b.Area, a.Area) })
	return list
}

// SumOf adds up the pieces that are no slivers, in km².
func SumOf(list []Piece) float64 {
	sum := 0.0
	for _, p := range list {
		if !p.Sliver {
			sum += p.Area
		}
	}
	return sum
}

// Gaps lists what of the area no sector covers, the largest piece first. Pieces
// of up to tolerance km² are slivers. All shapes have to be valid.
func Gaps(area Shape, sectors []Shape, tolerance float64) ([]Piece, error) {
	covered, err := UnionOf(sectors...)
	if err != nil {
		return nil, err
	}
	covered = alongsideOf(covered, area)
	for _, quick := range []func(a, b Shape) (Shape, bool){unweave, carve} {
		if gap, ok := quick(area, covered); ok {
			return pieces(gap, tolerance), nil
		}
	}
	gap, err := Difference(area, covered)
	if err != nil {
		return nil, err
	}
	return pieces(gap, tolerance), nil
}

// Overlap is what two of several shapes have in common.
type Overlap struct {
	A, B   int // their places among the shapes
	Pieces []Piece
}

// Overlaps lists the pairs of sectors that have an area in common. Only those
// whose boxes touch are laid over each other.
func Overlaps(sectors []Shape, tolerance float64) ([]Overlap, error) {
	var list []Overlap
	for _, pair := range Touching(sectors) {
		common, err := Common(sectors[pair[0]], sectors[pair[1]], tolerance)
		if err != nil {
			return nil, err
		}
		if len(common) > 0 {
			list = append(list, Overlap{pair[0], pair[1], common})
		}
	}
	return list, nil
}

// Common lists the pieces that two shapes have in common.
func Common(a, b Shape, tolerance float64) ([]Piece, error) {
	if b = alongsideOf(b, a); !mayOverlap(a, b) {
		return nil, nil
	}
	common, err := Intersection(a, b)
	if err != nil {
		return nil, err
	}
	return pieces(common, tolerance), nil
}

func mayOverlap(a, b Shape) bool {
	for _, p := range a.Polygons {
		for _, q := range b.Polygons {
			if overlapping(p, q) {
				return true
			}
		}
	}
	return false
}

// Touching lists the pairs of shapes whose boxes touch, each with the smaller
// index first and in order.
func Touching(shapes []Shape) [][2]int {
	type span struct {
		box   Box
		index int
	}
	var spans []span
	for i, s := range shapes {
		if len(s.Polygons) == 0 {
			continue
		}
		box := noBox
		for _, p := range s.Polygons {
			box = box.Union(boxOf(p[0]))
		}
		spans = append(spans, span{box, i})
		if box.East > 180 { // also where it begins again
			spans = append(spans, span{Box{box.West - 360, box.South, box.East - 360, box.North}, i})
		} else if box.West < -180 {
			spans = append(spans, span{Box{box.West + 360, box.South, box.East + 360, box.North}, i})
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.box.West, b.box.West) })
	var pairs [][2]int
	for i, a := range spans {
		for _, b := range spans[i+1:] {
			if b.box.West > a.box.East {
				break
			}
			if a.index != b.index && a.box.Touches(b.box) {
				pairs = append(pairs, [2]int{min(a.index, b.index), max(a.index, b.index)})
			}
		}
	}
	slices.SortFunc(pairs, func(x, y [2]int) int { return slices.Compare(x[:], y[:]) })
	return slices.Compact(pairs)
}

// SharedEdge gives the border that two areas have in common and its length in
// km.
func SharedEdge(a, b Shape) (border Shape, km float64, err error) {
	if len(a.Polygons) == 0 || len(b.Polygons) == 0 {
		return Shape{}, 0, nil
	}
	b = alongsideOf(b, a)
	g, err := geom.Intersection(a.outlines(), b.outlines())
	if err != nil {
		return Shape{}, 0, plan.Problem("geo.overlay").Because(err)
	}
	border = Shape{Lines: chained(fromFlat(g).Lines)}
	return border, border.Length(), nil
}

// outlines gives all rings of the shape as lines.
func (s Shape) outlines() geom.Geometry {
	var lines []geom.LineString
	for _, p := range s.Polygons {
		for _, ring := range p {
			lines = append(lines, flatLine(ring, true))
		}
	}
	return geom.NewMultiLineString(lines).AsGeometry()
}

// chained joins lines end to end as long as there is only one way to go on.
func chained(lines []Line) []Line {
	ends := map[Point][]int{}
	for i, l := range lines {
		ends[l[0]] = append(ends[l[0]], i)
		ends[l[len(l)-1]] = append(ends[l[len(l)-1]], i)
	}
	used := make([]bool, len(lines))
	grow := func(chain Line) Line {
		for {
			end := chain[len(chain)-1]
			next := slices.IndexFunc(ends[end], func(i int) bool { return !used[i] })
			if len(ends[end]) != 2 || next < 0 {
				return chain
			}
			i := ends[end][next]
			used[i] = true
			piece := slices.Clone(lines[i])
			if piece[0] != end {
				reverse(piece)
			}
			chain = append(chain, piece[1:]...)
		}
	}
	var chains []Line
	for i, l := range lines {
		if used[i] {
			continue
		}
		used[i] = true
		chain := grow(slices.Clone(l))
		reverse(chain)
		chains = append(chains, grow(chain))
	}
	return chains
}
