package kml

import (
	"context"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"strings"

	"jointplan/exchange/features"
	"jointplan/plan"
)

// mostFolders is how deep folders may lie in each other.
const mostFolders = 64

// Read reads the placemarks of a file. With swap latitudes and longitudes are taken
// for each other. Links to other files are told and not followed.
func Read(ctx context.Context, r io.Reader, swap bool) (*features.Collection, error) {
	in := reading{source: features.NewSource(ctx, r), builder: features.NewBuilder(swap)}
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
	folders []string // names of the folders that are open, "" before the name was read
	open    []string // elements that are open
}

func (in *reading) file() error {
	for {
		token, err := in.decoder.Token()
		if errors.Is(err, io.EOF) {
			if in.folders == nil && len(in.open) == 0 {
				return nil
			}
			return io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := in.start(t); err != nil {
				return err
			}
		case xml.EndElement:
			in.end(t.Name.Local)
		}
	}
}

func (in *reading) start(t xml.StartElement) error {
	name := t.Name.Local
	switch {
	case len(in.open) == 0 && name != "kml" && name != "Document" && name != "Folder" && name != "Placemark":
		return plan.Problem("mapdata.nokml")
	case name == "Placemark":
		return in.placemark(t)
	case name == "NetworkLink":
		in.builder.Note(plan.Say("mapdata.links"))
		return in.decoder.Skip()
	case name == "GroundOverlay" || name == "ScreenOverlay" || name == "PhotoOverlay":
		in.builder.Note(plan.Say("mapdata.pictures"))
		return in.decoder.Skip()
	case name == "Style" || name == "StyleMap" || name == "Schema":
		return in.decoder.Skip()
	case name == "name" && len(in.open) > 0 && in.open[len(in.open)-1] == "Folder":
		var text string
		if err := in.decoder.DecodeElement(&text, &t); err != nil {
			return err
		}
		in.folders[len(in.folders)-1] = text
		return nil
	case name == "Folder":
		in.folders = append(in.folders, "")
	}
	in.open = append(in.open, name)
	if len(in.open) > mostFolders {
		return plan.Problem("mapdata.folders", "Max", mostFolders)
	}
	return nil
}

func (in *reading) end(name string) {
	if name == "Folder" && len(in.folders) > 0 {
		in.folders = in.folders[:len(in.folders)-1]
	}
	if len(in.open) > 0 {
		in.open = in.open[:len(in.open)-1]
	}
	if len(in.open) == 0 {
		in.folders = nil
	}
}

func (in *reading) placemark(t xml.StartElement) error {
	in.source.Fresh()
	var p placemark
	if err := in.decoder.DecodeElement(&p, &t); err != nil {
		return err
	}
	f := features.Feature{Name: strings.TrimSpace(p.Name)}
	if n := len(in.folders); n > 0 {
		f.Group = in.folders[n-1]
	}
	for _, d := range p.Data {
		f.Properties = append(f.Properties, features.Property{Name: d.Name, Value: d.Value})
	}
	for _, d := range p.Simple {
		f.Properties = append(f.Properties, features.Property{Name: d.Name, Value: d.Value})
	}
	f.Symbol = f.Value(features.SymbolProperty)
	f.Foreign(plainText(p.Description))
	var drawn features.Drawn
	p.geometry.draw(&drawn)
	for i := range p.Shape {
		p.Shape[i].draw(&drawn)
	}
	f.Refused = drawn.Refused
	return in.builder.Add(f, drawn.JSON())
}

func (t track) tuples() string {
	var tuples []string
	for _, place := range t.Places {
		if parts := strings.Fields(place); len(parts) > 1 {
			tuples = append(tuples, parts[0]+","+parts[1])
		}
	}
	return strings.Join(tuples, " ")
}

// plainText drops the HTML that descriptions may be written in.
func plainText(text string) string {
	if !strings.Contains(text, "<") {
		return html.UnescapeString(text)
	}
	var out strings.Builder
	inTag := false
	for _, r := range text {
		switch {
		case r == '<':
			inTag = true
			out.WriteByte(' ')
		case r == '>' && inTag:
			inTag = false
		case !inTag:
			out.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(html.UnescapeString(out.String())), " ")
}
