// Package nvg writes and reads overlays in NATO Vector Graphics 2.0, which command
// and control systems show. The schema is not public; what is written are its
// points, lines and polygons as published files have them.
package nvg

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"jointplan/exchange/features"
	"jointplan/plan"
	"jointplan/plan/geo"
	"jointplan/plan/symbol"
)

const (
	ownNamespace = "urn:jointplan:notice"

	namespace = "https://tide.act.nato.int/schemas/2012/10/nvg"
	version   = "2.0.2"
	// What stands before codes of digits and of letters.
	inDigits, inLetters = "app6d:", "2525c:"
)

type document struct {
	XMLName xml.Name `xml:"nvg"`
	NS      string   `xml:"xmlns,attr"`
	Version string   `xml:"version,attr"`
	Marking string   `xml:"classification,attr,omitempty"`
	About   *about   `xml:"metadata"`
	Groups  []group  `xml:"g"`
}

// about is the place for what others do not know.
type about struct {
	Notice notice `xml:"notice"`
}

type notice struct {
	NS   string `xml:"xmlns,attr"`
	Text string `xml:",chardata"`
}

type group struct {
	Label string `xml:"label,attr"`
	Items []item
}

// item is a point, polyline or polygon.
type item struct {
	XMLName xml.Name
	URI     string  `xml:"uri,attr,omitempty"`
	Label   string  `xml:"label,attr,omitempty"`
	Symbol  string  `xml:"symbol,attr,omitempty"`
	X       string  `xml:"x,attr,omitempty"`
	Y       string  `xml:"y,attr,omitempty"`
	Points  string  `xml:"points,attr,omitempty"`
	Style   string  `xml:"style,attr,omitempty"`
	More    *extras `xml:"ExtendedData,omitempty"`
	// Text is the description of elements of foreign files.
	Text string `xml:"textInfo,omitempty"`
	// Content is what a text of a foreign file says.
	Content string `xml:"content,attr,omitempty"`
}

type extras struct {
	Data []datum `xml:"SimpleData"`
}

type datum struct {
	Key   string `xml:"key,attr"`
	Value string `xml:",chardata"`
}

// Write writes features in a group for each kind, in the colours of parties. An
// object of several parts becomes several elements, and holes of areas cannot be
// said: notes tell how many were left out.
func Write(out io.Writer, list []features.Feature, said features.About, w plan.Words) (notes []plan.Message, err error) {
	doc := document{NS: namespace, Version: version, Marking: said.Marking}
	if said.Notice != "" {
		doc.About = &about{notice{ownNamespace, said.Notice}}
	}
	at := map[*plan.Kind]int{}
	holes := 0
	for i := range list {
		f := &list[i]
		n, ok := at[f.Kind]
		if !ok {
			n = len(doc.Groups)
			at[f.Kind] = n
			doc.Groups = append(doc.Groups, group{Label: label(f.Kind, w)})
		}
		items, left := itemsOf(f)
		doc.Groups[n].Items = append(doc.Groups[n].Items, items...)
		holes += left
	}
	if _, err := io.WriteString(out, xml.Header); err != nil {
		return nil, err
	}
	enc := xml.NewEncoder(out)
	enc.Indent("", " ")
	if err := enc.Encode(doc); err != nil {
		return nil, err
	}
	if holes > 0 {
		notes = append(notes, plan.Say("mapdata.nvg.holes", "Count", holes))
	}
	_, err = io.WriteString(out, "\n")
	return notes, err
}

func label(k *plan.Kind, w plan.Words) string {
	switch {
	case k == nil:
		return ""
	case w == nil:
		return k.Name
	}
	return w.T(k.Plural())
}

