package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/template"
)

// editOperation shows the operation's own fields in the inspector.
func (d *Desk) editOperation() {
	d.goSection(placeOverview)
	d.foldInspector(false)
}

// deleteOperation asks first: everything in it goes, in one step of undo.
func (d *Desk) deleteOperation() {
	op := d.operation()
	e, err := edit.Delete(d.session.Doc, []plan.ID{op.ID})
	if err != nil {
		d.complain(err)
		return
	}
	d.ask(d.t("command.operation.delete"), d.say("delete.sentence", "Name", op.Title, "Count", len(e.Changes)), d.t("button.delete"),
		func() { d.Do(e, nil) })
}

// saveTemplate writes the operation as a template file.
func (d *Desk) saveTemplate() {
	op := d.operation()
	id := templateID(op.Title)
	d.saveTo(d.t("save.template"), id, templateExtension, func(path string) {
		id := strings.TrimSuffix(filepath.Base(path), templateExtension)
		data, err := template.Save(d.session.Doc, op.ID, templateID(id), op.Title, d.app.Words)
		if err == nil {
			err = os.WriteFile(path, data, 0o644)
		}
		if err != nil {
			d.complain(err)
			return
		}
		d.inform("template.saved", "Path", path)
	})
}

const templateExtension = ".yaml"

// templateID makes a file name of a title: lower-case words with dashes.
func templateID(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return r > unicode.MaxASCII || (!unicode.IsLetter(r) && !unicode.IsDigit(r)) })
	if id := strings.Join(words, "-"); id != "" {
		return id
	}
	return "operation"
}

// loadTemplate takes a template from a file into the list, for good.
func (d *Desk) loadTemplate() {
	d.openFrom([]string{templateExtension, ".yml"}, d.LoadTemplate)
}

// LoadTemplate checks a template file and keeps it with the user's own.
func (d *Desk) LoadTemplate(path string) {
	var data []byte
	file, err := os.Open(path)
	if err == nil {
		_, data, err = template.Read(filepath.Base(path), file)
		file.Close()
	}
	if err == nil {
		err = d.app.keepTemplate(filepath.Base(path), data)
	}
	if err != nil {
		d.complain(err)
		return
	}
	d.Go(Place{Operation: d.place.Operation, Section: placeCreate})
	v, ok := d.view.(*createView)
	if !ok {
		return
	}
	for _, t := range slices.Backward(v.templates) { // the user's own stand last
		if t.File == filepath.Base(path) {
			v.choose(t)
			return
		}
	}
}

// keepTemplate copies a template file into the program's own folder.
func (a *App) keepTemplate(name string, data []byte) error {
	folder := a.templateFolder()
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, name), data, 0o644)
}

func (a *App) templateFolder() string {
	return filepath.Join(a.Storage().RootURI().Path(), "templates")
}

// ownTemplates lists the templates the user took in; one that no longer reads
// is left out, its file stays.
func (a *App) ownTemplates() []*template.Template {
	entries, err := os.ReadDir(a.templateFolder())
	if err != nil {
		return nil
	}
	var own []*template.Template
	for _, entry := range entries {
		data, err := os.ReadFile(filepath.Join(a.templateFolder(), entry.Name()))
		if err != nil {
			continue
		}
		if t, err := template.Parse(entry.Name(), data); err == nil {
			own = append(own, t)
		}
	}
	return own
}
