package sheetml

import (
	"math"
	"slices"
	"strconv"
)

// Cell is the place of cells in one column with one style, made once and used
// for every row.
type Cell struct {
	open, text, textKept, number, formula, bare string
}

// NewCell prepares cells of a column, counted from 0, with a style of the
// workbook.
func NewCell(column, style int) *Cell {
	s := `" s="` + strconv.Itoa(style) + `"`
	const inline = ` t="inlineStr"><is><t`
	return &Cell{
		open:     `<c r="` + Letters(column),
		text:     s + inline + ">",
		textKept: s + inline + ` xml:space="preserve">`,
		number:   s + "><v>",
		formula:  s,
		bare:     s + "/>",
	}
}

// Letters names a column, counted from 0, as Excel does: A, …, Z, AA, ….
func Letters(column int) string {
	name := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// Ref names a cell by column and row, both counted from 0.
func Ref(column, row int) string { return Letters(column) + strconv.Itoa(row+1) }

// Rows appends rows of cells. Cells of a row must come from left to right, and
// rows from top to bottom.
type Rows struct {
	XML []byte

	number     []byte // digits of the current row
	attributes int    // where those of its element end
}

// Reset forgets the rows so far and keeps the buffer.
func (r *Rows) Reset() { r.XML = r.XML[:0] }

// roomForHeight is kept free in the element of each row, whose height is known
// only after its cells.
const roomForHeight = "              "

// Begin opens a row, counted from 0.
func (r *Rows) Begin(row int) {
	r.number = strconv.AppendInt(r.number[:0], int64(row)+1, 10)
	r.XML = append(r.XML, `<row r="`...)
	r.XML = append(r.XML, r.number...)
	r.XML = append(r.XML, '"')
	r.attributes = len(r.XML)
	r.XML = append(r.XML, roomForHeight+">"...)
}

// End closes the row. It gets the height in points, at most 409 and 0 for that
// of the sheet; unless the height is fixed, programs find a new one when the
// row is edited.
func (r *Rows) End(height float64, fixed bool) {
	if height > 0 {
		var room [len(roomForHeight)]byte
		attribute := append(room[:0], ` ht="`...)
		attribute = strconv.AppendFloat(attribute, math.Round(height*100)/100, 'f', -1, 64)
		copy(r.XML[r.attributes:], append(attribute, '"'))
		if fixed {
			r.XML = slices.Insert(r.XML, r.attributes+len(roomForHeight), []byte(` customHeight="1"`)...)
		}
	}
	r.XML = append(r.XML, `</row>`...)
}

func (r *Rows) open(c *Cell, rest string) {
	r.XML = append(r.XML, c.open...)
	r.XML = append(r.XML, r.number...)
	r.XML = append(r.XML, rest...)
}

// Text writes a text, never a formula, cut to what a cell holds, and says what
// it saw in it.
func (r *Rows) Text(c *Cell, s string) Seen {
	s, cut := Fit(s)
	seen := look(s)
	if s != "" && (s[0] <= ' ' || s[len(s)-1] <= ' ') {
		r.open(c, c.textKept)
	} else {
		r.open(c, c.text)
	}
	r.XML = appendEscaped(r.XML, s, seen)
	r.XML = append(r.XML, `</t></is></c>`...)
	if cut {
		seen |= Cut
	}
	return seen
}

// Escaped writes a text that AppendEscaped made and that fits a cell.
func (r *Rows) Escaped(c *Cell, xml []byte) {
	r.open(c, c.text)
	r.XML = append(r.XML, xml...)
	r.XML = append(r.XML, `</t></is></c>`...)
}

// Number writes a number given by its digits.
func (r *Rows) Number(c *Cell, digits []byte) {
	r.open(c, c.number)
	r.XML = append(r.XML, digits...)
	r.XML = append(r.XML, `</v></c>`...)
}

// Formula writes a formula with the value it has now: a float64 or a string.
// Programs that do not calculate show that value.
func (r *Rows) Formula(c *Cell, formula string, now any) {
	r.open(c, c.formula)
	if _, ok := now.(string); ok {
		r.XML = append(r.XML, ` t="str"`...)
	}
	r.XML = append(r.XML, "><f>"...)
	r.XML = AppendEscaped(r.XML, formula)
	r.XML = append(r.XML, "</f>"...)
	switch v := now.(type) {
	case string:
		r.XML = append(r.XML, "<v>"...)
		r.XML = AppendEscaped(r.XML, v)
		r.XML = append(r.XML, "</v>"...)
	case float64:
		r.XML = append(r.XML, "<v>"...)
		r.XML = AppendNumber(r.XML, v, 15)
		r.XML = append(r.XML, "</v>"...)
	}
	r.XML = append(r.XML, "</c>"...)
}

// Bare writes an empty cell that only has its style.
func (r *Rows) Bare(c *Cell) { r.open(c, c.bare) }

// AppendNumber appends n rounded to at most the given decimals, in the shortest
// form that reads back as the same number.
func AppendNumber(b []byte, n float64, decimals int) []byte {
	if n == math.Trunc(n) && math.Abs(n) < 1e15 {
		return strconv.AppendInt(b, int64(n), 10)
	}
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return append(b, '0')
	}
	if decimals < 15 {
		scale := math.Pow10(decimals)
		scaled := math.Round(n * scale)
		if math.Abs(scaled) < 1e15 {
			return appendFixed(b, int64(scaled), decimals)
		}
	}
	return strconv.AppendFloat(b, n, 'f', -1, 64)
}

// appendFixed appends a number that was multiplied to make it whole, without
// zeros at its end.
func appendFixed(b []byte, scaled int64, decimals int) []byte {
	if scaled < 0 {
		b, scaled = append(b, '-'), -scaled
	}
	for decimals > 0 && scaled%10 == 0 {
		scaled, decimals = scaled/10, decimals-1
	}
	if decimals == 0 {
		return strconv.AppendInt(b, scaled, 10)
	}
	var digits [20]byte
	text := strconv.AppendInt(digits[:0], scaled, 10)
	for len(text) <= decimals {
		text = slices.Insert(text, 0, '0')
	}
	b = append(b, text[:len(text)-decimals]...)
	b = append(b, '.')
	return append(b, text[len(text)-decimals:]...)
}
