package check

import (
	"slices"

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
type Rule struct {
	Name     string
	Section  plan.Section
	Severity Severity
	// Kind is the kind of object the rule looks at, one at a time.
	Kind *plan.Kind
	// Reads lists what else the outcome depends on, as "kind.field" or "kind.*";
	// a change there runs the rule again for every object of Kind. Fields of the
	// object itself need not be listed.
	Reads []string
	// Source names where the rule comes from: a section of the report, a
	// doctrine publication, a mission.
	Source string
	// Check reports what is wrong with o.
	Check func(c *Context, o plan.Object)
	// Fix, when there is one step that can mend a finding, computes it.
	Fix func(d *plan.Document, f Finding) (plan.Edit, error)
}

// Context is what a check may look at, and where it reports.
type Context struct {
	Doc *plan.Document
	// Today is the day the plan is looked at; 0 leaves out checks against it.
	Today plan.Date

	rule  *Rule
	found []Finding
}

// Report notes a finding about o. Others are further objects concerned; args
// are alternating names and values for the sentence. "Name", the object's name,
// is always there.
func (c *Context) Report(o plan.Object, others []plan.ID, args ...any) {
	m := plan.Say("rule."+c.rule.Name, append([]any{"Name", plan.NameOf(c.Doc, o, nil)}, args...)...)
	c.found = append(c.found, Finding{
		Rule: c.rule, Object: plan.IDFor(o), Operation: plan.OperationOf(o), Others: others, Message: m,
	})
}

// Finding is one thing a rule found.
type Finding struct {
	Rule      *Rule
	Object    plan.ID // the object it is about
	Operation plan.ID
	Others    []plan.ID
	Message   plan.Message // what is wrong
}

// Why is the sentence that says why it matters.
func (f Finding) Why() plan.Message { return plan.Say("rule." + f.Rule.Name + ".why") }

// FixLabel names the step that mends it; ok is false when there is none.
func (f Finding) FixLabel() (label plan.Message, ok bool) {
	return plan.Message{Key: "rule." + f.Rule.Name + ".fix", Args: f.Message.Args}, f.Rule.Fix != nil
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

// register adds rules; called from the file of each subject.
func register(more ...*Rule) bool {
	rules = append(rules, more...)
	return true
}
