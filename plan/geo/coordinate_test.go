package geo_test

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"jointplan/plan/geo"
)

// published are coordinates as GeographicLib's GeoConvert gives them: common
// zones, Norway's 32V, Svalbard's wide zones, zone and band borders, both poles.
var published = []struct {
	lat, lon float64
	mgrs     string
	polar    bool
	east     float64
	north    float64
}{
	{41.7, 44.8, "38TMM8335816487", false, 483359, 4616488},
	{34.52, 69.18, "42SWD1652019829", false, 516521, 3819830},
	{33.3128, 44.3615, "38SMB4056486146", false, 440565, 3686147},
	{59.9139, 10.7522, "32VNM9797943118", false, 597980, 6643119},
	{60.3913, 5.3221, "32VKN9735300648", false, 297354, 6700648},
	{63.999, 2.999, "31VDL9995196902", false, 499951, 7096903},
	{63.999, 3, "32VKS0684710716", false, 206847, 7110716},
	{56, 3, "32VJH2604922336", false, 126050, 6222336},
	{55.9999, 5, "31UFC2472607873", false, 624726, 6207873},
	{78.2232, 15.6267, "33XWG1427883355", false, 514279, 8683355},
	{72, 8.9999, "31XGV0663399233", false, 706633, 7999233},
	{72, 9, "33XTV9336399233", false, 293364, 7999234},
	{71.9999, 9, "32WNE0000088921", false, 500000, 7988921},
	{79, 20.9999, "33XXH2758776538", false, 627588, 8776538},
	{79, 21, "35XLH7241076538", false, 372410, 8776538},
	{80, 32.9999, "35XPJ1611287578", false, 616113, 8887579},
	{80, 33, "37XCJ8388587579", false, 383885, 8887579},
	{83.9999, 41.9999, "37XEP3499428993", false, 534994, 9328994},
	{83.9999, 42, "38XMU6500428994", false, 465005, 9328994},
	{84.0001, 0, "ZAA0000033283", true, 2000000, 1333283},
	{85, 30, "ZCC7772818959", true, 2277729, 1518960},
	{90, 0, "ZAH0000000000", true, 2000000, 2000000},
	{-80, 10, "32CNS1938418247", false, 519385, 1118248},
	{-80.0001, 10, "BBY9325996031", true, 2193260, 3096032},
	{-90, 0, "BAN0000000000", true, 2000000, 2000000},
	{-85, -120, "ATK1895922271", true, 1518960, 1722271},
	{-33.8688, 151.2093, "56HLH3436850948", false, 334369, 6250948},
	{-0.0001, 36, "37MAV6602199988", false, 166021, 9999989},
	{0.0001, 36, "37NAA6602100011", false, 166021, 11},
	{0, 0, "31NAA6602100000", false, 166021, 0},
	{45, 180, "01TBK6355387329", false, 263554, 4987330},
	{45, -180, "01TBK6355387329", false, 263554, 4987330},
	{45, 179.9999, "60TYQ3643887329", false, 736438, 4987329},
	{-54.8, -68.3, "19FEV4500027239", false, 545000, 3927239},
	{8, 42, "38PJP6925685503", false, 169256, 885504},
	{7.9999, 42, "38NJP6925685492", false, 169256, 885493},
	{87, 89.9, "ZFG3314399418", true, 2333144, 1999419},
	{-88, 90, "BCN2206900000", true, 2222069, 2000000},
}

