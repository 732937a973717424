package chart

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// What the grid says of free room is what comparing with each says, on the canvas
// and beyond its edges.
func TestRoomIsFreeWhereNothingIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rect := rapid.Custom(func(t *rapid.T) Rect {
			left, top := rapid.Float64Range(-300, 900).Draw(t, "left"), rapid.Float64Range(-300, 700).Draw(t, "top")
			return Rect{left, top, left + rapid.Float64Range(0, 200).Draw(t, "width"), top + rapid.Float64Range(0, 40).Draw(t, "height")}
		})
		var r room
		given := rapid.SliceOfN(rect, 0, 20).Draw(t, "given")
		r.clear(600, 400, given)
		want := slices.Clone(given)
		for _, next := range rapid.SliceOfN(rect, 0, 40).Draw(t, "next") {
			free := !slices.ContainsFunc(want, next.Meets)
			if got := r.isFree(next); got != free {
				t.Fatalf("%v is free: %t, want %t, beside %v", next, got, free, want)
			}
			if free {
				r.take(next)
				want = append(want, next)
			}
		}
		if !slices.Equal(r.taken, want) {
			t.Fatalf("%v is taken, want %v", r.taken, want)
		}
	})
}
