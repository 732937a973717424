package template

import (
	"jointplan/plan"
)

// Limits on what a template may hold and make: a file from a stranger must not
// be able to stall the program.
const (
	maxBytes   = 2 << 20   // of a file
	maxEntries = 5_000     // under parts
	maxObjects = 100_000   // that one instantiation makes
	maxLinks   = 1_000_000 // references in all of them
	maxList    = 1_000     // references in one list
	maxMade    = 64 << 20  // bytes of text in all of them
	maxRepeats = 10_000    // of one entry
	maxSectors = 1_000
	maxParties = 1_000 // of one role
)

// Texts is a text in several languages, by two-letter code.
type Texts map[string]string

// In gives the text in a language, else in English, else in any.
func (t Texts) In(language string) string {
	for _, l := range []string{language, "en", "fr", "ru"} {
		if t[l] != "" {
			return t[l]
		}
	}
	best := ""
	for l := range t {
		if best == "" || l < best {
			best = l
		}
	}
	return t[best]
}

// Role is a place in the operation that the planner fills with parties.
type Role struct {
	Key  string
	As   plan.Choice // role of the participation; "" when the party is named in the plan but takes no part
	Name Texts
	Min  int // parties at least
	Max  int // parties at most
}

// SectorRule says how many sectors the operation has and what they are called
// until the planner names them.
type SectorRule struct {
	Count, Min, Max int
	Name            string // with {n} for the number
}

// Template is a parsed and checked file.
type Template struct {
	ID      string
	Name    Texts
	Summary Texts
	Source  string // section of the report, the default for every entry
	Theatre string // hint for the form
	Roles   []Role
	Sectors *SectorRule // nil when the operation has none
	File    string      // where it came from

	// Theatres are places the template knows, in the order of the file.
	Theatres []*Theatre

	operation *entry
	entries   []*entry // without the operation, in the order of the file
	byKey     map[string]*entry
}

// KindCount is a number of objects of a kind.
type KindCount struct {
	Kind  *plan.Kind
	Count int
}

// Entries counts the entries of the file by kind, in the order of the kinds.
// An entry may make many objects; see Preview for those.
func (t *Template) Entries() []KindCount {
	n := map[*plan.Kind]int{plan.KindOf[plan.Operation](): 1}
	for _, e := range t.entries {
		n[e.kind]++
	}
	return inOrder(n)
}

// Role finds a role by its key; nil when there is none.
func (t *Template) Role(key string) *Role {
	for i := range t.Roles {
		if t.Roles[i].Key == key {
			return &t.Roles[i]
		}
	}
	return nil
}

func inOrder(n map[*plan.Kind]int) []KindCount {
	var counts []KindCount
	for _, k := range plan.Kinds() {
		if n[k] > 0 {
			counts = append(counts, KindCount{k, n[k]})
		}
	}
	return counts
}

// entry is one item under parts.
type entry struct {
	kind    *plan.Kind
	key     string
	line    int
	each    string // "", "sector", "party" or the key of a role
	repeats int    // 1, or as "every" says
	shift   int    // days from one repetition to the next
	values  []*value
	after   []*link
	source  string
	theatre *Theatre // that only has it; nil for all
}

// everySector and everyParty are the words of "each" that are not roles.
const (
	everySector = "sector"
	everyParty  = "party"
)

func (e *entry) perSector() bool { return e.each == everySector }
func (e *entry) perParty() bool  { return e.each != "" && e.each != everySector }

// value finds the entry's value of a field; nil when it has none.
func (e *entry) value(name string) *value {
	for _, v := range e.values {
		if v.field.Name == name {
			return v
		}
	}
	return nil
}

// title is what to call the entry in messages.
func (e *entry) title() string {
	if f := e.kind.Title(); f != nil {
		if v := e.value(f.Name); v != nil && v.text != "" {
			return v.text
		}
	}
	return e.key
}

// value is what an entry says about one field, as far as it can be known before
// there is a brief.
type value struct {
	field  *plan.Field
	line   int
	text   string // of fields that are neither days nor references; may have holes
	day    day
	period period
	refs   []*ref
	shares []share
	ground *ground // of geometries that are said in words of the basemap
	faulty bool    // told already
}

// ref is one name in a reference field.
type ref struct {
	word   string
	line   int
	mode   mode
	role   string // of roleParty and nextParty
	target *entry // of toEntry
	nth    int    // which sector of a theatre is meant, from 1; 0 when none is said
}

// mode says what the word of a reference means.
type mode int

const (
	toEntry     mode = iota // an entry of the file, by its key
	toOperation             // the operation itself
	roleParty               // parties of a role: the first, or all in a list
	nextParty               // parties of a role in turn
	nobody                  // no party, in a list of those who may have something
	eachParty               // the party an entry is repeated for
	sectorParty             // the party of the entry's sector
)

// share is one part of a Portions value: a percentage for a role, or equal
// parts for the parties of it.
type share struct {
	role    string // "" with equal: all parties that lead or contribute
	percent float64
	equal   bool
}

// link is one item of "after".
type link struct {
	ref  *ref
	kind plan.Choice // fs, ss, ff, sf
	lag  float64
}
