package chart

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"jointplan/assets"
	"jointplan/plan/basemap"
	"jointplan/plan/geo"
)

var loadBase = sync.OnceValues(func() (*basemap.Map, error) { return basemap.Load(assets.Basemap) })

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

func BenchmarkBase(b *testing.B) {
	m, err := loadBase()
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
