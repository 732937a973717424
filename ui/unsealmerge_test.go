package ui

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	fynestorage "fyne.io/fyne/v2/storage"

	"jointplan/exchange/sealed"
	"jointplan/storage"
)

// sealedBy gives what a colleague made of the file in sight as a sealed copy.
func sealedBy(t *testing.T, p *planner, o sealed.Options) string {
	t.Helper()
	c := copyFor(t, p.session.File.Path(), "Maj. Orlova", "Russia")
	c.set(p.tasks()[0].ID, "title", "Watch the pass at night")
	path := filepath.Join(t.TempDir(), "orlova"+sealed.Extension)
	if err := sealed.File(context.Background(), c.path, path, o, nil); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSealedCopyIsMergedWithoutADetour(t *testing.T) {
	p, private := atSealing(t)
	p.app.Preferences().SetString(prefName, "Col. Novak")
	path := sealedBy(t, p, sealed.Options{Passphrase: passphrase})
	id := p.tasks()[0].ID
	p.dropFiles([]fyne.URI{fynestorage.NewFileURI(path)})
	p.press(p.t("drop.merge"))
	p.await("the passphrase", func() bool { return p.reads(p.t("seal.passphrase")) })
	p.fill(p.t("seal.passphrase"), "something else altogether")
	p.press(p.t("button.open"))
	p.wantSentence("error.sealed.passphrase", "File", "orlova"+sealed.Extension)
	p.fill(p.t("seal.passphrase"), passphrase)
	p.press(p.t("button.open"))
	p.wantSentence("signer.none")
	p.press(p.t("unseal.compare"))
	p.await("the comparison", func() bool { return p.comparison != nil })
	p.wantText("Watch the pass")
	p.wantText(p.say("merge.title", "Files", "orlova.jointplan"))
	p.write(1)
	if got := p.get(id, "title"); got != "Watch the pass at night" {
		t.Errorf("merged: %q", got)
	}
	if left, _ := os.ReadDir(private); len(left) != 0 || len(p.compared) != 0 {
		t.Errorf("what was decrypted lies about: %v", left)
	}
}

func TestSealedCopyIsGivenUpOn(t *testing.T) {
	p, private := atSealing(t)
	path := sealedBy(t, p, sealed.Options{Passphrase: passphrase})
	p.prepare([]string{path}, true)
	p.await("the passphrase", func() bool { return p.reads(p.t("seal.passphrase")) })
	p.fill(p.t("seal.passphrase"), passphrase)
	p.press(p.t("button.open"))
	p.wantSentence("signer.none")
	p.press(p.t("button.cancel"))
	if left, _ := os.ReadDir(private); p.comparison != nil || len(left) != 0 {
		t.Errorf("given up: %v is left", left)
	}
}

func TestEachFileFarAheadIsAskedAbout(t *testing.T) {
	for _, take := range []bool{true, false} {
		p, c := atCopies(t)
		p.Go(Place{Section: "tasks"})
		c.set(p.tasks()[0].ID, "title", "Watch the pass at night")
		far, err := storage.Open(context.Background(), copyFor(t, p.session.File.Path(), "Lt. Dupont", "France").path,
			storage.Options{ReadOnly: true}, nil)
		if err != nil {
			t.Fatal(err)
		}
		ahead := filepath.Join(t.TempDir(), "ahead"+Extension)
		if err := far.SaveCopy(ahead); err != nil {
			t.Fatal(err)
		}
		far.Close()
		w, err := storage.Open(context.Background(), ahead, storage.Options{Author: storage.Author{Name: "Lt. Dupont"},
			Now: func() time.Time { return time.Now().Add(72 * time.Hour) }}, nil)
		if err != nil {
			t.Fatal(err)
		}
		(&colleague{tb: t, file: w}).set(p.tasks()[1].ID, "title", "France was here")
		w.Close()
		p.prepare([]string{c.path, ahead}, false)
		p.await("the question", func() bool { return p.reads(p.t("merge.ahead.do")) })
		if take {
			p.press(p.t("merge.ahead.do"))
		} else {
			p.press(p.t("button.cancel"))
		}
		p.await("the comparison", func() bool { return p.comparison != nil })
		if p.reads("France was") != take || !p.reads("Watch the pass") {
			t.Errorf("taken %v: to be read: %q", take, p.texts())
		}
		if !take {
			p.wantText("ahead" + Extension)
		}
	}
}
