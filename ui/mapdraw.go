package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/plan/geo"
	"jointplan/ui/mapview"
	"jointplan/ui/parts"
)

// drawingBar stands above the map while something is drawn: what it is, how large it is
// so far, the place of the next corner in figures, and how to end.
type drawingBar struct {
	figures *parts.Line
	at      *parts.Entry // nil where no corners are placed
	writing bool         // it has the keyboard
	wrong   string       // what is wrong with the coordinate
	note    string       // what is to be known of the last one
	content fyne.CanvasObject
}

// coordinateWidth is how wide the field for a coordinate is: for one in degrees,
// minutes and seconds.
const coordinateWidth = 230

func (v *mapView) newDrawingBar() *drawingBar {
	d := v.desk
	b := &drawingBar{figures: parts.NewLine("", parts.Second)}
	name := parts.NewLine(d.t("map.job."+v.job.name), parts.Plain)
	name.Bold = true
	right := parts.Flow(8)
	switch t := v.job.work.(type) {
	case *mapview.Drawing:
		b.at = v.coordinateEntry(t, b)
		right.Add(parts.Wide(parts.Quiet(b.at), coordinateWidth))
	case *mapview.Choosing:
		right.Add(parts.NewButton(d.t("map.each"), false, func() { v.end(v.makeSectors(t.Chosen())) }))
	}
	right.Add(parts.NewButton(d.t("map.finish"), true, v.job.work.Finish))
	right.Add(parts.NewButton(d.t("button.cancel"), false, v.Left))
	b.content = container.NewBorder(nil, nil, parts.Flow(12, name, b.figures), right)
	return b
}

// coordinateEntry takes the exact place of the next point. Enter adds it, and with
// nothing written finishes; Escape goes back to the map.
func (v *mapView) coordinateEntry(t *mapview.Drawing, b *drawingBar) *parts.Entry {
	d := v.desk
	at := parts.NewEntry("", nil)
	at.SetPlaceHolder(d.t("map.coordinate"))
	tell := func(wrong string) {
		b.wrong, b.note = wrong, ""
		v.showFigures()
	}
	at.Changed = func(string) { tell("") }
	at.Held = func(on bool) {
		b.writing, b.note = on, ""
		v.showFigures()
	}
	at.Entered = func() {
		if at.Text == "" {
			t.Finish()
			return
		}
		c, err := geo.ParseCoordinate(at.Text)
		if err != nil {
			at.Unsettle()
			tell(d.app.Words.Error(err))
			return
		}
		at.Put("")
		t.Add(c.Point)
		v.keepInSight(t.Points())
		tell("")
		if c.Square > 1 {
			b.note = d.say("geo.square", "Metres", int(c.Square))
			v.showFigures()
		}
	}
	at.Escaped = v.Focus
	return at
}

// keepInSight goes far enough away to see what is drawn, if its last corner is out of
// sight.
func (v *mapView) keepInSight(points []geo.Point) {
	v.chart.Repaint()
	seen := v.chart.View().Box()
	if len(points) == 0 || seen.Holds(points[len(points)-1]) {
		return
	}
	if len(points) == 1 {
		v.chart.Centre(points[0])
		return
	}
	if box, ok := (geo.Shape{Lines: []geo.Line{points}}).Bounds(); ok {
		v.chart.ShowBox(box)
	}
}

// Write implements mapview.Host.
func (v *mapView) Write(text string) {
	if v.job.bar == nil || v.job.bar.at == nil {
		return
	}
	at := v.job.bar.at
	v.desk.win.Canvas().Focus(at)
	if text != "" {
		at.SetText(at.Text + text)
		at.CursorColumn = len([]rune(at.Text))
		at.Refresh()
	}
}

// showFigures brings up to date how large what is drawn is and what to do next.
func (v *mapView) showFigures() {
	b := v.job.bar
	if v.job.work == nil || b == nil {
		v.strip.show("", parts.Plain)
		return
	}
	b.figures.Set(v.sizeOf(v.job.work.Size()))
	switch {
	case b.wrong != "":
		v.strip.show(b.wrong, parts.Blocking)
	case b.note != "":
		v.strip.show(b.note, parts.Serious)
	case b.writing:
		v.strip.show(v.desk.t(saysToWrite(v.job.work)), parts.Plain)
	default:
		v.strip.show(v.desk.app.Words.Say(v.job.work.Says()), parts.Plain)
	}
}

// saysToWrite is what to do while a coordinate is written.
func saysToWrite(t mapview.Work) string {
	if t, ok := t.(*mapview.Drawing); ok && t.Sort == geo.Points {
		return "map.says.write.point"
	}
	return "map.says.write"
}
