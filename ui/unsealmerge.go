package ui

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"jointplan/exchange/sealed"
	"jointplan/exchange/sealed/keys"
	"jointplan/plan"
	"jointplan/ui/parts"
)

// mergeable are the files that can be compared and merged.
var mergeable = []string{Extension, sealed.Extension}

// isMergeable reports whether a file has the name of one.
func isMergeable(path string) bool { return slices.Contains(mergeable, filepath.Ext(path)) }

// unsealAll gets the workspaces out of those files that are sealed copies, one
// after the other, and goes on with all; of several, those that were not opened are
// left out. What was decrypted lies in a private place until the comparison ends.
func (d *Desk) unsealAll(paths []string, then func(opened []string, left []skip)) {
	several := len(paths) > 1
	var left []skip
	var next func(paths []string)
	next = func(paths []string) {
		d.unsealFirst(paths, several, func(opened []string, s ...skip) { left = append(left, s...); next(opened) }, func() { then(paths, left) })
	}
	next(paths)
}

// unsealFirst gets the workspace out of the first sealed copy among files and goes on
// with all; where there is none, it is done.
func (d *Desk) unsealFirst(paths []string, several bool, next func(opened []string, left ...skip), done func()) {
	at := slices.IndexFunc(paths, func(path string) bool { return filepath.Ext(path) == sealed.Extension })
	if at < 0 {
		done()
		return
	}
	path := paths[at]
	u := &unsealing{desk: d, path: path, title: d.say("unseal.title", "Name", filepath.Base(path))}
	u.then = func(content *sealed.Content) {
		d.compared = append(d.compared, content)
		opened := slices.Clone(paths)
		opened[at] = content.Path()
		next(opened)
	}
	if several {
		u.otherwise = func(why error) {
			next(slices.Delete(slices.Clone(paths), at, at+1), skip{filepath.Base(path), d.app.Words.Error(why)})
		}
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
		u.drop(content)
		u.fail(err)
		return
	}
	confirm := d.t("unseal.compare")
	if doubtful {
		confirm = d.t("unseal.trust.compare")
	}
	d.formThen(u.title, confirm, about, 520, func() error { return u.remember(content) },
		func() { u.then(content) }, func() { u.drop(content); u.giveUp() })
}

// sayLeftOut says, of a copy among others, what cancelling comes to.
func (u *unsealing) sayLeftOut(form *fyne.Container) {
	if u.otherwise != nil {
		form.Add(parts.Paragraph(u.desk.t("merge.ahead.cancel"), parts.Second))
	}
}

// giveUp is for a user who does not go on.
func (u *unsealing) giveUp() {
	if u.otherwise != nil {
		u.otherwise(plan.Problem("merge.unopened", "File", filepath.Base(u.path)))
	}
}

// fail goes on without the copy where there are others, and complains where there are
// none.
func (u *unsealing) fail(why error) {
	if u.otherwise != nil {
		u.otherwise(why)
		return
	}
	u.desk.complain(why)
}

// work is that of the desk, but for a copy among others, cancelling goes on to the
// next.
func (u *unsealing) work(do func(ctx context.Context, progress func(done, total int)) error, done func(err error)) {
	u.desk.work(u.title, func(ctx context.Context, progress func(done, total int)) error {
		err := do(ctx, progress)
		if errors.Is(err, context.Canceled) && u.otherwise != nil {
			err = plan.Problem("merge.unopened", "File", filepath.Base(u.path))
		}
		return err
	}, func(err error) {
		if problemKey(err) == "merge.unopened" {
			u.giveUp()
			return
		}
		done(err)
	})
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
	u.work(func(ctx context.Context, progress func(done, total int)) (err error) {
		u.needs, err = sealed.Inspect(ctx, u.path, progress)
		return err
	}, func(err error) {
		if err != nil {
			u.fail(err)
			return
		}
		u.begin()
	})
}
