package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/geo"
	"jointplan/ui/mapview"
	"jointplan/ui/parts"
)

// mapTrace is the geometry of an object on the map.
type mapTrace = chart.Trace

// showTools fills the line above the map: while something is drawn with what to do
// next, else with the tools and with what the colours tell.
func (v *mapView) showTools() {
	bar, pad := v.toolbar, float32(7)
	if v.job.work != nil {
		bar, pad = v.drawingBar, 3 // its field is taller: the map stays where it is
	}
	v.tools.Objects = []fyne.CanvasObject{parts.Pad(bar(), pad, 12, pad, 12)}
	v.tools.Refresh()
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

// drawingBar says what to do next, takes coordinates and shows the size so far.
func (v *mapView) drawingBar() fyne.CanvasObject {
	d := v.desk
	t := v.job.work
	says := parts.NewCut("", parts.Plain)
	figures := parts.NewLine("", parts.Second)
	wrong := parts.NewCut("", parts.Blocking)
	wrong.Hide()
	v.figures = func() {
		says.Set(d.app.Words.Say(t.Says()))
		figures.Set(v.sizeOf(t.Size()))
	}
	v.figures()
	left := parts.Flow(12, parts.NewLine(d.t("map.job."+v.job.name)+":", parts.Plain), parts.Gap(0, 1))
	right := parts.Flow(8, parts.Gap(4, 1), figures)
	switch t := t.(type) {
	case *mapview.Drawing:
		right.Add(parts.Wide(parts.Quiet(v.coordinateEntry(t, wrong)), 210))
	case *mapview.Choosing:
		right.Add(parts.NewButton(d.t("map.each"), false, func() { v.end(v.makeSectors(t.Chosen())) }))
	}
	right.Add(parts.NewButton(d.t("map.finish"), true, t.Finish))
	right.Add(parts.NewButton(d.t("button.cancel"), false, v.Left))
	return container.NewBorder(nil, nil, left, right, container.NewVBox(layout.NewSpacer(), says, wrong, layout.NewSpacer()))
}

// coordinateEntry takes the exact place of the next point.
func (v *mapView) coordinateEntry(t *mapview.Drawing, wrong *parts.Line) *parts.Entry {
	d := v.desk
	at := parts.NewEntry("", nil)
	at.SetPlaceHolder(d.t("map.coordinate"))
	at.Entered = func() {
		c, err := geo.ParseCoordinate(at.Text)
		if err != nil {
			wrong.Set(d.app.Words.Error(err))
			wrong.Show()
			return
		}
		wrong.Hide()
		at.Put("")
		t.Add(c.Point)
		if seen := v.chart.View().Box(); !seen.Holds(c.Point) {
			v.chart.Centre(c.Point)
		}
		v.chart.Repaint()
		v.showFigures()
	}
	at.Escaped = v.Left
	return at
}

// showFigures brings the size up to date.
func (v *mapView) showFigures() {
	if v.job.work != nil && v.figures != nil {
		v.figures()
	}
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
