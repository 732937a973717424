package ui

import (
	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/geo"
	"jointplan/ui/mapview"
)

// oneUnit is the one unit that is selected, nil otherwise.
func (v *mapView) oneUnit() *plan.Unit {
	if len(v.selected) != 1 {
		return nil
	}
	return plan.Find[plan.Unit](v.desk.session.Doc, v.selected[0])
}

// placeUnit gives a unit a place of its own.
func (v *mapView) placeUnit(id plan.ID, at geo.Point) {
	if err := v.put(id, geo.Shape{Points: []geo.Point{at.Rounded()}}); err != nil {
		v.desk.complain(err)
	}
}

// unplace takes a unit's own place away, so that it stands in its sector again.
func (v *mapView) unplace(u *plan.Unit) {
	e, err := edit.Reshape(v.desk.session.Doc, []edit.Outline{{ID: u.ID}})
	e.Title = plan.Say("do.unplace", "Name", u.Title)
	v.desk.Do(e, err)
}

// carrier is the tool that takes a unit which stands in its sector to another one; nil
// for all else.
func (v *mapView) carrier() mapview.Tool {
	u := v.oneUnit()
	if u == nil || u.Geometry != "" {
		return nil
	}
	code, style := v.desk.symbolOf(u)
	return &mapview.Carry{
		Code: code, Style: style,
		Holds: func(at mapview.Pointer) bool {
			hits := v.chart.Hits(at)
			return len(hits) > 0 && hits[0].Object == u.ID
		},
		Over: func(at mapview.Pointer) (geo.Shape, bool) { return v.takerShape(u.ID, at) },
		Done: func(at mapview.Pointer) { v.putDown(u, at) },
	}
}

// putDown puts a unit into the sector where it was let go. One that has a place of its
// own, or is let go beside all sectors, stands there from then on.
func (v *mapView) putDown(u *plan.Unit, at mapview.Pointer) {
	d := v.desk
	sector := v.scene.SectorAt(at.View, at.Ground)
	switch {
	case sector == plan.NoID, sector == u.Sector && u.Geometry != "":
		v.placeUnit(u.ID, at.Ground)
	case sector != u.Sector:
		e, err := edit.Set(d.session.Doc, []plan.ID{u.ID}, plan.KindFor(u).Field("sector"), sector.String())
		if err == nil && u.Geometry != "" {
			var there plan.Edit
			there, err = edit.Reshape(d.session.Doc, []edit.Outline{{ID: u.ID, Shape: geo.Shape{Points: []geo.Point{at.Ground.Rounded()}}}})
			e.Changes = append(e.Changes, there.Changes...)
		}
		e.Title = plan.Say("do.into", "Name", u.Title, "Sector", d.nameOf(sector))
		d.Do(e, err)
	}
}
