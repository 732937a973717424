package release

import (
	"slices"

	"jointplan/plan"
)

// Label says how far something may go: to parties cleared to its marking and,
// when it is limited, only to those it names.
type Label struct {
	Marking plan.Choice // "" is unclassified
	To      plan.IDs    // counts when Limited
	Limited bool        // not to all parties of the plan
}

// Admits reports whether a party cleared so far may have it.
func (l Label) Admits(party plan.ID, cleared plan.Choice) bool {
	return l.marks(cleared) && l.names(party)
}

func (l Label) marks(cleared plan.Choice) bool { return rank(l.Marking) <= rank(cleared) }

func (l Label) names(party plan.ID) bool { return !l.Limited || l.To.Has(party) }

// Meet gives the label of what is under both: the higher marking, and only the
// parties that both name.
func (l Label) Meet(other Label) Label {
	if rank(other.Marking) > rank(l.Marking) {
		l.Marking = other.Marking
	}
	switch {
	case !other.Limited:
	case !l.Limited:
		l.To, l.Limited = other.To, true
	default:
		l.To = slices.DeleteFunc(slices.Clone(l.To), func(id plan.ID) bool { return !other.To.Has(id) })
	}
	return l
}

// rank orders markings; none counts as unclassified.
func rank(m plan.Choice) int { return max(plan.MarkingRank(m), 1) }

// Origin is where a part of a label comes from.
type Origin int

// The origins of labels, the nearest first.
const (
	Nowhere   Origin = iota // nobody said anything
	Own                     // the object or field itself
	Rule                    // a release rule
	Part                    // what it is part of
	Operation               // its operation
	Workspace               // the file as a whole
)

// Say gives the origin in words, for use inside other messages.
func (o Origin) Say() plan.Message {
	switch o {
	case Rule:
		return plan.Say("release.from.rule")
	case Part:
		return plan.Say("release.from.part")
	case Operation:
		return plan.Say("release.from.operation")
	case Workspace:
		return plan.Say("release.from.workspace")
	}
	return plan.Say("release.from.own")
}

// Found is a label with where each half of it was said.
type Found struct {
	Label
	MarkingFrom, ToFrom Origin
}

// orElse takes from l what f does not say.
func (f Found) orElse(l Label, from Origin) Found {
	if f.Marking == "" && l.Marking != "" {
		f.Marking, f.MarkingFrom = l.Marking, from
	}
	if !f.Limited && l.Limited {
		f.To, f.Limited, f.ToFrom = l.To, true, from
	}
	return f
}

// ownLabel is what an object says of itself.
func ownLabel(o plan.Object) Label {
	c := o.Shared()
	return Label{Marking: c.Marking, To: c.Releasable, Limited: len(c.Releasable) > 0}
}
