package excel

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"jointplan/exchange/excel/sheetml"
	"jointplan/plan"
	"jointplan/plan/check"
)

// The columns of the summary: a label, four numbers, a gap, and room for the
// charts.
var summaryWidths = []float64{42, 15, 15, 15, 15, 3}

// How many rows the tables of the summary have at most.
const (
	mostParties    = 40
	mostSectors    = 60
	mostOperations = 60
)

// summary is the second sheet being written. Its numbers are formulas over the
// table of tasks, so that they follow what colleagues enter.
type summary struct {
	*book
	tasks *sheet
	tally *tally
	page  *page
	row   int
	err   error

	title, status, party, sector, operation, start, finish string // columns of tasks
	closed                                                 []string
	today                                                  string // the cell with the day
	overdueCells                                           []string
	statuses, sectors                                      [2]int // first and last row of what the charts show
}

func (b *book) buildSummary() error {
	s := &summary{book: b, page: b.newPage(summaryWidths), tasks: b.byKind[plan.KindOf[plan.Task]()]}
	for i, width := range summaryWidths {
		name := sheetml.Letters(i)
		if err := b.file.SetColWidth(b.summaryTab, name, name, width); err != nil {
			return err
		}
	}
	s.put(0, look{bold: true, size: 18, ink: dark}, b.title())
	s.page.height(0, 26)
	s.row = 1
	s.put(0, look{ink: second}, b.t("excel.summary.live"))
	s.row = 2
	if s.tasks != nil {
		s.tally = <-b.tallied
		s.findColumns()
		s.figures()
		s.byStatus()
		s.shares("excel.by.party", b.listed(plan.KindOf[plan.Party](), s.tally.byParty, mostParties), s.tally.byParty, s.party, &s.tally.withoutParty)
		s.bySector()
		if b.several() {
			s.shares("excel.by.operation", b.listed(plan.KindOf[plan.Operation](), s.tally.byOperation, mostOperations), s.tally.byOperation, s.operation, nil)
		}
	}
	s.findings()
	s.setUp()
	b.pages = append(b.pages, filledPage{b.summaryTab, s.page.source})
	return s.err
}

func (s *summary) put(column int, l look, value any) {
	if l.vertical == "" {
		l.vertical = "center"
	}
	style, err := s.styles.cell(l)
	if err != nil && s.err == nil {
		s.err = err
	}
	s.page.put(s.row, column, style, value)
}

func (s *summary) findColumns() {
	at := func(field string, p part) string {
		if c := s.tasks.column(field, p); c != nil {
			return s.tasks.cells(c)
		}
		return ""
	}
	s.title, s.status = at("title", partValue), at("status", partValue)
	s.party, s.sector = at("party", partValue), at("sector", partValue)
	s.operation = at("operation", partValue)
	s.start, s.finish = at("when", partStart), at("when", partFinish)
	words := s.tasks.column("status", partValue).words
	s.closed = []string{quoted("<>" + words["done"].text), quoted("<>" + words["cancelled"].text)}
	s.today = "$B$4"
}

// open is the end of a COUNTIFS that leaves out what is done or cancelled.
func (s *summary) open() string {
	return fmt.Sprintf(`%s,%s,%s,%s)`, s.status, s.closed[0], s.status, s.closed[1])
}

// heading starts a table of the summary.
func (s *summary) heading(titles ...string) {
	s.row++
	for i, title := range titles {
		l := look{bold: true, ink: white, fill: dark, vertical: "center", wrap: true}
		if i > 0 {
			l.align = "center"
		}
		s.put(i, l, title)
	}
	s.page.height(s.row, 20)
	for _, title := range titles[1:] {
		if linesOf(title, summaryWidths[1]) > 1 {
			s.page.height(s.row, 32)
		}
	}
	s.row++
}

// figure is one line with a number.
func (s *summary) figure(label string, l look, f formula) {
	s.put(0, look{below: line}, label)
	l.format, l.below, l.align = wholeFormat, line, "center"
	s.put(1, l, f)
	s.row++
}

// figures are the numbers a commander asks for first.
func (s *summary) figures() {
	t := s.tally
	s.row = 3
	s.put(0, look{below: line}, s.t("excel.as.of"))
	s.put(1, look{format: dateFormat, below: line, align: "center", bold: true}, formula{"TODAY()", float64(serial(s.book.today))})
	s.row++
	bold := look{bold: true}
	s.figure(s.tasks.tab, bold, formula{"COUNTA(" + s.title + ")", float64(t.all)})
	s.figure(s.t("excel.unassigned"), bold, formula{"COUNTBLANK(" + s.party + ")", float64(t.noParty)})
	s.figure(s.t("excel.undated"), bold, formula{"COUNTBLANK(" + s.start + ")", float64(t.undated)})
	s.overdueCells = append(s.overdueCells, sheetml.Ref(1, s.row))
	s.figure(s.t("excel.overdue"), bold, formula{s.overdue("COUNTIFS("), float64(t.overdue)})
	within := func(dates string) string {
		return fmt.Sprintf(`COUNTIFS(%s,">="&%s,%s,"<="&%s+%d,%s`, dates, s.today, dates, s.today, soon, s.open())
	}
	s.figure(s.say("excel.starting", "Count", soon), bold, formula{within(s.start), float64(t.starting)})
	s.figure(s.say("excel.due", "Count", soon), bold, formula{within(s.finish), float64(t.due)})
}

