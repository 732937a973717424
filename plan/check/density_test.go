package check_test

import (
	"testing"

	"jointplan/plan"
	"jointplan/plan/check"
)

func TestDensityOf(t *testing.T) {
	planned := plan.Sector{Summer: 40, Winter: 20, Posts: 2, Patrols: 4}
	stated := planned
	stated.Length, stated.Area = 80, 800
	for _, c := range []struct {
		name    string
		sector  plan.Sector
		km, km2 float64
		winter  bool
		want    check.Density
		ok      bool
	}{
		{"a line as it is drawn", planned, 100, 0, false, check.Density{People: 0.4, Posts: 0.02, Patrols: 0.04}, true},
		{"a line as it is stated, in winter", stated, 100, 0, true, check.Density{People: 0.25, Posts: 0.025, Patrols: 0.05}, true},
		{"an area as it is drawn", planned, 90, 1000, false, check.Density{People: 4, Posts: 0.2, Patrols: 0.4, OfArea: true}, true},
		{"an area as it is stated", stated, 90, 1000, false, check.Density{People: 5, Posts: 0.25, Patrols: 0.5, OfArea: true}, true},
		{"a site", planned, 0, 0, false, check.Density{}, false},
	} {
		got, ok := check.DensityOf(&c.sector, c.km, c.km2, c.winter)
		if got != c.want || ok != c.ok {
			t.Errorf("%s: %+v %v, want %+v %v", c.name, got, ok, c.want, c.ok)
		}
	}
}
