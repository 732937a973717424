package wordml

import "strconv"

// Column is a column of a table.
type Column struct {
	Head  string
	Width int // in twentieths of a point
	Align Align
}

// Align is where text stands in a column.
type Align string

// Where it may stand.
const (
	Left   Align = ""
	Middle Align = "center"
	Right  Align = "right"
)

// Cell is a cell of a table, on a ground of a colour when Fill says one.
type Cell struct {
	Runs []Run
	Fill string
}

// Row is a row of a table. Below it, over all columns but the first, may stand
// paragraphs that tell more about it.
type Row struct {
	Cells []Cell
	More  [][]Run
}

// Table is a table being written.
type Table struct {
	doc     *Document
	columns []Column
}

// longRow is how many bytes a row may have to be kept on one page; a longer one may
// not fit any.
const longRow = 2500

// Table begins a table that is described by alt for those who cannot see it. Where
// columns have heads they are repeated on every page. End ends it.
func (d *Document) Table(alt string, columns []Column) *Table {
	t := &Table{d, columns}
	total, headed := 0, false
	for _, c := range columns {
		total += c.Width
		headed = headed || c.Head != ""
	}
	d.put(`<w:tbl><w:tblPr><w:tblStyle w:val="PlanTable"/><w:tblW w:w="`, strconv.Itoa(total), `" w:type="dxa"/><w:tblLayout w:type="fixed"/>`)
	look := `<w:tblLook w:val="0000" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`
	if headed {
		look = `<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`
	}
	d.put(look)
	if alt != "" {
		d.put(`<w:tblDescription w:val="`, escape(alt), `"/>`)
	}
	d.put("</w:tblPr><w:tblGrid>")
	for _, c := range columns {
		d.put(`<w:gridCol w:w="`, strconv.Itoa(c.Width), `"/>`)
	}
	d.put("</w:tblGrid>")
	if headed {
		t.heads()
	}
	return t
}

func (t *Table) heads() {
	d := t.doc
	d.put("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
	for _, c := range t.columns {
		t.openCell(c.Width, 1, inkDark, "")
		d.put(`<w:p><w:pPr><w:pStyle w:val="`, string(tops), `"/>`, alignment(c), "</w:pPr>")
		d.run(Plain(c.Head))
		d.put("</w:p></w:tc>")
	}
	d.put("</w:tr>")
}

func alignment(c Column) string {
	switch c.Align {
	case Left:
		return ""
	case Right: // not so far that it touches the next column
		return `<w:ind w:right="120"/><w:jc w:val="right"/>`
	}
	return `<w:jc w:val="` + string(c.Align) + `"/>`
}

const noBorder = `w:val="nil"/>`

// Row writes a row; a cell too few is empty.
func (t *Table) Row(r Row) {
	t.openRow(r.length() < longRow)
	borders, keep := "", ""
	if len(r.More) > 0 {
		borders, keep = `<w:bottom `+noBorder, "<w:keepNext/>"
	}
	for i, c := range t.columns {
		cell := Cell{}
		if i < len(r.Cells) {
			cell = r.Cells[i]
		}
		t.openCell(c.Width, 1, cell.Fill, borders)
		t.doc.paragraph(Cells, keep+alignment(c), cell.Runs)
		t.doc.put("</w:tc>")
	}
	t.doc.put("</w:tr>")
	if len(r.More) > 0 {
		t.more(r)
	}
}

// more writes what stands below a row.
func (t *Table) more(r Row) {
	t.openRow(r.length() < longRow)
	first, rest := 0, t.columns
	if len(t.columns) > 1 {
		first, rest = t.columns[0].Width, t.columns[1:]
	}
	if first > 0 {
		fill := ""
		if len(r.Cells) > 0 {
			fill = r.Cells[0].Fill
		}
		t.openCell(first, 1, fill, "<w:top "+noBorder)
		t.doc.paragraph(Cells, "", nil)
		t.doc.put("</w:tc>")
	}
	width := 0
	for _, c := range rest {
		width += c.Width
	}
	t.openCell(width, len(rest), "", "<w:top "+noBorder)
	for _, runs := range r.More {
		t.doc.paragraph(Details, "", runs)
	}
	t.doc.put("</w:tc></w:tr>")
}

func (r Row) length() (n int) {
	for _, c := range r.Cells {
		for _, run := range c.Runs {
			n = max(n, len(run.Text))
		}
	}
	for _, line := range r.More {
		for _, run := range line {
			n += len(run.Text)
		}
	}
	return n
}

func (t *Table) openRow(whole bool) {
	t.doc.put("<w:tr>")
	if whole {
		t.doc.put("<w:trPr><w:cantSplit/></w:trPr>")
	}
}

func (t *Table) openCell(width, span int, fill, borders string) {
	t.doc.put(`<w:tc><w:tcPr><w:tcW w:w="`, strconv.Itoa(width), `" w:type="dxa"/>`)
	if span > 1 {
		t.doc.put(`<w:gridSpan w:val="`, strconv.Itoa(span), `"/>`)
	}
	if borders != "" {
		t.doc.put("<w:tcBorders>", borders, "</w:tcBorders>")
	}
	if fill != "" {
		t.doc.put(`<w:shd w:val="clear" w:color="auto" w:fill="`, fill, `"/>`)
	}
	t.doc.put("</w:tcPr>")
}

// End ends the table; some room follows, since two tables without a paragraph
// between them would be one.
func (t *Table) End() {
	t.doc.put("</w:tbl>")
	t.doc.Paragraph("AfterTable")
}
