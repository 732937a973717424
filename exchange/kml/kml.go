// Package kml writes and reads the files of Google Earth and its like, alone and
// packed as KMZ. Links of a file to others are never followed.
package kml

import (
	"encoding/xml"

	"jointplan/exchange/features"
)

const namespace = "http://www.opengis.net/kml/2.2"

// document is what is written.
type document struct {
	XMLName xml.Name `xml:"kml"`
	NS      string   `xml:"xmlns,attr"`
	Name    string   `xml:"Document>name"`
	About   string   `xml:"Document>description,omitempty"`
	Styles  []style  `xml:"Document>Style"`
	Folders []folder `xml:"Document>Folder"`
}

type style struct {
	ID   string `xml:"id,attr"`
	Icon string `xml:"IconStyle>color"`
	Line string `xml:"LineStyle>color"`
	// Width is in pixels.
	Width int    `xml:"LineStyle>width"`
	Area  string `xml:"PolyStyle>color"`
}

type folder struct {
	Name       string      `xml:"name"`
	Placemarks []placemark `xml:"Placemark"`
}

// placemark is what is written and, with any prefix of names, what is read.
type placemark struct {
	ID          string     `xml:"id,attr,omitempty"`
	Name        string     `xml:"name"`
	Description string     `xml:"description,omitempty"`
	StyleURL    string     `xml:"styleUrl,omitempty"`
	Data        []data     `xml:"ExtendedData>Data"`
	Simple      []simple   `xml:"ExtendedData>SchemaData>SimpleData"`
	geometry               // read
	Shape       []geometry `xml:"MultiGeometry"`
}

type data struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value"`
}

type simple struct {
	Name  string `xml:"name,attr"`
	Value string `xml:",chardata"`
}

// geometry is any number of shapes; collections may hold collections.
type geometry struct {
	Points []places   `xml:"Point"`
	Lines  []places   `xml:"LineString"`
	Rings  []places   `xml:"LinearRing"`
	Areas  []area     `xml:"Polygon"`
	Tracks []track    `xml:"Track"`
	Multi  []geometry `xml:"MultiGeometry,omitempty"`
	Many   []geometry `xml:"MultiTrack,omitempty"`
}

type places struct {
	Coordinates string `xml:"coordinates"`
}

type area struct {
	Outer places   `xml:"outerBoundaryIs>LinearRing"`
	Inner []places `xml:"innerBoundaryIs>LinearRing,omitempty"`
}

// track has its places one by one, "lon lat height".
type track struct {
	Places []string `xml:"coord"`
}

// draw gathers the parts of a geometry.
func (g *geometry) draw(on *features.Drawn) {
	for _, p := range g.Points {
		on.Points(p.Coordinates)
	}
	for _, p := range g.Lines {
		on.Line(p.Coordinates)
	}
	for _, p := range g.Rings {
		on.Line(p.Coordinates)
	}
	for _, a := range g.Areas {
		rings := []string{a.Outer.Coordinates}
		for _, hole := range a.Inner {
			rings = append(rings, hole.Coordinates)
		}
		on.Polygon(rings...)
	}
	for _, t := range g.Tracks {
		on.Line(t.tuples())
	}
	for _, more := range [][]geometry{g.Multi, g.Many} {
		for i := range more {
			more[i].draw(on)
		}
	}
}
