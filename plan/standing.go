package plan

import "slices"

// Standing sums up where the parties stand on one object. State is "" when
// nobody was asked, else the weakest of reserved, lapsed, proposed and agreed;
// agreed only when every party of the operation agrees to what the object says
// today, since nobody is outvoted. Parties are those whose state it is.
type Standing struct {
	State   Choice
	Parties IDs
}

// Lapsed is the state of an agreement to something that was edited since. It is
// derived and never stored.
const Lapsed Choice = "lapsed"

// HasLapsed reports whether what the party agreed to has been edited since.
func HasLapsed(d *Document, a *Agreement) bool {
	about := d.Get(a.About)
	return a.State == "agreed" && about != nil && a.Content != ContentDigest(about)
}

// StandingOn sums up the agreements about o.
func StandingOn(d *Document, o Object) Standing {
	states := map[ID]Choice{}
	about := KindOf[Agreement]().Field("about")
	for _, id := range d.Referring(about, IDFor(o)) {
		if a := Find[Agreement](d, id); a != nil && a.State != "not-seen" {
			states[a.Party] = a.State
			if HasLapsed(d, a) {
				states[a.Party] = Lapsed
			}
		}
	}
	if len(states) == 0 {
		return Standing{}
	}
	for _, state := range []Choice{"reserved", Lapsed, "proposed"} {
		if s := (Standing{State: state, Parties: having(d, states, state)}); len(s.Parties) > 0 {
			return s
		}
	}
	for _, role := range All[Participation](d, OperationOf(o)) {
		if role.Role != "observer" && states[role.Party] == "" {
			return Standing{State: "proposed", Parties: having(d, states, "agreed")}
		}
	}
	return Standing{State: "agreed", Parties: having(d, states, "agreed")}
}

// having lists the parties with a state in the order they joined.
func having(d *Document, states map[ID]Choice, state Choice) IDs {
	var ids IDs
	for id, s := range states {
		if s == state {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b ID) int {
		if pa, pb := d.Get(a), d.Get(b); pa != nil && pb != nil {
			return compareOrder(pa, pb)
		}
		return slices.Compare(a[:], b[:])
	})
	return ids
}
