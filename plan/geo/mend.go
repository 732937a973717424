package geo

import (
	"github.com/engelsjk/polygol"

	"jointplan/plan"
)

// Mend reads a GeoJSON geometry like Parse and puts right what can be: rings
// that cross themselves become the areas they enclose, parts that lie over each
// other become one, parts without extent are dropped. Told says what was done,
// for the planner to look at; it is empty when the text was in order.
func Mend[T ~string](text T) (mended Shape, told []plan.Message, err error) {
	r := reading{mend: true}
	if err := r.text(string(text)); err != nil {
		return Shape{}, nil, err
	}
	if err := r.mendAreas(); err != nil {
		return Shape{}, nil, err
	}
	return r.shape, r.notes, nil
}

// MendShape is Mend for a shape at hand.
func MendShape(s Shape) (mended Shape, told []plan.Message, err error) {
	return Mend(s.rawText())
}

// rawText writes a shape as it is, faults and all.
func (s Shape) rawText() string {
	w := writer{}
	w.shape(s)
	return string(w.text)
}

// mendRounds is how often mending is tried: rounding what was mended to the
// grain of texts can make it touch itself anew.
const mendRounds = 4

func (r *reading) mendAreas() error {
	r.shape = r.shape.tidy()
	for range mendRounds {
		if r.shape.Validate() == nil {
			return nil
		}
		if err := r.mendOnce(); err != nil {
			return err
		}
	}
	if err := r.shape.Validate(); err != nil {
		return plan.Problem("geo.mend.fails").Because(err)
	}
	return nil
}

func (r *reading) mendOnce() error {
	var parts []Polygon
	for _, p := range r.shape.Polygons {
		if p.validate() == nil {
			parts = append(parts, p)
			continue
		}
		pieces, err := untangle(p)
		if err != nil {
			return err
		}
		r.notes.add("geo.mended.crossing", 1)
		parts = append(parts, pieces...)
	}
	r.shape.Polygons = AreaOf(parts...).tidy().Polygons
	if len(r.shape.Polygons) < 2 || r.shape.Validate() == nil {
		return nil
	}
	for _, p := range r.shape.Polygons {
		if p.validate() != nil {
			return nil // another round
		}
	}
	joined, err := r.shape.united()
	if err != nil {
		return err
	}
	r.notes.add("geo.mended.overlap", 1)
	r.shape.Polygons = joined.tidy().Polygons
	return nil
}

// untangle gives the areas that the rings of an invalid polygon enclose.
func untangle(p Polygon) (pieces []Polygon, err error) {
	if p.isTangle() {
		return nil, plan.Problem("geo.mend.tangle", "Max", mostCrossings)
	}
	geometry := make([][][]float64, len(p))
	for i, ring := range p {
		for k := range len(ring) + 1 {
			q := ring[k%len(ring)]
			geometry[i] = append(geometry[i], []float64{q.Lon, q.Lat})
		}
	}
	defer func() {
		if fault := recover(); fault != nil { // the library gives up so on some tangles
			err = plan.Problem("geo.mend.fails")
		}
	}()
	out, err := polygol.Union(polygol.Geom{geometry})
	if err != nil {
		return nil, plan.Problem("geo.mend.fails").Because(err)
	}
	for _, polygon := range out {
		var piece Polygon
		for _, path := range polygon {
			ring := make(Ring, 0, len(path))
			for _, q := range path {
				ring = append(ring, Point{q[0], q[1]})
			}
			if n := len(ring); n > 1 && ring[0] == ring[n-1] {
				ring = ring[:n-1]
			}
			piece = append(piece, ring)
		}
		pieces = append(pieces, piece)
	}
	return pieces, nil
}

// around is how many degrees beyond a theatre what belongs to it may lie.
const around = 2

// LooksSwapped reports whether the latitudes and longitudes of a shape were
// probably taken for each other: it lies far from the theatre and would be near it
// the other way round, or is near both ways and more of it would lie within.
func LooksSwapped(s Shape, theatre Box) bool {
	b, ok := s.Bounds()
	if !ok {
		return false
	}
	other := Box{b.South, b.West, b.North, b.East}
	near := theatre.Grow(around)
	if near.Touches(b) && near.Touches(other) {
		return theatre.common(other) > theatre.common(b)
	}
	return near.Touches(other)
}

// Near reports whether a shape lies in a theatre or not far from it.
func Near(s Shape, theatre Box) bool {
	b, ok := s.Bounds()
	return ok && theatre.Grow(around).Touches(b)
}

// common is how much of two boxes is the same, in square degrees; of what has no
// extent as if it had some metres.
func (b Box) common(other Box) float64 {
	const little = 1e-4
	other = other.Grow(little)
	width := min(b.East, other.East) - max(b.West, other.West)
	height := min(b.North, other.North) - max(b.South, other.South)
	return max(0, width) * max(0, height)
}

// Swapped gives the shape with latitudes and longitudes exchanged.
func (s Shape) Swapped() Shape {
	s = s.Clone()
	swap := func(path []Point) {
		for i, p := range path {
			path[i] = Point{p.Lat, p.Lon}
		}
	}
	swap(s.Points)
	for path := range s.paths() {
		swap(path)
	}
	return s
}
