package sample

import (
	"fmt"

	"jointplan/plan"
)

// people and the posts they hold, named by the beginning of the post's title.
var borderPeople = []struct {
	name, rank, party, post, languages string
}{
	{"Ingrid Halvorsen", "Ambassador", "OSCE", "Head of mission", "en ru de"},
	{"Andrei Sokolin", "Colonel", "RUS", "Deputy head of mission", "ru en"},
	{"Tomasz Wierzba", "Colonel", "POL", "Chief of staff", "pl en ru"},
	{"Élodie Marchand", "Lieutenant colonel", "FRA", "Chief of operations", "fr en"},
	{"Giorgi Maisura", "Lieutenant colonel", "GEO", "Liaison officer of the host", "ka ru en"},
	{"Pavel Orlenko", "Major", "RUS", "Liaison officer to the border service", "ru ka"},
	{"Marta Zielna", "Major", "POL", "Head of Chechen stretch", "pl en ru"},
	{"Luc Desforêts", "Major", "FRA", "Head of Ingush stretch", "fr en"},
	{"Sergei Vetrov", "Major", "RUS", "Head of Dagestan stretch, west", "ru"},
	{"Nino Kvirike", "", "GEO", "Head of the language service", "ka ru en fr"},
	{"Hélène Aubry", "Doctor", "FRA", "Medical adviser", "fr en"},
	{"Anders Lind", "", "OSCE", "Legal adviser", "sv en"},
}

func (b *border) people() {
	for _, p := range borderPeople {
		person := b.add("person", values{
			"title": p.name, "rank": p.rank, "party": b.party(p.party).String(), "function": p.post, "languages": p.languages,
		})
		b.set(b.find("post", p.post), values{"holder": person.String(), "party": b.party(p.party).String()})
	}
	b.deputy = b.find("post", "Deputy head of mission")
	b.set(b.deputy, values{
		"essential": "true", "when": days(-60, 425),
		"function": "Passes the head of mission's orders to the Russian company and answers for it to the national authority.",
		"remarks":  "Arrangement as for the Russian brigade in Bosnia in 1996: on the ground under the multinational division, directed through the Supreme Commander's Russian deputy, national authority kept.",
	})
	b.set(b.find("post", "Head of Dagestan stretch, east"), values{"essential": "true", "holder": "", "party": ""})
}

func (b *border) commands() {
	head := b.find("post", "Head of mission")
	sectorHead := b.find("post", "Head of Dagestan stretch, west")
	b.add("command", values{
		"unit": b.contingent.String(), "level": "opcon", "holder": b.deputy.String(), "when": days(0, 365),
		"caveats": "Operational control is exercised by the head of mission through the deputy, who belongs to the party.",
	})
	b.add("command", values{
		"unit": b.contingent.String(), "level": "tacon", "holder": sectorHead.String(), "when": days(0, 365), "may-refuse": "true",
		"caveats": "May decline a task; nobody is named yet who then does it.",
	})
	b.add("command", values{
		"unit": b.rescue.String(), "level": "tacom", "holder": head.String(), "when": days(45, 320), "may-refuse": "true",
		"substitute": b.find("unit", "Medical teams").String(), "caveats": "May decline flights by night.",
	})
}

// offers answers the requirements: most are met, some fall short.
func (b *border) offers() {
	answer := func(requirement, party string, quantity int, state, caveats string, unit plan.ID) {
		v := values{
			"requirement": b.find("requirement", requirement).String(), "party": b.party(party).String(),
			"quantity": fmt.Sprint(quantity), "state": state, "caveats": caveats, "unit": unit.String(), "ready": day(-14),
		}
		b.add("offer", v)
	}
	for i, s := range stretches {
		b.set(b.find("requirement", "Monitors, "+s.title), values{"quantity": fmt.Sprint(s.summer), "sector": b.sectors[i].String()})
	}
	answer("Monitors, Ingush", "FRA", 31, "accepted", "", b.find("unit", "Monitoring team, Ingush"))
	answer("Monitors, Chechen", "POL", 43, "accepted", "", b.find("unit", "Monitoring team, Chechen"))
	answer("Monitors, Dagestan stretch, west", "RUS", 38, "accepted", "Only with the deputy head of mission in post.", b.contingent)
	answer("Monitors, Dagestan stretch, east", "POL", 20, "offered", "Until a party takes the sector, six months at most.", plan.NoID)
	answer("Interpreters, Chechen", "GEO", 4, "accepted", "", plan.NoID)
	answer("Interpreters, Ingush", "GEO", 2, "accepted", "Russian and Georgian only.", plan.NoID)
	answer("Interpreters, Dagestan stretch, west", "RUS", 2, "offered", "", plan.NoID)
	answer("Helicopters", "FRA", 1, "accepted", "No night flights.", plan.NoID)
	answer("Helicopters", "UN", 1, "withdrawn", "Needed elsewhere from June.", plan.NoID)
	answer("Observers for two crossing points", "POL", 8, "accepted", "", plan.NoID)
	answer("Staff of the joint headquarters", "POL", 12, "accepted", "", plan.NoID)
	answer("Staff of the joint headquarters", "FRA", 9, "accepted", "", plan.NoID)
	answer("Staff of the joint headquarters", "RUS", 6, "offered", "With the deputy's post.", plan.NoID)
	answer("Mobile reserve", "FRA", 16, "declined", "", plan.NoID)
	night := b.add("requirement", values{
		"title": "Night observation devices", "capability": "Observation", "quantity": "40", "counted": "devices", "ready": day(-10),
	})
	for _, o := range []struct {
		party    string
		quantity string
	}{{"POL", "15"}, {"FRA", "10"}} {
		b.add("offer", values{
			"requirement": night.String(), "party": b.party(o.party).String(), "quantity": o.quantity, "state": "accepted", "ready": day(-20),
		})
	}
}
