package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jointplan/plan/template"
)

// A template taken in is the one that is offered then, wherever its name stands
// among the user's own.
func TestLoadedTemplateIsChosen(t *testing.T) {
	p := atSample(t)
	doc, op, folder := p.session.Doc, p.operation(), t.TempDir()
	for _, name := range []string{"second", "first"} {
		data, err := template.Save(doc, op.ID, name, op.Title, p.app.Words, nil)
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

// A template of the same name as one of the user's own is not written over unasked.
func TestTemplateOfTheSameNameIsAskedAbout(t *testing.T) {
	for name, c := range map[string]struct {
		press string
		files int
		holds string // the first
	}{
		"replace": {"button.replace", 1, "Other"},
		"both":    {"template.both", 2, "First"},
		"cancel":  {"button.cancel", 1, "First"},
	} {
		t.Run(name, func(t *testing.T) {
			p := atSample(t)
			if err := os.RemoveAll(p.app.templateFolder()); err != nil {
				t.Fatal(err)
			}
			doc, op := p.session.Doc, p.operation()
			write := func(called string) string {
				data, err := template.Save(doc, op.ID, "mine", called, p.app.Words, nil)
				if err != nil {
					t.Fatal(err)
				}
				path := filepath.Join(t.TempDir(), "mine"+templateExtension)
				if err := os.WriteFile(path, data, 0o600); err != nil {
					t.Fatal(err)
				}
				return path
			}
			first, other := write("First"), write("Other")
			p.LoadTemplate(first)
			p.LoadTemplate(first) // the same again is no question
			p.LoadTemplate(other)
			p.wantText(p.t("template.there.title"))
			picture(t, p, "template-there")
			p.press(p.t(c.press))
			own := p.app.ownTemplates()
			names := map[string]string{}
			for _, o := range own {
				names[o.File] = o.Name["en"]
			}
			if len(own) != c.files || names["mine.yaml"] != c.holds {
				t.Fatalf("own templates: %v", names)
			}
			if v, ok := p.view.(*createView); name == "both" && (!ok || v.chosen == nil || v.chosen.File != "mine-2.yaml" || v.chosen.Name["en"] != "Other") {
				t.Error("the other is not chosen")
			}
		})
	}
}

// A template that names places of the basemap is taken in when they are there, and
// said to be wrong, with its line, when not.
func TestLoadedTemplateNamesTheBasemap(t *testing.T) {
	const text = "template: T\nname: T\nparts:\n  sector: [{title: S, type: area, geometry: {province: CODE}}]\n"
	for code, wrong := range map[string]bool{"TJ-KT": false, "TJ-NO": true} {
		p := atSample(t)
		path := filepath.Join(t.TempDir(), "t.yaml")
		if err := os.WriteFile(path, []byte(strings.NewReplacer("CODE", code, "template: T", "template: t").Replace(text)), 0o600); err != nil {
			t.Fatal(err)
		}
		p.LoadTemplate(path)
		p.await("the template "+code, func() bool {
			v, ok := p.view.(*createView)
			taken := ok && v.chosen != nil && v.chosen.File == "t.yaml"
			return taken && !wrong || wrong && strings.Contains(strings.Join(p.texts(), "\n"), "TJ-NO")
		})
	}
}
