package template

import (
	"slices"
	"strconv"
	"strings"

	"jointplan/plan"
	"jointplan/plan/edit"
)

// Instantiate gives the edit that makes the operation: parties that do not
// exist yet, the operation, who takes part, and all parts with their
// references, numbers and dependencies. The id is the operation's. The error
// says what the brief lacks (see Check) or what would grow out of bounds.
func (t *Template) Instantiate(d *plan.Document, b Brief, newID edit.Maker) (plan.Edit, plan.ID, error) {
	if err := t.Check(d, b); err != nil {
		return plan.Edit{}, plan.NoID, err
	}
	made, err := t.build(&builder{d: d, brief: b, newID: newID})
	if err != nil {
		return plan.Edit{}, plan.NoID, err
	}
	title := plan.Say("do.template", "Name", strings.TrimSpace(b.Title))
	return plan.Edit{Title: title, Changes: made.changes}, made.op, nil
}

// Preview says how many objects of each kind the brief would give, in the order
// of the kinds. The brief may still lack what Check asks for.
func (t *Template) Preview(b Brief) []KindCount {
	if b.Start < earliest || b.Start > latest {
		b.Start = plan.MakeDate(2027, 1, 1)
	}
	known := make([]BriefParty, 0, len(b.Parties))
	for _, p := range b.Parties {
		var roles []string
		for _, key := range p.Roles {
			if t.Role(key) != nil {
				roles = append(roles, key)
			}
		}
		p.Roles = roles
		known = append(known, p)
	}
	b.Parties = known
	next := 0
	made, err := t.build(&builder{d: plan.NewDocument(), brief: b, sketch: true, newID: func() plan.ID {
		next++
		return plan.ID{1, byte(next >> 24), byte(next >> 16), byte(next >> 8), byte(next)}
	}})
	if err != nil {
		return nil
	}
	n := map[*plan.Kind]int{}
	for _, c := range made.changes {
		n[c.Kind]++
	}
	for _, p := range b.Parties {
		if p.Party != plan.NoID {
			n[plan.KindOf[plan.Party]()]-- // it exists
		}
	}
	return inOrder(n)
}

func (t *Template) build(b *builder) (*builder, error) {
	b.t, b.numbers, b.drawn = t, edit.NewNumbers(b.d), map[*ground]string{}
	b.entries, b.theatre = t.entries, t.TheatreOf(b.brief.TheatreKey)
	b.nameSectors()
	if th := b.theatre; th != nil {
		b.entries = slices.Concat(t.entries, th.entries)
		b.placing = th.placing(b.sectors)
	}
	if err := b.gather(); err != nil {
		return nil, err
	}
	b.op = b.newID()
	if err := b.spread(); err != nil {
		return nil, err
	}
	at := len(b.changes)
	if err := b.parts(); err != nil {
		return nil, err
	}
	parts := b.changes[at:len(b.changes):len(b.changes)]
	b.changes = b.changes[:at:at]
	if err := b.operation(); err != nil {
		return nil, err
	}
	if err := b.participations(parts); err != nil {
		return nil, err
	}
	b.changes = append(b.changes, parts...)
	return b, b.dependencies()
}

// nameSectors takes the names of the planner, else of the theatre, else of the
// template.
func (b *builder) nameSectors() {
	switch {
	case b.t.Sectors == nil:
	case len(b.brief.Sectors) > 0:
		b.sectors = b.t.sectorNames(b.brief.Sectors)
	default:
		b.sectors = b.t.SectorNames(b.brief.TheatreKey, 0)
	}
}

// parts makes the objects of all entries and notes how far they reach.
func (b *builder) parts() error {
	reach := map[*plan.Kind]plan.Span{}
	for _, e := range b.entries {
		for i := range b.made[e].ids {
			at := instance{e: e, place: i / e.repeats, repeat: i % e.repeats}
			if b.id(at) == plan.NoID || b.d.Get(b.id(at)) != nil {
				continue // left out
			}
			values, err := b.values(at)
			if err != nil {
				return b.about(at, err)
			}
			if err := b.add(e.kind, b.id(at), values); err != nil {
				return b.about(at, err)
			}
			if span, err := plan.ParseSpan(values["when"]); err == nil {
				reach[e.kind] = stretch(reach[e.kind], span)
			}
		}
	}
	b.period = reach[plan.KindOf[plan.Phase]()]
	if b.period == (plan.Span{}) {
		b.period = reach[plan.KindOf[plan.Task]()]
	}
	if b.period == (plan.Span{}) {
		b.period = plan.Span{Start: b.brief.Start}
	}
	return nil
}

