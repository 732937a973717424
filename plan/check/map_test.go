package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/plan/geo"
)

// mapScript is nine sectors that fill their area of operations.
func mapScript() string {
	var b strings.Builder
	b.WriteString(base)
	b.WriteString(`graphic g | type=area-of-operations | geometry={"type":"Polygon","coordinates":[[[44,41],[47,41],[47,44],[44,44],[44,41]]]};`)
	for x := range 3 {
		for y := range 3 {
			w, s := 44+x, 41+y
			fmt.Fprintf(&b, `sector s%d%d | geometry={"type":"Polygon","coordinates":[[[%d,%d],[%d,%d],[%d,%d],[%d,%d],[%d,%d]]]};`,
				x, y, w, s, w+1, s, w+1, s+1, w, s+1, w, s)
		}
	}
	return b.String()
}

func mapLines(r *check.Report) []string {
	var lines []string
	for _, f := range r.Findings(plan.NoID) {
		if strings.HasPrefix(f.Rule.Name, "map.") {
			lines = append(lines, f.Message.String()+" "+string(f.Where))
		}
	}
	slices.Sort(lines)
	return lines
}

// TestMapFollowsEdits alters what is drawn step by step: the report that is kept
// says the same as a fresh one, and each finding has its place.
func TestMapFollowsEdits(t *testing.T) {
	d, ids := build(t, mapScript())
	r := all(t, d)
	if lines := mapLines(r); len(lines) > 0 {
		t.Fatal("a whole map has findings:", lines)
	}
	sector := func(name string) *plan.Sector { return plan.Find[plan.Sector](d, ids[name]) }
	moved := func(name string, by float64) []plan.Change {
		s, err := geo.Parse(sector(name).Geometry)
		if err != nil {
			t.Fatal(err)
		}
		for i := range s.Polygons[0][0] {
			s.Polygons[0][0][i].Lon += by
		}
		return set(t, sector(name), "geometry", string(s.Text()))
	}
	for _, step := range []struct {
		name string
		act  func() []plan.Change
		want map[string]int
	}{
		{"east by a tenth", func() []plan.Change { return moved("s11", 0.1) }, map[string]int{"map.gap": 1, "map.overlap": 1}},
		{"declared", func() []plan.Change { return set(t, sector("s11"), "overlaps", ids["s21"].String()) }, map[string]int{"map.gap": 1}},
		{"beyond the area", func() []plan.Change { return moved("s20", 0.5) }, map[string]int{"map.gap": 2, "map.outside": 1}},
		{"and back", func() []plan.Change { return moved("s20", -0.5) }, map[string]int{"map.gap": 1}},
		{"one gone", func() []plan.Change { return []plan.Change{plan.Deletion(sector("s02"))} }, map[string]int{"map.gap": 2}},
		{"a larger area", func() []plan.Change {
			return set(t, plan.Find[plan.Graphic](d, ids["g"]), "geometry", `{"type":"Polygon","coordinates":[[[43,40],[48,40],[48,45],[43,45],[43,40]]]}`)
		}, map[string]int{"map.gap": 2}},
		{"no area", func() []plan.Change { return set(t, plan.Find[plan.Graphic](d, ids["g"]), "type", "") }, nil},
		{"crossed", func() []plan.Change {
			return set(t, sector("s00"), "geometry", `{"type":"Polygon","coordinates":[[[44,41],[45,42],[45,41],[44,42],[44,41]]]}`)
		}, map[string]int{"map.outline": 1}},
	} {
		changes := step.act()
		apply(t, d, changes...)
		r.Update(changes)
		kept, fresh := mapLines(r), mapLines(all(t, d))
		if !slices.Equal(kept, fresh) {
			t.Fatalf("%s: kept %v, fresh %v", step.name, kept, fresh)
		}
		got := map[string]int{}
		for _, f := range r.Findings(plan.NoID) {
			if !strings.HasPrefix(f.Rule.Name, "map.") {
				continue
			}
			got[f.Rule.Name]++
			if at, err := geo.Parse(f.Where); f.Rule.Name != "map.outline" && (err != nil || len(at.Points) != 1) {
				t.Errorf("%s: %v has no place", step.name, f.Message)
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(step.want) {
			t.Errorf("%s: found %v, want %v: %v", step.name, got, step.want, kept)
		}
	}
}
