package chart

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"jointplan/plan/geo"
)

var baseViews = []struct {
	name string
	view View
	look Look
	lang string
}{
	{"world", View{Centre: geo.Point{Lon: 15, Lat: 30}, Zoom: 2.3}, Light, "en"},
	{"caucasus", View{Centre: geo.Point{Lon: 44.5, Lat: 41.5}, Zoom: 6.3}, Light, "en"},
	{"caucasus-ru", View{Centre: geo.Point{Lon: 44.5, Lat: 41.5}, Zoom: 6.3}, Dark, "ru"},
	{"district", View{Centre: geo.Point{Lon: 44, Lat: 42.2}, Zoom: 9.5}, Light, "fr"},
	{"afghanistan", View{Centre: geo.Point{Lon: 67, Lat: 34}, Zoom: 6}, Print, "en"},
	{"levant", View{Centre: geo.Point{Lon: 35.5, Lat: 32.3}, Zoom: 8}, Light, "en"},
	{"fiji", View{Centre: geo.Point{Lon: 180, Lat: -17}, Zoom: 6}, Light, "en"},
	{"chukotka", View{Centre: geo.Point{Lon: 180, Lat: 66}, Zoom: 4}, Dark, "ru"},
	{"kashmir", View{Centre: geo.Point{Lon: 77, Lat: 34}, Zoom: 6}, Light, "en"},
	{"moldova", View{Centre: geo.Point{Lon: 29, Lat: 47}, Zoom: 7.5}, Light, "en"},
	{"europe", View{Centre: geo.Point{Lon: 20, Lat: 48}, Zoom: 4.3}, Light, "fr"},
}

func drawnBase(t testing.TB, v View, hidden ...string) *Raster {
	t.Helper()
	m, err := World()
	if err != nil {
		t.Fatal(err)
	}
	r := NewRaster(image.NewRGBA(image.Rect(0, 0, int(v.Width), int(v.Height))), 1, nil)
	base := &Base{Map: m, Look: Light, Language: "en", Hidden: map[string]bool{}}
	for _, what := range hidden {
		base.Hidden[what] = true
	}
	base.Draw(r, v)
	return r
}

func TestLandAndSeaAreWhereTheyAre(t *testing.T) {
	for _, c := range []struct {
		name     string
		lon, lat float64
		want     color.NRGBA
	}{
		{"Black Sea", 34, 43, Light.Sea},
		{"Caspian Sea", 51, 40.5, Light.Sea},
		{"Lake Victoria", 32.9, -1.6, Light.Sea},
		{"Kazakh steppe", 68.3, 47.7, Light.Land},
		{"Lesotho, within a state", 28.3, -29.6, Light.Land},
		{"Chukotka, west of 180°", 179.6, 66.6, Light.Land},
		{"Chukotka, at 180°", 180, 66.6, Light.Land},
		{"Chukotka, east of 180°", -179.6, 66.6, Light.Land},
		{"Antarctica", 60, -80, Light.Land},
		{"Pacific Ocean", -140, -40, Light.Sea},
	} {
		for _, zoom := range []float64{2, 3.3, 4.5, 6.2, 8, 13} {
			v := View{Centre: geo.Point{Lon: c.lon, Lat: c.lat}, Zoom: zoom, Width: 300, Height: 200}
			r := drawnBase(t, v, "names", "rivers", "provinces")
			at := v.To(geo.Point{Lon: c.lon, Lat: c.lat})
			got := r.Image.RGBAAt(int(at.X), int(at.Y))
			if got != (color.RGBA{c.want.R, c.want.G, c.want.B, 255}) {
				t.Errorf("%s at zoom %g: %v", c.name, zoom, got)
			}
		}
	}
}

// The names of the basemap cover neither each other nor what was there before.
func TestBaseNamesKeepClear(t *testing.T) {
	m, err := World()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range baseViews {
		v := c.view
		v.Width, v.Height = 900, 600
		r := NewRaster(image.NewRGBA(image.Rect(0, 0, 900, 600)), 1, nil)
		base := &Base{Map: m, Look: c.look, Language: c.lang}
		there := Rect{300, 200, 600, 400}
		taken := base.Names(r, v, []Rect{there})
		if len(taken) < 3 {
			t.Errorf("%s: %d names", c.name, len(taken)-1)
		}
		for i, a := range taken {
			for _, b := range taken[:i] {
				if a.Meets(b) && a.Width() > 6 && b.Width() > 6 { // the marks of places lie beside their names
					t.Errorf("%s: %v meets %v", c.name, a, b)
				}
			}
		}
	}
}

func TestBaseFromAnywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, err := World()
		if err != nil {
			t.Fatal(err)
		}
		v := View{
			Centre: geo.Point{Lon: rapid.Float64Range(-180, 180).Draw(t, "lon"), Lat: rapid.Float64Range(-85, 85).Draw(t, "lat")},
			Zoom:   rapid.Float64Range(LeastZoom, MostZoom).Draw(t, "zoom"), Width: 160, Height: 120,
			Scale: rapid.SampledFrom([]float64{1, 1.5, 2}).Draw(t, "scale"),
		}
		r := NewRaster(image.NewRGBA(image.Rect(0, 0, 160, 120)), v.Scale, nil)
		(&Base{Map: m, Look: Dark, Language: "ru"}).Draw(r, v)
		for i := 3; i < len(r.Image.Pix); i += 4 {
			if r.Image.Pix[i] != 255 {
				t.Fatalf("pixel %d is not covered", i/4)
			}
		}
	})
}

func BenchmarkBase(b *testing.B) {
	m, err := World()
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range baseViews {
		b.Run(c.name, func(b *testing.B) {
			v := c.view
			v.Width, v.Height = 1600, 1000
			r := NewRaster(image.NewRGBA(image.Rect(0, 0, 1600, 1000)), 1, nil)
			base := &Base{Map: m, Look: c.look, Language: c.lang}
			for b.Loop() {
				base.Draw(r, v)
			}
			if dir := os.Getenv("JOINTPLAN_PICTURES"); dir != "" {
				file, err := os.Create(filepath.Join(dir, "base-"+c.name+".png"))
				if err != nil {
					b.Fatal(err)
				}
				defer file.Close()
				if err := png.Encode(file, r.Image); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
