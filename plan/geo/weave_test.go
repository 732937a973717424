package geo

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// drawTile is a rectangle of a coarse grid with points on its sides, some of which
// are moved, so that tiles share sides, cross, or lie apart.
func drawTile(t *rapid.T) Polygon {
	x, y := rapid.IntRange(0, 3).Draw(t, "x")*4, rapid.IntRange(0, 2).Draw(t, "y")*4
	wide, high := rapid.IntRange(1, 3).Draw(t, "wide")*4, rapid.IntRange(1, 2).Draw(t, "high")*4
	var ring Ring
	for _, leg := range [][3]int{{1, 0, wide}, {0, 1, high}, {-1, 0, wide}, {0, -1, high}} {
		for range leg[2] {
			ring = append(ring, Point{20 + float64(x)/16, 50 + float64(y)/16})
			x, y = x+leg[0], y+leg[1]
		}
	}
	for range rapid.IntRange(0, 2).Draw(t, "moves") {
		p := &ring[rapid.IntRange(0, len(ring)-1).Draw(t, "corner")]
		p.Lon += rapid.Float64Range(-0.05, 0.05).Draw(t, "east")
		p.Lat += rapid.Float64Range(-0.05, 0.05).Draw(t, "north")
	}
	return Polygon{ring}
}

// What is woven is what laying the shapes over each other properly gives, to the
// size and to the place.
func TestWeavingIsLaying(t *testing.T) {
	woven, unwoven := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		a, b := AreaOf(drawTile(t)), AreaOf(drawTile(t))
		for range rapid.IntRange(0, 2).Draw(t, "more") {
			if more, err := Union(a, AreaOf(drawTile(t))); err == nil {
				a = more
			}
		}
		if a.Validate() != nil || b.Validate() != nil {
			t.Skip("not sound")
		}
		if got, ok := weave(a, b); ok {
			woven++
			compareAreas(t, "joined", got, Union, a, b)
		}
		if got, ok := unweave(a, b); ok {
			unwoven++
			compareAreas(t, "taken away", got, Difference, a, b)
		}
	})
	if woven == 0 || unwoven == 0 {
		t.Errorf("%d were woven, %d unwoven", woven, unwoven)
	}
}

func compareAreas(t *rapid.T, what string, got Shape, do func(a, b Shape) (Shape, error), a, b Shape) {
	if err := got.Validate(); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	want, err := do(a, b)
	if err != nil {
		t.Skip("the library gives up")
	}
	both := 0.0
	if common, err := Intersection(got, want); err == nil {
		both = common.flatArea()
	}
	if x, y := got.flatArea(), want.flatArea(); math.Abs(x-y) > 1e-9 || math.Abs(both-y) > 1e-9 {
		t.Fatalf("%s: %v in size, want %v, of which %v are the same\n%v\n%v", what, x, y, both, a, b)
	}
}
