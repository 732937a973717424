package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/exchange/beside"
	"jointplan/exchange/sealed"
	"jointplan/exchange/sealed/keys"
	"jointplan/plan"
	"jointplan/storage"
	"jointplan/ui/parts"
)

// The ways to seal a copy, in the order they are offered.
const (
	sealPassphrase = iota
	sealRecipients
	sealOnlySigned
)

// sealForm asks how a copy of the workspace is sealed.
type sealForm struct {
	desk *Desk
	card *keys.Card // nil when the user has no key yet

	file, folder      *parts.Entry
	who               *parts.Select
	passphrase, again *parts.Entry
	recipients        *parts.Entry
	sign              *parts.Tick
	keyPassphrase     *parts.Entry
	body              fyne.CanvasObject
}

// showSeal writes a sealed copy of the workspace, to be handed over.
func (d *Desk) showSeal() {
	card, err := d.app.Keys.Card()
	if err != nil {
		d.complain(err)
		return
	}
	newSealForm(d, card).show(nil)
}

func newSealForm(d *Desk, card *keys.Card) *sealForm {
	name := strings.TrimSuffix(filepath.Base(d.session.File.Path()), Extension)
	f := &sealForm{desk: d, card: card, file: parts.NewEntry(name, nil), folder: parts.NewEntry(d.folderPath(), nil),
		passphrase: parts.NewSecretEntry(), again: parts.NewSecretEntry(), recipients: parts.NewLongEntry("", 3, nil),
		keyPassphrase: parts.NewSecretEntry()}
	f.recipients.Wrapping = fyne.TextWrapBreak
	f.recipients.SetPlaceHolder(d.t("seal.recipients.hint"))
	ways := []fyne.CanvasObject{f.byPassphrase(), f.forRecipients(), parts.Paragraph(d.t("seal.all.note"), parts.Second)}
	f.who = parts.NewSelect([]string{d.t("seal.who.passphrase"), d.t("seal.who.recipients"), d.t("seal.who.all")}, func(string) {
		for i, way := range ways {
			if i == f.who.SelectedIndex() {
				way.Show()
			} else {
				way.Hide()
			}
		}
	})
	f.who.SetSelectedIndex(sealPassphrase)
	f.body = parts.Column(10, d.placeFields(f.file, f.folder), parts.Labelled(d.t("seal.who"), f.who),
		parts.Tall(container.NewStack(ways...), 128), parts.Hair(), f.signature())
	return f
}

// placeFields are the fields of a name and a folder.
func (d *Desk) placeFields(file, folder *parts.Entry) fyne.CanvasObject {
	browse := parts.NewButton(d.t("save.browse"), false, func() { d.browse(folder) })
	return parts.Column(10, parts.Labelled(d.t("save.name"), file),
		parts.Labelled(d.t("save.folder"), container.NewBorder(nil, nil, nil, browse, parts.Quiet(folder))))
}

func (f *sealForm) byPassphrase() fyne.CanvasObject {
	d := f.desk
	return parts.Column(10, container.NewGridWithColumns(2, parts.Labelled(d.t("seal.passphrase"), f.passphrase), parts.Labelled(d.t("seal.again"), f.again)),
		parts.Paragraph(d.t("seal.passphrase.note"), parts.Second))
}

func (f *sealForm) forRecipients() fyne.CanvasObject {
	d := f.desk
	return parts.Column(6, parts.Labelled(d.t("seal.recipients"), f.recipients), parts.Paragraph(d.t("seal.recipients.note"), parts.Second))
}

// signature is whether to sign, and what opens a key that is locked.
func (f *sealForm) signature() fyne.CanvasObject {
	d := f.desk
	if f.card == nil {
		f.sign = parts.NewTick(d.t("seal.sign"), nil)
		return f.sign
	}
	f.sign = parts.NewTick(d.say("seal.sign.as", "Name", f.card.Name), nil)
	f.sign.Checked = true
	if !f.card.Locked {
		return f.sign
	}
	lock := parts.Labelled(d.t("key.passphrase"), f.keyPassphrase)
	f.sign.OnChanged = func(on bool) {
		if on {
			lock.Show()
		} else {
			lock.Hide()
		}
	}
	return parts.Column(6, f.sign, lock)
}

