package template

import (
	"math"
	"slices"

	"jointplan/plan"
	"jointplan/plan/edit"
)

// values works out the fields of one instance.
func (b *builder) values(at instance) (edit.Values, error) {
	values := edit.Values{}
	if f := at.e.kind.Operation(); f != nil {
		values[f.Name] = b.op.String()
	}
	if at.e.source != "" {
		values["source"] = at.e.source
	}
	for _, v := range slices.Concat(at.e.values, b.said(at)) {
		s, err := b.resolve(v, at)
		if err != nil {
			return nil, err
		}
		values[v.field.Name] = s
	}
	if at.e.kind == plan.KindOf[plan.Passage]() {
		confirmTranslation(at.e, values)
	}
	return values, nil
}

// confirmTranslation marks the second text as a translation of the first: a
// template brings both as they belong together, unless it says otherwise.
func confirmTranslation(e *entry, values edit.Values) {
	if e.value("translated") == nil && values["second"] != "" {
		values["translated"] = plan.TextDigest(values["text"])
	}
}

func (b *builder) resolve(v *value, at instance) (string, error) {
	shift := plan.Date(at.e.shift * at.repeat)
	switch v.field.Type {
	case plan.Day:
		if !v.day.set {
			return "", nil
		}
		date := v.day.on(b.brief.Start) + shift
		return date.String(), checkDate(date)
	case plan.Period:
		return b.span(v, shift)
	case plan.Reference, plan.List:
		return b.references(v, at)
	case plan.Portions:
		return b.portions(v), nil
	case plan.Text, plan.LongText:
		return fill(v.text, b.hole(at)), nil
	case plan.Amount:
		return b.money(v.text), nil
	case plan.Shape:
		return b.draw(v)
	}
	return v.text, nil
}

// said is what the theatre says of an instance, which stands above what the
// template says.
func (b *builder) said(at instance) []*value {
	if b.theatre == nil {
		return nil
	}
	var values []*value
	for _, s := range b.theatre.settings {
		if s.of == at.e {
			values = append(values, s.values...)
		}
	}
	if at.e == b.t.sectorEntry() {
		if place := b.placing[at.place]; place >= 0 {
			values = append(values, b.theatre.sectors[place]...)
		}
	}
	return values
}

// draw gives the corners of a geometry.
func (b *builder) draw(v *value) (string, error) {
	if v.ground == nil || b.sketch {
		return v.text, nil
	}
	if text, ok := b.drawn[v.ground]; ok {
		return text, nil
	}
	if b.brief.World == nil {
		return "", plan.Problem("error.template.ground.world")
	}
	shape, err := v.ground.locate(b.brief.World)
	if err != nil {
		return "", err
	}
	b.drawn[v.ground] = string(shape.Text())
	return b.drawn[v.ground], nil
}

func checkDate(date plan.Date) error {
	if date < plan.MakeDate(1900, 1, 1) || date > plan.MakeDate(2200, 12, 31) {
		return plan.Problem("error.brief.reach", "Date", date.String())
	}
	return nil
}

func (b *builder) span(v *value, shift plan.Date) (string, error) {
	span := v.period.on(b.brief.Start).Shift(int(shift))
	for _, date := range []plan.Date{span.Start, span.Finish} {
		if date == 0 {
			continue
		}
		if err := checkDate(date); err != nil {
			return "", err
		}
	}
	if span.Start != 0 && span.Finish != 0 && span.Finish < span.Start {
		return "", plan.Problem("error.span", "Start", span.Start.String(), "Finish", span.Finish.String())
	}
	return span.String(), nil
}

// money puts an amount into the currency the planner asked for. It is the
// template's figure in another currency, not a conversion: a template's amounts
// are orders of size.
func (b *builder) money(amount string) string {
	if b.brief.Currency == "" || len(amount) < 4 {
		return amount
	}
	return amount[:len(amount)-3] + b.brief.Currency
}

