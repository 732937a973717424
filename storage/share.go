package storage

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"jointplan/plan"
	"jointplan/plan/release"
)

// ShareOptions say how a copy is shared.
type ShareOptions struct {
	// Document is a snapshot of the workspace's own, for work beside the
	// goroutine it belongs to. It must not have been edited since.
	Document *plan.Document
	Progress func(done, total int)
}

// ShareReport says what a shared copy holds.
type ShareReport struct {
	Counts []release.Count
	Bytes  int64
}

// Share writes a new file at path with what of the plan goes to a party, and
// nothing else: no history, names or times of who made it, no count, number,
// order or id of what stays. It never overwrites. The copy names itself by a
// random token; only the log of this workspace, where the share is noted, knows
// what the token means, so a workspace that cannot be written cannot share.
func (w *Workspace) Share(ctx context.Context, path string, party plan.ID, o ShareOptions) (ShareReport, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return ShareReport{}, explain(err, path)
	}
	if _, err := os.Lstat(path); err == nil {
		return ShareReport{}, plan.Problem("error.storage.exists", "File", filepath.Base(path))
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.sound(); err != nil && !w.damaged {
		return ShareReport{}, explain(err, w.path)
	}
	if w.readOnly != nil {
		return ShareReport{}, plan.Problem("error.share.readonly", "Why", *w.readOnly)
	}
	if err := w.checkFile(); err != nil {
		return ShareReport{}, err
	}
	d := o.Document
	if d == nil {
		d = w.doc
	}
	if d.Revision() != w.doc.Revision() {
		return ShareReport{}, plan.Problem("error.share.changed")
	}
	s, err := w.newShare(ctx, d, party, o.Progress)
	if err != nil {
		return ShareReport{}, explain(err, path)
	}
	report, err := s.make(ctx, path)
	return report, explain(err, path)
}

// shareTitle is the title of the only step in the history of a copy.
var shareTitle = plan.Say("do.share.copy")

// share is the making of one shared copy.
type share struct {
	w        *Workspace
	release  *release.Release
	doc      *plan.Document
	token    plan.ID
	objects  []release.Object
	texts    []string // of the objects, as the log has them
	first    txn      // of the copy
	session  session
	seal     seal
	progress func(done, total int)
}

// newShare decides what goes.
func (w *Workspace) newShare(ctx context.Context, d *plan.Document, party plan.ID, progress func(done, total int)) (*share, error) {
	r, err := release.For(d, party)
	if err != nil {
		return nil, err
	}
	var failed error
	r.Edited = func(agreement, about plan.Object) bool {
		edited, err := w.editedSince(r, agreement, about)
		failed = errors.Join(failed, err)
		return edited
	}
	s := &share{w: w, release: r, doc: d, token: w.options.NewID(), progress: progress}
	if s.progress == nil {
		s.progress = func(done, total int) {}
	}
	s.objects, err = r.Objects(func(done, total int) error {
		s.progress(done, 3*total)
		return ctx.Err()
	})
	return s, errors.Join(err, failed)
}

// editedSince reports whether the part of an object that goes was edited since
// a party agreed to it: since the agreement first had the digest it has.
func (w *Workspace) editedSince(r *release.Release, agreement, about plan.Object) (bool, error) {
	know, err := w.causality()
	if err != nil {
		return true, err
	}
	content := plan.KindFor(agreement).Field("content")
	versions, err := readSorted(w.c, plan.IDFor(agreement))
	if err != nil {
		return true, err
	}
	var state folded
	var since TxnID
	for _, v := range versions {
		state.play(v)
		if state.fields[content.Name] == content.Text(agreement) {
			since = v.txn
			break
		}
	}
	if versions, err = readSorted(w.c, plan.IDFor(about)); err != nil {
		return true, err
	}
	was, _ := fold(know.asKnownTo(since, versions), know).object(plan.IDFor(about))
	return was == nil || r.Differs(was, about), nil
}

