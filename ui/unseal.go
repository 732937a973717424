package ui

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"filippo.io/age"
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/exchange/sealed"
	"jointplan/exchange/sealed/keys"
	"jointplan/plan"
	"jointplan/storage"
	"jointplan/ui/parts"
)

// unsealing is a sealed copy on its way to becoming a workspace.
type unsealing struct {
	desk  *Desk
	path  string
	title string
	needs sealed.Needs

	// then goes on with what it held; nil when that is to be saved and opened.
	then func(*sealed.Content)
	// otherwise goes on without it, and is told why; nil when that ends all.
	otherwise func(why error)
}

// openSealed asks for what a sealed copy takes, shows who signed it, and saves
// and opens the workspace in it.
func (d *Desk) openSealed(path string) {
	u := &unsealing{desk: d, path: path, title: d.say("unseal.title", "Name", filepath.Base(path))}
	u.inspect()
}

// begin asks for keys unless none are needed, or the user's own can be had
// without asking.
func (u *unsealing) begin() {
	switch {
	case u.needs.Passphrase:
		u.askPassphrase(nil)
	case u.needs.Key:
		card, err := u.desk.app.Keys.Card()
		if err == nil && card != nil && !card.Locked {
			u.open(u.ownKey(""))
			return
		}
		u.askKey(err)
	default:
		u.open(func() (sealed.Keys, error) { return sealed.Keys{}, nil })
	}
}

func (u *unsealing) askPassphrase(why error) {
	d := u.desk
	entry := parts.NewSecretEntry()
	content := parts.Column(10, parts.Paragraph(d.t("unseal.passphrase"), parts.Plain), parts.Labelled(d.t("seal.passphrase"), entry))
	u.sayLeftOut(content)
	d.formThen(u.title, d.t("button.open"), d.withReason(content, why), 440, func() error {
		if entry.Text == "" {
			return plan.Problem("error.sealed.needs.passphrase", "File", filepath.Base(u.path))
		}
		return nil
	}, func() {
		u.open(func() (sealed.Keys, error) { return sealed.Keys{Passphrase: entry.Text}, nil })
	}, u.giveUp)
	d.win.Canvas().Focus(entry)
}

// askKey asks for the passphrase of the user's key, or for another key.
func (u *unsealing) askKey(why error) {
	d := u.desk
	card, _ := d.app.Keys.Card() // one that cannot be read was complained of, and helps as little as none
	own, file, secret := parts.NewSecretEntry(), parts.NewEntry("", nil), parts.NewSecretEntry()
	content := parts.Column(10, parts.Paragraph(d.t("unseal.key"), parts.Plain))
	first := file
	if card != nil && card.Locked {
		content.Add(parts.Labelled(d.t("key.passphrase"), own))
		content.Add(parts.Hair())
		first = own
	}
	browse := parts.NewButton(d.t("save.browse"), false, func() { d.openFrom(d.t("open.identity"), nil, file.Put) })
	content.Add(parts.Labelled(d.t("unseal.identity"), container.NewBorder(nil, nil, nil, browse, parts.Quiet(file))))
	content.Add(parts.Labelled(d.t("unseal.identity.passphrase"), secret))
	u.sayLeftOut(content)
	d.formThen(u.title, d.t("button.open"), d.withReason(content, why), 480, func() error {
		switch {
		case file.Text != "":
			return nil
		case card == nil:
			return plan.Problem("unseal.identity.none")
		case card.Locked && own.Text == "":
			return plan.Problem("error.keys.locked")
		}
		return nil
	}, func() {
		path, passphrase := file.Text, secret.Text
		if path == "" {
			u.open(u.ownKey(own.Text))
			return
		}
		u.open(func() (k sealed.Keys, err error) {
			k.Identities, err = sealed.ReadIdentities(path, passphrase)
			return k, err
		})
	}, u.giveUp)
	d.win.Canvas().Focus(first)
}

// ownKey gives the user's own key.
func (u *unsealing) ownKey(passphrase string) func() (sealed.Keys, error) {
	store := u.desk.app.Keys
	return func() (sealed.Keys, error) {
		own, err := store.Load(passphrase)
		if err != nil {
			return sealed.Keys{}, err
		}
		return sealed.Keys{Identities: []age.Identity{own.Identity}}, nil
	}
}

// final are the problems that no other passphrase or key helps against.
var final = []string{"error.sealed.damaged", "error.sealed.signature", "error.sealed.large", "error.sealed.heavy",
	"error.sealed.foreign", "error.sealed.newer", "error.sealed.full"}

