package excel

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"jointplan/exchange/excel/sheetml"
	"jointplan/plan"
	"jointplan/plan/check"
)

const findingsTable = "tblFindings"

// maxLinks bounds the links to rows: excelize looks through all of them for
// each new one.
const maxLinks = 3000

// findingColumn is one column of the sheet of findings.
type findingColumn struct {
	key   string
	width float64
	wrap  bool
	value func(b *book, f check.Finding, o plan.Object) string
}

func (b *book) findingColumns() []findingColumn {
	columns := []findingColumn{
		{"excel.finding.severity", 13, false, func(b *book, f check.Finding, _ plan.Object) string { return b.t(f.Rule.Severity.String()) }},
		{"excel.finding.what", 62, true, func(b *book, f check.Finding, _ plan.Object) string { return b.words.Say(f.Message) }},
		{"field.no", 10, false, func(_ *book, _ check.Finding, o plan.Object) string { return o.Shared().Number() }},
		{"excel.finding.where", 36, true, func(b *book, f check.Finding, _ plan.Object) string { return b.names.of(f.Object) }},
		{"excel.finding.sheet", 20, true, func(b *book, _ check.Finding, o plan.Object) string { return b.t(plan.KindFor(o).Plural()) }},
		{"excel.finding.why", 62, true, func(b *book, f check.Finding, _ plan.Object) string { return b.words.Say(f.Why()) }},
	}
	if b.several() {
		operation := findingColumn{plan.KindOf[plan.Operation]().Label(), 28, true, func(b *book, f check.Finding, _ plan.Object) string {
			if f.Operation == plan.NoID {
				return ""
			}
			return b.names.of(f.Operation)
		}}
		columns = slices.Insert(columns, 2, operation)
	}
	return columns
}

// buildFindings writes what the readiness checks found, worst first.
func (b *book) buildFindings() error {
	if len(b.opts.Findings) == 0 {
		return nil
	}
	found := slices.Clone(b.opts.Findings)
	slices.SortStableFunc(found, func(x, y check.Finding) int { return int(x.Rule.Severity - y.Rule.Severity) })
	columns := b.findingColumns()
	if err := b.setUpFindings(columns, len(found)); err != nil {
		return err
	}
	p, err := b.findingRows(columns, found)
	b.pages = append(b.pages, filledPage{b.findingsTab, p.source})
	return err
}

func (b *book) findingRows(columns []findingColumn, found []check.Finding) (*page, error) {
	widths := make([]float64, len(columns))
	for i, c := range columns {
		widths[i] = c.width
	}
	p := b.newPage(widths)
	rows := b.rowsWithFindings(found)
	for i, f := range found {
		o := b.doc.Get(f.Object)
		if o == nil {
			o = f.Rule.Kind.New(f.Object) // gone since: nothing to name
		}
		for j, c := range columns {
			l := look{wrap: c.wrap, vertical: "center"}
			if j == 0 {
				l = severityLook(f.Rule.Severity)
			}
			target, linked := rows[f.Object]
			if linked = linked && c.key == "field.no" && i < maxLinks; linked {
				l.ink, l.underline = accent, true
				if err := b.link(b.findingsTab, sheetml.Ref(j, i+1), target); err != nil {
					return p, err
				}
			}
			style, err := b.styles.cell(l)
			if err != nil {
				return p, err
			}
			p.put(i+1, j, style, c.value(b, f, o))
		}
	}
	return p, nil
}

func severityLook(s check.Severity) look {
	return [...]look{
		{bold: true, ink: "8F1D17", fill: paleRed, align: "center", vertical: "center"},
		{bold: true, ink: "8A5200", fill: paleAmber, align: "center", vertical: "center"},
		{ink: second, fill: grey, align: "center", vertical: "center"},
	}[s]
}

// rowsWithFindings finds the cells of the rows that findings are about.
func (b *book) rowsWithFindings(found []check.Finding) map[plan.ID]string {
	about := map[plan.ID]bool{}
	for _, f := range found {
		about[f.Object] = true
	}
	rows := map[plan.ID]string{}
	for _, s := range b.sheets {
		for i, o := range s.objects {
			if id := plan.IDFor(o); about[id] {
				rows[id] = quotedTab(s.tab) + "!" + sheetml.Ref(s.shownBy().at, i+1)
			}
		}
	}
	return rows
}

func (b *book) setUpFindings(columns []findingColumn, count int) error {
	tab := b.findingsTab
	for i, c := range columns {
		name := sheetml.Letters(i)
		if err := b.file.SetColWidth(tab, name, name, c.width); err != nil {
			return err
		}
		if err := b.header(tab, i, b.t(c.key), look{bold: true, ink: white, fill: dark, wrap: true, vertical: "center"}); err != nil {
			return err
		}
	}
	last := sheetml.Ref(len(columns)-1, count)
	stripes := false
	if err := b.file.AddTable(tab, &excelize.Table{Range: "A1:" + last, Name: findingsTable, StyleName: "TableStyleLight1", ShowRowStripes: &stripes}); err != nil {
		return err
	}
	hairline, err := b.styles.conditional(look{below: line})
	if err != nil {
		return err
	}
	if err := b.file.SetConditionalFormat(tab, "A2:"+last, []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: `$B2<>""`, Format: &hairline}}); err != nil {
		return err
	}
	if err := b.file.SetPanes(tab, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := b.file.SetRowHeight(tab, 1, 20); err != nil {
		return err
	}
	if err := b.file.SetSheetDimension(tab, "A1:"+last); err != nil {
		return err
	}
	if err := b.printTitles(tab, quotedTab(tab)+"!$1:$1"); err != nil {
		return err
	}
	return b.print(tab, "landscape", 1, 0)
}

// countFindings is the formula that counts the findings of a severity.
func (b *book) countFindings(s check.Severity) formula {
	n := 0
	for _, f := range b.opts.Findings {
		if f.Rule.Severity == s {
			n++
		}
	}
	severities := fmt.Sprintf("%s!$A$2:$A$%s", quotedTab(b.findingsTab), strconv.Itoa(len(b.opts.Findings)+1))
	return formula{fmt.Sprintf("COUNTIF(%s,%s)", severities, quoted(b.t(s.String()))), float64(n)}
}

// link makes a cell lead to another cell of the workbook.
func (b *book) link(tab, cell, to string) error {
	return b.file.SetCellHyperLink(tab, cell, to, "Location")
}
