package ui

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/exchange/sealed"
	"jointplan/exchange/sealed/keys"
	"jointplan/plan"
	"jointplan/ui/parts"
)

// keyExtension is that of a key that was exported: a file that age encrypted.
const keyExtension = ".age"

// keyLinks lead from the user's key, nil when he has none, to what else is done
// with keys.
func (d *Desk) keyLinks(card *keys.Card) fyne.CanvasObject {
	link := func(key string, do func()) fyne.CanvasObject {
		return parts.NewLink(d.t(key), func() {
			d.closeTop()
			do()
		})
	}
	links := parts.Flow(16)
	if card != nil {
		links.Add(link("key.export", func() { d.exportKey(card) }))
	} else {
		links.Add(link("key.import", d.importKey))
	}
	links.Add(link("signers.title", d.showSigners))
	return links
}

// closeTop closes the dialog on top.
func (d *Desk) closeTop() {
	if n := len(d.escapes); n > 0 {
		d.escapes[n-1]()
	}
}

// exportKey writes the user's key to a file, encrypted to a passphrase: the key's
// own when it has one.
func (d *Desk) exportKey(card *keys.Card) {
	d.saveTo(d.t("key.export"), fileName(card.Name), keyExtension, func(path string) {
		d.app.Later(func() { d.exportKeyTo(card, path, nil) }) // once the question of where is gone
	})
}

func (d *Desk) exportKeyTo(card *keys.Card, path string, why error) {
	secret, again := parts.NewSecretEntry(), parts.NewSecretEntry()
	content := parts.Column(10, parts.Paragraph(d.t("key.export.sentence"), parts.Plain))
	if card.Locked {
		content.Add(parts.Labelled(d.t("key.passphrase"), secret))
	} else {
		content.Add(container.NewGridWithColumns(2, parts.Labelled(d.t("seal.passphrase"), secret), parts.Labelled(d.t("seal.again"), again)))
	}
	d.formThen(d.t("key.export"), d.t("button.save"), d.withReason(content, why), 480, func() error {
		switch {
		case card.Locked && secret.Text == "":
			return plan.Problem("error.keys.locked")
		case card.Locked:
			return nil
		case secret.Text != again.Text:
			return plan.Problem("seal.differ")
		}
		return sealed.CheckPassphrase(secret.Text)
	}, func() {
		store, passphrase := d.app.Keys, secret.Text
		d.work(d.t("key.export"), func(context.Context, func(done, total int)) error {
			own, err := store.Load(passphrase)
			if err != nil {
				return err
			}
			return own.ExportOver(path, passphrase) // the user agreed to replace what is there
		}, func(err error) {
			if err != nil {
				d.exportKeyTo(card, path, err)
				return
			}
			d.inform("key.exported", "Name", filepath.Base(path))
		})
	}, nil)
	d.win.Canvas().Focus(secret)
}

// importKey takes in a key that was exported.
func (d *Desk) importKey() {
	d.openFrom(d.act("key.import"), nil, func(path string) { d.importKeyFrom(path, nil) })
}

func (d *Desk) importKeyFrom(path string, why error) {
	secret := parts.NewSecretEntry()
	content := parts.Column(10, parts.Paragraph(d.say("key.import.sentence", "Name", filepath.Base(path)), parts.Plain), parts.Labelled(d.t("seal.passphrase"), secret))
	d.formThen(d.t("key.import"), d.t("key.import.do"), d.withReason(content, why), 480, func() error { return nil }, func() {
		store, passphrase := d.app.Keys, secret.Text
		var card *keys.Card
		d.work(d.t("key.import"), func(context.Context, func(done, total int)) (err error) {
			card, err = store.Import(path, passphrase)
			return err
		}, func(err error) {
			if err != nil {
				d.importKeyFrom(path, err)
				return
			}
			d.showCard(card)
		})
	}, nil)
	d.win.Canvas().Focus(secret)
}
