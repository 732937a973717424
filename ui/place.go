package ui

import (
	"jointplan/plan"
)

// Place is where the user is: an operation (or the whole workspace), a section
// and the view within it. It is a plain value, kept with the window.
type Place struct {
	Operation plan.ID      `json:"-"`
	OpText    string       `json:"operation,omitempty"`
	Section   plan.Section `json:"section,omitempty"`
	Kind      string       `json:"kind,omitempty"` // kind shown in the grid
	Board     bool         `json:"board,omitempty"`
	Map       bool         `json:"map,omitempty"`
}

// Sections of the list at the left that hold no objects of their own.
const (
	placeOverview plan.Section = "overview"
	placeFindings plan.Section = "findings"
	placeHistory  plan.Section = "history"
	placeCreate   plan.Section = "create" // a new operation from a template

	placeMerge     plan.Section = "merge" // other files against this one
	placeConflicts plan.Section = "conflicts"
)

// placeOf gives the place where object o is found.
func placeOf(o plan.Object) Place {
	k := plan.KindFor(o)
	if op, ok := o.(*plan.Operation); ok {
		return Place{Operation: op.ID, Section: placeOverview}
	}
	return Place{Operation: plan.OperationOf(o), Section: k.Section, Kind: k.Name}
}

// kindsAt lists the kinds that share a section, those of the whole workspace
// only where they belong.
func kindsAt(section plan.Section) []*plan.Kind {
	var kinds []*plan.Kind
	for _, k := range plan.KindsIn(section) {
		if k.Name != "workspace" && k.Name != "operation" {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// mainKind is the kind a section shows first and counts at the left: tasks
// before phases, what belongs to the operation before what all share.
func mainKind(section plan.Section) *plan.Kind {
	if section == plan.SectionTasks {
		return plan.KindOf[plan.Task]()
	}
	kinds := kindsAt(section)
	for _, k := range kinds {
		if k.Operation() != nil {
			return k
		}
	}
	if len(kinds) > 0 {
		return kinds[0]
	}
	return nil
}
