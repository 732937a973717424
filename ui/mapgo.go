package ui

import (
	"fyne.io/fyne/v2"

	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/plan/geo"
	"jointplan/ui/mapview"
)

// placeOnMap is where a finding is on the map.
func placeOnMap(f check.Finding) (geo.Point, bool) {
	if f.Where == "" {
		return geo.Point{}, false
	}
	at, err := geo.Parse(f.Where)
	if err != nil || len(at.Points) != 1 {
		return geo.Point{}, false
	}
	return at.Points[0], true
}

// goFinding goes to what a finding is about: to its place on the map if it has one,
// else to its object.
func (d *Desk) goFinding(f check.Finding) {
	at, ok := placeOnMap(f)
	if !ok {
		d.Reveal(f.Object)
		return
	}
	v := d.showMap()
	v.selectOnly(f.Object)
	v.chart.Centre(at)
	d.selectionChanged()
}

// showMap goes to the map of the operation in sight.
func (d *Desk) showMap() *mapView {
	if v, ok := d.view.(*mapView); ok {
		return v
	}
	d.Go(Place{Operation: d.place.Operation, Section: plan.SectionSectors, Map: true, Kind: plan.KindOf[plan.Sector]().Name})
	return d.view.(*mapView)
}

// Chart is the map in sight, nil when there is none.
func (d *Desk) Chart() *mapview.Map {
	if v, ok := d.view.(*mapView); ok {
		return v.chart
	}
	return nil
}

// onMapCommand does something with the map in sight.
func (d *Desk) onMapCommand(do func(v *mapView)) func() {
	return func() {
		if v, ok := d.view.(*mapView); ok {
			do(v)
		}
	}
}

// mapCommands are those of the map.
func (d *Desk) mapCommands(inOperation func() bool) []*command {
	inSight := func() bool { _, ok := d.view.(*mapView); return inOperation() && ok }
	canDraw := func() bool { return inSight() && d.session.File.ReadOnly() == nil }
	canBegin := func() bool { return inOperation() && d.session.File.ReadOnly() == nil }
	canOutline := func() bool {
		return canBegin() && len(d.view.Selected()) == 1 && d.selectedKind().Field("geometry") != nil
	}
	return []*command{
		{name: "view.map", menu: "view", key: plainKey(fyne.KeyF7), do: func() { d.showSelectedOnMap() }, ready: inOperation, rule: true},
		{name: "view.day", menu: "view", do: d.onMapCommand((*mapView).toggleDay), ready: inSight},
		{name: "view.fit", menu: "view", key: ctrl(fyne.Key0), do: d.onMapCommand(func(v *mapView) { v.chart.Fit() }), ready: inSight},
		{name: "view.maps", menu: "view", key: ctrl(fyne.KeyL, fyne.KeyModifierShift), do: d.showMaps, ready: inOperation},
		{name: "operation.draw", menu: "operation", key: plainKey(fyne.KeyF6), do: func() { d.showMap().askWhatToDraw() }, ready: canBegin},
		{name: "operation.outline", menu: "operation", do: d.outlineSelected, ready: canOutline},
		{name: "operation.split", menu: "operation", do: d.onMapCommand((*mapView).split), ready: canDraw},
		{name: "operation.join", menu: "operation", do: d.onMapCommand((*mapView).join), ready: canDraw},
	}
}

// showSelectedOnMap goes to the map with the selection kept where it is on it.
func (d *Desk) showSelectedOnMap() {
	ids := d.view.Selected()
	v := d.showMap()
	for _, id := range ids {
		if v.Reveal(id) {
			break
		}
	}
	d.selectionChanged()
}

// outlineSelected draws what the selected object is drawn as: an area, a line or a
// point by its type.
func (d *Desk) outlineSelected() {
	id := d.view.Selected()[0]
	v := d.showMap()
	v.selectOnly(id)
	v.drawAnew(id, sortOf(d.session.Doc.Get(id)))
	d.selectionChanged()
}

// sortOf is what an object is drawn as.
func sortOf(o plan.Object) geo.Type {
	switch o := o.(type) {
	case *plan.Sector:
		switch o.Type {
		case "border", "line-of-contact":
			return geo.Lines
		case "site":
			return geo.Points
		}
		return geo.Areas
	case *plan.Graphic:
		return graphicSort(string(o.Type))
	}
	return geo.Points
}
