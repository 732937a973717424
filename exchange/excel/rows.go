package excel

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"jointplan/exchange/excel/sheetml"
	"jointplan/plan"
)

// filler makes the rows of one sheet. Each goroutine has its own.
type filler struct {
	book   *book
	sheet  *sheet
	cells  []*sheetml.Cell
	rows   *sheetml.Rows
	joined []byte // the names of a list
	plain  []byte // what the row's hash is made of
	names  map[plan.ID]shown
	yes    shown
	kept   shown // what stands for values that stayed behind
	lines  int   // of the highest cell of the row
	trial  bool  // only measuring: what is cut is not noted
}

// maxNames bounds the names a filler keeps at hand.
const maxNames = 5000

// between stands behind each value in what a hash is made of.
const between = 0x1F

func newFiller(b *book, s *sheet) *filler {
	f := &filler{book: b, sheet: s, names: map[plan.ID]shown{}, yes: b.lists.yes, kept: show(plan.GoneName(plan.Withheld, b.words))}
	for _, c := range s.columns {
		f.cells = append(f.cells, sheetml.NewCell(c.at, c.style))
	}
	return f
}

// fill makes the rows of the objects from first up to, not including, end.
func (f *filler) fill(r *sheetml.Rows, first, end int) {
	f.rows = r
	for i := first; i < end; i++ {
		f.row(i+1, f.sheet.objects[i])
	}
}

// row writes one object. Its hash covers, in the order of columns, every value
// that can be edited as the cell shows it: texts in NFC without blanks at their
// end, dates as Excel's day numbers, numbers as rounded; each followed by the
// byte 1F. It is what plan.TextDigest makes of that.
func (f *filler) row(at int, o plan.Object) {
	f.rows.Begin(at)
	f.plain, f.lines = f.plain[:0], 1
	for i, c := range f.sheet.columns {
		cell := f.cells[i]
		switch c.part {
		case partID:
			id := plan.IDFor(o)
			var digits [2 * len(id)]byte
			hex.Encode(digits[:], id[:])
			f.rows.Escaped(cell, digits[:])
		case partNumber:
			f.number(cell, o)
		case partHash:
			sum := sha256.Sum256(f.plain)
			var digits [16]byte
			hex.Encode(digits[:], sum[:8])
			f.rows.Escaped(cell, digits[:])
		default:
			from := len(f.plain)
			f.value(cell, c, o)
			if c.computed() {
				f.plain = f.plain[:from]
			}
			f.plain = append(f.plain, between)
		}
	}
	f.rows.End(heightOf(f.lines), false)
}

// number writes what people call the object, as Core.Number has it.
func (f *filler) number(cell *sheetml.Cell, o plan.Object) {
	f.joined = f.joined[:0]
	if no := o.Shared().No; no != 0 {
		f.joined = strconv.AppendInt(append(append(f.joined, f.sheet.kind.Prefix...), '-'), int64(no), 10)
	}
	f.rows.Escaped(cell, f.joined)
}

func (f *filler) value(cell *sheetml.Cell, c *column, o plan.Object) {
	if len(o.Shared().Labels) > 0 && plan.IsWithheld(o, c.field) {
		f.shown(cell, c, f.kept)
		return
	}
	switch c.part {
	case partStart:
		f.date(cell, c.field.Span(o).Start)
	case partFinish:
		f.date(cell, c.field.Span(o).Finish)
	case partAmount:
		if m := c.field.Money(o); m != (plan.Money{}) {
			f.quantity(cell, m.Units())
		}
	case partCurrency:
		f.text(cell, c, o, c.field.Money(o).Currency)
	default:
		f.single(cell, c, o)
	}
}

