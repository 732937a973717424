package template

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jointplan/plan"
	"jointplan/plan/basemap"
)

// Save writes an operation as a template: days count from the operation's first
// day, parties become roles, sectors stay as they are, dependencies are written
// behind "after". The result parses and makes an equal operation.
//
// Areas and points of the basemap are written in its words, other geometry as
// GeoJSON; without world all of it.
//
// What belongs to the one undertaking and not to its pattern is left behind:
// where the parties stand on it (agreements), how far it has come (status and
// progress), and the people who hold its posts. id names the template and its
// file, name is what people call it. w gives the language of the name and of
// comments; without it they are English.
//
// The error says that the operation is missing or too large for a template.
func Save(d *plan.Document, op plan.ID, id, name string, w plan.Words, world *basemap.Map) ([]byte, error) {
	o := plan.Find[plan.Operation](d, op)
	if o == nil {
		return nil, plan.Problem("error.object.gone", "ID", op.String())
	}
	if len(id) > maxKey || !idForm.MatchString(id) {
		return nil, plan.Problem("error.template.id", "Value", id)
	}
	if strings.TrimSpace(name) == "" {
		name = o.Title
	}
	o = stricter([]plan.Object{o})[0].(*plan.Operation)
	s := &saver{d: d, op: o, words: w, world: world, keys: map[plan.ID]string{}, roles: map[plan.ID]string{}}
	if err := s.gather(); err != nil {
		return nil, err
	}
	data, err := s.write(id, strings.TrimSpace(name))
	if err != nil {
		return nil, err
	}
	if len(data) > maxBytes {
		return nil, plan.Problem("error.template.save.size", "Name", o.Title, "Max", maxBytes>>20)
	}
	return data, nil
}

// left are the fields that a template does not carry.
var left = map[string]bool{"operation.status": true, "task.status": true, "task.progress": true, "post.holder": true}

func carried(f *plan.Field) bool { return allowed(f) && !left[f.Kind.Name+"."+f.Name] }

// saver collects what a template of one operation has to say.
type saver struct {
	d     *plan.Document
	op    *plan.Operation
	words plan.Words
	world *basemap.Map // nil without

	start   plan.Date // D; 0 when the operation has no dates
	kinds   []*plan.Kind
	objects map[*plan.Kind][]plan.Object
	keys    map[plan.ID]string // of objects that others name
	roles   map[plan.ID]string // of parties
	named   []roleOf           // in order
	after   map[plan.ID][]*plan.Dependency
	sources []string // that are no section of the report
}

type roleOf struct {
	key   string
	as    plan.Choice
	count int // of its kind
}

func (s *saver) gather() error {
	s.objects = map[*plan.Kind][]plan.Object{}
	total := 0
	for _, k := range plan.Kinds() {
		if k.Operation() == nil || made[k.Name] {
			continue
		}
		s.kinds = append(s.kinds, k)
		s.objects[k] = stricter(s.d.Objects(k, s.op.ID))
		if k != plan.KindOf[plan.Dependency]() {
			total += len(s.objects[k])
		}
	}
	if total > maxEntries {
		return plan.Problem("error.template.save.entries", "Name", s.op.Title, "Count", total, "Max", maxEntries)
	}
	s.findStart()
	s.nameRoles()
	s.sortDependencies()
	s.nameTargets()
	s.findSources()
	return nil
}

// findStart takes the operation's first day as D, else the first of any phase
// or task.
func (s *saver) findStart() {
	s.start = s.op.Period.Start
	if s.start != 0 {
		return
	}
	for _, k := range []*plan.Kind{plan.KindOf[plan.Phase](), plan.KindOf[plan.Task]()} {
		for _, o := range s.objects[k] {
			if day := k.Field("when").Span(o).Start; day != 0 && (s.start == 0 || day < s.start) {
				s.start = day
			}
		}
	}
}

// nameRoles gives every party a role of its own, after its first participation,
// so that references stay exact; parties that are only named come last.
func (s *saver) nameRoles() {
	counts := map[plan.Choice]int{}
	add := func(party plan.ID, as plan.Choice, word string) {
		if s.roles[party] != "" || plan.Find[plan.Party](s.d, party) == nil {
			return
		}
		counts[as]++
		key := word
		if counts[as] > 1 {
			key += "-" + strconv.Itoa(counts[as])
		}
		s.roles[party] = key
		s.named = append(s.named, roleOf{key, as, counts[as]})
	}
	for _, p := range plan.All[plan.Participation](s.d, s.op.ID) {
		if p.Role != "" {
			add(p.Party, p.Role, string(p.Role))
		}
	}
	s.eachReference(func(_ plan.Object, f *plan.Field, id plan.ID) { add(id, "", "other") })
}

// eachReference visits what the operation and its objects name.
func (s *saver) eachReference(visit func(from plan.Object, f *plan.Field, to plan.ID)) {
	look := func(o plan.Object) {
		for _, f := range plan.KindFor(o).Fields {
			if !f.IsReference() || !carried(f) {
				continue
			}
			for _, id := range f.Refs(o) {
				visit(o, f, id)
			}
		}
	}
	look(s.op)
	for _, k := range s.kinds {
		for _, o := range s.objects[k] {
			look(o)
		}
	}
}

