package ui

import (
	"maps"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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
	var bar fyne.CanvasObject
	if v.job.work != nil {
		bar = v.drawingBar()
	} else {
		bar = container.NewBorder(nil, nil, v.toolButtons(), nil, container.NewHScroll(parts.Pad(v.chips(), 0, 8, 0, 8)))
	}
	v.tools.Objects = []fyne.CanvasObject{parts.Pad(bar, 7, 12, 7, 12)}
	v.tools.Refresh()
}

// toolButtons are what can be done to the map; of a file that is read-only they give
// place to the reason.
func (v *mapView) toolButtons() fyne.CanvasObject {
	d := v.desk
	if why := d.session.File.ReadOnly(); why != nil {
		return parts.NewLine(d.t("map.readonly"), parts.Second)
	}
	draw := parts.NewButton(d.t("map.draw"), true, nil)
	draw.Do = func() { v.popUnder(draw, v.drawMenu()) }
	row := parts.Flow(8, draw, parts.NewButton(d.t("map.split"), false, v.split), parts.NewButton(d.t("map.join"), false, v.join))
	if d.app.world != nil {
		row.Add(parts.NewButton(d.t("map.provinces"), false, v.fromProvinces))
	}
	row.Add(parts.NewChip(d.t("map.list"), v.options.List, func() {
		v.options.List = !v.options.List
		v.showList()
		v.showTools()
	}))
	if id, t := v.oneShape(geo.Lines); t != nil {
		row.Add(parts.NewButton(d.t("map.cut"), false, func() { v.askCut(id) }))
	}
	return row
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

// chips choose what the colours tell, the day and the season.
func (v *mapView) chips() fyne.CanvasObject {
	d := v.desk
	row := parts.Flow(6)
	for _, by := range []chart.Colouring{chart.ByParty, chart.ByAgreement, chart.ByDensity} {
		label := d.t("map.by." + string(by))
		if by == v.options.By {
			label = d.say("map.by", "What", label)
		}
		row.Add(parts.NewChip(label, by == v.options.By, func() { v.set(func(o *mapOptions) { o.By = by }) }))
	}
	row.Add(v.moreChip())
	row.Add(parts.Gap(4, 1))
	day := d.t("map.day.all")
	if v.options.On != 0 {
		day = d.app.Words.Date(v.options.On)
	}
	row.Add(parts.NewChip(day, v.options.On != 0, v.askDay))
	season := "map.summer"
	if v.options.Winter {
		season = "map.winter"
	}
	row.Add(parts.NewChip(d.t(season), v.options.Winter, func() { v.set(func(o *mapOptions) { o.Winter = !o.Winter }) }))
	return row
}

// moreChip holds the colourings that are wanted less often, and what can be hidden.
func (v *mapView) moreChip() fyne.CanvasObject {
	d := v.desk
	rare := v.options.By == chart.ByReadiness || v.options.By == chart.ByProgress
	label := d.t("map.more")
	if rare {
		label = d.say("map.by", "What", d.t("map.by."+string(v.options.By)))
	}
	chip := parts.NewChip(label, rare || v.options.Patterns || len(v.options.Hidden) > 0, nil)
	chip.Do = func() {
		var items []*fyne.MenuItem
		add := func(label string, on bool, do func(o *mapOptions)) {
			item := fyne.NewMenuItem(label, func() { v.set(do) })
			item.Checked = on
			items = append(items, item)
		}
		for _, by := range []chart.Colouring{chart.ByReadiness, chart.ByProgress} {
			add(d.say("map.by", "What", d.t("map.by."+string(by))), v.options.By == by, func(o *mapOptions) { o.By = by })
		}
		add(d.t("map.patterns"), v.options.Patterns, func(o *mapOptions) { o.Patterns = !o.Patterns })
		items = append(items, fyne.NewMenuItemSeparator())
		for _, what := range []string{"unit", "graphic", "words", "pieces"} {
			add(d.t("map.see."+what), !v.options.Hidden[what], func(o *mapOptions) { o.toggle(what) })
		}
		v.popUnder(chip, items)
	}
	return chip
}

// toggle hides a kind, or shows it again.
func (o *mapOptions) toggle(what string) {
	hidden := maps.Clone(o.Hidden)
	if hidden[what] {
		delete(hidden, what)
	} else {
		if hidden == nil {
			hidden = map[string]bool{}
		}
		hidden[what] = true
	}
	o.Hidden = hidden
}

func (v *mapView) set(change func(o *mapOptions)) {
	on := v.options.On
	change(&v.options)
	if v.options.On != on {
		v.pieces = nil
		v.findPieces()
	}
	v.redraw()
}

// askDay asks for the day that is shown; none shows all there ever is.
func (v *mapView) askDay() {
	d := v.desk
	day := parts.NewEntry(d.app.Words.Date(v.options.On), nil)
	day.SetPlaceHolder(d.t("hint.date"))
	content := parts.Column(10, labelled(d.t("map.day"), day), parts.Paragraph(d.t("map.day.help"), parts.Second))
	d.form(d.t("map.day.title"), d.t("map.show"), content, 400, func() error {
		span, err := d.readEnds(day.Text, "")
		if err != nil {
			return err
		}
		v.set(func(o *mapOptions) { o.On = span.Start })
		return nil
	})
	d.win.Canvas().Focus(day)
}

// drawingBar says what to do next, takes coordinates and shows the size so far.
func (v *mapView) drawingBar() fyne.CanvasObject {
	d := v.desk
	t := v.job.work
	says := parts.NewLine("", parts.Plain)
	figures := parts.NewLine("", parts.Second)
	wrong := parts.NewCut("", parts.Blocking)
	v.figures = func() {
		says.Set(d.app.Words.Say(t.Says()))
		figures.Set(v.sizeOf(t.Size()))
	}
	v.figures()
	left := parts.Flow(12, parts.NewLine(d.t("map.job."+v.job.name)+":", parts.Plain), says, figures)
	right := parts.Flow(8)
	switch t := t.(type) {
	case *mapview.Drawing:
		right.Add(parts.Wide(parts.Quiet(v.coordinateEntry(t, wrong)), 210))
	case *mapview.Choosing:
		right.Add(parts.NewButton(d.t("map.each"), false, func() { v.end(v.makeSectors(t.Chosen(), true)) }))
	}
	right.Add(parts.NewButton(d.t("map.finish"), true, t.Finish))
	right.Add(parts.NewButton(d.t("button.cancel"), false, v.Left))
	return container.NewBorder(nil, nil, left, right, wrong)
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
			return
		}
		wrong.Set("")
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
