package mbtiles

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"testing"

	"jointplan/exchange/mbtiles/mbtilestest"
	"jointplan/plan"
)

// FuzzOpen opens anything as a map and takes tiles from it: what fails has a sentence,
// and what a map says of itself holds.
func FuzzOpen(f *testing.F) {
	path := filepath.Join(f.TempDir(), "seed.mbtiles")
	tile := mbtilestest.Plain(f, 256, red)
	mbtilestest.Write(f, path, map[string]string{"name": "Seed", "bounds": "40,40,44,42", "minzoom": "1", "maxzoom": "2"},
		mbtilestest.Tile{Z: 1, X: 0, Y: 0, Picture: tile}, mbtilestest.Tile{Z: 2, X: 3, Y: 3, Picture: tile})
	seed, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed)
	f.Add(seed[:len(seed)/2])
	f.Add(append([]byte("SQLite format 3\x00"), seed[16:200]...))
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "map.mbtiles")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(context.Background(), path)
		if err != nil {
			var p *plan.ProblemError
			if !errors.As(err, &p) {
				t.Fatalf("no sentence: %v", err)
			}
			return
		}
		defer s.Close()
		grid := s.Grid()
		if grid.Least < 0 || grid.Most > 30 || grid.Least > grid.Most {
			t.Errorf("levels %d to %d", grid.Least, grid.Most)
		}
		for _, v := range []float64{grid.Box.West, grid.Box.South, grid.Box.East, grid.Box.North} {
			if math.IsNaN(v) || math.Abs(v) > 360 {
				t.Errorf("bounds %v", grid.Box)
			}
		}
		for z := range 4 {
			s.Tile(z, 0, 0)
			s.Tile(z, 1<<z-1, 1<<z-1)
		}
	})
}
