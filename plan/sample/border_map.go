package sample

import (
	"slices"

	"jointplan/plan"
	"jointplan/plan/geo"
)

// stretches of the border from west to east, with what the sample says of them
// beside the template's theatre.
var stretches = []struct {
	title          string
	summer, winter int
	posts          int
	seat           string
}{
	{"Ingush", 31, 18, 2, "Sno"},
	{"Chechen", 43, 25, 3, "Shatili"},
	{"Dagestan stretch, west", 38, 22, 2, "Girevi"},
	{"Dagestan stretch, east", 36, 20, 2, "Omalo"},
}

// narrow makes the area of operations reach from the border to the rear boundary; the
// theatre has all of the provinces.
func (b *border) narrow() {
	var ring geo.Ring
	for _, id := range b.sectors {
		shape, err := geo.Parse(plan.Find[plan.Sector](b.d, id).Geometry)
		if err != nil || len(shape.Lines) != 1 {
			return // sectors of another kind: the provinces stay
		}
		line := slices.Clone(shape.Lines[0])
		if line[0].Lon > line[len(line)-1].Lon { // from west to east
			slices.Reverse(line)
		}
		ring = append(ring, line...)
	}
	south, err := geo.Parse(plan.Geometry(lineText(rear)))
	if err != nil {
		return
	}
	ring = append(ring, south.Lines[0]...)
	area := geo.Shape{Polygons: []geo.Polygon{{slices.Compact(append(ring, ring[0]))}}}
	for _, o := range b.all("graphic") {
		if g := o.(*plan.Graphic); g.Type == "area-of-operations" {
			b.set(g.ID, values{"geometry": string(area.Text())})
		}
	}
}

func lineText(corners string) string { return `{"type":"LineString","coordinates":[` + corners + `]}` }

func pointText(place string) string { return `{"type":"Point","coordinates":[` + place + `]}` }

// rear is how far south the mission works, from east to west.
const rear = "[46.35,41.78],[46.05,41.84],[45.72,41.98],[45.48,42.20],[45.20,42.38],[44.80,42.45],[44.42,42.55]"

// places on the map beside those of the theatre, roughly where villages are.
var places = []struct {
	title, kind, at string
	sector          int // place in the stretches, -1 for none
}{
	{"Post Juta", "observation-post", "44.745,42.579", 0},
	{"Overnight post below Tebulo", "observation-post", "45.318,42.521", 1},
	{"Crossing point Larsi", "crossing-point", "44.627,42.741", 0},
	{"Helipad Telavi", "helipad", "45.500,41.955", -1},
}

// mapObjects draws what the theatre does not have, and gives its bases to the
// parties that took the sectors.
func (b *border) mapObjects() {
	for _, o := range b.all("graphic") {
		g := o.(*plan.Graphic)
		if s := plan.Find[plan.Sector](b.d, g.Sector); s != nil {
			b.set(g.ID, values{"party": s.Party.String()})
		}
	}
	b.narrow()
	b.add("graphic", values{"title": "Rear boundary", "type": "boundary", "geometry": lineText(rear)})
	b.add("graphic", values{
		"title": "Supply route Telavi to Omalo", "type": "route",
		"geometry": lineText("[45.473,41.919],[45.345,42.010],[45.395,42.125],[45.470,42.230],[45.560,42.320],[45.635,42.372]"),
	})
	for _, p := range places {
		v := values{"title": p.title, "type": p.kind, "geometry": pointText(p.at), "party": b.osce.String()}
		if p.sector >= 0 {
			v["sector"] = b.sectors[p.sector].String()
			v["party"] = plan.Find[plan.Sector](b.d, b.sectors[p.sector]).Party.String()
		}
		b.add("graphic", v)
	}
}
