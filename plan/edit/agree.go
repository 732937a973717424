package edit

import (
	"slices"

	"jointplan/plan"
)

// settle adds to the changes of one object what follows from them. A party that
// now agrees to something agrees to what it says today: the digest of that is
// kept beside the state, and any later edit shows.
func settle(d *plan.Document, o plan.Object, changes []plan.Change) ([]plan.Change, error) {
	if _, ok := o.(*plan.Agreement); !ok || !slices.ContainsFunc(changes, isPosition) {
		return changes, nil
	}
	after, err := plan.With(o, changes...)
	if err != nil {
		return nil, err
	}
	c, ok, err := agreedContent(d, after)
	if ok {
		changes = append(changes, c)
	}
	return changes, err
}

// isPosition tells what says where a party stands from remarks on it.
func isPosition(c plan.Change) bool { return c.Field == "state" || c.Field == "about" }

// settleNew is settle for an object that is about to be made.
func settleNew(d *plan.Document, o plan.Object) (plan.Object, error) {
	c, ok, err := agreedContent(d, o)
	if !ok || err != nil {
		return o, err
	}
	return plan.With(o, c)
}

// agreedContent is the change that keeps what a party agreed to; false when o is
// no agreement, nobody agreed, or the digest is there already.
func agreedContent(d *plan.Document, o plan.Object) (plan.Change, bool, error) {
	a, ok := o.(*plan.Agreement)
	if !ok || a.State != "agreed" {
		return plan.Change{}, false, nil
	}
	about := d.Get(a.About)
	if about == nil {
		return plan.Change{}, false, nil
	}
	return plan.SetField(a, plan.KindOf[plan.Agreement]().Field("content"), plan.ContentDigest(about))
}
