package geo

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// What passes for plain at a glance is valid when looked at properly: on a small
// grid most rings touch, cross or come back on themselves.
func TestPlainIsValid(t *testing.T) {
	plain := 0
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.IntRange(2, 9).Draw(t, "size")
		point := rapid.Custom(func(t *rapid.T) Point {
			return Point{float64(rapid.IntRange(0, size).Draw(t, "lon")) / 3, float64(rapid.IntRange(0, size).Draw(t, "lat")) / 7}
		})
		var p Polygon
		for range rapid.IntRange(1, 3).Draw(t, "rings") {
			p = append(p, rapid.SliceOfN(point, 3, 7).Draw(t, "ring"))
		}
		if !p.isPlain() {
			return
		}
		plain++
		if err := p.flat().Validate(); err != nil {
			t.Fatalf("%v is plain, but: %v", p, err)
		}
	})
	if plain == 0 {
		t.Error("none was plain")
	}
}

// Stars, also with a star as their hole, are plain.
func TestStarsArePlain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 40).Draw(t, "corners")
		star := func(least, most float64) Ring {
			ring := make(Ring, n)
			for i := range ring {
				r := rapid.Float64Range(least, most).Draw(t, "far")
				sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
				ring[i] = Point{20 + r*cos, 50 + r*sin}
			}
			return ring
		}
		p := Polygon{star(3, 5)}
		if n > 5 && rapid.Bool().Draw(t, "hole") {
			p = append(p, star(0.5, 1))
		}
		if !p.isPlain() {
			t.Fatalf("%v is not plain", p)
		}
	})
}
