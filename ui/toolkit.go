package ui

import (
	"encoding/json"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"jointplan/ui/words"
)

// toolkitWords are the toolkit's own words in dialogs of files and menus of fields,
// by what it calls them.
var toolkitWords = map[string]string{
	"Cancel": "button.cancel", "Open": "button.open", "Save": "button.save", "OK": "toolkit.ok", "Yes": "toolkit.yes", "No": "toolkit.no",
	"Undo": "command.edit.undo", "Redo": "command.edit.redo", "Cut": "toolkit.cut", "Copy": "toolkit.copy", "Paste": "toolkit.paste",
	"Select all": "toolkit.all", "Error": "dialog.problem", "Quit": "command.file.quit", "File": "toolkit.file", "Folder": "save.folder",
	"New Folder": "toolkit.folder.new", "Create Folder": "toolkit.folder.make", "Enter filename": "save.name",
	"Show Hidden Files": "toolkit.hidden", "file.name": "save.name", "file.parent": "toolkit.parent",
}

// toolkitPlaces are the folders that a dialog of files offers at its side. The toolkit
// has them in English only.
var toolkitPlaces = map[string]string{
	"Home": "toolkit.home", "Computer": "toolkit.computer", "App Files": "toolkit.app", "Desktop": "toolkit.desktop", "Documents": "toolkit.documents",
	"Downloads": "toolkit.downloads", "Music": "toolkit.music", "Pictures": "toolkit.pictures", "Videos": "toolkit.videos", "Movies": "toolkit.videos",
}

// speakToolkit has the toolkit use the words of a language. It asks the system for a
// language and knows no other way, so they are given to it as those of that language.
func speakToolkit(w *words.Words) {
	said := map[string]string{}
	for theirs, ours := range toolkitWords {
		said[theirs] = w.T(ours)
	}
	text, err := json.Marshal(said)
	if err == nil {
		err = lang.AddTranslationsForLocale(text, lang.SystemLocale())
	}
	if err != nil {
		fyne.LogError("words of the toolkit", err)
	}
}

// namePlaces puts the folders at the side of a dialog of files into the reader's
// language.
func (d *Desk) namePlaces(o fyne.CanvasObject) {
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			d.namePlaces(child)
		}
	case *widget.PopUp:
		d.namePlaces(o.Content)
	case *container.Split:
		d.namePlaces(o.Leading)
		o.SetOffset(0.24) // it is as wide as the English words need
	case *widget.List:
		update := o.UpdateItem
		o.UpdateItem = func(id widget.ListItemID, item fyne.CanvasObject) {
			update(id, item)
			d.namePlace(item)
		}
		o.Refresh()
	}
}

// within is the dialog in a layer over the window, nil for none. The layer is of a
// type that the toolkit keeps to itself.
func within(layer fyne.CanvasObject) fyne.CanvasObject {
	v := reflect.Indirect(reflect.ValueOf(layer))
	if v.Kind() != reflect.Struct {
		return nil
	}
	if content := v.FieldByName("Content"); content.IsValid() && content.CanInterface() {
		dialog, _ := content.Interface().(fyne.CanvasObject)
		return dialog
	}
	return nil
}

func (d *Desk) namePlace(item fyne.CanvasObject) {
	line, ok := item.(*fyne.Container)
	if !ok {
		return
	}
	for _, o := range line.Objects {
		if label, ok := o.(*widget.Label); ok && toolkitPlaces[label.Text] != "" {
			label.SetText(d.t(toolkitPlaces[label.Text]))
		}
	}
}
