package ui

import (
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"jointplan/exchange/chart"
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
		world, err := chart.World()
		if err != nil {
			world = nil // what is drawn is then written as GeoJSON
		}
		data, err := template.Save(d.session.Doc, op.ID, templateID(id), op.Title, d.app.Words, world)
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
