package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/storage"
)

type checkCmd struct {
	File      string `arg:"" help:"The file."`
	JSON      bool   `name:"json" help:"Write JSON for scripts."`
	Operation string `placeholder:"NAME" help:"Only this operation."`
	Today     string `placeholder:"DATE" help:"The day to look from, instead of today."`
	AsOf      string `name:"asof" placeholder:"WHEN" help:"The plan as it stood on a day, at a time or in a version."`
}

// Help implements kong.HelpProvider.
func (checkCmd) Help() string {
	return `The exit code is 3 when something found blocks an operation, 0 when not.`
}

// Run lists what the checks find.
func (c checkCmd) Run(j *job) error {
	today := j.today()
	if c.Today != "" {
		var err error
		if today, err = plan.ReadDate(c.Today, j.words); err != nil {
			return err
		}
	}
	return j.read(c.File, func(w *storage.Workspace) error {
		d, op, err := j.chosen(w, c.AsOf, c.Operation)
		if err != nil {
			return err
		}
		report, err := check.All(j.ctx, d, today, chart.KnowsSymbol)
		if err != nil {
			return err
		}
		total, _ := report.Counts(op)
		if c.JSON {
			err = j.json(j.jsonReport(d, report.Findings(op), total, today))
		} else {
			j.tellFindings(d, report.Findings(op), total)
		}
		if err == nil && total[check.Blocking] > 0 {
			err = errBlocking
		}
		return err
	})
}

func (j *job) tellFindings(d *plan.Document, findings []check.Finding, total check.Count) {
	if len(findings) == 0 {
		fmt.Fprintln(j.out, j.words.T("findings.none.sentence"))
		return
	}
	t := newTable(j.words.T("findings.severity"), j.words.T("findings.section"), j.words.T("field.no"), j.words.T("findings.what"))
	for _, f := range findings {
		number := ""
		if o := d.Get(f.Object); o != nil {
			number = o.Shared().Number()
		}
		t.add(j.words.T(f.Rule.Severity.String()), j.words.T("section."+string(f.Rule.Section)), number, j.words.Say(f.Message))
	}
	t.print(j.out)
	var counts []string
	for severity, n := range total {
		if n > 0 {
			counts = append(counts, j.words.Say(plan.Say("findings."+severityName(check.Severity(severity)), "Count", n)))
		}
	}
	fmt.Fprintln(j.out, "\n"+strings.Join(counts, ", "))
}

// severityName is "blocking", "serious" or "advice".
func severityName(s check.Severity) string { return strings.TrimPrefix(s.String(), "severity.") }

type jsonReport struct {
	Today    string         `json:"today"`
	Counts   map[string]int `json:"counts"`
	Findings []jsonFinding  `json:"findings"`
}

type jsonFinding struct {
	Rule      string          `json:"rule"`
	Severity  string          `json:"severity"`
	Section   string          `json:"section"`
	Kind      string          `json:"kind,omitempty"`
	ID        string          `json:"id"`
	Number    string          `json:"number,omitempty"`
	Name      string          `json:"name,omitempty"`
	Operation string          `json:"operation,omitempty"`
	Others    []string        `json:"others,omitempty"`
	Where     json.RawMessage `json:"where,omitempty"` // a GeoJSON point
	What      string          `json:"what"`
	Why       string          `json:"why"`
	Mendable  bool            `json:"mendable"`
}

func (j *job) jsonReport(d *plan.Document, findings []check.Finding, total check.Count, today plan.Date) jsonReport {
	out := jsonReport{Today: today.String(), Counts: map[string]int{}, Findings: []jsonFinding{}}
	for severity, n := range total {
		out.Counts[severityName(check.Severity(severity))] = n
	}
	for _, f := range findings {
		_, mendable := f.FixLabel()
		one := jsonFinding{
			Rule: f.Rule.Name, Severity: severityName(f.Rule.Severity), Section: string(f.Rule.Section), ID: f.Object.String(),
			Operation: f.Operation.String(), What: j.words.Say(f.Message), Why: j.words.Say(f.Why()), Mendable: mendable,
		}
		if o := d.Get(f.Object); o != nil {
			one.Kind, one.Number, one.Name = plan.KindFor(o).Name, o.Shared().Number(), plan.NameOf(d, o, nil)
		}
		if f.Where != "" {
			one.Where = json.RawMessage(f.Where)
		}
		for _, id := range f.Others {
			one.Others = append(one.Others, id.String())
		}
		out.Findings = append(out.Findings, one)
	}
	return out
}
