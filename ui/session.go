package ui

import (
	"context"
	"errors"
	"time"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/plan/compare"
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
	// Conflicts are those of substance that merges left open; they are looked for
	// after opening (see FindConflicts) and kept from then on.
	Conflicts []compare.Conflict

	sought    bool           // conflicts were looked for
	unchecked *plan.Document // snapshot still to be checked and indexed, nil once that is done
	pending   []plan.Change  // made since the snapshot

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
	if file.Document().Len() > atOnce {
		return lateSession(file, o.Now())
	}
	return newSession(ctx, file, o.Now())
}

// atOnce is up to how many objects a plan is checked before its window shows;
// larger ones show first and are checked behind (see CheckBehind).
var atOnce = 50_000

// lateSession is a session whose findings and search are still to come.
func lateSession(file *storage.Workspace, now time.Time) (*Session, error) {
	s := bareSession(file, now)
	s.unchecked = s.Doc.Snapshot()
	empty := plan.NewDocument()
	s.Index = search.New(empty)
	var err error
	s.Report, err = check.All(context.Background(), empty, s.Today, chart.KnowsSymbol)
	return s, err
}

func bareSession(file *storage.Workspace, now time.Time) *Session {
	s := &Session{File: file, Doc: file.Document(), Today: plan.DateOf(now)}
	s.open, s.close = context.WithCancel(context.Background())
	return s
}

// newSession checks and indexes the plan before it returns.
func newSession(ctx context.Context, file *storage.Workspace, now time.Time) (*Session, error) {
	s := bareSession(file, now)
	var err error
	if s.Report, s.Index, err = derive(ctx, s.Doc, s.Today); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return s, nil
}

// derive makes what follows from a document: findings and search index, the one
// beside the other.
func derive(ctx context.Context, d *plan.Document, today plan.Date) (*check.Report, *search.Index, error) {
	d.Prepare()
	indexed := make(chan *search.Index, 1)
	go func() { indexed <- search.New(d) }()
	report, err := check.All(ctx, d, today, chart.KnowsSymbol)
	return report, <-indexed, err
}

// Checking reports whether findings and search are still to come.
func (s *Session) Checking() bool { return s.unchecked != nil }

// CheckBehind checks and indexes a snapshot off the goroutine of the user
// interface, then takes up what was edited meanwhile and tells the watchers.
// later runs a function on the goroutine of the user interface.
func (s *Session) CheckBehind(later func(f func())) {
	if s.unchecked == nil {
		return
	}
	snapshot := s.unchecked
	go func() {
		report, index, err := derive(s.open, snapshot, s.Today)
		if err != nil {
			return // closed meanwhile
		}
		later(func() { s.adopt(report, index) })
	}()
}

func (s *Session) adopt(report *check.Report, index *search.Index) {
	if s.open.Err() != nil {
		return
	}
	report.On(s.Doc)
	index.On(s.Doc)
	report.Update(s.pending)
	index.Update(s.pending)
	s.Report, s.Index, s.unchecked, s.pending = report, index, nil, nil
	for _, f := range s.watchers {
		f(nil)
	}
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
	if s.Checking() {
		s.pending = append(s.pending, changes...)
	} else {
		s.Report.Update(changes)
		s.Index.Update(changes)
	}
	s.recount()
	for _, f := range s.watchers {
		f(changes)
	}
}
