package features_test

import (
	"testing"

	"jointplan/exchange/chart"
	"jointplan/exchange/features"
	"jointplan/plan"
	"jointplan/plan/geo"
)

// TestSwappedWithNothingDrawn reads places as they are and the wrong way round into a
// plan without a map.
func TestSwappedWithNothingDrawn(t *testing.T) {
	world, err := chart.World()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name     string
		lon, lat float64
		want     bool
	}{
		{"Dushanbe", 68.79, 38.54, false},
		{"Dushanbe the wrong way round", 38.54, 68.79, true}, // in the Barents Sea
		{"Khorugh the wrong way round", 37.49, 71.55, true},
		{"the middle of the Pacific", -140, 0, false},
		{"Tbilisi the wrong way round", 41.72, 44.79, false}, // on land as well: nobody can tell
	} {
		list := &features.Collection{}
		for i := range 3 {
			p := geo.Point{Lon: c.lon + float64(i)/100, Lat: c.lat}
			list.Features = append(list.Features, features.Feature{Shape: geo.Shape{Points: []geo.Point{p}}})
		}
		if got := list.LooksSwapped(plan.NewDocument(), plan.NoID, world); got != c.want {
			t.Errorf("%s looks swapped: %v", c.name, got)
		}
	}
}
