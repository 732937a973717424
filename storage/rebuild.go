package storage

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"jointplan/plan"
)

// takeIn makes a file of somebody else's anew, row by row through the checks of
// the gate, and puts the new one in its place. Only the new one is ever written
// to. It happens once for each version of a file that comes from elsewhere.
func (w *Workspace) takeIn(ctx context.Context, progress func(done, total int)) error {
	if w.c != nil {
		w.c.Close()
		w.c = nil
	}
	b := &rebuilding{w: w, progress: progress}
	err := b.rebuild(ctx)
	if err == nil {
		return w.useRebuilt(ctx, b)
	}
	if key := keyFor(err); key != "error.storage.full" && key != "error.storage.denied" {
		return err
	}
	w.refuse(plan.Say("banner.rebuild")) // and let it be looked at
	if err := w.connect(); err != nil {
		return err
	}
	return w.read(ctx, progress)
}

// rebuilding is a file being made anew.
type rebuilding struct {
	w        *Workspace
	from     *foreign
	progress func(done, total int)
	doc      *plan.Document
	seal     seal
	know     *causality // nil while nothing was ever merged
	losses   []plan.Message
	notices  []plan.Message
}

// rebuild makes the new file and puts it in its place, or leaves all as it was.
func (b *rebuilding) rebuild(ctx context.Context) (err error) {
	if b.from, err = openStranger(ctx, b.w.path, b.w.layout); err != nil {
		return err
	}
	defer b.from.Close()
	work := filepath.Join(filepath.Dir(b.w.path), ".~"+filepath.Base(b.w.path)+".new")
	if err := ignoreMissing(os.Remove(work)); err != nil {
		return err
	}
	err = b.build(ctx, work)
	if err == nil {
		err = b.replace(work)
	}
	if err != nil {
		return errors.Join(err, ignoreMissing(os.Remove(work)))
	}
	return nil
}

// stages splits the progress: the log, the tables of objects.
const stages = 2

// at reports progress within one of the stages.
func (b *rebuilding) at(stage int) func(done, total int) {
	if b.progress == nil {
		return nil
	}
	return func(done, total int) { b.progress(stage*total+done, stages*total) }
}

// build writes the new file at work.
func (b *rebuilding) build(ctx context.Context, work string) error {
	v := newVetter(b.from.c, vetting{now: b.w.options.Now()})
	if err := v.begin(ctx); err != nil {
		return b.from.explain(err)
	}
	c, err := connect(work, modeCreate)
	if err != nil {
		return err
	}
	err = b.fillFile(ctx, c, v)
	return errors.Join(err, c.Close())
}

// fillFile writes the new file. It has to last only once it is whole, see replace.
func (b *rebuilding) fillFile(ctx context.Context, c *conn, v *vetter) error {
	if err := c.exec("PRAGMA synchronous=OFF"); err != nil {
		return err
	}
	if err := makeFile(c, b.from.workspace); err != nil {
		return err
	}
	p := &copying{rebuilding: b, c: c, vet: v, total: int(v.found.ops)}
	return c.transaction(func() error {
		if err := p.steps(); err != nil {
			return err
		}
		know, err := p.causality(ctx)
		if err != nil {
			return err
		}
		if err := p.vetted(ctx, func(ctx context.Context) error { return p.values(ctx, know) }); err != nil {
			return err
		}
		if know.merged || len(v.found.heads) > 1 {
			b.know = know
			if err := putMeta(c, metaBranched, "1"); err != nil {
				return err
			}
		}
		if err := p.heads(); err != nil {
			return err
		}
		if err := rebuildCache(ctx, c, declarations(), b.doc, b.seal, b.at(1)); err != nil {
			return err
		}
		return b.w.sign(c)
	})
}

// vetted does something while the values are vetted. What the gate says comes
// before whatever else went wrong.
func (p *copying) vetted(ctx context.Context, do func(context.Context) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	verdict := make(chan error, 1)
	go func() {
		err := p.vet.finish(ctx)
		if err != nil {
			cancel()
		}
		verdict <- err
	}()
	err := do(ctx)
	if err != nil && !isDamage(err) {
		cancel() // the disk is full, or the like: the gate would go on for nothing
	}
	if bad := <-verdict; bad != nil && !errors.Is(bad, context.Canceled) {
		return p.from.explain(bad)
	}
	return err
}

// replace puts the new file in the old one's place. The old one stays beside it
// when it said anything that the new one does not.
func (b *rebuilding) replace(work string) error {
	path := b.w.path
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if err := os.Chmod(work, info.Mode().Perm()); err != nil {
		return err
	}
	if err := syncFile(work); err != nil {
		return err
	}
	if hasJournal(path) {
		// The journal led to a sound file in the private copy, so it may do so
		// here; left beside the new file it would be played back into that.
		if err := b.from.playBack(path); err != nil {
			return err
		}
	}
	if err := b.keepOriginal(path); err != nil {
		return err
	}
	if err := os.Rename(work, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

func (b *rebuilding) keepOriginal(path string) error {
	said, err := getMeta(b.from.c, metaSeal)
	if err != nil {
		return err
	}
	sameTables := encodeDecls(b.from.decls) == encodeDecls(declarations())
	if len(b.losses) == 0 && (!sameTables || said == b.seal.String()) {
		return nil
	}
	kept, err := keepBeside(path, "original")
	if err != nil {
		return err
	}
	b.notices = append(b.notices, plan.Say("notice.rebuilt", "File", filepath.Base(kept)))
	return nil
}

// useRebuilt opens the new file; its plan is in memory already.
func (w *Workspace) useRebuilt(ctx context.Context, b *rebuilding) (err error) {
	if w.c, err = connect(w.path, modeWrite); err != nil {
		return err
	}
	if w.log, err = readLedger(ctx, w.c, w.newSession()); err != nil {
		return err
	}
	w.know, w.branched = b.know, b.know != nil
	w.doc, w.seal, w.losses, w.notices = b.doc, b.seal, b.losses, append(w.notices, b.notices...)
	return w.remember(ctx)
}
