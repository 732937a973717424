package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/geo"
	"jointplan/ui/parts"
)

// mapTrace is the geometry of an object on the map.
type mapTrace = chart.Trace

// barHeight is the height of the line above the map, the same whatever it holds: the
// ground stays where it is when something begins or ends.
const barHeight = 44

// showTools fills the line above the map: while something is drawn with its figures
// and coordinates, else with the tools and with what the colours tell.
func (v *mapView) showTools() {
	var bar fyne.CanvasObject
	if v.job.work != nil {
		bar = v.job.bar.content
	} else {
		bar = v.toolbar()
	}
	v.tools.Objects = []fyne.CanvasObject{parts.Tall(parts.Pad(bar, 0, 12, 0, 12), barHeight)}
	v.tools.Refresh()
	v.showFigures()
}

// toolbar is what can be done to the map, and how it is shown. Of a file that is
// read-only the reason stands in place of the former.
func (v *mapView) toolbar() fyne.CanvasObject {
	d := v.desk
	open := func(under fyne.CanvasObject, items []*fyne.MenuItem) { v.popUnder(under, items) }
	if v.readOnly() {
		bar := parts.Toolbar(d.t("map.more"), open, v.viewTools()...)
		return container.NewBorder(nil, nil, nil, bar, parts.NewCut(d.t("map.readonly"), parts.Second))
	}
	tools := append(v.workTools(), parts.Tool{Object: parts.Gap(4, 1)})
	return parts.Toolbar(d.t("map.more"), open, append(tools, v.viewTools()...)...)
}

// workTools are what can be done to the map.
func (v *mapView) workTools() []parts.Tool {
	d := v.desk
	draw := parts.NewButton(d.t("map.draw"), true, nil)
	draw.Do = func() { v.popUnder(draw, v.drawMenu()) }
	tools := []parts.Tool{{Object: draw}}
	add := func(rank int, key string, do func()) {
		tools = append(tools, parts.Tool{Object: parts.NewButton(d.t(key), false, do), Rank: rank, Menu: menuOf(fyne.NewMenuItem(d.t(key), do))})
	}
	add(3, "map.split", v.split)
	add(4, "map.join", v.join)
	if d.app.world != nil {
		add(5, "map.provinces", v.fromProvinces)
	}
	if id, t := v.oneShape(geo.Lines); t != nil {
		cut := parts.NewButton(d.t("map.cut.menu"), false, nil)
		cut.Do = func() { v.popUnder(cut, v.cutItems(id)) }
		tools = append(tools, parts.Tool{Object: cut, Rank: 2, Menu: func() []*fyne.MenuItem { return v.cutItems(id) }})
	}
	list := fyne.NewMenuItem(d.t("map.list"), v.toggleList)
	list.Checked = v.options.List
	return append(tools, parts.Tool{Object: parts.NewChip(d.t("map.list"), v.options.List, v.toggleList), Rank: 6, Menu: menuOf(list)})
}

func menuOf(items ...*fyne.MenuItem) func() []*fyne.MenuItem {
	return func() []*fyne.MenuItem { return items }
}

// toggleList shows or hides what can be dragged onto the map.
func (v *mapView) toggleList() {
	v.options.List = !v.options.List
	v.showList()
	v.showTools()
}

// drawMenu lists what can be drawn.
func (v *mapView) drawMenu() []*fyne.MenuItem {
	d := v.desk
	sector, graphic := plan.KindOf[plan.Sector](), plan.KindOf[plan.Graphic]()
	item := func(k *plan.Kind, kind string, sort geo.Type) *fyne.MenuItem {
		label := d.t(k.Field("type").ChoiceLabel(kind))
		if k == sector {
			label = d.t(k.Label()) + ": " + label
		}
		return fyne.NewMenuItem(label, func() { v.drawObject(k, kind, sort) })
	}
	points := fyne.NewMenuItem(d.t("map.points"), nil)
	points.ChildMenu = fyne.NewMenu("")
	for _, kind := range graphic.Field("type").Choices {
		if graphicSort(kind) == geo.Points {
			points.ChildMenu.Items = append(points.ChildMenu.Items, item(graphic, kind, geo.Points))
		}
	}
	return []*fyne.MenuItem{
		item(sector, "area", geo.Areas), item(sector, "border", geo.Lines), item(sector, "line-of-contact", geo.Lines),
		fyne.NewMenuItemSeparator(),
		item(graphic, "area-of-operations", geo.Areas), item(graphic, "area", geo.Areas), item(graphic, "boundary", geo.Lines),
		item(graphic, "phase-line", geo.Lines), item(graphic, "line", geo.Lines), item(graphic, "route", geo.Lines),
		fyne.NewMenuItemSeparator(), points,
	}
}

// askWhatToDraw opens the menu of what can be drawn; a drawing in hand goes on.
func (v *mapView) askWhatToDraw() {
	if v.job.work != nil {
		v.Focus()
		return
	}
	v.popUnder(v.tools, v.drawMenu())
}

// graphicSort is what a type of map object is drawn as.
func graphicSort(kind string) geo.Type {
	switch kind {
	case "area-of-operations", "area":
		return geo.Areas
	case "boundary", "phase-line", "line", "route":
		return geo.Lines
	}
	return geo.Points
}

// emptyState says what to do where nothing is drawn yet.
func (v *mapView) emptyState() fyne.CanvasObject {
	d := v.desk
	v.empty = container.NewCenter()
	box := parts.Column(10, parts.NewTitle(d.t("map.empty"), 15), parts.Paragraph(d.t("map.empty.sentence"), parts.Second))
	if !v.readOnly() {
		box.Add(parts.Flow(0, parts.NewButton(d.t("map.empty.draw"), true, func() { v.drawObject(plan.KindOf[plan.Sector](), "area", geo.Areas) })))
	}
	v.empty.Add(parts.Edged(parts.Panel(parts.Pad(parts.Wide(box, 360), 14, 18, 16, 18))))
	v.showEmpty()
	return v.empty
}

// showEmpty shows or hides it.
func (v *mapView) showEmpty() {
	if v.empty == nil {
		return
	}
	if _, drawn := v.scene.Box(); drawn || v.job.work != nil {
		v.empty.Hide()
	} else {
		v.empty.Show()
	}
}