// single writes the value of a field that takes one column. Nothing is written
// for an empty one: the column's own style shows through.
func (f *filler) single(cell *sheetml.Cell, c *column, o plan.Object) {
	switch c.field.Type {
	case plan.Text, plan.LongText, plan.Shape:
		f.text(cell, c, o, c.field.Text(o))
	case plan.OneOf:
		if word := c.field.Text(o); word != "" {
			f.shown(cell, c, c.words[word])
		}
	case plan.Number, plan.Whole:
		if n := c.field.Number(o); n != 0 {
			f.quantity(cell, n)
		}
	case plan.Flag:
		if c.field.Flag(o) {
			f.shown(cell, c, f.yes)
		}
	case plan.Day:
		f.date(cell, c.field.Date(o))
	case plan.Reference:
		if id := c.field.Ref(o); id != plan.NoID {
			f.shown(cell, c, f.nameOf(id, c.field))
		}
	case plan.List:
		f.list(cell, c, o)
	case plan.Portions:
		f.text(cell, c, o, f.book.names.shares(c.field.Shares(o)))
	}
}

// list writes the names of several objects, apart by semicolons: names hold
// commas more often.
func (f *filler) list(cell *sheetml.Cell, c *column, o plan.Object) {
	ids := c.field.Refs(o)
	switch len(ids) {
	case 0:
	case 1:
		f.shown(cell, c, f.nameOf(ids[0], c.field))
	default:
		f.joined = f.joined[:0]
		for i, id := range ids {
			if i > 0 {
				f.joined = append(f.joined, "; "...)
			}
			f.joined = append(f.joined, f.nameOf(id, c.field).text...)
		}
		f.text(cell, c, o, string(f.joined))
	}
}

func (f *filler) text(cell *sheetml.Cell, c *column, o plan.Object, s string) {
	if s == "" {
		return
	}
	seen := f.rows.Text(cell, s)
	if seen&sheetml.Cut != 0 {
		s, _ = sheetml.Fit(s)
		if !f.trial {
			f.book.cut(o, c.field)
		}
	}
	if last := s[len(s)-1]; last <= ' ' || seen&sheetml.Marks != 0 {
		f.plain = append(f.plain, canonical(s)...)
	} else {
		f.plain = append(f.plain, s...)
	}
	f.wrap(c, s)
}

// wrap makes the row as high as a text in it needs: not every program finds the
// heights by itself.
func (f *filler) wrap(c *column, s string) {
	if c.wrap {
		f.lines = max(f.lines, linesOf(s, c.width))
	}
}

// canonical is a text as a hash sees it: what programs alter on their own does
// not count.
func canonical(s string) string { return norm.NFC.String(strings.TrimRight(s, " \t\r\n")) }

func (f *filler) shown(cell *sheetml.Cell, c *column, s shown) {
	f.wrap(c, s.text)
	f.rows.Escaped(cell, s.xml)
	f.plain = append(f.plain, s.text...)
}

func (f *filler) date(cell *sheetml.Cell, d plan.Date) {
	if d == 0 {
		return
	}
	from := len(f.plain)
	f.plain = strconv.AppendInt(f.plain, serial(d), 10)
	f.rows.Number(cell, f.plain[from:])
}

// serial is the number Excel keeps for a day. It holds 1900 for a leap year, so
// days before its 29 February count one less.
func serial(d plan.Date) int64 {
	const before = 693594 // Excel's day 0 seen from any day after February 1900
	n := int64(d) - before
	if n <= 60 {
		n--
	}
	return n
}

func (f *filler) quantity(cell *sheetml.Cell, n float64) {
	from := len(f.plain)
	f.plain = sheetml.AppendNumber(f.plain, n, decimals)
	f.rows.Number(cell, f.plain[from:])
}

// nameOf is the name of a referred object, kept at hand in the form it takes in
// a cell.
func (f *filler) nameOf(id plan.ID, field *plan.Field) shown {
	if s, ok := f.names[id]; ok && field.Target != "any" {
		return s
	}
	if field.Target == "any" {
		return show(f.book.names.anyOf(id))
	}
	s := show(f.book.names.of(id))
	if len(f.names) < maxNames {
		f.names[id] = s
	}
	return s
}
