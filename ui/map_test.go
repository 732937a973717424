package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"jointplan/plan"
	"jointplan/plan/geo"
	"jointplan/ui/mapview"
)

// atMap is the sample with the map of its first operation in sight.
func atMap(t testing.TB) (*planner, *mapView) {
	t.Helper()
	p := atSample(t)
	p.Go(Place{Section: plan.SectionSectors})
	return p, p.theMap()
}

func (p *planner) theMap() *mapView {
	p.tb.Helper()
	v, ok := p.view.(*mapView)
	if !ok {
		p.tb.Fatalf("a %T is in sight, not the map", p.view)
	}
	return v
}

// settled has the map ask for what it lacks, and tells whether it lacks nothing.
func (v *mapView) settled() bool {
	size := v.chart.Size()
	v.chart.Compose(int(size.Width), int(size.Height))
	return v.chart.Settled()
}

// draw places points with the tool in hand and finishes.
func (v *mapView) drawThrough(t testing.TB, points ...geo.Point) {
	t.Helper()
	d, ok := v.job.work.(*mapview.Drawing)
	if !ok {
		t.Fatalf("%T is in hand", v.job.work)
	}
	for _, p := range points {
		d.Add(p)
	}
	if v.job.work == mapview.Work(d) {
		d.Finish()
	}
}

var (
	sw, se = geo.Point{Lon: 44, Lat: 41.5}, geo.Point{Lon: 45, Lat: 41.5}
	ne, nw = geo.Point{Lon: 45, Lat: 42}, geo.Point{Lon: 44, Lat: 42}
)

// drawSector draws a sector by the menu and gives its id.
func (p *planner) drawSector(v *mapView, points ...geo.Point) plan.ID {
	p.tb.Helper()
	v.drawObject(plan.KindOf[plan.Sector](), "area", geo.Areas)
	v.drawThrough(p.tb, points...)
	if len(v.selected) != 1 {
		p.tb.Fatalf("%d objects are selected: %q", len(v.selected), p.texts())
	}
	return v.selected[0]
}

func TestTheMapComesFirst(t *testing.T) {
	p, v := atMap(t)
	if !p.place.Map {
		t.Error("the grid comes first")
	}
	id := v.onMap()[0]
	v.Pick(id, false)
	p.wantText(plan.NameOf(p.session.Doc, p.session.Doc.Get(id), nil))
	p.press(p.t("kind.sector.many"))
	if got := p.section().Selected(); len(got) != 1 || got[0] != id {
		t.Errorf("selected in the grid: %v", got)
	}
	p.press(p.t("tab.map"))
	if got := p.theMap().Selected(); len(got) != 1 || got[0] != id {
		t.Errorf("selected on the map: %v", got)
	}
}

func TestDrawnIsOneStep(t *testing.T) {
	p, v := atMap(t)
	count := p.session.Doc.Count(plan.KindOf[plan.Sector](), p.place.Operation)
	p.wantSteps(1, func() { p.drawSector(v, sw, se, ne, nw) })
	p.run("edit.undo")
	if got := p.session.Doc.Count(plan.KindOf[plan.Sector](), p.place.Operation); got != count || len(v.selected) > 0 {
		t.Errorf("%d sectors after undo, %d before, %d selected", got, count, len(v.selected))
	}
}

func TestACrossedOutlineStaysToBeMended(t *testing.T) {
	p, v := atMap(t)
	p.wantSteps(0, func() {
		v.drawObject(plan.KindOf[plan.Sector](), "area", geo.Areas)
		v.drawThrough(t, sw, ne, se, nw)
	})
	if v.job.work == nil || p.overlay() == nil {
		t.Error("the drawing is gone, or nothing was said")
	}
	p.closeOverlays()
	v.Left()
	if v.job.work != nil {
		t.Error("Escape leaves the tool in hand")
	}
}

func TestNeighboursMoveInOneStep(t *testing.T) {
	p, v := atMap(t)
	a := p.drawSector(v, sw, se, ne, nw)
	b := p.drawSector(v, se, geo.Point{Lon: 46, Lat: 41.5}, geo.Point{Lon: 46, Lat: 42}, ne)
	v.Pick(a, false)
	tool, ok := v.chart.Tool().(*mapview.Vertices)
	if !ok {
		t.Fatalf("%T is in hand", v.chart.Tool())
	}
	to := geo.Point{Lon: 45.2, Lat: 42.1}
	p.wantSteps(1, func() { tool.Move(ne, to) })
	for _, id := range []plan.ID{a, b} {
		s, err := geo.Parse(p.get(id, "geometry"))
		if err != nil || !hasCorner(s, to) || hasCorner(s, ne) {
			t.Errorf("%s after the move: %v, %v", id, s, err)
		}
	}
	again, ok := v.chart.Tool().(*mapview.Vertices)
	if !ok || !hasCorner(again.Shapes[0], to) {
		t.Error("the tool has the outline of before")
	}
}

