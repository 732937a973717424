package geo_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"jointplan/plan"
	"jointplan/plan/geo"
)

// mosaic makes columns × rows sectors with wavy borders that neighbours share;
// each has four times side corners.
func mosaic(columns, rows, side int) []geo.Tile {
	const size = 0.2
	at := func(x, y int) geo.Point { // a corner of the fine grid, moved a little
		p := geo.Point{Lon: 40 + size*float64(x)/float64(side), Lat: 35 + size*float64(y)/float64(side)}
		wave := 0.002 * math.Sin(float64(x*7+y*13))
		return geo.Point{Lon: p.Lon + wave, Lat: p.Lat - wave}.Rounded()
	}
	var tiles []geo.Tile
	for c := range columns {
		for r := range rows {
			var ring geo.Ring
			x, y := c*side, r*side
			for _, step := range [][2]int{{1, 0}, {0, 1}, {-1, 0}, {0, -1}} {
				for range side {
					ring = append(ring, at(x, y))
					x, y = x+step[0], y+step[1]
				}
			}
			s := geo.AreaOf(geo.Polygon{ring})
			tiles = append(tiles, geo.Tile{ID: plan.ID{byte(c + 1), byte(r + 1)}, Text: s.Text(), Shape: s})
		}
	}
	return tiles
}

func sumOf(tiles []geo.Tile) float64 {
	sum := 0.0
	for _, t := range tiles {
		sum += t.Shape.Area()
	}
	return sum
}

func TestUnionsFollowChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tiles := mosaic(5, 4, 3)
		u := &geo.Unions{}
		for step := range rapid.IntRange(1, 6).Draw(t, "steps") {
			switch i := rapid.IntRange(0, len(tiles)-1).Draw(t, "tile"); rapid.IntRange(0, 2).Draw(t, "act") {
			case 0:
				if len(tiles) > 1 {
					tiles = append(tiles[:i:i], tiles[i+1:]...)
				}
			case 1:
				s := tiles[i].Shape.Clone()
				s.Polygons[0][0][0].Lon -= 0.05
				tiles[i].Shape, tiles[i].Text = s, s.Text()
			case 2:
				extra := square(40+rapid.Float64Range(0, 1).Draw(t, "x"), 35, 0.3)
				tiles = append(tiles, geo.Tile{ID: plan.ID{99, byte(step)}, Text: extra.Text(), Shape: extra})
			}
			got, err := u.Lay(tiles)
			if err != nil {
				t.Fatal(err)
			}
			var shapes []geo.Shape
			for _, tile := range tiles {
				shapes = append(shapes, tile.Shape)
			}
			want, err := geo.UnionOf(shapes...)
			if err != nil {
				t.Fatal(err)
			}
			if !near(got.Area(), want.Area()) {
				t.Fatalf("%v km², want %v", got.Area(), want.Area())
			}
		}
	})
}

func TestMosaicIsWhole(t *testing.T) {
	tiles := mosaic(8, 8, 10)
	whole, err := (&geo.Unions{}).Lay(tiles)
	if err != nil || len(whole.Polygons) != 1 || len(whole.Polygons[0]) != 1 || !near(whole.Area(), sumOf(tiles)) {
		t.Errorf("%d parts, %v km² of %v (%v)", len(whole.Polygons), whole.Area(), sumOf(tiles), err)
	}
	var shapes []geo.Shape
	for _, tile := range tiles {
		shapes = append(shapes, tile.Shape)
	}
	if overlaps, err := geo.Overlaps(shapes, 0); err != nil || len(overlaps) > 0 {
		t.Errorf("%d overlaps (%v)", len(overlaps), err)
	}
}

// TestGapsOfMosaics leaves sectors out of a mosaic and moves corners of others:
// whatever way the gaps are found, they and what is covered are the whole area.
func TestGapsOfMosaics(t *testing.T) {
	tiles := mosaic(4, 4, 3)
	whole, err := (&geo.Unions{}).Lay(tiles)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		var shapes []geo.Shape
		for _, tile := range tiles {
			s := tile.Shape
			switch rapid.IntRange(0, 5).Draw(t, "what") {
			case 0:
				continue
			case 1:
				s = s.Clone()
				s.Polygons[0][0][rapid.IntRange(0, 11).Draw(t, "corner")].Lat += rapid.Float64Range(-0.01, 0.01).Draw(t, "by")
			}
			shapes = append(shapes, s)
		}
		gaps, err := geo.Gaps(whole, shapes, 0)
		if err != nil {
			t.Fatal(err)
		}
		covered, err := geo.UnionOf(shapes...)
		if err != nil {
			t.Fatal(err)
		}
		inside, err := geo.Intersection(whole, covered)
		if err != nil {
			t.Fatal(err)
		}
		if sum := geo.SumOf(gaps); !near(sum+inside.Area(), whole.Area()) {
			t.Fatalf("gaps of %v km² and %v covered, of %v", sum, inside.Area(), whole.Area())
		}
		for _, g := range gaps {
			if err := g.Shape.Validate(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func BenchmarkUnions500(b *testing.B) {
	tiles := mosaic(25, 20, 30)
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			if _, err := (&geo.Unions{}).Lay(tiles); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("one edit", func(b *testing.B) {
		u := &geo.Unions{}
		if _, err := u.Lay(tiles); err != nil {
			b.Fatal(err)
		}
		i := 0
		for b.Loop() {
			i++
			t := &tiles[i*37%len(tiles)]
			t.Shape = t.Shape.Clone()
			t.Shape.Polygons[0][0][5].Lon += 1e-4
			t.Text = t.Shape.Text()
			if _, err := u.Lay(tiles); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkOverlaps500(b *testing.B) {
	tiles := mosaic(25, 20, 30)
	shapes := make([]geo.Shape, len(tiles))
	for i, t := range tiles {
		shapes[i] = t.Shape
	}
	for b.Loop() {
		if o, err := geo.Overlaps(shapes, 0.01); err != nil || len(o) > 0 {
			b.Fatal(o, err)
		}
	}
}

func BenchmarkParse500(b *testing.B) {
	tiles := mosaic(25, 20, 30)
	for b.Loop() {
		for _, t := range tiles {
			s, err := geo.Parse(t.Text)
			if err != nil {
				b.Fatal(err)
			}
			if err := s.Validate(); err != nil {
				b.Fatal(err)
			}
		}
	}
}
