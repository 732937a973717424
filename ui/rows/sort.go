package rows

import (
	"slices"
	"strings"

	"jointplan/plan"
)

// sort arranges objects by the levels given, keeping the plan's own order among
// equals; without levels that order stands.
func (t *Table) sort(objects []plan.Object, levels []SortBy) {
	for i := len(levels) - 1; i >= 0; i-- { // stable sorts, the last level first
		f := t.Kind.Field(levels[i].Field)
		if f == nil {
			continue
		}
		keyed := make([]keyedObject, len(objects))
		for j, o := range objects {
			keyed[j] = keyedObject{o, t.levelKey(o, f, levels[i])}
		}
		down := levels[i].Down
		slices.SortStableFunc(keyed, func(a, b keyedObject) int {
			c := a.key.compare(b.key)
			if down && a.key.empty == b.key.empty {
				return -c
			}
			return c
		})
		for j := range keyed {
			objects[j] = keyed[j].object
		}
	}
}

type keyedObject struct {
	object plan.Object
	key    sortKey
}

type sortKey struct {
	empty  bool
	number float64
	text   string
}

// compare puts what is empty last, whichever way the rest runs.
func (a sortKey) compare(b sortKey) int {
	switch {
	case a.empty != b.empty:
		if a.empty {
			return 1
		}
		return -1
	case a.number < b.number:
		return -1
	case a.number > b.number:
		return 1
	}
	return strings.Compare(a.text, b.text)
}

func (t *Table) levelKey(o plan.Object, f *plan.Field, level SortBy) sortKey {
	if f.Type == plan.Period && level.Finish {
		finish := f.Span(o).Finish
		return sortKey{empty: finish == 0, number: float64(finish)}
	}
	return t.sortKey(o, f)
}

func (t *Table) sortKey(o plan.Object, f *plan.Field) sortKey {
	if f.IsEmpty(o) {
		return sortKey{empty: true}
	}
	switch f.Type {
	case plan.Number, plan.Whole, plan.Amount:
		return sortKey{number: f.Number(o)}
	case plan.OneOf:
		return sortKey{number: float64(slices.Index(f.Choices, f.Get(o)))}
	case plan.Day, plan.Period: // canonical dates sort as text
		return sortKey{text: f.Get(o)}
	}
	return sortKey{text: strings.ToLower(t.Text(o, f))}
}

// group puts rows under heads by the first value of f, in the plan's order of
// what the values name; rows without a value come last.
func (t *Table) group(objects []plan.Object, f *plan.Field, src Source) {
	members := map[string][]plan.Object{}
	var values []string
	for _, o := range objects {
		v := groupValue(o, f)
		if _, ok := members[v]; !ok {
			values = append(values, v)
		}
		members[v] = append(members[v], o)
	}
	keys := map[string]sortKey{}
	for _, v := range values {
		keys[v] = t.groupKey(members[v][0], f, v)
	}
	slices.SortStableFunc(values, func(a, b string) int { return keys[a].compare(keys[b]) })
	t.heads = map[plan.ID]string{}
	for _, v := range values {
		if ids := f.Refs(members[v][0]); len(ids) > 0 {
			t.heads[ids[0]] = t.groupTitle(members[v][0], f, v, src.Unset)
		}
		t.Rows = append(t.Rows, Row{Group: v, Title: t.groupTitle(members[v][0], f, v, src.Unset), Count: len(members[v])})
		for _, o := range members[v] {
			t.Rows = append(t.Rows, Row{Object: o})
		}
	}
}

func groupValue(o plan.Object, f *plan.Field) string {
	if f.IsReference() {
		if ids := f.Refs(o); len(ids) > 0 {
			return ids[0].String()
		}
		return ""
	}
	return f.Get(o)
}

func (t *Table) groupKey(o plan.Object, f *plan.Field, value string) sortKey {
	if value == "" {
		return sortKey{empty: true}
	}
	if f.IsReference() {
		if target := t.doc.Get(f.Refs(o)[0]); target != nil {
			return sortKey{text: target.Shared().Order}
		}
	}
	return t.sortKey(o, f)
}

func (t *Table) groupTitle(o plan.Object, f *plan.Field, value, unset string) string {
	if value == "" {
		return unset
	}
	if f.IsReference() {
		if target := t.doc.Get(f.Refs(o)[0]); target != nil {
			return plan.NameOf(t.doc, target, t.words) // there is room for the whole name
		}
		return plan.GoneName(f.Refs(o)[0], t.words)
	}
	return t.Text(o, f)
}
