// Package mbtilestest makes small maps of pictures for tests.
package mbtilestest

import (
	"bytes"
	"context"
	"database/sql/driver"
	"image"
	"image/color"
	"image/png"
	"os"
	"testing"

	sqlite3 "github.com/mattn/go-sqlite3"
)

// Tile is a picture at a place counted from the north-west.
type Tile struct {
	Z, X, Y int
	Picture []byte
}

// Plain is a picture of one colour.
func Plain(t testing.TB, side int, c color.NRGBA) []byte {
	t.Helper()
	p := image.NewNRGBA(image.Rect(0, 0, side, side))
	for i := 0; i < len(p.Pix); i += 4 {
		p.Pix[i], p.Pix[i+1], p.Pix[i+2], p.Pix[i+3] = c.R, c.G, c.B, c.A
	}
	var out bytes.Buffer
	if err := png.Encode(&out, p); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Write makes a map at path. Each tile comes into its row from the south, as the format
// has it.
func Write(t testing.TB, path string, metadata map[string]string, tiles ...Tile) {
	t.Helper()
	Exec(t, path, "CREATE TABLE metadata (name TEXT, value TEXT)",
		"CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)")
	db := open(t, path)
	defer db.Close()
	for name, value := range metadata {
		run(t, db, "INSERT INTO metadata VALUES (?, ?)", name, value)
	}
	for _, tile := range tiles {
		run(t, db, "INSERT INTO tiles VALUES (?, ?, ?, ?)", int64(tile.Z), int64(tile.X), int64(1<<tile.Z-1-tile.Y), tile.Picture)
	}
}

// Exec runs statements on a new or an existing SQLite file.
func Exec(t testing.TB, path string, statements ...string) {
	t.Helper()
	db := open(t, path)
	defer db.Close()
	for _, s := range statements {
		run(t, db, s)
	}
}

// Insert runs one statement with values.
func Insert(t testing.TB, path, statement string, values ...driver.Value) {
	t.Helper()
	db := open(t, path)
	defer db.Close()
	run(t, db, statement, values...)
}

func open(t testing.TB, path string) *sqlite3.SQLiteConn {
	t.Helper()
	raw, err := (&sqlite3.SQLiteDriver{}).Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return any(raw).(*sqlite3.SQLiteConn)
}

func run(t testing.TB, db *sqlite3.SQLiteConn, statement string, values ...driver.Value) {
	t.Helper()
	var named []driver.NamedValue
	for i, v := range values {
		named = append(named, driver.NamedValue{Ordinal: i + 1, Value: v})
	}
	if _, err := db.ExecContext(context.Background(), statement, named); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// Damage cuts a file to a share of its length.
func Damage(t testing.TB, path string, share float64) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, int64(share*float64(info.Size()))); err != nil {
		t.Fatal(err)
	}
}
