package excel

import (
	"bytes"
	"math"
	"slices"
	"strings"

	"jointplan/exchange/excel/sheetml"
	"jointplan/plan"
)

// manyLines is from when on a text in the middle of a tall row is hard to find.
const manyLines = 3

// sampled is how many rows of a sheet are looked at for widths.
const sampled = 400

// measure looks at some of the contents of a sheet to find widths and formats,
// and for columns that hold nothing.
func (b *book) measure(s *sheet) {
	seen := b.sample(s)
	var empty []*column
	for i, c := range s.columns {
		c.fit(seen[i])
		s.long = s.long || c.wrap && seen[i].longer(manyLines*c.width) > min(len(s.objects), sampled)/4
		if c.field != nil && c.field.Width == 0 && len(seen[i].widths) == 0 && c.part != partNumber {
			empty = append(empty, c)
		}
	}
	for _, c := range stillEmpty(empty, s.objects) {
		c.folded = true
	}
}

// contents is what a sample of the cells of a column holds.
type contents struct {
	widths   []float64 // of the longest line of each non-empty cell, in digits
	lines    bool      // some have several
	fraction bool
}

// sample writes some rows to nowhere and takes the values apart again.
func (b *book) sample(s *sheet) []contents {
	seen := make([]contents, len(s.columns))
	f := newFiller(b, s)
	f.rows, f.trial = &sheetml.Rows{}, true
	step := max(1, len(s.objects)/sampled)
	for i := 0; i < len(s.objects); i += step {
		f.rows.Reset()
		f.row(i+1, s.objects[i])
		values := bytes.Split(f.plain, []byte{between})
		at := 0
		for j, c := range s.columns {
			if c.part == partID || c.part == partNumber || c.part == partHash {
				continue
			}
			seen[j].see(string(values[at]))
			at++
		}
	}
	return seen
}

func (c *contents) see(value string) {
	if value == "" {
		return
	}
	c.widths = append(c.widths, textWidth(value))
	c.lines = c.lines || strings.ContainsRune(value, '\n')
	c.fraction = c.fraction || strings.Contains(value, ".")
}

// longer counts the cells with lines longer than that.
func (c *contents) longer(width float64) (n int) {
	for _, w := range c.widths {
		if w > width {
			n++
		}
	}
	return n
}

// usual is the width that nineteen of twenty do not exceed, and the greatest.
func usual(widths []float64) (most, longest float64) {
	if len(widths) == 0 {
		return 0, 0
	}
	slices.Sort(widths)
	return widths[(len(widths)*19+19)/20-1], widths[len(widths)-1]
}

// stillEmpty looks at every object for values in columns, and gives those that
// have none.
func stillEmpty(columns []*column, objects []plan.Object) []*column {
	for _, o := range objects {
		if len(columns) == 0 {
			break
		}
		columns = slices.DeleteFunc(columns, func(c *column) bool { return !c.field.IsEmpty(o) })
	}
	return columns
}

// What a column needs beside its text, and how grid columns compare.
const (
	margin   = 2
	button   = 3 // of the filter
	perPoint = 1.0 / 7
)

// fit sets the width of the column by what it is declared to hold and what it
// holds, and lets long texts wrap.
func (c *column) fit(seen contents) {
	most, longest := usual(seen.widths)
	wanted := math.Ceil(most) + margin
	low, high := 8.0, 40.0
	declared := 0.0
	if c.field != nil {
		declared = float64(c.field.Width) * perPoint
	}
	switch {
	case c.hidden():
		c.width = 10
		return
	case c.part == partNumber:
		low, high = 8, 10
	case c.isDate():
		low, high, wanted = 13, 13, 13
	case c.part == partAmount:
		low, high, wanted = 14, 20, wanted+3 // grouped and with decimals
	case c.part == partCurrency:
		low, high = 10, 10
	case c.isNumber():
		low, high = 9, 16
	case c.is(plan.Flag):
		high = 14
	case c.is(plan.OneOf):
		for _, w := range c.words {
			wanted = max(wanted, textWidth(w.text)+margin)
		}
		high = 24
	case c.field.IsTitle:
		low, high = 24, max(46, declared)
	case c.is(plan.LongText):
		low, high = 24, longTextWidth(most, declared)
	default:
		low, high = 10, max(30, declared)
	}
	c.width = math.Round(min(max(wanted, low, min(c.headerWidth(), 24)), max(high, low)))
	c.fraction = seen.fraction
	c.wrap = !c.isDate() && !c.isNumber() &&
		(c.is(plan.LongText) || c.field.IsTitle || longest+1 > c.width || seen.lines)
}

func longTextWidth(most, declared float64) float64 {
	switch {
	case most > 1000:
		return 90
	case most > 400:
		return 70
	}
	return max(45, declared)
}

// headerWidth is what the longest word of the header needs beside its button.
func (c *column) headerWidth() float64 {
	longest := 0.0
	for _, word := range strings.Fields(c.header) {
		longest = max(longest, textWidth(word))
	}
	return math.Ceil(longest*1.1) + button
}
