package basemap_test

import (
	"os"
	"testing"

	"jointplan/plan/basemap"
	"jointplan/plan/geo"
	"jointplan/plan/plantest"
)

func shipped(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("../../assets/map/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// unsettled has a place in each area about which the basemap takes no side, and
// how it stands there.
var unsettled = []struct {
	place    string
	lon, lat float64
	area     string
	status   basemap.Status
	within   string
}{
	{"Simferopol", 34.10, 44.95, "X-CRIMEA", basemap.Disputed, ""},
	{"Sevastopol", 33.55, 44.60, "X-CRIMEA", basemap.Disputed, ""},
	{"Katzrin", 35.69, 32.99, "X-GOLAN", basemap.Disputed, ""},
	{"Majdal Shams", 35.77, 33.26, "X-GOLAN", basemap.Disputed, ""},
	{"East Jerusalem", 35.235, 31.785, "X-EJERUSALEM", basemap.Disputed, ""},
	{"Laayoune", -13.20, 27.15, "ESH", basemap.Disputed, ""},
	{"Dakhla", -15.70, 23.90, "ESH", basemap.Disputed, ""},
	{"Smara", -11.67, 26.74, "ESH", basemap.Disputed, ""},
	{"Tifariti", -10.57, 26.16, "ESH", basemap.Disputed, ""},
	{"Srinagar", 74.80, 34.08, "X-KASHMIR", basemap.Disputed, ""},
	{"Leh", 77.58, 34.16, "X-KASHMIR", basemap.Disputed, ""},
	{"Muzaffarabad", 73.47, 34.36, "X-KASHMIR-N", basemap.Disputed, ""},
	{"Gilgit", 74.31, 35.92, "X-KASHMIR-N", basemap.Disputed, ""},
	{"Siachen", 77.20, 35.40, "KAS", basemap.Disputed, ""},
	{"Aksai Chin", 79.50, 35.20, "X-AKSAICHIN", basemap.Disputed, ""},
	{"Itanagar", 93.62, 27.10, "X-ARUNACHAL", basemap.Disputed, "IND"},
	{"Pristina", 21.16, 42.66, "XKX", basemap.Disputed, ""},
	{"Kyrenia", 33.32, 35.33, "CYN", basemap.Disputed, ""},
	{"Taipei", 121.55, 25.04, "TWN", basemap.Disputed, ""},
	{"Hargeisa", 44.06, 9.56, "SOL", basemap.Parted, "SOM"},
	{"Sukhumi", 41.02, 43.01, "X-ABKHAZIA", basemap.Parted, "GEO"},
	{"Tskhinvali", 43.97, 42.225, "X-SOSSETIA", basemap.Parted, "GEO"},
	{"Java", 43.92, 42.39, "X-SOSSETIA", basemap.Parted, "GEO"},
	{"Akhalgori", 44.48, 42.13, "X-SOSSETIA", basemap.Parted, "GEO"},
	{"Tiraspol", 29.60, 46.84, "X-TRANSNISTRIA", basemap.Parted, "MDA"},
	{"Ribnita", 29.03, 47.77, "X-TRANSNISTRIA", basemap.Parted, "MDA"},
	{"Iturup", 147.9, 45.0, "X-SKURILS", basemap.Disputed, ""},
	{"Halaib", 36.30, 22.25, "X-HALAIB", basemap.Disputed, ""},
	{"Ilemi", 35.20, 4.90, "X-ILEMI", basemap.Disputed, ""},
	{"Stanley", -58.0, -51.75, "FLK", basemap.Disputed, ""},
	{"South Pole", 10, -80, "ATA", basemap.Disputed, ""},
	{"Spratly Islands", 115.367, 10.238, "PGA", basemap.Disputed, ""},
	{"Triton Island", 111.2012, 15.7824, "X-PARACELS", basemap.Disputed, ""},
	{"Grytviken", -36.51, -54.28, "SGS", basemap.Disputed, ""},
	{"Gibraltar", -5.345, 36.129, "GIB", basemap.Disputed, ""},
	{"Diego Garcia", 72.4354, -7.3503, "IOT", basemap.Disputed, ""},
}

// Whoever holds them, these places are not drawn as a settled part of one state.
func TestWhatIsNotSettled(t *testing.T) {
	m := plantest.Basemap(t, os.ReadFile)
	for _, c := range unsettled {
		t.Run(c.place, func(t *testing.T) {
			p := m.ProvinceAt(geo.Point{Lon: c.lon, Lat: c.lat})
			if p == nil {
				t.Fatal("at sea")
			}
			area := p.Country
			if area.Code != c.area || area.Status != c.status || area.Within != c.within {
				t.Errorf("%s, in %s, status %d within %q", p.Code, area.Code, area.Status, area.Within)
			}
			if len(area.Claimants) == 0 {
				t.Error("nobody claims it")
			}
			for _, code := range area.Claimants {
				if m.Country(code) == nil {
					t.Errorf("no claimant %s on the map", code)
				}
			}
			for _, name := range area.Name {
				if name == "" {
					t.Error("a name is missing")
				}
			}
		})
	}
	tested := map[string]bool{}
	for _, c := range unsettled {
		tested[c.area] = true
	}
	for _, c := range m.Countries {
		if (c.Status != basemap.Settled) != tested[c.Code] {
			t.Errorf("%s has status %d; is there a place for it: %v", c.Code, c.Status, tested[c.Code])
		}
	}
}

// An area holds what is in dispute and no more.
func TestWhatIsSettledBesideIt(t *testing.T) {
	m := plantest.Basemap(t, os.ReadFile)
	for _, c := range []struct {
		place    string
		lon, lat float64
		country  string
	}{
		{"Nakuru", 36.07, -0.30, "KEN"}, {"Lodwar", 35.60, 3.12, "KEN"}, {"Oleshky", 32.60, 46.60, "UKR"}, {"Zugdidi", 41.87, 42.51, "GEO"},
		{"Gori", 44.11, 41.98, "GEO"}, {"Chisinau", 28.86, 47.01, "MDA"}, {"Nazareth", 35.30, 32.70, "ISR"}, {"Ramallah", 35.20, 31.90, "PSE"},
		{"Guwahati", 91.74, 26.14, "IND"}, {"Islamabad", 73.06, 33.69, "PAK"}, {"Agadir", -9.55, 30.42, "MAR"}, {"La Línea", -5.36, 36.19, "ESP"},
		{"Limassol", 33.03, 34.70, "CYP"}, {"Korsakov", 142.80, 46.63, "RUS"}, {"Aswan", 32.90, 24.09, "EGY"},
	} {
		p := m.ProvinceAt(geo.Point{Lon: c.lon, Lat: c.lat})
		if p == nil || p.Country.Code != c.country || p.Country.Status != basemap.Settled {
			t.Errorf("%s: %+v", c.place, p)
		}
	}
}

// Where an area is one unit, the unit has the name of the area: that of the source
// is often the one that a side gives.
func TestOneUnitIsNamedAsItsArea(t *testing.T) {
	m := plantest.Basemap(t, os.ReadFile)
	for _, c := range m.Countries {
		if c.Status == basemap.Settled {
			continue
		}
		if units := m.Of(c); len(units) == 1 && units[0].Name[0] != c.Name[0] {
			t.Errorf("%s is named %q", c.Code, units[0].Name[0])
		}
	}
}

// The lines around them are dashed, but for those that nobody disputes.
func TestLinesNotSettled(t *testing.T) {
	m := plantest.Basemap(t, os.ReadFile)
	for _, c := range []struct {
		a, b  string
		class basemap.Class
	}{
		{"X-CRIMEA", "UKR", basemap.Undetermined},
		{"X-GOLAN", "ISR", basemap.Undetermined},
		{"X-GOLAN", "SYR", basemap.Undetermined},
		{"X-GOLAN", "LBN", basemap.Undetermined},
		{"X-EJERUSALEM", "ISR", basemap.Undetermined},
		{"X-EJERUSALEM", "PSE", basemap.Undetermined},
		{"ISR", "PSE", basemap.Undetermined},
		{"ESH", "MAR", basemap.Undetermined},
		{"ESH", "MRT", basemap.International},
		{"ESH", "DZA", basemap.International},
		{"X-KASHMIR", "X-KASHMIR-N", basemap.Undetermined},
		{"X-KASHMIR", "IND", basemap.Undetermined},
		{"X-KASHMIR-N", "PAK", basemap.Undetermined},
		{"X-AKSAICHIN", "CHN", basemap.Undetermined},
		{"X-AKSAICHIN", "X-KASHMIR", basemap.Undetermined},
		{"X-ARUNACHAL", "CHN", basemap.Undetermined},
		{"X-ARUNACHAL", "MMR", basemap.International},
		{"XKX", "SRB", basemap.Undetermined},
		{"XKX", "ALB", basemap.International},
		{"CYN", "CYP", basemap.Undetermined},
		{"SOL", "SOM", basemap.Undetermined},
		{"SOL", "ETH", basemap.International},
		{"X-ABKHAZIA", "GEO", basemap.Undetermined},
		{"X-ABKHAZIA", "RUS", basemap.International},
		{"X-SOSSETIA", "GEO", basemap.Undetermined},
		{"X-SOSSETIA", "RUS", basemap.International},
		{"X-TRANSNISTRIA", "MDA", basemap.Undetermined},
		{"X-TRANSNISTRIA", "UKR", basemap.International},
		{"X-HALAIB", "EGY", basemap.Undetermined},
		{"X-HALAIB", "SDN", basemap.Undetermined},
		{"X-ILEMI", "KEN", basemap.Undetermined},
		{"X-ILEMI", "SSD", basemap.Undetermined},
		{"KEN", "SSD", basemap.International},
		{"KEN", "UGA", basemap.International},
		{"GIB", "ESP", basemap.Undetermined},
		{"SDN", "SSD", basemap.Undetermined},
		{"PRK", "KOR", basemap.Undetermined},
		{"AFG", "TJK", basemap.International},
	} {
		t.Run(c.a+"–"+c.b, func(t *testing.T) {
			lines := m.Border(c.a, c.b)
			if len(lines) == 0 {
				t.Fatal("no line")
			}
			for _, l := range lines {
				if l.Class != c.class {
					t.Errorf("%.0f km of class %d", l.Km, l.Class)
				}
			}
		})
	}
}

func TestNamesMended(t *testing.T) {
	m := plantest.Basemap(t, os.ReadFile)
	for _, c := range []struct {
		place     string
		lon, lat  float64
		iso, name string
	}{
		{"Bazarak", 69.52, 35.31, "AF-PAN", "Panjshir"},
		{"Charikar", 69.17, 35.01, "AF-PAR", "Parwan"},
		{"Nili", 66.13, 33.72, "AF-DAY", "Daykundi"},
		{"Tarinkot", 65.87, 32.63, "AF-URU", "Urozgan"},
		{"Gardez", 69.23, 33.60, "AF-PIA", "Paktia"},
		{"Sharana", 68.78, 33.13, "AF-PKA", "Paktika"},
		{"Khujand", 69.62, 40.28, "TJ-SU", "Sughd"},
		{"Lachin", 46.30, 39.70, "AZ-LAC", "Lachin"},
		{"Ribnita", 29.03, 47.77, "MD-SN", "Rîbnița"},
	} {
		p := m.ProvinceAt(geo.Point{Lon: c.lon, Lat: c.lat})
		if p == nil || p.ISO != c.iso || p.Name.In("en") != c.name {
			t.Errorf("%s: %+v", c.place, p)
		}
	}
}
