package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/geo"
	"jointplan/ui/mapview"
	"jointplan/ui/theme"
)

// menuAt opens the menu of a place, where some objects are, and gives its entries.
func (p *planner) menuAt(v *mapView, at geo.Point, hits ...plan.ID) []string {
	p.tb.Helper()
	p.closeOverlays()
	spot := mapview.Spot{Pointer: mapview.Pointer{View: v.chart.View(), Dot: v.chart.View().To(at), Ground: at}}
	for _, id := range hits {
		spot.Hits = append(spot.Hits, chart.Hit{Object: id})
	}
	v.Menu(fyne.NewPos(300, 200), spot)
	var entries []string
	for _, o := range visible(p.overlay()) {
		if label := labelOf(o); label != "" {
			entries = append(entries, label)
		}
	}
	return entries
}

func TestTheMenuIsAboutWhatIsUnderTheMouse(t *testing.T) {
	p, v := atMap(t)
	id := p.drawSector(v, sw, se, ne, nw)
	middle, away := geo.Point{Lon: 44.5, Lat: 41.75}, geo.Point{Lon: 50, Lat: 45}
	if got := p.menuAt(v, middle, id); !slices.Contains(got, p.t("map.split")) || !slices.Contains(got, p.t("command.edit.delete")) {
		t.Errorf("over the sector: %q", got)
	}
	if got := p.menuAt(v, away); slices.Contains(got, p.t("command.edit.delete")) || slices.Contains(got, p.t("map.split")) || !slices.Contains(got, p.t("map.draw")) {
		t.Errorf("over empty ground: %q", got)
	}
	if !v.isSelected(id) {
		t.Error("the menu of empty ground takes the selection away")
	}
	unit := plan.All[plan.Unit](p.session.Doc, p.place.Operation)[0]
	if got := p.menuAt(v, middle, unit.ID, id); v.isSelected(unit.ID) || !slices.Contains(got, p.t("map.select")) {
		t.Errorf("over a unit in a selected sector: %q", got)
	}
	v.Pick(plan.NoID, false)
	p.menuAt(v, middle, unit.ID, id)
	if !v.isSelected(unit.ID) {
		t.Error("what lies on top is not selected")
	}
}

func TestAnOverlapIsAcceptedOnTheMap(t *testing.T) {
	p, v := atMap(t)
	a := p.drawSector(v, sw, se, ne, nw)
	b := p.drawSector(v, geo.Point{Lon: 44.5, Lat: 41.5}, geo.Point{Lon: 46, Lat: 41.5}, geo.Point{Lon: 46, Lat: 42}, geo.Point{Lon: 44.5, Lat: 42})
	common := geo.Point{Lon: 44.75, Lat: 41.75}
	overlap := func(accepted bool) {
		t.Helper()
		p.await("the overlap", func() bool {
			piece, ok := v.scene.PieceAt(common)
			return ok && piece.Overlap && piece.Accepted == accepted
		})
	}
	overlap(false)
	card := v.Card(a, common)
	if want := p.say("map.piece.overlap", "Other", p.nameOf(b), "Size", v.sizeOf(0, mustPiece(v, common).Area)); !slices.Contains(card, want) {
		t.Errorf("the card says %q, not %q", card, want)
	}
	p.menuAt(v, common, b, a)
	p.wantSteps(1, func() { p.press(p.say("map.overlap.accept", "Other", p.nameOf(a))) })
	for id, other := range map[plan.ID]plan.ID{a: b, b: a} {
		if s := plan.Find[plan.Sector](p.session.Doc, id); !s.Overlaps.Has(other) {
			t.Errorf("%s does not declare it", s.Title)
		}
	}
	for _, f := range p.session.Report.Findings(p.place.Operation) {
		if f.Rule.Name == "map.overlap" {
			t.Error("it is reported still")
		}
	}
	overlap(true)
	p.menuAt(v, common, b, a)
	p.wantSteps(1, func() { p.press(p.say("map.overlap.back", "Other", p.nameOf(a))) })
	overlap(false)
	p.run("edit.undo")
	overlap(true)
}

func mustPiece(v *mapView, at geo.Point) chart.Piece {
	piece, _ := v.scene.PieceAt(at)
	return piece
}

func TestAGapBecomesASector(t *testing.T) {
	p, v := atMap(t)
	v.drawObject(plan.KindOf[plan.Graphic](), "area-of-operations", geo.Areas)
	v.drawThrough(t, sw, geo.Point{Lon: 46, Lat: 41.5}, geo.Point{Lon: 46, Lat: 42}, nw)
	p.drawSector(v, sw, se, ne, nw)
	at := geo.Point{Lon: 45.5, Lat: 41.75}
	p.await("the gap", func() bool { piece, ok := v.scene.PieceAt(at); return ok && !piece.Overlap })
	if card := v.Card(plan.NoID, at); len(card) != 2 || card[0] != p.t("map.piece.gap") {
		t.Errorf("the card says %q", card)
	}
	p.menuAt(v, at)
	p.wantSteps(1, func() { p.press(p.t("map.gap.sector")) })
	p.await("no gap", func() bool { _, ok := v.scene.PieceAt(at); return !ok })
}

