package template

import (
	"regexp"
	"strconv"
	"strings"

	yaml "go.yaml.in/yaml/v3"

	"jointplan/plan"
)

// made are the kinds that a brief brings; a template cannot hold them.
var made = map[string]bool{"workspace": true, "party": true, "agreement": true}

// given are the fields of the operation that the planner's form fills.
var given = map[string]bool{"title": true, "theatre": true, "template": true}

func (r *reader) readParts(n *yaml.Node) {
	r.t.operation = &entry{kind: plan.KindOf[plan.Operation](), repeats: 1, source: r.t.Source}
	r.readEntries(n, 1)
}

// readEntries reads entries by kind, of which so many may be of the operation.
func (r *reader) readEntries(n *yaml.Node, operations int) {
	for _, p := range r.pairs(n) {
		k := plan.KindNamed(p.key)
		switch {
		case k == nil:
			r.wrong(p.line, plan.Say("error.template.kind", "Value", p.key, "Known", kindNames()))
			continue
		case made[p.key]:
			r.wrong(p.line, plan.Say("error.template.made", "Kind", plan.Say(k.Plural())))
			continue
		}
		for _, item := range r.items(p.value) {
			e := r.readEntry(k, item)
			if len(r.t.entries) >= maxEntries {
				r.wrong(item.Line, plan.Say("error.template.entries", "Max", maxEntries))
				return
			}
			if k == plan.KindOf[plan.Operation]() {
				r.t.operation = e
				if operations--; operations < 0 {
					r.wrong(item.Line, plan.Say("error.template.operation"))
				}
				continue
			}
			r.t.entries = append(r.t.entries, e)
		}
	}
}

func kindNames() string {
	var names []string
	for _, k := range plan.Kinds() {
		if !made[k.Name] {
			names = append(names, k.Name)
		}
	}
	return strings.Join(names, ", ")
}

func fieldNames(k *plan.Kind) string {
	var names []string
	for _, f := range k.Fields {
		if allowed(f) {
			names = append(names, f.Name)
		}
	}
	return strings.Join(names, ", ")
}

// allowed reports whether a template may set the field: not what binds an
// object to its place in a file.
func allowed(f *plan.Field) bool {
	return f != f.Kind.Operation() && !f.Own && f.Type != plan.Labels && f.Name != "no" && f.Name != "source"
}

func (r *reader) readEntry(k *plan.Kind, n *yaml.Node) *entry {
	e := &entry{kind: k, line: n.Line, repeats: 1, source: r.t.Source}
	if isEmpty(n) {
		r.wrong(n.Line, plan.Say("error.template.mapping"))
	}
	pairs := r.pairs(n)
	for _, p := range pairs { // first what says how the rest is meant
		switch p.key {
		case "each":
			r.readEach(e, p)
		case "every":
			r.readEvery(e, p)
		case "key":
			r.readKey(e, p)
		}
	}
	for _, p := range pairs {
		switch p.key {
		case "each", "every", "key":
		case "source":
			e.source = r.readSource(p.value)
		case "after":
			r.readAfter(e, p)
		default:
			r.readField(e, p)
		}
	}
	if f := k.Title(); f != nil && k != plan.KindOf[plan.Operation]() {
		if v := e.value(f.Name); len(pairs) > 0 && (v == nil || v.text == "" && !v.faulty) {
			r.wrong(n.Line, plan.Say("error.template.title", "Kind", plan.Say(k.Label())))
		}
	}
	return e
}

func (r *reader) readKey(e *entry, p pair) {
	s, ok := r.text(p.value)
	if !ok {
		return
	}
	if len(s) > maxKey || !keyForm.MatchString(s) {
		r.wrong(p.line, plan.Say("error.template.keyform", "Value", s))
		return
	}
	if first := r.t.byKey[s]; first != nil {
		r.wrong(p.line, plan.Say("error.template.twice", "Key", s, "Line", first.line))
		return
	}
	e.key = s
	r.t.byKey[s] = e
}

func (r *reader) readEach(e *entry, p pair) {
	s, ok := r.text(p.value)
	if !ok {
		return
	}
	switch {
	case e.kind == plan.KindOf[plan.Operation]():
		r.wrong(p.line, plan.Say("error.template.operation"))
	case s == everySector && r.t.Sectors == nil:
		r.wrong(p.line, plan.Say("error.template.nosectors"))
	case s == everySector || s == everyParty || r.t.Role(s) != nil:
		e.each = s
	default:
		r.wrong(p.line, plan.Say("error.template.role", "Value", s, "Known", r.roleKeys()))
	}
}

func (r *reader) roleKeys() string {
	keys := make([]string, len(r.t.Roles))
	for i, role := range r.t.Roles {
		keys[i] = role.Key
	}
	return strings.Join(keys, ", ")
}

var everyForm = regexp.MustCompile(`^(\d{1,5})\s*[x×]\s*(\d{1,5})$`)

func (r *reader) readEvery(e *entry, p pair) {
	s, ok := r.text(p.value)
	if !ok {
		return
	}
	m := everyForm.FindStringSubmatch(s)
	if m == nil || e.kind == plan.KindOf[plan.Operation]() {
		r.wrong(p.line, plan.Say("error.template.every", "Value", s))
		return
	}
	e.shift, _ = strconv.Atoi(m[1])
	e.repeats, _ = strconv.Atoi(m[2])
	if e.repeats < 1 || e.repeats > maxRepeats || e.shift*e.repeats > maxOffset {
		r.wrong(p.line, plan.Say("error.template.every", "Value", s))
		e.repeats = 1
	}
}

var afterForm = regexp.MustCompile(`^(\S+?)(?:\s+(?i:(fs|ss|ff|sf))?\s*([+-]\d{1,5}(?:\.\d{1,3})?)?)?$`)

func (r *reader) readAfter(e *entry, p pair) {
	if e.kind != plan.KindOf[plan.Task]() {
		r.wrong(p.line, plan.Say("error.template.after.task", "Kind", plan.Say(e.kind.Plural())))
		return
	}
	items := []*yaml.Node{p.value}
	if p.value.Kind == yaml.SequenceNode {
		items = p.value.Content
	}
	for _, n := range items {
		s, ok := r.text(n)
		if !ok || s == "" {
			continue
		}
		m := afterForm.FindStringSubmatch(strings.TrimSpace(s))
		if m == nil {
			r.wrong(n.Line, plan.Say("error.template.after", "Value", s))
			continue
		}
		l := &link{ref: &ref{word: m[1], line: n.Line}, kind: plan.Choice(strings.ToLower(m[2]))}
		if l.kind == "" {
			l.kind = "fs"
		}
		if m[3] != "" {
			l.lag, _ = strconv.ParseFloat(m[3], 64) // the form allows nothing else
		}
		e.after = append(e.after, l)
	}
}
