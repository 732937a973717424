package ui

import (
	"os"
	"path/filepath"
	"testing"
	"time"

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

// Escape closes the toolkit's dialogs of files, and no second one comes on top.
func TestEscapeClosesADialogOfFiles(t *testing.T) {
	p := atSample(t)
	for _, command := range []string{"file.open", "share.folder", "file.mapimport"} {
		p.run(command)
		if p.overlay() == nil {
			t.Fatalf("%s: no dialog", command)
		}
		p.byKey(command)
		if len(p.escapes) != 1 || len(p.win.Canvas().Overlays().List()) != 1 {
			t.Errorf("%s: a second dialog came on top", command)
		}
		p.plainKey(fyne.KeyEscape)
		if p.overlay() != nil || len(p.escapes) != 0 {
			t.Errorf("%s: Escape does not close it", command)
			p.closeOverlays()
		}
	}
}

// Enter presses the button that has the keyboard.
func TestEnterPressesAButton(t *testing.T) {
	p := atSample(t)
	answered := false
	p.ask("Title", "Sentence", "Yes", func() { answered = true })
	p.win.Canvas().FocusNext()
	p.win.Canvas().FocusNext()
	p.key(fyne.KeyReturn)
	if !answered || p.overlay() != nil {
		t.Errorf("answered %v", answered)
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

// A file that is there is replaced after a question, which comes once the form is gone.
func TestAFileIsReplacedAfterAQuestion(t *testing.T) {
	p := atSample(t)
	p.Go(Place{Section: plan.SectionTasks})
	folder := t.TempDir()
	path := filepath.Join(folder, "plan.docx")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.run("file.word")
	p.fill(p.t("save.name"), "plan")
	p.fill(p.t("save.folder"), folder)
	p.press(p.t("button.save"))
	p.wantText(p.say("save.replace", "Name", "plan.docx"))
	if data, _ := os.ReadFile(path); string(data) != "old" {
		t.Error("it was replaced before the answer")
	}
	p.press(p.t("button.replace"))
	p.await("the document", func() bool { return p.reads(p.t("export.open")) })
	if data, err := os.ReadFile(path); err != nil || len(data) < 1000 {
		t.Errorf("%d bytes, %v", len(data), err)
	}
	if len(p.escapes) != 1 {
		t.Errorf("%d dialogs are taken to be open", len(p.escapes))
	}
}

// The history is compacted through three dialogs, one after the other.
func TestHistoryIsCompactedInTheWindow(t *testing.T) {
	p := atSample(t)
	p.Go(Place{Section: plan.SectionTasks})
	folder := t.TempDir()
	p.run("file.compact")
	p.fill(p.t("compact.before"), p.app.Words.Date(plan.DateOf(time.Now().AddDate(0, 0, 1))))
	p.press(p.t("button.next"))
	p.await("what is lost", func() bool { return p.reads(p.t("compact.write")) })
	p.press(p.t("compact.write"))
	p.fill(p.t("save.name"), "short")
	p.fill(p.t("save.folder"), folder)
	p.press(p.t("button.save"))
	path := filepath.Join(folder, "short"+Extension)
	p.await("the file", func() bool {
		return isThere(path) && p.overlay() != nil && len(p.later) == 0 && p.reads(p.t("button.close"))
	})
	p.closeOverlays()
}
