package chart

import (
	"cmp"
	"image/color"
	"slices"

	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/plan/geo"
)

// Colouring is what the colours of sectors tell.
type Colouring string

// The colourings.
const (
	ByParty     Colouring = "party"     // who answers; stripes where several do
	ByAgreement Colouring = "agreement" // where the parties stand on it
	ByReadiness Colouring = "readiness" // the worst finding about it
	ByDensity   Colouring = "density"   // people per km, or per 100 km² of areas
	ByProgress  Colouring = "progress"  // of its tasks
)

// Colourings lists them in the order of menus.
var Colourings = []Colouring{ByParty, ByAgreement, ByReadiness, ByDensity, ByProgress}

const (
	tint       = 0x58 // how dense the colour of an area is
	stripeTint = 0x80
)

// ramp goes from little to much in one hue, to be read in grey as well: what is little
// is near to the ground, and words are to be read on all of it.
func (l Look) ramp() []color.NRGBA {
	if l.Dark {
		return []color.NRGBA{rgb(0x2A3A4B), rgb(0x2C4A6B), rgb(0x315F93), rgb(0x3A74B8), rgb(0x4687D2)}
	}
	return []color.NRGBA{rgb(0xCDDFF2), rgb(0xA0C3E6), rgb(0x6A9FD3), rgb(0x3A74B4), rgb(0x1B4A83)}
}

// ink is a party's colour as a line.
func (b *builder) ink(c color.NRGBA) color.NRGBA { return c }

// dress is how a sector is drawn, as an area or as a line, and what that says.
type dress struct {
	paint     Paint
	edge      Pen
	lines     []Pen // the lowest first
	key, text string
}

// dress gives how a sector is drawn.
func (b *builder) dress(s *plan.Sector, t *Trace) dress {
	switch b.s.By {
	case ByAgreement:
		return b.state(agreementColours(b.s.Look), string(plan.StandingOn(b.d, s).State), "map.agreement.")
	case ByReadiness:
		states := []string{"fine", "advice", "serious", "blocking"}
		return b.state(readinessColours(b.s.Look), states[b.s.Grave[s.ID]], "map.readiness.")
	case ByDensity:
		return b.step(density(s, t, b.s.Winter), densitySteps, "map.density.", t)
	case ByProgress:
		return b.step(b.progress(s), progressSteps, "map.progress.", t)
	}
	return b.party(s)
}

func (b *builder) party(s *plan.Sector) dress {
	look := b.s.Look
	if c, ok := b.colours[s.Party]; ok {
		p := Paint{Colour: faint(c, tint), Lines: faint(c, 0xB0)}
		if b.s.Patterns {
			p.Pattern = b.patternOf(s.Party)
		}
		return dress{p, Pen{Colour: b.ink(c), Width: 2}, look.ribbon(b.ink(c), p.Pattern), s.Party.String(), plan.Find[plan.Party](b.d, s.Party).Brief()}
	}
	var stripes, bands []color.NRGBA
	for _, share := range s.Joint {
		if c, ok := b.colours[share.Party]; ok {
			stripes, bands = append(stripes, faint(c, stripeTint)), append(bands, b.ink(c))
		}
	}
	switch len(stripes) {
	case 0:
		p := Paint{Colour: faint(look.Line, 0x30)}
		return dress{p, Pen{Colour: look.Second, Width: 2, Dashes: []float64{6, 4}}, look.gappy(look.Second), "~nobody", b.s.Words.T("map.nobody")}
	case 1:
		stripes, bands = append(stripes, faint(stripes[0], 0x20)), append(bands, blend(bands[0], look.Land, 0.3))
	}
	return dress{Paint{Stripes: stripes}, Pen{Colour: look.Ink, Width: 2}, look.bands(bands), "~joint " + b.names(s), b.names(s)}
}

// patternOf gives each party its own, by the order in which they joined.
func (b *builder) patternOf(party plan.ID) Pattern {
	n := slices.IndexFunc(plan.All[plan.Party](b.d, plan.NoID), func(p *plan.Party) bool { return p.ID == party })
	return Pattern(1 + n%6)
}

