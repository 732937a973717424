package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// column is one of a table for people.
type column struct {
	title   string
	numbers bool // aligned at the right
	cut     int  // letters shown at most; 0 for all
}

// table is aligned text: rows of cells below titles. Columns in which nothing
// stands are left out.
type table struct {
	columns []column
	rows    [][]string
}

func newTable(titles ...string) *table {
	t := &table{}
	for _, title := range titles {
		t.columns = append(t.columns, column{title: title})
	}
	return t
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// print writes the table. Letters of all scripts used here are one wide.
func (t *table) print(w io.Writer) {
	widths := t.widths()
	titles := make([]string, len(t.columns))
	for i, c := range t.columns {
		titles[i] = c.title
	}
	if strings.Join(titles, "") != "" {
		t.line(w, widths, titles)
	}
	for _, row := range t.rows {
		t.line(w, widths, row)
	}
}

func (t *table) line(w io.Writer, widths []int, cells []string) {
	var parts []string
	for i, cell := range cells {
		if widths[i] == 0 {
			continue
		}
		text := t.columns[i].fit(cell)
		blanks := strings.Repeat(" ", max(0, widths[i]-len([]rune(text))))
		if t.columns[i].numbers {
			parts = append(parts, blanks+text)
		} else {
			parts = append(parts, text+blanks)
		}
	}
	fmt.Fprintln(w, strings.TrimRight(strings.Join(parts, "  "), " "))
}

func (t *table) widths() []int {
	widths := make([]int, len(t.columns))
	for _, row := range t.rows {
		for i, cell := range row {
			widths[i] = max(widths[i], len([]rune(t.columns[i].fit(cell))))
		}
	}
	for i, c := range t.columns {
		if widths[i] > 0 || len(t.rows) == 0 {
			widths[i] = max(widths[i], len([]rune(c.title)))
		}
	}
	return widths
}

// fit puts a text on one line and cuts it to the column.
func (c column) fit(text string) string {
	if strings.ContainsAny(text, "\n\t") {
		text = strings.Join(strings.Fields(text), " ")
	}
	if runes := []rune(text); c.cut > 0 && len(runes) > c.cut {
		return strings.TrimRight(string(runes[:c.cut-1]), " ") + "…"
	}
	return text
}

// json writes a value for scripts.
func (j *job) json(value any) error {
	enc := json.NewEncoder(j.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(value)
}