// sortDependencies puts those that say no more than "after" does with the task
// that waits and keeps the others as entries. Those that close a circle, as two
// merged copies may, are left out: a template with a circle is refused.
func (s *saver) sortDependencies() {
	k := plan.KindOf[plan.Dependency]()
	s.after = map[plan.ID][]*plan.Dependency{}
	var kept []plan.Object
	for _, o := range s.withoutCircles(s.objects[k]) {
		dep := o.(*plan.Dependency)
		if s.saysMore(dep) {
			kept = append(kept, dep)
		} else {
			s.after[dep.To] = append(s.after[dep.To], dep)
		}
	}
	s.objects[k] = kept
}

func (s *saver) saysMore(dep *plan.Dependency) bool {
	for _, f := range plan.KindFor(dep).Fields {
		if f.Common && f.Name != "no" && f.Name != "order" && !f.IsEmpty(dep) {
			return true
		}
	}
	return afterForm.FindStringSubmatch("key "+linkText(dep)) == nil
}

// linkText writes type and lag as "after" does: "SS+5", and "" for FS without
// lag.
func linkText(dep *plan.Dependency) string {
	lag := ""
	if dep.Lag != 0 {
		lag = strconv.FormatFloat(dep.Lag, 'f', -1, 64)
		if dep.Lag > 0 {
			lag = "+" + lag
		}
	}
	if dep.Type == "fs" || dep.Type == "" {
		return lag
	}
	return strings.ToUpper(string(dep.Type)) + lag
}

func (s *saver) withoutCircles(deps []plan.Object) []plan.Object {
	nodes := map[plan.ID]*entry{}
	var all []*entry
	for _, o := range s.objects[plan.KindOf[plan.Task]()] {
		e := &entry{key: plan.IDFor(o).String()}
		nodes[plan.IDFor(o)] = e
		all = append(all, e)
	}
	waits := map[*entry][]*entry{}
	var kept []plan.Object
	for _, o := range deps {
		dep := o.(*plan.Dependency)
		from, to := nodes[dep.From], nodes[dep.To]
		if from == nil || to == nil || from == to {
			continue
		}
		if !slices.Contains(waits[to], from) { // two tasks may be bound at both ends
			waits[to] = append(waits[to], from)
		}
		kept = append(kept, dep)
	}
	for c := findCycle(all, waits); c != nil; c = findCycle(all, waits) {
		// c holds, in turn, what is waited for and what waits; its first waits
		// for its last.
		waiting, awaited := c[0], c[len(c)-1]
		waits[waiting] = slices.DeleteFunc(waits[waiting], func(e *entry) bool { return e == awaited })
		kept = slices.DeleteFunc(kept, func(o plan.Object) bool {
			dep := o.(*plan.Dependency)
			return nodes[dep.From] == awaited && nodes[dep.To] == waiting
		})
	}
	return kept
}

// nameTargets gives keys to the objects that others name.
func (s *saver) nameTargets() {
	place := map[plan.ID]string{}
	for _, k := range s.kinds {
		for i, o := range s.objects[k] {
			place[plan.IDFor(o)] = fmt.Sprintf("%s-%d", k.Name, i+1)
		}
	}
	name := func(id plan.ID) {
		if place[id] != "" {
			s.keys[id] = place[id]
		}
	}
	s.eachReference(func(_ plan.Object, _ *plan.Field, id plan.ID) { name(id) })
	for _, deps := range s.after {
		for _, dep := range deps {
			name(dep.From)
		}
	}
}

func (s *saver) findSources() {
	note := func(o plan.Object) {
		source := o.Shared().Source
		if source != "" && !slices.Contains(sources, source) && !slices.Contains(s.sources, source) {
			s.sources = append(s.sources, source)
		}
	}
	note(s.op)
	for _, k := range s.kinds {
		for _, o := range s.objects[k] {
			note(o)
		}
	}
}

// word gives what a reference from o is written as; "" when a template cannot
// say it (another operation, a person, the object itself, a circle).
func (s *saver) word(o plan.Object, f *plan.Field, id plan.ID) string {
	switch {
	case id == s.op.ID:
		return "operation"
	case s.roles[id] != "":
		return s.roles[id]
	case id == plan.IDFor(o) || f.Type == plan.Reference && f.Target == f.Kind.Name && s.circles(f, o):
		return ""
	}
	return s.keys[id]
}

// circles reports whether following f from o comes back to it.
func (s *saver) circles(f *plan.Field, o plan.Object) bool {
	at := o
	for range maxEntries {
		next := f.Refs(at)
		if len(next) == 0 {
			return false
		}
		if at = s.d.Get(next[0]); at == nil {
			return false
		}
		if plan.IDFor(at) == plan.IDFor(o) {
			return true
		}
	}
	return false
}

// day writes a date as days from D.
func (s *saver) day(date plan.Date) string {
	offset := int(date - s.start)
	switch {
	case date == 0:
		return ""
	case s.start == 0 || offset > maxOffset || offset < -maxOffset:
		return date.String()
	case offset == 0:
		return "D"
	}
	return fmt.Sprintf("D%+d", offset)
}

func (s *saver) period(span plan.Span) string {
	if span.Start == span.Finish {
		return s.day(span.Start)
	}
	return s.day(span.Start) + ".." + s.day(span.Finish)
}
