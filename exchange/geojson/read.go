package geojson

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"strings"
	"unicode/utf8"

	"jointplan/exchange/features"
	"jointplan/plan"
)

// object is a Feature, or a geometry on its own, as it is written.
type object struct {
	Type       string          `json:"type"`
	ID         json.RawMessage `json:"id"`
	Geometry   json.RawMessage `json:"geometry"`
	Properties json.RawMessage `json:"properties"`
}

// Read reads a collection feature by feature, or a file of one feature or one
// geometry. With swap latitudes and longitudes are taken for each other. A feature
// that cannot be used is in the collection with the reason; what is an error is a
// file that cannot be read at all.
func Read(ctx context.Context, r io.Reader, swap bool) (*features.Collection, error) {
	in := reading{source: features.NewSource(ctx, r), builder: features.NewBuilder(swap)}
	in.decoder = json.NewDecoder(in.source)
	if err := in.file(); err != nil {
		return nil, features.Unreadable(err)
	}
	return in.builder.Finish(), nil
}

type reading struct {
	source  *features.Source
	decoder *json.Decoder
	builder *features.Builder
}

// file reads the outermost object. What it is stands under "type", which may come
// behind all else.
func (in *reading) file() error {
	if t, err := in.decoder.Token(); err != nil {
		return err
	} else if t != json.Delim('{') {
		return plan.Problem("mapdata.nogeojson")
	}
	rest := map[string]json.RawMessage{}
	collection := false
	for in.decoder.More() {
		key, err := in.decoder.Token()
		if err != nil {
			return err
		}
		if key == "features" {
			collection = true
			if err := in.features(); err != nil {
				return err
			}
			continue
		}
		var value json.RawMessage
		if err := in.decoder.Decode(&value); err != nil {
			return err
		}
		rest[key.(string)] = value // keys of an object are texts
	}
	if _, err := in.decoder.Token(); err != nil {
		return err
	}
	if err := checkReference(rest["crs"]); err != nil {
		return err
	}
	if collection {
		return nil
	}
	return in.single(rest)
}

// features reads the list of a collection.
func (in *reading) features() error {
	if t, err := in.decoder.Token(); err != nil {
		return err
	} else if t != json.Delim('[') {
		return plan.Problem("mapdata.nogeojson")
	}
	for in.decoder.More() {
		in.source.Fresh()
		var raw json.RawMessage
		if err := in.decoder.Decode(&raw); err != nil {
			return err
		}
		if err := in.feature(raw); err != nil {
			return err
		}
	}
	_, err := in.decoder.Token()
	return err
}

// single reads a file that is no collection.
func (in *reading) single(rest map[string]json.RawMessage) error {
	whole, err := json.Marshal(rest)
	if err != nil {
		return err
	}
	switch kind := text(rest["type"]); {
	case kind == "Feature":
		return in.feature(whole)
	case rest["coordinates"] != nil || rest["geometries"] != nil:
		return in.builder.Add(features.Feature{}, string(whole))
	case kind == "Topology":
		return plan.Problem("mapdata.topology")
	}
	return plan.Problem("mapdata.nogeojson")
}

func (in *reading) feature(raw json.RawMessage) error {
	var o object
	var f features.Feature
	if err := json.Unmarshal(raw, &o); err != nil || o.Type != "Feature" {
		f.Refused = plan.Say("mapdata.nofeature")
		return in.builder.Add(f, "")
	}
	list, err := properties(o.Properties)
	if err != nil {
		f.Refused = plan.Say("mapdata.nofeature")
	}
	f.Properties = list
	f.Name = features.ProbableName(list)
	f.Symbol = f.Value(features.SymbolProperty)
	if !utf8.Valid(raw) {
		f.Name += "\uFFFD" // so that the builder tells; the decoder replaced the letters already
	}
	geometry := string(o.Geometry)
	if geometry == "null" {
		geometry = ""
	}
	return in.builder.Add(f, geometry)
}

// properties reads the members of an object in their order; lists and objects stay
// as they are written.
func properties(raw json.RawMessage) ([]features.Property, error) {
	if len(raw) == 0 || string(raw) == "null" {
		return nil, nil
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, plan.Problem("mapdata.nofeature")
	}
	var list []features.Property
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, err
		}
		list = append(list, features.Property{Name: key.(string), Value: text(value)})
	}
	return list, nil
}

// text gives a value as a person would write it.
func text(raw json.RawMessage) string {
	var s string
	switch {
	case len(raw) == 0 || string(raw) == "null" || string(raw) == "false":
		return ""
	case raw[0] == '"' && json.Unmarshal(raw, &s) == nil:
		return s
	}
	return string(raw)
}

// checkReference refuses coordinates that are not degrees on WGS 84, as files from
// before RFC 7946 may have them.
func checkReference(raw json.RawMessage) error {
	var crs struct {
		Properties struct {
			Name string `json:"name"`
		} `json:"properties"`
	}
	if json.Unmarshal(raw, &crs) != nil || crs.Properties.Name == "" {
		return nil
	}
	known := strings.ToUpper(crs.Properties.Name)
	if strings.HasSuffix(known, "CRS84") || strings.HasSuffix(known, ":4326") || known == "WGS84" {
		return nil
	}
	return plan.Problem("mapdata.reference", "Value", crs.Properties.Name)
}
