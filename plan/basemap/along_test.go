package basemap_test

import (
	"math"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jointplan/plan/basemap"
	"jointplan/plan/geo"
	"jointplan/plan/plantest"
)

func names(runs []basemap.Run) []string {
	var all []string
	for _, r := range runs {
		if r.Province == nil {
			all = append(all, "")
		} else {
			all = append(all, r.Province.Name.In("en"))
		}
	}
	return all
}

func codes(sides []*basemap.Country) []string {
	var all []string
	for _, c := range sides {
		all = append(all, c.Code)
	}
	return all
}

// longest is the longest piece of the border of two countries.
func longest(t testing.TB, m *basemap.Map, a, b string) geo.Line {
	t.Helper()
	pieces := m.Border(a, b)
	if len(pieces) == 0 {
		t.Fatalf("no border of %s and %s", a, b)
	}
	return pieces[0].Line
}

func TestALineAlongABorder(t *testing.T) {
	m := plantest.Basemap(t, os.ReadFile)
	line := longest(t, m, "GEO", "ARM")
	sides := m.Sides(line)
	if got := codes(sides); len(got) < 2 || !slices.Contains(got, "GEO") || !slices.Contains(got, "ARM") {
		t.Fatalf("sides %v", got)
	}
	for code, want := range map[string][]string{
		"GEO": {"Samtskhe–Javakheti", "Kvemo Kartli"},
		"ARM": {"Shirak", "Lori", "Tavush"},
	} {
		runs := m.Runs(line, m.Country(code))
		got := names(runs)
		for _, name := range want {
			if !slices.ContainsFunc(got, func(s string) bool { return s == name }) {
				t.Errorf("%s: %q has no %s", code, got, name)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
		// An exact border is cut where three provinces meet, at a corner of the map.
		for _, r := range runs[1:] {
			if !slices.Contains(line, r.Line[0]) {
				t.Errorf("%s: cut at %v, no corner of the border", code, r.Line[0])
			}
		}
	}
}

// A parted area counts for its state where it faces others, and is a side of its own.
func TestALineAlongAPartedArea(t *testing.T) {
	m := plantest.Basemap(t, os.ReadFile)
	line := longest(t, m, "RUS", "GEO")
	runs := m.Runs(line, m.Country("GEO"))
	if len(runs) < 3 || slices.Contains(names(runs), "") {
		t.Errorf("the Georgian side is %q", names(runs))
	}
	for _, c := range m.Countries {
		if c.Status != basemap.Parted || c.Within != "GEO" {
			continue
		}
		inner := longest(t, m, c.Code, "GEO")
		for _, r := range m.Runs(inner, m.Country("GEO")) {
			if r.Province == nil || r.Province.Country.Code != "GEO" {
				t.Errorf("the Georgian side of %s is %v", c.Code, r.Province)
			}
		}
		for _, r := range m.Runs(inner, c) {
			if r.Province == nil || r.Province.Country != c {
				t.Errorf("the side of %s is %v", c.Code, r.Province)
			}
		}
	}
}

func TestALineAlongNoProvince(t *testing.T) {
	m := plantest.Basemap(t, os.ReadFile)
	atSea := geo.Line{{Lon: -30, Lat: 40}, {Lon: -31, Lat: 41}}
	if got := codes(m.Sides(atSea)); len(got) > 0 {
		t.Errorf("in the ocean there is %v", got)
	}
	if got := names(m.Runs(atSea, m.Country("FRA"))); !slices.Equal(got, []string{""}) {
		t.Errorf("in the ocean there is %q", got)
	}
	if got := m.Runs(nil, m.Country("FRA")); len(got) != 0 {
		t.Errorf("no line has %v", got)
	}
}

// The runs of any line are the line, one after the other, and no province comes
// twice in a row.
func TestRunsAreTheLine(t *testing.T) {
	m := plantest.Basemap(t, os.ReadFile)
	borders := [][2]string{{"GEO", "RUS"}, {"GEO", "ARM"}, {"MDA", "UKR"}, {"FIN", "RUS"}, {"USA", "CAN"}}
	rapid.Check(t, func(t *rapid.T) {
		pair := rapid.SampledFrom(borders).Draw(t, "border")
		whole := m.Border(pair[0], pair[1])[0].Line
		from := rapid.IntRange(0, len(whole)-2).Draw(t, "from")
		to := rapid.IntRange(from+1, min(len(whole)-1, from+80)).Draw(t, "to")
		off := rapid.Float64Range(-0.2, 0.2)
		line := slices.Clone(whole[from : to+1])
		if rapid.Bool().Draw(t, "by hand") {
			for i := range line {
				line[i].Lon += off.Draw(t, "east")
				line[i].Lat += off.Draw(t, "north")
			}
		}
		country := m.Country(rapid.SampledFrom(pair[:]).Draw(t, "side"))
		runs := m.Runs(line, country)
		var passed geo.Line
		sum := 0.0
		for i, r := range runs {
			sum += r.Line.Length()
			if len(r.Line) < 2 || i > 0 && (r.Line[0] != passed[len(passed)-1] || r.Province == runs[i-1].Province) {
				t.Fatalf("run %d, %v, does not go on from the one before", i, r)
			}
			passed = append(passed, r.Line...)
		}
		if passed[0] != line[0] || passed[len(passed)-1] != line[len(line)-1] {
			t.Fatalf("from %v to %v, want %v to %v", passed[0], passed[len(passed)-1], line[0], line[len(line)-1])
		}
		for _, p := range line { // every corner is passed, in order
			i := slices.Index(passed, p)
			if i < 0 {
				t.Fatalf("corner %v is lost", p)
			}
			passed = passed[i:]
		}
		if length := line.Length(); math.Abs(sum-length) > 1e-4*length+1e-4 {
			t.Fatalf("%v km together, want %v", sum, length)
		}
	})
}

// BenchmarkRuns cuts the longest border there is.
func BenchmarkRuns(b *testing.B) {
	m := plantest.Basemap(b, os.ReadFile)
	line := longest(b, m, "KAZ", "RUS")
	b.ReportMetric(line.Length(), "km")
	for b.Loop() {
		m.Runs(line, m.Sides(line)[0])
	}
}