func itemsOf(f *features.Feature) (items []item, holes int) {
	add := func(name string, set func(*item)) {
		it := item{XMLName: xml.Name{Local: name}, Label: f.Name, Style: styleOf(f)}
		if id := f.ID.String(); id != "" {
			it.URI = "urn:jointplan:" + id
		}
		if f.Symbol != "" {
			it.Symbol = written(f.Symbol)
		}
		set(&it)
		if it.More = extrasOf(f); len(items) > 0 {
			it.URI += ":" + string(rune('a'+len(items)%26)) // parts of one object
		}
		items = append(items, it)
	}
	for _, p := range f.Shape.Points {
		add("point", func(it *item) { it.X, it.Y = features.Degrees(p) })
	}
	for _, line := range f.Shape.Lines {
		add("polyline", func(it *item) { it.Points = features.Tuples(line, false) })
	}
	for _, polygon := range f.Shape.Polygons {
		add("polygon", func(it *item) { it.Points = features.Tuples(polygon[0], true) })
		holes += len(polygon) - 1
	}
	return items, holes
}

// written is a code behind the name of its standard; nothing for a text that is of
// none, which is still among the fields.
func written(code string) string {
	switch {
	case symbol.InDigits(code):
		return inDigits + code
	case symbol.InLetters(code):
		return inLetters + code
	}
	return ""
}

func styleOf(f *features.Feature) string {
	if f.Colour.A == 0 || f.Shape.Type() == geo.Points {
		return ""
	}
	hex := features.Hex(f.Colour)
	return "stroke:" + hex + ";stroke-width:2;fill:" + hex + ";fill-opacity:0.25"
}

func extrasOf(f *features.Feature) *extras {
	var e extras
	for _, p := range f.Attributes(false) {
		e.Data = append(e.Data, datum{p.Name, p.Value})
	}
	if len(e.Data) == 0 {
		return nil
	}
	return &e
}

// Read reads points, lines and polygons of an overlay, those of versions before 2.0
// too. With swap latitudes and longitudes are taken for each other. Shapes that are
// given by radius or width are told and left out.
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
	groups  []string
	begun   bool
}

// mostGroups is how deep groups may lie in each other.
const mostGroups = 64

func (in *reading) file() error {
	for {
		token, err := in.decoder.Token()
		if errors.Is(err, io.EOF) && in.begun {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if !in.begun && t.Name.Local != "nvg" {
				return plan.Problem("mapdata.nonvg")
			}
			in.begun = true
			if err := in.element(t); err != nil {
				return err
			}
		case xml.EndElement:
			if (t.Name.Local == "g" || t.Name.Local == "composite") && len(in.groups) > 0 {
				in.groups = in.groups[:len(in.groups)-1]
			}
		}
	}
}

func (in *reading) element(start xml.StartElement) error {
	switch start.Name.Local {
	case "nvg", "a":
		return nil
	case "g", "composite":
		name := ""
		for _, a := range start.Attr {
			if a.Name.Local == "label" {
				name = a.Value
			}
		}
		if in.groups = append(in.groups, name); len(in.groups) > mostGroups {
			return plan.Problem("mapdata.folders", "Max", mostGroups)
		}
		return nil
	case "point", "text", "polyline", "polygon", "multipoint":
		in.source.Fresh()
		var it item
		if err := in.decoder.DecodeElement(&it, &start); err != nil {
			return err
		}
		return in.add(start.Name.Local, it)
	case "circle", "ellipse", "arc", "arcband", "corridor", "rect", "orbit":
		in.builder.Note(plan.Say("mapdata.nvg.rounded"))
	}
	return in.decoder.Skip()
}

func (in *reading) add(name string, it item) error {
	if it.Text == "" {
		it.Text = it.Content
	}
	f := features.Feature{Name: strings.TrimSpace(it.Label)}
	if f.Name == "" {
		f.Name = strings.TrimSpace(it.Content)
	}
	if n := len(in.groups); n > 0 {
		f.Group = in.groups[n-1]
	}
	if it.More != nil {
		for _, d := range it.More.Data {
			f.Properties = append(f.Properties, features.Property{Name: d.Key, Value: d.Value})
		}
	}
	f.Symbol = strings.TrimSpace(it.Symbol[strings.IndexByte(it.Symbol, ':')+1:])
	f.Foreign(it.Text)
	var drawn features.Drawn
	switch name {
	case "polyline":
		drawn.Line(it.Points)
	case "polygon":
		drawn.Polygon(it.Points)
	case "multipoint":
		drawn.Points(it.Points)
	default:
		drawn.Point(it.X, it.Y)
	}
	f.Refused = drawn.Refused
	return in.builder.Add(f, drawn.JSON())
}
