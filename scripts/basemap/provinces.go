package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
)

// steps is how many steps of the grid a degree has; a step is 6 m or less.
const steps = 20000

// point is a place on the grid.
type point struct{ x, y int32 }

func onGrid(lon, lat float64) point {
	return point{int32(math.Round(lon * steps)), int32(math.Round(lat * steps))}
}

// ring is closed; its first point is not repeated. Outer rings go against the clock.
type ring []point

// unit is a province, or what a table of patches made of one.
type unit struct {
	code, iso, country string
	names              [3]string // English, French, Russian
	rank               int
	approximate        bool
	label              point
	polygons           [][]ring
	refs               [][][]int // arcs of each ring of each polygon; ^n goes backwards
}

type country struct {
	code, iso2                string
	names                     [3]string
	status                    int
	within, holder            string
	claimants, international  []string
	labelX, labelY, labelFrom float64
}

type world struct {
	countries []*country
	units     []*unit
	arcs      []arc
	places    []place
}

type feature struct {
	Properties map[string]any
	Geometry   struct {
		Type        string
		Coordinates json.RawMessage
	}
}

func (f feature) text(name string) string { s, _ := f.Properties[name].(string); return s }
func (f feature) number(name string) float64 {
	n, _ := f.Properties[name].(float64)
	return n
}

func readProvinces(path string) (*world, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	var all struct{ Features []feature }
	if err := json.NewDecoder(z).Decode(&all); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	w := &world{}
	known := map[string]bool{}
	for _, f := range all.Features {
		u, err := newUnit(f)
		if err != nil {
			return nil, err
		}
		if len(u.polygons) == 0 {
			continue
		}
		w.units = append(w.units, u)
		if !known[u.country] {
			known[u.country] = true
			w.countries = append(w.countries, newCountry(f))
		}
	}
	slices.SortFunc(w.units, func(a, b *unit) int { return strings.Compare(a.country+a.code, b.country+b.code) })
	slices.SortFunc(w.countries, func(a, b *country) int { return strings.Compare(a.code, b.code) })
	return w, nil
}

// isoCode gives the code of ISO 3166-1 for the few that Natural Earth has its own for.
func isoCode(code string) string {
	if iso, ok := map[string]string{"SDS": "SSD", "PSX": "PSE", "SAH": "ESH", "KOS": "XKX", "ALD": "ALA"}[code]; ok {
		return iso
	}
	return code
}

func newCountry(f feature) *country {
	c := &country{code: isoCode(f.text("adm0_a3")), iso2: f.text("iso_a2")}
	c.names = names(f, "NAME_EN", "NAME_FR", "NAME_RU")
	if c.names[0] == "" {
		c.names = [3]string{f.text("admin"), f.text("admin"), f.text("admin")}
	}
	if len(c.iso2) != 2 || c.iso2 == "-1" {
		c.iso2 = ""
	}
	c.labelX, c.labelY, c.labelFrom = f.number("LABEL_X"), f.number("LABEL_Y"), f.number("MIN_LABEL")
	return c
}

func newUnit(f feature) (*unit, error) {
	u := &unit{code: f.text("adm1_code"), iso: f.text("iso_3166_2"), country: isoCode(f.text("adm0_a3")), rank: int(f.number("scalerank"))}
	if strings.ContainsAny(u.iso, "~?") || strings.HasPrefix(u.iso, "-99") {
		u.iso = ""
	}
	u.names = names(f, "name_en", "name_fr", "name_ru")
	u.label = onGrid(f.number("longitude"), f.number("latitude"))
	var polygons [][][][2]float64
	if f.Geometry.Type == "Polygon" {
		polygons = make([][][][2]float64, 1)
		if err := json.Unmarshal(f.Geometry.Coordinates, &polygons[0]); err != nil {
			return nil, fmt.Errorf("%s: %w", u.code, err)
		}
	} else if err := json.Unmarshal(f.Geometry.Coordinates, &polygons); err != nil {
		return nil, fmt.Errorf("%s: %w", u.code, err)
	}
	for _, p := range polygons {
		u.add(p)
	}
	return u, nil
}

// add puts a polygon on the grid. A ring that touches itself there comes apart:
// what turns the same way is a polygon of its own, what turns the other way a hole.
func (u *unit) add(paths [][][2]float64) {
	var outer, holes []ring
	for i, path := range paths {
		r := newRing(path)
		if len(r) < 3 {
			if i == 0 {
				return
			}
			continue
		}
		if (r.area() > 0) != (i == 0) {
			slices.Reverse(r)
		}
		for _, part := range r.untied() {
			if part.area() > 0 {
				outer = append(outer, part)
			} else {
				holes = append(holes, part)
			}
		}
	}
	for i, o := range outer {
		polygon := []ring{o}
		for _, h := range holes {
			if len(outer) == 1 || i == 0 && !slices.ContainsFunc(outer[1:], func(o ring) bool { return h.within(o) }) || i > 0 && h.within(o) {
				polygon = append(polygon, h)
			}
		}
		u.polygons = append(u.polygons, polygon)
	}
}

func (r ring) within(o ring) bool {
	return slices.ContainsFunc(r, func(p point) bool { return !slices.Contains(o, p) && o.holds(p) })
}

// untied takes a ring apart where it comes by the same corner again.
func (r ring) untied() []ring {
	seen := map[point]int{}
	for i, p := range r {
		first, again := seen[p]
		if !again {
			seen[p] = i
			continue
		}
		loop := slices.Clone(r[first:i])
		rest := append(slices.Clone(r[:first]), r[i:]...)
		var all []ring
		for _, part := range []ring{loop, rest} {
			if len(part) > 2 && part.area() != 0 {
				all = append(all, part.untied()...)
			}
		}
		return all
	}
	return []ring{r}
}

// newRing puts a ring on the grid, without corners that fell together there and
// without ways out and back.
func newRing(path [][2]float64) ring {
	var r ring
	for _, c := range path {
		p := onGrid(c[0], c[1])
		for len(r) > 1 && r[len(r)-2] == p {
			r = r[:len(r)-1]
		}
		if len(r) == 0 || r[len(r)-1] != p {
			r = append(r, p)
		}
	}
	for len(r) > 1 && r[0] == r[len(r)-1] {
		r = r[:len(r)-1]
	}
	for len(r) > 2 && r[1] == r[len(r)-1] {
		r = r[1 : len(r)-1]
		if len(r) > 0 {
			r = append(r[:0:0], r...)
		}
		for len(r) > 1 && r[0] == r[len(r)-1] {
			r = r[:len(r)-1]
		}
	}
	if len(r) > 2 && r.area() == 0 {
		return nil
	}
	return r
}

// area is twice the signed area, in steps of the grid.
func (r ring) area() float64 {
	sum := 0.0
	for i, p := range r {
		q := r[(i+1)%len(r)]
		sum += float64(p.x)*float64(q.y) - float64(q.x)*float64(p.y)
	}
	return sum
}

func (r ring) holds(p point) bool {
	in := false
	for i, a := range r {
		b := r[(i+1)%len(r)]
		if (a.y > p.y) != (b.y > p.y) &&
			float64(p.x) < float64(b.x-a.x)*float64(p.y-a.y)/float64(b.y-a.y)+float64(a.x) {
			in = !in
		}
	}
	return in
}
