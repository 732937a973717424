package ui

import (
	"context"
	"slices"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/storage"
)

// Merge writes a prepared merge with the decisions taken and gives the path of
// the copy that was made before. Nothing has changed when it fails.
func (s *Session) Merge(m *storage.Merge, decisions map[int]compare.Decision) (backup string, err error) {
	e, backup, err := m.Apply(decisions)
	if err != nil {
		return backup, err
	}
	return backup, s.Merged(e)
}

// Merged takes up a merge that was written off the goroutine of the user interface
// and tells the watchers.
func (s *Session) Merged(e plan.Edit) error {
	err := s.File.Adopt()
	s.sought = true // the merge has the file look for them
	s.tell(e.Changes)
	return err
}

// readable prepares the document so that a merge may read it on another goroutine
// while views do so on theirs.
func (s *Session) readable() {
	var parts []*plan.Field
	for _, k := range plan.Kinds() {
		for _, f := range k.Fields {
			if f.Part {
				parts = append(parts, f)
			}
		}
	}
	s.Doc.Prepare(parts...)
}

// Settle gives conflicts the values that are to hold, in one step.
func (s *Session) Settle(title plan.Message, settled map[*compare.Conflict]compare.Decision) error {
	e, err := s.File.Settle(title, settled)
	if err != nil {
		return err
	}
	s.tell(e.Changes)
	return nil
}

// FindConflicts looks for open conflicts off the goroutine of the user interface
// and tells the watchers when there are any. later runs a function on it.
func (s *Session) FindConflicts(later func(f func())) {
	go func() {
		_, err := s.File.Conflicts(s.open)
		if err != nil {
			return // closed meanwhile, or a log that Verify will have its say about
		}
		later(func() {
			if s.open.Err() != nil {
				return
			}
			s.sought = true
			s.recount()
			if len(s.Conflicts) > 0 {
				for _, f := range s.watchers {
					f(nil)
				}
			}
		})
	}()
}

// recount takes up what the file knows of open conflicts, once they were looked
// for: the file keeps them through every edit.
func (s *Session) recount() {
	if !s.sought {
		return
	}
	open, err := s.File.Conflicts(context.Background())
	if err != nil {
		return
	}
	s.Conflicts = slices.DeleteFunc(open, compare.Conflict.Arranges)
}

// ConflictsOf lists the open conflicts of one object.
func (s *Session) ConflictsOf(id plan.ID) (of []*compare.Conflict) {
	for i := range s.Conflicts {
		if s.Conflicts[i].Object == id {
			of = append(of, &s.Conflicts[i])
		}
	}
	return of
}
