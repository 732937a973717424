package basemap

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"jointplan/plan/geo"
)

// magic starts the packed data. What follows are numbers as varints and texts with
// their length before them: steps of the grid in a degree; countries; provinces
// with the arcs of their rings; heads of arcs; their corners as differences; the
// level up to which each corner is needed; places, the most important first.
const magic = "JPMAP\x01"

// most is how large unpacked data may be.
const most = 64 << 20

var errShort = errors.New("basemap: cut short")

// Load reads a map as scripts/basemap writes it. It takes a good part of a second
// and belongs on a goroutine of its own.
func Load(data []byte) (*Map, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("basemap: %w", err)
	}
	plain, err := io.ReadAll(io.LimitReader(z, most))
	if err != nil {
		return nil, fmt.Errorf("basemap: %w", err)
	}
	if !bytes.HasPrefix(plain, []byte(magic)) {
		return nil, errors.New("basemap: not a map")
	}
	r := &reader{data: plain[len(magic):]}
	m := &Map{byCode: map[string]*Province{}}
	m.steps = float64(r.number())
	if m.steps == 0 {
		return nil, errShort
	}
	m.readCountries(r)
	m.readProvinces(r)
	levels := m.readArcs(r)
	m.readPlaces(r)
	if r.failed {
		return nil, errShort
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	m.project(levels)
	m.enclose()
	return m, nil
}

type reader struct {
	data   []byte
	failed bool
}

func (r *reader) fail() { r.failed, r.data = true, nil }

func (r *reader) number() int {
	if len(r.data) > 0 && r.data[0] < 0x80 {
		v := r.data[0]
		r.data = r.data[1:]
		return int(v)
	}
	v, n := binary.Uvarint(r.data)
	if n <= 0 || v > 1<<31 {
		r.fail()
		return 0
	}
	r.data = r.data[n:]
	return int(v)
}

func (r *reader) signed() int {
	v := r.number()
	return v>>1 ^ -(v & 1)
}

// count reads how many follow, each of which takes a byte at least.
func (r *reader) count() int {
	n := r.number()
	if n > len(r.data) {
		r.fail()
		return 0
	}
	return n
}

func (r *reader) text() string {
	n := r.count()
	s := string(r.data[:n])
	r.data = r.data[n:]
	return s
}

func (r *reader) names() Names {
	n := Names{r.text(), r.text(), r.text()}
	for i := range n {
		if n[i] == "" {
			n[i] = n[0]
		}
	}
	return n
}

func (m *Map) readCountries(r *reader) {
	for range r.count() {
		c := &Country{Code: r.text(), ISO2: r.text(), Name: r.names(), Status: Status(r.number()), Within: r.text(), Holder: r.text()}
		for range r.count() {
			c.Claimants = append(c.Claimants, r.text())
		}
		c.From = float64(r.number()) / 10
		c.Label = geo.Point{Lon: float64(r.signed()) / 100, Lat: float64(r.signed()) / 100}
		m.Countries = append(m.Countries, c)
	}
}

func (m *Map) readProvinces(r *reader) {
	last := 0
	for i := range r.count() {
		p := &Province{Code: r.text(), ISO: r.text(), Name: r.names(), index: int32(i)}
		country := r.number()
		if country >= len(m.Countries) {
			r.fail()
			return
		}
		p.Country = m.Countries[country]
		p.Country.provinces = append(p.Country.provinces, int32(i))
		p.Rank = r.number()
		p.Approximate = r.number()&1 != 0
		p.Label = geo.Point{Lon: float64(r.signed()) / 1000, Lat: float64(r.signed()) / 1000}
		for range r.count() {
			var polygon []Outline
			for range r.count() {
				arcs := make([]int32, r.count())
				for k := range arcs {
					v := r.signed()
					last += v >> 1
					arcs[k] = int32(last) ^ -int32(v&1)
				}
				polygon = append(polygon, Outline{Arcs: arcs})
			}
			p.polygons = append(p.polygons, polygon)
		}
		m.Provinces = append(m.Provinces, p)
		m.name(p)
	}
}

// name enters a province by its code, and by that of ISO while no other has it.
func (m *Map) name(p *Province) {
	m.byCode[p.Code] = p
	if p.ISO == "" {
		return
	}
	if _, taken := m.byCode[p.ISO]; taken {
		m.byCode[p.ISO] = nil
		return
	}
	m.byCode[p.ISO] = p
}

// readArcs gives the level up to which each corner is needed.
func (m *Map) readArcs(r *reader) []byte {
	n := r.count()
	m.Arcs = make([]Arc, n)
	m.from = make([]int32, n+1)
	sum, left := 0, 0
	beside := func(i int) *Province {
		if i < 0 || i > len(m.Provinces) {
			r.fail()
		}
		if r.failed || i == 0 {
			return nil
		}
		return m.Provinces[i-1]
	}
	for i := range m.Arcs {
		a := &m.Arcs[i]
		a.Class = Class(r.number())
		left += r.signed()
		right := left + r.signed()
		a.Left, a.Right = beside(left), beside(right)
		corners := r.number()
		if corners < 2 || corners > len(r.data) {
			r.fail()
			return nil
		}
		sum += corners
		m.from[i+1] = int32(sum)
	}
	if sum > len(r.data)/3 {
		r.fail()
		return nil
	}
	m.grid = make([]corner, sum)
	var x, y int32
	for i := range m.grid {
		x, y = x+int32(r.signed()), y+int32(r.signed())
		m.grid[i] = corner{x, y}
	}
	if len(r.data) < sum {
		r.fail()
		return nil
	}
	levels := r.data[:sum]
	r.data = r.data[sum:]
	return levels
}

func (m *Map) readPlaces(r *reader) {
	n := r.count()
	m.Places = make([]Place, 0, n)
	var lon, lat int
	for range n {
		p := Place{Name: r.names(), Country: r.text()}
		switch r.number() {
		case 1:
			p.Seat = true
		case 2:
			p.Capital = true
		}
		p.People = r.number()
		lon, lat = lon+r.signed(), lat+r.signed()
		p.At = geo.Point{Lon: float64(lon) / 1000, Lat: float64(lat) / 1000}
		p.XY = Mercator(p.At)
		m.Places = append(m.Places, p)
	}
}

// check makes sure that every arc that is spoken of is there.
func (m *Map) check() error {
	for _, p := range m.Provinces {
		for _, polygon := range p.polygons {
			for _, o := range polygon {
				for _, n := range o.Arcs {
					if max(n, ^n) >= int32(len(m.Arcs)) {
						return fmt.Errorf("basemap: %s has an arc that is not there", p.Code)
					}
				}
			}
		}
	}
	return nil
}
