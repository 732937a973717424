package chart

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"strings"
	"testing"

	"jointplan/plan"
	"jointplan/plan/geo"
)

func square(west, south, side float64) geo.Shape {
	return geo.AreaOf(geo.Polygon{{{Lon: west, Lat: south}, {Lon: west + side, Lat: south}, {Lon: west + side, Lat: south + side}, {Lon: west, Lat: south + side}}})
}

// steppe is a view of nothing but land.
var steppe = View{Centre: geo.Point{Lon: 68.3, Lat: 47.7}, Zoom: 9, Width: 400, Height: 300}

// drawOwn draws the basemap with a user's maps.
func drawOwn(t testing.TB, v View, own Own) *Raster {
	t.Helper()
	m, err := World()
	if err != nil {
		t.Fatal(err)
	}
	r := NewRaster(image.NewRGBA(image.Rect(0, 0, int(v.Width), int(v.Height))), 1, nil)
	(&Base{Map: m, Look: Light, Language: "en", Own: own}).Draw(r, v)
	return r
}

func TestOwnMapsLieInOrder(t *testing.T) {
	pictures := Tiles{world(0, 0, map[[3]int][]byte{{0, 0, 0}: plainTile(t, blueTile)}), 1}
	middle := Dot{200, 150}
	r := drawOwn(t, steppe, Own{Tiles: []Tiles{pictures}})
	wantPixel(t, r, middle, blueTile)
	area := Drawing{Data: NewMapData([]Named{{Shape: square(68, 47.5, 0.6)}})}
	filled := drawOwn(t, steppe, Own{Tiles: []Tiles{pictures}, Drawings: []Drawing{area}})
	if filled.Image.At(200, 150) == r.Image.At(200, 150) {
		t.Error("map data is under the pictures")
	}
	wantPixel(t, drawOwn(t, steppe, Own{}), middle, Light.Land)
}

func TestWithoutTheBasemap(t *testing.T) {
	sea := View{Centre: geo.Point{Lon: 34, Lat: 43}, Zoom: 6, Width: 200, Height: 200}
	r := drawOwn(t, sea, Own{Bare: true})
	for i := 0; i < len(r.Image.Pix); i += 4 {
		if r.Image.Pix[i] != Light.Land.R {
			t.Fatal("something of the basemap is drawn")
		}
	}
}

func TestNamesOfMapDataKeepClear(t *testing.T) {
	data := NewMapData([]Named{{"Large", square(68, 47.5, 0.6)}, {"Small one", square(68.2, 47.6, 0.2)}, {"", square(67, 47, 0.5)},
		{"Post", geo.Shape{Points: []geo.Point{{Lon: 67.9, Lat: 47.9}}}}, {"Way", geo.LineOf(geo.Point{Lon: 67.6, Lat: 47.4}, geo.Point{Lon: 68.9, Lat: 47.45})}})
	r := NewRaster(image.NewRGBA(image.Rect(0, 0, 400, 300)), 1, nil)
	d := Drawing{Data: data}
	all := d.Names(r, steppe, Light, nil)
	if len(all) < 3 {
		t.Fatalf("%d names", len(all))
	}
	for i, a := range all {
		for _, b := range all[i+1:] {
			if a.Meets(b) {
				t.Errorf("%v and %v cover each other", a, b)
			}
		}
	}
	if n := len(d.Names(r, steppe, Light, []Rect{{0, 0, 400, 300}})); n != 1 {
		t.Errorf("%d names where all is taken", n-1)
	}
}

func TestManyPointsOfMapData(t *testing.T) {
	var shapes []Named
	for i := range 50_000 {
		p := geo.Point{Lon: 68 + float64(i%250)/500, Lat: 47.5 + float64(i/250)/500}
		shapes = append(shapes, Named{fmt.Sprint(i), geo.Shape{Points: []geo.Point{p}}})
	}
	c := &counting{Raster: NewRaster(image.NewRGBA(image.Rect(0, 0, 400, 300)), 1, nil)}
	Drawing{Data: NewMapData(shapes)}.Draw(c, steppe, Light)
	if most := 400 * 300 / dotEvery / dotEvery * 2; c.rings == 0 || c.rings > most {
		t.Errorf("%d dots, at most %d can be told apart", c.rings, most)
	}
}

// counting counts what is filled.
type counting struct {
	*Raster
	rings int
}

func (c *counting) Fill(p Path, with Paint) {
	c.rings += len(p)
	c.Raster.Fill(p, with)
}

// spoken says what a message is about.
type spoken struct{ plainWords }

func (spoken) Say(m plan.Message) string { return m.String() }

func sheetWith(t *testing.T, own Own) *Sheet {
	t.Helper()
	m, err := World()
	if err != nil {
		t.Fatal(err)
	}
	d, op := theatre(t, 2, 2, 10, 4)
	o := options(op)
	o.Look, o.Words = Print, spoken{}
	s, err := NewSheet(d, NewScene(d, NewTraces(), o), &Base{Map: m, Look: Print, Language: "en", Own: own}, geo.Box{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestOwnMapsOnPaper(t *testing.T) {
	through := plainTile(t, color.NRGBA{B: 200, A: 120})
	for _, c := range []struct {
		name, mime string
		tile       []byte
	}{{"opaque", "jpeg", plainTile(t, blueTile)}, {"letting through", "png", through}} {
		t.Run(c.name, func(t *testing.T) {
			own := Own{
				Tiles:    []Tiles{{world(0, 0, map[[3]int][]byte{{0, 0, 0}: c.tile}), 0.8}},
				Drawings: []Drawing{{Data: NewMapData([]Named{{"Survey area", square(43, 42, 2)}})}},
				Credits:  []string{"Topo (© Survey)", "Roads"},
			}
			s := sheetWith(t, own)
			var svg, pdf, plain bytes.Buffer
			for _, as := range []struct {
				to     *bytes.Buffer
				format Format
				sheet  *Sheet
			}{{&svg, AsSVG, s}, {&pdf, AsPDF, s}, {&plain, AsPDF, sheetWith(t, Own{})}} {
				if err := as.sheet.Write(as.to, as.format, Papers[0].Lying(), symbols(t)); err != nil {
					t.Fatal(err)
				}
			}
			text := svg.String()
			if !strings.Contains(text, "data:image/"+c.mime+";base64,") || !strings.Contains(text, "Topo (© Survey)") || strings.Count(text, "<image ") != 1 {
				t.Error("the SVG has no picture, or does not say whose it is")
			}
			if !bytes.Contains(pdf.Bytes(), []byte("/Subtype /Image")) || bytes.Contains(plain.Bytes(), []byte("/Subtype /Image")) {
				t.Error("the PDF has no picture, or the one without maps has")
			}
		})
	}
	bare := sheetWith(t, Own{Bare: true})
	if len(bare.Notes) != 1 {
		t.Errorf("notes without the basemap: %q", bare.Notes)
	}
}
