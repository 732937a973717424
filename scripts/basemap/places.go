package main

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
)

// leastPeople is how many a place has to have to be taken; in the countries of
// denseCountries all places are.
const leastPeople = 5000

// denseCountries are those that operations like the templates' are about, with
// their neighbours.
var denseCountries = []string{
	"AF", "IQ", "GE", "TJ", "MD", "AM", "AZ", "IL", "PS", "IR", "SY", "UA", "LB", "JO", "KG", "UZ", "TM", "PK", "XK",
	"RS", "BA", "MK", "AL", "ME", "CY", "EH", "KW",
}

type place struct {
	id       string
	names    [3]string
	country  string
	capital  bool
	seat     bool // of a province
	people   int
	lon, lat int64 // 1e-5 degrees
}

// readPlaces reads the places and what they are called in French and Russian.
func (w *world) readPlaces(from sources) error {
	french, err := readNames(from.frenchNames)
	if err != nil {
		return err
	}
	russian, err := readNames(from.russianNames)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(from.places)
	if err != nil {
		return err
	}
	all, err := decodePlaces(data)
	if err != nil {
		return fmt.Errorf("%s: %w", from.places, err)
	}
	for _, p := range all {
		if !p.capital && p.people < leastPeople && !slices.Contains(denseCountries, p.country) {
			continue
		}
		p.names = [3]string{tidy(p.names[0]), tidy(french[p.id]), tidy(russian[p.id])}
		for i := range p.names[1:] {
			if p.names[i+1] == p.names[0] {
				p.names[i+1] = ""
			}
		}
		w.places = append(w.places, p)
	}
	slices.SortFunc(w.places, func(a, b place) int {
		return cmp.Or(cmp.Compare(b.weight(), a.weight()), cmp.Compare(a.id, b.id))
	})
	return nil
}

// weight orders places by how early they show: capitals as if they were larger.
func (p place) weight() float64 {
	switch {
	case p.capital:
		return float64(p.people)*4 + 400_000
	case p.seat:
		return float64(p.people)*1.5 + 20_000
	}
	return float64(p.people)
}

// decodePlaces reads the stream of messages in which coordinates add up.
func decodePlaces(data []byte) ([]place, error) {
	var all []place
	var lon, lat int64
	r := &reader{data: data}
	for len(r.data) > 0 && r.err == nil {
		message := &reader{data: r.bytes()}
		var p place
		section := false
		for len(message.data) > 0 && message.err == nil {
			switch tag := message.uvarint(); tag >> 3 {
			case 1:
				p.id = strconv.FormatInt(message.varint(), 10)
			case 2:
				p.names[0] = string(message.bytes())
			case 3:
				p.country = string(message.bytes())
			case 7:
				code := string(message.bytes())
				p.capital, p.seat = code == "PPLC", code == "PPLA"
				section = slices.Contains([]string{"PPLX", "PPLH", "PPLQ", "PPLW", "PPLCH"}, code)
			case 9:
				p.people = int(message.uvarint())
			case 10:
				lon += message.varint()
			case 11:
				lat += message.varint()
			default:
				message.skip(tag & 7)
			}
		}
		if message.err != nil {
			return nil, message.err
		}
		p.lon, p.lat = lon, lat
		if !section && p.names[0] != "" {
			all = append(all, p)
		}
	}
	return all, r.err
}

type reader struct {
	data []byte
	err  error
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.data)
	if n <= 0 {
		r.err, r.data = errors.New("cut short"), nil
		return 0
	}
	r.data = r.data[n:]
	return v
}

func (r *reader) varint() int64 {
	v := r.uvarint()
	return int64(v>>1) ^ -int64(v&1)
}

func (r *reader) bytes() []byte {
	n := r.uvarint()
	if n > uint64(len(r.data)) {
		r.err, r.data = errors.New("cut short"), nil
		return nil
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

func (r *reader) skip(kind uint64) {
	if kind == 2 {
		r.bytes()
	} else {
		r.uvarint()
	}
}

// readNames reads a catalogue of gettext whose messages are numbers of GeoNames.
func readNames(path string) (map[string]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if len(data) < 20 || binary.LittleEndian.Uint32(data) != 0x950412de {
		return nil, fmt.Errorf("%s: not a catalogue of gettext", path)
	}
	number := func(at int) int { return int(binary.LittleEndian.Uint32(data[at:])) }
	text := func(table, i int) string {
		size, from := number(table+8*i), number(table+8*i+4)
		return string(data[from : from+size])
	}
	names := map[string]string{}
	for i := range number(8) {
		names[text(number(12), i)] = text(number(16), i)
	}
	return names, nil
}
