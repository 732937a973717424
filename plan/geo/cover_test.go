package geo_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"jointplan/plan/geo"
)

func square(west, south, size float64) geo.Shape {
	return geo.AreaOf(geo.Polygon{{{Lon: west, Lat: south}, {Lon: west + size, Lat: south}, {Lon: west + size, Lat: south + size}, {Lon: west, Lat: south + size}}})
}

// near reports whether two areas are the same but for rounding.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-7*(math.Abs(a)+math.Abs(b))+1e-9 }

func drawBlobs(t *rapid.T, n int) []geo.Shape {
	at := geo.Point{Lon: rapid.Float64Range(-180, 180).Draw(t, "lon"), Lat: rapid.Float64Range(-70, 70).Draw(t, "lat")}
	var shapes []geo.Shape
	for range n {
		c := geo.Point{Lon: at.Lon + rapid.Float64Range(-2, 2).Draw(t, "east"), Lat: at.Lat + rapid.Float64Range(-2, 2).Draw(t, "north")}
		shapes = append(shapes, geo.AreaOf(blobAt(t, "p", c, 1.5)))
	}
	return shapes
}

func TestAreasAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawBlobs(t, 2)
		union, err1 := geo.Union(s[0], s[1])
		common, err2 := geo.Intersection(s[0], s[1])
		rest, err3 := geo.Difference(s[0], s[1])
		if err1 != nil || err2 != nil || err3 != nil {
			t.Fatal(err1, err2, err3)
		}
		if !near(union.Area()+common.Area(), s[0].Area()+s[1].Area()) || !near(rest.Area()+common.Area(), s[0].Area()) {
			t.Fatalf("A %v, B %v, both %v, common %v, A without B %v", s[0].Area(), s[1].Area(), union.Area(), common.Area(), rest.Area())
		}
	})
}

func TestGapsAndCoveredAreTheArea(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawBlobs(t, rapid.IntRange(1, 8).Draw(t, "sectors"))
		area := s[0]
		gaps, err := geo.Gaps(area, s[1:], 0)
		if err != nil {
			t.Fatal(err)
		}
		covered, err := geo.UnionOf(s[1:]...)
		if err != nil {
			t.Fatal(err)
		}
		inside, err := geo.Intersection(area, covered)
		if err != nil {
			t.Fatal(err)
		}
		if sum := geo.SumOf(gaps); !near(sum+inside.Area(), area.Area()) {
			t.Fatalf("gaps %v and covered %v are not %v", sum, inside.Area(), area.Area())
		}
		for _, g := range gaps {
			if !g.Shape.Holds(g.At) || g.Area > 1e-6 && !area.Holds(g.At) {
				t.Fatalf("%v is not within its gap of %v km²", g.At, g.Area)
			}
		}
	})
}

// TestOverlapsAgainstIntersections holds the quick look at pairs to what the
// overlay says.
func TestOverlapsAgainstIntersections(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawBlobs(t, 4)
		overlaps, err := geo.Overlaps(s, 0)
		if err != nil {
			t.Fatal(err)
		}
		found := map[[2]int]float64{}
		for _, o := range overlaps {
			found[[2]int{o.A, o.B}] = geo.SumOf(o.Pieces)
		}
		for i := range s {
			for k := i + 1; k < len(s); k++ {
				common, err := geo.Intersection(s[i], s[k])
				if err != nil {
					t.Fatal(err)
				}
				if !near(common.Area(), found[[2]int{i, k}]) {
					t.Fatalf("%d and %d have %v km² in common, found %v", i, k, common.Area(), found[[2]int{i, k}])
				}
			}
		}
	})
}

