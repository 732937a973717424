package ui

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2/dialog"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/storage"
	"jointplan/ui/diff"
	"jointplan/ui/parts"
)

// compareFile and mergeFile ask for the other file.
func (d *Desk) compareFile() {
	d.openFrom(d.act("command.share.compare"), mergeable, func(path string) { d.prepare([]string{path}, true) })
}

func (d *Desk) mergeFile() {
	d.openFrom(d.act("command.share.merge"), mergeable, func(path string) { d.prepare([]string{path}, false) })
}

// prepare reads other files and shows what they hold against ours. Nothing is
// written; only is for comparing alone.
func (d *Desk) prepare(paths []string, only bool) {
	if len(paths) > 1 {
		d.sift(paths, only)
		return
	}
	d.unsealAll(paths, func(opened []string, _ []skip) { d.prepareFor(d.newComparison(only), opened) })
}

// PreviewNow reads other files and shows what merging them would bring; it waits
// until that is there.
func (d *Desk) PreviewNow(paths ...string) error {
	c := d.newComparison(false)
	m, err := d.session.File.PrepareMerge(context.Background(), paths, c.options)
	if err == nil {
		d.showComparison(c, m)
	}
	return err
}

// newComparison is one without rows; a file that is read-only can only be compared.
func (d *Desk) newComparison(only bool) *comparison {
	c := &comparison{desk: d, only: only || d.session.File.ReadOnly() != nil, spec: diff.Spec{Group: diff.ByObject}, decisions: map[int]compare.Decision{}}
	c.spec.Ours, c.options.Look = c.only, c.only
	return c
}

// prepareFor fills a comparison off the goroutine of the user interface. A clock
// that is far ahead is a question to the user. What waits is merged afterwards.
func (d *Desk) prepareFor(c *comparison, paths []string, waiting ...[]string) {
	s := d.session
	s.readable()
	var m *storage.Merge
	d.work(d.say("merge.reading", "Files", fileNames(paths)), func(ctx context.Context, _ func(done, total int)) (err error) {
		m, err = s.File.PrepareMerge(ctx, paths, c.options)
		return err
	}, func(err error) {
		switch {
		case d.session != s:
		case problemKey(err) == "error.merge.ahead" && !c.options.Ahead:
			d.ask(d.t("merge.ahead"), d.app.Words.Error(err), d.t("merge.ahead.do"), func() {
				c.options.Ahead = true
				d.prepareFor(c, paths, waiting...)
			})
		case err != nil:
			d.complain(err)
		default:
			d.waiting = waiting
			d.showComparison(c, m)
		}
	})
}

// problemKey is the key of the sentence that an error says, "" for none.
func problemKey(err error) string {
	var problem *plan.ProblemError
	if errors.As(err, &problem) {
		return problem.Message.Key
	}
	return ""
}

// showComparison takes up a comparison and goes to it.
func (d *Desk) showComparison(c *comparison, m *storage.Merge) {
	c.merge, c.diff = m, diff.New(c.reader(), m.Rows, m.Names())
	if m.IsEmpty() && len(c.skipped) == 0 && (!c.only || len(m.Rows) == 0) {
		d.inform("merge.nothing", "Files", fileNames(m.Files))
		return
	}
	if d.comparison == nil && d.place.Section != placeMerge {
		d.before = d.place
	}
	d.comparison = c
	d.goSection(placeMerge)
}

// prepareAgain makes the comparison once more after the plan was changed, then
// goes on with next. Decisions are kept.
func (d *Desk) prepareAgain(next func()) {
	c, s := d.comparison, d.session
	if c == nil || !c.stale {
		return
	}
	s.readable()
	var m *storage.Merge
	d.work(d.say("merge.reading", "Files", fileNames(c.merge.Files)), func(ctx context.Context, _ func(done, total int)) (err error) {
		m, err = s.File.PrepareMerge(ctx, c.merge.Files, c.options)
		return err
	}, func(err error) {
		if d.session != s || d.comparison != c {
			return
		}
		if err != nil {
			d.complain(err)
			return
		}
		c.renew(m)
		if d.place.Section == placeMerge {
			d.Go(d.place)
		}
		if next != nil {
			next()
		}
	})
}

// endComparison gives up what was not written and goes back to where the user was.
func (d *Desk) endComparison() {
	d.comparison, d.waiting = nil, nil
	d.Go(d.before)
}

// applyMerge writes the merge with the decisions taken.
func (d *Desk) applyMerge() {
	c := d.comparison
	switch {
	case c == nil || c.only:
		return
	case c.stale:
		d.prepareAgain(d.applyMerge)
		return
	}
	n, s, decisions := c.takes(), d.session, c.agreed()
	s.readable()
	var e plan.Edit
	var backup string
	d.workAlone(d.say("merge.writing", "Files", fileNames(c.merge.Files)), func(ctx context.Context, progress func(done, total int)) (err error) {
		e, backup, err = c.merge.Write(ctx, decisions, progress)
		return err
	}, func(err error) {
		switch {
		case d.session != s: // closed meanwhile; what was written is in the file
		case err == nil && backup == "":
			d.inform("merge.nothing.taken")
		case err == nil:
			err = d.merged(e)
			d.showMerged(c, n, backup)
		case problemKey(err) == "error.merge.changed":
			c.stale = true
			d.prepareAgain(nil)
		}
		if err != nil {
			d.complain(err)
		}
	})
}

// merged takes up a merge that was written and goes back to where the user was.
func (d *Desk) merged(e plan.Edit) error {
	d.comparison = nil // what is in sight must not be made once more
	err := d.session.Merged(e)
	d.Go(d.before)
	return err
}

// MergeNow writes the merge in preview with the decisions taken, and gives the path
// of the copy of the file as it was.
func (d *Desk) MergeNow() (backup string, err error) {
	c := d.comparison
	d.comparison = nil // what is in sight must not be made once more
	if backup, err = d.session.Merge(c.merge, c.agreed()); err != nil {
		d.comparison = c
		return backup, err
	}
	d.Go(d.before)
	return backup, nil
}

// showMerged says what was done, where the backup is and what is left to settle.
func (d *Desk) showMerged(c *comparison, n int, backup string) {
	body := parts.Column(8, parts.Paragraph(d.say("merge.done", "Count", n), parts.Plain),
		parts.Paragraph(d.say("merge.done.backup", "Name", filepath.Base(backup)), parts.Second))
	var box dialog.Dialog
	if open := len(d.session.Conflicts); open > 0 {
		body.Add(parts.Paragraph(d.say("merge.done.open", "Count", open), parts.Plain))
		body.Add(parts.NewLink(d.t("conflicts.show"), func() {
			box.Hide()
			d.run("view.conflicts")
		}))
	}
	if len(d.waiting) == 0 {
		box = d.closable(d.t("merge.done.title"), parts.Wide(body, 460))
		d.present(box)
		return
	}
	box = d.offerNext(c, body)
}
