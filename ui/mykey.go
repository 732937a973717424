package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/exchange/sealed"
	"jointplan/exchange/sealed/keys"
	"jointplan/plan"
	"jointplan/ui/parts"
)

// showKey shows what colleagues need of the user's key, or offers to make one.
func (d *Desk) showKey() {
	card, err := d.app.Keys.Card()
	switch {
	case err != nil:
		d.complain(err)
	case card != nil:
		d.showCard(card)
	default:
		d.offerKey()
	}
}

// offerKey finds out whether the system has a key store, which may ask the user
// to unlock it, and goes on to the form.
func (d *Desk) offerKey() {
	store := d.app.Keys
	var inFile bool
	d.work(d.t("key.title"), func(context.Context, func(done, total int)) error {
		inFile = store.NeedsPassphrase()
		return nil
	}, func(error) { d.showMakeKey(newKeyForm(d, inFile), nil) })
}

// keyForm asks for what it takes to make a key.
type keyForm struct {
	name, passphrase, again *parts.Entry
	inFile                  *parts.Tick // nil where there is no choice
	body                    fyne.CanvasObject
}

func newKeyForm(d *Desk, inFile bool) *keyForm {
	f := &keyForm{name: parts.NewEntry(d.app.Author().Name, nil), passphrase: parts.NewSecretEntry(), again: parts.NewSecretEntry()}
	secret := parts.Column(6,
		container.NewGridWithColumns(2, parts.Labelled(d.t("seal.passphrase"), f.passphrase), parts.Labelled(d.t("seal.again"), f.again)),
		parts.Paragraph(d.t("key.make.file"), parts.Second))
	body := parts.Column(10, parts.Paragraph(d.t("key.none"), parts.Plain), parts.Labelled(d.t("key.name"), f.name))
	if !inFile {
		system := parts.Paragraph(d.t("key.make.system"), parts.Second)
		secret.Hide()
		f.inFile = parts.NewTick(d.t("key.infile"), func(on bool) {
			if on {
				system.Hide()
				secret.Show()
			} else {
				system.Show()
				secret.Hide()
			}
		})
		body.Add(system)
		body.Add(f.inFile)
	}
	body.Add(secret)
	body.Add(d.keyLinks(nil))
	f.body = body
	return f
}

func (f *keyForm) keepsInFile() bool { return f.inFile == nil || f.inFile.Checked }

func (f *keyForm) check() error {
	switch {
	case !sealed.ValidName(f.name.Text):
		return sealed.BadName(f.name.Text)
	case !f.keepsInFile():
		return nil
	case f.passphrase.Text != f.again.Text:
		return plan.Problem("seal.differ")
	}
	return sealed.CheckPassphrase(f.passphrase.Text)
}

func (d *Desk) showMakeKey(f *keyForm, why error) {
	d.formThen(d.t("key.title"), d.t("key.make"), d.withReason(f.body, why), 480, f.check, func() {
		store, name, passphrase, now := d.app.Keys, f.name.Text, f.passphrase.Text, d.app.Now()
		if f.keepsInFile() {
			store = store.InFile()
		}
		var card *keys.Card
		d.work(d.t("key.title"), func(context.Context, func(done, total int)) (err error) {
			card, err = store.Make(name, passphrase, now)
			return err
		}, func(err error) {
			if err != nil {
				d.showMakeKey(f, err)
				return
			}
			d.showCard(card)
		})
	}, nil)
	d.win.Canvas().Focus(f.name)
}

// showCard shows what others may know of the key, each with a button to copy it.
func (d *Desk) showCard(card *keys.Card) {
	kept := d.t("key.kept.system")
	if card.Locked {
		kept = d.t("key.kept.file")
	}
	body := parts.Column(14,
		parts.Column(2, parts.NewTitle(card.Name, 18), parts.NewLine(d.t("key.kept")+" "+kept, parts.Second)),
		d.copyable(d.t("key.fingerprint"), card.Fingerprint(), d.t("key.fingerprint.note")),
		d.copyable(d.t("key.recipient"), card.Recipient, d.t("key.recipient.note")),
		d.keyLinks(card))
	d.showText(d.t("key.title"), parts.Wide(body, 560))
}

// copyable is a text with its name above, a button that copies it, and what it
// is for below.
func (d *Desk) copyable(label, text, note string) fyne.CanvasObject {
	button := parts.NewButton(d.t("key.copy"), false, nil)
	button.Do = func() {
		d.app.Clipboard().SetContent(text)
		button.Set(d.t("key.copied"), false)
	}
	room := max(button.MinSize().Width, parts.NewButton(d.t("key.copied"), false, nil).MinSize().Width)
	line := parts.NewLine(text, parts.Plain)
	line.Bold = true
	copying := container.NewBorder(nil, nil, nil, parts.Wide(button, room), line)
	return parts.Column(4, parts.Labelled(label, copying), parts.Paragraph(note, parts.Second))
}
