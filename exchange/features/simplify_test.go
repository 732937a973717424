package features_test

import (
	"math"
	"slices"
	"testing"

	"jointplan/exchange/features"
	"jointplan/plan/geo"
)

// read takes shapes in as a file would bring them.
func read(t *testing.T, shapes ...geo.Shape) *features.Collection {
	t.Helper()
	b := features.NewBuilder(false)
	for _, s := range shapes {
		if err := b.Add(features.Feature{}, string(s.Text())); err != nil {
			t.Fatal(err)
		}
	}
	return b.Finish()
}

// A fine outline of more points than a plan should have keeps its length and its area,
// and nothing is said of it but that it was simplified.
func TestSimplifyingKeepsMeasures(t *testing.T) {
	const n = 600_000
	ring := make(geo.Ring, n)
	for i := range ring {
		angle := 2 * math.Pi * float64(i) / n
		r := 5 + 0.2*math.Sin(40*angle)
		ring[i] = geo.Point{Lon: 45 + r*math.Cos(angle), Lat: 40 + r*math.Sin(angle)}.Rounded()
	}
	was := geo.AreaOf(geo.Polygon{ring})
	c := read(t, was)
	f := c.Features[0]
	if n := f.Shape.Count(); n > 250_000 || n < 1000 {
		t.Errorf("%d points are left", n)
	}
	if len(c.Notes) != 1 || c.Notes[0].Key != "mapdata.simplified" || len(f.Notes) != 0 || f.Refused.Key != "" {
		t.Errorf("notes are %v and %v, refused %v", c.Notes, f.Notes, f.Refused)
	}
	for _, m := range []struct {
		name     string
		was, now float64
	}{{"perimeter", was.Perimeter(), f.Shape.Perimeter()}, {"area", was.Area(), f.Shape.Area()}} {
		if math.Abs(m.now/m.was-1) > 0.001 {
			t.Errorf("%s was %.1f and is %.1f", m.name, m.was, m.now)
		}
	}
}

// Neighbours share a border also after it was simplified.
func TestSimplifyingKeepsSharedBorders(t *testing.T) {
	const n = 150_000
	border := make([]geo.Point, n)
	for i := range border {
		f := float64(i) / n
		border[i] = geo.Point{Lon: 45 + 0.1*math.Sin(60*f) + 0.001*math.Sin(3000*f), Lat: 40 + 3*f}.Rounded()
	}
	back := slices.Clone(border)
	slices.Reverse(back)
	west := append(geo.Ring{{Lon: 43, Lat: 43}, {Lon: 43, Lat: 40}}, border...)
	east := append(geo.Ring{{Lon: 47, Lat: 40}, {Lon: 47, Lat: 43}}, back...)
	c := read(t, geo.AreaOf(geo.Polygon{west}), geo.AreaOf(geo.Polygon{east}))
	a, b := c.Features[0].Shape, c.Features[1].Shape
	if a.Count()+b.Count() > 250_000 {
		t.Errorf("%d and %d points are left", a.Count(), b.Count())
	}
	other := map[geo.Point]bool{}
	for p := range b.All() {
		other[p] = true
	}
	alone := 0
	for p := range a.All() {
		if !other[p] {
			alone++
		}
	}
	if alone > 2 { // the corners away from the border
		t.Errorf("%d of %d corners in the west are not in the east", alone, a.Count())
	}
}

// Scattered places, which no line passes, become fewer as well.
func TestScatteredPlacesAreSimplified(t *testing.T) {
	var s geo.Shape
	for i := range 300_000 {
		s.Points = append(s.Points, geo.Point{Lon: 40 + float64(i%600)/500, Lat: 40 + float64(i/600)/500})
	}
	c := read(t, s)
	if n := c.Features[0].Shape.Count(); n > 250_000 || n == 0 {
		t.Errorf("%d places are left", n)
	}
	if len(c.Notes) != 1 || c.Notes[0].Key != "mapdata.simplified" {
		t.Errorf("notes are %v", c.Notes)
	}
}
