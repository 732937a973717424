package geo_test

import (
	"math"
	"testing"

	"jointplan/plan"
	"jointplan/plan/geo"
)

// coast is an outline of n points that does not cross itself.
func coast(n int) plan.Geometry {
	ring := make(geo.Ring, n)
	for i := range ring {
		angle := 2 * math.Pi * float64(i) / float64(n)
		r := 5 + 0.2*math.Sin(40*angle) + 0.00001*math.Sin(float64(i))
		ring[i] = geo.Point{Lon: 45 + r*math.Cos(angle), Lat: 40 + r*math.Sin(angle)}
	}
	return geo.AreaOf(geo.Polygon{ring}).Text()
}

// BenchmarkMillionPoints is an import of a million points: mended, then thinned.
func BenchmarkMillionPoints(b *testing.B) {
	text := coast(1_000_000)
	b.Run("mend", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := geo.Mend(text); err != nil {
				b.Fatal(err)
			}
		}
	})
	s, err := geo.Parse(text)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("simplify", func(b *testing.B) {
		for b.Loop() {
			if out := geo.Simplify([]geo.Shape{s}, 0.1); out.After > out.Before/100 {
				b.Fatal(out.Before, out.After)
			}
		}
	})
}
