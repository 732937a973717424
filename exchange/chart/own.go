package chart

import (
	"strings"

	"jointplan/plan"
)

// Own is a user's own maps, each list with the lowest first.
type Own struct {
	Tiles    []Tiles
	Drawings []Drawing
	Bare     bool     // the basemap itself is not drawn
	Credits  []string // names of the maps with whom they are from, for paper
}

func (o Own) pictures(c Canvas, v View, look Look) {
	for _, t := range o.Tiles {
		if t.Opacity > 0 {
			t.Draw(c, v, look)
		}
	}
}

func (o Own) drawings(c Canvas, v View, look Look) {
	for _, d := range o.Drawings {
		d.Draw(c, v, look)
	}
}

// names writes the names of drawings where they cover nothing, those of the highest
// first, and gives all that is taken then.
func (o Own) names(c Canvas, v View, look Look, taken []Rect) []Rect {
	for i := range o.Drawings {
		taken = o.Drawings[len(o.Drawings)-1-i].Names(c, v, look, taken)
	}
	return taken
}

// notes is the small print of a map on paper: what boundaries do not mean, and where
// what is drawn comes from.
func (o Own) notes(w Words) []string {
	notes := []string{w.T("chart.disclaimer")}
	if !o.Bare {
		notes = append(notes, w.T("chart.sources"))
	}
	if len(o.Credits) > 0 {
		notes = append(notes, w.Say(plan.Say("chart.own", "Maps", strings.Join(o.Credits, "; "))))
	}
	return notes
}
