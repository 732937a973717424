package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/geo"
	"jointplan/ui/mapview"
	"jointplan/ui/parts"
	"jointplan/ui/theme"
)

// mapDrag is a party or a unit in the list beside the map: a party is dragged onto
// what it is to answer for, a unit into its sector or to where it stands. Pressed, a
// party takes what is selected, and a unit is selected.
type mapDrag struct {
	parts.Row
	view *mapView
	id   plan.ID
	at   fyne.Position // of the window
	tool *mapview.Carry
}

func newMapDrag(v *mapView, o plan.Object) *mapDrag {
	d := v.desk
	r := &mapDrag{view: v, id: plan.IDFor(o)}
	r.Text, r.Wrap = plan.NameOf(d.session.Doc, o, d.app.Words), mapListWidth
	if c, ok := chart.PartyColours(d.session.Doc)[r.id]; ok {
		r.Swatch = c
	}
	if u, ok := o.(*plan.Unit); ok {
		code, style := d.symbolOf(u)
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

// Dragged implements fyne.Draggable: what is carried goes with the mouse, and what
// would take it is marked on the map.
func (r *mapDrag) Dragged(e *fyne.DragEvent) {
	r.at = e.AbsolutePosition
	v := r.view
	if r.tool == nil {
		r.tool = &mapview.Carry{Over: func(at mapview.Pointer) (geo.Shape, bool) { return v.takerShape(r.id, at) }}
		v.chart.SetTool(r.tool)
		v.carried.Objects = []fyne.CanvasObject{r.ghost()}
	}
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.carried)
	ghost := v.carried.Objects[0]
	at := r.at.Subtract(corner).AddXY(10, 6)
	ghost.Move(fyne.NewPos(min(at.X, v.carried.Size().Width-ghost.Size().Width), at.Y)) // whole at the edge
	v.carried.Refresh()
	if spot, ok := v.chart.SpotAt(r.at); ok {
		r.tool.Lift(spot.Pointer)
	} else {
		r.tool.Lay()
	}
	v.chart.Repaint()
}

// DragEnd implements fyne.Draggable.
func (r *mapDrag) DragEnd() {
	v := r.view
	if r.tool == nil {
		return
	}
	r.tool = nil
	v.carried.Objects = nil
	v.carried.Refresh()
	if v.job.work != nil {
		v.chart.SetTool(v.job.work)
	} else {
		v.handTool()
	}
	v.drop(r.id, r.at)
}

// ghost is what is seen of a row while it is carried.
func (r *mapDrag) ghost() fyne.CanvasObject {
	c := parts.Colours()
	back := canvas.NewRectangle(c.Accent)
	back.CornerRadius = 4
	name := canvas.NewText(r.Text, c.OnAccent)
	name.TextSize, name.TextStyle = theme.TextSize, fyne.TextStyle{Bold: true}
	inside := parts.Flow(8)
	switch {
	case r.Picture != nil:
		picture := canvas.NewImageFromImage(r.Picture)
		picture.FillMode = canvas.ImageFillContain
		picture.SetMinSize(fyne.NewSize(parts.PictureWidth, parts.PictureHeight))
		inside.Add(picture)
	case r.Swatch != nil:
		swatch := canvas.NewRectangle(r.Swatch)
		swatch.SetMinSize(fyne.NewSize(12, 12))
		inside.Add(swatch)
	}
	inside.Add(name)
	ghost := container.NewStack(back, parts.Pad(inside, 4, 10, 4, 10))
	ghost.Resize(ghost.MinSize())
	return ghost
}

// taker is what would take a party or a unit at a place of the map: a unit a sector, a
// party what lies there and somebody can answer for. NoID for nothing.
func (v *mapView) taker(id plan.ID, at mapview.Pointer) plan.ID {
	doc := v.desk.session.Doc
	if plan.Find[plan.Unit](doc, id) == nil {
		for _, hit := range v.chart.Hits(at) {
			o := doc.Get(hit.Object)
			if o == nil || plan.KindFor(o).Field("party") == nil || plan.Find[plan.Unit](doc, hit.Object) != nil {
				continue // a unit's party is no matter of a map
			}
			return hit.Object
		}
	}
	return v.scene.SectorAt(at.View, at.Ground)
}

func (v *mapView) takerShape(id plan.ID, at mapview.Pointer) (geo.Shape, bool) {
	if t := v.scene.Trace(v.taker(id, at)); t != nil {
		return t.Shape, true
	}
	return geo.Shape{}, false
}

// drop gives what takes it at a position of the window to a party, or puts a unit there.
func (v *mapView) drop(id plan.ID, at fyne.Position) {
	spot, ok := v.chart.SpotAt(at)
	if !ok {
		return
	}
	if u := plan.Find[plan.Unit](v.desk.session.Doc, id); u != nil {
		v.putDown(u, spot.Pointer)
		v.Pick(id, false)
		return
	}
	if taker := v.taker(id, spot.Pointer); taker != plan.NoID {
		v.giveTo([]plan.ID{taker}, id)
		v.Pick(taker, false)
	}
}

// mapListWidth is how wide the list beside the map is.
const mapListWidth = 220

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
