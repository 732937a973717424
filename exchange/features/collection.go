package features

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"jointplan/plan"
	"jointplan/plan/geo"
)

// Collection is what a file holds.
type Collection struct {
	Features []Feature
	Notes    []plan.Message // on the file as a whole
	// Swapped says that places lie beyond the poles, and would not if latitudes
	// and longitudes were taken for each other.
	Swapped bool
}

// Builder gathers what a reader finds.
type Builder struct {
	c       Collection
	swap    bool
	letters int // features in which letters were not of the file's encoding
	twice   int // features with the id of another
	seen    map[plan.ID]int
	// JoinParts says that features with one id are parts of one object, for formats
	// whose elements are single shapes.
	JoinParts bool
}

// NewBuilder starts a collection; with swap latitudes and longitudes are taken for
// each other.
func NewBuilder(swap bool) *Builder { return &Builder{swap: swap, seen: map[plan.ID]int{}} }

// Note says something about the file as a whole, once.
func (b *Builder) Note(m plan.Message) {
	for _, other := range b.c.Notes {
		if other.Key == m.Key {
			return
		}
	}
	b.c.Notes = append(b.c.Notes, m)
}

// Add takes a feature with its geometry as GeoJSON. A geometry that cannot be used
// refuses the feature and not the file.
func (b *Builder) Add(f Feature, geometry string) error {
	if len(b.c.Features) >= maxFeatures {
		return plan.Problem("mapdata.features.many", "Max", maxFeatures)
	}
	b.cleanTexts(&f)
	f.recognise()
	if f.Refused.Key == "" {
		b.draw(&f, geometry)
	}
	if at, seen := b.seen[f.ID]; seen && f.ID != plan.NoID {
		if first := &b.c.Features[at]; b.JoinParts && first.Kind == f.Kind {
			first.join(f)
			return nil
		}
		f.ID = plan.NoID
		b.twice++
	}
	b.seen[f.ID] = len(b.c.Features)
	b.c.Features = append(b.c.Features, f)
	return nil
}

// join takes another part of the same object in.
func (f *Feature) join(part Feature) {
	f.Shape.Points = append(f.Shape.Points, part.Shape.Points...)
	f.Shape.Lines = append(f.Shape.Lines, part.Shape.Lines...)
	f.Shape.Polygons = append(f.Shape.Polygons, part.Shape.Polygons...)
	f.Notes = append(f.Notes, part.Notes...)
	if f.Refused.Key == "" {
		f.Refused = part.Refused
	}
}

func (b *Builder) draw(f *Feature, geometry string) {
	if b.swap {
		geometry = swapped(geometry)
	}
	shape, told, err := geo.Mend(geometry)
	switch {
	case err != nil:
		f.Refused = messageOf(err)
		b.c.Swapped = b.c.Swapped || f.Refused.Key == "geo.swapped"
	case shape.Empty():
		f.Refused = plan.Say("mapdata.empty")
	}
	f.Shape, f.Notes = shape, told
}

// cleanTexts makes texts of a foreign file fit for a plan.
func (b *Builder) cleanTexts(f *Feature) {
	wrong := false
	clean := func(text *string) {
		if !utf8.ValidString(*text) || strings.ContainsRune(*text, utf8.RuneError) {
			wrong = true
		}
		*text = cleaned(*text)
	}
	clean(&f.Name)
	clean(&f.Group)
	for i := range f.Properties {
		clean(&f.Properties[i].Name)
		clean(&f.Properties[i].Value)
	}
	if wrong {
		b.letters++
	}
}

func cleaned(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "?"), "\r\n", "\n")
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r':
			return '\n'
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, text)
	return cut(strings.TrimSpace(text), plan.MaxText)
}

// Finish gives the collection, simplified where it has more points than a plan
// should take.
func (b *Builder) Finish() *Collection {
	if b.letters > 0 {
		b.Note(plan.Say("mapdata.letters", "Count", b.letters))
	}
	if b.twice > 0 {
		b.Note(plan.Say("mapdata.twice", "Count", b.twice))
	}
	if len(b.c.Features) == 0 {
		b.Note(plan.Say("mapdata.nothing"))
	}
	b.simplify()
	return &b.c
}
