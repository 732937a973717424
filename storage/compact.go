package storage

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jointplan/plan"
)

// Compaction is what would come of leaving out the history before some moment,
// prepared and not yet written. The plan as it stood then becomes the one step a
// new file begins with. Every step that this file lived since is kept with its
// author, time, title and values, so that it can still be undone; a merge is one
// step of whoever merged.
//
// The new file has an origin of its own: copies made before can be taken into it
// only as new objects, no longer merged.
type Compaction struct {
	From      Moment
	Lost      int       // steps that go
	Kept      int       // steps that stay
	Authors   []Author  // who are named by no step that stays
	Versions  []Version // whose names go
	Conflicts int       // that are open; the values in force stay
	Shared    int       // copies shared with parties, whose return can no longer be taken in

	workspace *Workspace
	later     []txn // oldest first
	head      TxnID
	seal      seal
}

// PrepareCompaction tells what leaving out the history before a moment would
// cost. Nothing is written.
func (w *Workspace) PrepareCompaction(ctx context.Context, from Moment) (*Compaction, error) {
	head, err := w.head()
	if err != nil {
		return nil, err
	}
	c := &Compaction{From: from, workspace: w, head: head}
	found := false
	err = w.eachOwn(ctx, head, func(t txn) bool {
		found = t.id == from.Step
		if !found || t.kind == StepVersion { // a name of the very plan that the new file begins with
			c.later = append(c.later, t)
		}
		return !found
	})
	if err != nil {
		return nil, explain(err, w.path)
	}
	if !found {
		return nil, plan.Problem("error.compact.elsewhere", "When", from.Name)
	}
	slices.Reverse(c.later)
	open, err := w.Conflicts(ctx)
	if err != nil {
		return nil, err
	}
	c.Conflicts = len(open)
	return c, c.count()
}

// count sums up what goes and what stays.
func (c *Compaction) count() error {
	w := c.workspace
	steps, err := w.Recent(0)
	if err != nil {
		return err
	}
	versions, err := w.Versions()
	if err != nil {
		return err
	}
	stays, named := map[TxnID]bool{}, map[Author]bool{}
	for _, t := range c.later {
		stays[t.id] = true
	}
	for _, s := range steps {
		if stays[s.ID] {
			named[Author{s.By, s.Party}] = true
		}
	}
	for _, s := range slices.Backward(steps) {
		if who := (Author{s.By, s.Party}); who != (Author{}) && !named[who] { // a shared copy begins with a step of nobody’s
			named[who] = true
			c.Authors = append(c.Authors, who)
		}
	}
	c.Versions = slices.DeleteFunc(versions, func(v Version) bool { return stays[v.Step] })
	c.Kept, c.Lost = len(c.later), len(steps)-len(c.later)
	return explain(w.piece(func() error {
		shared, err := w.c.number("SELECT count(*) FROM op WHERE fld = '*' AND kind = '#share'")
		c.Shared, c.seal = int(shared), w.seal
		return err
	}), w.path)
}

// Write makes the new file, which must not exist yet. The file at hand stays as
// it is. progress is told how many steps of how many are written.
func (c *Compaction) Write(ctx context.Context, path string, progress func(done, total int)) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return explain(err, path)
	}
	if _, err := os.Lstat(path); err == nil {
		return plan.Problem("error.storage.exists", "File", filepath.Base(path))
	}
	base, err := c.workspace.AsOfStep(ctx, c.From.Step)
	if err != nil {
		return err
	}
	part := filepath.Join(filepath.Dir(path), ".~"+filepath.Base(path)+".part")
	if err := ignoreMissing(os.Remove(part)); err != nil {
		return explain(err, path)
	}
	err = c.writePart(ctx, part, base, progress)
	if err == nil {
		err = publish(part, path)
	}
	return explain(errors.Join(err, ignoreMissing(os.Remove(part))), path)
}

func (c *Compaction) writePart(ctx context.Context, part string, base *plan.Document, progress func(done, total int)) error {
	r, err := newReplay(c, part)
	if err != nil {
		return err
	}
	err = r.begin(base)
	for i, t := range c.later {
		if err = errors.Join(err, ctx.Err()); err != nil {
			break
		}
		if err = r.step(ctx, t); err == nil && progress != nil {
			progress(i+1, len(c.later))
		}
	}
	if err == nil && r.to.seal != c.seal {
		err = errCache // the plan must come out as it is
	}
	if err = errors.Join(err, r.to.c.Close()); err != nil {
		return err
	}
	return r.to.checkCopy(part)
}

// Tell says what is lost and what stays, a sentence each.
func (c *Compaction) Tell() []plan.Message {
	lines := []plan.Message{
		plan.Say("compact.lost", "Count", c.Lost, "When", c.From.Name),
		plan.Say("compact.kept", "Count", c.Kept),
	}
	list := func(key string, names []string) {
		if len(names) > 0 {
			lines = append(lines, plan.Say(key, "Names", strings.Join(names, ", ")))
		}
	}
	var authors, versions []string
	for _, a := range c.Authors {
		authors = append(authors, a.Name)
	}
	for _, v := range c.Versions {
		versions = append(versions, v.Title)
	}
	list("compact.authors", authors)
	list("compact.versions", versions)
	if c.Conflicts > 0 {
		lines = append(lines, plan.Say("compact.conflicts", "Count", c.Conflicts))
	}
	if c.Shared > 0 {
		lines = append(lines, plan.Say("compact.shared", "Count", c.Shared))
	}
	return append(lines, plan.Say("compact.copies"))
}