func (b *builder) references(v *value, at instance) (string, error) {
	single := v.field.Type == plan.Reference
	var ids plan.IDs
	for _, x := range v.refs {
		found := b.referred(x, at, single)
		if b.links += len(found); b.links > maxLinks {
			return "", plan.Problem("error.brief.size", "Max", maxObjects)
		}
		if single {
			if len(found) == 0 {
				return "", nil
			}
			return found[0].String(), nil
		}
		if ids = append(ids, found...); len(ids) > maxList {
			return "", plan.Problem("error.brief.list", "Field", plan.Say(v.field.Label()), "Max", maxList)
		}
	}
	if v.field.Limits && len(ids) == 0 && len(v.refs) > 0 {
		ids = plan.IDs{plan.Withheld} // nobody fills the roles; an empty list would mean everybody
	}
	return unique(ids).String(), nil
}

func unique(ids plan.IDs) plan.IDs {
	seen := make(map[plan.ID]bool, len(ids))
	var kept plan.IDs
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			kept = append(kept, id)
		}
	}
	return kept
}

func (b *builder) referred(x *ref, at instance, single bool) []plan.ID {
	switch x.mode {
	case toOperation:
		return []plan.ID{b.op}
	case toEntry:
		return b.targets(x.target, at, x.nth, false, single)
	}
	who := b.partiesOf(x, at)
	ids := make([]plan.ID, len(who))
	for i, p := range who {
		ids[i] = b.parties[p].id
	}
	return ids
}

// targets gives the objects of the entry to that a reference from one instance
// means: those of its own sector, party and repetition where there are such,
// else all. waits is set for tasks to wait for, where a repeated entry that
// names itself means its repetition before. Where nth is said, it is those of the
// theatre's sector of that number.
func (b *builder) targets(to *entry, at instance, nth int, waits, single bool) []plan.ID {
	s := b.made[to]
	first, last := 0, to.repeats-1
	switch {
	case waits && to == at.e:
		first, last = at.repeat-1, at.repeat-1
		if first < 0 {
			return nil
		}
	case to.repeats > 1 && to.repeats == at.e.repeats:
		first, last = at.repeat, at.repeat
	}
	places := b.places(to, at, waits)
	if nth > 0 {
		if places = []int{b.place(nth)}; places[0] < 0 {
			return nil
		}
	}
	var ids []plan.ID
	for _, place := range places {
		for _, id := range s.ids[place*to.repeats+first : place*to.repeats+last+1] {
			if id == plan.NoID {
				continue // left out
			}
			if ids = append(ids, id); single {
				return ids
			}
		}
	}
	return ids
}

func (b *builder) places(to *entry, at instance, waits bool) []int {
	s := b.made[to]
	if to.perSector() && at.e.perSector() {
		return []int{at.place}
	}
	var own, all []int
	who := b.party(at)
	for place := range s.places {
		all = append(all, place)
		if who >= 0 && to.each != "" && b.party(instance{e: to, place: place}) == who {
			own = append(own, place)
		}
	}
	across := to.perSector() != at.e.perSector() // a sector's tasks with its party's units, and the reverse
	if len(own) > 0 && !(waits && across) {
		return own
	}
	return all
}

// portions works out shares in percent that sum to what the template says.
func (b *builder) portions(v *value) string {
	percent := map[int]float64{}
	var order []int
	for _, s := range v.shares {
		who := b.byRole[s.role]
		if s.equal {
			s.percent = 100
			if s.role == "" {
				who = b.as("lead", "contributor")
			}
		}
		for i, part := range split(s.percent, len(who)) {
			if _, known := percent[who[i]]; !known {
				order = append(order, who[i])
			}
			percent[who[i]] += part
		}
	}
	var shares plan.Shares
	for _, i := range order {
		shares = append(shares, plan.Share{Party: b.parties[i].id, Percent: math.Round(percent[i]*1e6) / 1e6})
	}
	return shares.String()
}

// split divides a percentage into n parts of whole hundredths; the first takes
// what does not divide.
func split(percent float64, n int) []float64 {
	switch n {
	case 0:
		return nil
	case 1:
		return []float64{percent}
	}
	cents := math.Round(percent * 100)
	each := math.Floor(cents / float64(n))
	parts := make([]float64, n)
	for i := range parts {
		parts[i] = each / 100
	}
	parts[0] = (cents - each*float64(n-1)) / 100
	return parts
}
