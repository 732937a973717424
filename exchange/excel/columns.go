package excel

import (
	"strconv"
	"strings"

	"jointplan/exchange/excel/sheetml"
	"jointplan/plan"
)

// part says which part of an object a column shows.
type part string

// The parts. A period and an amount take two columns each, since Excel
// calculates with single values only.
const (
	partID       part = "id"
	partNumber   part = "number"
	partValue    part = "value"
	partStart    part = "start"
	partFinish   part = "finish"
	partAmount   part = "amount"
	partCurrency part = "currency"
	partHash     part = "hash"
)

// The headers of the hidden columns, the same in all languages.
const (
	idHeader   = "_id"
	hashHeader = "_h"
)

// decimals is how many decimals numbers and amounts are rounded to.
const decimals = 2

// column is one column of a table.
type column struct {
	part   part
	field  *plan.Field // nil for id and hash
	at     int         // counted from 0
	header string
	words  map[string]shown // of a choice, by its word

	width    float64 // in characters
	wrap     bool
	folded   bool // empty throughout and not shown in grids at first
	fraction bool // has values with decimals
	style    int  // of its cells
	plain    int  // style of the column below the table
}

// shown is a text as people read it, with the form it takes in a cell.
type shown struct {
	text string
	xml  []byte
}

func show(s string) shown {
	s, _ = sheetml.Fit(s)
	return shown{text: canonical(s), xml: sheetml.AppendEscaped(nil, s)}
}

// hidden columns serve the way back into a plan.
func (c *column) hidden() bool { return c.part == partID || c.part == partHash }

// computed columns are not read back.
func (c *column) computed() bool {
	return c.hidden() || c.part == partNumber || c.field == c.field.Kind.Operation()
}

// is reports whether the column shows a value of type t.
func (c *column) is(t plan.Type) bool { return c.part == partValue && c.field.Type == t }

func (c *column) isDate() bool {
	return c.is(plan.Day) || c.part == partStart || c.part == partFinish
}

func (c *column) isNumber() bool {
	return c.is(plan.Number) || c.is(plan.Whole) || c.part == partAmount
}

// layOut derives the columns of all sheets and measures their contents.
func (b *book) layOut() error {
	for _, s := range b.sheets {
		b.addColumns(s)
		b.nameHeaders(s)
		b.measure(s)
		if err := b.setStyles(s); err != nil {
			return err
		}
	}
	return nil
}

// addColumns puts the number and the title first, where they stay in view, then
// the operation when there are several, then the fields in their order.
func (b *book) addColumns(s *sheet) {
	add := func(p part, f *plan.Field) {
		s.columns = append(s.columns, &column{part: p, field: f, at: len(s.columns), words: b.choiceWords(f)})
	}
	add(partID, nil)
	add(partNumber, s.kind.Field("no"))
	if s.kind.Title() != nil {
		add(partValue, s.kind.Title())
	}
	if s.kind.Operation() != nil && b.several() {
		add(partValue, s.kind.Operation())
	}
	for _, f := range s.kind.Fields {
		if f.Hidden || f.Own || f.Name == "no" || f.IsTitle {
			continue
		}
		switch f.Type {
		case plan.Period:
			add(partStart, f)
			add(partFinish, f)
		case plan.Amount:
			add(partAmount, f)
			add(partCurrency, f)
		default:
			add(partValue, f)
		}
	}
	add(partHash, nil)
}

func (b *book) choiceWords(f *plan.Field) map[string]shown {
	if f == nil || f.Type != plan.OneOf {
		return nil
	}
	words := map[string]shown{}
	for _, c := range f.Choices {
		words[c] = show(b.t(f.ChoiceLabel(c)))
	}
	return words
}

// nameHeaders gives each column a header that no other of the table has, which
// Excel demands.
func (b *book) nameHeaders(s *sheet) {
	periods := 0
	for _, c := range s.columns {
		if c.part == partStart {
			periods++
		}
	}
	taken := map[string]bool{}
	for _, c := range s.columns {
		name := strings.Join(strings.Fields(b.headerOf(c, periods)), " ")
		unique := name
		for n := 2; unique == "" || taken[strings.ToLower(unique)]; n++ {
			unique = name + " " + strconv.Itoa(n)
		}
		taken[strings.ToLower(unique)] = true
		c.header = unique
	}
}

func (b *book) headerOf(c *column, periods int) string {
	switch c.part {
	case partID:
		return idHeader
	case partHash:
		return hashHeader
	}
	field := plan.Say(c.field.Label())
	switch c.part {
	case partStart, partFinish:
		if periods == 1 {
			return b.t("excel." + string(c.part))
		}
		return b.say("excel.of."+string(c.part), "Field", field)
	case partCurrency:
		return b.t("excel.currency")
	}
	if unit := b.t("unit." + c.field.Unit); c.field.Unit != "" && !strings.EqualFold(unit, b.t(c.field.Label())) {
		return b.say("excel.unit", "Field", field, "Unit", unit)
	}
	return b.t(c.field.Label())
}

// column finds the column that shows a part of a field; nil when there is none.
func (s *sheet) column(field string, p part) *column {
	for _, c := range s.columns {
		if c.field != nil && c.field.Name == field && c.part == p {
			return c
		}
	}
	return nil
}

// shownBy is the column people know an object by: its title, or its number.
func (s *sheet) shownBy() *column {
	if t := s.kind.Title(); t != nil {
		return s.column(t.Name, partValue)
	}
	return s.columns[1]
}
