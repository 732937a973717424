package ui

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"jointplan/exchange/beside"
	"jointplan/exchange/chart"
	"jointplan/plan/template"
	"jointplan/ui/parts"
)

// loadTemplate takes a template from a file into the list, for good.
func (d *Desk) loadTemplate() {
	d.openFrom(d.act("command.operation.load"), []string{templateExtension, ".yml"}, d.LoadTemplate)
}

// LoadTemplate checks a template file and keeps it with the user's own. Where one
// of the same name and other content is there already, it asks first.
func (d *Desk) LoadTemplate(path string) {
	name := filepath.Base(path)
	var t *template.Template
	var data []byte
	file, err := os.Open(path)
	if err == nil {
		t, data, err = template.Read(name, file)
		file.Close()
	}
	switch {
	case err != nil:
		d.complain(err)
	case t.OnBasemap():
		d.workAlone(d.t("command.operation.load"), func(context.Context, func(done, total int)) error { return onBasemap(t) }, func(err error) {
			if err != nil {
				d.complain(err)
				return
			}
			d.takeTemplate(name, data)
		})
	default:
		d.takeTemplate(name, data)
	}
}

// takeTemplate keeps a template that is sound.
func (d *Desk) takeTemplate(name string, data []byte) {
	there, err := os.ReadFile(filepath.Join(d.app.templateFolder(), name))
	if err != nil || bytes.Equal(there, data) {
		d.keepTemplate(name, data)
		return
	}
	d.askTemplate(name, data)
}

// onBasemap looks up what a template names of the basemap.
func onBasemap(t *template.Template) error {
	world, err := chart.World()
	if err != nil {
		return err
	}
	return t.CheckGround(world)
}

// askTemplate asks what becomes of a template whose name is taken.
func (d *Desk) askTemplate(name string, data []byte) {
	var box dialog.Dialog
	button := func(key string, do func()) *parts.Push {
		return parts.NewPush(d.t(key), func() { box.Hide(); do() })
	}
	both := button("template.both", func() { d.keepBoth(name, data) })
	both.Importance = widget.HighImportance
	buttons := parts.Flow(8, button("button.cancel", func() {}), button("button.replace", func() { d.keepTemplate(name, data) }), both)
	body := parts.Column(12, parts.Paragraph(d.say("template.there", "Name", name), parts.Plain),
		container.NewBorder(nil, nil, nil, buttons))
	box = dialog.NewCustomWithoutButtons(d.t("template.there.title"), parts.Wide(body, 440), d.win)
	d.present(box)
}

// templateLine is where a template says what it is called, which its file has to
// agree with.
var templateLine = regexp.MustCompile(`(?m)^template:.*$`)

// keepBoth keeps a template under a name that is free.
func (d *Desk) keepBoth(name string, data []byte) {
	free := d.app.freeTemplate(name)
	line := []byte("template: " + strings.TrimSuffix(free, filepath.Ext(free)))
	data = templateLine.ReplaceAllLiteral(data, line)
	if _, err := template.Parse(free, data); err != nil {
		d.complain(err)
		return
	}
	d.keepTemplate(free, data)
}

// keepTemplate copies a template into the program's own folder and chooses it for
// a new operation.
func (d *Desk) keepTemplate(name string, data []byte) {
	if err := d.app.keepTemplate(name, data); err != nil {
		d.complain(err)
		return
	}
	d.Go(Place{Operation: d.place.Operation, Section: placeCreate})
	v, ok := d.view.(*createView)
	if !ok {
		return
	}
	for _, t := range slices.Backward(v.templates) { // the user's own stand last
		if t.File == name {
			v.choose(t)
			return
		}
	}
}

func (a *App) keepTemplate(name string, data []byte) error {
	folder := a.templateFolder()
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	return beside.Write(filepath.Join(folder, name), func(out io.Writer) error {
		_, err := out.Write(data)
		return err
	})
}

// freeTemplate numbers a file name so that no template has it.
func (a *App) freeTemplate(name string) string {
	ext := filepath.Ext(name)
	for n := 2; ; n++ {
		free := fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ext), n, ext)
		if !isThere(filepath.Join(a.templateFolder(), free)) {
			return free
		}
	}
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
