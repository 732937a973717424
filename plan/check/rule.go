package check

import (
	"slices"
	"sync"

	"jointplan/plan"
)

// Severity orders findings: what blocks an operation, what is serious, what is
// advice.
type Severity int

// The severities, worst first.
const (
	Blocking Severity = iota
	Serious
	Advice
)

// String is the translation key of the severity.
func (s Severity) String() string {
	return [...]string{"severity.blocking", "severity.serious", "severity.advice"}[s]
}

// Rule is one check. For the object it looks at it reports any number of
// findings. What a person reads are translations: "rule.NAME" is the sentence
// of a finding, filled with its Args; "rule.NAME.why" says why it matters;
// "rule.NAME.fix" names the one step that mends it.
//
// A check that concerns objects of several kinds is one rule for each kind, all
// of one name.
type Rule struct {
	Name     string
	Section  plan.Section
	Severity Severity
	// Kind is the kind of object the rule looks at, one at a time.
	Kind *plan.Kind
	// Reads lists what else the outcome depends on; a change there makes the rule
	// look again. Fields of the object itself need not be listed.
	//
	//	task.when          that field of any object of the operation (with "*", any field)
	//	sector>sector.party  that field of the object which the own field before ">" names
	//	task.when<sector   that field of objects whose field after "<" names this object
	//	*>*                whether what any own field names exists
	//
	// That an object comes or goes counts as a change of all its fields. Names that
	// only stand in the sentence need not be listed: they are filled in when it is
	// read.
	Reads []string
	// Needs lists the fields, as "unit.strength", that the rule cannot do without:
	// where one was withheld from a shared copy, of an object that a finding is
	// about or names or else of any in the operation, there is no finding.
	Needs []string
	// Source names where the rule comes from: a section of the report, a
	// doctrine publication, a mission.
	Source string
	// Check reports what is wrong with o.
	Check func(c *Context, o plan.Object)
	// Fix, when there is one step that can mend a finding, computes it.
	Fix func(d *plan.Document, f Finding) (plan.Edit, error)

	reads []read
	needs []*plan.Field
	rank  int    // place in the order of findings
	bit   uint64 // its own among the rules of its kind, for sets of rules
}

// look makes a Check of a function over one Go type.
func look[T any](check func(c *Context, o *T)) func(*Context, plan.Object) {
	return func(c *Context, o plan.Object) { check(c, any(o).(*T)) }
}

// Finding is one thing a rule found.
type Finding struct {
	Rule      *Rule
	Object    plan.ID // the object it is about
	Operation plan.ID
	Others    []plan.ID
	Message   plan.Message  // what is wrong
	Where     plan.Geometry // the point on the map to go to; "" when it has no place of its own

	fixed bool // has a fix
}

// Why is the sentence that says why it matters.
func (f Finding) Why() plan.Message { return plan.Say("rule." + f.Rule.Name + ".why") }

// FixLabel names the step that mends it; ok is false when there is none.
func (f Finding) FixLabel() (label plan.Message, ok bool) {
	return plan.Message{Key: "rule." + f.Rule.Name + ".fix", Args: f.Message.Args}, f.fixed
}

// Fix computes the step that mends the finding, titled as FixLabel says. It is
// an error when there is none or the plan has changed too much since.
func (f Finding) Fix(d *plan.Document) (plan.Edit, error) {
	if !f.fixed {
		return plan.Edit{}, plan.Problem("error.fix.none", "Name", f.Message.Args["Name"])
	}
	if d.Get(f.Object) == nil {
		return plan.Edit{}, plan.Problem("error.object.gone", "ID", f.Object.String())
	}
	return f.Rule.Fix(d, f)
}

var rules []*Rule

// Rules lists all checks in the order of sections.
func Rules() []*Rule {
	sorted := slices.Clone(rules)
	slices.SortStableFunc(sorted, func(a, b *Rule) int {
		return slices.Index(plan.Sections, a.Section) - slices.Index(plan.Sections, b.Section)
	})
	return sorted
}

// ranked lists all checks in the order in which their findings are shown and
// gives each its rank, its declared reads parsed.
var ranked = sync.OnceValue(func() []*Rule {
	sorted := Rules()
	slices.SortStableFunc(sorted, func(a, b *Rule) int { return int(a.Severity - b.Severity) })
	next := map[*plan.Kind]int{}
	for i, rule := range sorted {
		rule.rank = i
		rule.reads, rule.needs = parseReads(rule), parseNeeds(rule)
		if rule.bit = 1 << next[rule.Kind]; rule.bit == 0 {
			panic("more than 64 rules look at " + rule.Kind.Name)
		}
		next[rule.Kind]++
	}
	return sorted
})

// register adds rules; called from the file of each subject.
func register(more ...*Rule) bool {
	rules = append(rules, more...)
	return true
}

// registerEach adds a rule for every kind that fits, each in the kind's section
// unless the rule names one.
func registerEach(rule Rule, fits func(*plan.Kind) bool) bool {
	for _, k := range plan.Kinds() {
		if !fits(k) {
			continue
		}
		own := rule
		own.Kind = k
		if own.Section == "" {
			own.Section = sectionOf(k)
		}
		register(&own)
	}
	return true
}

// sectionOf is the section of an operation under which findings about a kind
// are shown.
func sectionOf(k *plan.Kind) plan.Section {
	if k.Section == plan.SectionWorkspace {
		return plan.SectionText
	}
	return k.Section
}