// show brings the form up; again, with the reason, when sealing failed.
func (f *sealForm) show(why error) {
	d := f.desk
	var path string
	var options sealed.Options
	d.formThen(d.t("seal.title"), d.t("seal.button"), d.withReason(f.body, why), 560, func() (err error) {
		if path, err = targetPath(f.folder.Text, f.file.Text, sealed.Extension); err != nil {
			return err
		}
		options, err = f.options()
		return err
	}, func() {
		d.app.Preferences().SetString(prefFolder, filepath.Dir(path))
		if _, missing := os.Stat(path); missing == nil {
			d.ask(d.t("seal.title"), d.say("save.replace", "Name", filepath.Base(path)), d.t("button.replace"), func() { f.seal(path, options) })
			return
		}
		f.seal(path, options)
	}, nil)
	d.win.Canvas().Focus(f.file)
}

// withReason puts why a form is shown again below its fields.
func (d *Desk) withReason(body fyne.CanvasObject, why error) fyne.CanvasObject {
	if why == nil {
		return body
	}
	return parts.Column(10, body, parts.Paragraph(d.app.Words.Error(why), parts.Blocking))
}

// options is what the form says, all but who signs.
func (f *sealForm) options() (o sealed.Options, err error) {
	switch f.who.SelectedIndex() {
	case sealPassphrase:
		if f.passphrase.Text != f.again.Text {
			return o, plan.Problem("seal.differ")
		}
		o.Passphrase = f.passphrase.Text
		return o, errors.Join(sealed.CheckPassphrase(o.Passphrase), f.checkSign())
	case sealRecipients:
		if o.Recipients, err = sealed.ParseRecipients(f.recipients.Text); err != nil {
			return o, err
		}
		if len(o.Recipients) == 0 {
			return o, plan.Problem("seal.recipients.none")
		}
		return o, errors.Join(o.Check(), f.checkSign())
	}
	if !f.sign.Checked {
		return o, plan.Problem("error.sealed.nothing")
	}
	return o, f.checkSign()
}

func (f *sealForm) checkSign() error {
	switch {
	case !f.sign.Checked:
		return nil
	case f.card == nil:
		return plan.Problem("error.keys.none")
	case f.card.Locked && f.keyPassphrase.Text == "":
		return plan.Problem("error.keys.locked")
	}
	return nil
}

// seal writes the copy, with progress.
func (f *sealForm) seal(path string, o sealed.Options) {
	d, file, store := f.desk, f.desk.session.File, f.desk.app.Keys
	signs, passphrase := f.sign.Checked, f.keyPassphrase.Text
	o.Now = d.app.Now
	d.work(d.t("seal.title"), func(ctx context.Context, progress func(done, total int)) error {
		if signs {
			own, err := store.Load(passphrase)
			if err != nil {
				return err
			}
			o.Signer = own.Signer()
		}
		return sealCopy(ctx, file, path, o, progress)
	}, func(err error) {
		if err != nil {
			f.show(err)
			return
		}
		d.inform("seal.done", "Path", path)
	})
}

// sealCopy seals a copy that nobody edits meanwhile.
func sealCopy(ctx context.Context, file *storage.Workspace, path string, o sealed.Options, progress func(done, total int)) error {
	private, err := beside.Private()
	if err != nil {
		return err
	}
	copied := filepath.Join(private, "copy"+Extension)
	if err = file.SaveCopy(copied); err == nil {
		err = sealed.File(ctx, copied, path, o, progress)
	}
	return errors.Join(err, os.RemoveAll(private))
}
