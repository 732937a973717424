package basemap

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"jointplan/plan/geo"
)

// Under lists the provinces that a code means: those of a country, with the areas
// that belong to it, or the one of that code. None where nothing has the code.
func (m *Map) Under(code string) []*Province {
	if c := m.Country(code); c != nil {
		return m.Of(c)
	}
	if p := m.Province(code); p != nil {
		return []*Province{p}
	}
	return nil
}

// Frontier gives the line that two groups of provinces have in common, each piece
// from its western end, the westernmost first. Classes are not told apart, and
// rings around exclaves are left out.
func (m *Map) Frontier(a, b []*Province) []geo.Line {
	in := func(list []*Province) map[*Province]bool {
		set := make(map[*Province]bool, len(list))
		for _, p := range list {
			set[p] = true
		}
		return set
	}
	as, bs := in(a), in(b)
	var found []int32
	for i, arc := range m.Arcs {
		l, r := arc.Left, arc.Right
		if l != nil && r != nil && (as[l] && bs[r] && !as[r] || as[r] && bs[l] && !as[l]) {
			found = append(found, int32(i))
		}
	}
	var lines []geo.Line
	for _, s := range m.chained(found, true) {
		line := s.Line
		last := line[len(line)-1]
		if line[0] == last {
			continue
		}
		if westward(line[0], last) > 0 {
			slices.Reverse(line)
		}
		lines = append(lines, line)
	}
	slices.SortFunc(lines, func(x, y geo.Line) int { return westward(x[0], y[0]) })
	return lines
}

func westward(a, b geo.Point) int {
	return cmp.Or(cmp.Compare(a.Lon, b.Lon), cmp.Compare(a.Lat, b.Lat))
}

// PlacesNamed lists the places of a name in a country or province, the most
// important first. The name may be written in English, French or Russian, without
// accents and other marks.
func (m *Map) PlacesNamed(name, in string) []*Place {
	wanted, state, units := bare(name), m.Country(in), m.Under(in)
	isIn := func(p *Place) bool {
		// Where the source says the country: a place by the sea may lie off the
		// coast of a map at this scale.
		if state != nil && state.ISO2 != "" {
			return p.Country == state.ISO2
		}
		return slices.ContainsFunc(units, func(u *Province) bool { return u.around(p.At) && m.holds(u, p.At) })
	}
	var found []*Place
	for i := range m.Places {
		p := &m.Places[i]
		if isIn(p) && slices.ContainsFunc(p.Name[:], func(n string) bool { return bare(n) == wanted }) {
			found = append(found, p)
		}
	}
	return found
}

// around reports whether a place is in the box of the province.
func (p *Province) around(at geo.Point) bool {
	box := p.Box.Grow(0.001)
	return box.Holds(at) || box.Holds(geo.Point{Lon: at.Lon + 360, Lat: at.Lat})
}

// bare leaves of a name what everybody writes: no marks, blanks or capitals.
func bare(name string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) || unicode.Is(unicode.Lm, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(name))
}
