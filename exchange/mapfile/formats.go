// Package mapfile reads and writes files of map data whatever their format, which
// their name's ending tells.
package mapfile

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"

	"jointplan/exchange/features"
	"jointplan/exchange/geojson"
	"jointplan/exchange/geopackage"
	"jointplan/exchange/gpx"
	"jointplan/exchange/kml"
	"jointplan/exchange/nvg"
	"jointplan/plan"
)

// Format is one that map data is exchanged in. Its words are "mapdata.format.NAME".
type Format struct {
	Name       string
	Extensions []string // with a dot, the one that is written first

	read  func(ctx context.Context, file *os.File, swap bool) (*features.Collection, error)
	write func(w io.Writer, list []features.Feature, o Options) ([]plan.Message, error)
}

// Options is what a file tells besides its features.
type Options struct {
	Title   string
	Marking string // see chart.Label
	Words   plan.Words
	App     string // program and version
}

// about is what goes into the file; the notice on boundaries is on every one.
func (o Options) about() features.About {
	a := features.About{Title: o.Title, Marking: o.Marking, App: o.App}
	if o.Words != nil {
		a.Notice = o.Words.T("chart.disclaimer")
	}
	return a
}

// Formats lists the formats that are read and written, the one that keeps most first.
func Formats() []Format {
	return []Format{
		{"geojson", []string{".geojson", ".json"}, plain(geojson.Read), writeGeoJSON},
		{"kml", []string{".kml"}, plain(kml.Read), writeKML},
		{"kmz", []string{".kmz"}, readKMZ, writeKMZ},
		{"gpx", []string{".gpx"}, plain(gpx.Read), writeGPX},
		{"nvg", []string{".nvg"}, plain(nvg.Read), writeNVG},
	}
}

// foreign lists the formats that are read and not written.
func foreign() []Format {
	return []Format{{"gpkg", []string{".gpkg"}, readGeoPackage, nil}}
}

// Extensions lists all endings of names that can be read.
func Extensions() []string { return append(Written(), extensions(foreign())...) }

// Written lists all endings of names that can be written.
func Written() []string { return extensions(Formats()) }

func extensions(formats []Format) (list []string) {
	for _, f := range formats {
		list = append(list, f.Extensions...)
	}
	return list
}

// For gives the format of a file by its name; false when it is none.
func For(path string) (Format, bool) {
	for _, f := range append(Formats(), foreign()...) {
		for _, e := range f.Extensions {
			if strings.EqualFold(filepath.Ext(path), e) {
				return f, true
			}
		}
	}
	return Format{}, false
}

func plain(read func(context.Context, io.Reader, bool) (*features.Collection, error)) func(context.Context, *os.File, bool) (*features.Collection, error) {
	return func(ctx context.Context, file *os.File, swap bool) (*features.Collection, error) {
		return read(ctx, file, swap)
	}
}

func readKMZ(ctx context.Context, file *os.File, swap bool) (*features.Collection, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	return kml.ReadPacked(ctx, file, info.Size(), swap)
}

// readGeoPackage has SQLite open the file once more: it wants a name.
func readGeoPackage(ctx context.Context, file *os.File, swap bool) (*features.Collection, error) {
	return geopackage.Read(ctx, file.Name(), swap)
}

func writeGeoJSON(w io.Writer, list []features.Feature, o Options) ([]plan.Message, error) {
	return nil, geojson.Write(w, list, o.about())
}

func writeKML(w io.Writer, list []features.Feature, o Options) ([]plan.Message, error) {
	return nil, kml.Write(w, list, o.about(), o.Words)
}

func writeKMZ(w io.Writer, list []features.Feature, o Options) ([]plan.Message, error) {
	return nil, kml.WritePacked(w, list, o.about(), o.Words)
}

func writeGPX(w io.Writer, list []features.Feature, o Options) ([]plan.Message, error) {
	return gpx.Write(w, list, o.about())
}

func writeNVG(w io.Writer, list []features.Feature, o Options) ([]plan.Message, error) {
	return nvg.Write(w, list, o.about(), o.Words)
}
