package template

import (
	"strings"
	"testing"
)

const leadTemplate = `template: lead
name: {en: Lead}
summary: {en: Days before the first}
source: Civil Emergencies
parts:
  operation:
    - purpose: Test
  task:
    - {key: early, title: Early, when: D-40 +5}
    - {title: Late, when: D+10 +5}
    - {title: Often, when: EVERY}
`

func TestLeadTime(t *testing.T) {
	for every, want := range map[string]int{
		"D+1 +1": 40, "D-60 +1": 60, "D-70..D-61": 70, "D-45 +5, every: 10 x 3": 45,
	} {
		tpl, err := Parse("lead.yaml", []byte(strings.Replace(leadTemplate, "EVERY", every, 1)))
		if err != nil {
			t.Fatal(err)
		}
		if got := tpl.LeadTime(); got != want {
			t.Errorf("%s: %d days, want %d", every, got, want)
		}
	}
}
