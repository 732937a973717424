package docx

import (
	"slices"
	"strings"

	"jointplan/exchange/docx/wordml"
	"jointplan/plan"
	"jointplan/plan/check"
)

// findings is the last chapter: what the readiness checks found, worst first. Many
// go into an annex; what blocks stands in the chapter too, as far as there is room.
func (m *maker) findings() {
	if len(m.opts.Findings) == 0 {
		return
	}
	found := slices.Clone(m.opts.Findings)
	slices.SortStableFunc(found, func(x, y check.Finding) int { return int(x.Rule.Severity - y.Rule.Severity) })
	title := m.t("chapter.findings")
	m.out.Heading(1, title)
	if len(found) <= longTable {
		m.findingTable(title, found, standing)
		return
	}
	counts := map[check.Severity]int{}
	for _, f := range found {
		counts[f.Rule.Severity]++
	}
	var parts []string
	for _, s := range []check.Severity{check.Blocking, check.Serious, check.Advice} {
		if counts[s] > 0 {
			parts = append(parts, m.t(s.String())+": "+m.words.Number(float64(counts[s]), 0))
		}
	}
	m.putOff(title, m.say("document.findings", "Count", len(found))+". "+strings.Join(parts, ", "), func() error {
		m.findingTable(title, found, lying)
		return m.ctx.Err()
	})
	if blocking := counts[check.Blocking]; blocking > 0 {
		m.findingTable(title, found[:min(blocking, longTable)], standing)
	}
}

// severityGrounds are the colours of the severities, worst first.
var severityGrounds = [...]string{"F8E3E1", "FBEFD9", "EEF1F4"}

func (m *maker) findingTable(title string, found []check.Finding, room float64) {
	severity, where := 70.0, room*0.32
	t := m.out.Table(title, []wordml.Column{
		{Head: m.t("excel.finding.severity"), Width: int(severity * twips)},
		{Head: m.t("excel.finding.what"), Width: int((room - severity - where) * twips)},
		{Head: m.t("excel.finding.where"), Width: int(where * twips)},
	})
	for i, f := range found {
		var why [][]wordml.Run // below the last of those it is said of
		if i+1 == len(found) || m.words.Say(found[i+1].Why()) != m.words.Say(f.Why()) {
			why = [][]wordml.Run{{wordml.Plain(m.words.Say(f.Why()))}}
		}
		o, name := m.doc.Get(f.Object), ""
		if o != nil {
			what := strings.TrimSpace(m.t(plan.KindFor(o).Label()) + " " + unbroken(o.Shared().Number()))
			name = what + ": " + plan.NameOf(m.doc, o, m.words)
		}
		t.Row(wordml.Row{Cells: []wordml.Cell{
			{Runs: []wordml.Run{{Text: m.t(f.Rule.Severity.String()), Bold: true}}, Fill: severityGrounds[f.Rule.Severity]},
			{Runs: []wordml.Run{wordml.Plain(m.words.Say(f.Message))}},
			{Runs: []wordml.Run{m.theirs(name)}},
		}, More: why})
	}
	t.End()
}
