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

// Position is where a party stands on something, to be recorded.
type Position struct {
	Party  plan.ID
	State  plan.Choice // not-seen, proposed, reserved or agreed
	Reason string
	By     string
	On     plan.Date
}

// Record notes where a party stands on every one of the objects, in one step:
// its position on each is changed, or made where it has none. An agreement
// holds for what the object says now.
func Record(d *plan.Document, ids []plan.ID, p Position, newID Maker) (plan.Edit, error) {
	k := plan.KindOf[plan.Agreement]()
	if plan.Find[plan.Party](d, p.Party) == nil {
		return plan.Edit{}, plan.Problem("error.record.party")
	}
	if p.State == "reserved" && p.Reason == "" {
		return plan.Edit{}, plan.Problem("error.record.reason")
	}
	values := Values{"state": string(p.State), "on": p.On.String(), "by": p.By, "reason": p.Reason}
	e := plan.Edit{Title: plan.Say("do.record", "State", plan.Say(k.Field("state").ChoiceLabel(string(p.State))),
		"Party", plan.NameOf(d, d.Get(p.Party), nil), "What", countOf(d, ids))}
	numbers := NewNumbers(d)
	for _, id := range ids {
		about, err := mustFind(d, id)
		if err != nil {
			return plan.Edit{}, err
		}
		changes, err := record(d, about, p.Party, values, numbers, newID)
		if err != nil {
			return plan.Edit{}, err
		}
		e.Changes = append(e.Changes, changes...)
	}
	return e, nil
}

func record(d *plan.Document, about plan.Object, party plan.ID, values Values, numbers *Numbers, newID Maker) ([]plan.Change, error) {
	k := plan.KindOf[plan.Agreement]()
	for _, o := range d.ReferringSorted(k.Field("about"), plan.IDFor(about)) {
		if a, ok := o.(*plan.Agreement); ok && a.Party == party {
			return changeAll(d, a, values)
		}
	}
	made := Values{"operation": plan.OperationOf(about).String(), "about": plan.IDFor(about).String(), "party": party.String()}
	for name, value := range values {
		made[name] = value
	}
	o, err := Fill(k, newID(), made)
	if err != nil {
		return nil, err
	}
	if o, err = settleNew(d, o); err != nil {
		return nil, err
	}
	if o, err = numbers.Place(o); err != nil {
		return nil, err
	}
	return []plan.Change{plan.Creation(o)}, nil
}

// changeAll gives an agreement all the values, and what follows from them. The
// state counts as said anew even where the word stays the same: a lapsed
// agreement is renewed.
func changeAll(d *plan.Document, a *plan.Agreement, values Values) ([]plan.Change, error) {
	var changes []plan.Change
	for name, value := range values {
		c, ok, err := plan.SetField(a, plan.KindOf[plan.Agreement]().Field(name), value)
		if err != nil {
			return nil, err
		}
		if ok {
			changes = append(changes, c)
		}
	}
	sortChanges(changes)
	after, err := plan.With(a, changes...)
	if err != nil {
		return nil, err
	}
	c, ok, err := agreedContent(d, after)
	if ok {
		changes = append(changes, c)
	}
	return changes, err
}

// countOf says how many objects of the kind of the first.
func countOf(d *plan.Document, ids []plan.ID) plan.Message {
	kind := plan.KindOf[plan.Task]()
	if len(ids) > 0 && d.Get(ids[0]) != nil {
		kind = plan.KindFor(d.Get(ids[0]))
	}
	return plan.CountOf(kind, len(ids))
}
