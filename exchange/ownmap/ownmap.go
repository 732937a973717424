// Package ownmap opens maps of a user's own, to be drawn under a plan: pictures cut
// into tiles (MBTiles), and map data in all formats of mapfile.
package ownmap

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jointplan/exchange/chart"
	"jointplan/exchange/mapfile"
	"jointplan/exchange/mbtiles"
	"jointplan/plan"
	"jointplan/plan/geo"
)

// tilesExtension is that of MBTiles files.
const tilesExtension = ".mbtiles"

// Extensions lists the endings of files that can be shown as a map.
func Extensions() []string { return append([]string{tilesExtension}, mapfile.Extensions()...) }

// Known reports whether a file can be shown as a map, by its name.
func Known(path string) bool {
	return slices.ContainsFunc(Extensions(), func(e string) bool { return strings.EqualFold(filepath.Ext(path), e) })
}

// IsTiles reports whether a file is one of pictures, by its name.
func IsTiles(path string) bool { return strings.EqualFold(filepath.Ext(path), tilesExtension) }

// Map is a file that was opened. Several pictures may be drawn of it at a time.
type Map struct {
	Path        string
	Name        string
	Attribution string // whom the map is from, as it says itself
	Size        int64  // bytes
	Box         geo.Box
	Features    int            // of map data
	Notes       []plan.Message // what people should know of the file

	tiles *mbtiles.Set
	data  *chart.MapData
}

// IsTiles reports whether the map is of pictures, which may let through what is under
// them.
func (m *Map) IsTiles() bool { return m.tiles != nil }

// Open opens the file at path. That it cannot be shown is an error a person can read.
func Open(ctx context.Context, path string) (*Map, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, mapfile.Problem(path, err)
	}
	if !Known(path) {
		return nil, plan.Problem("mapdata.file.format", "Name", filepath.Base(path), "Known", strings.Join(Extensions(), ", "))
	}
	m := &Map{Path: path, Name: strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)), Size: info.Size()}
	if IsTiles(path) {
		err = m.openTiles(ctx)
	} else {
		err = m.readData(ctx)
	}
	if err != nil {
		return nil, mapfile.Problem(path, err)
	}
	return m, nil
}

func (m *Map) openTiles(ctx context.Context) (err error) {
	if m.tiles, err = mbtiles.Open(ctx, m.Path); err != nil {
		return err
	}
	m.Name, m.Attribution, m.Box = m.tiles.Name, m.tiles.Attribution, m.tiles.Grid().Box
	return nil
}

func (m *Map) readData(ctx context.Context) error {
	c, err := mapfile.Read(ctx, m.Path, false)
	if err != nil {
		return err
	}
	m.Notes = c.Notes
	var shapes []chart.Named
	for _, f := range c.Features {
		if f.Refused.Key == "" {
			shapes = append(shapes, chart.Named{Name: f.Name, Shape: f.Shape})
		} else if len(m.Notes) == 0 {
			m.Notes = append(m.Notes, f.Refused)
		}
	}
	m.Features = len(shapes)
	if m.Features == 0 {
		return plan.Problem("error.ownmap.nothing")
	}
	m.data = chart.NewMapData(shapes)
	m.Box, _ = m.data.Box()
	return ctx.Err()
}

// Close ends reading; what is still drawn of pictures is empty from now on.
func (m *Map) Close() error {
	if m.tiles == nil {
		return nil
	}
	chart.ForgetTiles(m.tiles)
	return m.tiles.Close()
}

// Use is how a map is shown.
type Use struct {
	Map     *Map
	Opacity float64 // of pictures, from 0 to 1
	Colour  int     // of map data, see chart.DrawingColour
}

// Own gives what is drawn of maps that are listed from the topmost down. Bare leaves
// out the basemap.
func Own(uses []Use, bare bool) chart.Own {
	own := chart.Own{Bare: bare}
	for _, u := range uses {
		own.Credits = append(own.Credits, u.Map.credit())
	}
	for _, u := range slices.Backward(uses) {
		if u.Map.IsTiles() {
			own.Tiles = append(own.Tiles, chart.Tiles{Source: u.Map.tiles, Opacity: u.Opacity})
		} else {
			own.Drawings = append(own.Drawings, chart.Drawing{Data: u.Map.data, Colour: u.Colour})
		}
	}
	return own
}

func (m *Map) credit() string {
	if m.Attribution == "" {
		return m.Name
	}
	return m.Name + " (" + m.Attribution + ")"
}
