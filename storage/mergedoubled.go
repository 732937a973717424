package storage

import (
	"slices"
	"strings"

	"jointplan/plan"
	"jointplan/plan/compare"
)

// mostNumbers is how many numbers are named.
const mostNumbers = 5

// Doubled tells which objects that come in have a number that one of ours in the
// same list has too: both keep it, and "T-14" then means two. ok is false when none
// does.
func (m *Merge) Doubled() (told plan.Message, ok bool) {
	type list struct {
		kind *plan.Kind
		op   plan.ID
	}
	taken := map[list]map[int]bool{}
	var numbers []string
	for _, r := range m.Rows {
		o := m.names.Get(r.Object)
		if r.Side != compare.Theirs || !r.Added() || o == nil || o.Shared().No == 0 || r.Kind.Prefix == "" {
			continue
		}
		at := list{kind: r.Kind}
		if r.Kind.Operation() != nil {
			at.op = plan.OperationOf(o)
		}
		if taken[at] == nil {
			taken[at] = map[int]bool{}
			for _, own := range m.workspace.upcoming().Objects(at.kind, at.op) {
				taken[at][own.Shared().No] = true
			}
		}
		if taken[at][o.Shared().No] {
			numbers = append(numbers, o.Shared().Number())
		}
	}
	n := len(numbers)
	slices.Sort(numbers)
	if n > mostNumbers {
		numbers = append(numbers[:mostNumbers], "…")
	}
	return plan.Say("merge.doubled", "Count", n, "Numbers", strings.Join(numbers, ", ")), n > 0
}

// Notes tells what is worth knowing before the merge is written: what theirs took
// back, numbers that will stand twice, what no field accepts, what was refused.
func (m *Merge) Notes() []plan.Message {
	notes := m.Reverted()
	if doubled, ok := m.Doubled(); ok {
		notes = append(notes, doubled)
	}
	return slices.Concat(notes, m.Losses, m.Refused)
}
