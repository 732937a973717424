package edit_test

import (
	"testing"

	"jointplan/plan"
	"jointplan/plan/edit"
)

// council is an operation of three parties, one of them an observer, with a task
// to agree on.
type council struct {
	d                        *plan.Document
	next                     byte
	op, task                 plan.ID
	georgia, poland, witness plan.ID
}

func newCouncil(t *testing.T) *council {
	t.Helper()
	c := &council{d: plan.NewDocument()}
	c.op = c.make(t, "operation", edit.Values{"title": "Ridge watch"})
	add := func(name, role string) plan.ID {
		id := c.make(t, "party", edit.Values{"title": name})
		c.make(t, "participation", edit.Values{"operation": c.op.String(), "party": id.String(), "role": role})
		return id
	}
	c.georgia, c.poland, c.witness = add("Georgia", "host"), add("Poland", "contributor"), add("Sweden", "observer")
	c.task = c.make(t, "task", edit.Values{"operation": c.op.String(), "title": "Begin foot patrols"})
	return c
}

func (c *council) id() plan.ID { c.next++; return plan.ID{0xC0, c.next} }

func (c *council) make(t *testing.T, kind string, v edit.Values) plan.ID {
	t.Helper()
	e, id, err := edit.Create(c.d, plan.KindNamed(kind), v, c.id)
	c.apply(t, e, err)
	return id
}

func (c *council) apply(t *testing.T, e plan.Edit, err error) {
	t.Helper()
	if err == nil {
		err = c.d.Apply(e.Changes)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func (c *council) record(t *testing.T, party plan.ID, state plan.Choice, reason string) {
	t.Helper()
	e, err := edit.Record(c.d, []plan.ID{c.task}, edit.Position{Party: party, State: state, Reason: reason}, c.id)
	c.apply(t, e, err)
}

func (c *council) want(t *testing.T, state plan.Choice, parties ...plan.ID) {
	t.Helper()
	s := plan.StandingOn(c.d, c.d.Get(c.task))
	if s.State != state || s.Parties.String() != plan.IDs(parties).String() {
		t.Fatalf("standing %s of %v, want %s of %v", s.State, s.Parties, state, parties)
	}
}

func TestRecord(t *testing.T) {
	c := newCouncil(t)
	c.want(t, "")
	c.record(t, c.georgia, "agreed", "")
	c.want(t, "proposed", c.georgia) // Poland was not asked yet; an observer need not be
	c.record(t, c.poland, "reserved", "Not at night.")
	c.want(t, "reserved", c.poland)
	c.record(t, c.poland, "agreed", "")
	c.want(t, "agreed", c.georgia, c.poland)
	if n := c.d.Count(plan.KindOf[plan.Agreement](), plan.NoID); n != 2 {
		t.Fatalf("%d positions for two parties", n)
	}

	e, err := edit.Set(c.d, []plan.ID{c.task}, plan.KindOf[plan.Task]().Field("title"), "Begin foot and night patrols")
	c.apply(t, e, err)
	c.want(t, plan.Lapsed, c.georgia, c.poland)
	c.record(t, c.georgia, "agreed", "")
	c.want(t, plan.Lapsed, c.poland)
	c.record(t, c.poland, "agreed", "")
	c.want(t, "agreed", c.georgia, c.poland)
}

func TestRecordRefuses(t *testing.T) {
	c := newCouncil(t)
	for name, p := range map[string]edit.Position{
		"no party":                     {State: "agreed"},
		"a reservation without reason": {Party: c.poland, State: "reserved"},
		"a state that is none":         {Party: c.poland, State: "perhaps"},
	} {
		if e, err := edit.Record(c.d, []plan.ID{c.task}, p, c.id); err == nil {
			t.Errorf("%s was taken: %v", name, e.Changes)
		}
	}
}