// stretch gives the span that covers both; an open finish stays open.
func stretch(a, b plan.Span) plan.Span {
	switch {
	case b == (plan.Span{}):
		return a
	case a == (plan.Span{}):
		return b
	}
	a.Start = min(a.Start, b.Start)
	if a.Finish == 0 || b.Finish == 0 {
		a.Finish = 0
	} else {
		a.Finish = max(a.Finish, b.Finish)
	}
	return a
}

// about says in which entry a brief leads to an impossible value.
func (b *builder) about(at instance, err error) error {
	return problem(b.t.File, at.e.line, messageOf(err)).Because(err)
}

func (b *builder) operation() error {
	at := instance{e: b.t.operation}
	values, err := b.values(at)
	if err != nil {
		return b.about(at, err)
	}
	values["title"] = strings.TrimSpace(b.brief.Title)
	values["theatre"] = strings.TrimSpace(b.brief.Theatre)
	switch {
	case values["theatre"] != "":
	case b.theatre != nil:
		values["theatre"] = b.theatre.Where
	default:
		values["theatre"] = b.t.Theatre
	}
	values["template"] = b.t.ID
	if b.brief.Currency != "" {
		values["currency"] = b.brief.Currency
	}
	b.settle(values, "status", "draft")
	b.settle(values, "period", b.period.String())
	b.settle(values, "lead", b.namesOf(b.as("lead"), 1))
	b.settle(values, "hosts", b.namesOf(b.as("host"), len(b.parties)))
	if err := b.add(b.t.operation.kind, b.op, values); err != nil {
		return b.about(at, err)
	}
	return nil
}

// settle gives a field that the template says nothing about its value.
func (b *builder) settle(values edit.Values, field, value string) {
	if b.t.operation.value(field) == nil {
		values[field] = value
	}
}

// namesOf writes the ids of at most n parties.
func (b *builder) namesOf(who []int, n int) string {
	var ids plan.IDs
	for _, p := range who[:min(n, len(who))] {
		ids = append(ids, b.parties[p].id)
	}
	return ids.String()
}

// participations says in which roles the parties take part, unless the parts
// say so themselves with conditions of their own.
func (b *builder) participations(parts []plan.Change) error {
	k := plan.KindOf[plan.Participation]()
	type taking struct {
		party plan.ID
		as    plan.Choice
	}
	said := map[taking]bool{}
	for _, c := range parts {
		if c.Kind != k {
			continue
		}
		o, _, err := plan.DecodeObject(k, c.Object, c.New)
		if err != nil {
			return err
		}
		p := o.(*plan.Participation)
		said[taking{p.Party, p.Role}] = true
	}
	for _, role := range b.t.Roles {
		if role.As == "" {
			continue
		}
		for _, i := range b.byRole[role.Key] {
			it := taking{b.parties[i].id, role.As}
			if said[it] {
				continue
			}
			said[it] = true
			values := edit.Values{"operation": b.op.String(), "party": it.party.String(), "role": string(it.as)}
			if err := b.add(k, b.newID(), values); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *builder) dependencies() error {
	k := plan.KindOf[plan.Dependency]()
	for _, e := range b.entries {
		if len(e.after) == 0 {
			continue
		}
		for i := range b.made[e].ids {
			at := instance{e: e, place: i / e.repeats, repeat: i % e.repeats}
			for _, l := range e.after {
				for _, from := range b.targets(l.ref.target, at, 0, true, false) {
					values := edit.Values{
						"operation": b.op.String(), "from": from.String(), "to": b.id(at).String(),
						"type": string(l.kind), "lag": strconv.FormatFloat(l.lag, 'f', -1, 64),
					}
					if err := b.add(k, b.newID(), values); err != nil {
						return b.about(at, err)
					}
				}
			}
		}
	}
	return nil
}
