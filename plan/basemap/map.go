package basemap

import (
	"slices"

	"jointplan/plan/geo"
)

// Names are a name in English, French and Russian. Where only one is known it
// stands for all.
type Names [3]string

// In gives the name in a language, "en", "fr" or "ru"; in English for others.
func (n Names) In(language string) string {
	if at := slices.Index([]string{"en", "fr", "ru"}, language); at > 0 && n[at] != "" {
		return n[at]
	}
	return n[0]
}

// Status is how it stands with a country or area.
type Status uint8

// The statuses.
const (
	Settled  Status = iota
	Disputed        // states disagree whose it is
	Parted          // it belongs to the state Within, which does not hold it
)

// Country is a state, a dependency, or an area about which states disagree.
type Country struct {
	Code      string // ISO 3166-1 alpha-3; for areas without one "X-" and a name
	ISO2      string // ISO 3166-1 alpha-2 where there is one
	Name      Names
	Status    Status
	Within    string   // the state an area belongs to; for Parted
	Holder    string   // who holds a disputed or parted area: a code, or a name
	Claimants []string // codes of the states that claim it
	From      float64  // the zoom from which its name is worth showing
	Label     geo.Point
	Box       geo.Box // goes on beyond 180° where it lies on both sides

	provinces []int32
}

// Province is a part of a country of the first order, as far as the sources have
// them; of some countries there are finer ones.
type Province struct {
	Code        string // unique; of the source
	ISO         string // ISO 3166-2, where there is one; not unique
	Name        Names
	Country     *Country
	Rank        int  // how early its name shows, from 0
	Approximate bool // cut by hand: not for measuring
	Label       geo.Point
	Box         geo.Box // as that of a country

	index    int32
	polygons [][]Outline
}

// Place is a town or village.
type Place struct {
	Name    Names
	Country string // ISO 3166-1 alpha-2
	Capital bool
	Seat    bool // of a province
	People  int  // 0 where not known
	At      geo.Point
	XY      XY
}

// Class is what an arc is.
type Class uint8

// The classes.
const (
	Coast         Class = iota
	Provincial          // between provinces of one country
	International       // between states
	Undetermined        // not an agreed boundary: ceasefire lines, lines of control, of areas in dispute
	Edge                // where outlines end at 180° and at the pole: not there on the ground
	River
	Lake
)

// XY is a position in the unit square of Web Mercator, x eastward, y southward.
type XY struct{ X, Y float32 }

// Rect is a rectangle in the unit square of Web Mercator.
type Rect struct{ Left, Top, Right, Bottom float32 }

// Meets reports whether two rectangles share a place.
func (r Rect) Meets(o Rect) bool {
	return r.Left <= o.Right && o.Left <= r.Right && r.Top <= o.Bottom && o.Top <= r.Bottom
}

// Outline is a closed ring of arcs. A number ^n below nought is arc n backwards.
type Outline struct {
	Arcs []int32
	Box  Rect
}

// Arc says what an arc is and what lies beside it, nil for the sea.
type Arc struct {
	Class       Class
	Left, Right *Province
	Box         Rect
}

// Map is the whole map. It is never altered once loaded, so several goroutines may
// read it.
type Map struct {
	Countries []*Country  // by code
	Provinces []*Province // by country
	Places    []Place     // the most important first
	Arcs      []Arc

	// Land is the outlines of all land: islands, continents and inland seas.
	Land []Outline

	grid   []corner // corners of all arcs
	from   []int32  // where the corners of each arc start
	steps  float64  // of the grid, in a degree
	levels [Levels]level
	byCode map[string]*Province
}

// corner is a place on the grid of the file.
type corner struct{ x, y int32 }

// level is the arcs with as many corners as a scale needs.
type level struct {
	from []int32
	xy   []XY
}

// Levels is how many levels of detail there are; 0 is all there is.
const Levels = 5

// Level tells which level to draw at a zoom of 256 · 2^zoom pixels for the world.
func Level(zoom float64) int {
	for i, most := range []float64{2.5, 4, 5.5, 7} {
		if zoom <= most {
			return Levels - 1 - i
		}
	}
	return 0
}

// Line gives the corners of an arc at a level of detail.
func (m *Map) Line(level int, arc int32) []XY {
	l := &m.levels[level]
	return l.xy[l.from[arc]:l.from[arc+1]]
}

// Country finds a country by its code, or by its two letters of ISO 3166-1.
func (m *Map) Country(code string) *Country {
	for _, c := range m.Countries {
		if c.Code == code || c.ISO2 == code && code != "" && c.Status == Settled {
			return c
		}
	}
	return nil
}

// Province finds a province by its code, or by a code of ISO 3166-2 that only one
// has.
func (m *Map) Province(code string) *Province { return m.byCode[code] }

// Of lists the provinces of a country, and of the areas that belong to it.
func (m *Map) Of(c *Country) []*Province {
	var all []*Province
	for _, o := range m.Countries {
		if o == c || o.Status == Parted && o.Within == c.Code {
			for _, i := range o.provinces {
				all = append(all, m.Provinces[i])
			}
		}
	}
	return all
}

// Outlines are the polygons of a province, each with its outer ring first.
func (p *Province) Outlines() [][]Outline { return p.polygons }

// Weight orders places by how early they show: by people, capitals and the seats
// of provinces as if they had more.
func (p *Place) Weight() float64 {
	switch {
	case p.Capital:
		return float64(p.People)*4 + 400_000
	case p.Seat:
		return float64(p.People)*1.5 + 20_000
	}
	return float64(p.People)
}
