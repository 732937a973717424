package ui

import (
	"cmp"
	"slices"
	"strings"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/ui/grid"
	"jointplan/ui/words"
)

// grouping is what differences are put together by.
type grouping string

const (
	byObject  grouping = "object"
	byPerson  grouping = "person"
	byParty   grouping = "party"
	bySection grouping = "section"
)

var groupings = []grouping{byObject, byPerson, byParty, bySection}

// compareSpec says which differences are shown, and under which heads.
type compareSpec struct {
	Group     grouping
	Conflicts bool // only these
	Ours      bool // what only we changed, too
	Arranging bool // order and numbering, too
}

// shows reports whether a row is among those to be shown.
func (s compareSpec) shows(r compare.Row) bool {
	return (r.Side != compare.Ours || s.Ours) && (!r.Arranges() || s.Arranging) && (r.Conflict || !s.Conflicts)
}

// differences are rows of a comparison with what it takes to show them. They are
// put in the order of the plan once and then grouped and filtered at will.
type differences struct {
	desk  *Desk
	rows  []compare.Row
	names *plan.Document // knows the objects of both sides
	order []int          // rows in the order of the plan
	texts map[int]rowTexts
	sides [2]string // keys of what the two sides are called
}

func newDifferences(d *Desk, rows []compare.Row, names *plan.Document) *differences {
	x := &differences{desk: d, rows: rows, names: names, order: make([]int, len(rows)), texts: map[int]rowTexts{}, sides: [2]string{"compare.ours", "compare.theirs"}}
	ranks := x.ranks()
	for i := range x.order {
		x.order[i] = i
	}
	slices.SortStableFunc(x.order, func(a, b int) int {
		ra, rb := rows[a], rows[b]
		return cmp.Or(cmp.Compare(sectionRank(ra.Kind.Section), sectionRank(rb.Kind.Section)), cmp.Compare(kindRank[ra.Kind], kindRank[rb.Kind]),
			aside(ra)-aside(rb), cmp.Compare(ranks[ra.Object], ranks[rb.Object]), slices.Compare(ra.Object[:], rb.Object[:]),
			cmp.Compare(fieldRank(ra.Field), fieldRank(rb.Field)))
	})
	return x
}

// aside puts objects that came or went behind those that changed.
func aside(r compare.Row) int {
	if wholeOnly(r) {
		return 1
	}
	return 0
}

// wholeOnly reports whether a row is an object that one side made or deleted, with
// nothing more to tell.
func wholeOnly(r compare.Row) bool { return r.Field == nil && !r.Conflict }

var kindRank = func() map[*plan.Kind]int {
	ranks := map[*plan.Kind]int{}
	for i, k := range plan.Kinds() {
		ranks[k] = i
	}
	return ranks
}()

func sectionRank(s plan.Section) int {
	if s == plan.SectionWorkspace {
		return -1
	}
	return slices.Index(plan.Sections, s)
}

func fieldRank(f *plan.Field) int {
	if f == nil {
		return -1
	}
	return f.Index()
}

// ranks are the places of the objects within their kinds.
func (x *differences) ranks() map[plan.ID]int {
	ranks, seen := map[plan.ID]int{}, map[*plan.Kind]bool{}
	for _, r := range x.rows {
		if seen[r.Kind] {
			continue
		}
		seen[r.Kind] = true
		for i, o := range x.names.Objects(r.Kind, plan.NoID) {
			ranks[plan.IDFor(o)] = i
		}
	}
	return ranks
}

// count is how many rows a spec shows besides those another does.
func (x *differences) count(shows func(compare.Row) bool) (n int) {
	for _, r := range x.rows {
		if shows(r) {
			n++
		}
	}
	return n
}

// rowKey names a row for as long as the comparison, and in the next one.
func rowKey(r compare.Row) string {
	if r.Field == nil {
		return r.Object.String()
	}
	return r.Object.String() + "/" + r.Field.Name
}

// compareLine is a row of the grid: a difference, or the head of a group.
type compareLine struct {
	row  int // among the differences, -1 for a head
	key  string
	head grid.Group
	rows []int // under the head
}

// lines groups what a spec shows.
func (x *differences) lines(spec compareSpec) []compareLine {
	groups := map[string]*compareLine{}
	var heads []*compareLine
	for _, i := range x.order {
		r := x.rows[i]
		if !spec.shows(r) {
			continue
		}
		key, title := x.group(r, spec.Group)
		head := groups[key]
		if head == nil {
			head = &compareLine{row: -1, key: "group:" + key, head: grid.Group{Title: title, Count: -1}}
			groups[key], heads = head, append(heads, head)
		}
		head.rows = append(head.rows, i)
	}
	if spec.Group == byPerson || spec.Group == byParty {
		slices.SortStableFunc(heads, func(a, b *compareLine) int { return strings.Compare(a.head.Title, b.head.Title) })
	}
	var lines []compareLine
	for _, head := range heads {
		head.head.Note = x.note(head.rows)
		lines = append(lines, *head)
		for _, i := range head.rows {
			lines = append(lines, compareLine{row: i, key: rowKey(x.rows[i])})
		}
	}
	return lines
}

// group is what a row is put under, by key and by name.
func (x *differences) group(r compare.Row, by grouping) (key, title string) {
	d := x.desk
	who := r.Theirs
	if r.Side == compare.Ours {
		who = r.Ours
	}
	switch by {
	case byPerson:
		return who.By, orUnknown(d, who.By)
	case byParty:
		return who.Party, orUnknown(d, who.Party)
	case bySection:
		return string(r.Kind.Section), d.t("section." + string(r.Kind.Section))
	}
	if wholeOnly(r) {
		return r.Kind.Name, d.t(r.Kind.Plural())
	}
	return r.Object.String(), x.heading(r)
}

func orUnknown(d *Desk, name string) string {
	if name == "" {
		return d.t("compare.unknown")
	}
	return name
}

// heading names the object of a row with its kind and number.
func (x *differences) heading(r compare.Row) string {
	d := x.desk
	kind, number := d.t(r.Kind.Label()), ""
	if o := x.object(r); o != nil {
		number = o.Shared().Number()
	}
	return words.Join(" · ", words.Join(" ", kind, number), x.name(r))
}

// object is that of a row as one of the sides knows it.
func (x *differences) object(r compare.Row) plan.Object {
	if o := x.names.Get(r.Object); o != nil {
		return o
	}
	for _, s := range []compare.State{r.Theirs, r.Ours, r.Base} {
		if o, _, err := plan.DecodeObject(r.Kind, r.Object, s.Value); err == nil && r.Field == nil {
			return o
		}
	}
	return nil
}

func (x *differences) name(r compare.Row) string {
	o := x.object(r)
	if o == nil {
		return "?"
	}
	return plan.NameOf(x.names, o, x.desk.app.Words)
}

// note sums up the rows of a group: "3 changes, 1 conflict", "12 added by Russia".
func (x *differences) note(rows []int) string {
	d := x.desk
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
			parts = append(parts, d.say(p.key, "Count", p.n))
		}
	}
	if len(parties) == 1 && added == len(rows) {
		for party := range parties {
			if party != "" {
				return d.say("compare.added.by", "Count", added, "Party", party)
			}
		}
	}
	return strings.Join(parts, ", ")
}
