package ui

import (
	"context"
	"errors"
	"time"

	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/plan/search"
	"jointplan/storage"
)

// Session is one open workspace with everything derived from it. It belongs to
// the goroutine of the user interface.
type Session struct {
	File   *storage.Workspace
	Doc    *plan.Document
	Report *check.Report
	Index  *search.Index
	Today  plan.Date

	open  context.Context // done once the workspace is closed
	close context.CancelFunc

	watchers []func(changes []plan.Change)
}

// openSession loads a workspace and checks it. It is slow for large files and
// runs off the goroutine of the user interface.
func openSession(ctx context.Context, path string, o storage.Options, progress func(done, total int)) (*Session, error) {
	file, err := storage.Open(ctx, path, o, progress)
	if err != nil {
		return nil, err
	}
	return newSession(ctx, file, o.Now())
}

func newSession(ctx context.Context, file *storage.Workspace, now time.Time) (*Session, error) {
	s := &Session{File: file, Doc: file.Document(), Today: plan.DateOf(now)}
	s.open, s.close = context.WithCancel(context.Background())
	s.Doc.Prepare() // the index is made beside the checks
	indexed := make(chan *search.Index, 1)
	go func() { indexed <- search.New(s.Doc) }()
	var err error
	s.Report, err = check.All(ctx, s.Doc, s.Today)
	s.Index = <-indexed
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return s, nil
}

// Close gives the file free; work on it in the background ends.
func (s *Session) Close() error {
	s.close()
	return s.File.Close()
}

// Watch has f called after every edit, with the changes in force.
func (s *Session) Watch(f func(changes []plan.Change)) { s.watchers = append(s.watchers, f) }

// Do applies an edit and keeps it. Nothing has changed when it fails.
func (s *Session) Do(e plan.Edit) error {
	if e.IsEmpty() {
		return nil
	}
	if err := s.File.Apply(e); err != nil {
		return err
	}
	s.tell(e.Changes)
	return nil
}

// Undo takes the last step back and says which it was.
func (s *Session) Undo() (plan.Message, error) { return s.step(s.File.Undo) }

// Redo does the step again that was last taken back.
func (s *Session) Redo() (plan.Message, error) { return s.step(s.File.Redo) }

func (s *Session) step(move func() (plan.Edit, error)) (plan.Message, error) {
	e, err := move()
	if err != nil {
		return plan.Message{}, err
	}
	s.tell(e.Changes)
	return e.Title, nil
}

func (s *Session) tell(changes []plan.Change) {
	s.Report.Update(changes)
	s.Index.Update(changes)
	for _, f := range s.watchers {
		f(changes)
	}
}
