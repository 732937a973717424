package template

import (
	"slices"
	"strings"

	"jointplan/plan"
	"jointplan/plan/basemap"
	"jointplan/plan/geo"
)

// OnBasemap reports whether anything in the template is drawn from the basemap.
func (t *Template) OnBasemap() bool { return len(t.grounds()) > 0 }

// NeedsWorld reports whether a brief with this theatre, "" for none, needs the
// basemap.
func (t *Template) NeedsWorld(theatre string) bool {
	return theatre != "" || len(groundsOf(append([]*entry{t.operation}, t.entries...))) > 0
}

// CheckGround says which names of countries, provinces and places in the template
// the basemap does not know. The error is of type Errors.
func (t *Template) CheckGround(world *basemap.Map) error {
	var problems Errors
	for _, v := range t.grounds() {
		if _, err := v.ground.locate(world); err != nil {
			problems = append(problems, problem(t.File, lineOr(err, v.ground.line), messageOf(err)))
		}
	}
	if len(problems) > 0 {
		return problems
	}
	return nil
}

// grounds lists the values that are said in words of the basemap.
func (t *Template) grounds() []*value {
	list := groundsOf(t.all())
	for _, th := range t.Theatres {
		for _, s := range th.sectors {
			list = append(list, grounded(s)...)
		}
		for _, s := range th.settings {
			list = append(list, grounded(s.values)...)
		}
	}
	return list
}

func groundsOf(entries []*entry) []*value {
	var list []*value
	for _, e := range entries {
		list = append(list, grounded(e.values)...)
	}
	return list
}

func grounded(values []*value) []*value {
	var list []*value
	for _, v := range values {
		if v.ground != nil {
			list = append(list, v)
		}
	}
	return list
}

// misplaced is a problem that has a line of its own.
type misplaced struct {
	*plan.ProblemError
	line int
}

func (m misplaced) Unwrap() error { return m.ProblemError }

func lineOr(err error, line int) int {
	if m, ok := err.(misplaced); ok {
		return m.line
	}
	return line
}

// locate gives the corners of what is named.
func (g *ground) locate(world *basemap.Map) (geo.Shape, error) {
	switch {
	case g.areas != nil:
		return g.locateAreas(world)
	case g.border != nil:
		return g.locateBorder(world)
	case g.place != "":
		return g.locatePlace(world)
	}
	return geo.Shape{Points: []geo.Point{g.position}}, nil
}

// units gives the provinces of a code.
func (c code) units(world *basemap.Map) ([]*basemap.Province, error) {
	units := world.Under(c.text)
	isCountry := world.Country(c.text) != nil
	if len(units) == 0 || c.kind == "country" && !isCountry || c.kind == "province" && isCountry {
		return nil, misplaced{plan.Problem("error.template.ground.code", "Value", c.text), c.line}
	}
	return units, nil
}

func (g *ground) locateAreas(world *basemap.Map) (geo.Shape, error) {
	var all []*basemap.Province
	for _, c := range g.areas {
		units, err := c.units(world)
		if err != nil {
			return geo.Shape{}, err
		}
		all = append(all, units...)
	}
	// In a fixed order, so that the same provinces give the same text.
	slices.SortFunc(all, func(a, b *basemap.Province) int { return strings.Compare(a.Code, b.Code) })
	var shapes []geo.Shape
	for _, p := range slices.Compact(all) {
		shapes = append(shapes, world.Shape(p))
	}
	if len(shapes) == 1 {
		return shapes[0], nil
	}
	return geo.UnionOf(shapes...)
}

func (g *ground) locateBorder(world *basemap.Map) (geo.Shape, error) {
	a, err := g.border[0].units(world)
	if err != nil {
		return geo.Shape{}, err
	}
	b, err := g.border[1].units(world)
	if err != nil {
		return geo.Shape{}, err
	}
	lines := world.Frontier(a, b)
	if len(lines) == 0 {
		return geo.Shape{}, plan.Problem("error.template.ground.apart", "A", g.border[0].text, "B", g.border[1].text)
	}
	if g.of > 0 {
		lines = stretchOf(lines, g.nth, g.of)
	}
	return geo.Shape{Lines: lines}, nil
}

// stretchOf gives the n-th of equally long stretches of lines that are taken one
// after the other.
func stretchOf(lines []geo.Line, n, of int) []geo.Line {
	total := geo.Shape{Lines: lines}.Length()
	from, to := total*float64(n-1)/float64(of), total*float64(n)/float64(of)
	const least = 0.001 // km
	var found []geo.Line
	for _, line := range lines {
		length := line.Length()
		if to > least && from < length-least {
			found = append(found, line.Between(max(from, 0), min(to, length)))
		}
		from, to = from-length, to-length
	}
	return found
}

func (g *ground) locatePlace(world *basemap.Map) (geo.Shape, error) {
	if _, err := g.within.units(world); err != nil {
		return geo.Shape{}, err
	}
	found := world.PlacesNamed(g.place, g.within.text)
	switch len(found) {
	case 0:
		return geo.Shape{}, plan.Problem("error.template.ground.place", "Place", g.place, "In", g.within.text)
	case 1:
		return geo.Shape{Points: []geo.Point{found[0].At}}, nil
	}
	return geo.Shape{}, plan.Problem("error.template.ground.places", "Place", g.place, "In", g.within.text, "Count", len(found))
}
