package features

import (
	"fmt"
	"image/color"
	"strconv"
	"strings"

	"jointplan/plan"
	"jointplan/plan/geo"
)

// Drawn gathers the parts of a geometry whose places a file has as text, for
// formats other than GeoJSON.
type Drawn struct {
	points, lines, polygons []string
	// Refused says what is no place; no key when all are.
	Refused plan.Message
}

// Point adds a place.
func (d *Drawn) Point(lon, lat string) {
	if place := d.place(lon, lat); place != "" {
		d.points = append(d.points, place)
	}
}

// Points adds the places of "lon,lat[,height] …" one by one.
func (d *Drawn) Points(tuples string) {
	for tuple := range strings.FieldsSeq(tidyTuples(tuples)) {
		lon, lat := d.split(tuple)
		d.Point(lon, lat)
	}
}

// Line adds a line through "lon,lat[,height] …".
func (d *Drawn) Line(tuples string) {
	if path := d.path(tuples); path != "[]" {
		d.lines = append(d.lines, path)
	}
}

// Polygon adds an area with holes, each ring as "lon,lat[,height] …".
func (d *Drawn) Polygon(rings ...string) {
	var paths []string
	for i, ring := range rings {
		path := d.path(ring)
		if path == "[]" && i == 0 {
			return
		}
		if path != "[]" {
			paths = append(paths, path)
		}
	}
	d.polygons = append(d.polygons, list(paths))
}

// tidyTuples mends what programs get wrong: blanks behind commas.
func tidyTuples(tuples string) string {
	if !strings.Contains(tuples, ", ") && !strings.Contains(tuples, " ,") {
		return tuples
	}
	var out strings.Builder
	for i, part := range strings.Split(tuples, ",") {
		if i > 0 {
			out.WriteByte(',')
			part = strings.TrimLeft(part, " \t\r\n")
		}
		if kept := strings.TrimRight(part, " \t\r\n"); kept != "" {
			part = kept
		}
		out.WriteString(part)
	}
	return out.String()
}

func (d *Drawn) split(tuple string) (lon, lat string) {
	lon, rest, _ := strings.Cut(tuple, ",")
	lat, _, _ = strings.Cut(rest, ",")
	return lon, lat
}

func (d *Drawn) path(tuples string) string {
	var places []string
	for tuple := range strings.FieldsSeq(tidyTuples(tuples)) {
		lon, lat := d.split(tuple)
		if place := d.place(lon, lat); place != "" {
			places = append(places, place)
		}
	}
	return list(places)
}

// place writes a place as GeoJSON does; "" for what is none.
func (d *Drawn) place(lon, lat string) string {
	x, okX := plainNumber(lon)
	y, okY := plainNumber(lat)
	if !okX || !okY {
		if d.Refused.Key == "" {
			d.Refused = plan.Say("mapdata.place", "Value", cut(lon+", "+lat, 60))
		}
		return ""
	}
	return "[" + x + "," + y + "]"
}

// plainNumber gives a number as JSON writes it; false for NaN, infinity, hexadecimal
// numbers and what is none.
func plainNumber(text string) (string, bool) {
	text = strings.TrimSpace(text)
	if text == "" || strings.Trim(text, "+-.0123456789eE") != "" {
		return "", false
	}
	n, err := strconv.ParseFloat(text, 64)
	return strconv.FormatFloat(n, 'f', -1, 64), err == nil
}

func list(parts []string) string { return "[" + strings.Join(parts, ",") + "]" }

// JSON gives the geometry as GeoJSON; "" without any part.
func (d *Drawn) JSON() string {
	var parts []string
	for _, sort := range []struct {
		name  string
		parts []string
	}{{"MultiPoint", d.points}, {"MultiLineString", d.lines}, {"MultiPolygon", d.polygons}} {
		if len(sort.parts) > 0 {
			parts = append(parts, `{"type":"`+sort.name+`","coordinates":`+list(sort.parts)+`}`)
		}
	}
	switch len(parts) {
	case 0:
		return ""
	case 1:
		return parts[0]
	}
	return `{"type":"GeometryCollection","geometries":` + list(parts) + `}`
}

// Tuples writes a path as "lon,lat lon,lat", closed for rings, with longitudes
// from -180 to 180.
func Tuples(path []geo.Point, closed bool) string {
	var out []byte
	n := len(path)
	if closed && n > 0 {
		n++
	}
	for i := range n {
		if i > 0 {
			out = append(out, ' ')
		}
		lon, lat := Degrees(path[i%len(path)])
		out = append(out, lon...)
		out = append(out, ',')
		out = append(out, lat...)
	}
	return string(out)
}

// Degrees writes longitude and latitude of a point, the longitude from -180 to 180.
func Degrees(p geo.Point) (lon, lat string) {
	for p.Lon > 180 {
		p.Lon -= 360
	}
	for p.Lon < -180 {
		p.Lon += 360
	}
	p = p.Rounded()
	return strconv.FormatFloat(p.Lon, 'f', -1, 64), strconv.FormatFloat(p.Lat, 'f', -1, 64)
}

// Hex writes a colour as "#0072b2".
func Hex(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
