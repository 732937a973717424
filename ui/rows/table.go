package rows

import (
	"strings"

	"jointplan/plan"
)

// Row is an object, or the head of a group of them.
type Row struct {
	Object plan.Object // nil for a group head
	Group  string      // canonical value the group shares, for a head
	Title  string      // what a head says
	Count  int         // objects under a head
}

// Key names the row so that a selection survives sorting and filtering.
func (r Row) Key() string {
	if r.Object == nil {
		return "group:" + r.Group
	}
	return plan.IDFor(r.Object).String()
}

// Table is the outcome of a Spec.
type Table struct {
	Kind  *plan.Kind
	Rows  []Row
	Shown int // objects that passed the filters
	Total int // objects there are

	doc   *plan.Document
	words plan.Words
	names map[plan.ID]string
	heads map[plan.ID]string // titles of groups by the object they are named after
	where map[plan.ID]int
}

// Source is what a table is built from.
type Source struct {
	Doc       *plan.Document
	Operation plan.ID // NoID for kinds of the whole workspace
	Words     plan.Words
	Flagged   func(plan.ID) bool
	Unset     string // title of the group without a value
}

// Build filters, sorts and groups.
func Build(src Source, spec Spec) *Table {
	k := plan.KindNamed(spec.Kind)
	t := &Table{Kind: k, doc: src.Doc, words: src.Words, names: map[plan.ID]string{}}
	op := src.Operation
	if k.Operation() == nil {
		op = plan.NoID
	}
	all := src.Doc.Objects(k, op)
	t.Total = len(all)
	kept := t.filter(all, src, spec)
	t.Shown = len(kept)
	t.sort(kept, spec.Sort)
	if f := k.Field(spec.Group); f != nil {
		t.group(kept, f, src)
	} else {
		t.Rows = make([]Row, len(kept))
		for i, o := range kept {
			t.Rows[i] = Row{Object: o}
		}
	}
	t.where = make(map[plan.ID]int, len(kept))
	for i, r := range t.Rows {
		if r.Object != nil {
			t.where[plan.IDFor(r.Object)] = i
		}
	}
	return t
}

// Where gives the row of an object; false when it is filtered out.
func (t *Table) Where(id plan.ID) (int, bool) {
	i, ok := t.where[id]
	return i, ok
}

// IDs lists the objects shown, in their order.
func (t *Table) IDs() []plan.ID {
	ids := make([]plan.ID, 0, t.Shown)
	for _, r := range t.Rows {
		if r.Object != nil {
			ids = append(ids, plan.IDFor(r.Object))
		}
	}
	return ids
}

func (t *Table) filter(all []plan.Object, src Source, spec Spec) []plan.Object {
	if !spec.Narrowed() {
		return append([]plan.Object(nil), all...)
	}
	only := map[plan.ID]bool{}
	for _, id := range spec.Only {
		only[id] = true
	}
	words := strings.Fields(strings.ToLower(spec.Text))
	var kept []plan.Object
	for _, o := range all {
		id := plan.IDFor(o)
		if spec.Only != nil && !only[id] {
			continue
		}
		if spec.Findings && (src.Flagged == nil || !src.Flagged(id)) {
			continue
		}
		if t.passes(o, spec.Filters) && t.contains(o, words) {
			kept = append(kept, o)
		}
	}
	return kept
}

func (t *Table) passes(o plan.Object, filters []Filter) bool {
	for _, filter := range filters {
		f := t.Kind.Field(filter.Field)
		if f != nil && !hasValue(o, f, filter.Values) {
			return false
		}
	}
	return true
}

func hasValue(o plan.Object, f *plan.Field, values []string) bool {
	own := []string{f.Get(o)}
	if f.IsReference() {
		if ids := f.Refs(o); len(ids) > 0 {
			own = own[:0]
			for _, id := range ids {
				own = append(own, id.String())
			}
		}
	}
	for _, have := range own {
		for _, want := range values {
			if have == want {
				return true
			}
		}
	}
	return false
}

func (t *Table) contains(o plan.Object, words []string) bool {
	if len(words) == 0 {
		return true
	}
	var all strings.Builder
	all.WriteString(strings.ToLower(o.Shared().Number()))
	for _, f := range t.Kind.Fields {
		if !f.Hidden && !f.IsEmpty(o) {
			all.WriteByte('\n')
			all.WriteString(strings.ToLower(t.Text(o, f)))
		}
	}
	text := all.String()
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// Text is a field's value as the reader sees it. Names of referred objects are
// remembered for the life of the table.
func (t *Table) Text(o plan.Object, f *plan.Field) string {
	if f.Type != plan.Reference && f.Type != plan.List {
		return plan.ShowField(t.doc, o, f, t.words)
	}
	ids := f.Refs(o)
	switch len(ids) {
	case 0:
		return plan.ShowField(t.doc, o, f, t.words)
	case 1:
		return t.name(ids[0])
	}
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = t.name(id)
	}
	return strings.Join(names, ", ")
}

func (t *Table) name(id plan.ID) string {
	if s, ok := t.names[id]; ok {
		return s
	}
	o := t.doc.Get(id)
	if o == nil {
		return plan.GoneName(id, t.words)
	}
	s := plan.ShortName(t.doc, o, t.words)
	if plan.KindFor(o).Title() != nil { // what is named after others may be renamed with them
		t.names[id] = s
	}
	return s
}
