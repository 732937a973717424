package ui

import (
	"context"
	"path/filepath"
	"slices"

	"jointplan/exchange/sealed"
	"jointplan/exchange/sealed/keys"
)

// mergeable are the files that can be compared and merged.
var mergeable = []string{Extension, sealed.Extension}

// isMergeable reports whether a file has the name of one.
func isMergeable(path string) bool { return slices.Contains(mergeable, filepath.Ext(path)) }

// unsealAll gets the workspaces out of those files that are sealed copies, one
// after the other, and goes on with all. What was decrypted lies in a private
// place until the comparison ends.
func (d *Desk) unsealAll(paths []string, then func(paths []string)) {
	at := slices.IndexFunc(paths, func(path string) bool { return filepath.Ext(path) == sealed.Extension })
	if at < 0 {
		then(paths)
		return
	}
	path := paths[at]
	u := &unsealing{desk: d, path: path, title: d.say("unseal.title", "Name", filepath.Base(path))}
	u.then = func(content *sealed.Content) {
		d.compared = append(d.compared, content)
		opened := slices.Clone(paths)
		opened[at] = content.Path()
		d.unsealAll(opened, then)
	}
	u.inspect()
}

// discardCompared takes away what was decrypted for a comparison.
func (d *Desk) discardCompared() {
	for _, content := range d.compared {
		if err := content.Close(); err != nil {
			d.complain(err)
		}
	}
	d.compared = nil
}

// goOn tells who signed the copy, and goes on with what it held once the user has
// seen that.
func (u *unsealing) goOn(content *sealed.Content) {
	d := u.desk
	about, doubtful, err := u.about(content)
	if err != nil {
		d.complain(err)
		u.drop(content)
		return
	}
	confirm := d.t("unseal.compare")
	if doubtful {
		confirm = d.t("unseal.trust.compare")
	}
	d.formThen(u.title, confirm, about, 520, func() error { return u.remember(content) },
		func() { u.then(content) }, func() { u.drop(content) })
}

func (u *unsealing) drop(content *sealed.Content) {
	if err := content.Close(); err != nil {
		u.desk.complain(err)
	}
}

// remember notes who signed.
func (u *unsealing) remember(content *sealed.Content) error {
	if content.Signature == nil {
		return nil
	}
	store := u.desk.app.Keys
	trust, err := store.Judge(content.Signature)
	if err != nil || trust.Standing == keys.Yourself {
		return err
	}
	return store.Remember(content.Signature, u.desk.app.Now())
}

// inspect finds out what the copy takes, and asks for it.
func (u *unsealing) inspect() {
	d := u.desk
	d.work(u.title, func(ctx context.Context, progress func(done, total int)) (err error) {
		u.needs, err = sealed.Inspect(ctx, u.path, progress)
		return err
	}, func(err error) {
		if err != nil {
			d.complain(err)
			return
		}
		u.begin()
	})
}
