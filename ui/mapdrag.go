package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/ui/parts"
)

// mapDrag is a party or a unit in the list beside the map: a party is dragged onto
// what it is to answer for, a unit to where it stands. Pressed, a party takes what is
// selected, and a unit is selected.
type mapDrag struct {
	parts.Row
	view *mapView
	id   plan.ID
	at   fyne.Position // of the window
}

func newMapDrag(v *mapView, o plan.Object) *mapDrag {
	d := v.desk
	r := &mapDrag{view: v, id: plan.IDFor(o)}
	r.Text = plan.NameOf(d.session.Doc, o, d.app.Words)
	if c, ok := chart.PartyColours(d.session.Doc)[r.id]; ok {
		r.Swatch = c
	}
	if u, ok := o.(*plan.Unit); ok {
		code, style := d.symbolByType(u)
		style.Halo = parts.Colours().Halo
		r.Picture = symbolPicture(code, symbolSmall, style)
	}
	r.Do = r.press
	r.ExtendBaseWidget(r)
	return r
}

func (r *mapDrag) press() {
	v := r.view
	if plan.Find[plan.Unit](v.desk.session.Doc, r.id) != nil {
		v.Pick(r.id, false)
		return
	}
	if ids := v.Selected(); len(ids) > 0 && plan.KindFor(v.desk.session.Doc.Get(ids[0])).Field("party") != nil {
		v.giveTo(ids, r.id)
		return
	}
	v.desk.inform("map.drag.none")
}

// Dragged implements fyne.Draggable.
func (r *mapDrag) Dragged(e *fyne.DragEvent) { r.at = e.AbsolutePosition }

// DragEnd implements fyne.Draggable.
func (r *mapDrag) DragEnd() { r.view.drop(r.id, r.at) }

// drop gives the sector or drawing under a position of the window to a party, or puts
// a unit there.
func (v *mapView) drop(id plan.ID, at fyne.Position) {
	spot, ok := v.chart.SpotAt(at)
	if !ok {
		return
	}
	doc := v.desk.session.Doc
	if plan.Find[plan.Unit](doc, id) != nil {
		v.placeUnit(id, spot.Ground)
		return
	}
	for _, hit := range spot.Hits {
		if plan.Find[plan.Unit](doc, hit.Object) != nil {
			continue // a unit's party is no matter of a map
		}
		v.giveTo([]plan.ID{hit.Object}, id)
		v.Pick(hit.Object, false)
		return
	}
}

// mapListWidth is how wide the list beside the map is.
const mapListWidth = 190

// showList fills the list of what can be dragged onto the map, if it is wanted.
func (v *mapView) showList() {
	d := v.desk
	v.list.Objects = nil
	if v.options.List && !v.readOnly() {
		rows := parts.Column(1, parts.Gap(0, 6), d.side.head(d.t("drop.party")))
		for _, p := range participants(d.session.Doc, d.place.Operation) {
			rows.Add(newMapDrag(v, p))
		}
		rows.Add(parts.Gap(0, 8))
		rows.Add(d.side.head(d.t("kind.unit.many")))
		for _, u := range plan.All[plan.Unit](d.session.Doc, d.place.Operation) {
			rows.Add(newMapDrag(v, u))
		}
		v.list.Add(parts.Panel(parts.Wide(container.NewVScroll(rows), mapListWidth)))
	}
	v.list.Refresh()
}