func TestPublishedCoordinates(t *testing.T) {
	for _, c := range published {
		p := geo.Point{Lon: c.lon, Lat: c.lat}
		if got, err := geo.FormatMGRS(p, 5); err != nil || strings.ReplaceAll(got, " ", "") != c.mgrs {
			t.Errorf("%v, %v is %s (%v), want %s", c.lat, c.lon, got, err, c.mgrs)
		}
		back, err := geo.ParseCoordinate(c.mgrs)
		if err != nil || geo.Distance(back.Point, p) > 0.0012 || back.Square != 1 {
			t.Errorf("%s is %v (%v), want %v", c.mgrs, back, err, p)
		}
		notation, other := geo.UTM, geo.UPS
		if c.polar {
			notation, other = other, notation
		}
		text, err := geo.FormatCoordinate(p, notation)
		if err != nil {
			t.Errorf("%v: %v", p, err)
			continue
		}
		var zone string
		if parts := strings.Fields(text); len(parts) == 3 {
			zone = parts[0]
			if x, y := number(t, parts[1]), number(t, parts[2]); math.Abs(x-c.east) > 1 || math.Abs(y-c.north) > 1 {
				t.Errorf("%v is %s, want %v %v", p, text, c.east, c.north)
			}
		}
		if !strings.HasPrefix(c.mgrs, zone) {
			t.Errorf("%v is in %s, want %s", p, zone, c.mgrs)
		}
		if back, err := geo.ParseCoordinate(text); err != nil || geo.Distance(back.Point, p) > 0.001 || back.Notation != notation {
			t.Errorf("%s is %v (%v), want %v", text, back, err, p)
		}
		if text, err := geo.FormatCoordinate(p, other); err == nil {
			t.Errorf("%v is written %s", p, text)
		}
	}
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	n := 0.0
	for _, r := range s {
		if r < '0' || r > '9' {
			t.Fatalf("%s is no number", s)
		}
		n = n*10 + float64(r-'0')
	}
	return n
}

// TestNotations reads what a staff officer may type for one place, each as far
// as its digits go.
func TestNotations(t *testing.T) {
	place := geo.Point{Lon: 44.8, Lat: 41.7}
	for _, c := range []struct {
		text     string
		notation geo.Notation
		metres   float64 // off at most
	}{
		{"41.7 44.8", geo.Decimal, 0.1},
		{"41.7, 44.8", geo.Decimal, 0.1},
		{"41,7 44,8", geo.Decimal, 0.1},
		{"41,7; 44,8", geo.Decimal, 0.1},
		{"41,7, 44,8", geo.Decimal, 0.1},
		{"41.7,44.8", geo.Decimal, 0.1},
		{"  +41.70000/+44.80000 ", geo.Decimal, 0.1},
		{"41.7N 44.8E", geo.Decimal, 0.1},
		{"n41.7 e44.8", geo.Decimal, 0.1},
		{"44.8 E, 41.7 N", geo.Decimal, 0.1},
		{"41.7° 44.8°", geo.Decimal, 0.1},
		{"Lat: 41.7 Lon: 44.8", geo.Decimal, 0.1},
		{"41,7° с. ш. 44,8° в. д.", geo.Decimal, 0.1},
		{"С 41.7 В 44.8", geo.Decimal, 0.1},
		{"41.7 nord 44.8 est", geo.Decimal, 0.1},
		{"41°42′00″N 44°48′00″E", geo.Seconds, 0.1},
		{"41°42'00\"N 44°48'00\"E", geo.Seconds, 0.1},
		{"41°42''N 44°48''E", "", 0},
		{"41°42’00’’N, 44°48’00’’E", geo.Seconds, 0.1},
		{"41 42 00 N 44 48 00 E", geo.Seconds, 0.1},
		{"41 42 00 44 48 00", geo.Seconds, 0.1},
		{"41:42:00N 44:48:00E", geo.Seconds, 0.1},
		{"414200N 0444800E", geo.Seconds, 0.1},
		{"N414200 E0444800", geo.Seconds, 0.1},
		{"4142N04448E", geo.Minutes, 0.1},
		{"4142.00N 04448.00E", geo.Minutes, 0.1},
		{"N41 42.0 E044 48.0", geo.Minutes, 0.1},
		{"N 41° 42,0' E 044° 48,0'", geo.Minutes, 0.1},
		{"41°42.0′ 44°48.0′", geo.Minutes, 0.1},
		{"41 42.0 44 48.0", geo.Minutes, 0.1},
		{"41º 42' 0\" С 44º 48' 0\" В", geo.Seconds, 0.1},
		{"38T 483359 4616488", geo.UTM, 2},
		{"38t 483359 4616488", geo.UTM, 2},
		{"38N 483359 4616488", geo.UTM, 2},
		{"38 North 483359.4 4616487.6", geo.UTM, 2},
		{"38T 483359,4 4616487,6", geo.UTM, 2},
		{"38T 483359mE 4616488mN", geo.UTM, 2},
		{"38 T E 483359 N 4616488", geo.UTM, 2},
		{"UTM 38T 483359 4616488", geo.UTM, 2},
		{"38Т 483359 4616488", geo.UTM, 2}, // a Cyrillic Т
		{"38T MM 83358 16487", geo.MGRS, 2},
		{"38TMM8335816487", geo.MGRS, 2},
		{"38t mm 83358 16487", geo.MGRS, 2},
		{"38T MM 8335816487", geo.MGRS, 2},
		{"38ТММ 83358 16487", geo.MGRS, 2}, // Cyrillic letters
		{"38T MM 8335 1648", geo.MGRS, 10},
		{"38T MM 833 164", geo.MGRS, 100},
		{"38T MM 83 16", geo.MGRS, 1000},
		{"38T MM 8 1", geo.MGRS, 8000},
		{"38T MM", geo.MGRS, 80000},
		{"MGRS 38TMM 83358 16487", geo.MGRS, 2},
	} {
		got, err := geo.ParseCoordinate(c.text)
		if c.notation == "" {
			if err == nil {
				t.Errorf("%q is read as %v", c.text, got)
			}
			continue
		}
		if err != nil || got.Notation != c.notation || geo.Distance(got.Point, place)*1000 > c.metres {
			t.Errorf("%q is %v (%v), %.1f m off, want %s", c.text, got, err, geo.Distance(got.Point, place)*1000, c.notation)
		}
	}
}

