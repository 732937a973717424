package template

import (
	"regexp"
	"strconv"
	"strings"

	yaml "go.yaml.in/yaml/v3"

	"jointplan/plan"
)

// Theatre is a place that a template knows: with it the operation gets an area,
// sectors and posts on the map from the start. Without one the planner draws them.
type Theatre struct {
	Key     string
	Name    Texts
	Note    Texts    // what was taken of the map and why
	Where   string   // the operation's theatre, in words
	Sectors []string // names

	line     int
	entries  []*entry   // what only this theatre has
	sectors  [][]*value // what it says of each of its sectors
	settings []setting  // what it says of other entries
}

// setting is what a theatre says of an entry of the template.
type setting struct {
	of     *entry
	values []*value
}

// maxTheatres is how many theatres a template may have.
const maxTheatres = 50

// NoTheatre is the word for a plan without anything on the map.
const NoTheatre = "none"

// TheatreOf finds a theatre by its key; nil when there is none.
func (t *Template) TheatreOf(key string) *Theatre {
	for _, th := range t.Theatres {
		if th.Key == key {
			return th
		}
	}
	return nil
}

// TheatreKeys lists the keys of the theatres.
func (t *Template) TheatreKeys() []string {
	keys := make([]string, len(t.Theatres))
	for i, th := range t.Theatres {
		keys[i] = th.Key
	}
	return keys
}

// IsKey reports whether a text is written as keys of theatres are, in lower-case
// words joined by dashes.
func IsKey(text string) bool { return len(text) <= maxKey && idForm.MatchString(text) }

// all lists the entries of the template and its theatres.
func (t *Template) all() []*entry {
	list := append([]*entry{t.operation}, t.entries...)
	for _, th := range t.Theatres {
		list = append(list, th.entries...)
	}
	return list
}

func (r *reader) readTheatres(n *yaml.Node) {
	items := r.items(n)
	if len(items) > maxTheatres {
		r.wrong(n.Line, plan.Say("error.template.entries", "Max", maxTheatres))
		return
	}
	for _, item := range items {
		th := &Theatre{line: item.Line}
		pairs := r.pairs(item)
		for _, p := range pairs {
			r.readTheatre(th, p)
		}
		switch {
		case !idForm.MatchString(th.Key) || len(th.Key) > maxKey || th.Key == NoTheatre:
			r.wrong(item.Line, plan.Say("error.template.id", "Value", th.Key))
			continue
		case r.t.TheatreOf(th.Key) != nil:
			r.wrong(item.Line, plan.Say("error.template.key.twice", "Key", th.Key))
			continue
		}
		if th.Name.In("en") == "" {
			r.wrong(item.Line, plan.Say("error.template.lacks", "Key", "name"))
		}
		if th.Where == "" {
			th.Where = th.Name.In("en")
		}
		if n := len(th.Sectors); n > 0 && r.t.Sectors != nil && (n < r.t.Sectors.Min || n > r.t.Sectors.Max) {
			r.wrong(item.Line, plan.Say("error.template.minmax", "Min", r.t.Sectors.Min, "Max", r.t.Sectors.Max))
		}
		r.t.Theatres = append(r.t.Theatres, th)
	}
}

func (r *reader) readTheatre(th *Theatre, p pair) {
	switch p.key {
	case "theatre":
		th.Key, _ = r.text(p.value)
	case "name":
		th.Name = r.readTexts(p.value)
	case "note":
		th.Note = r.readTexts(p.value)
	case "where":
		th.Where, _ = r.text(p.value)
	case "sectors":
		r.readTheatreSectors(th, p)
	case "set":
		for _, s := range r.pairs(p.value) {
			r.readSetting(th, s)
		}
	case "parts":
		th.entries = r.readOwnParts(p.value)
		for _, e := range th.entries {
			e.theatre = th
		}
	default:
		r.wrong(p.line, plan.Say("error.template.heading", "Key", p.key, "Known", "theatre, name, note, where, sectors, set, parts"))
	}
}

