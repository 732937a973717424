package geo

import (
	"cmp"
	"math"
	"slices"
)

// Snapped says what SnapTogether did.
type Snapped struct {
	Shapes  []Shape
	Changed []int // indexes of the shapes that changed
	Failed  []int // indexes of those left as they were, since they would have become invalid
}

// SnapTogether makes neighbours that run within tolerance km of each other share
// their border exactly: vertices become one with the nearest vertex of an
// earlier shape, and each vertex that lies on a neighbour's edge becomes a
// vertex of that too.
func SnapTogether(shapes []Shape, tolerance float64) Snapped {
	reach := tolerance / kmPerDegree
	vertices := newGrid(reach)
	joined := make([]Shape, len(shapes))
	for i, s := range shapes {
		joined[i] = s.eachPath(func(path []Point, closed bool) []Point {
			moved := make([]Point, 0, len(path))
			for _, p := range path {
				if q, ok := vertices.nearest(p); ok {
					p = q
				}
				if len(moved) == 0 || moved[len(moved)-1] != p {
					moved = append(moved, p)
				}
			}
			for closed && len(moved) > 1 && moved[0] == moved[len(moved)-1] {
				moved = moved[:len(moved)-1]
			}
			return moved
		})
		for p := range joined[i].All() {
			vertices.add(p)
		}
	}
	out := Snapped{Shapes: slices.Clone(shapes)}
	for i, s := range joined {
		s = s.eachPath(func(path []Point, closed bool) []Point { return vertices.onto(path, closed) })
		switch {
		case equalShapes(s, shapes[i]):
		case slices.ContainsFunc(s.Lines, func(l Line) bool { return len(l) < 2 }) || s.Validate() != nil:
			out.Failed = append(out.Failed, i)
		default:
			out.Shapes[i], out.Changed = s, append(out.Changed, i)
		}
	}
	return out
}

func equalShapes(a, b Shape) bool {
	return slices.EqualFunc(a.Lines, b.Lines, func(x, y Line) bool { return slices.Equal(x, y) }) &&
		slices.EqualFunc(a.Polygons, b.Polygons, func(x, y Polygon) bool {
			return slices.EqualFunc(x, y, func(r, s Ring) bool { return slices.Equal(r, s) })
		})
}

// grid finds points near a place.
type grid struct {
	reach float64
	cells map[[2]int][]Point
}

func newGrid(reach float64) *grid { return &grid{max(reach, samePoint), map[[2]int][]Point{}} }

// cellsPer is how wide a cell is, as a multiple of the reach: wide enough for
// longitudes at 60 degrees of latitude.
const cellsPer = 2

func (g *grid) cell(p Point) (x, y int) {
	size := g.reach * cellsPer
	return int(math.Floor(p.Lon / size)), int(math.Floor(p.Lat / size))
}

func (g *grid) add(p Point) {
	x, y := g.cell(p)
	if !slices.Contains(g.cells[[2]int{x, y}], p) {
		g.cells[[2]int{x, y}] = append(g.cells[[2]int{x, y}], p)
	}
}

func (g *grid) off(p, q Point) float64 {
	return math.Hypot((q.Lon-p.Lon)*narrowing(p.Lat), q.Lat-p.Lat)
}

// nearest gives the nearest point within reach.
func (g *grid) nearest(p Point) (near Point, ok bool) {
	best := g.reach
	x, y := g.cell(p)
	for i := x - 1; i <= x+1; i++ {
		for k := y - 1; k <= y+1; k++ {
			for _, q := range g.cells[[2]int{i, k}] {
				if d := g.off(p, q); d <= best {
					near, best, ok = q, d, true
				}
			}
		}
	}
	return near, ok
}

// mostCells is over how many cells one edge is looked along; it keeps a small
// tolerance on a long edge from taking for ever.
const mostCells = 2_000_000

// onto puts the points that lie on edges of the path into it.
func (g *grid) onto(path []Point, closed bool) []Point {
	longer := make([]Point, 0, len(path))
	for i, a := range path {
		longer = append(longer, a)
		if i == len(path)-1 && !closed {
			break
		}
		longer = append(longer, g.along(a, path[(i+1)%len(path)])...)
	}
	return longer
}

// along lists the points that lie within reach of the edge from a to b, in order.
func (g *grid) along(a, b Point) []Point {
	type stop struct {
		p Point
		t float64
	}
	var stops []stop
	narrow := narrowing((a.Lat + b.Lat) / 2)
	flat := func(p Point) Point { return Point{p.Lon * narrow, p.Lat} }
	look := func(list []Point) {
		for _, p := range list {
			if p == a || p == b {
				continue
			}
			_, t, off := nearestOn(flat(p), flat(a), flat(b))
			if off <= g.reach && t > 0 && t < 1 {
				stops = append(stops, stop{p, t})
			}
		}
	}
	box := boxOf([]Point{a, b}).Grow(g.reach / narrow)
	x0, y0 := g.cell(Point{box.West, box.South})
	x1, y1 := g.cell(Point{box.East, box.North})
	if (x1-x0+1)*(y1-y0+1) > min(mostCells, 4*len(g.cells)) {
		for cell, list := range g.cells {
			if cell[0] >= x0 && cell[0] <= x1 && cell[1] >= y0 && cell[1] <= y1 {
				look(list)
			}
		}
	} else {
		for x := x0; x <= x1; x++ {
			for y := y0; y <= y1; y++ {
				look(g.cells[[2]int{x, y}])
			}
		}
	}
	slices.SortFunc(stops, func(p, q stop) int {
		return cmp.Or(cmp.Compare(p.t, q.t), cmp.Compare(p.p.Lon, q.p.Lon), cmp.Compare(p.p.Lat, q.p.Lat))
	})
	points := make([]Point, len(stops))
	for i, s := range stops {
		points[i] = s.p
	}
	return points
}
