package docx

import (
	"strings"

	"jointplan/exchange/docx/wordml"
	"jointplan/plan"
)

// grounds are the colours of the banner by marking.
var grounds = map[plan.Choice]string{
	"": "4A535E", "unclassified": "2E7D4F", "restricted": "B26A00", "confidential": "1F5FBF", "secret": "B3261E",
}

// titleBlock is what the first page says of the operation: label, title, who, where
// and when, and of when the plan is.
func (m *maker) titleBlock() {
	m.out.Ground(wordml.Banner, grounds[m.label.Marking], wordml.Plain(m.labelText()))
	m.out.Paragraph(wordml.Title, m.theirs(m.op.Title))
	under := m.t("document.plan")
	if w := m.doc.Workspace(); w != nil && w.Title != "" && w.Title != m.op.Title {
		under += " · " + w.Title
	}
	m.out.Paragraph(wordml.Subtitle, wordml.Plain(under))
	t := m.out.Table(m.t("document.facts"), []wordml.Column{{Width: factLabel}, {Width: wordml.StandingWidth - factLabel}})
	fact := func(label, value string, theirs bool) {
		if value == "" {
			return
		}
		run := wordml.Plain(value)
		if theirs {
			run = m.theirs(value)
		}
		t.Row(wordml.Row{Cells: []wordml.Cell{{Runs: []wordml.Run{{Text: label, Bold: true}}}, {Runs: []wordml.Run{run}}}})
	}
	for _, f := range plan.KindFor(m.op).Fields {
		if f.Common || f.Hidden || f.IsTitle || f.Type == plan.LongText {
			continue
		}
		fact(m.headOf(f), m.whole(m.op, f), isProse(f))
	}
	fact(m.t("document.parties"), m.parties(), true)
	fact(m.t("document.number"), m.op.Number(), false)
	at := m.opts.Exported.UTC()
	fact(m.t("document.asof"), m.opts.AsOf, false)
	fact(m.t("excel.exported"), m.words.Date(plan.DateOf(at))+" "+at.Format("15:04")+" UTC", false)
	fact(m.t("excel.by"), m.opts.By, false)
	fact(m.t("excel.app"), m.opts.App, false)
	t.End()
}

// factLabel is how wide the names of facts stand.
const factLabel = 2600

// parties lists who takes part and as what.
func (m *maker) parties() string {
	k := plan.KindOf[plan.Participation]()
	var names []string
	for _, o := range m.extract.Objects(k) {
		name, role := m.whole(o, k.Field("party")), m.show(o, k.Field("role"))
		if role != "" {
			name += ", " + role
		}
		names = append(names, name)
	}
	return strings.Join(names, "; ")
}