// overdue ends a COUNTIFS with what should be over and is not.
func (s *summary) overdue(head string) string {
	return fmt.Sprintf(`%s%s,"<"&%s,%s`, head, s.finish, s.today, s.open())
}

func (s *summary) byStatus() {
	s.heading(s.t(plan.KindOf[plan.Task]().Field("status").Label()), s.tasks.tab, s.t("excel.share"))
	c := s.tasks.column("status", partValue)
	s.statuses[0] = s.row
	add := func(label, count string, n int) {
		s.put(0, look{below: line}, label)
		s.put(1, look{format: wholeFormat, below: line, align: "center"}, formula{count, float64(n)})
		part := formula{fmt.Sprintf(`IF(COUNTA(%s)=0,0,%s/COUNTA(%s))`, s.title, sheetml.Ref(1, s.row), s.title), float64(n) / float64(s.tally.all)}
		s.put(2, look{format: "0%", below: line, align: "center"}, part)
		s.row++
	}
	for _, word := range c.field.Choices {
		add(c.words[word].text, fmt.Sprintf("COUNTIFS(%s,%s)", s.status, "$"+sheetml.Ref(0, s.row)), s.tally.byStatus[plan.Choice(word)])
	}
	s.statuses[1] = s.row - 1
	add(s.t("excel.no.status"), "COUNTBLANK("+s.status+")", s.tally.byStatus[""])
	if s.tally.byStatus[""] > 0 {
		s.statuses[1] = s.row - 1
	}
}

func (s *summary) bySector() {
	k := plan.KindOf[plan.Sector]()
	ids := s.listed(k, s.tally.bySector, mostSectors)
	s.sectors[0] = s.row + 2
	s.shares("excel.by.sector", ids, s.tally.bySector, s.sector, &s.tally.withoutSector)
	s.sectors[1] = s.sectors[0] + min(len(ids), mostBars) - 1
}

// shares is a table of tasks by what a column of references names. Rows of
// several operations tell apart what has the same name in two of them.
func (s *summary) shares(title string, ids []plan.ID, shares map[plan.ID]*share, column string, none *share) {
	if len(ids) == 0 {
		return
	}
	s.heading(s.t(title), s.tasks.tab, s.word("done"), s.word("blocked"), s.t("excel.overdue"))
	for _, id := range ids {
		name, within := s.names.of(id), ""
		if op := s.operationColumn(id); op != plan.NoID {
			within = fmt.Sprintf(",%s,%s", s.operation, quoted(s.names.of(op)))
		}
		head := fmt.Sprintf("COUNTIFS(%s,%s%s", column, criterion("$"+sheetml.Ref(0, s.row), name), within)
		s.shareRow(name, head, *shares[id])
	}
	if none != nil {
		s.shareRow(s.t("excel.none"), fmt.Sprintf(`COUNTIFS(%s,"<>",%s,"="`, s.title, column), *none)
	}
}

// operationColumn is the operation that rows must name besides the object; NoID
// when the object's name is enough.
func (s *summary) operationColumn(id plan.ID) plan.ID {
	o := s.doc.Get(id)
	if s.single != nil || plan.KindFor(o).Operation() == nil {
		return plan.NoID
	}
	return plan.OperationOf(o)
}

func (s *summary) shareRow(label, head string, n share) {
	s.put(0, look{below: line, wrap: true}, label)
	status := func(word string) string {
		return fmt.Sprintf("%s,%s,%s)", head, s.status, quoted(s.word(word)))
	}
	number := look{format: wholeFormat, below: line, align: "center"}
	s.put(1, number, formula{head + ")", float64(n.all)})
	s.put(2, number, formula{status("done"), float64(n.done)})
	s.put(3, number, formula{status("blocked"), float64(n.blocked)})
	s.overdueCells = append(s.overdueCells, sheetml.Ref(4, s.row))
	s.put(4, number, formula{s.overdue(head + ","), float64(n.overdue)})
	s.row++
}

// word is a status in the language of the workbook.
func (s *summary) word(status string) string {
	return s.tasks.column("status", partValue).words[status].text
}

func (s *summary) findings() {
	if len(s.opts.Findings) == 0 {
		return
	}
	s.heading(s.t("excel.tab.findings"), s.t("excel.number"))
	for _, severity := range []check.Severity{check.Blocking, check.Serious, check.Advice} {
		s.figure(s.t(severity.String()), look{bold: severity == check.Blocking}, s.countFindings(severity))
	}
}

// warn colours the numbers of overdue tasks, unless there are none.
func (s *summary) warn() error {
	style, err := s.styles.conditional(look{bold: true, ink: red})
	if err != nil {
		return err
	}
	for _, cell := range s.overdueCells {
		rule := excelize.ConditionalFormatOptions{Type: "cell", Criteria: ">", Value: "0", Format: &style}
		if err := s.file.SetConditionalFormat(s.summaryTab, cell, []excelize.ConditionalFormatOptions{rule}); err != nil {
			return err
		}
	}
	return nil
}

func (s *summary) setUp() {
	off := false
	steps := []func() error{
		s.charts, s.warn,
		func() error { return s.file.SetSheetView(s.summaryTab, 0, &excelize.ViewOptions{ShowGridLines: &off}) },
		func() error { return s.print(s.summaryTab, "landscape", 1, 0) },
	}
	for _, step := range steps {
		if err := step(); err != nil && s.err == nil {
			s.err = err
		}
	}
}
