package plantest

import (
	"fmt"
	"strconv"

	"jointplan/plan"
	"jointplan/plan/edit"
)

// Large makes a plan of one operation with n tasks, 2n dependencies, parties,
// phases, sectors and units as a big headquarters would have them, sound but
// for a few slips: the size that benchmarks measure.
func Large(n int) (*plan.Document, error) {
	l := &large{World: World{Doc: plan.NewDocument()}, order: "a0000"}
	start := plan.MakeDate(2027, 1, 1)
	l.add("workspace", edit.Values{"title": "Large plan"})
	l.op = l.add("operation", edit.Values{
		"title": "Joint border watch", "theatre": "Mountains", "structure": "lead", "currency": "EUR", "languages": "en ru",
		"period": plan.Span{Start: start, Finish: start + 3650}.String(),
	})
	parties, phases, sectors, units := l.frame(n, start)
	tasks := make([]plan.ID, n)
	for i := range tasks {
		first := start + plan.Date(i*3500/n)
		tasks[i] = l.add("task", edit.Values{
			"title": "Task " + strconv.Itoa(i), "party": parties[i%len(parties)], "sector": sectors[i%len(sectors)],
			"phase": phases[i*len(phases)/n], "units": units[i%len(units)], "priority": "normal", "status": "planned",
			"when": plan.Span{Start: first, Finish: first + 6}.String(), "people": "4",
			"purpose": "Watch the line and report what crosses it", "measure": "Reports a day",
		})
	}
	for i := range 2 * n {
		from := i / 2
		to := from + 1 + (i%2)*997 + from%13
		if to < n {
			kind := [2]string{"ss", "ff"}[i%2]
			l.add("dependency", edit.Values{"from": tasks[from].String(), "to": tasks[to].String(), "type": kind})
		}
	}
	if l.err != nil {
		return nil, l.err
	}
	return l.Doc, l.Doc.Load(l.made)
}

type large struct {
	World
	op    plan.ID
	order string
	no    map[*plan.Kind]int
	made  []plan.Object
	err   error
}

func (l *large) add(kind string, values edit.Values) plan.ID {
	k := plan.KindNamed(kind)
	if l.no == nil {
		l.no = map[*plan.Kind]int{}
	}
	l.no[k]++
	l.order = plan.OrderBetween(l.order, "")
	values["order"], values["no"] = l.order, strconv.Itoa(l.no[k])
	if k.Operation() != nil {
		values["operation"] = l.op.String()
	}
	o, err := edit.Fill(k, l.ID(), values)
	if err != nil {
		l.err = fmt.Errorf("%s: %w", kind, err)
		return plan.NoID
	}
	l.made = append(l.made, o)
	return plan.IDFor(o)
}

func (l *large) frame(n int, start plan.Date) (parties, phases, sectors, units []string) {
	for i := range 8 {
		party := l.add("party", edit.Values{"title": "Party " + strconv.Itoa(i)}).String()
		parties = append(parties, party)
		l.add("participation", edit.Values{"party": party, "role": "contributor"})
	}
	for i := range 10 {
		when := plan.Span{Start: start + plan.Date(i*350), Finish: start + plan.Date(i*350+380)}
		phases = append(phases, l.add("phase", edit.Values{"title": "Phase " + strconv.Itoa(i), "when": when.String()}).String())
	}
	for i := range 40 {
		sectors = append(sectors, l.add("sector", edit.Values{
			"title": "Sector " + strconv.Itoa(i), "party": parties[i%8], "length": "20", "summer": "100", "winter": "60",
		}).String())
	}
	for i := range max(8, n/200) / 8 * 8 {
		units = append(units, l.add("unit", edit.Values{
			"title": "Unit " + strconv.Itoa(i), "party": parties[i%8], "type": "border-guard", "echelon": "company",
			"strength": "120", "sector": sectors[i%40],
		}).String())
	}
	return parties, phases, sectors, units
}
