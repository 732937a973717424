package symbol

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"sync"
)

// Library holds the parts of which symbols are composed and their names. It is
// safe for use by several goroutines.
type Library struct {
	data      data
	catalogue catalogue
	pathsMu   sync.Mutex
	paths     map[int][]Segment // those read so far, by element
	mu        sync.Mutex
	read      map[string]reading // texts of codes read so far
}

// data is what scripts/symbols writes. A drawing is a list of elements; a
// number stands for a drawing or an element by its place in the list of all.
type data struct {
	Source   string                      `json:"source"`
	Colours  map[string]string           `json:"colours"`
	Shapes   []shape                     `json:"shapes"`
	Frames   map[string]map[string][]int `json:"frames"` // by edition and set: context, identity, status 0 or 1
	Tails    map[string][]int            `json:"tails"`  // what an entity's last two digits from 95 on add
	Sets     map[string]set              `json:"sets"`
	Letters  map[string]string           `json:"letters"`
	Elements []element                   `json:"elements"`
	Drawings [][]int                     `json:"drawings"`
}

// shape is a frame and what can be put on it; the keys are digits of the code.
type shape struct {
	Affiliation string         `json:"affiliation"`
	Box         []float64      `json:"box"` // left, top, right, bottom; none for what has no frame
	Suspect     bool           `json:"suspect"`
	Like        string         `json:"like"` // whose colour it has, if not its own
	Frame       int            `json:"frame"`
	Roof        int            `json:"roof"` // of installations
	Context     int            `json:"context"`
	Staff       int            `json:"staff"`
	Dummy       int            `json:"dummy"`
	Force       int            `json:"force"`
	Wide        map[string]int `json:"wide"` // the bracket of a task force over wide echelons
	Echelon     map[string]int `json:"echelon"`
	Mobility    map[string]int `json:"mobility"`
	Leader      int            `json:"leader"`
	Condition   map[string]int `json:"condition"`
}

type set struct {
	Name     string          `json:"name"`
	Entities map[string]part `json:"entities"`
	One      map[string]part `json:"one"`
	Two      map[string]part `json:"two"`
}

// part is an icon or a modifier. Drawn holds one list for both editions or one
// for each, and in it one drawing for all shapes of frame or one each for
// friend, hostile, neutral and unknown; -1 is what an edition lacks.
type part struct {
	Name     string  `json:"n"`
	Drawn    [][]int `json:"d"`
	Civilian bool    `json:"civilian"`
	Shrinks  bool    `json:"shrinks"` // makes room for modifiers
}

// element is a path or a text. Colours are "own", "black", "white", "like:" and
// an affiliation, or #rrggbb.
type element struct {
	Path   string    `json:"d"`
	Fill   string    `json:"f"`
	Stroke string    `json:"s"`
	Width  float64   `json:"w"`
	Dashes []float64 `json:"a"`
	Round  bool      `json:"r"`
	Text   string    `json:"t"`
	X      float64   `json:"x"`
	Y      float64   `json:"y"`
	Size   float64   `json:"z"`
	Align  Align     `json:"h"`
}

// Load reads the parts, as scripts/symbols writes them, and the catalogue of
// what is offered.
func Load(parts, offered []byte) (*Library, error) {
	l := &Library{paths: map[int][]Segment{}}
	unpacked, err := gzip.NewReader(bytes.NewReader(parts))
	if err != nil {
		return nil, fmt.Errorf("symbols: %w", err)
	}
	if err := json.NewDecoder(unpacked).Decode(&l.data); err != nil {
		return nil, fmt.Errorf("symbols: %w", err)
	}
	if err := l.data.check(); err != nil {
		return nil, err
	}
	return l, l.readCatalogue(offered)
}

// check makes sure that every number leads somewhere, so that composing needs
// not look.
func (d *data) check() error {
	for _, drawing := range d.Drawings {
		for _, e := range drawing {
			if e < 0 || e >= len(d.Elements) {
				return fmt.Errorf("symbols: element %d of %d", e, len(d.Elements))
			}
		}
	}
	drawn := func(n int) bool { return n >= 0 && n < len(d.Drawings) }
	for _, s := range d.Shapes {
		numbers := []int{s.Frame, s.Roof, s.Context, s.Staff, s.Dummy, s.Force, s.Leader}
		for _, more := range []map[string]int{s.Wide, s.Echelon, s.Mobility, s.Condition} {
			for _, n := range more {
				numbers = append(numbers, n)
			}
		}
		for _, n := range numbers {
			if !drawn(n) {
				return fmt.Errorf("symbols: drawing %d of %d", n, len(d.Drawings))
			}
		}
	}
	for _, one := range d.Sets {
		for _, parts := range []map[string]part{one.Entities, one.One, one.Two} {
			for _, p := range parts {
				for _, list := range p.Drawn {
					for _, n := range list {
						if n >= len(d.Drawings) || (len(list) != 1 && len(list) != 4) {
							return fmt.Errorf("symbols: drawing %d of %d", n, len(d.Drawings))
						}
					}
				}
			}
		}
	}
	return nil
}

// drawn finds the drawing of a part for an edition and a frame's affiliation.
func (p part) drawn(edition, affiliation string) (int, bool) {
	if len(p.Drawn) == 0 {
		return 0, false
	}
	list := p.Drawn[0]
	if edition == "E" && len(p.Drawn) > 1 {
		list = p.Drawn[1]
	}
	return forAffiliation(list, affiliation)
}

func forAffiliation(list []int, affiliation string) (int, bool) {
	at := 0
	if len(list) == 4 {
		at = map[string]int{"friend": 0, "hostile": 1, "neutral": 2, "unknown": 3}[affiliation]
	}
	if at >= len(list) || list[at] < 0 {
		return 0, false
	}
	return list[at], true
}
