// Package geojson writes and reads features as RFC 7946 has it, which every
// program for maps takes.
package geojson

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"jointplan/exchange/features"
)

// Write writes features as one collection, each on a line of its own. Colours are
// said in the names of simplestyle, which several viewers draw by. What the file says
// of itself stands beside the features, in members of our own.
func Write(w io.Writer, list []features.Feature, about features.About) error {
	out := bufio.NewWriterSize(w, 64<<10)
	_, _ = out.WriteString(`{"type":"FeatureCollection",`) // the error stays until Flush
	for _, said := range []struct{ name, text string }{{"marking", about.Marking}, {"notice", about.Notice}} {
		if said.text != "" {
			_, _ = out.WriteString(quoted(said.name) + ":" + quoted(said.text) + ",\n")
		}
	}
	_, _ = out.WriteString(`"features":[`)
	for i := range list {
		if i > 0 {
			_ = out.WriteByte(',')
		}
		_ = out.WriteByte('\n')
		writeFeature(out, &list[i])
	}
	_, _ = out.WriteString("\n]}\n")
	return out.Flush()
}

func writeFeature(out *bufio.Writer, f *features.Feature) {
	_, _ = out.WriteString(`{"type":"Feature",`)
	if id := f.ID.String(); id != "" {
		fmt.Fprintf(out, `"id":%s,`, quoted(id))
	}
	geometry := string(f.Shape.Text())
	if geometry == "" {
		geometry = "null"
	}
	_, _ = out.WriteString(`"geometry":` + geometry + `,"properties":{`)
	for i, p := range written(f) {
		if i > 0 {
			_ = out.WriteByte(',')
		}
		value := quoted(p.Value)
		if p.Numeric {
			value = p.Value
		}
		_, _ = out.WriteString(quoted(p.Name) + ":" + value)
	}
	_, _ = out.WriteString("}}")
}

func written(f *features.Feature) []features.Property {
	list := f.Attributes(true)
	if f.Kind == nil || f.Kind.Title() == nil {
		list = append(list, features.Property{Name: "name", Value: f.Name})
	}
	if f.Symbol != "" {
		list = append(list, features.Property{Name: features.SymbolProperty, Value: f.Symbol})
	}
	if f.Colour.A == 0 {
		return list
	}
	for _, name := range []string{"stroke", "fill", "marker-color"} {
		list = append(list, features.Property{Name: name, Value: features.Hex(f.Colour)})
	}
	return append(list, features.Property{Name: "fill-opacity", Value: "0.25", Numeric: true})
}

func quoted(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		return `""` // no text fails
	}
	return string(data)
}
