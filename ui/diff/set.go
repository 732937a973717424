package diff

import (
	"cmp"
	"slices"
	"time"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/ui/words"
)

// Reader is whom differences are shown to.
type Reader struct {
	Words        *words.Words
	Now          func() time.Time // of this year, days are written without it
	Ours, Theirs string           // keys of what the two sides are called
}

func (w Reader) t(key string) string { return w.Words.T(key) }

func (w Reader) say(key string, namesAndValues ...any) string {
	return w.Words.Say(plan.Say(key, namesAndValues...))
}

// Set is rows of a comparison with what it takes to show them. They are put in the
// order of the plan once and then grouped and filtered at will.
type Set struct {
	reader Reader
	rows   []compare.Row
	names  *plan.Document // knows the objects of both sides
	order  []int          // rows in the order of the plan
	texts  map[int]rowTexts
}

// New shows rows of a comparison to a reader; names knows the objects of both sides.
func New(reader Reader, rows []compare.Row, names *plan.Document) *Set {
	x := &Set{reader: reader, rows: rows, names: names, order: make([]int, len(rows)), texts: map[int]rowTexts{}}
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

// ShowTo shows the differences to another reader, or in another language.
func (x *Set) ShowTo(reader Reader) {
	x.reader = reader
	clear(x.texts)
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
func (x *Set) ranks() map[plan.ID]int {
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

// Count is how many rows there are of a sort.
func (x *Set) Count(wanted func(compare.Row) bool) (n int) {
	for _, r := range x.rows {
		if wanted(r) {
			n++
		}
	}
	return n
}

// Key names a row for as long as the comparison, and in the next one.
func Key(r compare.Row) string {
	if r.Field == nil {
		return r.Object.String()
	}
	return r.Object.String() + "/" + r.Field.Name
}

// heading names the object of a row with its kind and number.
func (x *Set) heading(r compare.Row) string {
	w := x.reader
	kind, number := w.t(r.Kind.Label()), ""
	if o := x.Object(r); o != nil {
		number = o.Shared().Number()
	}
	return words.Join(" · ", words.Join(" ", kind, number), x.name(r))
}

// Object is that of a row as one of the sides knows it; nil where none can tell.
func (x *Set) Object(r compare.Row) plan.Object {
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

func (x *Set) name(r compare.Row) string {
	o := x.Object(r)
	if o == nil {
		return "?"
	}
	return plan.NameOf(x.names, o, x.reader.Words)
}
