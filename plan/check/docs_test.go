package check_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"jointplan/plan"
	"jointplan/plan/check"
)

//go:generate go test . -run TestDocumentIsCurrent -write

var write = flag.Bool("write", false, "write docs/checks.md anew")

// TestDocumentIsCurrent compares docs/checks.md with the rules and their English
// words; "go generate" writes it.
func TestDocumentIsCurrent(t *testing.T) {
	path := filepath.Join("..", "..", "docs", "checks.md")
	want := document(translations(t)["en"])
	if *write {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.ReplaceAll(string(got), "\r\n", "\n") != want {
		t.Error("docs/checks.md is not current: run go generate ./plan/check")
	}
}

func document(words map[string]string) string {
	var b strings.Builder
	seen := map[string]bool{}
	for _, rule := range check.Rules() {
		seen[rule.Name] = true
	}
	fmt.Fprintf(&b, `# Readiness checks

Jointplan looks at every plan with %d checks and lists what is missing or
contradictory, worst first. A finding names the object, says why it matters and,
where one step can mend it, offers that step. Words in *italics* stand for what
the plan says.

This page is made from the checks themselves: run %s.
`, len(seen), "`go generate ./plan/check`")
	clear(seen)
	section := plan.Section("")
	for _, rule := range check.Rules() {
		if seen[rule.Name] {
			continue
		}
		seen[rule.Name] = true
		if rule.Section != section {
			section = rule.Section
			fmt.Fprintf(&b, "\n## %s\n\n| Check | Severity | Why it matters | Fix in one step | Source |\n|---|---|---|---|---|\n", titles[section])
		}
		key := "rule." + rule.Name
		fix := ""
		if rule.Fix != nil {
			fix = inWords(words[key+".fix"])
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n",
			inWords(words[key]), words[rule.Severity.String()], inWords(words[key+".why"]), fix, rule.Source)
	}
	return b.String()
}

var titles = map[plan.Section]string{
	plan.SectionText: "Text and the plan as a whole", plan.SectionParties: "Parties and command", plan.SectionSectors: "Sectors",
	plan.SectionTasks: "Tasks and schedule", plan.SectionForces: "Forces", plan.SectionPosts: "Posts",
	plan.SectionTraining: "Training", plan.SectionLegal: "Legal framework", plan.SectionMoney: "Money",
	plan.SectionInterop: "Interoperability", plan.SectionRisks: "Risks", plan.SectionOptions: "Options",
	plan.SectionAgreement: "Agreement",
}

var placeholders = regexp.MustCompile(`\{\{\.(\w+)\}\}`)

func inWords(text string) string {
	return placeholders.ReplaceAllStringFunc(text, func(s string) string {
		return "*" + strings.ToLower(placeholders.FindStringSubmatch(s)[1]) + "*"
	})
}
