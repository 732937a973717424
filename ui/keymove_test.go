package ui

import (
	"path/filepath"
	"strings"
	"testing"

	"jointplan/exchange/sealed"
	"jointplan/exchange/sealed/keys"
)

func TestKeyIsExportedAndImported(t *testing.T) {
	for _, inSystem := range []bool{false, true} {
		p, _ := atSealing(t)
		if inSystem {
			v := &vault{}
			p.app.Keys.System = func() keys.Vault { return v }
			if _, err := p.app.Keys.Make("Ann Alba", "", p.app.Now()); err != nil {
				t.Fatal(err)
			}
		} else {
			p.makeKey("Ann Alba")
		}
		card, err := p.app.Keys.Card()
		if err != nil {
			t.Fatal(err)
		}
		p.run("share.key")
		picture(t, p, "key")
		p.press(p.t("key.export"))
		if p.reads(p.t("key.recipient.note")) {
			t.Error("the key stays in sight below")
		}
		p.press(p.t("button.save"))
		p.await("the passphrase", func() bool { return p.reads(p.t("key.export.sentence")[:30]) })
		if inSystem {
			p.fill(p.t("seal.passphrase"), passphrase)
			p.fill(p.t("seal.again"), passphrase)
		} else {
			p.fill(p.t("key.passphrase"), "not that one at all")
			p.press(p.t("button.save"))
			p.wantSentence("error.keys.passphrase")
			p.fill(p.t("key.passphrase"), passphrase)
		}
		p.press(p.t("button.save"))
		path := filepath.Join(p.folderPath(), "Ann Alba"+keyExtension)
		p.await("the file", func() bool { return isThere(path) && p.reads(p.t("button.close")) })
		p.wantSentence("key.exported", "Name", filepath.Base(path))
		p.dismiss()

		p.elsewhere()
		p.run("share.key")
		p.await("the offer", func() bool { return p.reads(p.t("key.import")) })
		p.importKeyFrom(path, nil)
		p.fill(p.t("seal.passphrase"), passphrase)
		p.press(p.t("key.import.do"))
		p.await("the key", func() bool { return p.reads(card.Fingerprint()) })
		if got, err := p.app.Keys.Card(); err != nil || got.Fingerprint() != card.Fingerprint() || got.Name != "Ann Alba" {
			t.Errorf("imported %+v: %v", got, err)
		}
		p.closeOverlays()
	}
}

func TestKnownSignersAreListedAndForgotten(t *testing.T) {
	p, _ := atSealing(t)
	p.showSigners()
	p.wantText("You have not opened a signed copy yet.")
	p.closeOverlays()
	card := p.makeKey("Ann Alba")
	bob := keys.Signer{Name: "Bob", Key: make([]byte, 32), Since: p.app.Now()}
	for _, s := range []*sealed.Signature{{Name: "Ann Alba", Key: card.Key}, {Name: bob.Name, Key: bob.Key}} {
		if err := p.app.Keys.Remember(s, p.app.Now()); err != nil {
			t.Fatal(err)
		}
	}
	p.run("share.key")
	p.press(p.t("signers.title"))
	p.wantText("Ann Alba")
	p.wantText(sealed.Fingerprint(bob.Key))
	picture(t, p, "signers")
	p.press(p.t("signers.remove")) // the last one
	p.wantText(p.say("signers.remove.sentence", "Name", "Bob")[:30])
	p.press(p.t("signers.remove")) // and yes
	if known, err := p.app.Keys.Signers(); err != nil || len(known) != 1 || known[0].Name != "Ann Alba" {
		t.Fatalf("known: %v, %v", known, err)
	}
	p.await("the shorter list", func() bool {
		all := strings.Join(p.texts(), "\n")
		return !strings.Contains(all, sealed.Fingerprint(bob.Key)) && strings.Contains(all, card.Fingerprint())
	})
	p.dismiss()
	if p.overlay() != nil {
		t.Error("a dialog is left open")
	}
}
