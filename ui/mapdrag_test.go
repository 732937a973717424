package ui

import (
	"reflect"
	"testing"

	"fyne.io/fyne/v2"

	"jointplan/plan"
	"jointplan/plan/geo"
	"jointplan/ui/mapview"
)

// row is the entry of a unit or party in the list beside the map.
func (p *planner) row(v *mapView, id plan.ID) *mapDrag {
	p.tb.Helper()
	for _, r := range found[*mapDrag](p) {
		if r.id == id {
			return r
		}
	}
	p.tb.Fatal("it is not in the list")
	return nil
}

// dragged drags an entry of the list to a place of the ground; on the way look is called.
func (p *planner) dragged(v *mapView, id plan.ID, to geo.Point, look func()) {
	p.tb.Helper()
	p.win.Canvas().Capture()
	p.await("the frame", v.settled)
	r := p.row(v, id)
	dot := v.chart.View().To(to)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.chart).AddXY(float32(dot.X), float32(dot.Y))
	r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at}})
	look()
	r.DragEnd()
}

func TestAUnitIsDraggedFromTheListIntoASector(t *testing.T) {
	p, v := atMap(t)
	v.toggleList()
	id := p.drawSector(v, sw, se, ne, nw)
	unit := plan.All[plan.Unit](p.session.Doc, p.place.Operation)[1]
	party := participants(p.session.Doc, p.place.Operation)[0]
	v.chart.ShowBox(geo.Box{West: 43, East: 46, South: 41, North: 43})
	inside, beside := geo.Point{Lon: 44.3, Lat: 41.6}, geo.Point{Lon: 43.5, Lat: 41.2}
	over := func(name string) func() {
		return func() {
			t.Helper()
			if got := p.shownIn(v.carried); got != name {
				t.Errorf("%q is carried, want %q", got, name)
			}
			tool, ok := v.chart.Tool().(*mapview.Carry)
			if !ok {
				t.Fatalf("%T is in hand", v.chart.Tool())
			}
			if s, _ := tool.Over(mapview.Pointer{View: v.chart.View(), Dot: v.chart.View().To(inside), Ground: inside}); !hasCorner(s, sw) {
				t.Error("the sector is not marked as what takes it")
			}
		}
	}
	p.wantSteps(1, func() { p.dragged(v, unit.ID, inside, over(unit.Title)) })
	if p.get(unit.ID, "sector") != id.String() || p.get(unit.ID, "geometry") != "" || !v.isSelected(unit.ID) {
		t.Errorf("the unit is in %q at %q", p.get(unit.ID, "sector"), p.get(unit.ID, "geometry"))
	}
	if v.carried.Objects != nil {
		t.Error("it is still carried")
	}
	p.wantSteps(1, func() { p.dragged(v, unit.ID, beside, func() {}) })
	if p.get(unit.ID, "sector") != id.String() || p.get(unit.ID, "geometry") == "" {
		t.Errorf("beside all sectors the unit stands at %q", p.get(unit.ID, "geometry"))
	}
	p.set(unit.ID, "sector", "")
	p.wantSteps(1, func() { p.dragged(v, unit.ID, inside, func() {}) })
	if s, err := geo.Parse(p.get(unit.ID, "geometry")); err != nil || geo.Distance(s.Points[0], inside) > 1 || p.get(unit.ID, "sector") != id.String() {
		t.Errorf("with a place of its own it stands at %v in %q", s, p.get(unit.ID, "sector"))
	}
	p.wantSteps(1, func() { p.dragged(v, party.ID, inside, over(party.Title)) })
	if p.get(id, "party") != party.ID.String() {
		t.Errorf("the sector has party %q", p.get(id, "party"))
	}
}

func TestTheListBesideTheMapNamesAndShowsUnitsInFull(t *testing.T) {
	p, v := atMap(t)
	v.toggleList()
	p.win.Canvas().Capture()
	unit := plan.All[plan.Unit](p.session.Doc, p.place.Operation)[1]
	for _, r := range found[*mapDrag](p) {
		if got := p.shownIn(&r.Row); got != r.Text {
			t.Errorf("%q is read as %q", r.Text, got)
		}
		if r.Size().Height < r.MinSize().Height {
			t.Errorf("%q has %v, needs %v", r.Text, r.Size(), r.MinSize())
		}
	}
	before := p.row(v, unit.ID).Picture
	p.set(unit.ID, "symbol", "10031000001211000000")
	if reflect.DeepEqual(before, p.row(v, unit.ID).Picture) {
		t.Error("its own symbol is not shown")
	}
}