func TestSouthAndWest(t *testing.T) {
	for _, c := range []struct {
		text     string
		lat, lon float64
	}{
		{"-33.5 -70.25", -33.5, -70.25},
		{"33.5S 70.25W", -33.5, -70.25},
		{"33,5 Ю 70,25 З", -33.5, -70.25},
		{"33°30′ю.ш. 70°15′з.д.", -33.5, -70.25},
		{"−0°30′ 0°30′", -0.5, 0.5},
		{"S00 30.0 W000 30.0", -0.5, -0.5},
		{"33.5 sud 70.25 ouest", -33.5, -70.25},
		{"56H 334369 6250948", -33.8688, 151.2093},
		{"56 South 334369 6250948", -33.8688, 151.2093},
		{"56S 334369 6250948", -33.8688, 151.2093}, // no northing of band S
		{"38S 440565 3686147", 33.3128, 44.3615},   // band S
		{"UPS N 2277729 1518960", 85, 30},
		{"UPS S 1518960 1722271", -85, -120},
		{"90 0", 90, 0},
		{"0 180", 0, 180},
		{"41,44", 41, 44},
	} {
		got, err := geo.ParseCoordinate(c.text)
		if err != nil || geo.Distance(got.Point, geo.Point{Lon: c.lon, Lat: c.lat}) > 0.001 {
			t.Errorf("%q is %v (%v), want %v, %v", c.text, got.Point, err, c.lat, c.lon)
		}
	}
}

func TestWrongCoordinates(t *testing.T) {
	for _, c := range []struct{ text, key string }{
		{"", "geo.coordinate"},
		{"Tbilisi", "geo.coordinate"},
		{"41.7", "geo.coordinate"},
		{"41.7 44.8 12", "geo.coordinate"},
		{"41.7N 44.8", "geo.coordinate"},
		{"41.7N 44.8S", "geo.coordinate"},
		{"-41.7S 44.8E", "geo.coordinate"},
		{"41.5 30 44.5 30", "geo.coordinate"},
		{"41.7.3 44.8", "geo.coordinate"},
		{"NaN 44", "geo.coordinate"},
		{"abc", "geo.coordinate"},
		{"144.8 41.7", "geo.coordinate.latitude"},
		{"91N 44E", "geo.coordinate.latitude"},
		{"41 181", "geo.coordinate.longitude"},
		{"41°60′N 44°48′E", "geo.coordinate.minutes"},
		{"41°42′60″N 44°48′00″E", "geo.coordinate.minutes"},
		{"41,7,44,8", "geo.coordinate.ambiguous"},
		{"41.7N 44.8O", "geo.coordinate.west"},
		{"61T 483359 4616488", "geo.coordinate.zone"},
		{"38 483359 4616488", "geo.coordinate.band"},
		{"38T 483359 1000000", "geo.coordinate.utm"},
		{"38T MM 833581 6487", "geo.coordinate.digits"},
		{"38T MM 833", "geo.coordinate.digits"},
		{"38T MM 833581 164871", "geo.coordinate.digits"},
		{"38T AA 83358 16487", "geo.coordinate.square"},
		{"38I MM 83358 16487", "geo.coordinate.band"},
		{"0T MM 83358 16487", "geo.coordinate.zone"},
		{"32X MM 83358 16487", "geo.coordinate.square"}, // there is no 32X
		{"ZMM 00000 00000", "geo.coordinate.square"},
		{"UPS N 9000000 9000000", "geo.coordinate.ups"},
		{strings.Repeat("1 ", 300), "geo.coordinate"},
	} {
		if got, err := geo.ParseCoordinate(c.text); key(err) != c.key {
			t.Errorf("%q: %v, %v, want %s", c.text, got, err, c.key)
		}
	}
}

