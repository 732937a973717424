package compare

import "jointplan/plan"

// Documents compares two plans that have nothing known in common, or two
// versions of one of which ours is the older: there is no telling who changed
// what, only what differs. What only theirs has counts as added by them, what
// only ours has as deleted by them when whole is set, and else as ours alone.
func Documents(ours, theirs *plan.Document, whole bool) []Row {
	var rows []Row
	for _, k := range plan.Kinds() {
		for _, o := range ours.Objects(k, plan.NoID) {
			t := theirs.Get(plan.IDFor(o))
			if t == nil && whole {
				rows = append(rows, Row{Kind: k, Object: plan.IDFor(o), Side: Theirs, Base: wholeState(o), Ours: wholeState(o)})
			}
			rows = append(rows, Objects(o, t)...)
		}
		for _, t := range theirs.Objects(k, plan.NoID) {
			if ours.Get(plan.IDFor(t)) == nil {
				rows = append(rows, Row{Kind: k, Object: plan.IDFor(t), Side: Theirs, Theirs: wholeState(t)})
			}
		}
	}
	return rows
}

// Objects lists the fields in which two states of one object differ; none when
// one of them is nil or of another kind.
func Objects(ours, theirs plan.Object) []Row {
	if ours == nil || theirs == nil || plan.KindFor(ours) != plan.KindFor(theirs) {
		return nil
	}
	k := plan.KindFor(ours)
	var rows []Row
	for _, f := range k.Fields {
		was, is := f.Get(ours), f.Get(theirs)
		if was == is {
			continue
		}
		rows = append(rows, Row{
			Kind: k, Object: plan.IDFor(ours), Field: f, Side: Theirs,
			Base: State{Exists: true, Value: was}, Ours: State{Exists: true, Value: was}, Theirs: State{Exists: true, Value: is},
		})
	}
	return rows
}

func wholeState(o plan.Object) State { return State{Exists: true, Value: plan.EncodeObject(o)} }
