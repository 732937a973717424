package features

import (
	"math"

	"jointplan/plan"
	"jointplan/plan/geo"
)

// mostPoints is how many points an import brings into a plan; more are simplified.
// It is ten times a country's provinces at 1:10 million.
const mostPoints = 250_000

// mostExact is how many points are simplified as they are. More are laid on a grid
// first, which takes a moment also for tens of millions.
const mostExact = 3_000_000

// finest is the first tolerance tried, in km: borders at 1:10 million are true to some
// tens of metres.
const finest = 0.01

// coarsest is the last tolerance tried, in km.
const coarsest = 20

const kmPerDegree = 111.32

// simplify leaves out points until few enough are left. Neighbours' borders stay one.
func (b *Builder) simplify() {
	before, off := b.count(), 0.0 // km
	if before <= mostPoints {
		return
	}
	tolerance := finest
	if before > mostExact {
		off += b.toGrid(tolerance)
		tolerance *= 2 // takes away the steps that the grid made
	}
	for ; b.count() > mostPoints && tolerance < coarsest; tolerance *= 3 {
		b.thin(tolerance)
		off += tolerance
	}
	for ; b.count() > mostPoints && tolerance < 10*kmPerDegree; tolerance *= 2 {
		off += b.toGrid(tolerance) // scattered places, or outlines that would cross themselves
	}
	b.mendAgain()
	b.Note(plan.Say("mapdata.simplified", "Before", before, "After", b.count(), "Metres", int(math.Ceil(off*1000))))
}

// thin leaves out what lies within a tolerance in km of the line that stays.
func (b *Builder) thin(tolerance float64) {
	shapes := make([]geo.Shape, len(b.c.Features))
	for i, f := range b.c.Features {
		shapes[i] = f.Shape
	}
	for i, s := range geo.Simplify(shapes, tolerance).Shapes {
		b.c.Features[i].Shape = s
	}
}

// toGrid lays all points on a grid of so many km and gives by how many km they moved
// at most.
func (b *Builder) toGrid(km float64) float64 {
	for i := range b.c.Features {
		f := &b.c.Features[i]
		f.Shape = onGrid(f.Shape, km/kmPerDegree)
	}
	return km * math.Sqrt2 / 2
}

// mendAgain puts right, or refuses, what simplifying broke.
func (b *Builder) mendAgain() {
	for i := range b.c.Features {
		f := &b.c.Features[i]
		if f.Refused.Key == "" && f.Shape.Empty() {
			f.Refused = plan.Say("mapdata.empty")
		}
		if f.Refused.Key != "" || f.Shape.Validate() == nil {
			continue
		}
		shape, _, err := geo.MendShape(f.Shape) // what is told of it is our own doing
		if err != nil {
			f.Refused = messageOf(err)
		}
		f.Shape = shape
	}
}

func (b *Builder) count() int {
	n := 0
	for _, f := range b.c.Features {
		n += f.Shape.Count()
	}
	return n
}

// onGrid moves points to the nearest places of a grid and drops those that repeat
// the one before, and what has no extent then.
func onGrid(s geo.Shape, grid float64) geo.Shape {
	path := func(points []geo.Point) []geo.Point {
		var kept []geo.Point
		for _, p := range points {
			p = geo.Point{Lon: math.Round(p.Lon/grid) * grid, Lat: math.Round(p.Lat/grid) * grid}.Rounded()
			if len(kept) == 0 || kept[len(kept)-1] != p {
				kept = append(kept, p)
			}
		}
		return kept
	}
	out := geo.Shape{Points: path(s.Points)}
	for _, line := range s.Lines {
		if kept := path(line); len(kept) > 1 {
			out.Lines = append(out.Lines, kept)
		}
	}
	for _, polygon := range s.Polygons {
		var kept geo.Polygon
		for _, ring := range polygon {
			r := path(ring)
			if len(r) > 1 && r[0] == r[len(r)-1] {
				r = r[:len(r)-1]
			}
			if len(r) < 3 && len(kept) == 0 {
				break
			}
			if len(r) > 2 {
				kept = append(kept, r)
			}
		}
		if len(kept) > 0 {
			out.Polygons = append(out.Polygons, kept)
		}
	}
	return out
}