func TestABorderIsCutByProvince(t *testing.T) {
	p, _ := atMap(t)
	p.await("the basemap", func() bool { return p.app.world != nil })
	p.dress("fr", theme.Light)
	v := p.theMap()
	line := p.app.world.Border("GEO", "ARM")[0].Line
	v.drawObject(plan.KindOf[plan.Sector](), "border", geo.Lines)
	v.drawThrough(t, line...)
	id := v.selected[0]
	p.menuAt(v, line[1], id)
	p.press(p.t("map.cut.provinces"))
	p.choose(p.t("map.cut.side"), p.app.world.Country("ARM").Name.In("fr"))
	p.wantSteps(1, func() { p.press(p.t("map.cut.menu")) })
	var names []string
	for _, id := range v.selected {
		names = append(names, p.nameOf(id))
	}
	if len(names) != 3 || v.selected[0] != id || !slices.Contains(names, p.app.world.ProvinceAt(geo.Point{Lon: 44.5, Lat: 40.9}).Name.In("fr")) {
		t.Errorf("cut into %q", names)
	}
	p.run("edit.undo")
	v.drawObject(plan.KindOf[plan.Sector](), "border", geo.Lines)
	v.drawThrough(t, geo.Point{Lon: -30, Lat: 40}, geo.Point{Lon: -31, Lat: 41})
	p.wantSteps(0, func() { v.askCutByProvince(v.selected[0]) })
	p.wantText(p.t("error.map.cut.away"))
}

func TestAUnitInASectorIsCarriedToAnother(t *testing.T) {
	p, v := atMap(t)
	a := p.drawSector(v, sw, se, ne, nw)
	b := p.drawSector(v, se, geo.Point{Lon: 46, Lat: 41.5}, geo.Point{Lon: 46, Lat: 42}, ne)
	unit := plan.All[plan.Unit](p.session.Doc, p.place.Operation)[0].ID
	p.set(unit, "geometry", "")
	p.set(unit, "sector", a.String())
	v.chart.ShowBox(geo.Box{West: 43, East: 47, South: 41, North: 42.5})
	v.Pick(unit, false)
	var symbol chart.Rect
	p.await("its symbol", func() bool {
		p.win.Canvas().Capture()
		at := v.chart.View().To(v.scene.Trace(a).Middle)
		for y := at.Y - 60; y < at.Y+10; y += 3 {
			for _, hit := range v.chart.Hits(mapview.Pointer{View: v.chart.View(), Dot: chart.Dot{X: at.X, Y: y}}) {
				if hit.Object == unit {
					symbol = chart.Rect{Left: at.X, Top: y}
					return true
				}
			}
		}
		return false
	})
	pointer := func(d chart.Dot) mapview.Pointer {
		view := v.chart.View()
		return mapview.Pointer{View: view, Dot: d, Ground: view.From(d)}
	}
	carry := func(to geo.Point) {
		t.Helper()
		tool, ok := v.chart.Tool().(*mapview.Carry)
		if !ok || !tool.Grab(pointer(chart.Dot{X: symbol.Left, Y: symbol.Top})) {
			t.Fatalf("%T does not grab it", v.chart.Tool())
		}
		at := pointer(v.chart.View().To(to))
		tool.Hover(at)
		tool.Drop(at)
	}
	p.wantSteps(1, func() { carry(geo.Point{Lon: 45.5, Lat: 41.75}) })
	if p.get(unit, "sector") != b.String() || p.get(unit, "geometry") != "" {
		t.Errorf("it is in %q, at %q", p.get(unit, "sector"), p.get(unit, "geometry"))
	}
	p.run("edit.undo")
	p.wantSteps(1, func() { v.placeUnit(unit, sw) })
	p.wantSteps(1, func() { v.unplace(plan.Find[plan.Unit](p.session.Doc, unit)) })
	if p.get(unit, "geometry") != "" {
		t.Error("it has a place still")
	}
}

func TestTheCardTellsDensity(t *testing.T) {
	p, v := atMap(t)
	id := p.drawSector(v, sw, se, ne, nw)
	where := v.scene.Trace(id).Middle
	if card := strings.Join(v.Card(id, where), "\n"); strings.Contains(card, "100 km²") {
		t.Errorf("nothing is planned, and the card says %q", card)
	}
	k := plan.KindOf[plan.Sector]()
	for field, value := range map[string]string{"area": "200", "summer": "30", "posts": "1", "patrols": "4"} {
		e, err := edit.Set(p.session.Doc, []plan.ID{id}, k.Field(field), value)
		if !p.Do(e, err) {
			t.Fatal(field, err)
		}
	}
	want := p.say("map.per.area", "People", "15", "Posts", "0.5", "Patrols", "2")
	if card := v.Card(id, where); !slices.Contains(card, want) {
		t.Errorf("the card says %q, not %q", card, want)
	}
}
