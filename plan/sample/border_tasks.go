package sample

import (
	"fmt"

	"jointplan/plan"
)

// work is a task that the sample adds to those of the template. Party is the
// short name, "" for nobody; sector counts from 1, 0 for none.
type work struct {
	title       string
	line, phase string // beginnings of their titles
	first, days int
	party       string
	sector      int
	capability  string
	people      int
	priority    string
}

const (
	preparation = "Preparation"
	deployment  = "Deployment"
	summer      = "Monitoring, first"
	winter      = "Monitoring, second"
	closure     = "Hand-over"

	lineLaw      = "Mandate"
	lineHQ       = "Headquarters"
	linePatrols  = "Observation"
	lineCrossing = "Crossing"
	lineLiaison  = "Liaison"
	lineSupport  = "Support"
	linePeople   = "Language"
	lineCapacity = "Border guard"
)

var borderWork = []work{
	{"Collect satellite pictures and old survey maps of the ridge", linePatrols, preparation, -140, 30, "FRA", 0, "Reconnaissance", 2, "normal"},
	{"List tracks, shepherds' paths and winter closures with local guides", linePatrols, preparation, -120, 25, "GEO", 0, "Reconnaissance", 4, "normal"},
	{"Survey the landing site at Girevi", lineSupport, preparation, -80, 4, "RUS", 3, "Engineering", 3, "high"},
	{"Survey the landing site at Omalo", lineSupport, preparation, -76, 4, "", 4, "Engineering", 3, "high"},
	{"Repair the road from Sno to the upper valley", lineSupport, preparation, -75, 45, "GEO", 1, "Engineering", 25, "normal"},
	{"Set up the repeater above Shatili", lineSupport, preparation, -40, 9, "POL", 2, "Signals", 6, "high"},
	{"Set up the repeater above Omalo", lineSupport, preparation, -30, 9, "", 4, "Signals", 6, "high"},
	{"Test radio contact from the overnight post below Tebulo", lineSupport, preparation, -20, 3, "POL", 2, "Signals", 3, "normal"},
	{"Lay in fuel and food for sixty days at Shatili", lineSupport, preparation, -25, 20, "GEO", 2, "Logistics", 10, "high"},
	{"Lay in fuel and food for sixty days at Girevi", lineSupport, preparation, -25, 20, "GEO", 3, "Logistics", 10, "high"},
	{"Lay in fuel and food for sixty days at Omalo", lineSupport, preparation, -25, 20, "GEO", 4, "Logistics", 10, "high"},
	{"Lay in fuel and food for sixty days at Sno", lineSupport, preparation, -25, 20, "GEO", 1, "Logistics", 10, "high"},
	{"Translate the standing procedures into Russian and Georgian", linePeople, preparation, -28, 20, "OSCE", 0, "Language service", 4, "normal"},
	{"Settle the working glossary of the mission", linePeople, preparation, -50, 14, "OSCE", 0, "Language service", 3, "low"},
	{"Agree how the deputy head of mission passes orders to the Russian company", lineLaw, preparation, -70, 25, "RUS", 0, "Legal and political staff", 3, "high"},
	{"Brief ambassadors of the parties on the state of preparation", lineLiaison, preparation, -15, 1, "OSCE", 0, "Liaison", 2, "normal"},
	{"Exchange lists of patrol call signs with the border service across the line", lineLiaison, preparation, -12, 5, "RUS", 0, "Liaison", 2, "normal"},
	{"Open the main base at Shatili", lineHQ, deployment, 4, 6, "POL", 2, "Headquarters support", 12, "high"},
	{"Open the base at Sno", lineHQ, deployment, 6, 6, "FRA", 1, "Headquarters support", 12, "high"},
	{"Open the base at Girevi", lineHQ, deployment, 8, 6, "RUS", 3, "Headquarters support", 12, "high"},
	{"Open the base at Omalo", lineHQ, deployment, 10, 6, "", 4, "Headquarters support", 12, "high"},
	{"Calibrate night observation equipment at all bases", linePatrols, deployment, 18, 6, "POL", 0, "Observation", 4, "normal"},
	{"Man the overnight post below Tebulo", linePatrols, summer, 31, 150, "POL", 2, "Patrolling", 8, "high"},
	{"Stand by for rescue in the high valleys", lineSupport, summer, 30, 152, "FRA", 0, "Medical", 12, "high"},
	{"Patrol jointly along the watershed with the Russian company", linePatrols, summer, 40, 60, "RUS", 3, "Patrolling", 20, "high"},
	{"Patrol the approaches to the Larsi road", linePatrols, summer, 35, 140, "FRA", 1, "Patrolling", 12, "normal"},
	{"Watch the Atsunta pass", linePatrols, summer, 45, 110, "POL", 2, "Observation", 6, "normal"},
	{"Watch the passes above Omalo", linePatrols, summer, 45, 110, "", 4, "Observation", 6, "normal"},
	{"Fly the whole line once a week", linePatrols, summer, 32, 150, "FRA", 0, "Aviation", 5, "normal"},
	{"Count crossings on foot and by air and report monthly", lineLiaison, summer, 30, 152, "OSCE", 0, "Analysis", 2, "normal"},
	{"Visit every village below the line", lineLiaison, summer, 50, 60, "OSCE", 0, "Liaison", 6, "low"},
	{"Hold the incident exercise with both border services", lineLiaison, summer, 75, 3, "GEO", 0, "Liaison", 15, "normal"},
	{"Check the interpreters' pool and recruit for winter", linePeople, summer, 120, 30, "OSCE", 0, "Language service", 2, "normal"},
	{"Bring winter clothing and skis to the bases", lineSupport, summer, 145, 20, "", 0, "Logistics", 8, "high"},
	{"Take down the overnight post below Tebulo", linePatrols, summer, 178, 4, "POL", 2, "Logistics", 8, "normal"},
	{"Avalanche watch over the valley of Shatili", lineSupport, winter, 200, 110, "GEO", 2, "Observation", 4, "high"},
	{"Keep the pass to Omalo open for evacuation by snow vehicle", lineSupport, winter, 185, 120, "", 4, "Engineering", 9, "high"},
	{"Winter supply of Girevi by helicopter", lineSupport, winter, 185, 140, "FRA", 3, "Aviation", 5, "high"},
	{"Rotate the doctors of the four bases", linePeople, winter, 240, 8, "FRA", 0, "Medical", 8, "normal"},
	{"Train twenty border guards as patrol leaders", lineCapacity, winter, 210, 42, "POL", 0, "Training", 8, "high"},
	{"Train border guards in mountain rescue", lineCapacity, winter, 255, 28, "FRA", 0, "Training", 6, "normal"},
	{"Hand the radio net over to the border guard", lineCapacity, closure, 340, 10, "POL", 0, "Signals", 6, "normal"},
	{"Give vehicles and radios to the training programme that follows", lineCapacity, closure, 345, 12, "OSCE", 0, "Logistics", 4, "normal"},
	{"Clear the bases and restore the ground", lineSupport, closure, 345, 15, "GEO", 0, "Engineering", 20, "low"},
	{"Write the joint account of what was seen on the line", lineLiaison, closure, 336, 24, "OSCE", 0, "Analysis", 3, "normal"},
}