// open decrypts the copy with the keys that get gives, with progress.
func (u *unsealing) open(get func() (sealed.Keys, error)) {
	var content *sealed.Content
	u.work(func(ctx context.Context, progress func(done, total int)) error {
		k, err := get()
		if err != nil {
			return err
		}
		if content, err = sealed.Open(ctx, u.path, k, progress); err != nil {
			return err
		}
		if _, err = storage.Describe(content.Path()); err == nil {
			err = ctx.Err()
		}
		if err != nil {
			err = errors.Join(err, content.Close())
		}
		return err
	}, func(err error) {
		var problem *plan.ProblemError
		switch {
		case err == nil:
			u.take(content)
		case !errors.As(err, &problem) || slices.Contains(final, problem.Key) || strings.HasPrefix(problem.Key, "error.storage."):
			u.fail(err)
		case u.needs.Passphrase:
			u.askPassphrase(err)
		case u.needs.Key:
			u.askKey(err)
		default:
			u.fail(err)
		}
	})
}

// take shows what came out.
func (u *unsealing) take(content *sealed.Content) {
	if u.then != nil {
		u.goOn(content)
		return
	}
	u.show(content)
}

// show tells who signed, and asks where to save the workspace.
func (u *unsealing) show(content *sealed.Content) {
	d := u.desk
	d.discard()
	d.unsealed = content
	about, doubtful, err := u.about(content)
	if err != nil {
		d.discard()
		d.complain(err)
		return
	}
	name := strings.TrimSuffix(filepath.Base(u.path), sealed.Extension)
	file, folder := parts.NewEntry(name, nil), parts.NewEntry(folderOf(u.path), nil)
	confirm := d.t("unseal.save")
	if doubtful {
		confirm = d.t("unseal.trust")
	}
	var path string
	d.formThen(u.title, confirm, parts.Column(10, about, parts.Hair(), d.placeFields(file, folder)), 520, func() (err error) {
		path, err = freeTarget(folder.Text, file.Text)
		return err
	}, func() { u.save(content, path) }, d.discard)
	d.win.Canvas().Focus(file)
}

// about says who signed a copy and who could read it; doubtful when the signer
// may be somebody else.
func (u *unsealing) about(content *sealed.Content) (about fyne.CanvasObject, doubtful bool, err error) {
	d := u.desk
	reach := d.t("unseal.plain")
	if content.Encrypted {
		reach = d.t("unseal.encrypted")
	}
	if content.Signature == nil {
		return parts.Column(10, parts.Note(true, d.t("signer.none")), parts.Paragraph(reach, parts.Second)), false, nil
	}
	trust, err := d.app.Keys.Judge(content.Signature)
	if err != nil {
		return nil, false, err
	}
	said := d.app.Words.Say(trust.Message())
	column := parts.Column(10)
	switch trust.Standing {
	case keys.OtherKey:
		column.Add(parts.Note(false, said))
	case keys.Unknown, keys.OtherName:
		column.Add(parts.Note(true, said))
	default:
		column.Add(parts.Paragraph(said, parts.Plain))
	}
	column.Add(parts.Column(2, parts.NewLine(d.t("key.fingerprint"), parts.Second), parts.NewTitle(content.Signature.Fingerprint(), 18)))
	column.Add(parts.Paragraph(reach, parts.Second))
	return column, trust.Standing == keys.OtherKey, nil
}

// freeTarget is targetPath of a workspace that is not there yet.
func freeTarget(folder, name string) (string, error) {
	path, err := targetPath(folder, name, Extension)
	if err != nil {
		return "", err
	}
	if isThere(path) {
		return "", plan.Problem("error.save.exists", "Name", filepath.Base(path))
	}
	return path, nil
}

// save writes the workspace, remembers who signed it, and opens it.
func (u *unsealing) save(content *sealed.Content, path string) {
	d := u.desk
	store, now := d.app.Keys, d.app.Now()
	d.app.Preferences().SetString(prefFolder, filepath.Dir(path))
	d.work(u.title, func(ctx context.Context, progress func(done, total int)) error {
		defer content.Close()
		if err := content.Save(ctx, path); err != nil || content.Signature == nil {
			return err
		}
		trust, err := store.Judge(content.Signature)
		if err != nil || trust.Standing == keys.Yourself {
			return err
		}
		return store.Remember(content.Signature, now)
	}, func(err error) {
		d.discard()
		if err != nil {
			d.complain(err)
			return
		}
		d.Open(path)
	})
}

// discard takes away what was decrypted and not kept.
func (d *Desk) discard() {
	if d.unsealed == nil {
		return
	}
	if err := d.unsealed.Close(); err != nil {
		d.complain(err)
	}
	d.unsealed = nil
}
