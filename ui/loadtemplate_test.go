package ui

import (
	"os"
	"path/filepath"
	"testing"

	"jointplan/plan/template"
)

// A template taken in is the one that is offered then, wherever its name stands
// among the user's own.
func TestLoadedTemplateIsChosen(t *testing.T) {
	p := atSample(t)
	doc, op, folder := p.session.Doc, p.operation(), t.TempDir()
	for _, name := range []string{"second", "first"} {
		data, err := template.Save(doc, op.ID, name, op.Title, p.app.Words)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(folder, name+templateExtension)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		p.LoadTemplate(path)
		if v, ok := p.view.(*createView); !ok || v.chosen == nil || v.chosen.File != filepath.Base(path) {
			t.Fatalf("%s is not chosen: %q", name, p.texts())
		}
	}
}
