package geo

import (
	"math"
	"slices"
)

// unwrap makes longitudes run on where a path jumps by more than half the globe,
// and reports whether it did. Jumps between points at a pole are none, and a
// jump of a whole turn is an edge along a parallel.
func unwrap(path []Point) bool {
	crossed, turn := false, 0.0
	for i := 1; i < len(path); i++ {
		d := path[i].Lon + turn - path[i-1].Lon
		if math.Abs(d) > 180 && math.Abs(d) < 360 && !(atPole(path[i]) && atPole(path[i-1])) {
			turn -= math.Copysign(360, d)
			crossed = true
		}
		path[i].Lon += turn
	}
	return crossed
}

func atPole(p Point) bool { return math.Abs(p.Lat) == 90 }

// samePlace reports whether two points are one place, whole turns aside.
func samePlace(a, b Point) bool {
	return a.Lat == b.Lat && math.Abs(math.Remainder(a.Lon-b.Lon, 360)) < 1e-12
}

// centre turns a path so that its middle is between -180 and 180.
func centre(path []Point) {
	b := boxOf(path)
	if b.West >= -180 && b.East <= 180 {
		return
	}
	if turn := homeward(b); turn != 0 {
		shift(path, turn)
	}
}

// homeward is how far a box has to be turned so that its middle is at -180 or
// more and below 180.
func homeward(b Box) float64 { return -360 * math.Floor((b.Centre().Lon+180)/360) }

// alongside turns a ring to where the other is.
func alongside(ring, other []Point) {
	turn := 360 * math.Round((boxOf(other).Centre().Lon-boxOf(ring).Centre().Lon)/360)
	if turn != 0 {
		shift(ring, turn)
	}
}

// overPole closes a path that goes right round the globe, from a point to the
// same place a turn on, over the nearer pole.
func overPole(path []Point) []Point {
	sum := 0.0
	for _, p := range path {
		sum += p.Lat
	}
	pole := math.Copysign(90, sum)
	last := path[len(path)-1]
	if atPole(last) {
		return path
	}
	return append(path, Point{last.Lon, pole}, Point{path[0].Lon, pole})
}

// near turns the whole shape, and parts of it that lie half the globe off, to
// where the middle is, so that two shapes can be laid over each other.
func (s Shape) near(middle float64) Shape {
	off := func(path []Point) float64 { return 360 * math.Round((middle-boxOf(path).Centre().Lon)/360) }
	moves := false
	for path := range s.paths() {
		moves = moves || off(path) != 0
	}
	for _, p := range s.Points {
		moves = moves || off([]Point{p}) != 0
	}
	if !moves {
		return s
	}
	s = s.Clone()
	for i := range s.Points {
		shift(s.Points[i:i+1], off(s.Points[i:i+1]))
	}
	for _, line := range s.Lines {
		shift(line, off(line))
	}
	for _, polygon := range s.Polygons {
		turn := off(polygon[0])
		for _, ring := range polygon {
			shift(ring, turn)
		}
	}
	return s
}

// rejoin puts polygons and lines together that a text had to split at the
// antimeridian, so that they have no edge there.
func (r *reading) rejoin() {
	r.rejoinAreas()
	r.shape.Lines = rejoinLines(r.shape.Lines)
}

func (r *reading) rejoinAreas() {
	east := slices.ContainsFunc(r.shape.Polygons, func(p Polygon) bool { return boxOf(p[0]).East == 180 })
	west := slices.ContainsFunc(r.shape.Polygons, func(p Polygon) bool { return boxOf(p[0]).West == -180 })
	if !east || !west || slices.ContainsFunc(r.shape.Polygons, func(p Polygon) bool { return p.validate() != nil }) {
		return
	}
	var whole, apart []Polygon
	for _, p := range r.shape.Polygons {
		switch b := boxOf(p[0]); {
		case b.West == -180 && b.East < 180:
			p = p.Clone()
			for _, ring := range p {
				shift(ring, 360)
			}
			whole = append(whole, p)
		case b.East == 180 && b.West > -180:
			whole = append(whole, p)
		default:
			apart = append(apart, p)
		}
	}
	joined, err := AreaOf(whole...).united()
	if err != nil {
		return // then it stays in parts
	}
	for _, p := range joined.Polygons {
		turn := homeward(boxOf(p[0]))
		for _, ring := range p {
			shift(ring, turn)
		}
	}
	r.shape.Polygons = append(apart, joined.Polygons...)
}

// rejoinLines joins each line that ends on the antimeridian with one that begins
// there on the other side.
func rejoinLines(lines []Line) []Line {
	for i := 0; i < len(lines); i++ {
		end := lines[i][len(lines[i])-1]
		if math.Abs(end.Lon) != 180 {
			continue
		}
		for j := range lines {
			if start := lines[j][0]; i != j && start.Lat == end.Lat && start.Lon == -end.Lon {
				shift(lines[j], 2*end.Lon)
				joined := append(lines[i], lines[j][1:]...)
				centre(joined)
				lines[i] = joined
				lines = slices.Delete(lines, j, j+1)
				if j < i {
					i--
				}
				i-- // its new end may be on the antimeridian too
				break
			}
		}
	}
	return lines
}
