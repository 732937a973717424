package features

import (
	"math"
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

// mostPoints is how many points an import brings into a plan; more are simplified.
// It is ten times a country's provinces at 1:10 million.
const mostPoints = 250_000

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

// simplify lays all points on a grid, wide enough that few are left: neighbours'
// borders stay one, and it takes a moment also for millions of points.
func (b *Builder) simplify() {
	before, count := b.count(), 0
	if before <= mostPoints {
		return
	}
	grid := 0.0001 // degrees; borders at 1:10 million are true to some tens of metres
	for count = before; count > mostPoints && grid < 1; grid *= 2 {
		for i := range b.c.Features {
			f := &b.c.Features[i]
			f.Shape = onGrid(f.Shape, grid)
		}
		count = b.count()
	}
	for i := range b.c.Features {
		f := &b.c.Features[i]
		if f.Refused.Key == "" && f.Shape.Empty() {
			f.Refused = plan.Say("mapdata.empty")
		}
		if f.Refused.Key != "" || f.Shape.Validate() == nil {
			continue
		}
		shape, told, err := geo.MendShape(f.Shape)
		if err != nil {
			f.Refused = messageOf(err)
		}
		f.Shape, f.Notes = shape, append(f.Notes, told...)
	}
	const metres = 111_320 * 0.7072 // of a degree, half the diagonal of a square
	b.Note(plan.Say("mapdata.simplified", "Before", before, "After", b.count(), "Metres", int(math.Ceil(grid/2*metres))))
}

func (b *Builder) count() int {
	n := 0
	for _, f := range b.c.Features {
		n += f.Shape.Count()
	}
	return n
}

// onGrid moves points to the nearest places of a grid and drops those that repeat
// the one before, and what has no extent then.
func onGrid(s geo.Shape, grid float64) geo.Shape {
	path := func(points []geo.Point) []geo.Point {
		var kept []geo.Point
		for _, p := range points {
			p = geo.Point{Lon: math.Round(p.Lon/grid) * grid, Lat: math.Round(p.Lat/grid) * grid}.Rounded()
			if len(kept) == 0 || kept[len(kept)-1] != p {
				kept = append(kept, p)
			}
		}
		return kept
	}
	out := geo.Shape{Points: path(s.Points)}
	for _, line := range s.Lines {
		if kept := path(line); len(kept) > 1 {
			out.Lines = append(out.Lines, kept)
		}
	}
	for _, polygon := range s.Polygons {
		var kept geo.Polygon
		for _, ring := range polygon {
			r := path(ring)
			if len(r) > 1 && r[0] == r[len(r)-1] {
				r = r[:len(r)-1]
			}
			if len(r) < 3 && len(kept) == 0 {
				break
			}
			if len(r) > 2 {
				kept = append(kept, r)
			}
		}
		if len(kept) > 0 {
			out.Polygons = append(out.Polygons, kept)
		}
	}
	return out
}
