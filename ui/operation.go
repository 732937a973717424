package ui

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"unicode"

	"jointplan/exchange/beside"
	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/template"
	"jointplan/ui/words"
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
		doc, w := d.session.Doc.Snapshot(), words.New(d.app.Words.Language())
		d.work(d.t("save.template"), func(context.Context, func(done, total int)) error {
			world, err := chart.World()
			if err != nil {
				world = nil // what is drawn is then written as GeoJSON
			}
			data, err := template.Save(doc, op.ID, templateID(id), op.Title, w, world)
			if err != nil {
				return err
			}
			return beside.Write(path, func(out io.Writer) error {
				_, err := out.Write(data)
				return err
			})
		}, func(err error) {
			if err != nil {
				d.complain(err)
				return
			}
			d.inform("template.saved", "Path", path)
		})
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
