package ownmap

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"jointplan/exchange/chart"
	"jointplan/exchange/mbtiles/mbtilestest"
	"jointplan/plan"
	"jointplan/plan/geo"
)

const roads = `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Way"},"geometry":{"type":"LineString","coordinates":[[44,42],[45,43]]}},
{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[400,0]}}]}`

func put(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func tiles(t *testing.T, name string, c color.NRGBA) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	mbtilestest.Write(t, path, map[string]string{"name": strings.ToUpper(name), "attribution": "Survey", "format": "png"},
		mbtilestest.Tile{Picture: mbtilestest.Plain(t, 256, c)})
	return path
}

func opened(t *testing.T, path string) *Map {
	t.Helper()
	m, err := Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	return m
}

func TestMapsOfAllSorts(t *testing.T) {
	kml := `<kml><Placemark><name>Post</name><Point><coordinates>44,42</coordinates></Point></Placemark></kml>`
	for _, path := range []string{put(t, "a.geojson", roads), put(t, "b.KML", kml)} {
		m := opened(t, path)
		if m.IsTiles() || m.Features != 1 || m.Size == 0 || m.Box.West != 44 || len(m.Name) != 1 {
			t.Errorf("%+v", m)
		}
	}
	if m := opened(t, put(t, "a.geojson", roads)); len(m.Notes) != 1 {
		t.Errorf("of what cannot be drawn is said %v", m.Notes)
	}
	m := opened(t, tiles(t, "x.mbtiles", color.NRGBA{B: 200, A: 255}))
	if !m.IsTiles() || m.Name != "X.MBTILES" || m.Attribution != "Survey" || m.Box.West != -180 {
		t.Errorf("%+v", m)
	}
}

func TestTheTopmostComesFirst(t *testing.T) {
	blue, red := opened(t, tiles(t, "blue.mbtiles", color.NRGBA{B: 200, A: 255})), opened(t, tiles(t, "red.mbtiles", color.NRGBA{R: 200, A: 255}))
	way := opened(t, put(t, "a.geojson", roads))
	for _, c := range []struct {
		uses []Use
		want color.RGBA
	}{
		{[]Use{{Map: blue, Opacity: 1}, {Map: way}, {Map: red, Opacity: 1}}, color.RGBA{B: 200, A: 255}},
		{[]Use{{Map: red, Opacity: 1}, {Map: blue, Opacity: 1}}, color.RGBA{R: 200, A: 255}},
		{[]Use{{Map: red, Opacity: 0}, {Map: blue, Opacity: 1}}, color.RGBA{B: 200, A: 255}},
	} {
		own := Own(c.uses, true)
		on := image.NewRGBA(image.Rect(0, 0, 64, 64))
		base := chart.Base{Look: chart.Light, Own: own}
		base.Draw(chart.NewRaster(on, 1, nil), chart.View{Centre: geo.Point{Lon: 10, Lat: 10}, Zoom: 6, Width: 64, Height: 64})
		if got := on.RGBAAt(32, 32); got != c.want {
			t.Errorf("got %v, want %v", got, c.want)
		}
		if len(own.Credits) != len(c.uses) {
			t.Errorf("credits %q", own.Credits)
		}
	}
	if own := Own([]Use{{Map: blue}, {Map: way}}, false); !slices.Equal(own.Credits, []string{"BLUE.MBTILES (Survey)", "a"}) {
		t.Errorf("credits %q", own.Credits)
	}
}

func TestWhatCannotBeShown(t *testing.T) {
	broken := tiles(t, "x.mbtiles", color.NRGBA{A: 255})
	mbtilestest.Damage(t, broken, 0.1)
	for path, key := range map[string]string{
		filepath.Join(t.TempDir(), "gone.mbtiles"): "mapdata.file.missing",
		filepath.Join(t.TempDir(), "gone.geojson"): "mapdata.file.missing",
		put(t, "x.docx", "PK"):                     "mapdata.file.format",
		put(t, "x.geojson", "{}"):                  "mapdata.nogeojson",
		put(t, "x.gpkg", "GPKG"):                   "mapdata.nogpkg",
		put(t, "y.mbtiles", ""):                    "error.mbtiles.none",
		broken:                                     "error.mbtiles.none",
		put(t, "y.geojson", `{"type":"FeatureCollection","features":[]}`): "error.ownmap.nothing",
	} {
		_, err := Open(context.Background(), path)
		var p *plan.ProblemError
		if !errors.As(err, &p) || p.Message.Key != key {
			t.Errorf("%s: %v, want %s", filepath.Base(path), err, key)
		}
	}
}

func TestAMillionPointsAreSimplified(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a large file")
	}
	var b strings.Builder
	b.WriteString(`{"type":"MultiLineString","coordinates":[`)
	for line := range 100 {
		if line > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('[')
		for i := range 10_000 {
			if i > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, "[%.6f,%.6f]", 40+float64(i)/2000, 40+float64(line)/50+float64(i%7)/70000)
		}
		b.WriteByte(']')
	}
	b.WriteString("]}")
	m := opened(t, put(t, "big.geojson", b.String()))
	if len(m.Notes) != 1 || m.Notes[0].Key != "mapdata.simplified" || m.Features != 1 {
		t.Errorf("%d features, notes %v", m.Features, m.Notes)
	}
}

// TestMapsAreDrawnAndClosedAtATime is for the race detector.
func TestMapsAreDrawnAndClosedAtATime(t *testing.T) {
	blue, way := opened(t, tiles(t, "blue.mbtiles", color.NRGBA{B: 200, A: 255})), opened(t, put(t, "a.geojson", roads))
	own := Own([]Use{{Map: way}, {Map: blue, Opacity: 0.5}}, true)
	var painters sync.WaitGroup
	for n := range 3 {
		painters.Go(func() {
			on := image.NewRGBA(image.Rect(0, 0, 64, 64))
			base := chart.Base{Look: chart.Light, Own: own}
			for zoom := range 20 {
				base.Draw(chart.NewRaster(on, 1, nil), chart.View{Centre: geo.Point{Lon: 44, Lat: 42}, Zoom: float64(zoom + n), Width: 64, Height: 64})
			}
		})
	}
	if err := blue.Close(); err != nil {
		t.Error(err)
	}
	painters.Wait()
}
