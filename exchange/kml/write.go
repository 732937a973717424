package kml

import (
	"encoding/xml"
	"fmt"
	"image/color"
	"io"

	"jointplan/exchange/features"
	"jointplan/plan"
	"jointplan/plan/geo"
)

// Write writes features, a folder for each kind in their order, in the colours of
// parties. w names kinds.
func Write(out io.Writer, list []features.Feature, about features.About, w plan.Words) error {
	doc := document{NS: namespace, Name: about.Title, About: about.Text()}
	at := map[*plan.Kind]int{}
	styled := map[color.NRGBA]bool{}
	for i := range list {
		f := &list[i]
		if f.Colour.A > 0 && !styled[f.Colour] {
			styled[f.Colour] = true
			doc.Styles = append(doc.Styles, styleOf(f.Colour))
		}
		n, ok := at[f.Kind]
		if !ok {
			n = len(doc.Folders)
			at[f.Kind] = n
			doc.Folders = append(doc.Folders, folder{Name: nameOf(f.Kind, w)})
		}
		doc.Folders[n].Placemarks = append(doc.Folders[n].Placemarks, mark(f))
	}
	if _, err := io.WriteString(out, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(out)
	enc.Indent("", " ")
	if err := enc.Encode(doc); err != nil {
		return err
	}
	_, err := io.WriteString(out, "\n")
	return err
}

func nameOf(k *plan.Kind, w plan.Words) string {
	switch {
	case k == nil:
		return ""
	case w == nil:
		return k.Name
	}
	return w.T(k.Plural())
}

func mark(f *features.Feature) placemark {
	p := placemark{Name: f.Name}
	if id := f.ID.String(); id != "" {
		p.ID = "id-" + id
	}
	if f.Colour.A > 0 {
		p.StyleURL = "#" + styleID(f.Colour)
	}
	for _, a := range f.Attributes(false) {
		p.Data = append(p.Data, data{a.Name, a.Value})
	}
	if f.Symbol != "" {
		p.Data = append(p.Data, data{features.SymbolProperty, f.Symbol})
	}
	g := geometryOf(f.Shape)
	if len(g.Points)+len(g.Lines)+len(g.Areas) > 1 {
		p.Shape = []geometry{g}
	} else {
		p.geometry = g
	}
	return p
}

func geometryOf(s geo.Shape) geometry {
	var g geometry
	for _, point := range s.Points {
		g.Points = append(g.Points, places{features.Tuples([]geo.Point{point}, false)})
	}
	for _, line := range s.Lines {
		g.Lines = append(g.Lines, places{features.Tuples(line, false)})
	}
	for _, polygon := range s.Polygons {
		var a area
		for i, ring := range polygon {
			p := places{features.Tuples(ring, true)}
			if i == 0 {
				a.Outer = p
			} else {
				a.Inner = append(a.Inner, p)
			}
		}
		g.Areas = append(g.Areas, a)
	}
	return g
}

func styleID(c color.NRGBA) string { return fmt.Sprintf("party-%02x%02x%02x", c.R, c.G, c.B) }

// styleOf writes colours as KML does: alpha, blue, green, red.
func styleOf(c color.NRGBA) style {
	abgr := func(alpha int) string { return fmt.Sprintf("%02x%02x%02x%02x", alpha, c.B, c.G, c.R) }
	return style{ID: styleID(c), Icon: abgr(0xFF), Line: abgr(0xFF), Width: 2, Area: abgr(0x40)}
}
