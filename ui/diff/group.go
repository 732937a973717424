package diff

import (
	"cmp"
	"slices"
	"strings"

	"jointplan/plan/compare"
	"jointplan/ui/grid"
)

// Grouping is what differences are put together by.
type Grouping string

// What differences can be put together by.
const (
	ByObject  Grouping = "object"
	ByPerson  Grouping = "person"
	ByParty   Grouping = "party"
	BySection Grouping = "section"
)

// Groupings lists them in the order in which they are offered.
var Groupings = []Grouping{ByObject, ByPerson, ByParty, BySection}

// Spec says which differences are shown, and under which heads.
type Spec struct {
	Group     Grouping
	Conflicts bool // only these
	Ours      bool // what only we changed, too
	Arranging bool // order and numbering, too
}

// shows reports whether a row is among those to be shown.
func (s Spec) shows(r compare.Row) bool {
	return (r.Side != compare.Ours || s.Ours) && (!r.Arranges() || s.Arranging) && (r.Conflict || !s.Conflicts)
}

// line is a row of the grid: a difference, or the head of a group.
type line struct {
	row  int // among the differences, -1 for a head
	key  string
	head grid.Group
	rows []int // under the head
}

// lines groups what a spec shows.
func (x *Set) lines(spec Spec) []line {
	groups := map[string]*line{}
	var heads []*line
	for _, i := range x.order {
		r := x.rows[i]
		if !spec.shows(r) {
			continue
		}
		key, title := x.group(r, spec.Group)
		head := groups[key]
		if head == nil {
			head = &line{row: -1, key: "group:" + key, head: grid.Group{Title: title, Count: -1}}
			groups[key], heads = head, append(heads, head)
		}
		head.rows = append(head.rows, i)
	}
	if spec.Group == ByPerson || spec.Group == ByParty {
		slices.SortStableFunc(heads, func(a, b *line) int { return strings.Compare(a.head.Title, b.head.Title) })
	}
	var lines []line
	for _, head := range heads {
		head.head.Note = x.note(head.rows)
		lines = append(lines, *head)
		for _, i := range head.rows {
			lines = append(lines, line{row: i, key: Key(x.rows[i])})
		}
	}
	return lines
}

// group is what a row is put under, by key and by name.
func (x *Set) group(r compare.Row, by Grouping) (key, title string) {
	w := x.reader
	who := r.Theirs
	if r.Side == compare.Ours {
		who = r.Ours
	}
	switch by {
	case ByPerson:
		return who.By, cmp.Or(who.By, w.t("compare.unknown"))
	case ByParty:
		return who.Party, cmp.Or(who.Party, w.t("compare.unknown"))
	case BySection:
		return string(r.Kind.Section), w.t("section." + string(r.Kind.Section))
	}
	if wholeOnly(r) {
		return r.Kind.Name, w.t(r.Kind.Plural())
	}
	return r.Object.String(), x.heading(r)
}

// note sums up the rows of a group: "3 changes, 1 conflict", "12 added by Russia".
func (x *Set) note(rows []int) string {
	w := x.reader
	var added, deleted, changed, conflicts int
	parties := map[string]bool{}
	for _, i := range rows {
		r := x.rows[i]
		switch {
		case r.Conflict:
			conflicts++
		case r.Added():
			added++
			parties[cmp.Or(r.Theirs.Party, r.Ours.Party)] = true
		case r.Deleted():
			deleted++
		default:
			changed++
		}
	}
	var parts []string
	for _, p := range []struct {
		n   int
		key string
	}{{changed, "compare.changed"}, {conflicts, "compare.conflicts"}, {added, "compare.added"}, {deleted, "compare.deleted"}} {
		if p.n > 0 {
			parts = append(parts, w.say(p.key, "Count", p.n))
		}
	}
	if len(parties) == 1 && added == len(rows) {
		for party := range parties {
			if party != "" {
				return w.say("compare.added.by", "Count", added, "Party", party)
			}
		}
	}
	return strings.Join(parts, ", ")
}
