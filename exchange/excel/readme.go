package excel

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"jointplan/exchange/excel/sheetml"
	"jointplan/plan"
)

// cover is the first sheet being written, from top to bottom.
type cover struct {
	*book
	page   *page
	row    int
	breaks []int // rows with which a page begins
	err    error
}

// The columns of the cover: a margin, labels, texts, and two narrow ones.
var coverWidths = []float64{2, 29, 50, 26, 10}

const (
	maxNotes = 100 // texts told of one by one that had to be cut
	onePage  = 85  // rows that can still be read when the cover is made to fit one page
)

// buildReadme writes the first sheet: what this is, who takes part, how to send
// it back, what the sheets hold.
func (b *book) buildReadme() error {
	c := &cover{book: b, page: b.newPage(coverWidths)}
	for i, width := range coverWidths {
		name := sheetml.Letters(i)
		if err := b.file.SetColWidth(b.readmeTab, name, name, width); err != nil {
			return err
		}
	}
	c.banner()
	c.facts()
	c.drawMap()
	c.operations()
	c.drawMaps()
	c.parties()
	c.sendBack()
	c.contents()
	c.colours()
	if c.err != nil {
		return c.err
	}
	c.setUp()
	b.pages = append(b.pages, filledPage{b.readmeTab, c.source})
	return c.err
}

// source adds what only writing the other sheets brought to light.
func (c *cover) source(ctx context.Context, emit sheetml.Emit) error {
	c.cutTexts()
	if c.err != nil {
		return c.err
	}
	return c.page.source(ctx, emit)
}

// put sets a cell of the current row; an error waits until the end.
func (c *cover) put(column int, l look, value any) {
	if l.vertical == "" {
		l.vertical = "center"
	}
	style, err := c.styles.cell(l)
	if err != nil && c.err == nil {
		c.err = err
	}
	c.page.put(c.row, column, style, value)
}

func (c *cover) banner() {
	text, fill := c.labelText(), map[plan.Choice]string{
		"": second, "unclassified": green, "restricted": amber, "confidential": accent, "secret": red,
	}[c.label.Marking]
	c.row = 0
	c.put(1, look{bold: true, ink: white, fill: fill, vertical: "center", size: 11, indent: 1, wrap: true}, text)
	for i := 2; i < len(coverWidths); i++ {
		c.put(i, look{fill: fill}, nil)
	}
	c.merge(1, len(coverWidths)-1, text)
	c.page.height(c.row, max(21, c.page.heights[c.row]+6))
	c.row = 2
	c.put(1, look{bold: true, size: 18, ink: dark}, c.title())
	c.page.height(c.row, 26)
	c.row++
	if w := c.doc.Workspace(); w != nil && c.single != nil && w.Title != c.single.Title {
		c.put(1, look{ink: second, size: 11}, w.Title)
		c.row++
	}
	c.row++
}

// heading starts a part of the cover.
func (c *cover) heading(key string) { c.headingText(c.t(key)) }

func (c *cover) headingText(text string) {
	c.row++
	for i := 1; i < len(coverWidths); i++ {
		c.put(i, look{bold: true, size: 12, ink: dark, below: dark}, nil)
	}
	c.put(1, look{bold: true, size: 12, ink: dark, below: dark}, text)
	c.page.height(c.row, 19)
	c.row++
}

func (c *cover) fact(label, value string) {
	if value == "" {
		return
	}
	c.put(1, look{ink: second}, label)
	c.put(2, look{wrap: true}, value)
	c.merge(2, len(coverWidths)-1, value)
	c.row++
}

// merge joins cells of the row for a long text, which wraps; no program finds
// the height of such a row by itself.
func (c *cover) merge(first, last int, text string) {
	width := 0.0
	for i := first; i <= last; i++ {
		width += coverWidths[i]
	}
	c.page.height(c.row, max(rowHeight, heightOf(linesOf(text, width))))
	if err := c.file.MergeCell(c.readmeTab, sheetml.Ref(first, c.row), sheetml.Ref(last, c.row)); err != nil && c.err == nil {
		c.err = err
	}
}

func (c *cover) facts() {
	if o := c.single; o != nil {
		for _, name := range []string{"theatre", "period", "status", "structure", "lead", "mandate", "purpose"} {
			f := plan.KindOf[plan.Operation]().Field(name)
			c.fact(c.t(f.Label()), shorten(plan.ShowField(c.doc, o, f, c.words), 600))
		}
	}
	c.fact(c.t("excel.exported"), c.exportedText())
	c.fact(c.t("excel.by"), c.opts.By)
	c.fact(c.t("excel.app"), c.opts.App)
}

// shorten cuts a text for the cover; its own sheet has it whole.
func shorten(s string, n int) string {
	if cut := cutUnits(s, n); len(cut) < len(s) {
		return cut + " …"
	}
	return s
}