// readOwnParts reads entries that are made only for one theatre.
func (r *reader) readOwnParts(n *yaml.Node) []*entry {
	main, operation := r.t.entries, r.t.operation
	r.readEntries(n, 0)
	own := r.t.entries[len(main):]
	r.t.entries, r.t.operation = main[:len(main):len(main)], operation
	return own
}

func (r *reader) readTheatreSectors(th *Theatre, p pair) {
	e := r.t.sectorEntry()
	if e == nil {
		r.wrong(p.line, plan.Say("error.template.nosectors"))
		return
	}
	seen := map[string]bool{}
	for _, item := range r.items(p.value) {
		name, values := "", []*value(nil)
		for _, f := range r.pairs(item) {
			if f.key == "name" {
				name, _ = r.text(f.value)
				continue
			}
			values = append(values, r.readOwnValue(e, f)...)
		}
		if name = strings.TrimSpace(name); name == "" || seen[fold(name)] {
			r.wrong(item.Line, plan.Say("error.template.theatre.name", "Value", name))
			continue
		}
		seen[fold(name)] = true
		th.Sectors, th.sectors = append(th.Sectors, name), append(th.sectors, values)
	}
}

// readSetting reads what a theatre says of an entry, named by its key.
func (r *reader) readSetting(th *Theatre, p pair) {
	e := r.t.byKey[p.key]
	if p.key == "operation" && e == nil {
		e = r.t.operation
	}
	if e == nil {
		r.wrong(p.line, plan.Say("error.template.key", "Value", p.key, "Known", "operation, "+r.keysOf("any")))
		return
	}
	var values []*value
	for _, f := range r.pairs(p.value) {
		values = append(values, r.readOwnValue(e, f)...)
	}
	th.settings = append(th.settings, setting{e, values})
}

// readOwnValue reads what a theatre says of a field of an entry. Who does what is
// the template's to say, so it is no reference.
func (r *reader) readOwnValue(of *entry, p pair) []*value {
	probe := *of
	probe.values = nil
	if f := of.kind.Field(p.key); f != nil && (f.IsReference() || f.Type == plan.Portions) {
		r.wrong(p.line, plan.Say("error.template.theatre.field", "Field", p.key))
		return nil
	}
	r.readField(&probe, p)
	return probe.values
}

// numbered is "sector 2" for the theatre's second sector or its party, and "KEY 2"
// for what else is made for it.
var numbered = regexp.MustCompile(`^(\S+) (\d{1,4})$`)

// linkNumbered settles a numbered reference; ok is false when it is none.
func (r *reader) linkNumbered(th *Theatre, f *plan.Field, x *ref) (ok bool) {
	m := numbered.FindStringSubmatch(x.word)
	if th == nil || m == nil {
		return false
	}
	x.nth, _ = strconv.Atoi(m[2])
	if x.nth < 1 || x.nth > len(th.Sectors) {
		r.wrong(x.line, plan.Say("error.template.theatre.nth", "Value", x.word, "Count", len(th.Sectors)))
		return true
	}
	if takesParties(f) {
		if m[1] != everySector {
			return false
		}
		x.mode = sectorParty
		return true
	}
	target := r.t.byKey[m[1]]
	if m[1] == everySector {
		target = r.t.sectorEntry()
	}
	if target == nil || !target.perSector() || f.Target != "any" && target.kind.Name != f.Target {
		return false
	}
	x.mode, x.target = toEntry, target
	return true
}

// placing says which of the theatre's sectors stands at each place of the brief,
// -1 for none: the one of that name, else the one that stands there in the theatre
// if its name is not used.
func (th *Theatre) placing(names []string) []int {
	at := make([]int, len(names))
	used := map[int]bool{}
	for i, name := range names {
		at[i] = -1
		for k, known := range th.Sectors {
			if fold(name) == fold(known) && !used[k] {
				at[i], used[k] = k, true
				break
			}
		}
	}
	for i := range names {
		if at[i] < 0 && i < len(th.Sectors) && !used[i] {
			at[i], used[i] = i, true
		}
	}
	return at
}
