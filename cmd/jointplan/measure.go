package main

import (
	"fmt"

	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/plan/geo"
	"jointplan/storage"
)

type measureCmd struct {
	File      string `arg:"" help:"The file."`
	Operation string `placeholder:"NAME" help:"Only this operation."`
	AsOf      string `name:"asof" placeholder:"WHEN" help:"The plan as it stood on a day, at a time or in a version."`
	JSON      bool   `name:"json" help:"Write JSON for scripts."`
}

// Help implements kong.HelpProvider.
func (measureCmd) Help() string {
	return `Lengths are in km and areas in km², on the ellipsoid, of what is drawn; borders of a generalised map are shorter than they are. Gaps are what of the area of operations no sector covers.`
}

// jsonGround is what the map says of an operation, for scripts.
type jsonGround struct {
	Operation string        `json:"operation"`
	Name      string        `json:"name"`
	Area      float64       `json:"area,omitempty"` // of operations
	Uncertain bool          `json:"uncertain,omitempty"`
	Sectors   []jsonSector  `json:"sectors"`
	Gaps      []jsonPiece   `json:"gaps"`
	Overlaps  []jsonOverlap `json:"overlaps"`
}

type jsonSector struct {
	ID           string  `json:"id"`
	Number       string  `json:"number"`
	Name         string  `json:"name"`
	Area         float64 `json:"area"`
	Length       float64 `json:"length"`
	Perimeter    float64 `json:"perimeter"`
	StatedArea   float64 `json:"stated_area,omitempty"`
	StatedLength float64 `json:"stated_length,omitempty"`
	jsonDensity
}

// jsonDensity is per km of a line and per 100 km² of an area.
type jsonDensity struct {
	Summer  float64 `json:"density_summer,omitempty"`
	Winter  float64 `json:"density_winter,omitempty"`
	Posts   float64 `json:"density_posts,omitempty"`
	Patrols float64 `json:"density_patrols,omitempty"` // a day
}

func densityOf(m check.Measured) (d jsonDensity, ok bool) {
	summer, ok := check.DensityOf(m.Sector, m.Length, m.Area, false)
	winter, _ := check.DensityOf(m.Sector, m.Length, m.Area, true)
	d = jsonDensity{summer.People, winter.People, summer.Posts, summer.Patrols}
	return d, ok && d != jsonDensity{}
}

type jsonPiece struct {
	Area float64 `json:"area"`
	Lat  float64 `json:"lat"`
	Lon  float64 `json:"lon"`
}

type jsonOverlap struct {
	A        string  `json:"a"`
	B        string  `json:"b"`
	Area     float64 `json:"area"`
	Declared bool    `json:"declared"`
}

// Run measures what is drawn.
func (c measureCmd) Run(j *job) error {
	return j.read(c.File, func(w *storage.Workspace) error {
		d, op, err := j.chosen(w, c.AsOf, c.Operation)
		if err != nil {
			return err
		}
		all := []jsonGround{}
		for o := range plan.Each[plan.Operation](d, plan.NoID) {
			if op != plan.NoID && o.ID != op {
				continue
			}
			g := check.Measure(d, o.ID)
			if c.JSON {
				all = append(all, groundOf(o, g))
			} else {
				j.tellGround(o, g)
			}
		}
		if c.JSON {
			return j.json(all)
		}
		return nil
	})
}

func groundOf(o *plan.Operation, g check.Ground) jsonGround {
	out := jsonGround{
		Operation: o.Number(), Name: o.Title, Area: g.Area, Uncertain: g.Uncertain,
		Sectors: []jsonSector{}, Gaps: []jsonPiece{}, Overlaps: []jsonOverlap{},
	}
	for _, m := range g.Sectors {
		s := m.Sector
		density, _ := densityOf(m)
		out.Sectors = append(out.Sectors, jsonSector{s.ID.String(), s.Number(), s.Title, m.Area, m.Length, m.Perimeter, s.Area, s.Length, density})
	}
	for _, p := range g.Gaps {
		out.Gaps = append(out.Gaps, jsonPiece{p.Area, p.At.Lat, p.At.Lon})
	}
	for _, l := range g.Overlaps {
		out.Overlaps = append(out.Overlaps, jsonOverlap{l.A.Number(), l.B.Number(), l.Area, l.Declared})
	}
	return out
}

// tellGround writes for people what the map says of an operation.
func (j *job) tellGround(o *plan.Operation, g check.Ground) {
	fmt.Fprintln(j.out, o.Number()+" "+o.Title)
	for _, s := range g.Faulty {
		j.warn(plan.Say("cli.measure.faulty", "Name", s.Number()+" "+s.Title))
	}
	if len(g.Sectors) == 0 {
		j.say("cli.measure.nothing")
		return
	}
	precise := func(n float64, decimals int) string {
		if n == 0 {
			return ""
		}
		return j.words.Number(n, decimals)
	}
	number := func(n float64) string { return precise(n, 1) }
	out := newTable("", j.words.T("kind.sector"), j.words.T("cli.measure.area"), j.words.T("cli.measure.stated"),
		j.words.T("cli.measure.length"), j.words.T("cli.measure.stated"), j.words.T("cli.measure.perimeter"),
		j.words.T("cli.measure.summer"), j.words.T("cli.measure.winter"), j.words.T("cli.measure.posts"), j.words.T("cli.measure.patrols"))
	for i := 2; i < 11; i++ {
		out.columns[i].numbers = true
	}
	dense := false
	for _, m := range g.Sectors {
		s := m.Sector
		per, ok := densityOf(m)
		dense = dense || ok
		out.add(s.Number(), s.Title, number(m.Area), number(s.Area), number(m.Length), number(s.Length), number(m.Perimeter),
			precise(per.Summer, 2), precise(per.Winter, 2), precise(per.Posts, 2), precise(per.Patrols, 2))
	}
	out.print(j.out)
	if dense {
		j.say("cli.measure.density")
	}
	switch {
	case g.Drawn && !g.Areas:
		j.say("cli.measure.borders", "Area", j.words.Number(g.Area, 1))
	case g.Drawn:
		j.say("cli.measure.operations", "Area", j.words.Number(g.Area, 1), "Gaps", j.words.Number(geo.SumOf(g.Gaps), 1))
	}
	for _, l := range g.Overlaps {
		key := "cli.measure.overlap"
		if l.Declared {
			key = "cli.measure.declared"
		}
		j.say(key, "A", l.A.Title, "B", l.B.Title, "Area", j.words.Number(l.Area, 1))
	}
	if g.Uncertain {
		j.warn(plan.Say("cli.measure.uncertain"))
	}
}