func hasCorner(s geo.Shape, at geo.Point) bool {
	for p := range s.All() {
		if p == at {
			return true
		}
	}
	return false
}

func TestSplitAndJoinOnTheMap(t *testing.T) {
	p, v := atMap(t)
	p.run("operation.split")
	if p.overlay() == nil {
		t.Error("nothing is said without a sector selected")
	}
	p.closeOverlays()
	p.drawSector(v, sw, se, ne, nw)
	p.wantSteps(1, func() {
		p.run("operation.split")
		v.drawThrough(t, geo.Point{Lon: 43.9, Lat: 41.7}, geo.Point{Lon: 45.1, Lat: 41.7})
	})
	if len(v.selected) != 2 {
		t.Fatalf("%d parts", len(v.selected))
	}
	p.wantSteps(1, func() { p.run("operation.join") })
	if len(v.selected) != 1 {
		t.Errorf("%d selected", len(v.selected))
	}
}

func TestHolesAndParts(t *testing.T) {
	p, v := atMap(t)
	id := p.drawSector(v, sw, se, ne, nw)
	area := func() float64 {
		s, err := geo.Parse(p.get(id, "geometry"))
		if err != nil {
			t.Fatal(err)
		}
		return s.Area()
	}
	whole := area()
	small := []geo.Point{{Lon: 44.4, Lat: 41.7}, {Lon: 44.6, Lat: 41.7}, {Lon: 44.6, Lat: 41.8}}
	p.wantSteps(1, func() { v.addPart(true); v.drawThrough(t, small...) })
	less := area()
	p.wantSteps(1, func() { v.addPart(false); v.drawThrough(t, small...) })
	if less >= whole || area() < whole*0.999 {
		t.Errorf("%v km² with a hole in %v, %v when it is filled", less, whole, area())
	}
}

func TestCutABorder(t *testing.T) {
	p, v := atMap(t)
	v.drawObject(plan.KindOf[plan.Sector](), "border", geo.Lines)
	v.drawThrough(t, sw, se)
	p.press(p.t("map.cut.menu"))
	p.press(p.t("map.cut.equal"))
	p.fill(p.t("map.cut.count"), "5")
	p.wantSteps(1, func() { p.press(p.t("map.cut.menu")) })
	if len(v.selected) != 5 {
		t.Errorf("%d stretches", len(v.selected))
	}
}

func TestAUnitIsPutOnTheMapAndAPartyOnASector(t *testing.T) {
	p, v := atMap(t)
	unit := plan.All[plan.Unit](p.session.Doc, p.place.Operation)[0]
	p.wantSteps(1, func() { v.placeUnit(unit.ID, sw) })
	if s, err := geo.Parse(p.get(unit.ID, "geometry")); err != nil || !hasCorner(s, sw) {
		t.Errorf("the unit stands at %v, %v", s, err)
	}
	id := p.drawSector(v, sw, se, ne, nw)
	party := participants(p.session.Doc, p.place.Operation)[0]
	v.chart.ShowBox(geo.Box{West: 43, East: 46, South: 41, North: 43})
	p.win.Canvas().Capture()
	middle := v.chart.View().To(geo.Point{Lon: 44.5, Lat: 41.9})
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.chart).AddXY(float32(middle.X), float32(middle.Y))
	v.options.Hidden = map[string]bool{"unit": true}
	v.redraw()
	p.win.Canvas().Capture()
	p.await("the frame", v.settled)
	p.wantSteps(1, func() { v.drop(party.ID, at) })
	if p.get(id, "party") != party.ID.String() {
		t.Errorf("the sector has party %q", p.get(id, "party"))
	}
}

func TestAMapThatIsReadOnly(t *testing.T) {
	p := readAsReader(t)
	p.Go(Place{Section: plan.SectionSectors})
	v := p.theMap()
	p.wantText(p.t("map.readonly"))
	v.Pick(v.onMap()[0], false)
	if v.chart.Tool() != nil {
		t.Error("corners can be moved")
	}
	p.run("operation.split")
	v.drawObject(plan.KindOf[plan.Sector](), "area", geo.Areas)
	if v.job.work != nil {
		t.Error("something can be drawn")
	}
	p.closeOverlays()
}

