package ui

import (
	"strconv"

	"fyne.io/fyne/v2"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/geo"
	"jointplan/storage"
	"jointplan/ui/mapview"
	"jointplan/ui/parts"
)

// Menu implements mapview.Host: what can be done at a place of the map.
func (v *mapView) Menu(at fyne.Position, spot mapview.Spot) {
	d := v.desk
	if len(spot.Hits) > 0 && !v.isSelected(spot.Hits[0].Object) {
		v.Pick(spot.Hits[0].Object, false)
	}
	var items []*fyne.MenuItem
	add := func(key string, do func()) { items = append(items, fyne.NewMenuItem(d.t(key), do)) }
	if v.job.work != nil {
		add("map.finish", v.job.work.Finish)
		add("button.cancel", v.Left)
	} else if !v.readOnly() {
		items = append(items, v.cornerItems(spot)...)
		items = append(items, v.objectItems(spot)...)
	}
	if len(items) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	add("map.copy", func() { d.app.Clipboard().SetContent(mapview.Position(spot.Ground)) })
	add("map.fit", v.chart.Fit)
	d.popUp(fyne.NewMenu("", items...), at)
}

func (v *mapView) isSelected(id plan.ID) bool {
	for _, s := range v.selected {
		if s == id {
			return true
		}
	}
	return false
}

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
		fyne.NewMenuItem(v.desk.t("map.corner.move"), func() { v.askCorner(t, p) }),
	}
}

// objectItems are for what is selected.
func (v *mapView) objectItems(spot mapview.Spot) []*fyne.MenuItem {
	d := v.desk
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
		add("map.cut", func() { v.askCut(id) })
	}
	if len(v.selected) == 2 {
		add("map.join", v.join)
	}
	if ids := v.Selected(); len(ids) > 0 && d.selectedKind().Field("party") != nil {
		items = append(items, v.partyItem(ids))
	}
	items = append(items, v.placeItem(spot.Ground))
	if len(v.selected) > 0 {
		for _, name := range []string{"operation.record", "share.label", "edit.duplicate", "edit.delete", "view.objecthistory"} {
			for _, c := range d.commands {
				if c.name == name {
					item := fyne.NewMenuItem(d.label(c), func() { d.run(name) })
					item.Disabled = c.ready != nil && !c.ready()
					items = append(items, item)
				}
			}
		}
	}
	return items
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

func (v *mapView) placeUnit(id plan.ID, at geo.Point) {
	if err := v.put(id, geo.Shape{Points: []geo.Point{at.Rounded()}}); err != nil {
		v.desk.complain(err)
	}
}

// askCut asks into how many stretches a line is cut.
func (v *mapView) askCut(id plan.ID) {
	d := v.desk
	n := parts.NewEntry("3", nil)
	content := parts.Column(10, labelled(d.t("map.cut.count"), n), parts.Paragraph(d.t("map.cut.help"), parts.Second))
	d.form(d.t("map.cut.title"), d.t("map.cut"), content, 400, func() error {
		count, err := strconv.Atoi(n.Text)
		if err != nil || count < 2 {
			return plan.Problem("error.map.stretches")
		}
		e, ids, err := edit.CutBorder(d.session.Doc, id, count, storage.NewID)
		if err == nil {
			err = d.session.Do(e)
		}
		if err == nil {
			v.selectOnly(ids...)
			d.selectionChanged()
		}
		return err
	})
	d.win.Canvas().Focus(n)
}

// askCorner asks for the exact place of a corner.
func (v *mapView) askCorner(t *mapview.Vertices, p geo.Point) {
	d := v.desk
	at := parts.NewEntry(geo.FormatDecimal(p), nil)
	content := parts.Column(10, labelled(d.t("map.coordinate"), at), parts.Paragraph(d.t("map.coordinate.help"), parts.Second))
	d.form(d.t("map.corner.move"), d.t("button.save"), content, 400, func() error {
		c, err := geo.ParseCoordinate(at.Text)
		if err == nil {
			t.Move(p, c.Point)
		}
		return err
	})
	d.win.Canvas().Focus(at)
}
