package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	fynestorage "fyne.io/fyne/v2/storage"

	"jointplan/exchange/sealed"
	"jointplan/exchange/sealed/keys"
	"jointplan/plan"
	"jointplan/ui/parts"
	"jointplan/ui/theme"
	"jointplan/ui/words"
)

const passphrase = "river lamp sparrow nine"

// atSealing is atSample where passphrases cost little and what is decrypted
// lands in a folder that can be looked at.
func atSealing(t *testing.T) (p *planner, private string) {
	t.Helper()
	before := sealed.WorkFactor
	sealed.WorkFactor = 6
	t.Cleanup(func() { sealed.WorkFactor = before })
	p = atSample(t)
	private = t.TempDir()
	t.Setenv("TMPDIR", private)
	p.app.Preferences().SetString(prefFolder, t.TempDir())
	return p, private
}

// wantSentence waits for what a dialog says, by its key.
func (p *planner) wantSentence(key string, namesAndValues ...any) {
	p.tb.Helper()
	text := p.say(key, namesAndValues...)
	p.await(text, func() bool { return p.readsAll(text) })
}

// wantSealed waits until a copy is sealed; its path may be wrapped anywhere.
func (p *planner) wantSealed() {
	p.tb.Helper()
	done, _, _ := strings.Cut(p.t("seal.done"), ":")
	p.await(done, func() bool { return p.reads(done) })
}

// readsAll is reads for what may be wrapped into several lines.
func (p *planner) readsAll(text string) bool {
	return strings.Contains(strings.Join(strings.Fields(strings.Join(p.texts(), " ")), " "), text)
}

// dismiss closes what was said.
func (p *planner) dismiss() { p.press(p.t("button.close")) }

func (p *planner) chooseWay(index int) {
	under[*parts.Select](p, p.t("seal.who")).SetSelectedIndex(index)
}

// makeKey makes a key for whoever sits at the desk, in a file.
func (p *planner) makeKey(name string) *keys.Card {
	p.tb.Helper()
	card, err := p.app.Keys.InFile().Make(name, passphrase, p.app.Now())
	if err != nil {
		p.tb.Fatal(err)
	}
	return card
}

// elsewhere has another user sit at the desk, who has no key and knows nobody.
func (p *planner) elsewhere() {
	p.app.Keys = keys.Store{Dir: p.tb.(*testing.T).TempDir()}
}

// sealSigned seals the workspace, signed by the user's key and not encrypted.
func (p *planner) sealSigned(name string) string {
	p.tb.Helper()
	p.run("share.seal")
	p.fill(p.t("save.name"), name)
	p.chooseWay(sealOnlySigned)
	p.fill(p.t("key.passphrase"), passphrase)
	p.press(p.t("seal.button"))
	path := filepath.Join(p.folderPath(), name+sealed.Extension)
	p.wantSealed()
	p.dismiss()
	return path
}

func TestSealedWithAPassphraseAndOpened(t *testing.T) {
	p, private := atSealing(t)
	tasks := p.session.Doc.Count(plan.KindOf[plan.Task](), plan.NoID)
	p.run("share.seal")
	p.fill(p.t("save.name"), "for Ann")
	p.fill(p.t("seal.passphrase"), passphrase)
	p.fill(p.t("seal.again"), passphrase)
	p.press(p.t("seal.button"))
	path := filepath.Join(p.folderPath(), "for Ann"+sealed.Extension)
	p.wantSealed()
	p.dismiss()

	p.dropFiles([]fyne.URI{fynestorage.NewFileURI(path)})
	p.press(p.t("button.open"))
	p.await("the question", func() bool { return p.reads(p.t("seal.passphrase")) })
	p.fill(p.t("seal.passphrase"), "another one it is")
	p.press(p.t("button.open"))
	p.wantSentence("error.sealed.passphrase", "File", "for Ann"+sealed.Extension)
	p.fill(p.t("seal.passphrase"), passphrase)
	p.press(p.t("button.open"))
	p.wantSentence("signer.none")

	p.fill(p.t("save.name"), "from Bob")
	p.press(p.t("unseal.save"))
	p.await("the workspace", func() bool { return filepath.Base(p.session.File.Path()) == "from Bob"+Extension })
	if got := p.session.Doc.Count(plan.KindOf[plan.Task](), plan.NoID); got != tasks {
		t.Errorf("%d tasks, want %d", got, tasks)
	}
	wantNothingLeft(t, private)
}

