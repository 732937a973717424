package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/geo"
	"jointplan/ui/mapview"
	"jointplan/ui/parts"
)

// Menu implements mapview.Host: what can be done at a place of the map. What is
// selected elsewhere is left alone.
func (v *mapView) Menu(at fyne.Position, spot mapview.Spot) {
	d := v.desk
	if len(spot.Hits) > 0 && v.job.work == nil && !v.hitsSelected(spot) {
		v.Pick(spot.Hits[0].Object, false)
	}
	var groups [][]*fyne.MenuItem
	switch {
	case v.job.work != nil:
		groups = append(groups, []*fyne.MenuItem{fyne.NewMenuItem(d.t("map.finish"), v.job.work.Finish), fyne.NewMenuItem(d.t("button.cancel"), v.Left)})
	default:
		groups = append(groups, v.otherItems(spot))
		if !v.readOnly() {
			groups = append(groups, v.pieceItems(spot.Ground), v.cornerItems(spot))
		}
		if v.hitsSelected(spot) {
			groups = append(groups, v.shapeItems(), v.commandItems())
		}
		if !v.readOnly() {
			groups = append(groups, v.groundItems(spot.Ground))
		}
	}
	groups = append(groups, []*fyne.MenuItem{
		fyne.NewMenuItem(d.t("map.copy"), func() { d.app.Clipboard().SetContent(mapview.Position(spot.Ground)) }),
		fyne.NewMenuItem(d.t("map.fit"), v.chart.Fit),
	})
	d.popUp(fyne.NewMenu("", inGroups(groups)...), at)
}

// inGroups puts lines between groups of a menu.
func inGroups(groups [][]*fyne.MenuItem) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, g := range groups {
		if len(items) > 0 && len(g) > 0 {
			items = append(items, fyne.NewMenuItemSeparator())
		}
		items = append(items, g...)
	}
	return items
}

// hitsSelected reports whether something that is selected is at a place.
func (v *mapView) hitsSelected(spot mapview.Spot) bool {
	return slices.ContainsFunc(spot.Hits, func(h chart.Hit) bool { return v.isSelected(h.Object) })
}

// otherItems select what lies under the first at a place.
func (v *mapView) otherItems(spot mapview.Spot) []*fyne.MenuItem {
	menu := fyne.NewMenu("")
	for _, h := range spot.Hits {
		item := fyne.NewMenuItem(v.desk.nameOf(h.Object), func() { v.Pick(h.Object, false) })
		item.Checked = v.isSelected(h.Object)
		menu.Items = append(menu.Items, item)
	}
	if len(menu.Items) < 2 {
		return nil
	}
	item := fyne.NewMenuItem(v.desk.t("map.select"), nil)
	item.ChildMenu = menu
	return []*fyne.MenuItem{item}
}

func (v *mapView) isSelected(id plan.ID) bool { return slices.Contains(v.selected, id) }

// cornerItems are for the corner under the mouse.
func (v *mapView) cornerItems(spot mapview.Spot) []*fyne.MenuItem {
	t, ok := v.chart.Tool().(*mapview.Vertices)
	if !ok {
		return nil
	}
	p, ok := t.Corner(spot.Pointer)
	if !ok || t.Shapes[0].Count() < 2 {
		return nil
	}
	return []*fyne.MenuItem{
		fyne.NewMenuItem(v.desk.t("map.corner.remove"), func() { t.Remove(p) }),
		fyne.NewMenuItem(v.desk.t("map.corner.move")+"…", func() { v.askCorner(t, p) }),
	}
}