// Grave gives how grave the worst finding about each object is: 3 blocking, 2
// serious, 1 advice.
func Grave(findings []check.Finding) map[plan.ID]int {
	worst := map[plan.ID]int{}
	for _, f := range findings {
		grade := 3 - int(f.Rule.Severity-check.Blocking)
		worst[f.Object] = max(worst[f.Object], grade)
	}
	return worst
}

type stateColour struct {
	name    string
	colour  color.NRGBA
	pattern Pattern
}

func agreementColours(l Look) []stateColour {
	return []stateColour{
		{"agreed", l.Fine, Plain}, {"proposed", l.Accent, Rising}, {"lapsed", l.Amber, Dotted},
		{"reserved", l.Blocking, Crossed}, {"", l.Line, Plain},
	}
}

func readinessColours(l Look) []stateColour {
	return []stateColour{
		{"fine", l.Fine, Plain}, {"advice", l.Accent, Rising}, {"serious", l.Amber, Dotted}, {"blocking", l.Blocking, Crossed},
	}
}

// state paints one of some states; patterns go with it always, since red and green
// are not told apart by everybody.
func (b *builder) state(states []stateColour, name, key string) dress {
	i := max(slices.IndexFunc(states, func(s stateColour) bool { return s.name == name }), 0)
	s := states[i]
	d := dress{edge: Pen{Colour: s.colour, Width: 2}, key: string(rune('a' + i)), text: b.s.Words.T(key + cmp.Or(name, "none"))}
	if name == "" { // nothing is known: as good as empty
		d.paint, d.lines = Paint{Colour: faint(s.colour, 0x20)}, b.s.Look.gappy(s.colour)
		d.edge.Dashes = []float64{6, 4}
		return d
	}
	d.paint = Paint{Colour: faint(s.colour, tint), Pattern: s.pattern, Lines: faint(s.colour, 0xC0)}
	d.lines = b.s.Look.ribbon(s.colour, s.pattern)
	return d
}

// Steps of the ramps: a figure belongs to the last step it reaches.
var (
	densitySteps  = []float64{0, 0.5, 1, 2, 5}
	progressSteps = []float64{0, 25, 50, 75, 100}
)

// step paints a figure; none at all shows as empty. A line is the wider the more it
// is, so that it can be read in grey.
func (b *builder) step(value float64, steps []float64, key string, t *Trace) dress {
	look := b.s.Look
	if value < 0 {
		p := Paint{Colour: faint(look.Line, 0x20)}
		return dress{p, Pen{Colour: look.Line, Width: 2, Dashes: []float64{6, 4}}, look.gappy(look.Line), "~", b.s.Words.T("map.figure.none")}
	}
	n := 0
	for i, from := range steps {
		if value >= from {
			n = i
		}
	}
	unit := key + "line"
	if key == "map.density." && t.Shape.Type() == geo.Areas {
		unit = key + "area"
	}
	text := b.s.Words.T("map.figure.from") + " " + b.s.Words.Number(steps[n], decimalsOf(steps[n])) + " " + b.s.Words.T(unit)
	ramp, edge := look.ramp(), look.ramp()[len(steps)-1]
	return dress{Paint{Colour: faint(ramp[n], 0xC0)}, Pen{Colour: edge, Width: 2}, look.cased(ramp[n], 3+float64(n)), unit + string(rune('a'+n)), text}
}

func decimalsOf(n float64) int {
	if n == float64(int(n)) {
		return 0
	}
	return 1
}

// density is people per km of a line and per 100 km² of an area; -1 where there is
// nothing to divide by or nobody is planned.
func density(s *plan.Sector, t *Trace, winter bool) float64 {
	km2 := 0.0
	if t.Shape.Type() == geo.Areas {
		km2 = t.Area
	}
	d, ok := check.DensityOf(s, t.Length, km2, winter)
	if !ok || d.People == 0 {
		return -1
	}
	return d.People
}

// progress is the mean of a sector's tasks in %, of those under way on a day that is
// shown; -1 without any.
func (b *builder) progress(s *plan.Sector) float64 {
	sum, n := 0.0, 0
	for _, task := range TasksOn(b.d, s.ID, b.s.On) {
		sum += task.Progress
		n++
	}
	if n == 0 {
		return -1
	}
	return sum / float64(n)
}
