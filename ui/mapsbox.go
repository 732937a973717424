package ui

import (
	"image/color"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"jointplan/exchange/chart"
	"jointplan/exchange/mapfile"
	"jointplan/exchange/ownmap"
	"jointplan/ui/parts"
	"jointplan/ui/theme"
)

// mapsBox lists the maps under the plan in the order in which they cover each other.
type mapsBox struct {
	desk   *Desk
	dialog dialog.Dialog
	lines  *fyne.Container
	focus  map[string]fyne.Focusable // controls by map and what they do
}

const (
	mapsBoxWidth, mapsBoxHeight float32 = 760, 280
	opacityWidth                float32 = 120
)

// showMaps shows the list of the user's maps.
func (d *Desk) showMaps() {
	b := &mapsBox{desk: d, lines: parts.Column(0)}
	scroll := container.NewVScroll(b.lines)
	scroll.SetMinSize(fyne.NewSize(mapsBoxWidth, mapsBoxHeight))
	add := parts.NewPush(d.t("ownmap.add"), func() { d.openFrom(d.t("open.map"), ownmap.Extensions(), func(path string) { d.AddMaps(path) }) })
	add.Importance = widget.HighImportance
	done := parts.NewPush(d.t("button.close"), func() { b.dialog.Hide() })
	body := parts.Column(10, parts.Wide(parts.Paragraph(d.t("ownmap.note"), parts.Second), mapsBoxWidth), scroll,
		container.NewBorder(nil, nil, add, done))
	b.dialog = dialog.NewCustomWithoutButtons(d.t("ownmap.title"), body, d.win)
	d.whileOpen(b.dialog, b.dialog.Hide, func() { d.mapsShown = nil })
	d.mapsShown = b.draw
	for _, m := range d.app.maps.List {
		if m.err != nil {
			m.close() // it may be there by now
		}
	}
	d.readMaps()
	b.draw()
	b.dialog.Show()
	d.win.Canvas().Focus(add)
}

// draw lists the maps anew; what has the keyboard keeps it.
func (b *mapsBox) draw() {
	d := b.desk
	held := ""
	for key, control := range b.focus {
		if d.win.Canvas().Focused() == control {
			held = key
		}
	}
	b.focus = map[string]fyne.Focusable{}
	b.lines.Objects = nil
	for at, m := range d.app.maps.List {
		b.lines.Add(b.line(at, m))
		b.lines.Add(parts.Hair())
	}
	b.lines.Add(b.baseLine())
	b.lines.Refresh()
	if control := b.focus[held]; control != nil {
		d.win.Canvas().Focus(control)
	}
}

// baseLine is that of the built-in map, which lies under all others.
func (b *mapsBox) baseLine() fyne.CanvasObject {
	d := b.desk
	shown := b.check("base", !d.app.maps.Bare, func(on bool) { d.app.maps.Bare = !on })
	return mapLine(shown, nil, parts.NewCut(d.t("ownmap.base"), parts.Plain), parts.NewCut(d.t("ownmap.base.about"), parts.Second))
}

// mapLine is how a line of the list is laid out.
func mapLine(shown, controls fyne.CanvasObject, texts ...fyne.CanvasObject) fyne.CanvasObject {
	return parts.Pad(container.NewBorder(nil, nil, container.NewCenter(shown), controls, parts.Column(1, texts...)), 6, 4, 6, 0)
}

// check shows or hides a map.
func (b *mapsBox) check(key string, on bool, set func(on bool)) fyne.CanvasObject {
	c := parts.NewTick("", nil)
	c.SetChecked(on)
	c.OnChanged = func(on bool) {
		set(on)
		b.desk.mapsChanged()
	}
	b.focus[key] = c
	return c
}