// shapeItems are for what is selected, as it is drawn.
func (v *mapView) shapeItems() []*fyne.MenuItem {
	d := v.desk
	if v.readOnly() {
		return nil
	}
	var items []*fyne.MenuItem
	add := func(key string, do func()) { items = append(items, fyne.NewMenuItem(d.t(key), do)) }
	if _, t := v.oneArea(); t != nil {
		add("map.split", v.split)
	}
	if _, t := v.oneShape(geo.Areas); t != nil {
		add("map.part", func() { v.addPart(false) })
		add("map.hole", func() { v.addPart(true) })
	}
	if id, t := v.oneShape(geo.Lines); t != nil {
		items = append(items, v.cutItems(id)...)
	}
	if len(v.selected) == 2 {
		add("map.join", v.join)
	}
	if u := v.oneUnit(); u != nil && u.Geometry != "" && u.Sector != plan.NoID {
		add("map.unplace", func() { v.unplace(u) })
	}
	if ids := v.Selected(); len(ids) > 0 && d.selectedKind().Field("party") != nil && v.oneUnit() == nil {
		items = append(items, v.partyItem(ids))
	}
	return items
}

// commandItems are commands of the menus for what is selected.
func (v *mapView) commandItems() []*fyne.MenuItem {
	d := v.desk
	var items []*fyne.MenuItem
	for _, name := range []string{"operation.record", "share.label", "edit.duplicate", "edit.delete", "view.objecthistory"} {
		for _, c := range d.commands {
			if c.name == name {
				item := fyne.NewMenuItem(d.label(c), func() { d.run(name) })
				item.Disabled = c.ready != nil && !c.ready()
				items = append(items, item)
			}
		}
	}
	return items
}

// groundItems are for the ground at a place.
func (v *mapView) groundItems(at geo.Point) []*fyne.MenuItem {
	draw := fyne.NewMenuItem(v.desk.t("map.draw"), nil)
	draw.ChildMenu = fyne.NewMenu("", v.drawMenu()...)
	return []*fyne.MenuItem{draw, v.placeItem(at)}
}

// partyItem gives what is selected to a party.
func (v *mapView) partyItem(ids []plan.ID) *fyne.MenuItem {
	d := v.desk
	menu := fyne.NewMenu("")
	for _, p := range participants(d.session.Doc, d.place.Operation) {
		menu.Items = append(menu.Items, fyne.NewMenuItem(p.Title, func() { v.giveTo(ids, p.ID) }))
	}
	item := fyne.NewMenuItem(d.t("map.give"), nil)
	item.ChildMenu, item.Disabled = menu, len(menu.Items) == 0
	return item
}

// giveTo makes a party answer for objects of a kind.
func (v *mapView) giveTo(ids []plan.ID, party plan.ID) {
	d := v.desk
	f := plan.KindFor(d.session.Doc.Get(ids[0])).Field("party")
	e, err := edit.Set(d.session.Doc, ids, f, party.String())
	d.Do(e, err)
}

// placeItem puts a unit at a place.
func (v *mapView) placeItem(at geo.Point) *fyne.MenuItem {
	d := v.desk
	menu := fyne.NewMenu("")
	for _, u := range plan.All[plan.Unit](d.session.Doc, d.place.Operation) {
		menu.Items = append(menu.Items, fyne.NewMenuItem(plan.NameOf(d.session.Doc, u, d.app.Words), func() { v.placeUnit(u.ID, at) }))
	}
	item := fyne.NewMenuItem(d.t("map.place"), nil)
	item.ChildMenu, item.Disabled = menu, len(menu.Items) == 0
	return item
}

// askCorner asks for the exact place of a corner.
func (v *mapView) askCorner(t *mapview.Vertices, p geo.Point) {
	d := v.desk
	at := parts.NewEntry(geo.FormatDecimal(p), nil)
	content := parts.Column(10, parts.Labelled(d.t("map.coordinate"), at), parts.Paragraph(d.t("map.coordinate.help"), parts.Second))
	var to geo.Point
	check := func() error {
		c, err := geo.ParseCoordinate(at.Text)
		to = c.Point
		return err
	}
	d.formThen(d.t("map.corner.move"), d.t("button.save"), content, 400, check, func() { t.Move(p, to) }, nil)
	d.win.Canvas().Focus(at)
}
