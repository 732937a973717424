package geopackage

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jointplan/exchange/mbtiles/mbtilestest"
	"jointplan/plan"
	"jointplan/plan/geo"
)

func TestGeometries(t *testing.T) {
	ring := []any{4, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0}
	for _, c := range []struct {
		name string
		blob []byte
		want string
	}{
		{"point", packed(0, pointAt(44, 41.5)), `{"type":"Point","coordinates":[44,41.5]}`},
		{"the other order", packed(0, []byte{0, 0, 0, 0, 1, 0x40, 0x46, 0, 0, 0, 0, 0, 0, 0x40, 0x44, 0, 0, 0, 0, 0, 0}), `{"type":"Point","coordinates":[44,40]}`},
		{"height", packed(0, wkb(order, 1001, 44.0, 41.0, 900.0)), `{"type":"Point","coordinates":[44,41]}`},
		{"measure", packed(0, wkb(order, 2002, 2, 1.0, 2.0, 9.0, 3.0, 4.0, 9.0)), `{"type":"LineString","coordinates":[[1,2],[3,4]]}`},
		{"both", packed(0, wkb(order, 3001, 44.0, 41.0, 900.0, 5.0)), `{"type":"Point","coordinates":[44,41]}`},
		{"a box before it", packed(1<<1, append(make([]byte, 32), pointAt(1, 2)...)), `{"type":"Point","coordinates":[1,2]}`},
		{"area", packed(0, wkb(append([]any{order, 3, 1}, ring...)...)), `{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}`},
		{"areas", packed(0, wkb(append([]any{order, 6, 1, order, 3, 1}, ring...)...)), `{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}`},
		{"points", packed(0, wkb(order, 4, 2, pointAt(1, 2), pointAt(3, 4))), `{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}`},
		{"lines", packed(0, wkb(order, 5, 1, order, 2, 2, 1.0, 2.0, 3.0, 4.0)), `{"type":"MultiLineString","coordinates":[[[1,2],[3,4]]]}`},
		{"several", packed(0, wkb(order, 7, 1, pointAt(1, 2))), `{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}`},
		{"empty by its flag", packed(1<<4, nil), ""},
		{"empty point", packed(0, pointAt(math.NaN(), math.NaN())), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, err := asGeoJSON(c.blob, false); err != nil || got != c.want {
				t.Errorf("%s, %v; want %s", got, err, c.want)
			}
		})
	}
}

func TestHostileGeometries(t *testing.T) {
	nested := []byte{}
	for range 1000 {
		nested = append(nested, wkb(order, 7, 1)...)
	}
	for _, c := range []struct {
		name, want string
		blob       []byte
	}{
		{"nothing", "mapdata.gpkg.geometry", nil},
		{"another sort", "mapdata.gpkg.geometry", []byte("GeometryXYZ")},
		{"cut", "mapdata.gpkg.geometry", packed(0, pointAt(1, 2)[:12])},
		{"more points than bytes", "mapdata.gpkg.geometry", packed(0, wkb(order, 2, -1, 1.0, 2.0))},
		{"more parts than bytes", "mapdata.gpkg.geometry", packed(0, wkb(order, 6, -1))},
		{"nested for ever", "mapdata.gpkg.geometry", packed(0, nested)},
		{"a line among points", "mapdata.gpkg.geometry", packed(0, wkb(order, 4, 1, order, 2, 1, 1.0, 2.0))},
		{"no place", "mapdata.gpkg.geometry", packed(0, pointAt(1, math.NaN()))},
		{"beyond all", "mapdata.gpkg.geometry", packed(0, pointAt(1, math.Inf(1)))},
		{"a box of unknown size", "mapdata.gpkg.geometry", packed(7<<1, make([]byte, 100))},
		{"a curve", "mapdata.gpkg.curves", packed(0, wkb(order, 8, 0))},
		{"of a vendor", "mapdata.gpkg.curves", packed(1<<5, make([]byte, 100))},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := asGeoJSON(c.blob, false)
			wantKey(t, err, c.want)
			if got != "" {
				t.Errorf("got %s", got)
			}
		})
	}
}

func TestRowsBecomeFeatures(t *testing.T) {
	path := newPackage(t, 4326, "EPSG", 4326)
	addRow(t, path, "roads", "To the pass", packed(0, wkb(order, 2, 2, 44.0, 42.0, 44.5, 42.5)))
	addRow(t, path, "roads", "Curved", packed(0, wkb(order, 8, 0)))
	addRow(t, path, "roads", "Nowhere", nil)
	c, err := Read(context.Background(), path, false)
	if err != nil || len(c.Features) != 3 {
		t.Fatalf("%+v, %v", c, err)
	}
	f := c.Features[0]
	if f.Name != "To the pass" || f.Group != "roads" || f.Value("lanes") != "2" || f.Value("opened") != "2027-05-03" || f.Value("photo") != "" || f.Shape.Type() != geo.Lines {
		t.Errorf("%+v", f)
	}
	if c.Features[1].Refused.Key != "mapdata.gpkg.curves" || c.Features[2].Refused.Key != "mapdata.empty" {
		t.Errorf("refused: %v, %v", c.Features[1].Refused, c.Features[2].Refused)
	}
}

