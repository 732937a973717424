package check_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/plan/edit"
	"jointplan/plan/geo"
)

// mapState is what is found on the map, in words.
func mapState(r *check.Report) []string {
	var all []string
	for _, f := range r.Findings(plan.NoID) {
		if f.Where != "" {
			all = append(all, fmt.Sprint(f.Rule.Name, " ", f.Object, " ", f.Others, " ", f.Where, " ", f.Message))
		}
	}
	slices.Sort(all)
	return all
}

// After any edits of outlines the findings are those of a first look at everything.
func TestMapFindingsFollowEdits(whole *testing.T) {
	rapid.Check(whole, func(t *rapid.T) {
		const columns, rows, side = 4, 3, 4
		d := plan.NewDocument()
		order, n := "a0001", 0
		create := func(k *plan.Kind, values edit.Values) plan.ID {
			n++
			order = plan.OrderBetween(order, "")
			values["order"] = order
			o, err := edit.Fill(k, plan.ID{byte(n), 7}, values)
			if err != nil {
				t.Fatal(err)
			}
			if err := d.Apply([]plan.Change{plan.Creation(o)}); err != nil {
				t.Fatal(err)
			}
			return plan.IDFor(o)
		}
		tile := func(x, y, wide, high int) string {
			var ring geo.Ring
			for _, leg := range [][3]int{{1, 0, wide}, {0, 1, high}, {-1, 0, wide}, {0, -1, high}} {
				for range leg[2] {
					ring = append(ring, geo.Point{Lon: 40 + float64(x)/20, Lat: 35 + float64(y)/20})
					x, y = x+leg[0], y+leg[1]
				}
			}
			return string(geo.AreaOf(geo.Polygon{ring}).Text())
		}
		op := create(plan.KindOf[plan.Operation](), edit.Values{"title": "o"}).String()
		create(plan.KindOf[plan.Graphic](), edit.Values{"title": "area", "operation": op, "type": "area-of-operations", "geometry": tile(0, 0, columns*side, rows*side)})
		var sectors []plan.ID
		for i := range columns * rows {
			sectors = append(sectors, create(plan.KindOf[plan.Sector](), edit.Values{"title": "s", "operation": op, "type": "area", "geometry": tile(i%columns*side, i/columns*side, side, side)}))
		}
		r := all(whole, d)
		for range rapid.IntRange(1, 6).Draw(t, "edits") {
			i := rapid.IntRange(0, len(sectors)-1).Draw(t, "sector")
			s := plan.Find[plan.Sector](d, sectors[i])
			text := tile(i%columns*side, i/columns*side, side, side)
			switch rapid.IntRange(0, 5).Draw(t, "act") {
			case 0:
				text = ""
			case 1: // back to where it was
			default:
				if shape, err := geo.Parse(text); err == nil {
					p := &shape.Polygons[0][0][rapid.IntRange(0, 4*side-1).Draw(t, "corner")]
					p.Lon += rapid.Float64Range(-0.08, 0.08).Draw(t, "east")
					p.Lat += rapid.Float64Range(-0.08, 0.08).Draw(t, "north")
					text = string(shape.Text())
				}
			}
			changes := set(whole, s, "geometry", text)
			if err := d.Apply(changes); err != nil {
				t.Fatal(err)
			}
			r.Update(changes)
			if got, want := mapState(r), mapState(all(whole, d)); !slices.Equal(got, want) {
				t.Fatalf("after an edit:\n%q\nat first sight:\n%q", got, want)
			}
		}
	})
}
