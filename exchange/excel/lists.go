package excel

import (
	"fmt"
	"strconv"

	"github.com/xuri/excelize/v2"

	"jointplan/exchange/excel/sheetml"
	"jointplan/plan"
)

// lists are the values offered in cells, one column each of a hidden sheet.
type lists struct {
	names  []string // what each list is for: "task.status", "party"
	values [][]string
	ranges map[string]string
	yes    shown
}

// maxOffered is up to how many objects a list offers to choose from.
const maxOffered = 400

// list gives the range of a list of values, made at the first call.
func (b *book) list(name string, values func() []string) string {
	l := &b.lists
	if r, ok := l.ranges[name]; ok {
		return r
	}
	all := values()
	r := ""
	if len(all) > 0 {
		column := sheetml.Letters(len(l.names))
		r = fmt.Sprintf("%s!$%s$2:$%s$%d", quotedTab(b.listsTab), column, column, len(all)+1)
		l.names, l.values = append(l.names, name), append(l.values, all)
	}
	l.ranges[name] = r
	return r
}

// validate says which values the columns of a sheet take.
func (b *book) validate(s *sheet) error {
	for _, c := range s.columns {
		v := b.validation(s, c)
		if v == nil {
			continue
		}
		v.Sqref, v.AllowBlank = s.below(c, c), true
		if err := b.file.AddDataValidation(s.tab, v); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) validation(s *sheet, c *column) *excelize.DataValidation {
	first := sheetml.Ref(c.at, 1)
	switch {
	case c.computed() && c.part != partValue:
		return b.refuse(&excelize.DataValidation{Type: "custom", Formula1: "FALSE"}, c, "excel.keep")
	case c.is(plan.OneOf):
		return b.offer(c, b.list(c.field.Kind.Name+"."+c.field.Name, func() []string { return choicesOf(c) }), true)
	case c.is(plan.Flag):
		return b.offer(c, b.list("yes", func() []string { return []string{b.lists.yes.text, b.t("no")} }), true)
	case c.is(plan.Reference) && c.field.Target != "any":
		return b.offer(c, b.list(c.field.Target, func() []string { return b.namesToOffer(c.field.TargetKind()) }), false)
	case c.part == partFinish:
		start := "$" + sheetml.Ref(c.at-1, 1)
		v := &excelize.DataValidation{Type: "custom", Formula1: fmt.Sprintf("AND(ISNUMBER(%s),%s>=%s)", first, first, start)}
		return b.refuse(v, c, "excel.finish.wrong")
	case c.isDate():
		v := &excelize.DataValidation{Type: "date", Operator: "between",
			Formula1: strconv.FormatInt(serial(plan.MakeDate(1900, 1, 1)), 10), Formula2: strconv.FormatInt(serial(plan.MakeDate(2200, 12, 31)), 10)}
		return b.refuse(v, c, "excel.date.wrong")
	case c.part == partCurrency:
		return b.refuse(&excelize.DataValidation{Type: "textLength", Operator: "equal", Formula1: "3"}, c, "excel.currency.wrong")
	case c.isNumber():
		v := &excelize.DataValidation{Type: "decimal", Operator: "between", Formula1: limit(c.field.Min), Formula2: limit(c.field.Max)}
		if c.is(plan.Whole) {
			v.Type = "whole"
		}
		return b.refuse(v, c, "excel.number.wrong")
	}
	return nil
}

func limit(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

func choicesOf(c *column) []string {
	words := make([]string, len(c.field.Choices))
	for i, word := range c.field.Choices {
		words[i] = c.words[word].text
	}
	return words
}

// namesToOffer lists the objects of a kind a reference may name, unless there
// are none or too many.
func (b *book) namesToOffer(k *plan.Kind) []string {
	s := b.byKind[k]
	if s == nil || len(s.objects) > maxOffered {
		return nil
	}
	var offered []string
	seen := map[string]bool{}
	for _, o := range s.objects {
		if name := b.names.of(plan.IDFor(o)); !seen[name] {
			seen[name] = true
			offered = append(offered, name)
		}
	}
	return offered
}

// offer lets a cell be chosen from a list. Other words are refused, other names
// only warned of: a colleague may mean an object that is yet to be made.
func (b *book) offer(c *column, from string, refuse bool) *excelize.DataValidation {
	if from == "" {
		return nil
	}
	v := &excelize.DataValidation{Type: "list", Formula1: from}
	if refuse {
		return b.refuse(v, c, "excel.choice.wrong")
	}
	v.SetError(excelize.DataValidationErrorStyleWarning, cutUnits(c.header, 31), cutUnits(b.t("excel.name.unknown"), 254))
	return v
}

func (b *book) refuse(v *excelize.DataValidation, c *column, key string) *excelize.DataValidation {
	text := b.t(key)
	if key == "excel.number.wrong" {
		text = b.say(key, "Min", b.words.Number(c.field.Min, 2), "Max", b.words.Number(c.field.Max, 2))
		if c.field.Max >= 1e12 {
			text = b.say("excel.number.least", "Min", b.words.Number(c.field.Min, 2))
		}
		if c.field.Min <= -1e12 {
			text = b.t("excel.number.any")
		}
	}
	v.SetError(excelize.DataValidationErrorStyleStop, cutUnits(c.header, 31), cutUnits(text, 254))
	return v
}

// buildLists writes the hidden sheet.
func (b *book) buildLists() error {
	p := b.newPage(nil)
	for i, name := range b.lists.names {
		p.put(0, i, 0, name)
		for j, value := range b.lists.values[i] {
			p.put(j+1, i, 0, value)
		}
	}
	b.pages = append(b.pages, filledPage{b.listsTab, p.source})
	return b.protect(b.listsTab)
}