func (b *border) party(short string) plan.ID {
	return map[string]plan.ID{"GEO": b.ge, "OSCE": b.osce, "POL": b.pl, "FRA": b.fr, "RUS": b.ru, "UN": b.un}[short]
}

func (b *border) tasks() {
	made := map[string]plan.ID{}
	for _, w := range borderWork {
		v := values{
			"title": w.title, "line": b.find("line", w.line).String(), "phase": b.find("phase", w.phase).String(),
			"when": days(w.first, w.days), "party": b.party(w.party).String(), "capability": w.capability,
			"people": fmt.Sprint(w.people), "priority": w.priority, "status": "planned",
		}
		if w.sector > 0 {
			v["sector"] = b.sectors[w.sector-1].String()
		}
		made[w.title] = b.add("task", v)
	}
	b.refused = made["Patrol jointly along the watershed with the Russian company"]
	b.set(b.refused, values{
		"units": b.contingent.String(), "status": "blocked",
		"remarks": "Refused by the national authority on account of the watershed caveat. No unit is named to take it.",
	})
	b.set(made["Stand by for rescue in the high valleys"], values{
		"units": b.rescue.String(), "remarks": "The team arrives two weeks after this begins.",
	})
	b.set(made["Man the overnight post below Tebulo"], values{"units": b.find("unit", "Overnight post").String()})
	for _, link := range [][2]string{
		{"Set up the repeater above Shatili", "Test radio contact from the overnight post below Tebulo"},
		{"Survey the landing site at Girevi", "Lay in fuel and food for sixty days at Girevi"},
		{"Survey the landing site at Omalo", "Lay in fuel and food for sixty days at Omalo"},
		{"Open the main base at Shatili", "Man the overnight post below Tebulo"},
		{"Open the base at Girevi", "Patrol jointly along the watershed with the Russian company"},
		{"Open the base at Sno", "Patrol the approaches to the Larsi road"},
		{"Open the base at Omalo", "Watch the passes above Omalo"},
		{"Man the overnight post below Tebulo", "Take down the overnight post below Tebulo"},
		{"Bring winter clothing and skis to the bases", "Keep the pass to Omalo open for evacuation by snow vehicle"},
	} {
		b.add("dependency", values{"from": made[link[0]].String(), "to": made[link[1]].String(), "type": "fs"})
	}
}
