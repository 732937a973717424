package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"jointplan/plan"
	"jointplan/ui/parts"
)

// Escape closes a dialog whatever in it has the keyboard, and no command is done
// behind it.
func TestEscapeClosesADialog(t *testing.T) {
	p := atSample(t)
	p.Go(Place{Section: plan.SectionTasks})
	for name, open := range map[string]func(){
		"maps":     p.showMaps,
		"settings": func() { p.run("file.settings") },
		"question": func() { p.ask("Title", "Sentence", "Yes", func() {}) },
		"text":     func() { p.showText("Title", parts.Paragraph("Text", parts.Plain)) },
	} {
		open()
		if p.overlay() == nil {
			t.Fatalf("%s: no dialog", name)
		}
		p.win.Canvas().FocusNext()
		for range 4 { // whatever comes next
			p.plainKey(fyne.KeyF7)
			if len(p.escapes) != 1 || p.place.Map {
				t.Fatalf("%s: a command was done behind the dialog", name)
			}
			p.win.Canvas().FocusNext()
		}
		p.key(fyne.KeyEscape)
		if p.overlay() != nil {
			t.Errorf("%s: Escape does not close it from %T", name, p.win.Canvas().Focused())
			p.closeOverlays()
		}
	}
}

// What was written is told under the name of what was done.
func TestExportsAreToldByName(t *testing.T) {
	p := atSample(t)
	p.Go(Place{Section: plan.SectionTasks})
	p.ExportWord(t.TempDir()+"/plan.docx", p.operation())
	p.await("the document", func() bool { return p.reads(p.t("export.open")) })
	p.wantText(p.t("document.title"))
	if p.reads(p.t("export.title")) {
		t.Error("a Word document is told to be a workbook")
	}
}
