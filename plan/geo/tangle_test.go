package geo

import (
	"errors"
	"math"
	"testing"

	"jointplan/plan"
)

func star(n int) Ring {
	ring := make(Ring, n)
	for i := range ring {
		ring[i] = Point{20 + math.Sin(float64(i*7)), 42 + math.Cos(float64(i*5))}
	}
	return ring
}

func TestTanglesAreRefusedNotMendedForever(t *testing.T) {
	_, _, err := MendShape(AreaOf(Polygon{star(20_000)}))
	if p := (*plan.ProblemError)(nil); !errors.As(err, &p) || p.Key != "geo.mend.tangle" {
		t.Errorf("a star that crosses itself everywhere: %v", err)
	}
	round := make(Ring, 100_000)
	for i := range round {
		a := 2 * math.Pi * float64(i) / float64(len(round))
		round[i] = Point{20 + math.Cos(a), 42 + math.Sin(a)}
	}
	round[10], round[11] = round[11], round[10] // one crossing in a long outline
	mended, told, err := MendShape(AreaOf(Polygon{round}))
	if err != nil || len(told) == 0 || mended.Validate() != nil {
		t.Errorf("a long outline with one crossing: %v, told %v", err, told)
	}
}
