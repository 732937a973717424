package basemap_test

import (
	"os"
	"testing"

	"jointplan/plan/basemap"
	"jointplan/plan/plantest"
)

// ground is what a border runs through, which tells how much of its length a map at
// 1:10 million loses: a map cuts bends off, so it is shorter than the border on the
// ground and never longer, but for the rounding of both.
type ground struct{ least, most float64 } // of the published length

var (
	straight = ground{0.97, 1.02} // drawn with a ruler through desert: no bends to lose
	plain    = ground{0.85, 1.01} // low hills, dry rivers, large rivers without meanders
	ridge    = ground{0.75, 1.01} // watersheds and mountain rivers: a quarter at most
	winding  = ground{0.60, 1.01} // meandering rivers and folded land: two fifths at most
	beyond   = ground{0.75, 1.01} // desert, but the length seems to go on at sea: maps at 1:10,000 are as short
)

// onGround says of borders what they run through. That of Israel and Syria is not
// here: on the map all of it is the line of the Golan, which is in dispute.
var onGround = map[[2]string]ground{
	{"IRQ", "SYR"}: straight, {"IRQ", "JOR"}: straight, {"IRQ", "SAU"}: straight, {"EGY", "ISR"}: straight,
	{"IRQ", "KWT"}: beyond,
	{"AFG", "IRN"}: plain, {"AFG", "TKM"}: plain, {"AFG", "UZB"}: plain, {"AFG", "CHN"}: plain, {"ISR", "JOR"}: plain, {"ISR", "LBN"}: plain,
	{"AFG", "TJK"}: ridge, {"AFG", "PAK"}: ridge, {"IRN", "IRQ"}: ridge, {"IRQ", "TUR"}: ridge, {"GEO", "RUS"}: ridge, {"GEO", "TUR"}: ridge,
	{"AZE", "IRN"}: ridge, {"ARM", "AZE"}: ridge, {"ARM", "TUR"}: ridge, {"TJK", "UZB"}: ridge, {"KGZ", "TJK"}: ridge,
	{"MDA", "UKR"}: winding, {"MDA", "ROU"}: winding, {"AZE", "GEO"}: winding, {"ARM", "GEO"}: winding,
}

// Lengths published by the CIA World Factbook, as assets/map/borders.csv has them,
// against the lines of the basemap.
func TestBordersAgainstPublished(t *testing.T) {
	m := plantest.Basemap(t, os.ReadFile)
	list, err := basemap.ReadPublished(shipped(t, "borders.csv"))
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, p := range list {
		g, ok := onGround[[2]string{p.A, p.B}]
		if !ok {
			if p.A+p.B != "ISRSYR" {
				t.Errorf("nothing is said of the ground of %s–%s", p.A, p.B)
			}
			continue
		}
		compared++
		km := 0.0
		for _, s := range m.Border(p.A, p.B) {
			km += s.Km
		}
		if part := km / p.Km; part < g.least || part > g.most {
			t.Errorf("%s–%s: %.0f km on the map are %.2f of %.0f published by %s, not %.2f to %.2f",
				p.A, p.B, km, part, p.Km, p.Source, g.least, g.most)
		}
	}
	if compared != len(onGround) {
		t.Errorf("%d of %d compared", compared, len(onGround))
	}
	if p, ok := basemap.LengthOf(list, "TJK", "AFG"); !ok || p.Km != 1357 {
		t.Errorf("%+v %v", p, ok)
	}
}

// Lengths of stretches as missions published them: releases of the OSCE on its Border
// Monitoring Operation in Georgia (82 km with Chechnya, 58 with Ingushetia, 280 with
// the stretch of Dagestan, so about 140 there) and the EU Border Assistance Mission to
// Moldova and Ukraine (1,222 km). All but the last run along a ridge.
func TestStretchesAgainstMissions(t *testing.T) {
	m := plantest.Basemap(t, os.ReadFile)
	for _, c := range []struct {
		a, b string
		km   float64
		ground
	}{
		{"GEO", "RU-CE", 82, ridge}, {"GE-MM", "RU-IN", 58, ridge}, {"GEO", "RU-DA", 140, ridge}, {"MDA", "UKR", 1222, winding},
	} {
		km := 0.0
		for _, line := range m.Frontier(m.Under(c.a), m.Under(c.b)) {
			km += line.Length()
		}
		if part := km / c.km; part < c.least || part > c.most {
			t.Errorf("%s–%s: %.0f km on the map are %.2f of %.0f", c.a, c.b, km, part, c.km)
		}
	}
}

func TestUnder(t *testing.T) {
	m := plantest.Basemap(t, os.ReadFile)
	for code, n := range map[string]int{"AFG": 34, "GEO": 14, "AF-BDS": 1, "AFG-1760": 1, "X-ABKHAZIA": 1, "MD-SN": 0, "": 0, "Kabul": 0} {
		if got := len(m.Under(code)); got != n {
			t.Errorf("%q means %d provinces, want %d", code, got, n)
		}
	}
}

// A line between groups of provinces is in one piece where it is on the ground, and
// begins in the west.
func TestFrontier(t *testing.T) {
	m := plantest.Basemap(t, os.ReadFile)
	for _, c := range []struct {
		a, b  string
		lines int
	}{{"TJ-GB", "AFG", 1}, {"GEO", "RUS", 1}, {"AM-GR", "AZ-GAD", 1}, {"AFG", "GEO", 0}, {"AFG", "AFG", 0}} {
		lines := m.Frontier(m.Under(c.a), m.Under(c.b))
		if len(lines) != c.lines {
			t.Errorf("%s–%s has %d lines, want %d", c.a, c.b, len(lines), c.lines)
		}
		for _, l := range lines {
			if l[0].Lon > l[len(l)-1].Lon {
				t.Errorf("%s–%s begins in the east, at %v", c.a, c.b, l[0])
			}
		}
	}
}

func TestPlacesNamed(t *testing.T) {
	m := plantest.Basemap(t, os.ReadFile)
	for _, c := range []struct {
		name, in string
		n        int
	}{
		{"Kabul", "AFG", 1}, {"Kaboul", "AFG", 1}, {"Кабул", "AF-KAB", 1}, {"Kabul", "IRQ", 0}, {"herat", "AFG", 1}, {"Mazar e Sharif", "AF-BAL", 1},
		{"Stepantsminda", "GE-MM", 1}, {"Batumi", "GEO", 1}, {"Chernivtsi", "UKR", 2}, {"Chernivtsi", "UA-77", 1}, {"Kabul", "XXX", 0}, {"", "AFG", 0},
		{"Tiraspol", "X-TRANSNISTRIA", 1},
	} {
		if got := len(m.PlacesNamed(c.name, c.in)); got != c.n {
			t.Errorf("%q in %s: %d places, want %d", c.name, c.in, got, c.n)
		}
	}
}
