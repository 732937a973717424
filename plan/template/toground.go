package template

import (
	yaml "go.yaml.in/yaml/v3"

	"jointplan/plan/basemap"
	"jointplan/plan/geo"
)

// groundFor says a geometry in words of the basemap; nil when it is not exactly
// something of it, or without a basemap. Stretches of borders are not looked for.
func groundFor(world *basemap.Map, text string) *yaml.Node {
	if world == nil {
		return nil
	}
	shape, err := geo.Parse(text)
	if err != nil {
		return nil
	}
	var g *ground
	switch {
	case shape.Type() == geo.Areas:
		g = areasIn(world, shape)
	case shape.Type() == geo.Points && len(shape.Points) == 1:
		g = placeAt(world, shape.Points[0])
	}
	if g == nil {
		return nil
	}
	if said, err := g.locate(world); err != nil || string(said.Text()) != text {
		return nil
	}
	return g.node()
}

// areasIn gives the provinces that lie in a shape; where they are all of a country,
// the country.
func areasIn(world *basemap.Map, shape geo.Shape) *ground {
	bounds, ok := shape.Bounds()
	if !ok {
		return nil
	}
	bounds = bounds.Grow(1e-3)
	var found []*basemap.Province
	for _, p := range world.Provinces {
		if bounds.West <= p.Box.West && p.Box.East <= bounds.East && bounds.South <= p.Box.South && p.Box.North <= bounds.North && shape.Holds(p.Label) {
			found = append(found, p)
		}
	}
	if len(found) == 0 || len(found) > mostUnits {
		return nil
	}
	if country := wholeCountry(world, found); country != "" {
		return &ground{areas: []code{{text: country, kind: "country"}}}
	}
	g := &ground{}
	for _, p := range found {
		g.areas = append(g.areas, code{text: codeOf(world, p)})
	}
	return g
}

func wholeCountry(world *basemap.Map, found []*basemap.Province) string {
	for _, p := range found {
		if all := world.Of(p.Country); len(all) == len(found) && len(all) > 1 {
			return p.Country.Code
		}
	}
	return ""
}

// codeOf is the code of ISO 3166-2 where only one province has it.
func codeOf(world *basemap.Map, p *basemap.Province) string {
	if p.ISO != "" && world.Province(p.ISO) == p && world.Country(p.ISO) == nil {
		return p.ISO
	}
	return p.Code
}

func placeAt(world *basemap.Map, at geo.Point) *ground {
	for i := range world.Places {
		if p := &world.Places[i]; p.At == at {
			in := p.Country
			if province := world.ProvinceAt(at); province != nil {
				in = codeOf(world, province)
			}
			return &ground{place: p.Name[0], within: code{text: in}}
		}
	}
	return nil
}

// node writes what groundFor finds.
func (g *ground) node() *yaml.Node {
	n := mapping()
	n.Style = yaml.FlowStyle
	switch {
	case g.place != "":
		put(n, "place", scalar(g.place))
		put(n, "in", scalar(g.within.text))
	case g.areas[0].kind == "country":
		put(n, "country", scalar(g.areas[0].text))
	case len(g.areas) == 1:
		put(n, "province", scalar(g.areas[0].text))
	default:
		var codes []string
		for _, c := range g.areas {
			codes = append(codes, c.text)
		}
		put(n, "provinces", sequence(codes, yaml.FlowStyle))
	}
	return n
}
