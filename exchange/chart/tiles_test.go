package chart

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"math"
	"testing"

	"jointplan/exchange/mbtiles/mbtilestest"
	"jointplan/plan/geo"
)

// tileSet is tiles in memory.
type tileSet struct {
	grid  TileGrid
	files map[[3]int][]byte
	asked int
}

func (s *tileSet) Grid() TileGrid { return s.grid }

func (s *tileSet) Tile(z, x, y int) []byte {
	s.asked++
	return s.files[[3]int{z, x, y}]
}

var (
	redTile   = color.NRGBA{R: 200, A: 255}
	greenTile = color.NRGBA{G: 200, A: 255}
	blueTile  = color.NRGBA{B: 200, A: 255}
)

func plainTile(t testing.TB, c color.NRGBA) []byte { return mbtilestest.Plain(t, 256, c) }

// world is tiles of the whole world.
func world(least, most int, files map[[3]int][]byte) *tileSet {
	return &tileSet{grid: TileGrid{Least: least, Most: most, Size: 256, Box: geo.Box{West: -180, East: 180, South: -85, North: 85}}, files: files}
}

// drawTiles draws on white.
func drawTiles(v View, tiles ...Tiles) *Raster {
	r := NewRaster(image.NewRGBA(image.Rect(0, 0, int(v.Width), int(v.Height))), 1, nil)
	r.Clear(color.NRGBA{255, 255, 255, 255})
	for _, t := range tiles {
		t.Draw(r, v, Light)
	}
	return r
}

func wantPixel(t *testing.T, r *Raster, at Dot, want color.NRGBA) {
	t.Helper()
	got := color.NRGBAModel.Convert(r.Image.At(int(at.X), int(at.Y))).(color.NRGBA)
	if near := func(a, b uint8) bool { return math.Abs(float64(a)-float64(b)) <= 2 }; !near(got.R, want.R) || !near(got.G, want.G) || !near(got.B, want.B) {
		t.Errorf("at %v is %v, want %v", at, got, want)
	}
}

func at(v View, lon, lat float64) Dot { return v.To(geo.Point{Lon: lon, Lat: lat}) }

var middleView = View{Centre: geo.Point{}, Zoom: 1, Width: 512, Height: 512}

func TestTilesLieWhereTheyBelong(t *testing.T) {
	files := map[[3]int][]byte{{1, 0, 0}: plainTile(t, redTile), {1, 1, 0}: plainTile(t, greenTile), {1, 0, 1}: plainTile(t, blueTile)}
	for _, v := range []View{middleView, {Zoom: 1.4, Width: 512, Height: 512}, {Zoom: 0.7, Width: 300, Height: 300}} {
		r := drawTiles(v, Tiles{world(1, 1, files), 1})
		wantPixel(t, r, at(v, -20, 20), redTile)
		wantPixel(t, r, at(v, 20, 20), greenTile)
		wantPixel(t, r, at(v, -20, -20), blueTile)
		wantPixel(t, r, at(v, 20, -20), color.NRGBA{255, 255, 255, 255}) // no tile: what is under it
		middle := at(v, 0, 20)
		for x := -2.0; x < 2; x++ { // no seam
			if r.Image.RGBAAt(int(middle.X+x), int(middle.Y)).B > 100 {
				t.Errorf("zoom %v: a seam at %v", v.Zoom, x)
			}
		}
	}
}

func TestBeyondTheAntimeridian(t *testing.T) {
	files := map[[3]int][]byte{{1, 0, 0}: plainTile(t, redTile), {1, 1, 0}: plainTile(t, greenTile)}
	v := View{Centre: geo.Point{Lon: 180, Lat: 40}, Zoom: 3, Width: 400, Height: 200}
	r := drawTiles(v, Tiles{world(1, 1, files), 1})
	wantPixel(t, r, Dot{100, 100}, greenTile)
	wantPixel(t, r, Dot{300, 100}, redTile)
}

func TestNearerThanTheTiles(t *testing.T) {
	set := world(0, 2, map[[3]int][]byte{{2, 2, 1}: plainTile(t, redTile), {0, 0, 0}: plainTile(t, blueTile)})
	v := View{Centre: geo.Point{Lon: 45, Lat: 42}, Zoom: 15, Width: 300, Height: 300}
	r := drawTiles(v, Tiles{set, 1})
	wantPixel(t, r, Dot{5, 5}, redTile)
	wantPixel(t, r, Dot{295, 295}, redTile)
	v.Centre.Lon = -45 // of the second level there is none here: two levels up there is
	r = drawTiles(v, Tiles{set, 1})
	wantPixel(t, r, Dot{150, 150}, blueTile)
	asked := set.asked
	drawTiles(v, Tiles{set, 1})
	if set.asked != asked {
		t.Error("tiles, or that there are none, are not kept")
	}
	ForgetTiles(set)
	drawTiles(v, Tiles{set, 1})
	if set.asked == asked {
		t.Error("forgotten tiles are kept")
	}
}

