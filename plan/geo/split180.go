package geo

import (
	"math"

	"github.com/peterstace/simplefeatures/geom"
)

// widest is how far an edge may go in longitude; reading takes a longer one for
// one that crosses the antimeridian.
const widest = 179.0

// split gives a copy of which all longitudes are between -180 and 180, parts
// across the antimeridian in two.
func (s Shape) split() Shape {
	var t Shape
	for _, p := range s.Points {
		t.Points = append(t.Points, Point{homeLon(p.Lon), p.Lat})
	}
	for _, line := range s.Lines {
		t.Lines = append(t.Lines, splitLine(stepped(line, false))...)
	}
	for _, polygon := range s.Polygons {
		t.Polygons = append(t.Polygons, splitPolygon(polygon)...)
	}
	return t
}

// homeLon turns a longitude into -180 to 180.
func homeLon(lon float64) float64 {
	if lon >= -180 && lon <= 180 {
		return lon
	}
	return math.Remainder(lon, 360)
}

// stepped copies a path and puts points on edges that are too wide.
func stepped(path []Point, closed bool) []Point {
	steps := make([]Point, 0, len(path))
	for i, p := range path {
		if from := i - 1; from >= 0 || closed {
			last := path[(from+len(path))%len(path)]
			n := math.Ceil(math.Abs(p.Lon-last.Lon) / widest)
			for k := 1.0; k < n && n < 8 && !(atPole(p) && atPole(last)); k++ {
				steps = append(steps, between(last, p, k/n))
			}
		}
		steps = append(steps, p)
	}
	return steps
}

// between is the point a fraction of the way along the edge from a to b.
func between(a, b Point, t float64) Point {
	return Point{a.Lon + (b.Lon-a.Lon)*t, a.Lat + (b.Lat-a.Lat)*t}
}

// splitLine cuts a line where it crosses the antimeridian and turns the pieces
// home.
func splitLine(line []Point) []Line {
	var pieces []Line
	last := math.NaN() // how far the piece at hand is turned
	for _, e := range crossed(line) {
		turn := homeward(boxOf(e[:]))
		if e[0].Lon == e[1].Lon && !math.IsNaN(last) && onAntimeridian(e[0].Lon) {
			turn = last // along it the line stays on its side
		}
		a, b := Point{e[0].Lon + turn, e[0].Lat}, Point{e[1].Lon + turn, e[1].Lat}
		if turn != last {
			pieces, last = append(pieces, Line{a}), turn
		}
		pieces[len(pieces)-1] = append(pieces[len(pieces)-1], b)
	}
	return pieces
}

// crossed lists the edges of a line, those across the antimeridian in two.
func crossed(line []Point) [][2]Point {
	list := make([][2]Point, 0, len(line))
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		if at, ok := crossing(a.Lon, b.Lon); ok {
			mid := between(a, b, (at-a.Lon)/(b.Lon-a.Lon))
			mid.Lon = at
			list = append(list, [2]Point{a, mid})
			a = mid
		}
		if a != b {
			list = append(list, [2]Point{a, b})
		}
	}
	return list
}

func onAntimeridian(lon float64) bool { return math.Abs(math.Remainder(lon, 360)) == 180 }

// crossing gives the odd multiple of 180 that lies between two longitudes: the
// first one going from a to b, where a itself does not count.
func crossing(a, b float64) (at float64, ok bool) {
	if a < b {
		at = 180 + 360*math.Floor((a+180)/360)
		return at, at < b
	}
	at = -180 + 360*math.Ceil((a-180)/360)
	return at, at > b
}

// splitPolygon cuts a polygon at the antimeridian and turns the pieces home.
func splitPolygon(polygon Polygon) []Polygon {
	p := make(Polygon, len(polygon))
	for i, ring := range polygon {
		p[i] = stepped(ring, true)
	}
	b := boxOf(p[0])
	if b.West >= -180 && b.East <= 180 {
		return []Polygon{p}
	}
	var pieces []Polygon
	first := 360 * math.Floor((b.West+180)/360)
	for turn := first; turn-180 < b.East; turn += 360 {
		strip := rectangle(Box{turn - 180, -91, turn + 180, 91})
		part, err := geom.Intersection(p.flat().AsGeometry(), strip.flat().AsGeometry())
		if err != nil {
			continue // the shape is invalid, and Validate says so
		}
		for _, piece := range fromFlat(part).cleaned(AreaOf(p)).Polygons {
			for _, ring := range piece {
				shift(ring, -turn)
			}
			pieces = append(pieces, piece)
		}
	}
	return pieces
}

// rectangle is the polygon of a box.
func rectangle(b Box) Polygon {
	return Polygon{{{b.West, b.South}, {b.East, b.South}, {b.East, b.North}, {b.West, b.North}}}
}
