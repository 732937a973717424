package geo

import (
	"encoding/json"
	"math"

	"jointplan/plan"
)

// reading is a shape being read and what was put right on the way.
type reading struct {
	shape Shape
	notes notes
	// mend says that parts without extent are dropped, not refused.
	mend bool
	// points read so far
	points int
}

// Parse reads a GeoJSON geometry; the empty text is the empty shape. What has
// one meaning only is put right silently: heights are dropped, rings closed,
// points repeated one after the other are dropped, and paths across the
// antimeridian are put together again.
// It does not look whether rings cross themselves: see Shape.Validate and Mend.
func Parse[T ~string](text T) (Shape, error) {
	r := reading{}
	if err := r.text(string(text)); err != nil {
		return Shape{}, err
	}
	return r.shape, nil
}

func (r *reading) text(text string) error {
	if text == "" {
		return nil
	}
	if len(text) > maxText {
		return plan.Problem("geo.text.long", "Max", maxText>>20)
	}
	if err := r.object([]byte(text), 0); err != nil {
		return err
	}
	r.rejoin()
	return nil
}

func (r *reading) object(data []byte, depth int) error {
	var o object
	if err := json.Unmarshal(data, &o); err != nil {
		return plan.Problem("geo.json").Because(err)
	}
	if o.Type == "GeometryCollection" {
		if depth >= maxDepth {
			return plan.Problem("geo.json.nesting")
		}
		for _, part := range o.Geometries {
			if err := r.object(part, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	if len(o.Coordinates) == 0 || string(o.Coordinates) == "null" || string(o.Coordinates) == "[]" {
		if !knownTypes[o.Type] {
			return plan.Problem("geo.json.type", "Value", cutName(o.Type))
		}
		return nil
	}
	s := &scanner{text: string(o.Coordinates), points: r.points}
	r.coordinates(o.Type, s)
	if s.err == nil && s.next() != 0 {
		s.fail("geo.json.nesting")
	}
	r.points = s.points
	r.notes.add("geo.mended.heights", s.heights)
	return s.err
}

var knownTypes = map[string]bool{
	"Point": true, "MultiPoint": true, "LineString": true, "MultiLineString": true, "Polygon": true, "MultiPolygon": true,
}

// cutName keeps a foreign word short enough for a sentence.
func cutName(name string) string {
	if runes := []rune(name); len(runes) > 40 {
		return string(runes[:39]) + "…"
	}
	return name
}

func (r *reading) coordinates(kind string, s *scanner) {
	switch kind {
	case "Point":
		r.shape.Points = append(r.shape.Points, s.position())
	case "MultiPoint":
		r.shape.Points = append(r.shape.Points, s.positions()...)
	case "LineString":
		r.line(s, s.positions())
	case "MultiLineString":
		for _, path := range s.paths() {
			r.line(s, path)
		}
	case "Polygon":
		r.polygon(s, s.paths())
	case "MultiPolygon":
		s.list(func() { r.polygon(s, s.paths()) })
	default:
		s.fail("geo.json.type", "Value", cutName(kind))
	}
}

func (r *reading) line(s *scanner, path []Point) {
	if s.err != nil || len(path) == 0 {
		return
	}
	if unwrap(path) {
		r.notes.add("geo.mended.antimeridian", 1)
	}
	path = r.distinct(path)
	if len(path) < 2 {
		r.drop(s, "geo.line.short")
		return
	}
	centre(path)
	r.shape.Lines = append(r.shape.Lines, path)
}

// drop leaves out a part without extent, or refuses it.
func (r *reading) drop(s *scanner, key string) {
	if r.mend {
		r.notes.add("geo.mended.dropped", 1)
		return
	}
	s.fail(key)
}

// distinct drops points that repeat the one before.
func (r *reading) distinct(path []Point) []Point {
	kept := path[:0]
	for i, p := range path {
		if i > 0 && p == kept[len(kept)-1] {
			continue
		}
		kept = append(kept, p)
	}
	r.notes.add("geo.mended.repeated", len(path)-len(kept))
	return kept
}

func (r *reading) polygon(s *scanner, paths [][]Point) {
	var polygon Polygon
	for _, path := range paths {
		if s.err != nil {
			return
		}
		ring := r.ring(path)
		switch {
		case ring != nil:
			if len(polygon) > 0 {
				alongside(ring, polygon[0])
			}
			polygon = append(polygon, ring)
		case len(polygon) == 0:
			r.drop(s, "geo.ring.short")
			return
		default: // a hole without extent is none
			r.drop(s, "geo.ring.short")
		}
	}
	if len(polygon) > 0 {
		r.notes.add("geo.mended.winding", polygon.wind())
		r.shape.Polygons = append(r.shape.Polygons, polygon)
	}
}

// ring makes a ring of a closed path, nil when it has no extent.
func (r *reading) ring(path []Point) Ring {
	if len(path) == 0 {
		return nil
	}
	if unwrap(path) {
		r.notes.add("geo.mended.antimeridian", 1)
	}
	path = r.distinct(path)
	switch last := path[len(path)-1]; {
	case len(path) > 1 && samePlace(last, path[0]) && last.Lon == path[0].Lon:
		path = path[:len(path)-1]
	case len(path) > 1 && samePlace(last, path[0]): // right round the globe
		r.notes.add("geo.mended.pole", 1)
		path = overPole(path)
	default:
		r.notes.add("geo.mended.closed", 1)
		if d := path[0].Lon - last.Lon; math.Abs(d) > 180 && math.Abs(d) < 360 && !(atPole(last) && atPole(path[0])) {
			r.notes.add("geo.mended.pole", 1)
			path = overPole(append(path, Point{path[0].Lon + math.Copysign(360, -d), path[0].Lat}))
		}
	}
	if len(path) < 3 {
		return nil
	}
	centre(path)
	return path
}
