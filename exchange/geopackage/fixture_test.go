package geopackage

import (
	"encoding/binary"
	"math"
	"path/filepath"
	"testing"

	"jointplan/exchange/mbtiles/mbtilestest"
)

// wkb is a geometry written in the order of Intel: numbers as they are, counts and codes
// as uint32, bytes as bytes.
func wkb(parts ...any) []byte {
	var out []byte
	for _, p := range parts {
		switch p := p.(type) {
		case int:
			out = binary.LittleEndian.AppendUint32(out, uint32(p))
		case float64:
			out = binary.LittleEndian.AppendUint64(out, math.Float64bits(p))
		case byte:
			out = append(out, p)
		case []byte:
			out = append(out, p...)
		}
	}
	return out
}

const order = byte(1)

// packed is a geometry with the head of a GeoPackage and no box.
func packed(flags byte, geometry []byte) []byte {
	return append([]byte{'G', 'P', 0, 1 | flags, 0xE6, 0x10, 0, 0}, geometry...)
}

func pointAt(x, y float64) []byte { return wkb(order, 1, x, y) }

// newPackage makes a file with the tables of contents and one table of features.
func newPackage(t testing.TB, srs int, organization string, code int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.gpkg")
	mbtilestest.Exec(t, path,
		"CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT)",
		"CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, identifier TEXT, srs_id INTEGER)",
		"CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER)")
	addTable(t, path, "roads", srs, organization, code)
	return path
}

func addTable(t testing.TB, path, name string, srs int, organization string, code int) {
	t.Helper()
	mbtilestest.Insert(t, path, "INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, '')", "", int64(srs), organization, int64(code))
	mbtilestest.Insert(t, path, "INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?)", name, "", int64(srs))
	mbtilestest.Insert(t, path, "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'GEOMETRY', ?, 0, 0)", name, int64(srs))
	mbtilestest.Exec(t, path, `CREATE TABLE "`+name+`" (fid INTEGER PRIMARY KEY, geom BLOB, lanes INTEGER, "Name" TEXT, opened DATE, photo BLOB)`)
}

func addRow(t testing.TB, path, table, name string, blob []byte) {
	t.Helper()
	mbtilestest.Insert(t, path, `INSERT INTO "`+table+`" (geom, lanes, "Name", opened, photo) VALUES (?, 2, ?, '2027-05-03', x'00')`, blob, name)
}
