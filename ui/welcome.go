package ui

import (
	"image/color"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"jointplan/assets"
	"jointplan/ui/parts"
)

// welcome is the first screen: three ways in and the files last used.
func (d *Desk) welcome() fyne.CanvasObject {
	icon := canvas.NewImageFromResource(Icon())
	icon.SetMinSize(fyne.NewSize(64, 64))
	head := parts.Flow(16, icon, parts.Column(2, parts.NewTitle("Jointplan", 28), parts.NewLine(d.t("welcome.line"), parts.Second)))
	ways := container.NewGridWithColumns(3,
		d.way("welcome.new", "welcome.new.sentence", "file.new", widget.HighImportance),
		d.way("welcome.open", "welcome.open.sentence", "file.open", widget.MediumImportance),
		d.way("welcome.sample", "welcome.sample.sentence", "file.sample", widget.MediumImportance),
	)
	column := parts.Column(26, head, ways, d.recentFiles())
	return container.NewCenter(parts.Wide(column, 860))
}

// way is one of the ways in: what it is, a sentence and a button.
func (d *Desk) way(title, sentence, command string, importance widget.Importance) fyne.CanvasObject {
	button := parts.NewPush(d.t(title), func() { d.run(command) })
	button.Importance = importance
	body := container.NewBorder(parts.NewTitle(d.t(title+".title"), 15), button, nil, nil,
		container.NewVBox(parts.Gap(0, 4), parts.Paragraph(d.t(sentence), parts.Second), parts.Gap(0, 10)))
	return framed(parts.Pad(body, 16, 16, 16, 16))
}

// framed puts content on a panel with a hairline around it.
func framed(content fyne.CanvasObject) fyne.CanvasObject {
	c := parts.Colours()
	box := canvas.NewRectangle(c.Panel)
	box.StrokeColor, box.StrokeWidth, box.CornerRadius = c.Line, 1, 6
	return container.NewStack(box, content)
}

func (d *Desk) recentFiles() fyne.CanvasObject {
	list := parts.Column(1, parts.NewTitle(d.t("welcome.recent"), 13), parts.Gap(0, 4))
	recent := d.app.Recent()
	if len(recent) == 0 {
		list.Add(parts.NewLine(d.t("welcome.recent.none"), parts.Hint))
		return list
	}
	for _, path := range recent {
		row := parts.NewRow(filepath.Base(path), filepath.Dir(path), func() { d.Open(path) })
		list.Add(row)
	}
	return container.NewStack(parts.NewFill(fyne.Size{}, func() color.Color { return parts.Colours().Page }), list)
}

// Icon is the program's own.
func Icon() fyne.Resource {
	data, err := assets.Icons.ReadFile("icons/jointplan.png")
	if err != nil {
		return nil
	}
	return fyne.NewStaticResource("jointplan.png", data)
}
