package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"jointplan/exchange/sealed"
	"jointplan/ui/parts"
)

// Dialogs of files say what they are for, in the language of the workbench whatever
// that of the system is.
func TestFileDialogsSpeakTheLanguageOfTheWorkbench(t *testing.T) {
	t.Setenv("LANGUAGE", "")
	t.Setenv("LC_ALL", "de_DE.UTF-8")
	p := atSample(t)
	for code, want := range map[string]map[string]string{
		"english": {"share.compare": "Compare with a file", "share.merge": "Merge a file", "file.open": "Open", "share.folder": "Bring together a folder"},
		"french":  {"share.compare": "Comparer avec un fichier", "share.merge": "Fusionner un fichier"},
		"russian": {"share.compare": "Сравнить с файлом", "share.merge": "Объединить с файлом"},
	} {
		p.run("view." + code)
		for command, title := range want {
			p.run(command)
			for _, text := range []string{title, p.t("toolkit.home"), p.t("toolkit.computer"), p.t("button.cancel"), p.t("toolkit.parent")} {
				p.wantText(text)
			}
			for _, text := range []string{"Home", "Computer", "Abbrechen", "File", "Datei"} {
				if code != "english" && slices.Contains(p.texts(), text) {
					t.Errorf("%s of %s says %q", command, code, text)
				}
			}
			p.closeOverlays()
		}
	}
}

// Dialogs of files begin beside the file that is open, and where a sealed copy lies,
// wherever a file was chosen last.
func TestFileDialogsBeginBesideTheFile(t *testing.T) {
	p := newPlanner(t)
	elsewhere := t.TempDir()
	p.app.Preferences().SetString(prefFolder, elsewhere)
	if got := p.folderPath(); got != elsewhere {
		t.Errorf("with nothing open they begin in %s", got)
	}
	path := sampleCopy(t)
	p.open(path)
	own := filepath.Dir(path)
	p.app.Preferences().SetString(prefFolder, elsewhere)
	if got := p.folderPath(); got != own {
		t.Errorf("with %s open they begin in %s", path, got)
	}
	p.saveTo("", "copy", Extension, nil)
	if got := under[*parts.Entry](p, p.t("save.folder")).Text; got != own {
		t.Errorf("a copy would be saved in %s", got)
	}
	p.closeOverlays()
	p.run("share.merge")
	p.wantText(filepath.Base(own)) // among the folders above the files
	p.closeOverlays()

	from := filepath.Join(t.TempDir(), "b"+sealed.Extension)
	before := sealed.WorkFactor
	sealed.WorkFactor = 6
	t.Cleanup(func() { sealed.WorkFactor = before })
	if err := sealed.File(context.Background(), path, from, sealed.Options{Passphrase: passphrase}, nil); err != nil {
		t.Fatal(err)
	}
	p.Open(from)
	p.await("the passphrase", func() bool { return p.reads(p.t("seal.passphrase")) })
	p.fill(p.t("seal.passphrase"), passphrase)
	p.press(p.t("button.open"))
	p.await("where to save", func() bool { return p.reads(p.t("save.folder")) })
	if got := under[*parts.Entry](p, p.t("save.folder")).Text; got != filepath.Dir(from) {
		t.Errorf("what was sealed would be saved in %s", got)
	}
	p.press(p.t("unseal.save"))
	p.await("the workspace", func() bool { return p.session.File.Path() == filepath.Join(filepath.Dir(from), "b"+Extension) })
	p.run("file.close")
	if got := p.folderPath(); got != filepath.Dir(from) {
		t.Errorf("after closing they begin in %s", got)
	}
}

// A folder that is gone is no place to begin in.
func TestFileDialogsBeginInAFolderThatIsThere(t *testing.T) {
	p := newPlanner(t)
	p.app.Preferences().SetString(prefFolder, filepath.Join(t.TempDir(), "gone"))
	if got := p.folderPath(); got != os.Getenv("HOME") {
		t.Errorf("they begin in %s", got)
	}
	if !isFolder(t.TempDir()) || isFolder(sampleCopy(t)) {
		t.Error("folders are not told from files")
	}
}
