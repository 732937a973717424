package geo_test

import (
	"math"
	"testing"

	"github.com/tidwall/geodesic"
	"pgregory.net/rapid"

	"jointplan/plan/geo"
)

// The distance and azimuth between two airports are GeographicLib's published
// example; the area is that of the whole ellipsoid.
func TestPublishedMeasures(t *testing.T) {
	jfk, lhr := geo.Point{Lon: -73.8, Lat: 40.6}, geo.Point{Lon: -0.5, Lat: 51.6}
	if d := geo.Distance(jfk, lhr); math.Abs(d-5551.7594) > 0.0001 {
		t.Errorf("distance %.3f km", d)
	}
	if a := geo.Azimuth(jfk, lhr); math.Abs(a-51.19888) > 1e-5 {
		t.Errorf("azimuth %.5f", a)
	}
	whole := geo.AreaOf(geo.Polygon{{{Lon: -180, Lat: -90}, {Lon: 0, Lat: -90}, {Lon: 180, Lat: -90}, {Lon: 180, Lat: 90}, {Lon: 0, Lat: 90}, {Lon: -180, Lat: 90}}})
	if a := whole.Area(); math.Abs(a-510065621.724) > 1 {
		t.Errorf("the globe has %.3f km²", a)
	}
}

func blob(t *rapid.T, label string) geo.Polygon {
	at := geo.Point{Lon: rapid.Float64Range(-170, 170).Draw(t, label+" lon"), Lat: rapid.Float64Range(-70, 70).Draw(t, label+" lat")}
	return blobAt(t, label, at, 1)
}

// blobAt draws a polygon like a star around a point: valid, seldom convex.
func blobAt(t *rapid.T, label string, at geo.Point, size float64) geo.Polygon {
	n := rapid.IntRange(3, 20).Draw(t, label+" corners")
	var ring geo.Ring
	for i := range n {
		r := size * rapid.Float64Range(0.3, 1).Draw(t, label+" radius")
		angle := 2 * math.Pi * float64(i) / float64(n)
		ring = append(ring, geo.Point{Lon: at.Lon + r*math.Cos(angle), Lat: at.Lat + r*math.Sin(angle)}.Rounded())
	}
	return geo.Polygon{ring}
}

// TestAreaAgainstGeodesics compares with the geodesic polygon of the same edges
// when they are cut so short that geodesic and straight edges are the same.
func TestAreaAgainstGeodesics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := blob(t, "p")
		g := geodesic.WGS84.PolygonInit(false)
		for i, a := range p[0] {
			b := p[0][(i+1)%len(p[0])]
			for k := range 500 {
				f := float64(k) / 500
				g.AddPoint(a.Lat+(b.Lat-a.Lat)*f, a.Lon+(b.Lon-a.Lon)*f)
			}
		}
		var area, perimeter float64
		g.Compute(false, true, &area, &perimeter)
		if want, got := math.Abs(area)/1e6, p.Area(); math.Abs(got-want) > 1e-6*want+1e-6 {
			t.Fatalf("area %.9f km², by geodesics %.9f km²", got, want)
		}
		s := geo.AreaOf(p)
		if want, got := perimeter/1000, s.Perimeter(); math.Abs(got-want) > 1e-4*want {
			t.Fatalf("perimeter %.6f km, by geodesics %.6f km", got, want)
		}
	})
}

func TestTextKeepsAreas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := geo.Point{Lon: rapid.Float64Range(-180, 179).Draw(t, "lon"), Lat: rapid.Float64Range(-80, 80).Draw(t, "lat")}
		s := geo.AreaOf(blobAt(t, "p", at, 3))
		text := s.Text()
		again, err := geo.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := s.Area(), again.Area(); math.Abs(a-b) > 1e-4*a {
			t.Fatalf("%v km² became %v km²: %s", a, b, text)
		}
		if b, _ := again.Bounds(); b.East-b.West > 7 {
			t.Fatalf("in parts: %v", b)
		}
		if once := again.Text(); once != text {
			t.Fatalf("not the same text:\n%s\n%s", text, once)
		}
	})
}

func TestAlong(t *testing.T) {
	line := geo.Line{{Lon: 44, Lat: 41}, {Lon: 45, Lat: 42}, {Lon: 45.5, Lat: 41.5}}
	length := line.Length()
	for _, km := range []float64{0, 1, 50, 139, 150, length} {
		p := line.Along(km)
		cut := geo.Line{line[0]}
		if km > geo.Distance(line[0], line[1]) {
			cut = append(cut, line[1])
		}
		if got := append(cut, p).Length(); math.Abs(got-km) > 1e-4 {
			t.Errorf("the point at %v km lies at %v km", km, got)
		}
	}
	if line.Along(-5) != line[0] || line.Along(1e6) != line[2] {
		t.Error("beyond the ends it is not the ends")
	}
}

func TestDensify(t *testing.T) {
	line := geo.Line{{Lon: 170, Lat: 60}, {Lon: 200, Lat: 60}}
	dense := line.Densify(50)
	if got, want := dense.Length(), geo.Distance(line[0], line[1]); math.Abs(got-want) > 1e-6*want {
		t.Errorf("%v km, the geodesic has %v km", got, want)
	}
	for i := 1; i < len(dense); i++ {
		if geo.Distance(dense[i-1], dense[i]) > 50.001 || math.Abs(dense[i].Lon-dense[i-1].Lon) > 2 {
			t.Errorf("a step from %v to %v", dense[i-1], dense[i])
		}
	}
	if middle := dense[len(dense)/2]; middle.Lat < 60.5 {
		t.Errorf("its middle %v does not bulge to the pole", middle)
	}
}