func TestReferenceSystems(t *testing.T) {
	path := newPackage(t, 3857, "EPSG", 3857)
	addRow(t, path, "roads", "A", packed(0, pointAt(4898057.594904037, 5160979.444049782)))
	c, err := Read(context.Background(), path, false)
	if err != nil {
		t.Fatal(err)
	}
	if at := c.Features[0].Shape.Points[0]; geo.Distance(at, geo.Point{Lon: 44, Lat: 42}) > 0.001 {
		t.Errorf("at %v", at)
	}
	addTable(t, path, "posts", 32638, "EPSG", 32638)
	if c, err = Read(context.Background(), path, false); err != nil || len(c.Features) != 1 || c.Notes[0].Key != "mapdata.gpkg.reference" {
		t.Errorf("%+v, %v", c, err)
	}
	_, err = Read(context.Background(), newPackage(t, 32638, "EPSG", 32638), false)
	wantKey(t, err, "mapdata.reference")
	if !strings.Contains(err.Error(), "32638") {
		t.Errorf("%v names no system", err)
	}
}

func TestAFileInUse(t *testing.T) {
	path := newPackage(t, 4326, "EPSG", 4326)
	addRow(t, path, "roads", "A", packed(0, pointAt(44, 42)))
	if err := os.WriteFile(path+"-wal", []byte("half written"), 0o666); err != nil {
		t.Fatal(err)
	}
	c, err := Read(context.Background(), path, false)
	if err != nil || len(c.Features) != 1 || len(c.Notes) != 1 || c.Notes[0].Key != "mapdata.gpkg.open" {
		t.Errorf("%+v, %v", c, err)
	}
	if content, err := os.ReadFile(path + "-wal"); err != nil || string(content) != "half written" {
		t.Errorf("what another program wrote is %q, %v", content, err)
	}
}

func TestHostileFiles(t *testing.T) {
	for _, c := range []struct {
		name, want string
		statements []string
	}{
		{"another database", "mapdata.nogpkg", []string{"CREATE TABLE a (b)"}},
		{"contents that are no table", "mapdata.nogpkg", []string{"CREATE VIRTUAL TABLE gpkg_contents USING fts3(table_name)"}},
		{"columns missing", "mapdata.nogpkg", []string{"CREATE TABLE gpkg_contents (a)", "CREATE TABLE gpkg_geometry_columns (b)", "CREATE TABLE gpkg_spatial_ref_sys (c)"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.gpkg")
			mbtilestest.Exec(t, path, c.statements...)
			_, err := Read(context.Background(), path, false)
			wantKey(t, err, c.want)
		})
	}
	path := newPackage(t, 4326, "EPSG", 4326)
	mbtilestest.Exec(t, path, "DROP TABLE roads", `CREATE VIEW roads AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM n) SELECT i AS fid, x'00' AS geom FROM n`)
	_, err := Read(context.Background(), path, false)
	wantKey(t, err, "mapdata.features.many")
}

func wantKey(t *testing.T, err error, key string) {
	t.Helper()
	var p *plan.ProblemError
	if !errors.As(err, &p) || p.Message.Key != key {
		t.Fatalf("got %v, want %s", err, key)
	}
}

func FuzzGeometry(f *testing.F) {
	f.Add(packed(0, pointAt(44, 41)), false)
	f.Add(packed(0, wkb(order, 6, 1, order, 3, 1, 4, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0)), true)
	f.Add(packed(1<<1, append(make([]byte, 32), wkb(order, 7, 2, pointAt(1, 2), order, 3002, 1, 1.0, 2.0, 3.0, 4.0)...)), false)
	f.Fuzz(func(t *testing.T, blob []byte, mercator bool) {
		text, err := asGeoJSON(blob, mercator)
		var p *plan.ProblemError
		if err != nil && !errors.As(err, &p) {
			t.Fatalf("no sentence: %v", err)
		}
		if err != nil || text == "" {
			return
		}
		if len(text) > 400*len(blob)+100 {
			t.Errorf("%d bytes of %d", len(text), len(blob))
		}
		if _, _, err := geo.Mend(text); err != nil && !errors.As(err, &p) {
			t.Fatalf("no sentence: %v", err)
		}
	})
}
