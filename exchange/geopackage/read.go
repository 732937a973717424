// Package geopackage reads the features of GeoPackage files (OGC 12-128): SQLite files
// with a table of contents.
package geopackage

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"jointplan/exchange/features"
	"jointplan/exchange/sqlitefile"
	"jointplan/plan"
)

const (
	// mostBlob is how many bytes one geometry may have.
	mostBlob = 64 << 20
	// reading bounds what is asked of a file: its tables may be views, which may go on
	// for ever.
	reading = 3 * time.Minute
	// mostTables is how many tables of features are read.
	mostTables = 500
)

// table is one of features.
type table struct {
	name, group, geometry string
	reference             string // as people write it, "EPSG:4326"
}

// Read reads the features of all tables of a file that are in degrees on WGS 84 or in
// Web Mercator. With swap latitudes and longitudes are taken for each other. A feature
// that cannot be used is in the collection with the reason.
func Read(ctx context.Context, path string, swap bool) (*features.Collection, error) {
	file, err := sqlitefile.Open(path, mostBlob)
	if errors.Is(err, sqlitefile.ErrForeign) {
		return nil, plan.Problem("mapdata.nogpkg").Because(err)
	}
	if err != nil {
		return nil, err
	}
	limited, cancel := context.WithTimeout(ctx, reading)
	defer cancel()
	r := reader{ctx: limited, file: file, builder: features.NewBuilder(swap)}
	err = inWords(ctx, r.all())
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return nil, err
	}
	return r.builder.Finish(), nil
}

// inWords turns what SQLite says into a sentence.
func inWords(ctx context.Context, err error) error {
	var problem *plan.ProblemError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &problem):
		return problem
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return plan.Problem("mapdata.slow").Because(err)
	}
	return plan.Problem("mapdata.nogpkg").Because(err)
}

type reader struct {
	ctx     context.Context
	file    *sqlitefile.File
	builder *features.Builder
	bytes   int
}

func (r *reader) all() error {
	if r.file.Unmerged() {
		r.builder.Note(plan.Say("mapdata.gpkg.open"))
	}
	tables, err := r.tables()
	if err != nil {
		return err
	}
	strange := ""
	read := 0
	for _, t := range tables {
		mercator, known := isMercator(t.reference)
		if !known {
			strange = t.reference
			continue
		}
		if err := r.table(t, mercator); err != nil {
			return err
		}
		read++
	}
	if strange != "" && read == 0 {
		return plan.Problem("mapdata.reference", "Value", strange)
	}
	if strange != "" {
		r.builder.Note(plan.Say("mapdata.gpkg.reference", "Count", len(tables)-read, "Value", strange))
	}
	return nil
}

// isMercator reports whether places are in metres of Web Mercator, and whether the
// reference system is one that is known here. GeoPackage always has the longitude
// first.
func isMercator(reference string) (mercator, known bool) {
	switch strings.ToUpper(reference) {
	case "EPSG:4326", "EPSG:4979", "OGC:CRS84":
		return false, true
	case "EPSG:3857", "EPSG:900913":
		return true, true
	}
	return false, false
}

// tables lists those of features.
func (r *reader) tables() ([]table, error) {
	for _, name := range []string{"gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys"} {
		if ok, err := r.file.Has(r.ctx, name); err != nil || !ok {
			return nil, errors.Join(plan.Problem("mapdata.nogpkg"), err)
		}
	}
	var list []table
	pictures := false
	err := r.file.Each(r.ctx, `SELECT c.table_name, c.identifier, c.data_type, g.column_name, g.srs_id, s.organization, s.organization_coordsys_id, s.srs_name
		FROM gpkg_contents c LEFT JOIN gpkg_geometry_columns g ON g.table_name = c.table_name LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
		LIMIT ?`, []driver.Value{int64(mostTables)}, func(_ []string, v []driver.Value) error {
		pictures = pictures || sqlitefile.Text(v[2]) == "tiles"
		t := table{name: sqlitefile.Text(v[0]), group: sqlitefile.Text(v[1]), geometry: sqlitefile.Text(v[3])}
		if sqlitefile.Text(v[2]) != "features" || t.geometry == "" {
			return nil
		}
		t.reference = fmt.Sprintf("%v:%v", orNothing(v[5]), orNothing(v[6]))
		if _, known := isMercator(t.reference); !known && sqlitefile.Text(v[7]) != "" {
			t.reference = sqlitefile.Text(v[7])
		} else if v[5] == nil {
			t.reference = fmt.Sprint(orNothing(v[4]))
		}
		if t.group == "" {
			t.group = t.name
		}
		list = append(list, t)
		return nil
	})
	if pictures {
		r.builder.Note(plan.Say("mapdata.pictures"))
	}
	return list, err
}

func orNothing(v driver.Value) any {
	switch v := v.(type) {
	case nil:
		return ""
	case []byte:
		return string(v)
	}
	return v
}

// table reads the rows of one.
func (r *reader) table(t table, mercator bool) error {
	if ok, err := r.file.Has(r.ctx, t.name); err != nil || !ok {
		return err // named in the contents and not there
	}
	return r.file.Each(r.ctx, "SELECT * FROM "+sqlitefile.Quote(t.name), nil, func(columns []string, values []driver.Value) error {
		f := features.Feature{Group: t.group}
		geometry := ""
		for i, name := range columns {
			if strings.EqualFold(name, t.geometry) {
				blob, _ := values[i].([]byte)
				r.bytes += len(blob)
				var err error
				if geometry, err = asGeoJSON(blob, mercator); err != nil && blob != nil {
					f.Refused = features.Why(err)
				}
				continue
			}
			if text, numeric, ok := value(values[i]); ok {
				r.bytes += len(text)
				f.Properties = append(f.Properties, features.Property{Name: name, Value: text, Numeric: numeric})
			}
		}
		if r.bytes > features.MaxFile {
			return plan.Problem("mapdata.file.large", "Max", features.MaxFile>>20)
		}
		f.Name = features.ProbableName(f.Properties)
		return r.builder.Add(f, geometry)
	})
}

// value writes a value of a column; false for pictures and other bytes, and for none.
func value(v driver.Value) (text string, numeric, ok bool) {
	switch v := v.(type) {
	case string:
		return v, false, v != ""
	case int64:
		return strconv.FormatInt(v, 10), true, true
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), true, true
	case bool:
		return strconv.FormatBool(v), false, v
	case time.Time:
		return strings.TrimSuffix(v.Format("2006-01-02T15:04:05"), "T00:00:00"), false, true
	}
	return "", false, false
}
