// Package mbtiles reads maps cut into pictures, as MBTiles 1.3 keeps them: a SQLite
// file with a table or view "tiles" whose rows count from the south, and a table
// "metadata".
package mbtiles

import (
	"context"
	"database/sql/driver"
	"errors"
	"html"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"jointplan/exchange/chart"
	"jointplan/exchange/sqlitefile"
	"jointplan/plan"
	"jointplan/plan/geo"
)

const (
	// mostBlob is how many bytes a tile may have: ten times a photograph of its size.
	mostBlob = 8 << 20
	// mostZoom is the nearest zoom that is asked for; a tile is 40 m wide there.
	mostZoom = 20
	// finding bounds the search for one tile.
	finding = 2 * time.Second
	// mostLate is how many tiles may take too long before no more are asked for.
	mostLate = 3
)

// describing bounds what is asked of a file at first: "tiles" may be a view, and a view
// may go on for ever. Tests are less patient.
var describing = 10 * time.Second

// Set is a map cut into tiles. It is safe for several goroutines.
type Set struct {
	Name        string
	Attribution string
	grid        chart.TileGrid
	fromNorth   bool // rows count from the north, as some programs write them

	mu   sync.Mutex
	file *sqlitefile.File // nil once closed
	late int
}

// Open opens a map. What is no map of pictures is refused in a sentence.
func Open(ctx context.Context, path string) (*Set, error) {
	file, err := sqlitefile.Open(path, mostBlob)
	if errors.Is(err, sqlitefile.ErrForeign) {
		return nil, plan.Problem("error.mbtiles.none").Because(err)
	}
	if err != nil {
		return nil, err
	}
	s := &Set{file: file, Name: strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))}
	ctx, cancel := context.WithTimeout(ctx, describing)
	defer cancel()
	if err := s.describe(ctx); err != nil {
		return nil, errors.Join(inWords(err), file.Close())
	}
	return s, nil
}

// inWords turns what SQLite says into a sentence.
func inWords(err error) error {
	var problem *plan.ProblemError
	switch {
	case errors.As(err, &problem), errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, context.DeadlineExceeded):
		return plan.Problem("error.mbtiles.slow").Because(err)
	}
	return plan.Problem("error.mbtiles.none").Because(err)
}

// describe finds out what the map is.
func (s *Set) describe(ctx context.Context) error {
	if ok, err := s.file.Has(ctx, "tiles"); err != nil || !ok {
		return errors.Join(plan.Problem("error.mbtiles.none"), err)
	}
	told, err := s.metadata(ctx)
	if err != nil {
		return err
	}
	first, err := s.file.First(ctx, "SELECT tile_data FROM tiles LIMIT 1")
	switch {
	case err != nil:
		return err
	case first == nil:
		return plan.Problem("error.mbtiles.empty")
	}
	picture, _ := first[0].([]byte)
	format := strings.ToLower(told["format"])
	if format == "pbf" || format == "mvt" || strings.HasSuffix(format, "vector-tile") || strings.HasPrefix(string(picture), "\x1f\x8b") {
		return plan.Problem("error.mbtiles.vector")
	}
	if s.grid.Size, err = chart.TileSize(picture); err != nil {
		return err
	}
	if name := plainText(told["name"]); name != "" {
		s.Name = name
	}
	s.Attribution = plainText(told["attribution"])
	s.fromNorth = strings.EqualFold(told["scheme"], "xyz")
	if err := s.zooms(ctx, told); err != nil {
		return err
	}
	return s.bounds(ctx, told["bounds"])
}

// metadata reads what the file says of itself.
func (s *Set) metadata(ctx context.Context) (map[string]string, error) {
	told := map[string]string{}
	if ok, err := s.file.Has(ctx, "metadata"); err != nil || !ok {
		return told, err
	}
	err := s.file.Each(ctx, "SELECT name, value FROM metadata WHERE length(value) < 65536 LIMIT 200", nil, func(_ []string, v []driver.Value) error {
		told[strings.ToLower(sqlitefile.Text(v[0]))] = sqlitefile.Text(v[1])
		return nil
	})
	return told, err
}