func TestNoNotation(t *testing.T) {
	if _, err := geo.FormatCoordinate(geo.Point{Lon: 44, Lat: 41}, "grid"); key(err) != "geo.coordinate.notation" {
		t.Error(err)
	}
	if _, err := geo.FormatCoordinate(geo.Point{Lon: 44, Lat: math.NaN()}, geo.MGRS); key(err) != "geo.range" {
		t.Error(err)
	}
}

// TestCoordinatesComeBack writes any point in all notations and reads it again.
func TestCoordinatesComeBack(t *testing.T) {
	off := map[geo.Notation]float64{geo.Decimal: 0.8, geo.Minutes: 1.4, geo.Seconds: 2.3, geo.UTM: 0.8, geo.UPS: 0.8, geo.MGRS: 0.8}
	rapid.Check(t, func(t *rapid.T) {
		p := geo.Point{Lon: rapid.Float64Range(-180, 180).Draw(t, "lon"), Lat: rapid.Float64Range(-90, 90).Draw(t, "lat")}
		for _, n := range geo.Notations {
			text, err := geo.FormatCoordinate(p, n)
			if err != nil {
				if polar := p.Lat < -80 || p.Lat >= 84; n != geo.UTM && n != geo.UPS || (n == geo.UTM) != polar {
					t.Fatalf("%v in %s: %v", p, n, err)
				}
				continue
			}
			got, err := geo.ParseCoordinate(strings.ToLower(text))
			if err != nil || got.Notation != n {
				t.Fatalf("%v is written %q and read %v: %v", p, text, got, err)
			}
			if d := geo.Distance(got.Point, p) * 1000; d > off[n] {
				t.Fatalf("%v is written %q, which lies %.2f m off", p, text, d)
			}
			if again, err := geo.FormatCoordinate(got.Point, n); err != nil || again != text {
				// The middle of a square across the border of a zone may be in the next zone.
				if back, err := geo.ParseCoordinate(again); err != nil || geo.Distance(back.Point, got.Point)*1000 > off[n] || n == geo.Decimal {
					t.Fatalf("%q becomes %q (%v)", text, again, err)
				}
			}
		}
	})
}

// TestSquaresHoldTheirPoint writes squares of all sizes: the point named by one
// lies within the square.
func TestSquaresHoldTheirPoint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := geo.Point{Lon: rapid.Float64Range(-180, 180).Draw(t, "lon"), Lat: rapid.Float64Range(-90, 90).Draw(t, "lat")}
		digits := rapid.IntRange(1, 5).Draw(t, "digits")
		text, err := geo.FormatMGRS(p, digits)
		if err != nil {
			t.Fatal(p, err)
		}
		got, err := geo.ParseCoordinate(text)
		if err != nil {
			t.Fatalf("%v is in %q, which is %v", p, text, err)
		}
		if half := got.Square / 2; geo.Distance(got.Point, p)*1000 > half*1.5 {
			t.Fatalf("%v is %.0f m from the middle of %q", p, geo.Distance(got.Point, p)*1000, text)
		}
	})
}

func FuzzParseCoordinate(f *testing.F) {
	for _, s := range []string{"41.7 44.8", "41°42′00″N 44°48′00″E", "38T MM 8561 7181", "38T 483359 4616488", "ZAH0000000000", "41,7,44,8", "С 41 В 44", "''\"°", "-", "1º", "N.", "UPS N 2000000 2000000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := geo.ParseCoordinate(text)
		if err != nil {
			if key(err) == "" || !utf8.ValidString(err.Error()) {
				t.Fatalf("%q: not a problem for people: %v", text, err)
			}
			return
		}
		if !(math.Abs(c.Point.Lat) <= 90) || !(math.Abs(c.Point.Lon) <= 180) {
			t.Fatalf("%q is %v", text, c.Point)
		}
		if _, err := geo.FormatCoordinate(c.Point, geo.MGRS); err != nil {
			t.Fatalf("%q is %v, which has no MGRS: %v", text, c.Point, err)
		}
	})
}
