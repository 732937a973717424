// Package gpx writes and reads waypoints, routes and tracks for the receivers that
// patrols carry.
package gpx

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"jointplan/exchange/features"
	"jointplan/plan"
	"jointplan/plan/geo"
)

const (
	namespace    = "http://www.topografix.com/GPX/1/1"
	ownNamespace = "urn:jointplan:feature"
)

type document struct {
	XMLName xml.Name `xml:"gpx"`
	NS      string   `xml:"xmlns,attr"`
	Own     string   `xml:"xmlns:jp,attr"`
	Version string   `xml:"version,attr"`
	Creator string   `xml:"creator,attr"`
	Title   string   `xml:"metadata>name"`
	About   string   `xml:"metadata>desc,omitempty"`
	Points  []point  `xml:"wpt"`
	Routes  []route  `xml:"rte"`
	Tracks  []track  `xml:"trk"`
}

type point struct {
	Lat   string  `xml:"lat,attr"`
	Lon   string  `xml:"lon,attr"`
	Name  string  `xml:"name,omitempty"`
	Notes string  `xml:"desc,omitempty"`
	Type  string  `xml:"type,omitempty"`
	More  *extras `xml:"extensions,omitempty"`
}

type route struct {
	Name   string  `xml:"name,omitempty"`
	Notes  string  `xml:"desc,omitempty"`
	Type   string  `xml:"type,omitempty"`
	More   *extras `xml:"extensions,omitempty"`
	Points []point `xml:"rtept"`
}

type track struct {
	Name     string    `xml:"name,omitempty"`
	Notes    string    `xml:"desc,omitempty"`
	Type     string    `xml:"type,omitempty"`
	More     *extras   `xml:"extensions,omitempty"`
	Segments []segment `xml:"trkseg"`
}

type segment struct {
	Points []point `xml:"trkpt"`
}

// extras are the fields of a plan's object. They are written with a prefix and read
// with any.
type extras struct {
	Own  []datum `xml:"jp:data"`
	Read []datum `xml:"data"`
}

type datum struct {
	Name  string `xml:"name,attr"`
	Value string `xml:",chardata"`
}

// Write writes points as waypoints, single lines as routes, and all else as tracks.
// The format knows no areas: notes tell how many outlines became closed tracks.
func Write(out io.Writer, list []features.Feature, about features.About) (notes []plan.Message, err error) {
	doc := document{NS: namespace, Own: ownNamespace, Version: "1.1", Creator: about.App, Title: about.Title, About: about.Text()}
	outlines := 0
	for i := range list {
		f := &list[i]
		more := extrasOf(f)
		for _, p := range f.Shape.Points {
			w := pointOf(p)
			w.Name, w.Type, w.More = f.Name, kindOf(f), more
			doc.Points = append(doc.Points, w)
		}
		switch {
		case len(f.Shape.Lines) == 1 && len(f.Shape.Polygons) == 0:
			doc.Routes = append(doc.Routes, route{Name: f.Name, Type: kindOf(f), More: more, Points: pointsOf(f.Shape.Lines[0], false)})
		case len(f.Shape.Lines)+len(f.Shape.Polygons) > 0:
			doc.Tracks = append(doc.Tracks, track{Name: f.Name, Type: kindOf(f), More: more, Segments: segments(f.Shape)})
			outlines += min(1, len(f.Shape.Polygons))
		}
	}
	if _, err := io.WriteString(out, xml.Header); err != nil {
		return nil, err
	}
	enc := xml.NewEncoder(out)
	enc.Indent("", " ")
	if err := enc.Encode(doc); err != nil {
		return nil, err
	}
	if outlines > 0 {
		notes = append(notes, plan.Say("mapdata.gpx.outlines", "Count", outlines))
	}
	_, err = io.WriteString(out, "\n")
	return notes, err
}