// operations lists them when there are several.
func (c *cover) operations() {
	all := c.byKind[plan.KindOf[plan.Operation]()]
	if c.single != nil || all == nil {
		return
	}
	c.heading(plan.KindOf[plan.Operation]().Plural())
	for _, o := range all.objects {
		op := o.(*plan.Operation)
		c.put(1, look{wrap: true, bold: true}, op.Title)
		c.put(2, look{wrap: true}, op.Theatre)
		k := plan.KindOf[plan.Operation]()
		c.put(3, look{wrap: true}, plan.ShowField(c.doc, o, k.Field("period"), c.words))
		c.put(4, look{wrap: true}, plan.ShowField(c.doc, o, k.Field("status"), c.words))
		c.row++
	}
}

// maxParties bounds the list on the cover; the sheet of participations has all.
const maxParties = 40

func (c *cover) parties() {
	k := plan.KindOf[plan.Participation]()
	all := c.doc.Objects(k, c.op)
	if len(all) == 0 {
		return
	}
	c.heading("excel.parties")
	for i, o := range all {
		p := o.(*plan.Participation)
		if i == maxParties {
			c.put(1, look{ink: second}, c.say("excel.more", "Count", len(all)-i))
			c.row++
			break
		}
		c.put(1, look{bold: true, wrap: true}, c.names.of(p.Party))
		what := plan.ShowField(c.doc, o, k.Field("role"), c.words)
		if c.single == nil {
			what += " · " + c.names.of(p.Operation)
		}
		c.put(2, look{wrap: true}, what)
		c.put(3, look{wrap: true}, plan.ShowField(c.doc, o, k.Field("when"), c.words))
		c.row++
	}
}

func (c *cover) sendBack() {
	c.heading("excel.back")
	for i := 1; i <= 5; i++ {
		text := strconv.Itoa(i) + ".  " + c.say("excel.back."+strconv.Itoa(i), "By", c.opts.By)
		c.put(1, look{wrap: true}, text)
		c.merge(1, len(coverWidths)-1, text)
		c.row++
	}
}

func (c *cover) contents() {
	c.heading("excel.contents")
	entry := func(tab, about string, rows any) {
		c.put(1, look{ink: accent, underline: true}, tab)
		c.put(2, look{wrap: true}, about)
		if rows != nil {
			c.put(3, look{align: "left", format: wholeFormat}, rows)
		}
		if err := c.link(c.readmeTab, sheetml.Ref(1, c.row), quotedTab(tab)+"!A1"); err != nil && c.err == nil {
			c.err = err
		}
		c.row++
	}
	entry(c.summaryTab, c.t("excel.about.summary"), nil)
	if n := len(c.opts.Findings); n > 0 {
		entry(c.findingsTab, c.t("excel.about.findings"), n)
	}
	for _, s := range c.sheets {
		title := s.shownBy()
		count := formula{fmt.Sprintf("COUNTA(%s)", s.cells(title)), float64(len(s.objects))}
		entry(s.tab, c.t("section."+string(s.kind.Section)), count)
	}
}

func (c *cover) colours() {
	c.heading("excel.key")
	for _, k := range []struct {
		look look
		key  string
	}{
		{look{below: line}, "excel.key.edit"},
		{look{fill: grey}, "excel.key.computed"},
		{look{fill: paleGreen}, "excel.key.good"},
		{look{fill: paleBlue}, "excel.key.going"},
		{look{fill: paleAmber}, "excel.key.open"},
		{look{fill: paleRed}, "excel.key.stop"},
	} {
		c.put(1, k.look, nil)
		c.put(2, look{}, c.t(k.key))
		c.row++
	}
	c.put(1, look{ink: second}, c.t("excel.key.folded"))
	c.row++
}

// cutTexts tells which texts did not fit a cell.
func (c *cover) cutTexts() {
	if len(c.notes) == 0 {
		return
	}
	slices.SortFunc(c.notes, func(x, y note) int { // the goroutines came in any order
		a, b := plan.IDFor(x.object), plan.IDFor(y.object)
		if d := slices.Compare(a[:], b[:]); d != 0 {
			return d
		}
		return x.field.Index() - y.field.Index()
	})
	c.heading("excel.cut")
	for i, n := range c.notes {
		if i == maxNotes {
			c.put(1, look{ink: second}, c.say("excel.more", "Count", len(c.notes)-i))
			c.row++
			break
		}
		c.put(1, look{bold: true}, n.object.Shared().Number())
		c.put(2, look{wrap: true}, c.names.of(plan.IDFor(n.object)))
		c.put(3, look{wrap: true}, c.t(n.field.Label()))
		c.row++
	}
}

func (c *cover) setUp() {
	off, tall := false, 0
	if c.row <= onePage {
		tall = 1
	}
	steps := []func() error{
		func() error { return c.file.SetSheetView(c.readmeTab, 0, &excelize.ViewOptions{ShowGridLines: &off}) },
		func() error { return c.print(c.readmeTab, "portrait", 1, tall) },
		c.breakPages,
		func() error { return c.protect(c.readmeTab) },
	}
	for _, step := range steps {
		if err := step(); err != nil && c.err == nil {
			c.err = err
		}
	}
}
