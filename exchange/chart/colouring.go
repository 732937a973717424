package chart

import (
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

// ramp goes from little to much in one hue, to be read in grey as well.
var ramp = []color.NRGBA{rgb(0xDDE9F6), rgb(0xA9C8E8), rgb(0x6A9FD3), rgb(0x3A74B4), rgb(0x1B4A83)}

// ink is a party's colour as a line.
func (b *builder) ink(c color.NRGBA) color.NRGBA { return c }

// colour gives how a sector is filled and edged, and enters it in the legend.
func (b *builder) colour(s *plan.Sector, t *Trace) (Paint, Pen) {
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

func (b *builder) party(s *plan.Sector) (Paint, Pen) {
	if c, ok := b.colours[s.Party]; ok {
		p := Paint{Colour: faint(c, tint), Lines: faint(c, 0xB0)}
		if b.s.Patterns {
			p.Pattern = b.patternOf(s.Party)
		}
		b.enter(s.Party.String(), LegendEntry{p, c, plan.Find[plan.Party](b.d, s.Party).Brief()})
		return p, Pen{Colour: b.ink(c), Width: 2}
	}
	var stripes []color.NRGBA
	for _, share := range s.Joint {
		if c, ok := b.colours[share.Party]; ok {
			stripes = append(stripes, faint(c, stripeTint))
		}
	}
	switch len(stripes) {
	case 0:
		p := Paint{Colour: faint(b.s.Look.Line, 0x30)}
		b.enter("~nobody", LegendEntry{p, b.s.Look.Line, b.s.Words.T("map.nobody")})
		return p, Pen{Colour: b.s.Look.Second, Width: 2, Dashes: []float64{6, 4}}
	case 1:
		stripes = append(stripes, faint(stripes[0], 0x20))
	}
	p := Paint{Stripes: stripes}
	b.enter("~joint "+b.names(s), LegendEntry{p, b.s.Look.Ink, b.names(s)})
	return p, Pen{Colour: b.s.Look.Ink, Width: 2}
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
func (b *builder) state(states []stateColour, name, key string) (Paint, Pen) {
	i := max(slices.IndexFunc(states, func(s stateColour) bool { return s.name == name }), 0)
	s := states[i]
	p := Paint{Colour: faint(s.colour, tint), Pattern: s.pattern, Lines: faint(s.colour, 0xC0)}
	if name == "" {
		name = "none"
	}
	b.enter(string(rune('a'+i)), LegendEntry{p, s.colour, b.s.Words.T(key + name)})
	return p, Pen{Colour: s.colour, Width: 2}
}

// Steps of the ramps: a figure belongs to the last step it reaches.
var (
	densitySteps  = []float64{0, 0.5, 1, 2, 5}
	progressSteps = []float64{0, 25, 50, 75, 100}
)

// step paints a figure; none at all shows as empty.
func (b *builder) step(value float64, steps []float64, key string, t *Trace) (Paint, Pen) {
	if value < 0 {
		p := Paint{Colour: faint(b.s.Look.Line, 0x20)}
		b.enter("~", LegendEntry{p, b.s.Look.Line, b.s.Words.T("map.figure.none")})
		return p, Pen{Colour: b.s.Look.Line, Width: 2, Dashes: []float64{6, 4}}
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
	p := Paint{Colour: faint(ramp[n], 0xC0)}
	text := b.s.Words.T("map.figure.from") + " " + b.s.Words.Number(steps[n], decimalsOf(steps[n])) + " " + b.s.Words.T(unit)
	b.enter(unit+string(rune('a'+n)), LegendEntry{p, ramp[len(ramp)-1], text})
	return p, Pen{Colour: ramp[len(ramp)-1], Width: 2}
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

// enter puts an entry into the legend, once.
func (b *builder) enter(key string, e LegendEntry) {
	if b.used == nil {
		b.used = map[string]LegendEntry{}
	}
	if _, ok := b.used[key]; !ok {
		b.used[key] = e
		b.order = append(b.order, key)
	}
}

// keys finishes the legend: parties as they come, steps and states in order.
func (b *builder) keys() {
	if b.s.By != ByParty && b.s.By != "" {
		slices.Sort(b.order)
	}
	for _, key := range b.order {
		b.s.legend = append(b.s.legend, b.used[key])
	}
}