func TestOverlapsOfNeighbours(t *testing.T) {
	whole := square(44, 41, 1)
	hole := geo.AreaOf(geo.Polygon{whole.Polygons[0][0], {{Lon: 44.4, Lat: 41.4}, {Lon: 44.4, Lat: 41.6}, {Lon: 44.6, Lat: 41.6}, {Lon: 44.6, Lat: 41.4}}})
	for _, c := range []struct {
		name string
		a, b geo.Shape
		want bool
	}{
		{"side by side", whole, square(45, 41, 1), false},
		{"side by side, other sizes", whole, square(45, 41.25, 0.5), false},
		{"at a corner", whole, square(45, 42, 1), false},
		{"apart", whole, square(50, 41, 1), false},
		{"the same", whole, whole, true},
		{"the same, turned", whole, geo.AreaOf(geo.Polygon{{{Lon: 44, Lat: 41}, {Lon: 44, Lat: 42}, {Lon: 45, Lat: 42}, {Lon: 45, Lat: 41}}}), true},
		{"within", whole, square(44.2, 41.2, 0.1), true},
		{"within, at the side", whole, square(44, 41.2, 0.1), true},
		{"in the hole", hole, square(44.4, 41.4, 0.2), false},
		{"within the hole", hole, square(44.45, 41.45, 0.1), false},
		{"over the hole", hole, square(44.3, 41.3, 0.4), true},
		{"halves of each other", whole, square(44.5, 41, 1), true},
		{"a cross", whole, geo.AreaOf(geo.Polygon{{{Lon: 43, Lat: 41.4}, {Lon: 46, Lat: 41.4}, {Lon: 46, Lat: 41.6}, {Lon: 43, Lat: 41.6}}}), true},
		{"over the antimeridian", square(179, 0, 2), square(-180, 0, 2), true},
	} {
		for _, pair := range [][]geo.Shape{{c.a, c.b}, {c.b, c.a}} {
			overlaps, err := geo.Overlaps(pair, 1e-9)
			if err != nil || (len(overlaps) > 0) != c.want {
				t.Errorf("%s: %v, %v", c.name, overlaps, err)
			}
		}
	}
}

func TestSlivers(t *testing.T) {
	gaps, err := geo.Gaps(square(44, 41, 1), []geo.Shape{square(44, 41, 0.5), square(44.5, 41, 0.5), square(44, 41.5, 0.5), square(44.5001, 41.5, 0.5)}, 1)
	if err != nil || len(gaps) != 1 || !gaps[0].Sliver || geo.SumOf(gaps) != 0 {
		t.Errorf("a strip of ten metres: %+v, %v", gaps, err)
	}
}

func TestSharedEdge(t *testing.T) {
	border, km, err := geo.SharedEdge(square(44, 41, 1), square(45, 41.25, 0.5))
	want := geo.Distance(geo.Point{Lon: 45, Lat: 41.25}, geo.Point{Lon: 45, Lat: 41.75})
	if err != nil || math.Abs(km-want) > 1e-6 || len(border.Lines) != 1 {
		t.Errorf("%v km of %v (%v), want %v", km, border, err, want)
	}
	if _, km, err := geo.SharedEdge(square(44, 41, 1), square(45, 42, 1)); err != nil || km != 0 {
		t.Errorf("a corner has %v km (%v)", km, err)
	}
}

func TestStretches(t *testing.T) {
	border := geo.Line{{Lon: 44, Lat: 41}, {Lon: 44.5, Lat: 41.3}, {Lon: 45, Lat: 41}, {Lon: 46, Lat: 41}}
	length := border.Length()
	part := func(from, to, north float64) geo.Shape {
		var line geo.Line
		for k := 0.0; k <= 40; k++ {
			p := border.Along(from + (to-from)*k/40)
			line = append(line, geo.Point{Lon: p.Lon, Lat: p.Lat + north})
		}
		return geo.Shape{Lines: []geo.Line{line}}
	}
	got := geo.Stretches(border, []geo.Shape{part(0, 50, 0), part(40, 90, 0.001), part(110, length, 0), part(0, length, 1)}, 0.5)
	want := []geo.Stretch{{From: 0, To: 40, Sectors: []int{0}}, {From: 40, To: 50, Sectors: []int{0, 1}}, {From: 50, To: 90, Sectors: []int{1}},
		{From: 90, To: 110}, {From: 110, To: length, Sectors: []int{2}}}
	if len(got) != len(want) {
		t.Fatalf("%v, want %v", got, want)
	}
	for i, w := range want {
		if math.Abs(got[i].From-w.From) > 0.5 || math.Abs(got[i].To-w.To) > 0.5 || len(got[i].Sectors) != len(w.Sectors) {
			t.Errorf("%v, want %v", got[i], w)
		}
	}
}