// zooms finds out how near and how far the map goes.
func (s *Set) zooms(ctx context.Context, told map[string]string) error {
	least, errLeast := strconv.Atoi(strings.TrimSpace(told["minzoom"]))
	most, errMost := strconv.Atoi(strings.TrimSpace(told["maxzoom"]))
	if errLeast != nil || errMost != nil || least < 0 || most < least || most > mostZoom {
		row, err := s.file.First(ctx, "SELECT min(zoom_level), max(zoom_level) FROM tiles WHERE zoom_level BETWEEN 0 AND ?", int64(mostZoom))
		if err != nil {
			return err
		}
		from, ok := row[0].(int64)
		to, _ := row[1].(int64)
		if !ok {
			return plan.Problem("error.mbtiles.empty")
		}
		least, most = int(from), int(to)
	}
	s.grid.Least, s.grid.Most = least, most
	return nil
}

// bounds finds out where the map is: as it says, else by its tiles.
func (s *Set) bounds(ctx context.Context, told string) error {
	var n [4]float64
	parts := strings.Split(told, ",")
	ok := len(parts) == len(n)
	for i := range n {
		if ok {
			var err error
			n[i], err = strconv.ParseFloat(strings.TrimSpace(parts[i]), 64)
			ok = err == nil && math.Abs(n[i]) <= 180
		}
	}
	if box := (geo.Box{West: n[0], South: n[1], East: n[2], North: n[3]}); ok && box.West < box.East && box.South < box.North {
		s.grid.Box = box
		return nil
	}
	row, err := s.file.First(ctx, "SELECT min(tile_column), max(tile_column), min(tile_row), max(tile_row) FROM tiles WHERE zoom_level = ?", int64(s.grid.Least))
	if err != nil {
		return err
	}
	side := math.Exp2(float64(s.grid.Least))
	for i, v := range row {
		place, ok := v.(int64)
		if !ok {
			n = [4]float64{0, side - 1, 0, side - 1} // no such zoom: the whole world
			break
		}
		n[i] = max(0, min(float64(place), side-1))
	}
	if !s.fromNorth {
		n[2], n[3] = side-1-n[3], side-1-n[2]
	}
	a, b := chart.Ground(n[0]/side, (n[3]+1)/side), chart.Ground((n[1]+1)/side, n[2]/side)
	s.grid.Box = geo.Box{West: a.Lon, South: a.Lat, East: b.Lon, North: b.Lat}
	return nil
}

// Grid implements chart.TileSource.
func (s *Set) Grid() chart.TileGrid { return s.grid }

// Tile implements chart.TileSource: the picture at a place counted from the north-west,
// nil where there is none, where the file is damaged, or once it is closed.
func (s *Set) Tile(z, x, y int) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.file == nil || s.late >= mostLate {
		return nil
	}
	row := y
	if !s.fromNorth {
		row = 1<<z - 1 - y
	}
	ctx, cancel := context.WithTimeout(context.Background(), finding)
	defer cancel()
	found, err := s.file.First(ctx, "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? LIMIT 1", int64(z), int64(x), int64(row))
	if errors.Is(err, context.DeadlineExceeded) {
		s.late++
	}
	if err != nil || found == nil {
		return nil
	}
	picture, _ := found[0].([]byte)
	return picture
}

// Close ends reading; what is drawn from now on is empty.
func (s *Set) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.file == nil {
		return nil
	}
	file := s.file
	s.file = nil
	return file.Close()
}

// mostText is how much of a name or an attribution is kept.
const mostText = 200

// plainText drops the HTML that attributions may be written in.
func plainText(text string) string {
	var out strings.Builder
	inTag := false
	for _, r := range strings.ToValidUTF8(text, "") {
		switch {
		case r == '<':
			inTag = true
		case r == '>' && inTag:
			inTag = false
		case !inTag:
			out.WriteRune(r)
		}
	}
	words := []rune(strings.Join(strings.Fields(html.UnescapeString(out.String())), " "))
	if len(words) > mostText {
		words = append(words[:mostText-1], '…')
	}
	return string(words)
}
