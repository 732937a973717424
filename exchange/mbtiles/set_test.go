package mbtiles

import (
	"context"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jointplan/exchange/mbtiles/mbtilestest"
	"jointplan/plan/geo"
	"jointplan/ui/words/wordstest"
)

var (
	red  = color.NRGBA{R: 200, A: 255}
	blue = color.NRGBA{B: 200, A: 255}
)

func write(t *testing.T, metadata map[string]string, tiles ...mbtilestest.Tile) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a #1 %.mbtiles")
	mbtilestest.Write(t, path, metadata, tiles...)
	return path
}

func openSet(t *testing.T, path string) *Set {
	t.Helper()
	s, err := Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestRowsCountFromTheSouth(t *testing.T) {
	north, south := mbtilestest.Plain(t, 256, red), mbtilestest.Plain(t, 256, blue)
	path := write(t, map[string]string{"name": "Two <b>halves</b>", "attribution": `&copy; <a href="x">Survey</a>`},
		mbtilestest.Tile{Z: 1, X: 0, Y: 0, Picture: north}, mbtilestest.Tile{Z: 1, X: 0, Y: 1, Picture: south})
	s := openSet(t, path)
	if string(s.Tile(1, 0, 0)) != string(north) || string(s.Tile(1, 0, 1)) != string(south) {
		t.Error("north and south are exchanged")
	}
	if s.Tile(1, 1, 0) != nil || s.Tile(2, 0, 0) != nil {
		t.Error("there are tiles where none were written")
	}
	if s.Name != "Two halves" || s.Attribution != "© Survey" {
		t.Errorf("%q of %q", s.Name, s.Attribution)
	}
	g := s.Grid()
	if g.Least != 1 || g.Most != 1 || g.Size != 256 || g.Box.West != -180 || g.Box.East > 1e-6 || g.Box.North < 85 || g.Box.South > -85 {
		t.Errorf("grid %+v", g)
	}
	mbtilestest.Insert(t, path, "INSERT INTO metadata VALUES ('scheme', 'xyz')")
	if s := openSet(t, path); string(s.Tile(1, 0, 0)) != string(south) {
		t.Error("rows from the north are counted from the south")
	}
}

func TestWhatAMapSaysOfItself(t *testing.T) {
	picture := mbtilestest.Plain(t, 512, red)
	path := write(t, map[string]string{"minzoom": "3", "maxzoom": "7", "bounds": "40, 41.5,45,44", "format": "png"},
		mbtilestest.Tile{Z: 5, X: 19, Y: 11, Picture: picture})
	g := openSet(t, path).Grid()
	if g.Least != 3 || g.Most != 7 || g.Size != 512 || (g.Box != geo.Box{West: 40, South: 41.5, East: 45, North: 44}) {
		t.Errorf("grid %+v", g)
	}
	for _, told := range []map[string]string{
		{"minzoom": "9", "maxzoom": "3"}, {"minzoom": "-1", "maxzoom": "99999999999"}, {"bounds": "NaN,NaN,NaN,NaN"}, {"bounds": "50,1,40,2"}, {"bounds": "1,2,3"},
	} {
		g := openSet(t, write(t, told, mbtilestest.Tile{Z: 5, X: 19, Y: 11, Picture: picture})).Grid()
		if g.Least != 5 || g.Most != 5 || !g.Box.Holds(geo.Point{Lon: 38, Lat: 46}) || g.Box.East-g.Box.West > 12 {
			t.Errorf("%v gives %+v", told, g)
		}
	}
}

func TestAViewOverMapAndImages(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.mbtiles")
	mbtilestest.Exec(t, path, "CREATE TABLE map (zoom_level INT, tile_column INT, tile_row INT, tile_id TEXT)", "CREATE TABLE images (tile_id TEXT, tile_data BLOB)",
		"CREATE VIEW tiles AS SELECT zoom_level, tile_column, tile_row, tile_data FROM map JOIN images ON map.tile_id = images.tile_id",
		"INSERT INTO map VALUES (0, 0, 0, 'a')")
	mbtilestest.Insert(t, path, "INSERT INTO images VALUES ('a', ?)", mbtilestest.Plain(t, 256, red))
	if openSet(t, path).Tile(0, 0, 0) == nil {
		t.Error("no tile")
	}
}

func TestHostileMaps(t *testing.T) {
	defer func(d time.Duration) { describing = d }(describing)
	describing = 2 * time.Second
	tile := "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data)"
	for _, c := range []struct {
		name, want string
		make       func(path string)
	}{
		{"text", "error.mbtiles.none", func(path string) { put(t, path, "not at all") }},
		{"nothing", "error.mbtiles.none", func(path string) { put(t, path, "") }},
		{"head alone", "error.mbtiles.none", func(path string) { put(t, path, "SQLite format 3\x00") }},
		{"another database", "error.mbtiles.none", func(path string) { mbtilestest.Exec(t, path, "CREATE TABLE a (b)") }},
		{"no rows", "error.mbtiles.empty", func(path string) { mbtilestest.Write(t, path, nil) }},
		{"no picture", "error.tiles.format", func(path string) {
			mbtilestest.Exec(t, path, tile, "INSERT INTO tiles VALUES (0, 0, 0, x'00112233')")
		}},
		{"a number as picture", "error.tiles.format", func(path string) {
			mbtilestest.Exec(t, path, tile, "INSERT INTO tiles VALUES (0, 0, 0, 17)")
		}},
		{"vectors", "error.mbtiles.vector", func(path string) {
			mbtilestest.Exec(t, path, tile, "INSERT INTO tiles VALUES (0, 0, 0, x'1f8b08')")
		}},
		{"vectors by name", "error.mbtiles.vector", func(path string) {
			mbtilestest.Write(t, path, map[string]string{"format": "pbf"}, mbtilestest.Tile{Picture: []byte("x")})
		}},
		{"a giant", "error.tiles.large", func(path string) {
			mbtilestest.Write(t, path, nil, mbtilestest.Tile{Picture: mbtilestest.Plain(t, 1025, red)})
		}},
		{"a view without end", "error.mbtiles.slow", func(path string) {
			mbtilestest.Exec(t, path, `CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM n)
				SELECT i AS zoom_level, i AS tile_column, i AS tile_row, x'00' AS tile_data FROM n WHERE i < 0`)
		}},
		{"a view that gives a giant", "error.mbtiles.none", func(path string) {
			mbtilestest.Exec(t, path, "CREATE VIEW tiles AS SELECT 0 AS zoom_level, 0 AS tile_column, 0 AS tile_row, zeroblob(900000000) AS tile_data")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.mbtiles")
			c.make(path)
			before := folder(t, path)
			s, err := Open(context.Background(), path)
			wordstest.Problem(t, err, c.want)
			if s != nil || folder(t, path) != before {
				t.Errorf("beside the file is %s, was %s", folder(t, path), before)
			}
		})
	}
}

func TestADamagedMapIsEmpty(t *testing.T) {
	var tiles []mbtilestest.Tile
	for x := range 64 {
		tiles = append(tiles, mbtilestest.Tile{Z: 6, X: x, Y: 20, Picture: mbtilestest.Plain(t, 256, red)})
	}
	path := write(t, map[string]string{"minzoom": "6", "maxzoom": "6", "bounds": "-180,0,180,80"}, tiles...)
	s := openSet(t, path)
	mbtilestest.Damage(t, path, 0.4)
	missing := 0
	for x := range 64 {
		if s.Tile(6, x, 20) == nil {
			missing++
		}
	}
	if missing == 0 {
		t.Error("a file that was cut while it was open has all tiles")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s.Tile(6, 0, 20) != nil || s.Close() != nil {
		t.Error("a closed map still answers")
	}
}

func put(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

// folder lists what lies beside a file.
func folder(t *testing.T, path string) string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}