func TestAnEmptyMapSaysWhatToDo(t *testing.T) {
	p := atSample(t)
	op := plan.All[plan.Operation](p.session.Doc, plan.NoID)[1].ID
	for _, s := range plan.All[plan.Sector](p.session.Doc, op) {
		p.set(s.ID, "geometry", "")
	}
	for _, g := range plan.All[plan.Graphic](p.session.Doc, op) {
		p.set(g.ID, "geometry", "")
	}
	p.Go(Place{Operation: op, Section: plan.SectionSectors})
	p.wantText(p.t("map.empty"))
	p.press(p.t("map.empty.draw"))
	p.theMap().drawThrough(t, sw, se, ne)
	if p.reads(p.t("map.empty")) {
		t.Error("it is said still, with a sector drawn")
	}
}

func TestAFindingLeadsToItsPlace(t *testing.T) {
	p, v := atMap(t)
	p.drawSector(v, sw, se, ne, nw)
	p.drawSector(v, geo.Point{Lon: 44.5, Lat: 41.5}, geo.Point{Lon: 46, Lat: 41.5}, geo.Point{Lon: 46, Lat: 42}, geo.Point{Lon: 44.5, Lat: 42})
	p.Go(Place{Section: plan.SectionTasks})
	for _, f := range p.session.Report.Findings(p.place.Operation) {
		if at, ok := placeOnMap(f); ok {
			p.goFinding(f)
			if c := p.theMap().chart.View().Centre; geo.Distance(c, at) > 1 {
				t.Errorf("at %v, want %v", c, at)
			}
			return
		}
	}
	t.Error("no finding has a place")
}

func TestTheSymbolOfAUnitIsChosenInTheInspector(t *testing.T) {
	p := atSample(t)
	p.Go(Place{Section: plan.SectionForces, Kind: "unit"})
	p.pick(p.ids()[0])
	for _, f := range p.inspect.fields {
		if f.slot.Field.Symbol {
			if f.symbol == nil || len(f.symbol.Objects) != 1 {
				t.Error("the symbol has no field of its own")
			}
			f.set("10031000001211000000")
			if got := p.get(p.ids()[0], "symbol"); got != "10031000001211000000" {
				t.Errorf("symbol %q", got)
			}
			return
		}
	}
	t.Error("a unit has no symbol in the inspector")
}

func TestALineFollowsABorder(t *testing.T) {
	p, v := atMap(t)
	p.await("the basemap", func() bool { return p.app.world != nil })
	borders := p.app.world.Border("GEO", "ARM")
	if len(borders) == 0 {
		t.Fatal("no border")
	}
	line := borders[0].Line
	from, to := line[len(line)/4], line[len(line)*3/4]
	way, err := v.along(from, to)
	if err != nil || len(way) < 3 || way.Length() < geo.Distance(from, to) {
		t.Errorf("%d points, %v", len(way), err)
	}
}

// TestProvincesAreJoined makes one sector of two provinces, and one of each.
func TestProvincesAreJoined(t *testing.T) {
	p, v := atMap(t)
	p.await("the basemap", func() bool { return p.app.world != nil })
	choices := func() (list []mapview.Choice) {
		for _, code := range []string{"TJ-KT", "TJ-GB"} {
			found := p.app.world.Province(code)
			list = append(list, mapview.Choice{Key: code, Name: found.Name.In("en"), Shape: p.app.world.Shape(found)})
		}
		return list
	}
	count := func() int { return p.session.Doc.Count(plan.KindOf[plan.Sector](), p.place.Operation) }
	before := count()
	for _, c := range []struct {
		make func()
		more int
	}{
		{func() { v.joinProvinces(choices()) }, 1},
		{func() { v.end(v.makeSectors(choices())) }, 2},
		{func() { v.joinProvinces(choices()[:1]) }, 1},
	} {
		v.fromProvinces()
		c.make()
		p.await("the sectors", func() bool { return count() == before+c.more && v.job.work == nil })
		p.run("edit.undo")
		if n := count(); n != before {
			t.Errorf("%d sectors after undo, not %d", n, before)
		}
	}
	v.fromProvinces()
	v.joinProvinces(nil)
	p.wantText(p.t("error.map.provinces"))
}
