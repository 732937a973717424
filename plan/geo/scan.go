package geo

import (
	"encoding/json"
	"math"
	"strconv"

	"jointplan/plan"
)

// The limits of what is read: an import of a whole country's border in metres
// has a tenth of these points.
const (
	maxText   = 256 << 20
	maxPoints = 4_000_000
	maxDepth  = 8 // of collections in collections
)

// object is a GeoJSON geometry as it is written.
type object struct {
	Type        string            `json:"type"`
	Coordinates json.RawMessage   `json:"coordinates"`
	Geometries  []json.RawMessage `json:"geometries"`
}

// scanner reads the nested lists of numbers of one geometry. The JSON was
// checked before, so only the structure has to be.
type scanner struct {
	text    string
	at      int
	points  int
	heights int // numbers dropped behind longitude and latitude
	err     error
}

func (s *scanner) fail(key string, args ...any) {
	if s.err == nil {
		s.err = plan.Problem(key, args...)
	}
}

// next gives the next byte that is no blank without taking it, 0 at the end.
func (s *scanner) next() byte {
	for s.at < len(s.text) {
		switch c := s.text[s.at]; c {
		case ' ', '\t', '\n', '\r':
			s.at++
		default:
			return c
		}
	}
	return 0
}

// list reads "[" items "]" and calls item at the start of each.
func (s *scanner) list(item func()) {
	if s.next() != '[' {
		s.fail("geo.json.nesting")
		return
	}
	s.at++
	if s.next() == ']' {
		s.at++
		return
	}
	for s.err == nil {
		item()
		switch s.next() {
		case ',':
			s.at++
		case ']':
			s.at++
			return
		default:
			s.fail("geo.json.nesting")
		}
	}
}

// number reads one number.
func (s *scanner) number() float64 {
	s.next()
	start := s.at
	for s.at < len(s.text) && isNumeric(s.text[s.at]) {
		s.at++
	}
	n, err := strconv.ParseFloat(s.text[start:s.at], 64)
	if err != nil || math.IsInf(n, 0) {
		s.fail("geo.json.nesting")
	}
	return n
}

func isNumeric(c byte) bool {
	return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E'
}

// position reads one point.
func (s *scanner) position() Point {
	var p Point
	n := 0
	s.list(func() {
		value := s.number()
		switch n {
		case 0:
			p.Lon = value
		case 1:
			p.Lat = value
		}
		n++
	})
	if n < 2 {
		s.fail("geo.json.nesting")
	}
	if n > 2 {
		s.heights++
	}
	if s.points++; s.points > maxPoints {
		s.fail("geo.points.many", "Max", maxPoints)
	}
	switch {
	case inRange(p):
	case inRange(Point{p.Lat, p.Lon}):
		s.fail("geo.swapped", "Place", plainPlace(p))
	default:
		s.fail("geo.range", "Place", plainPlace(p))
	}
	return p
}

// inRange reports whether a point is on the globe. Longitudes to 360 are taken,
// as files from oceans have them.
func inRange(p Point) bool { return math.Abs(p.Lat) <= 90 && math.Abs(p.Lon) <= 360 }

func (s *scanner) positions() []Point {
	var path []Point
	s.list(func() { path = append(path, s.position()) })
	return path
}

func (s *scanner) paths() [][]Point {
	var paths [][]Point
	s.list(func() { paths = append(paths, s.positions()) })
	return paths
}

// plainPlace writes a point that may be anywhere as its file has it.
func plainPlace(p Point) string {
	return strconv.FormatFloat(p.Lon, 'g', 9, 64) + ", " + strconv.FormatFloat(p.Lat, 'g', 9, 64)
}