// line shows a map, with what can be done to it.
func (b *mapsBox) line(at int, m *ownMap) fyne.CanvasObject {
	d := b.desk
	shown := b.check(m.Path, !m.Hidden, func(on bool) {
		m.Hidden = !on
		if m.Hidden {
			m.close()
		}
	})
	name := filepath.Base(m.Path)
	if m.opened != nil {
		name = m.opened.Name
	}
	texts := []fyne.CanvasObject{parts.NewCut(name, parts.Plain), parts.NewCut(b.about(m), parts.Second)}
	if why := m.trouble(); why != nil {
		texts = append(texts, parts.Paragraph(d.app.Words.Error(why), parts.Blocking))
	}
	if m.opened != nil {
		for _, note := range m.opened.Notes {
			texts = append(texts, parts.Paragraph(d.app.Words.Say(note), parts.Second))
		}
	}
	return mapLine(shown, container.NewCenter(b.controls(at, m)), texts...)
}

// trouble is why a map cannot be shown; of one that is hidden, that it is not there.
func (m *ownMap) trouble() error {
	if m.err != nil || m.opened != nil || m.reading {
		return m.err
	}
	_, err := os.Stat(m.Path)
	return mapfile.Problem(m.Path, err)
}

// controls are what can be done to a map.
func (b *mapsBox) controls(at int, m *ownMap) fyne.CanvasObject {
	d, maps := b.desk, b.desk.app.maps
	change := func(do func()) func() {
		return func() { do(); d.mapsChanged() }
	}
	move := func(by int) func() { return change(func() { maps.move(at, by) }) }
	return parts.Flow(2, b.looks(m),
		b.button(m, "go", fynetheme.ZoomFitIcon(), m.opened != nil, func() { b.dialog.Hide(); d.showMap().chart.ShowBox(m.opened.Box) }),
		b.button(m, "up", fynetheme.MoveUpIcon(), maps.canMove(at, -1), move(-1)),
		b.button(m, "down", fynetheme.MoveDownIcon(), maps.canMove(at, +1), move(+1)),
		b.button(m, "remove", fynetheme.DeleteIcon(), true, change(func() { maps.remove(m) })))
}

func (b *mapsBox) button(m *ownMap, what string, icon fyne.Resource, can bool, do func()) fyne.CanvasObject {
	button := parts.NewIconPush("", icon, do)
	button.Importance = widget.LowImportance
	if !can {
		button.Disable()
	} else {
		b.focus[m.Path+" "+what] = button
	}
	return button
}

// looks is how a map looks: of pictures how much they let through, of map data its
// colour.
func (b *mapsBox) looks(m *ownMap) fyne.CanvasObject {
	d := b.desk
	if !m.isTiles() {
		colour := chart.DrawingColour(m.Colour, lookNow())
		swatch := container.NewCenter(parts.NewFill(fyne.NewSize(16, 16), func() color.Color { return colour }))
		return parts.Wide(swatch, opacityWidth)
	}
	label := parts.NewLine("", parts.Second)
	label.Points = theme.Small
	say := func() { label.Set(d.t("ownmap.opacity") + " " + d.app.Words.Number(m.Opacity*100, 0) + " %") }
	say()
	slider := parts.NewSlider(0, 100)
	slider.Step, slider.Page = 5, 20
	slider.SetValue(m.Opacity * 100)
	slider.OnChanged = func(n float64) {
		m.Opacity = n / 100
		say()
	}
	slider.OnChangeEnded = func(float64) { d.mapsChanged() }
	b.focus[m.Path+" opacity"] = slider
	return parts.Wide(parts.Column(0, label, slider), opacityWidth)
}

// about says what sort of map it is, how large, and whom it is from.
func (b *mapsBox) about(m *ownMap) string {
	d := b.desk
	kind := "ownmap.kind.vector"
	if m.isTiles() {
		kind = "ownmap.kind.tiles"
	}
	said := []string{d.t(kind)}
	if info, err := os.Stat(m.Path); err == nil {
		decimals := 0
		if info.Size() < 10<<20 {
			decimals = 1
		}
		said = append(said, d.say("ownmap.megabytes", "Size", d.app.Words.Number(max(float64(info.Size())/(1<<20), 0.1), decimals)))
	}
	switch {
	case m.reading:
		said = append(said, d.t("ownmap.reading"))
	case m.opened != nil && !m.isTiles():
		said = append(said, d.say("mapdata.features", "Count", m.opened.Features))
	case m.opened != nil && m.opened.Attribution != "":
		said = append(said, m.opened.Attribution)
	}
	return strings.Join(append(said, m.Path), " · ")
}
