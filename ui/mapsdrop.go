package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"jointplan/exchange/mapfile"
	"jointplan/exchange/ownmap"
	"jointplan/ui/parts"
)

// areMaps reports whether what was dropped on an operation are maps and nothing else.
func (d *Desk) areMaps(uris []fyne.URI) bool {
	if d.session == nil || d.operation() == nil || len(uris) == 0 {
		return false
	}
	return !slices.ContainsFunc(uris, func(uri fyne.URI) bool { return !ownmap.Known(uri.Path()) })
}

// droppedMaps asks whether maps are shown under the plan or taken into it.
func (d *Desk) droppedMaps(uris []fyne.URI) {
	var paths []string
	for _, uri := range uris {
		paths = append(paths, uri.Path())
	}
	var box dialog.Dialog
	button := func(key string, do func()) *parts.Push {
		return parts.NewPush(d.t(key), func() { box.Hide(); do() })
	}
	sentence := "drop.map.sentence.only"
	buttons := parts.Flow(8, button("button.cancel", func() {}))
	if _, ok := mapfile.For(paths[0]); ok && len(paths) == 1 && d.session.File.ReadOnly() == nil {
		sentence = "drop.map.sentence"
		buttons.Add(button("drop.map.import", func() { d.ImportMap(paths[0]) }))
	}
	show := button("drop.map.show", func() {
		d.showMap()
		d.AddMaps(paths...)
	})
	show.Importance = widget.HighImportance
	buttons.Add(show)
	body := parts.Column(12, parts.Paragraph(d.say(sentence, "Files", fileNames(paths)), parts.Plain), container.NewBorder(nil, nil, nil, buttons))
	box = dialog.NewCustomWithoutButtons(d.t("drop.map.title"), parts.Wide(body, 460), d.win)
	d.present(box)
}
