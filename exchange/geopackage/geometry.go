package geopackage

import (
	"encoding/binary"
	"math"
	"strconv"

	"jointplan/plan"
)

// errGeometry is what is wrong with a geometry that is none.
var errGeometry = plan.Problem("mapdata.gpkg.geometry")

// asGeoJSON writes a geometry of a GeoPackage as GeoJSON, "" for an empty one. Before
// the geometry, which is ISO WKB, stand "GP", a version, flags, the number of the
// reference system and a box (GeoPackage 1.3, 2.1.3). Heights and measures are left
// out. It is written out anew here since libraries either know no heights or take the
// memory that a hostile count asks for.
func asGeoJSON(blob []byte, mercator bool) (string, error) {
	if len(blob) < 8 || blob[0] != 'G' || blob[1] != 'P' {
		return "", errGeometry
	}
	flags := blob[3]
	box, known := map[byte]int{0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[flags>>1&7]
	if !known || len(blob) < 8+box {
		return "", errGeometry
	}
	if flags&(1<<5) != 0 { // a geometry of some vendor's own
		return "", plan.Problem("mapdata.gpkg.curves")
	}
	if flags&(1<<4) != 0 {
		return "", nil
	}
	t := transcriber{rest: blob[8+box:], mercator: mercator}
	err := t.geometry(0, 0)
	if err != nil || t.empty {
		return "", err
	}
	return string(t.out), nil
}

// mostNested is how deep geometries may lie in each other.
const mostNested = 32

// transcriber writes WKB as GeoJSON.
type transcriber struct {
	rest     []byte
	order    binary.ByteOrder
	mercator bool // metres of EPSG:3857
	out      []byte
	empty    bool // the whole is a point without a place
}

// kinds are the geometries by their numbers in WKB.
var kinds = [...]string{1: "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"}

// geometry writes one with its head; wanted is the kind that it has to be within
// another, 0 for any. A part within another of one kind is its coordinates alone.
func (t *transcriber) geometry(wanted uint32, depth int) error {
	if len(t.rest) < 5 || depth > mostNested {
		return errGeometry
	}
	t.order = binary.BigEndian
	if t.rest[0] == 1 {
		t.order = binary.LittleEndian
	}
	code := t.order.Uint32(t.rest[1:])
	t.rest = t.rest[5:]
	kind, more := code%1000, code/1000
	switch {
	case kind < 1 || more > 3:
		return errGeometry
	case kind >= uint32(len(kinds)):
		return plan.Problem("mapdata.gpkg.curves")
	case wanted != 0 && kind != wanted:
		return errGeometry
	}
	size := 2 + int(more+1)/2 // numbers of a place: 2, then Z, M, or both
	if wanted != 0 {
		return t.coordinates(kind, size, depth)
	}
	t.write(`{"type":"`, kinds[kind], `","`)
	if kind == 7 {
		t.write(`geometries":`)
	} else {
		t.write(`coordinates":`)
	}
	if err := t.coordinates(kind, size, depth); err != nil {
		return err
	}
	t.write("}")
	return nil
}

func (t *transcriber) coordinates(kind uint32, size, depth int) error {
	switch kind {
	case 1:
		return t.place(size, depth)
	case 2:
		return t.path(size)
	case 3:
		return t.list(4, func() error { return t.path(size) })
	case 7:
		return t.list(5, func() error { return t.geometry(0, depth+1) })
	}
	return t.list(5, func() error { return t.geometry(kind-3, depth+1) })
}

// list writes as many parts as the number before them says, each at least some bytes
// long.
func (t *transcriber) list(least int, part func() error) error {
	if len(t.rest) < 4 {
		return errGeometry
	}
	n := uint64(t.order.Uint32(t.rest))
	t.rest = t.rest[4:]
	if n*uint64(least) > uint64(len(t.rest)) {
		return errGeometry
	}
	t.write("[")
	for i := range n {
		if i > 0 {
			t.write(",")
		}
		if err := part(); err != nil {
			return err
		}
	}
	t.write("]")
	return nil
}

func (t *transcriber) path(size int) error {
	return t.list(8*size, func() error { return t.place(size, -1) })
}

// place writes one. A point of its own without a place is an empty geometry.
func (t *transcriber) place(size, depth int) error {
	if len(t.rest) < 8*size {
		return errGeometry
	}
	x, y := math.Float64frombits(t.order.Uint64(t.rest)), math.Float64frombits(t.order.Uint64(t.rest[8:]))
	t.rest = t.rest[8*size:]
	if math.IsNaN(x) && math.IsNaN(y) && depth == 0 {
		t.empty = true
		return nil
	}
	if math.IsNaN(x) || math.IsNaN(y) || math.IsInf(x, 0) || math.IsInf(y, 0) {
		return errGeometry
	}
	if t.mercator {
		x, y = degrees(x, y)
	}
	t.write("[")
	t.out = strconv.AppendFloat(t.out, x, 'f', -1, 64)
	t.write(",")
	t.out = strconv.AppendFloat(t.out, y, 'f', -1, 64)
	t.write("]")
	return nil
}

func (t *transcriber) write(parts ...string) {
	for _, part := range parts {
		t.out = append(t.out, part...)
	}
}

// degrees turns metres of Web Mercator (EPSG:3857) into longitude and latitude.
func degrees(x, y float64) (lon, lat float64) {
	const radius = 6378137
	return x / radius * 180 / math.Pi, math.Atan(math.Sinh(y/radius)) * 180 / math.Pi
}
