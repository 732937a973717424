package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"jointplan/plan"
	"jointplan/storage"
	"jointplan/ui/words"
)

// job is what every verb works with.
type job struct {
	ctx    context.Context
	words  *words.Words
	author storage.Author
	given  *grammar // what the command line says for all verbs
	out    *bufio.Writer
	errs   io.Writer
}

func newJob(ctx context.Context, g *grammar, out, errs io.Writer) *job {
	j := &job{ctx: ctx, words: g.language(), out: bufio.NewWriter(out), errs: errs, given: g}
	j.author = storage.Author{Name: g.Author, Party: g.AuthorParty}
	if j.author.Name == "" {
		j.author.Name = storage.AccountName()
	}
	return j
}

func (j *job) options() storage.Options {
	return storage.Options{Author: j.author, App: "Jointplan " + version, Now: time.Now, Key: installKey()}
}

// installKey tells the files of this installation from those of others. Without a
// folder for settings every file is checked as one of others.
func installKey() []byte {
	dir, err := os.UserConfigDir()
	if err != nil {
		return nil
	}
	key, err := storage.InstallKey(filepath.Join(dir, "jointplan"))
	if err != nil {
		return nil
	}
	return key
}

// today is the day checks look at the plan from.
func (j *job) today() plan.Date { return plan.DateOf(time.Now()) }

// say writes a message on a line of its own.
func (j *job) say(key string, namesAndValues ...any) {
	fmt.Fprintln(j.out, j.words.Say(plan.Say(key, namesAndValues...)))
}

// warn writes a message for a person, not for what reads the output.
func (j *job) warn(m plan.Message) { fmt.Fprintln(j.errs, "jointplan: "+j.words.Say(m)) }

// complain says what went wrong.
func (j *job) complain(err error) {
	if err == nil || errors.Is(err, errBlocking) || errors.Is(err, errOpen) || errors.Is(err, errLeft) {
		return
	}
	fmt.Fprintln(j.errs, "jointplan: "+sentence(j.words, err))
}

// read opens a file for looking at it and closes it after do. What is damaged or
// was altered is said beside the output.
func (j *job) read(path string, do func(w *storage.Workspace) error) error {
	return j.look(path, func(w *storage.Workspace) error {
		if err := j.checked(w); err != nil {
			j.complain(err)
		}
		return do(w)
	})
}

// handOn opens a file for reading as well, for what goes to others: that is not
// made of a history that was altered.
func (j *job) handOn(path string, do func(w *storage.Workspace) error) error {
	return j.look(path, func(w *storage.Workspace) error {
		if err := j.checked(w); err != nil {
			return notOf(err)
		}
		return do(w)
	})
}

// look opens a file for reading without a look at its history.
func (j *job) look(path string, do func(w *storage.Workspace) error) error {
	o := j.options()
	o.ReadOnly = true
	w, err := j.open(path, o)
	if err != nil {
		return err
	}
	defer w.Close()
	j.tell(w)
	return do(w)
}

// edit opens a file for writing and closes it after do. A file that takes no
// writing is an error before anything is computed.
func (j *job) edit(path string, do func(w *storage.Workspace) error) (err error) {
	w, err := j.open(path, j.options())
	if err != nil {
		return err
	}
	defer func() {
		if closed := w.Close(); err == nil {
			err = closed
		}
	}()
	if why := w.ReadOnly(); why != nil {
		return codedError{plan.Problem("error.storage.readonly", "Why", *why), exitReadOnly}
	}
	j.tell(w)
	if err := j.checked(w); err != nil {
		return notOf(err)
	}
	return do(w)
}

// checked says in a sentence when the history of a file is not the one that was
// written: nobody would notice otherwise, since the window does it behind and a
// verb ends before.
func (j *job) checked(w *storage.Workspace) error {
	err := w.CheckLog(j.ctx)
	var problem *plan.ProblemError
	if errors.As(err, &problem) && problem.Key == "error.storage.digest" {
		said := problem.Args
		return plan.Problem("cli.altered", "File", filepath.Base(w.Path()), "Count", said["Count"], "Title", said["Title"], "At", said["At"]).Because(err)
	}
	return err
}

// notOf says that nothing is written because of what is wrong with the file.
func notOf(err error) error {
	var problem *plan.ProblemError
	if errors.As(err, &problem) && problem.Key == "cli.altered" {
		err = codedError{plan.Problem("cli.altered.refused", "Why", problem.Message).Because(err), exitReadOnly}
	}
	return err
}

// tell warns of what could not be read and of what else a person should know of
// the file.
func (j *job) tell(w *storage.Workspace) {
	for _, m := range append(w.Losses(), w.Notices()...) {
		j.warn(m)
	}
}

func (j *job) open(path string, o storage.Options) (*storage.Workspace, error) {
	progress := j.progress("cli.reading")
	defer progress.end()
	return storage.Open(j.ctx, path, o, progress.step)
}

// apply makes an edit. done is false when it failed, or changes nothing, which is
// said.
func (j *job) apply(w *storage.Workspace, e plan.Edit) (done bool, err error) {
	if e.IsEmpty() {
		j.say("cli.nothing")
		return false, nil
	}
	err = w.Apply(e)
	return err == nil, err
}
