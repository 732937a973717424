package storage

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"jointplan/plan"
)

// Open reads the file at path. It opens for writing when nobody else has it, the
// medium takes writing and the file is sound; otherwise read-only, with the
// reason in ReadOnly. progress, when given, is told how many objects of how many
// are read. An error means that there is nothing to show.
func Open(ctx context.Context, path string, o Options, progress func(done, total int)) (*Workspace, error) {
	return open(ctx, path, o, current, progress)
}

func open(ctx context.Context, path string, o Options, l layout, progress func(done, total int)) (*Workspace, error) {
	real, err := realPath(path)
	if err != nil {
		return nil, explain(err, path)
	}
	w := newWorkspace(real, o, l)
	if err := w.open(ctx, progress); err != nil {
		return nil, errors.Join(explain(err, real), w.Close())
	}
	w.noticeClock()
	return w, nil
}

func realPath(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(path)
	var at *fs.PathError
	if err != nil && !errors.As(err, &at) {
		err = errors.Join(syscall.ELOOP, err) // links that lead back, of which it says so in words only
	}
	return real, err
}

func (w *Workspace) open(ctx context.Context, progress func(done, total int)) error {
	h, err := inspect(w.path, w.layout)
	if err != nil {
		return err
	}
	if err := w.claim(); err != nil {
		return err
	}
	if h, err = inspect(w.path, w.layout); err != nil { // now that nobody else writes
		return err
	}
	if h.truncated {
		return w.salvage(ctx, plan.Say("loss.length"))
	}
	if h.version < w.layout.version {
		if err := w.migrate(ctx, h.version); err != nil {
			return err
		}
	}
	if w.readOnly == nil && hasJournal(w.path) && !w.leftByUs() {
		return w.orSalvage(ctx, w.takeIn(ctx, progress))
	}
	if w.c == nil {
		if err := w.connect(); err != nil {
			return w.orSalvage(ctx, err)
		}
	}
	return w.orSalvage(ctx, w.read(ctx, progress))
}

// noticeClock says when the file comes from later than now: the clock here or
// elsewhere is wrong. Nothing is lost by it, since what follows is numbered after
// what was known.
func (w *Workspace) noticeClock() {
	if w.log == nil {
		return
	}
	if at := w.log.last.time(); at.Sub(w.options.Now()) > maxAhead {
		w.notices = append(w.notices, plan.Say("notice.clock", "At", at.Local().Format("2006-01-02 15:04")))
	}
}

// claim takes the lock for writing, or says in readOnly why not.
func (w *Workspace) claim() error {
	var err error
	if w.file, err = os.Stat(w.path); err != nil {
		return err
	}
	if w.options.ReadOnly {
		w.refuse(plan.Say("banner.asked"))
		return nil
	}
	if onNetwork(w.path) {
		w.refuse(plan.Say("banner.network"))
		return nil
	}
	f, err := os.OpenFile(w.path, os.O_RDWR, 0)
	if err != nil {
		w.refuse(plan.Say("banner.medium"))
		return nil
	}
	f.Close()
	l, other, err := acquire(w.path, w.holder())
	switch {
	case errors.Is(err, errHeld):
		w.refuse(other.banner())
	case err != nil && keyFor(err) == "error.storage.full": // no byte left for who holds it
		w.refuse(plan.Say("banner.full"))
	case err != nil:
		w.refuse(plan.Say("banner.medium"))
	}
	w.lock = l
	return nil
}

// connect opens the database. A file that takes no writing but was left in the
// middle of an edit is finished in a private copy, since nobody can finish it
// where it is.
func (w *Workspace) connect() (err error) {
	if w.readOnly == nil {
		w.c, err = connect(w.path, modeWrite)
		return err
	}
	w.c, err = connect(w.path, modeRead)
	if err == nil {
		if _, err = w.c.number("SELECT count(*) FROM sqlite_schema"); err == nil {
			return nil
		}
		w.c.Close()
		w.c = nil
	}
	if !hasJournal(w.path) {
		return err
	}
	copied, err := w.privateCopy(true)
	if err != nil {
		return err
	}
	w.c, err = connect(copied, modeWrite)
	return err
}

// privateCopy copies the file into a directory of our own.
func (w *Workspace) privateCopy(withJournal bool) (string, error) {
	if w.scratch == "" {
		dir, err := os.MkdirTemp("", "jointplan-")
		if err != nil {
			return "", err
		}
		w.scratch = dir
	}
	to := filepath.Join(w.scratch, filepath.Base(w.path))
	if err := copyFile(w.path, to); err != nil || !withJournal {
		return to, err
	}
	return to, copyFile(w.path+"-journal", to+"-journal")
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// read brings the plan into memory, from the cache where it can be trusted, else
// from the log.
func (w *Workspace) read(ctx context.Context, progress func(done, total int)) error {
	decls, err := w.admit(ctx)
	if err != nil {
		return err
	}
	structure, late := newStructure(w.c.path), w.isLarge()
	defer func() {
		if w.structure != structure {
			structure.end()
		}
	}()
	if !late {
		structure.begin()
	}
	if ours, err := w.ours(w.c); err != nil || !ours {
		if err == nil {
			err = w.sized()
		}
		if err == nil && w.readOnly == nil {
			structure.end() // what is taken in is a copy, which is looked through first
			return w.takeIn(ctx, progress)
		}
		if err == nil {
			err = structure.wait() // until it is known to end, any query might not
		}
		if err != nil {
			return err
		}
		if err := vetSteps(ctx, w.c); err != nil {
			return w.nameForks(err)
		}
		late = false
	}
	known := encodeDecls(decls) == encodeDecls(declarations())
	var cache loaded
	if known {
		cache.doc, cache.seal, cache.err = loadCache(ctx, w.c, progress)
	}
	if !late {
		if err := structure.wait(); err != nil {
			return err // outweighs whatever reading a broken file came to
		}
	}
	if w.log, err = readLedger(ctx, w.c, w.newSession()); err != nil {
		return err
	}
	branched, err := getMeta(w.c, metaBranched)
	if err != nil {
		return err
	}
	w.branched = branched == "1"
	want, err := getMeta(w.c, metaSeal)
	if err != nil {
		return err
	}
	if known {
		if cache.err == nil && cache.seal.String() == want {
			w.doc, w.seal = cache.doc, cache.seal
			if late {
				w.structure = structure
				structure.begin()
			}
			return w.remember(ctx)
		}
		if cache.err != nil && !errors.Is(cache.err, errCache) {
			return cache.err
		}
	}
	if err := structure.wait(); err != nil {
		return err
	}
	return w.refold(ctx, decls, progress)
}

// loaded is what reading the cache came to.
type loaded struct {
	doc  *plan.Document
	seal seal
	err  error
}

// leftByUs reports whether the journal beside the file is from an edit of this
// installation. Playing it back in a private copy tells; the file itself stays
// as it is.
func (w *Workspace) leftByUs() bool {
	f := &foreign{path: w.path}
	defer f.Close()
	copied, err := f.copy()
	if err != nil {
		return false
	}
	if f.c, err = connect(copied, modeFrozen); err != nil {
		return false
	}
	ours, err := w.ours(f.c)
	return err == nil && ours
}

// remember notes which file is open, to notice when another takes its place.
func (w *Workspace) remember(context.Context) (err error) {
	w.file, err = os.Stat(w.path)
	return err
}
