package excel

import (
	"strconv"
	"time"

	"jointplan/plan"
)

// schemaVersion grows when a workbook changes in a way that a reader must know.
const schemaVersion = 1

// The words of the first column of the very hidden sheet. A reader finds a
// workbook of ours by the first row, not by the sheet's being hidden, which
// other programs do not keep.
//
//	jointplan  SCHEMA
//	plan | export | exported | by | app | language | operation   VALUE
//	sheet    TAB  KIND  TABLE  ROWS
//	column   TAB  PLACE  FIELD  PART  HEADER
//	choice   KIND.FIELD  WORD  TEXT
//
// PLACE is the column's place counted from 1. FIELD is empty for the
// id and the hash.
const (
	metaFirst  = "jointplan"
	metaSheet  = "sheet"
	metaColumn = "column"
	metaChoice = "choice"
)

// buildMeta writes what a later import needs to know.
func (b *book) buildMeta() error {
	p := b.newPage(nil)
	at := 0
	add := func(values ...any) {
		for i, v := range values {
			p.put(at, i, 0, v)
		}
		at++
	}
	o := b.opts
	add(metaFirst, schemaVersion)
	add("plan", o.PlanID.String())
	add("export", o.ExportID.String())
	add("exported", o.Exported.UTC().Format(time.RFC3339))
	add("by", o.By)
	add("app", o.App)
	add("language", b.words.Language())
	add("operation", b.op.String())
	for _, s := range b.sheets {
		add(metaSheet, s.tab, s.kind.Name, s.table, len(s.objects))
		for _, c := range s.columns {
			name := ""
			if c.field != nil {
				name = c.field.Name
			}
			add(metaColumn, s.tab, strconv.Itoa(c.at+1), name, string(c.part), c.header)
		}
	}
	for _, s := range b.sheets {
		for _, c := range s.columns {
			if !c.is(plan.OneOf) {
				continue
			}
			for _, word := range c.field.Choices {
				add(metaChoice, s.kind.Name+"."+c.field.Name, word, c.words[word].text)
			}
		}
	}
	b.pages = append(b.pages, filledPage{metaTab, p.source})
	return b.protect(metaTab)
}
