package sample

import (
	"fmt"

	"jointplan/plan"
	"jointplan/plan/basemap"
	"jointplan/plan/edit"
	"jointplan/plan/template"
)

// Border gives the edits, to be applied in turn, that make the sample of a
// joint border monitoring operation in document d from template
// joint-border-monitoring. today decides how far its tasks have come.
//
// What is on the map comes from the template's theatre greater-caucasus, which is
// drawn from the basemap. Lengths, strengths and bases are those of the OSCE Border
// Monitoring Operation in Georgia. The plan has gaps on purpose: tasks and a sector that
// nobody answers for, a unit that arrives after its task begins, a status
// agreement not in force, offers short of the requirement, shares that sum to
// 90 percent, a reserved and a lapsed agreement, a task refused without
// substitute, a stale translation.
func Border(d *plan.Document, t *template.Template, world *basemap.Map, newID edit.Maker, today plan.Date) ([]plan.Edit, error) {
	b := &border{builder: newBuilder(d, newID, today)}
	brief := borderBrief()
	brief.World = world
	made, op, err := t.Instantiate(b.d, brief, newID)
	if err != nil {
		return nil, err
	}
	if err := b.d.Apply(made.Changes); err != nil {
		return nil, err
	}
	b.edits, b.op, b.numbers = append(b.edits, made), op, edit.NewNumbers(b.d)
	for _, part := range []struct {
		kind string
		make func()
	}{
		{"party", b.parties}, {"operation", b.operation}, {"sector", b.shapeSectors}, {"graphic", b.mapObjects}, {"unit", b.units},
		{"task", b.tasks}, {"person", b.people}, {"command", b.commands}, {"offer", b.offers},
		{"signature", b.legal}, {"cost", b.money}, {"passage", b.texts}, {"decision", b.decisions},
		{"agreement", b.agreements}, {"task", b.afterwards},
	} {
		part.make()
		b.step(part.kind)
	}
	return b.edits, b.err
}

// border is the builder with what its parts refer to.
type border struct {
	*builder
	ge, osce, pl, fr, ru, un plan.ID
	sectors                  []plan.ID
	contingent, rescue       plan.ID
	deputy                   plan.ID // post
	refused                  plan.ID // task
}

func borderBrief() template.Brief {
	return template.Brief{
		Title: "Joint border monitoring, Greater Caucasus", TheatreKey: "greater-caucasus", Start: start,
		Parties: []template.BriefParty{
			{Name: "Georgia", Short: "GEO", Type: "nation", Roles: []string{"host"}},
			{Name: "Organization for Security and Co-operation in Europe", Short: "OSCE", Type: "organisation", Roles: []string{"lead"}},
			{Name: "Poland", Short: "POL", Type: "nation", Roles: []string{"contributor"}},
			{Name: "France", Short: "FRA", Type: "nation", Roles: []string{"contributor"}},
			{Name: "Russia", Short: "RUS", Type: "nation", Roles: []string{"contributor", "neighbour"}},
			{Name: "United Nations", Short: "UN", Type: "organisation", Roles: []string{"donor"}},
		},
	}
}

func (b *border) parties() {
	for _, p := range []struct {
		id                             *plan.ID
		name, languages, mail, cleared string
	}{
		{&b.ge, "Georgia", "ka ru en", "Border Guard, operations department", "confidential"},
		{&b.osce, "Organization", "en ru fr", "Conflict prevention centre", "confidential"},
		{&b.pl, "Poland", "pl en ru", "Operational command, joint operations", "restricted"},
		{&b.fr, "France", "fr en", "Planning and conduct centre", "restricted"},
		{&b.ru, "Russia", "ru en", "Main operations directorate", "restricted"},
		{&b.un, "United Nations", "en fr ru", "Department of peace operations", ""},
	} {
		*p.id = b.find("party", p.name)
		b.set(*p.id, values{"languages": p.languages, "contact": p.mail, "cleared": p.cleared})
	}
}

func (b *border) operation() {
	b.set(b.op, values{
		"status": "staffing", "structure": "deputy", "border": "280", "languages": "en ru",
		"mandate": "Six months at a time by consensus of the parties; first mandate from 1 May 2027",
		"remarks": "Sample with the figures of the OSCE Border Monitoring Operation in Georgia, December 1999 to 31 December 2004: " +
			"82 km (81 in another release), 58 km from December 2001, 280 km in all from December 2002; 85 monitors in winter, 148 in summer. " +
			"Mandates of six months by consensus; not renewed on 30 December 2004.",
	})
}

func (b *border) shapeSectors() {
	for i, s := range stretches {
		id := b.find("sector", s.title)
		b.sectors = append(b.sectors, id)
		b.set(id, values{
			"summer": fmt.Sprint(s.summer), "winter": fmt.Sprint(s.winter),
			"posts": fmt.Sprint(s.posts), "patrols": fmt.Sprint(3 + i%2),
			"remarks": "Length as in the releases of the OSCE mission; the Dagestan stretch of about 140 km is the rest of 280 km, here cut in two.",
		})
	}
	b.set(b.sectors[1], values{"party": b.pl.String(), "remarks": "82 km in most releases, 81 in another. Overnight post below Tebulo."})
	b.set(b.sectors[0], values{"party": b.fr.String()})
	b.set(b.sectors[2], values{"party": b.ru.String()})
	b.set(b.sectors[3], values{"party": ""}) // nobody answers for it yet
	for _, o := range b.all("task") {
		t := o.(*plan.Task)
		switch {
		case t.Sector == plan.NoID || t.Party == plan.NoID || t.Party == b.ge:
		case t.Sector == b.sectors[3]:
			b.set(t.ID, values{"party": ""})
		default:
			b.set(t.ID, values{"party": plan.Find[plan.Sector](b.d, t.Sector).Party.String()})
		}
	}
}

func (b *border) units() {
	for i, s := range stretches {
		party := plan.Find[plan.Sector](b.d, b.sectors[i]).Party
		if party == plan.NoID {
			party = b.pl // lent until a party takes the sector
		}
		b.set(b.find("unit", "Monitoring team, "+s.title), values{
			"party": party.String(), "strength": fmt.Sprint(s.summer), "base": s.seat, "sector": b.sectors[i].String(),
		})
		b.set(b.find("unit", "Border guard escort, "+s.title), values{"base": s.seat})
	}
	b.contingent = b.add("unit", values{
		"title": "Russian observer company", "party": b.ru.String(), "type": "observers", "echelon": "company", "strength": "40",
		"sector": b.sectors[2].String(), "when": days(0, 365), "base": "Girevi", "languages": "ru en",
		"caveats": "Tasked by the head of mission only through the deputy head of mission. National authority may withdraw it at any time. No patrols across the watershed.",
	})
	b.rescue = b.add("unit", values{
		"title": "Mountain rescue team", "party": b.fr.String(), "type": "medical", "echelon": "team", "strength": "12",
		"when": days(45, 320), "base": "Shatili", "languages": "fr en", "caveats": "No night flights.",
	})
	b.add("unit", values{
		"title": "Overnight post Tebulo", "party": b.pl.String(), "type": "observers", "echelon": "team", "strength": "8",
		"parent": b.find("unit", "Monitoring team, Chechen").String(), "sector": b.sectors[1].String(),
		"when": days(30, 153), "base": "Tebulo", "languages": "en ru", "caveats": "Manned from June to October only.",
	})
	b.add("unit", values{
		"title": "Signals detachment", "party": b.pl.String(), "type": "signals", "echelon": "team", "strength": "6", "marking": "restricted",
		"when": days(-30, 395), "base": "Sno", "languages": "pl en",
	})
}
