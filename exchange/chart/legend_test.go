package chart

import (
	"fmt"
	"slices"
	"testing"

	"jointplan/plan"
	"jointplan/plan/symbol"
)

// The legend explains whose symbols are there and what other lines are, whatever the
// colours of sectors tell, and nothing twice.
func TestLegendExplainsAllThatIsDrawn(t *testing.T) {
	op := made[plan.Operation](1)
	objects := []plan.Object{op}
	for i := range 4 {
		p := made[plan.Party](10 + i)
		p.Title, p.Order = fmt.Sprint("Party ", i), string(rune('a'+i))
		objects = append(objects, p)
	}
	s := made[plan.Sector](100)
	s.Operation, s.Title, s.Party = op.ID, "Stretch", id(10)
	s.Geometry = `{"type":"LineString","coordinates":[[43,41],[47,41]]}`
	objects = append(objects, s)
	for i, g := range []plan.Graphic{
		{Type: "route", Party: id(12), Geometry: `{"type":"LineString","coordinates":[[43,42],[47,42]]}`},
		{Type: "route", Geometry: `{"type":"LineString","coordinates":[[43,42.5],[47,42.5]]}`},
		{Type: "area-of-operations", Geometry: `{"type":"Polygon","coordinates":[[[43,40],[47,40],[47,43],[43,43],[43,40]]]}`},
		{Type: "post", Geometry: `{"type":"Point","coordinates":[45,42]}`},
		{Type: "base", Geometry: `{"type":"Point","coordinates":[45,42.2]}`},
	} {
		to := made[plan.Graphic](200 + i)
		to.Operation, to.Title, to.Type, to.Party, to.Geometry = op.ID, fmt.Sprint("Object ", i), g.Type, g.Party, g.Geometry
		objects = append(objects, to)
	}
	for i, party := range []int{10, 11, 11} {
		u := made[plan.Unit](300 + i)
		u.Operation, u.Title, u.Type, u.Party, u.Sector = op.ID, fmt.Sprint("Unit ", i), "infantry", id(party), s.ID
		objects = append(objects, u)
	}
	d := plan.NewDocument()
	if err := d.Load(objects); err != nil {
		t.Fatal(err)
	}
	rest := []string{"choice.graphic.type.route", "choice.graphic.type.area-of-operations"}
	for by, want := range map[Colouring][]string{
		ByParty:   append([]string{"Party 0"}, append(rest, "Party 2", "map.owner.none", "Party 1")...),
		ByDensity: append([]string{"map.figure.none"}, append(rest, "Party 2", "map.owner.none", "Party 0", "Party 1")...),
	} {
		o := options(op.ID)
		o.By = by
		var got []string
		for _, e := range NewScene(d, NewTraces(), o).Legend() {
			got = append(got, e.Text)
			if (e.Text == "Party 1" || e.Text == "map.owner.none") != (e.Code != "" && e.Lines == nil) && e.Text != "Party 0" {
				t.Errorf("by %s %q is shown as %+v", by, e.Text, e)
			}
			if party1 := (symbol.Style{Fill: symbol.Tint(partyColours[1])}); e.Text == "Party 1" && e.Style != party1 {
				t.Errorf("the symbols of Party 1 are filled %v", e.Style)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("by %s the legend says %q, want %q", by, got, want)
		}
		o.Hidden = map[string]bool{"unit": true, "graphic": true}
		if n := len(NewScene(d, NewTraces(), o).Legend()); n != 1 {
			t.Errorf("by %s %d lines explain what is hidden", by, n-1)
		}
	}
}
