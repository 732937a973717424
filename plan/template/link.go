package template

import (
	"slices"
	"strings"

	"jointplan/plan"
)

// link settles what every reference means, once all keys are known, and refuses
// circles.
func (r *reader) link() {
	for _, e := range r.t.all() {
		for _, v := range e.values {
			for _, x := range v.refs {
				r.linkRef(e, v.field, x)
			}
		}
		for _, l := range e.after {
			r.linkKey(e, l.ref, "task")
			if l.ref.target == e && e.repeats == 1 {
				r.wrong(l.ref.line, plan.Say("error.template.cycle", "Tasks", e.title()))
				l.ref.target = nil
			}
		}
	}
	r.checkSectorParty()
	if len(r.errors) == 0 {
		r.checkCycles()
	}
}

// nobodyWord stands in a list of those who may have something for nobody at all,
// since an empty list means everybody.
const nobodyWord = "nobody"

func (r *reader) linkRef(e *entry, f *plan.Field, x *ref) {
	switch {
	case f.Limits && x.word == nobodyWord && r.t.Role(x.word) == nil:
		x.mode = nobody
	case r.linkNumbered(e.theatre, f, x):
	case takesParties(f):
		if !r.partyWord(e, x) {
			r.wrong(x.line, plan.Say("error.template.role", "Value", x.word, "Known", r.roleKeys()))
		}
	case f.Target == "any" && r.t.byKey[x.word] == nil:
		if x.word == "operation" {
			x.mode = toOperation
		} else if !r.partyWord(e, x) {
			r.linkKey(e, x, f.Target)
		}
	default:
		r.linkKey(e, x, f.Target)
		if x.target == e {
			r.wrong(x.line, plan.Say("error.template.self", "Value", x.word))
		}
	}
}

func (r *reader) linkKey(e *entry, x *ref, kind string) {
	target := r.t.byKey[x.word]
	switch {
	case target == nil || target.theatre != nil && target.theatre != e.theatre:
		r.wrong(x.line, plan.Say("error.template.key", "Value", x.word, "Known", r.keysOf(kind)))
	case kind != "any" && target.kind.Name != kind:
		r.wrong(x.line, plan.Say("error.template.target", "Value", x.word, "Kind", plan.Say(target.kind.Label()),
			"Wanted", plan.Say(plan.KindNamed(kind).Label())))
	case target.kind == plan.KindOf[plan.Operation]():
		x.mode = toOperation
	default:
		x.mode, x.target = toEntry, target
	}
}

// sectorEntry is the entry that makes the sectors and so says whose they are;
// nil when there is none.
func (t *Template) sectorEntry() *entry {
	for _, e := range t.entries {
		if e.kind == plan.KindOf[plan.Sector]() && e.perSector() {
			return e
		}
	}
	return nil
}

// checkSectorParty refuses a sector that belongs to the party of its sector.
func (r *reader) checkSectorParty() {
	e := r.t.sectorEntry()
	if e == nil {
		return
	}
	for _, v := range e.values {
		for _, x := range v.refs {
			if x.mode == sectorParty && v.field.Name == "party" {
				r.wrong(x.line, plan.Say("error.template.self", "Value", x.word))
			}
		}
	}
}

// checkCycles refuses tasks that wait for each other, and objects that are
// above themselves.
func (r *reader) checkCycles() {
	waits := map[*entry][]*entry{}
	above := map[*plan.Field]map[*entry][]*entry{}
	all := r.t.all()[1:]
	for _, e := range all {
		for _, l := range e.after {
			if l.ref.target != e {
				waits[e] = append(waits[e], l.ref.target)
			}
		}
		if e.kind == plan.KindOf[plan.Dependency]() {
			if from, to := oneTarget(e, "from"), oneTarget(e, "to"); from != nil && to != nil {
				waits[to] = append(waits[to], from)
			}
		}
		for _, v := range e.values {
			if v.field.Type != plan.Reference || v.field.Target != e.kind.Name || len(v.refs) == 0 || v.refs[0].target == nil {
				continue
			}
			if above[v.field] == nil {
				above[v.field] = map[*entry][]*entry{}
			}
			above[v.field][e] = []*entry{v.refs[0].target}
		}
	}
	if c := findCycle(all, waits); c != nil {
		r.wrong(c[0].line, plan.Say("error.template.cycle", "Tasks", titles(c)))
	}
	for f, graph := range above {
		if c := findCycle(all, graph); c != nil {
			r.wrong(c[0].line, plan.Say("error.circle", "Field", plan.Say(f.Label()), "Name", titles(c)))
		}
	}
}

func oneTarget(e *entry, field string) *entry {
	if v := e.value(field); v != nil && len(v.refs) > 0 {
		return v.refs[0].target
	}
	return nil
}

func titles(cycle []*entry) string {
	names := make([]string, 0, len(cycle)+1)
	for _, e := range append(cycle, cycle[0]) {
		names = append(names, e.title())
	}
	return strings.Join(names, " – ")
}

// findCycle gives the entries of one circle in order; nil when there is none.
func findCycle(all []*entry, next map[*entry][]*entry) []*entry {
	const (
		onPath = 1
		done   = 2
	)
	type step struct {
		e *entry
		i int
	}
	state := map[*entry]int{}
	for _, root := range all {
		if state[root] != 0 {
			continue
		}
		path := []step{{root, 0}}
		state[root] = onPath
		for len(path) > 0 {
			at := &path[len(path)-1]
			if at.i == len(next[at.e]) {
				state[at.e] = done
				path = path[:len(path)-1]
				continue
			}
			to := next[at.e][at.i]
			at.i++
			switch state[to] {
			case onPath:
				var cycle []*entry
				for i := len(path) - 1; i >= 0; i-- {
					cycle = append(cycle, path[i].e)
					if path[i].e == to {
						return fromFirst(cycle)
					}
				}
			case 0:
				state[to] = onPath
				path = append(path, step{to, 0})
			}
		}
	}
	return nil
}

// fromFirst turns a circle so that it begins with what stands first in the file.
func fromFirst(cycle []*entry) []*entry {
	first := 0
	for i, e := range cycle {
		if e.line < cycle[first].line {
			first = i
		}
	}
	return append(slices.Clone(cycle[first:]), cycle[:first]...)
}
