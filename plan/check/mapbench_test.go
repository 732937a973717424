package check_test

import (
	"math"
	"testing"

	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/plan/edit"
	"jointplan/plan/geo"
)

// mosaicPlan is an operation of 500 sectors of 120 corners that fill their area
// of operations.
func mosaicPlan(b *testing.B) (*plan.Document, []plan.ID) {
	b.Helper()
	const columns, rows, side, size = 25, 20, 30, 0.2
	at := func(x, y int) geo.Point {
		wave := 0.002 * math.Sin(float64(x*7+y*13))
		return geo.Point{Lon: 40 + size*float64(x)/side + wave, Lat: 35 + size*float64(y)/side - wave}
	}
	ring := func(x, y, wide, high int) plan.Geometry {
		var r geo.Ring
		for _, leg := range [][3]int{{1, 0, wide}, {0, 1, high}, {-1, 0, wide}, {0, -1, high}} {
			for range leg[2] {
				r = append(r, at(x, y))
				x, y = x+leg[0], y+leg[1]
			}
		}
		return geo.AreaOf(geo.Polygon{r}).Text()
	}
	d := plan.NewDocument()
	var changes []plan.Change
	order, n := "a0001", 0
	create := func(k *plan.Kind, values edit.Values) plan.ID {
		n++
		order = plan.OrderBetween(order, "")
		values["order"] = order
		id := plan.ID{byte(n), byte(n >> 8), 7}
		o, err := edit.Fill(k, id, values)
		if err != nil {
			b.Fatal(err)
		}
		changes = append(changes, plan.Creation(o))
		return id
	}
	op := create(plan.KindOf[plan.Operation](), edit.Values{"title": "o"}).String()
	create(plan.KindOf[plan.Graphic](), edit.Values{"title": "area", "operation": op, "type": "area-of-operations", "geometry": string(ring(0, 0, columns*side, rows*side))})
	var sectors []plan.ID
	for c := range columns {
		for r := range rows {
			sectors = append(sectors, create(plan.KindOf[plan.Sector](), edit.Values{"title": "s", "operation": op, "type": "area", "geometry": string(ring(c*side, r*side, side, side))}))
		}
	}
	if err := d.Apply(changes); err != nil {
		b.Fatal(err)
	}
	return d, sectors
}

func mapFindings(r *check.Report) int {
	n := 0
	for _, f := range r.Findings(plan.NoID) {
		if f.Where != "" {
			n++
		}
	}
	return n
}

func BenchmarkCheckMap500(b *testing.B) {
	d, _ := mosaicPlan(b)
	for b.Loop() {
		if n := mapFindings(all(b, d)); n > 0 {
			b.Fatal(n, "findings on a map that is whole")
		}
	}
}

// BenchmarkCheckMapUpdate moves a corner of one of 500 sectors, which leaves a
// gap and an overlap.
func BenchmarkCheckMapUpdate(b *testing.B) {
	d, sectors := mosaicPlan(b)
	r := all(b, d)
	i := 0
	for b.Loop() {
		b.StopTimer()
		i++
		s := plan.Find[plan.Sector](d, sectors[i*37%len(sectors)])
		shape, err := geo.Parse(s.Geometry)
		if err != nil {
			b.Fatal(err)
		}
		shape.Polygons[0][0][5].Lon += 0.03
		changes := set(b, s, "geometry", string(shape.Text()))
		if err := d.Apply(changes); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		r.Update(changes)
	}
	if mapFindings(r) == 0 {
		b.Fatal("nothing is found")
	}
}
