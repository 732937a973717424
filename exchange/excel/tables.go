package excel

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"

	"jointplan/exchange/excel/sheetml"
	"jointplan/exchange/tone"
	"jointplan/plan"
)

// spare is how many rows below a table already have its validations and
// colours, for programs that do not extend them with the table.
const spare = 500

// buildTables makes the skeleton of every table sheet: all but its rows.
func (b *book) buildTables() error {
	for _, s := range b.sheets {
		for _, step := range []func(*sheet) error{b.setColumns, b.writeHeader, b.freeze, b.colour, b.validate, b.setUpTable} {
			if err := step(s); err != nil {
				return fmt.Errorf("sheet of %s: %w", s.kind.Name, err)
			}
		}
	}
	return nil
}

func (b *book) setColumns(s *sheet) error {
	for _, c := range s.columns {
		name := sheetml.Letters(c.at)
		if err := b.file.SetColStyle(s.tab, name, c.plain); err != nil {
			return err
		}
		if err := b.file.SetColWidth(s.tab, name, name, c.width); err != nil {
			return err
		}
		if !c.hidden() && !c.folded {
			continue
		}
		if err := b.file.SetColVisible(s.tab, name, false); err != nil {
			return err
		}
		if c.folded {
			if err := b.file.SetColOutlineLevel(s.tab, name, 1); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *book) writeHeader(s *sheet) error {
	lines := 1
	for _, c := range s.columns {
		l := look{bold: true, ink: white, fill: dark, wrap: true, vertical: "center"}
		if c.computed() {
			l.fill = second
		}
		if c.isNumber() || c.isDate() {
			l.align = "center"
		}
		if err := b.header(s.tab, c.at, c.header, l); err != nil {
			return err
		}
		if !c.hidden() && !c.folded {
			lines = max(lines, linesOf(c.header, c.width-button))
		}
	}
	return b.file.SetRowHeight(s.tab, 1, 6+lineHeight*float64(min(lines, 4)))
}

// header writes one header cell through excelize, which reads it again for the
// table.
func (b *book) header(tab string, column int, text string, l look) error {
	style, err := b.styles.cell(l)
	if err != nil {
		return err
	}
	at := sheetml.Ref(column, 0)
	if err := b.file.SetCellStr(tab, at, text); err != nil {
		return err
	}
	return b.file.SetCellStyle(tab, at, at, style)
}

// freeze keeps the header and the columns up to the title in view.
func (b *book) freeze(s *sheet) error {
	keep := s.shownBy().at + 1
	corner := sheetml.Ref(keep, 1)
	return b.file.SetPanes(s.tab, &excelize.Panes{
		Freeze: true, XSplit: keep, YSplit: 1, TopLeftCell: corner, ActivePane: "bottomRight",
		Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: "bottomRight"}},
	})
}

func (b *book) setUpTable(s *sheet) error {
	last := sheetml.Ref(len(s.columns)-1, len(s.objects))
	tall := rowHeight
	if err := b.file.SetSheetProps(s.tab, &excelize.SheetPropsOptions{DefaultRowHeight: &tall}); err != nil {
		return err
	}
	if err := b.file.SetSheetDimension(s.tab, "A1:"+last); err != nil {
		return err
	}
	stripes := false
	if err := b.file.AddTable(s.tab, &excelize.Table{
		Range: "A1:" + last, Name: s.table, StyleName: "TableStyleLight1", ShowRowStripes: &stripes,
	}); err != nil {
		return err
	}
	return b.printTable(s)
}

// below is the range of the cells of columns, with the spare rows.
func (s *sheet) below(first, last *column) string {
	return sheetml.Ref(first.at, 1) + ":" + sheetml.Ref(last.at, min(len(s.objects)+spare, maxRows))
}

// colour lays hairlines under rows, colours over states and bars over percents.
// No two of these ranges overlap: not every program minds more than one rule
// for a cell.
func (b *book) colour(s *sheet) error {
	first, last := sheetml.Letters(1), sheetml.Letters(len(s.columns)-2)
	style, err := b.styles.conditional(look{below: line})
	if err != nil {
		return err
	}
	hairline := excelize.ConditionalFormatOptions{
		Type: "formula", Criteria: fmt.Sprintf("COUNTA($%s2:$%s2)>0", first, last), Format: &style,
	}
	from := 1
	for at := 1; at < len(s.columns); at++ {
		c := s.columns[at]
		rules, err := b.rules(c)
		if err != nil {
			return err
		}
		if len(rules) == 0 && c.part != partHash {
			continue
		}
		if from < at {
			if err := b.file.SetConditionalFormat(s.tab, s.below(s.columns[from], s.columns[at-1]), []excelize.ConditionalFormatOptions{hairline}); err != nil {
				return err
			}
		}
		from = at + 1
		if c.part == partHash {
			break
		}
		if err := b.file.SetConditionalFormat(s.tab, s.below(c, c), append(rules, hairline)); err != nil {
			return err
		}
	}
	return nil
}

// rules are the colours of the words of a choice, or the bars of a percentage.
func (b *book) rules(c *column) ([]excelize.ConditionalFormatOptions, error) {
	if c.is(plan.Number) && c.field.Unit == "%" && c.field.Min == 0 && c.field.Max == 100 {
		return []excelize.ConditionalFormatOptions{{
			Type: "data_bar", Criteria: "=", MinType: "num", MinValue: "0", MaxType: "num", MaxValue: "100",
			BarColor: "#C9DBF3", BarSolid: true,
		}}, nil
	}
	if !c.is(plan.OneOf) {
		return nil, nil
	}
	var rules []excelize.ConditionalFormatOptions
	for _, word := range c.field.Choices {
		look, ok := tones[tone.Of(word)]
		if !ok {
			continue
		}
		look.below = line
		style, err := b.styles.conditional(look)
		if err != nil {
			return nil, err
		}
		rules = append(rules, excelize.ConditionalFormatOptions{
			Type: "cell", Criteria: "==", Value: quoted(c.words[word].text), Format: &style,
		})
	}
	return rules, nil
}

// quoted is a text as a formula holds it.
func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// cells names the cells of a column for formulas on other sheets: by the
// table's own names, which follow when rows are added, unless the header holds
// what such names would have to escape.
func (s *sheet) cells(c *column) string {
	plain := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != ' ' }
	if strings.IndexFunc(c.header, plain) < 0 {
		return s.table + "[" + c.header + "]"
	}
	letters := sheetml.Letters(c.at)
	return fmt.Sprintf("%s!$%s$2:$%s$%d", quotedTab(s.tab), letters, letters, len(s.objects)+1)
}

// quotedTab is the name of a sheet as a formula holds it.
func quotedTab(tab string) string { return "'" + strings.ReplaceAll(tab, "'", "''") + "'" }
