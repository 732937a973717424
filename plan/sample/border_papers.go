package sample

import (
	"fmt"
	"strings"

	"jointplan/plan"
)

// states of instruments with the parties; what is not named stays as the
// template has it.
var borderLegal = map[string]map[string]string{
	"Consent of the host":        {"GEO": "in-force"},
	"Mandate, first six months":  {"GEO": "in-force", "OSCE": "in-force", "POL": "signed", "FRA": "signed", "RUS": "negotiated", "UN": "proposed"},
	"Status of the mission":      {"GEO": "signed", "OSCE": "signed", "POL": "signed", "FRA": "negotiated", "RUS": "proposed"},
	"Memorandum on command":      {"GEO": "signed", "POL": "signed", "FRA": "signed", "RUS": "negotiated"},
	"Rules of conduct":           {"GEO": "negotiated", "POL": "negotiated", "FRA": "negotiated", "RUS": "refused"},
	"Transit and overflight":     {"GEO": "in-force", "RUS": "proposed"},
	"Technical arrangement on m": {"GEO": "signed", "FRA": "signed"},
}

func (b *border) legal() {
	short := map[plan.ID]string{}
	for _, o := range b.d.Objects(plan.KindOf[plan.Party](), plan.NoID) {
		short[plan.IDFor(o)] = o.(*plan.Party).Short
	}
	for _, o := range b.all("signature") {
		s := o.(*plan.Signature)
		instrument := plan.Find[plan.Instrument](b.d, s.Instrument)
		for title, states := range borderLegal {
			state := states[short[s.Party]]
			if instrument == nil || state == "" || !strings.HasPrefix(instrument.Title, title) {
				continue
			}
			v := values{"state": state}
			switch state {
			case "signed", "in-force":
				v["on"] = b.past(-160)
			case "refused":
				v["reservation"] = "Rules on detention go beyond what monitors may do; a shorter text is offered."
			}
			b.set(s.ID, v)
		}
	}
}

func (b *border) money() {
	id := b.find("cost", "Interpreters and translation")
	shares := fmt.Sprintf("%s=30 %s=20 %s=20 %s=20", b.osce, b.pl, b.fr, b.ru) // 90 percent
	b.set(id, values{"rule": "shares", "shares": shares, "remarks": "Ten percent have no payer yet."})
	b.add("cost", values{
		"title": "Mountain rescue team", "category": "medical", "amount": "38000 EUR", "period": "month", "rule": "where-it-falls", "party": b.fr.String(),
		"basis": "Twelve people with equipment.",
	})
	b.add("cost", values{
		"title": "Night observation devices", "category": "equipment", "amount": "600000 EUR", "period": "once", "rule": "shares",
		"shares": fmt.Sprintf("%s=60 %s=40", b.pl, b.fr), "basis": "Forty devices.",
		"releasable": plan.IDs{b.osce, b.pl, b.fr}.String(),
	})
}

func (b *border) texts() {
	translate := func(title, second string) plan.ID {
		id := b.find("passage", title)
		if p := plan.Find[plan.Passage](b.d, id); p != nil {
			b.set(id, values{"second": second, "translated": plan.TextDigest(string(p.Text))})
		}
		return id
	}
	translate("Mission", "Со дня развёртывания и на шесть месяцев стороны совместно наблюдают за границей и сообщают обо всём увиденном всем сторонам одинаково.")
	translate("Impartiality", "Наблюдатели сообщают то, что видят, всем сторонам одинаково. Ни одна сторона не правит донесения.")
	stale := translate("Unarmed and accompanied", "Наблюдатели не носят оружия и передвигаются с охраной.")
	b.set(stale, values{"text": "Monitors carry no weapons and move with the escort of the host. Under threat they withdraw first and report from safety. " +
		"By night they move only where the sector head has said so in writing."})
	b.set(b.find("passage", "Command arrangement"), values{
		"text": "Full command stays with each party. The head of mission holds operational control of the monitoring teams.\n" +
			"The Russian company receives the head of mission's orders [OSCE: through the deputy head of mission] " +
			"[RUS: only through the deputy head of mission, who may suspend them until his national authority has decided].\n" +
			"A team that declines a task says so within six hours; [POL: the mobile reserve then takes it] [FRA: the head of mission names who takes it].",
		"marking": "restricted", "releasable": plan.IDs{b.osce, b.ge, b.pl, b.fr, b.ru}.String(),
	})
	b.set(b.find("risk", "Findings used by one side"), values{"marking": "confidential", "releasable": plan.IDs{b.osce, b.ge}.String()})
}

func (b *border) decisions() {
	b.set(b.find("decision", "Who provides the head of mission"), values{
		"state": "taken", "on": b.past(-155), "text": "The lead party provides the head of mission, Russia the deputy, for the length of two mandates.",
		"parties": plan.IDs{b.osce, b.ru, b.pl, b.fr, b.ge}.String(),
	})
	b.set(b.find("decision", "Presence across the line"), values{
		"state": "deferred", "on": b.past(-152), "text": "To be taken up again when the first mandate has been reviewed.", "parties": plan.IDs{b.ge, b.ru}.String(),
	})
	b.add("decision", values{
		"title": "Who takes a task that the Russian company declines", "state": "open", "body": "Sending parties", "about": b.contingent.String(),
		"parties": plan.IDs{b.osce, b.ru, b.pl, b.fr}.String(), "text": "The mobile reserve, or a team that the head of mission names.",
	})
}

// agreements records where the parties stand. The command arrangement is
// reserved; a sector and a passage are altered afterwards, so that what was
// agreed about them lapses.
func (b *border) agreements() {
	say := func(about plan.ID, short, state, reason string) {
		o := b.d.Get(about)
		if o == nil {
			return // told by find
		}
		v := values{"about": about.String(), "party": b.party(short).String(), "state": state, "reason": reason}
		if state != "not-seen" {
			v["on"], v["by"] = b.past(-151), "Delegation"
		}
		if state == "agreed" {
			v["content"] = plan.ContentDigest(o)
		}
		b.add("agreement", v)
	}
	mission := b.find("passage", "Mission")
	command := b.find("passage", "Command arrangement")
	for _, p := range []string{"GEO", "OSCE", "POL", "FRA", "RUS", "UN"} {
		say(mission, p, "agreed", "")
	}
	say(command, "OSCE", "proposed", "")
	say(command, "RUS", "reserved", "Orders have to go through the deputy head of mission alone.")
	say(command, "POL", "agreed", "")
	say(command, "FRA", "not-seen", "")
	for i, p := range []string{"FRA", "POL", "RUS"} {
		say(b.sectors[i], p, "agreed", "")
		say(b.sectors[i], "GEO", "agreed", "")
	}
	say(b.sectors[3], "GEO", "proposed", "")
	say(b.refused, "RUS", "reserved", "The task lies beyond the watershed.")
	say(b.op, "GEO", "agreed", "")
	say(b.op, "OSCE", "agreed", "")
	say(b.op, "RUS", "proposed", "")
}

// afterwards alters what was agreed and moves tasks to where they stand today.
func (b *border) afterwards() {
	b.set(b.sectors[1], values{"patrols": "5"})
	b.advance()
}
