package geo

import (
	"math"
	"strconv"

	"jointplan/plan"
)

// Decimals is how many decimals of a degree a text keeps: a centimetre.
const Decimals = 7

const grain = 1e7 // 10 to the power of Decimals

// Rounded gives the point as a text keeps it.
func (p Point) Rounded() Point {
	return Point{math.Round(p.Lon*grain)/grain + 0, math.Round(p.Lat*grain)/grain + 0}
}

// Text writes the shape as a GeoJSON geometry, the same for the same shape:
// at most seven decimals, outer rings counterclockwise and holes clockwise, no
// point twice in a row, split at the antimeridian. The empty shape is "".
func (s Shape) Text() plan.Geometry {
	s = s.split().tidy()
	n := 64 + 24*s.Count()
	w := writer{make([]byte, 0, n)}
	w.shape(s)
	return plan.Geometry(w.text)
}

// tidy rounds all points and drops what has no extent then. It alters the shape.
func (s Shape) tidy() Shape {
	var t Shape
	for _, p := range s.Points {
		t.Points = append(t.Points, p.Rounded())
	}
	for _, line := range s.Lines {
		if path := rounded(line); len(path) > 1 {
			t.Lines = append(t.Lines, path)
		}
	}
	for _, polygon := range s.Polygons {
		var kept Polygon
		for i, ring := range polygon {
			path := rounded(ring)
			for len(path) > 1 && path[0] == path[len(path)-1] {
				path = path[:len(path)-1]
			}
			if len(path) > 2 {
				kept = append(kept, path)
			} else if i == 0 {
				break
			}
		}
		if len(kept) > 0 {
			kept.wind()
			t.Polygons = append(t.Polygons, kept)
		}
	}
	return t
}

func rounded(path []Point) []Point {
	kept := make([]Point, 0, len(path))
	for _, p := range path {
		p = p.Rounded()
		if len(kept) > 0 && p == kept[len(kept)-1] {
			continue
		}
		kept = append(kept, p)
	}
	return kept
}

type writer struct{ text []byte }

func (w *writer) add(s string) { w.text = append(w.text, s...) }

func (w *writer) shape(s Shape) {
	switch s.Type() {
	case Nothing:
	case Mixed:
		w.add(`{"type":"GeometryCollection","geometries":[`)
		for i, part := range []Shape{{Points: s.Points}, {Lines: s.Lines}, {Polygons: s.Polygons}} {
			if part.Empty() {
				continue
			}
			if i > 0 && w.text[len(w.text)-1] != '[' {
				w.add(",")
			}
			w.shape(part)
		}
		w.add("]}")
	case Points:
		w.geometry("Point", len(s.Points), func(i int) { w.position(s.Points[i]) })
	case Lines:
		w.geometry("LineString", len(s.Lines), func(i int) { w.positions(s.Lines[i], false) })
	case Areas:
		w.geometry("Polygon", len(s.Polygons), func(i int) {
			w.list(len(s.Polygons[i]), func(k int) { w.positions(s.Polygons[i][k], true) })
		})
	}
}

// geometry writes one part as it is, several as the multiple of its type.
func (w *writer) geometry(name string, n int, item func(i int)) {
	if n > 1 {
		name = "Multi" + name
	}
	w.add(`{"type":"` + name + `","coordinates":`)
	if n == 1 {
		item(0)
	} else {
		w.list(n, item)
	}
	w.add("}")
}

func (w *writer) list(n int, item func(i int)) {
	w.add("[")
	for i := range n {
		if i > 0 {
			w.add(",")
		}
		item(i)
	}
	w.add("]")
}

func (w *writer) positions(path []Point, closed bool) {
	n := len(path)
	if closed {
		n++
	}
	w.list(n, func(i int) { w.position(path[i%len(path)]) })
}

func (w *writer) position(p Point) {
	w.text = append(w.text, '[')
	w.text = strconv.AppendFloat(w.text, p.Lon, 'f', -1, 64)
	w.text = append(w.text, ',')
	w.text = strconv.AppendFloat(w.text, p.Lat, 'f', -1, 64)
	w.text = append(w.text, ']')
}
