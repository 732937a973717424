package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"text/template"

	"jointplan/plan"
	"jointplan/plan/check"
)

// base is what all cases start from: an operation of two contributors and a
// host in 2027. The day of looking is 30 March.
const base = `party a; party b; party h;
	operation o | theatre=Coast | period=2027-01-01/2027-12-31;
	participation pa | party=a | role=contributor; participation pb | party=b | role=contributor;
	participation ph | party=h | role=host;`

func TestRules(t *testing.T) {
	words := translations(t)
	tried := map[string]bool{}
	for _, c := range cases {
		tried[c.rule] = true
		t.Run(c.rule, func(t *testing.T) {
			d, _ := build(t, base+c.bad)
			found := of(all(t, d).Findings(plan.NoID), c.rule)
			if len(found) == 0 {
				t.Fatal("not reported")
			}
			for lang, texts := range words {
				render(t, lang, texts, found[0])
			}
			if c.good != "" {
				good, _ := build(t, base+c.good)
				for _, f := range of(all(t, good).Findings(plan.NoID), c.rule) {
					t.Errorf("reported although sound: %v", f.Message)
				}
			}
			label, fixable := found[0].FixLabel()
			if _, err := found[0].Fix(d); !fixable && err == nil {
				t.Error("a fix where none is offered")
			}
			if fixable != (found[0].Rule.Fix != nil) && !c.unfixable {
				t.Error("the case should show the fix")
			}
			if fixable {
				mend(t, d, found[0], label)
			}
		})
	}
	for _, rule := range check.Rules() {
		if !tried[rule.Name] {
			t.Errorf("%s has no case", rule.Name)
		}
	}
}

// mend applies the fix of a finding and expects the finding to go, in a report
// that is kept as well as in a fresh one.
func mend(t *testing.T, d *plan.Document, f check.Finding, label plan.Message) {
	t.Helper()
	kept := all(t, d)
	e, err := f.Fix(d)
	if err != nil {
		t.Fatal(err)
	}
	if e.Title.String() != label.String() || e.IsEmpty() {
		t.Errorf("edit %q with %d changes, want title %q", e.Title, len(e.Changes), label)
	}
	apply(t, d, e.Changes...)
	kept.Update(e.Changes)
	for _, r := range []*check.Report{kept, all(t, d)} {
		for _, other := range of(r.Findings(plan.NoID), f.Rule.Name) {
			if other.Object == f.Object && slices.Equal(other.Others, f.Others) && fmt.Sprint(other.Message.Args["Field"]) == fmt.Sprint(f.Message.Args["Field"]) {
				t.Errorf("still there after the fix: %v", other.Message)
			}
		}
	}
}

func of(findings []check.Finding, rule string) []check.Finding {
	return slices.DeleteFunc(findings, func(f check.Finding) bool { return f.Rule.Name != rule })
}

// render puts a finding into words and fails when a translation asks for a
// value that the finding does not have.
func render(t *testing.T, lang string, texts map[string]string, f check.Finding) {
	t.Helper()
	messages := []plan.Message{f.Message, f.Why()}
	if label, ok := f.FixLabel(); ok {
		messages = append(messages, label)
	}
	for _, m := range messages {
		text, ok := texts[m.Key]
		if !ok {
			t.Errorf("%s has no %s", lang, m.Key)
			continue
		}
		page, err := template.New(m.Key).Option("missingkey=error").Parse(text)
		if err != nil {
			t.Errorf("%s %s: %v", lang, m.Key, err)
			continue
		}
		var b strings.Builder
		if err := page.Execute(&b, m.Args); err != nil {
			t.Errorf("%s %s: %v", lang, m.Key, err)
		}
		if strings.Contains(b.String(), "?") && !strings.Contains(f.Message.Key, "gone") {
			t.Errorf("%s %s: a name is missing in %q", lang, m.Key, b.String())
		}
	}
}
