package template

import (
	"slices"
	"strconv"
	"strings"

	"jointplan/plan"
	"jointplan/plan/edit"
)

// builder makes the objects of one operation.
type builder struct {
	t       *Template
	d       *plan.Document
	brief   Brief
	newID   edit.Maker
	numbers *edit.Numbers

	theatre *Theatre // nil without
	entries []*entry // of the template and the theatre
	placing []int    // of each sector: which one of the theatre it is, -1 for none
	sketch  bool     // nothing is drawn
	drawn   map[*ground]string

	op      plan.ID
	parties []member
	byRole  map[string][]int // positions in parties
	sectors []string
	owners  []int // party of each sector, a position in parties or -1
	made    map[*entry]*series
	turns   map[*ref]turn
	changes []plan.Change
	period  plan.Span

	links, bytes int
}

// member is a party of the operation.
type member struct {
	id          plan.ID
	name, short string
	roles       []string
}

// series is the objects of one entry: for each sector or party (places), each
// repetition.
type series struct {
	places  int
	parties []int // of places, when the entry is made for each party
	ids     []plan.ID
}

// turn is where the parties of a role stand in line when an entry begins.
type turn struct{ first, step int }

// instance is one object to be made.
type instance struct {
	e      *entry
	place  int // of sectors or parties; 0 when made once
	repeat int
}

func (b *builder) id(at instance) plan.ID { return b.made[at.e].ids[at.place*at.e.repeats+at.repeat] }

// party is the party the instance is made for, -1 when it is not.
func (b *builder) party(at instance) int {
	switch {
	case at.e.perParty():
		return b.made[at.e].parties[at.place]
	case at.e.perSector():
		return b.owners[at.place]
	}
	return -1
}

// add notes a new object.
func (b *builder) add(k *plan.Kind, id plan.ID, values edit.Values) error {
	if len(b.changes) >= maxObjects {
		return plan.Problem("error.brief.size", "Max", maxObjects)
	}
	o, err := edit.Fill(k, id, values)
	if err != nil {
		return err
	}
	if o, err = b.numbers.Place(o); err != nil {
		return err
	}
	c := plan.Creation(o)
	if b.bytes += len(c.New); b.bytes > maxMade {
		return plan.Problem("error.brief.size", "Max", maxObjects)
	}
	b.changes = append(b.changes, c)
	return nil
}

// gather finds or makes the parties and sorts them into roles.
func (b *builder) gather() error {
	b.byRole = map[string][]int{}
	for i, p := range b.brief.Parties {
		m := member{id: p.Party, name: strings.TrimSpace(p.Name), short: strings.TrimSpace(p.Short), roles: p.Roles}
		existing := plan.Find[plan.Party](b.d, p.Party)
		if existing == nil {
			existing = partyNamed(b.d, p.Name)
		}
		if existing != nil {
			m.id, m.name, m.short = existing.ID, existing.Title, existing.Short
		} else {
			m.id = b.newID()
			values := edit.Values{"title": m.name, "short": m.short, "type": string(p.Type)}
			if err := b.add(plan.KindOf[plan.Party](), m.id, values); err != nil {
				return err
			}
		}
		if m.short == "" {
			m.short = m.name
		}
		b.parties = append(b.parties, m)
		for _, role := range p.Roles {
			if !slices.Contains(b.byRole[role], i) {
				b.byRole[role] = append(b.byRole[role], i)
			}
		}
	}
	return nil
}

// as lists the parties whose roles count as one of the given participations.
func (b *builder) as(which ...plan.Choice) []int {
	var list []int
	for i, m := range b.parties {
		if slices.ContainsFunc(m.roles, func(key string) bool { return slices.Contains(which, b.t.Role(key).As) }) {
			list = append(list, i)
		}
	}
	return list
}

// spread gives every entry its places and ids, and the parties their turns.
func (b *builder) spread() error {
	b.made, b.turns = map[*entry]*series{}, map[*ref]turn{}
	total := len(b.changes)
	for _, e := range b.entries {
		s := &series{places: 1}
		switch {
		case e.perSector():
			s.places = len(b.sectors)
		case e.each == everyParty:
			for i := range b.parties {
				s.parties = append(s.parties, i)
			}
			s.places = len(s.parties)
		case e.each != "":
			s.parties = b.byRole[e.each]
			s.places = len(s.parties)
		}
		n := s.places * e.repeats
		if total += n; total > maxObjects {
			return plan.Problem("error.brief.size", "Max", maxObjects)
		}
		s.ids = make([]plan.ID, n)
		for i := range s.ids {
			s.ids[i] = b.newID()
		}
		b.made[e] = s
	}
	b.takeTurns()
	b.settleOwners()
	return b.leaveOut()
}

// takeTurns lets the parties of a role take what is marked "next", entry after
// entry; each kind of object begins with the first party.
func (b *builder) takeTurns() {
	type queue struct {
		kind *plan.Kind
		role string
	}
	taken := map[queue]int{}
	for _, e := range b.entries {
		step := map[string]int{}
		var waiting []*ref
		for _, v := range e.values {
			for _, x := range v.refs {
				if x.mode == nextParty {
					b.turns[x] = turn{first: taken[queue{e.kind, x.role}] + step[x.role]}
					step[x.role]++
					waiting = append(waiting, x)
				}
			}
		}
		for _, x := range waiting {
			b.turns[x] = turn{first: b.turns[x].first, step: step[x.role]}
		}
		for role, n := range step {
			taken[queue{e.kind, role}] += n * len(b.made[e].ids)
		}
	}
}

// settleOwners finds the party of each sector.
func (b *builder) settleOwners() {
	b.owners = make([]int, len(b.sectors))
	e := b.t.sectorEntry()
	for i := range b.owners {
		b.owners[i] = -1
		if e == nil {
			continue
		}
		v := e.value("party")
		if v == nil || len(v.refs) == 0 {
			continue
		}
		if who := b.partiesOf(v.refs[0], instance{e: e, place: i}); len(who) > 0 {
			b.owners[i] = who[0]
		}
	}
}

// partiesOf gives the parties a reference means, as positions.
func (b *builder) partiesOf(x *ref, at instance) []int {
	if x.nth > 0 {
		if place := b.place(x.nth); place >= 0 && b.owners[place] >= 0 {
			return []int{b.owners[place]}
		}
		return nil
	}
	switch x.mode {
	case roleParty:
		return b.byRole[x.role]
	case nextParty:
		role := b.byRole[x.role]
		if len(role) == 0 {
			return nil
		}
		t := b.turns[x]
		i := (t.first + t.step*(at.place*at.e.repeats+at.repeat)) % len(role)
		return role[i : i+1]
	case eachParty, sectorParty:
		if p := b.party(at); p >= 0 {
			return []int{p}
		}
	}
	return nil
}

// hole gives what stands in a hole of the instance's texts.
func (b *builder) hole(at instance) func(string) (string, bool) {
	return func(name string) (string, bool) {
		switch name {
		case "i":
			return strconv.Itoa(at.repeat + 1), true
		case "n":
			return strconv.Itoa(at.place + 1), true
		case "sector":
			return b.sectors[at.place], true
		}
		p := b.party(at)
		switch {
		case p < 0:
			return "…", true // nobody yet
		case name == "party":
			return b.parties[p].name, true
		}
		return b.parties[p].short, true
	}
}
