package storage

import (
	"errors"
	"os"
	"slices"
	"time"

	"jointplan/plan"
	"jointplan/plan/compare"
)

// Author is who edits, as the history shows it.
type Author struct{ Name, Party string }

// Options say who opens a file and how.
type Options struct {
	Author   Author
	App      string           // name and version of the program, kept in the log
	Now      func() time.Time // time.Now when nil
	ReadOnly bool             // open without writing, beside whoever writes
	NewID    func() plan.ID   // ids of objects that storage makes itself; NewID when nil
	Key      []byte           // secret of this installation (InstallKey); nil makes every file a stranger's
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.NewID == nil {
		o.NewID = NewID
	}
	return o
}

// Workspace is an open file and the plan in it. Document, Apply, Undo and Redo
// belong to one goroutine; the other methods may be called from any.
type Workspace struct {
	path    string
	becomes string // while the file is made under another name: what it will be called
	options Options
	layout  layout
	doc     *plan.Document

	mu        turn           // guards what follows
	next      *plan.Document // as it will be once what was written beside it is adopted; nil when nothing was
	behind    []plan.Change  // from doc to next
	c         *conn
	lock      *lock
	file      os.FileInfo // what was opened, to notice when another file takes its place
	log       *ledger
	seal      seal
	steps     *ends
	told      map[TxnID]txn                  // steps that histories told, which the next one tells again
	branched  bool                           // copies went apart and were merged
	know      *causality                     // nil until it is needed, and while nothing was merged
	disputes  map[plan.ID][]compare.Conflict // nil until they were looked for
	readOnly  *plan.Message
	damaged   bool // the log does not hold together; what can be read is in doc
	losses    []plan.Message
	kept      []plan.Message
	notices   []plan.Message
	scratch   string        // private directory to remove
	structure *structure    // look through the file that goes on; nil when there is nothing to wait for
	glimpse   *plan.Message // of a Glimpse: what its copies begin with
}

func newWorkspace(path string, o Options, l layout) *Workspace {
	return &Workspace{path: path, options: o.withDefaults(), layout: l, doc: plan.NewDocument()}
}

// hostname is the name of this computer; golden files have one of their own.
var hostname = os.Hostname

// newSession is this opening for writing. It comes into the file with its first
// edit, so that merely opening a file alters nothing in it.
func (w *Workspace) newSession() session {
	host, _ := hostname()
	s := session{id: newSessionID(), author: w.options.Author, host: host, app: w.options.App, started: w.options.Now().UnixMilli()}
	s.fit()
	return s
}

// Document is the plan in memory. It changes only through Apply, Undo and Redo.
func (w *Workspace) Document() *plan.Document { return w.doc }

// Path is where the file is, or will be once it is filled; see Make.
func (w *Workspace) Path() string {
	if w.becomes != "" {
		return w.becomes
	}
	return w.path
}

// ReadOnly is nil when edits are possible, else the reason, for the banner: in
// use by somebody, damaged, a medium that takes no writing, a newer writer, the
// file gone.
func (w *Workspace) ReadOnly() *plan.Message {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.readOnly
}

// Losses names what could not be read from a damaged file.
func (w *Workspace) Losses() []plan.Message {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.losses)
}

// Notices names what a person should know of the file besides losses: that it was
// made anew and where the original is, that clocks disagree.
func (w *Workspace) Notices() []plan.Message {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.notices)
}

// Kept names what the last Undo or Redo left as it is, since it was changed in
// between.
func (w *Workspace) Kept() []plan.Message {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.kept)
}

// LastSaved says when the last edit came into the file and who made it.
func (w *Workspace) LastSaved() (at time.Time, by string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.log == nil || w.log.latest.at == 0 {
		return time.Time{}, ""
	}
	return w.log.latest.time(), w.log.authorOf(w.log.latest.id).Name
}

// Close gives the file free. Everything was saved before.
func (w *Workspace) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.structure != nil {
		w.structure.end()
		w.structure = nil
	}
	var err error
	if w.c != nil {
		err = w.c.Close()
		w.c = nil
	}
	if w.lock != nil {
		err = errors.Join(err, w.lock.release())
		w.lock = nil
	}
	if w.scratch != "" {
		err = errors.Join(err, os.RemoveAll(w.scratch))
		w.scratch = ""
	}
	return explain(err, w.path)
}

// refuse makes the workspace read-only from here on.
func (w *Workspace) refuse(why plan.Message) { w.readOnly = &why }

// SetAuthor says who edits from here on. Another author is another session of
// the log, so that nobody writes under a name that others wrote under.
func (w *Workspace) SetAuthor(a Author) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.options.Author == a {
		return
	}
	w.options.Author = a
	if w.log != nil && !w.damaged {
		w.log.begin(w.newSession())
		w.steps = nil
	}
	if w.lock != nil {
		w.lock.rename(w.holder())
	}
}

// holder is what another opener is told of us.
func (w *Workspace) holder() holder {
	host, _ := hostname()
	return holder{Name: w.options.Author.Name, Host: host, PID: os.Getpid(), Since: w.options.Now()}
}