// make writes and checks the copy under a name of its own, notes the share in
// the log, and only then gives the copy its name: a copy that is out is known.
func (s *share) make(ctx context.Context, path string) (ShareReport, error) {
	part := filepath.Join(filepath.Dir(path), ".~"+filepath.Base(path)+".part")
	if err := ignoreMissing(os.Remove(part)); err != nil {
		return ShareReport{}, err
	}
	s.encode()
	needles := s.threadNeedles(ctx)
	err := s.write(ctx, part)
	if err == nil {
		err = s.check(ctx, part, <-needles)
	}
	var info os.FileInfo
	if err == nil {
		info, err = os.Stat(part)
	}
	if err == nil {
		err = s.note()
	}
	if err == nil {
		err = publish(part, path)
	}
	if err = errors.Join(err, ignoreMissing(os.Remove(part))); err != nil {
		return ShareReport{}, err
	}
	return ShareReport{Counts: s.release.Summary(), Bytes: info.Size()}, nil
}

// note records the share in the log of the workspace: a transaction with the id
// of the copy's first one, so that what comes back hangs on it.
func (s *share) note() error {
	w := s.w
	record := op{obj: s.token, fld: fldCreate, kind: kindShare, val: s.record().encode()}
	title := plan.Say("do.share", "Party", plan.NameOf(s.doc, s.release.Party, nil))
	ops := []op{record}
	a := act{kind: StepShare, title: title}
	t := w.log.next(s.first.time(), a, ops)
	if t.id != s.first.id {
		return errLog
	}
	err := w.c.transaction(func() error {
		if err := w.log.write(w.c, t, ops); err != nil {
			return err
		}
		return w.sign(w.c) // or the next opening would take the file for somebody else's
	})
	if err != nil {
		return err
	}
	w.learn(a, t)
	w.steps = nil
	return nil
}

func (s *share) encode() {
	s.texts = make([]string, len(s.objects))
	for i, o := range s.objects {
		s.texts[i] = encodeValues(o.Kind, o.Values)
	}
}

// write makes the copy: an empty file, then everything in a fixed order.
func (s *share) write(ctx context.Context, part string) (err error) {
	c, err := connect(part, modeCreate)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	// Nobody relies on the file before it is whole and on the disk; see check.
	if err := c.exec("PRAGMA synchronous=OFF"); err != nil {
		return err
	}
	if err := makeFile(c, s.token.String()); err != nil {
		return err
	}
	err = c.transaction(func() error {
		if err := s.writeTables(ctx, c); err != nil {
			return err
		}
		return s.writeLog(ctx, c)
	})
	if err != nil {
		return err
	}
	// Trees of pages now and then give a page back while they grow.
	if unused, err := c.number("PRAGMA freelist_count"); err != nil || unused == 0 {
		return err
	}
	return c.exec("VACUUM")
}

func (s *share) writeTables(ctx context.Context, c *conn) error {
	for i, o := range s.objects {
		if i%1000 == 0 {
			s.progress(len(s.objects)+i, 3*len(s.objects))
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		s.seal.toggle(sealed(o.Kind, o.ID, strings.Join(o.Values, between)))
		if err := insertValues(c, o.Kind, o.ID, o.Values); err != nil {
			return err
		}
	}
	return putMeta(c, metaSeal, s.seal.String())
}

// writeLog gives the copy its only transaction, under a session that says
// nothing.
func (s *share) writeLog(ctx context.Context, c *conn) error {
	now := s.w.options.Now()
	id := makeTxnID(s.w.log.last.next(now), s.w.log.own.id)
	s.session = session{id: id.session(), started: now.UnixMilli()}
	ops := make([]op, len(s.objects))
	for i, o := range s.objects {
		ops[i] = op{obj: o.ID, fld: fldCreate, kind: o.Kind.Name, val: s.texts[i]}
	}
	l := &ledger{own: s.session, last: id.tick() - 1, sessions: map[sessionID]session{}}
	s.first = l.next(now, act{kind: StepCreate, title: shareTitle}, ops)
	if !bytes.Equal(s.first.id[:], id[:]) {
		return errLog
	}
	s.progress(2*len(s.objects), 3*len(s.objects))
	if err := ctx.Err(); err != nil {
		return err
	}
	return l.write(c, s.first, ops)
}
