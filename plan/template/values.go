package template

import (
	"slices"
	"strconv"
	"strings"

	yaml "go.yaml.in/yaml/v3"

	"jointplan/plan"
)

func (r *reader) readField(e *entry, p pair) {
	f := e.kind.Field(p.key)
	if f == nil || !allowed(f) {
		r.wrong(p.line, plan.Say("error.template.field", "Value", p.key, "Kind", plan.Say(e.kind.Label()), "Known", fieldNames(e.kind)))
		return
	}
	if e.kind == plan.KindOf[plan.Operation]() && given[f.Name] {
		r.wrong(p.line, plan.Say("error.template.given", "Field", plan.Say(f.Label())))
		return
	}
	v := &value{field: f, line: p.line}
	e.values = append(e.values, v)
	switch f.Type {
	case plan.Reference, plan.List:
		r.readRefs(v, p.value)
	case plan.Portions:
		r.readShares(v, p.value)
	case plan.Day, plan.Period:
		r.readDays(v, p.value)
	case plan.Text, plan.LongText:
		r.readText(e, v, p.value)
	case plan.Shape:
		r.readGeometry(v, p.value)
	default:
		r.readPlain(v, p.value)
	}
}

// wrongValue tells what is wrong with the value of a field.
func (r *reader) wrongValue(line int, f *plan.Field, err error) {
	r.wrong(line, plan.Say("error.template.value", "Field", f.Name, "Why", messageOf(err)))
}

func (r *reader) readText(e *entry, v *value, n *yaml.Node) {
	s, ok := r.text(n)
	if !ok {
		v.faulty = true
		return
	}
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		s = strings.TrimRight(s, "\n") // the end of the block
	}
	asWritten := func(string) (string, bool) { return "", false }
	if _, err := v.field.Parse(fill(s, asWritten)); err != nil {
		r.wrongValue(n.Line, v.field, err)
	}
	r.checkHoles(n.Line, s, holesOf(e))
	v.text = s
}

// readPlain reads choices, numbers, flags and money.
func (r *reader) readPlain(v *value, n *yaml.Node) {
	s, ok := r.text(n)
	if !ok {
		return
	}
	if v.field.Type == plan.Flag {
		switch s {
		case "yes":
			s = "true"
		case "no":
			s = "false"
		}
	}
	canonical, err := v.field.Parse(s)
	if err != nil {
		r.wrongValue(n.Line, v.field, err)
		return
	}
	v.text = canonical
}

func (r *reader) readDays(v *value, n *yaml.Node) {
	s, ok := r.text(n)
	if !ok {
		return
	}
	var err error
	if v.field.Type == plan.Day {
		v.day, err = parseDay(s)
	} else {
		v.period, err = parsePeriod(s)
	}
	if err != nil {
		r.wrongValue(n.Line, v.field, err)
	}
}

// readRefs reads a name, or a list of them where the field takes several. What
// the names mean is settled in link, when all keys are known.
func (r *reader) readRefs(v *value, n *yaml.Node) {
	items := []*yaml.Node{n}
	if v.field.Type == plan.List && n.Kind == yaml.SequenceNode {
		items = n.Content
	}
	for _, item := range items {
		s, ok := r.text(item)
		if !ok || s == "" {
			continue
		}
		v.refs = append(v.refs, &ref{word: s, line: item.Line})
	}
}

func (r *reader) readShares(v *value, n *yaml.Node) {
	if n.Kind == yaml.ScalarNode {
		r.readEqual(v, n)
		return
	}
	for _, p := range r.pairs(n) {
		if r.t.Role(p.key) == nil {
			r.wrong(p.line, plan.Say("error.template.role", "Value", p.key, "Known", r.roleKeys()))
			continue
		}
		s, ok := r.text(p.value)
		if !ok {
			continue
		}
		percent, err := strconv.ParseFloat(s, 64)
		if err != nil || !(percent >= 0 && percent <= 100) {
			r.wrong(p.line, plan.Say("error.template.percent", "Value", s))
			continue
		}
		v.shares = append(v.shares, share{role: p.key, percent: percent})
	}
}

func (r *reader) readEqual(v *value, n *yaml.Node) {
	s, _ := r.text(n)
	words := strings.Fields(s)
	switch {
	case len(words) == 0:
		return
	case words[0] != "equal" || len(words) > 2:
		r.wrong(n.Line, plan.Say("error.template.equal", "Value", s))
	case len(words) == 1:
		v.shares = []share{{equal: true}}
	case r.t.Role(words[1]) == nil:
		r.wrong(n.Line, plan.Say("error.template.role", "Value", words[1], "Known", r.roleKeys()))
	default:
		v.shares = []share{{role: words[1], equal: true}}
	}
}

// takesParties reports whether words of the field name parties.
func takesParties(f *plan.Field) bool { return f.Target == "party" }

// partyWord settles what a word for a party means; ok is false when it is none.
func (r *reader) partyWord(e *entry, x *ref) (ok bool) {
	words := strings.Fields(x.word)
	if len(words) == 2 && words[0] == "next" && r.t.Role(words[1]) != nil {
		x.mode, x.role = nextParty, words[1]
		return true
	}
	if len(words) != 1 {
		return false
	}
	switch {
	case x.word == "each":
		x.mode = eachParty
		if !e.perParty() {
			r.wrong(x.line, plan.Say("error.template.each", "Value", x.word))
		}
	case x.word == "sector":
		x.mode = sectorParty
		if !e.perSector() {
			r.wrong(x.line, plan.Say("error.template.each", "Value", x.word))
		}
	case r.t.Role(x.word) != nil:
		x.mode, x.role = roleParty, x.word
	default:
		return false
	}
	return true
}

func (r *reader) keysOf(kind string) string {
	var keys []string
	for _, e := range r.t.entries {
		if e.key != "" && (kind == "any" || e.kind.Name == kind) && len(keys) < 40 && !slices.Contains(keys, e.key) {
			keys = append(keys, e.key)
		}
	}
	if len(keys) == 0 {
		return "—"
	}
	return strings.Join(keys, ", ")
}
