// Package rows turns the objects of one kind into the rows a grid or a board
// shows: filtered, sorted and grouped. It knows the declarations and no widget.
package rows

import (
	"slices"
	"strings"

	"jointplan/plan"
)

// Spec says which objects are shown and how they are arranged. It is a plain
// value that can be saved with the window and restored.
type Spec struct {
	Kind     string    `json:"kind"`
	Sort     []SortBy  `json:"sort,omitempty"`
	Group    string    `json:"group,omitempty"` // field name, "" for none
	Filters  []Filter  `json:"filters,omitempty"`
	Text     string    `json:"text,omitempty"` // words every row must contain
	Findings bool      `json:"findings,omitempty"`
	Only     []plan.ID `json:"-"` // only these, when not nil: what a number was counted from
}

// SortBy is one level of sorting.
type SortBy struct {
	Field  string `json:"field"`
	Finish bool   `json:"finish,omitempty"` // the finish of a period rather than its start
	Down   bool   `json:"down,omitempty"`
}

// Filter keeps the rows whose field has one of the values; "" stands for empty,
// and one id of a list is enough.
type Filter struct {
	Field  string   `json:"field"`
	Values []string `json:"values"`
}

// FilterOn gives the values a field is filtered by; nil when it is not.
func (s *Spec) FilterOn(field string) []string {
	for _, f := range s.Filters {
		if f.Field == field {
			return f.Values
		}
	}
	return nil
}

// SetFilter filters a field by values; none takes the filter away.
func (s *Spec) SetFilter(field string, values ...string) {
	s.Filters = slices.DeleteFunc(slices.Clone(s.Filters), func(f Filter) bool { return f.Field == field })
	if len(values) > 0 {
		s.Filters = append(s.Filters, Filter{field, values})
	}
}

// Narrowed reports whether anything but order is restricted, so that an empty
// grid can say why.
func (s *Spec) Narrowed() bool {
	return len(s.Filters) > 0 || strings.TrimSpace(s.Text) != "" || s.Findings || s.Only != nil
}

// Widen takes away all restrictions.
func (s *Spec) Widen() {
	s.Filters, s.Text, s.Findings, s.Only = nil, "", false, nil
}