func segments(s geo.Shape) []segment {
	var list []segment
	for _, line := range s.Lines {
		list = append(list, segment{pointsOf(line, false)})
	}
	for _, polygon := range s.Polygons {
		for _, ring := range polygon {
			list = append(list, segment{pointsOf(ring, true)})
		}
	}
	return list
}

func kindOf(f *features.Feature) string {
	if f.Kind == nil {
		return ""
	}
	return f.Kind.Name
}

func extrasOf(f *features.Feature) *extras {
	var e extras
	for _, p := range f.Attributes(false) {
		e.Own = append(e.Own, datum{p.Name, p.Value})
	}
	if f.Symbol != "" {
		e.Own = append(e.Own, datum{features.SymbolProperty, f.Symbol})
	}
	if len(e.Own) == 0 {
		return nil
	}
	return &e
}

func pointOf(p geo.Point) point {
	lon, lat := features.Degrees(p)
	return point{Lat: lat, Lon: lon}
}

func pointsOf(path []geo.Point, closed bool) []point {
	list := make([]point, 0, len(path)+1)
	for _, p := range path {
		list = append(list, pointOf(p))
	}
	if closed && len(path) > 0 {
		list = append(list, pointOf(path[0]))
	}
	return list
}

// Read reads waypoints, routes and tracks. With swap latitudes and longitudes are
// taken for each other. Closed tracks stay lines: the format knows no areas.
func Read(ctx context.Context, r io.Reader, swap bool) (*features.Collection, error) {
	in := reading{source: features.NewSource(ctx, r), builder: features.NewBuilder(swap)}
	in.builder.JoinParts = true
	in.decoder = in.source.XML()
	if err := in.file(); err != nil {
		return nil, features.Unreadable(err)
	}
	return in.builder.Finish(), nil
}

type reading struct {
	source  *features.Source
	decoder *xml.Decoder
	builder *features.Builder
}

func (in *reading) file() error {
	begun := false
	for {
		token, err := in.decoder.Token()
		if errors.Is(err, io.EOF) && begun {
			return nil
		}
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if !begun && start.Name.Local != "gpx" {
			return plan.Problem("mapdata.nogpx")
		}
		if !begun {
			begun = true
			continue
		}
		in.source.Fresh()
		if err := in.element(start); err != nil {
			return err
		}
	}
}

func (in *reading) element(start xml.StartElement) error {
	var drawn features.Drawn
	switch start.Name.Local {
	case "wpt":
		var p point
		if err := in.decoder.DecodeElement(&p, &start); err != nil {
			return err
		}
		drawn.Point(p.Lon, p.Lat)
		return in.add(p.Name, p.Notes, p.Type, p.More, &drawn)
	case "rte":
		var r route
		if err := in.decoder.DecodeElement(&r, &start); err != nil {
			return err
		}
		drawn.Line(tuples(r.Points))
		return in.add(r.Name, r.Notes, r.Type, r.More, &drawn)
	case "trk":
		var t track
		if err := in.decoder.DecodeElement(&t, &start); err != nil {
			return err
		}
		for _, s := range t.Segments {
			drawn.Line(tuples(s.Points))
		}
		return in.add(t.Name, t.Notes, t.Type, t.More, &drawn)
	}
	return in.decoder.Skip()
}

func (in *reading) add(name, notes, group string, more *extras, drawn *features.Drawn) error {
	f := features.Feature{Name: strings.TrimSpace(name), Group: group, Refused: drawn.Refused}
	if more != nil {
		for _, d := range more.Read {
			f.Properties = append(f.Properties, features.Property{Name: d.Name, Value: d.Value})
		}
	}
	f.Symbol = f.Value(features.SymbolProperty)
	f.Foreign(notes)
	return in.builder.Add(f, drawn.JSON())
}

func tuples(list []point) string {
	var out strings.Builder
	for _, p := range list {
		out.WriteString(strings.TrimSpace(p.Lon) + "," + strings.TrimSpace(p.Lat) + " ")
	}
	return out.String()
}
