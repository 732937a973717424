package ui

import (
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"

	"jointplan/plan"
	"jointplan/ui/parts"
)

// saveTo asks for the name and folder of a file to be written. Nothing is
// touched before do is called: the toolkit's own dialog would empty the file
// chosen, which may be the very workspace that is open. A workspace is never
// replaced; another file is, after a question.
func (d *Desk) saveTo(title, name, extension string, do func(path string)) {
	file, folder := parts.NewEntry(name, nil), parts.NewEntry(d.folderPath(), nil)
	browse := parts.NewButton(d.t("save.browse"), false, func() { d.browse(folder) })
	content := parts.Column(10,
		parts.Labelled(d.t("save.name"), file),
		parts.Labelled(d.t("save.folder"), container.NewBorder(nil, nil, nil, browse, parts.Quiet(folder))))
	var next func()
	d.formThen(title, d.t("button.save"), content, 560, func() error {
		path, err := targetPath(folder.Text, file.Text, extension)
		if err != nil {
			return err
		}
		_, missing := os.Stat(path)
		next = func() { do(path) }
		switch {
		case missing == nil && extension == Extension:
			return plan.Problem("error.save.exists", "Name", filepath.Base(path))
		case missing == nil:
			next = func() {
				d.ask(title, d.say("save.replace", "Name", filepath.Base(path)), d.t("button.replace"), func() { do(path) })
			}
		}
		d.app.Preferences().SetString(prefFolder, filepath.Dir(path))
		return nil
	}, func() { next() }, nil)
	d.win.Canvas().Focus(file)
}

// targetPath joins folder and name; the folder must exist.
func targetPath(folder, name, extension string) (string, error) {
	name = fileName(name)
	if name == "" || name == extension {
		return "", plan.Problem("error.save.name")
	}
	if filepath.Ext(name) != extension {
		name += extension
	}
	if !isFolder(folder) {
		return "", plan.Problem("error.save.folder", "Folder", folder)
	}
	return filepath.Join(folder, name), nil
}

// folderPath is where dialogs of files begin: beside the workspace that is open, or
// where a file was last saved or opened. What was on a stick or a share last week is
// no place for this plan.
func (d *Desk) folderPath() string {
	if d.session != nil {
		if folder := folderOf(d.session.File.Path()); isFolder(folder) {
			return folder
		}
	}
	if path := d.app.Preferences().String(prefFolder); isFolder(path) {
		return path
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return os.TempDir()
	}
	return home
}

func (d *Desk) browse(folder *parts.Entry) {
	box := dialog.NewFolderOpen(func(chosen fyne.ListableURI, err error) {
		if err == nil && chosen != nil {
			folder.Put(chosen.Path())
		}
	}, d.win)
	at := d.folderPath()
	if isFolder(folder.Text) {
		at = folder.Text
	}
	d.showFiles(box, at, d.t("save.folder.choose"), d.t("save.choose"))
}

// folderOf is the folder that a file lies in, in full.
func folderOf(path string) string {
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	return filepath.Dir(path)
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// isThere reports whether a path is taken.
func isThere(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