func TestFartherThanTheTiles(t *testing.T) {
	files := map[[3]int][]byte{}
	for x := range 8 {
		for y := range 8 {
			files[[3]int{3, x, y}] = plainTile(t, redTile)
		}
	}
	v := View{Zoom: 0.5, Width: 300, Height: 300}
	for _, most := range []int{3, 6} {
		wantPixel(t, drawTiles(v, Tiles{world(3, most, files), 1}), Dot{150, 150}, redTile)
	}
	deep := world(14, 16, files)
	deep.grid.Box = geo.Box{West: -30, East: 30, South: -30, North: 30}
	r := drawTiles(v, Tiles{deep, 1})
	if deep.asked > 0 {
		t.Errorf("%d tiles are asked for that are smaller than a pixel", deep.asked)
	}
	if bytes.Count(r.Image.Pix, []byte{255}) == len(r.Image.Pix) {
		t.Error("nothing shows where the map is")
	}
}

func TestTilesLetThrough(t *testing.T) {
	set := world(0, 0, map[[3]int][]byte{{0, 0, 0}: plainTile(t, color.NRGBA{A: 255})})
	wantPixel(t, drawTiles(middleView, Tiles{set, 0.25}), Dot{256, 256}, color.NRGBA{191, 191, 191, 255})
	over := world(0, 0, map[[3]int][]byte{{0, 0, 0}: plainTile(t, redTile)})
	wantPixel(t, drawTiles(middleView, Tiles{set, 1}, Tiles{over, 1}), Dot{256, 256}, redTile)
	wantPixel(t, drawTiles(middleView, Tiles{over, 1}, Tiles{set, 1}), Dot{256, 256}, color.NRGBA{A: 255})
}

// bomb is a PNG whose head claims a size.
func bomb(t testing.TB, width, height uint32) []byte {
	t.Helper()
	file := bytes.Clone(plainTile(t, redTile))
	binary.BigEndian.PutUint32(file[16:], width)
	binary.BigEndian.PutUint32(file[20:], height)
	binary.BigEndian.PutUint32(file[29:], crc32.ChecksumIEEE(file[12:29]))
	return file
}

func TestHostileTilesAreEmpty(t *testing.T) {
	whole := plainTile(t, redTile)
	for name, file := range map[string][]byte{
		"nothing": {}, "text": []byte("no picture"), "cut": whole[:len(whole)/2], "head alone": whole[:33],
		"a giant": bomb(t, 60000, 60000), "too high": bomb(t, 1, 1025), "more than there is": bomb(t, 1024, 1024), "no pixels": bomb(t, 0, 256),
		"a WebP of nothing": []byte("RIFF\x24\x00\x00\x00WEBPVP8 \x18\x00\x00\x00"), "JPEG": []byte("\xff\xd8\xff\xe0\x00\x10JFIF"),
	} {
		set := world(0, 0, map[[3]int][]byte{{0, 0, 0}: file})
		r := drawTiles(middleView, Tiles{set, 1})
		wantPixel(t, r, Dot{256, 256}, color.NRGBA{255, 255, 255, 255})
		if t.Failed() {
			t.Fatal(name)
		}
	}
}

func FuzzTile(f *testing.F) {
	f.Add(plainTile(f, redTile))
	f.Add(bomb(f, 1024, 1024))
	f.Add([]byte("RIFF\x24\x00\x00\x00WEBPVP8L\x18\x00\x00\x00\x2f\x00\x00\x00"))
	f.Add([]byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if p := decodeTile(file); p != nil && (p.Rect.Dx() > mostTileSide || p.Rect.Dy() > mostTileSide) {
			t.Errorf("a tile of %v", p.Rect)
		}
	})
}

func TestKeptTilesAreBounded(t *testing.T) {
	file := plainTile(t, redTile)
	files := map[[3]int][]byte{}
	for x := range 600 {
		files[[3]int{10, x, 0}] = file
	}
	set := world(10, 10, files)
	defer ForgetTiles(set)
	for x := range 600 {
		pictures.of(tileKey{set, 10, x, 0, 0})
		if pictures.bytes > keptTiles {
			t.Fatalf("%d bytes are kept", pictures.bytes)
		}
	}
	if n := len(pictures.kept); n != pictures.used.Len() || n < 100 {
		t.Errorf("%d tiles are kept, %d in order", n, pictures.used.Len())
	}
}

// BenchmarkTiles draws a window full of tiles that are kept, between two zooms.
func BenchmarkTiles(b *testing.B) {
	files := map[[3]int][]byte{}
	file := plainTile(b, redTile)
	for x := range 32 {
		for y := range 32 {
			files[[3]int{5, x, y}] = file
		}
	}
	set := world(5, 5, files)
	defer ForgetTiles(set)
	v := View{Zoom: 5.4, Width: 1600, Height: 1000}
	r := NewRaster(image.NewRGBA(image.Rect(0, 0, 1600, 1000)), 1, nil)
	for b.Loop() {
		Tiles{set, 1}.Draw(r, v, Light)
	}
}