// wantNothingLeft looks that nothing decrypted is left behind.
func wantNothingLeft(t *testing.T, private string) {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(private, "jointplan-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestSealFormSaysWhatIsMissing(t *testing.T) {
	p, _ := atSealing(t)
	for _, c := range []struct {
		name string
		fill func()
		want string
	}{
		{"no passphrase", func() {}, p.say("error.sealed.short", "Count", sealed.LeastPassphrase)},
		{"short", func() { p.fill(p.t("seal.passphrase"), "river"); p.fill(p.t("seal.again"), "river") }, p.say("error.sealed.short", "Count", sealed.LeastPassphrase)},
		{"mistyped", func() {
			p.fill(p.t("seal.passphrase"), passphrase)
			p.fill(p.t("seal.again"), "river lamp sparrow ten")
		}, p.t("seal.differ")},
		{"no recipients", func() { p.chooseWay(sealRecipients) }, p.t("seal.recipients.none")},
		{"a name for a recipient", func() { p.chooseWay(sealRecipients); p.fill(p.t("seal.recipients"), "Ann") }, p.say("error.sealed.recipient.bad", "Value", "Ann")},
		{"only signed, without signing", func() { p.chooseWay(sealOnlySigned) }, p.t("error.sealed.nothing")},
		{"signed without a key", func() { p.chooseWay(sealOnlySigned); found[*parts.Tick](p)[0].SetChecked(true) }, p.t("error.keys.none")},
		{"no name", func() { p.fill(p.t("save.name"), "") }, p.t("error.save.name")},
		{"no folder", func() { p.fill(p.t("save.folder"), "/no/such") }, p.say("error.save.folder", "Folder", "/no/such")},
	} {
		t.Run(c.name, func(t *testing.T) {
			p.tb = t
			p.run("share.seal")
			c.fill()
			p.press(p.t("seal.button"))
			if p.overlay() == nil {
				t.Fatal("the form is gone")
			}
			if !p.readsAll(c.want) {
				t.Errorf("%q is not to be read in %q", c.want, p.texts())
			}
			p.press(p.t("button.cancel"))
		})
	}
	if entries, err := filepath.Glob(filepath.Join(p.folderPath(), "*"+sealed.Extension)); err != nil || len(entries) > 0 {
		t.Errorf("written nevertheless: %v %v", entries, err)
	}
}

func TestAWrongPassphraseOfTheKeyKeepsTheForm(t *testing.T) {
	p, private := atSealing(t)
	p.makeKey("Ann Alba")
	p.run("share.seal")
	p.wantText(p.say("seal.sign.as", "Name", "Ann Alba"))
	p.chooseWay(sealOnlySigned)
	p.fill(p.t("save.name"), "kept")
	p.fill(p.t("key.passphrase"), "another one it is")
	p.press(p.t("seal.button"))
	p.wantSentence("error.keys.passphrase")
	if got := under[*parts.Entry](p, p.t("save.name")).Text; got != "kept" {
		t.Errorf("the form was emptied: %q", got)
	}
	p.fill(p.t("key.passphrase"), passphrase)
	p.press(p.t("seal.button"))
	p.wantSealed()
	wantNothingLeft(t, private)
}

func TestASignerIsUnknownThenKnownThenPretendedToBe(t *testing.T) {
	p, private := atSealing(t)
	day := time.Date(2027, 5, 3, 12, 0, 0, 0, time.UTC)
	p.app.Now = func() time.Time { return day }
	card := p.makeKey("Ann Alba")
	path := p.sealSigned("from Ann")
	p.elsewhere()
	p.makeKey("ANN ALBA")
	pretended := p.sealSigned("from another")

	p.elsewhere()
	opens := func(path, name, standing, button string) {
		t.Helper()
		p.Open(path)
		p.wantSentence(standing, "Name", "Ann Alba", "Fingerprint", card.Fingerprint(), "At", plan.DateOf(day), "Since", plan.DateOf(day), "Before", "Ann Alba")
		p.await("the rest", func() bool { return p.reads(p.t("unseal.plain")) })
		p.fill(p.t("save.name"), name)
		if button == "" {
			p.press(p.t("button.cancel"))
			return
		}
		p.press(p.t(button))
		p.await(name, func() bool { return filepath.Base(p.session.File.Path()) == name+Extension })
	}
	opens(path, "given up", "signer.unknown", "")
	wantNothingLeft(t, private)
	opens(path, "first", "signer.unknown", "unseal.save")
	opens(path, "second", "signer.known", "unseal.save")

	p.Open(pretended)
	p.await("the warning", func() bool { return p.reads(p.t("unseal.trust")) })
	p.wantText("another key")
	p.fill(p.t("save.name"), "second")
	p.press(p.t("unseal.trust"))
	p.wantText("is there already")
	p.fill(p.t("save.name"), "third")
	p.press(p.t("unseal.trust"))
	p.await("third", func() bool { return filepath.Base(p.session.File.Path()) == "third"+Extension })
	if known, err := p.app.Keys.Signers(); err != nil || len(known) != 2 {
		t.Errorf("remembered %+v: %v", known, err)
	}
	wantNothingLeft(t, private)
}

func TestSealedForTheOwnKey(t *testing.T) {
	p, _ := atSealing(t)
	card := p.makeKey("Ann Alba")
	p.run("share.seal")
	p.fill(p.t("save.name"), "mine")
	p.chooseWay(sealRecipients)
	p.fill(p.t("seal.recipients"), "# me\n"+card.Recipient+"\n")
	found[*parts.Tick](p)[0].SetChecked(false)
	p.press(p.t("seal.button"))
	path := filepath.Join(p.folderPath(), "mine"+sealed.Extension)
	p.wantSealed()
	p.dismiss()

	p.Open(path)
	p.await("the question", func() bool { return p.reads(p.t("unseal.identity")) })
	p.press(p.t("button.open"))
	p.wantText(p.t("error.keys.locked"))
	p.fill(p.t("unseal.identity"), filepath.Join(t.TempDir(), "gone"))
	p.press(p.t("button.open"))
	p.await("the reason", func() bool { return p.reads("does not exist") })
	p.fill(p.t("key.passphrase"), passphrase)
	p.press(p.t("button.open"))
	p.wantSentence("signer.none")
	p.wantText(p.t("unseal.encrypted"))
	p.press(p.t("button.cancel"))

	p.elsewhere()
	p.Open(path)
	p.await("the question", func() bool { return p.reads(p.t("unseal.identity")) })
	p.press(p.t("button.open"))
	p.wantText(p.t("unseal.identity.none"))
}

func TestWhatIsNoSealedCopyIsSaidAtOnce(t *testing.T) {
	p, private := atSealing(t)
	dir := t.TempDir()
	for name, c := range map[string]struct{ data, want string }{
		"letter":  {"Dear colleague", "error.sealed.foreign"},
		"damaged": {"JOINTPLAN-SEALED\x01\x01" + strings.Repeat("x", 100), "error.sealed.damaged"},
	} {
		path := filepath.Join(dir, name+sealed.Extension)
		if err := os.WriteFile(path, []byte(c.data), 0o600); err != nil {
			t.Fatal(err)
		}
		p.Open(path)
		p.wantSentence(c.want, "File", filepath.Base(path))
		p.dismiss()
	}
	// Sealed all right, but no workspace.
	letter := filepath.Join(dir, "letter")
	if err := os.WriteFile(letter, []byte("Dear colleague"), 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "note"+sealed.Extension)
	if err := sealed.File(context.Background(), letter, path, sealed.Options{Passphrase: passphrase}, nil); err != nil {
		t.Fatal(err)
	}
	p.Open(path)
	p.await("the question", func() bool { return p.reads(p.t("seal.passphrase")) })
	p.fill(p.t("seal.passphrase"), passphrase)
	p.press(p.t("button.open"))
	p.wantSentence("error.storage.content", "File", "note"+Extension)
	wantNothingLeft(t, private)
}

func TestMyKeyIsMadeShownAndCopied(t *testing.T) {
	p, _ := atSealing(t)
	p.run("share.key")
	p.await("the offer", func() bool { return p.reads(p.t("key.make")) })
	p.fill(p.t("key.name"), " ")
	p.press(p.t("key.make"))
	p.wantText("cannot be stated")
	p.fill(p.t("key.name"), "Анна Альба")
	p.press(p.t("key.make"))
	p.wantText("at least 12")
	p.fill(p.t("seal.passphrase"), passphrase)
	p.press(p.t("key.make"))
	p.wantText(p.t("seal.differ")[:20])
	p.fill(p.t("seal.again"), passphrase)
	p.press(p.t("key.make"))
	p.await("the key", func() bool { return p.reads("Анна Альба") && p.reads(p.t("key.copy")) })
	card, err := p.app.Keys.Card()
	if err != nil || card == nil || !card.Locked {
		t.Fatalf("card %+v: %v", card, err)
	}
	p.wantText(card.Fingerprint())
	p.wantText(card.Recipient)
	p.press(p.t("key.copy")) // the last one
	if got := p.app.Clipboard().Content(); got != card.Recipient {
		t.Errorf("copied %q", got)
	}
	p.wantText(p.t("key.copied"))
	p.dismiss()
	p.run("share.key")
	p.wantText(card.Fingerprint())
}

// vault is a key store of the system.
type vault struct{ secret string }

func (v *vault) Get() (string, error) {
	if v.secret == "" {
		return "", keys.ErrAbsent
	}
	return v.secret, nil
}

func (v *vault) Set(secret string) error { v.secret = secret; return nil }

func TestMyKeyWithTheSystem(t *testing.T) {
	p, _ := atSealing(t)
	v := &vault{}
	p.app.Keys.System = func() keys.Vault { return v }
	p.run("share.key")
	p.await("the offer", func() bool { return p.reads(p.t("key.make")) })
	p.wantText(p.t("key.make.system"))
	p.fill(p.t("key.name"), "Ann Alba")
	p.press(p.t("key.make"))
	p.await("the key", func() bool { return p.reads(p.t("key.kept.system")) })
	p.dismiss()
	p.run("share.seal")
	p.chooseWay(sealOnlySigned)
	p.press(p.t("seal.button"))
	p.wantSealed()
}

// TestSealingReadsInEveryLanguage looks at the dialogs for what no reader should
// see and for what does not fit into the smallest window.
func TestSealingReadsInEveryLanguage(t *testing.T) {
	key := keyInText(t)
	p, _ := atSealing(t)
	p.makeKey("Ann Alba")
	path := p.sealSigned("from Ann")
	p.elsewhere()
	p.win.Resize(fyne.NewSize(1280, 800))
	for _, language := range words.Languages {
		for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
			p.dress(language, mode)
			for name, show := range map[string]func(){
				"seal": p.showSeal, "key": p.showKey, "signer": func() { p.Open(path) },
			} {
				show()
				p.await(name, func() bool { return p.reads(p.t("button.cancel")) && len(found[*parts.Entry](p)) > 0 })
				for _, text := range p.texts() {
					if key.MatchString(text) {
						t.Errorf("%s %s: %q", language, name, text)
					}
				}
				if least := p.overlay().MinSize(); least.Width > 1280 || least.Height > 800 {
					t.Errorf("%s %s: needs %v", language, name, least)
				}
				p.press(p.t("button.cancel"))
			}
		}
	}
}
