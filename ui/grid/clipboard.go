package grid

import (
	"strings"

	"fyne.io/fyne/v2"
)

// CopyText is what Ctrl+C puts on the clipboard: the rows or the block selected,
// a line each, cells separated by tabs. A cell with a tab, a line break or a
// quotation mark at its start is quoted as spreadsheets do.
func (g *Grid) CopyText() string {
	var b strings.Builder
	from, to := g.blockColumns()
	for n, key := range g.sel.list(&g.rows) {
		row, ok := g.rows.find(key)
		if !ok {
			continue
		}
		if n > 0 {
			b.WriteByte('\n')
		}
		for place := from; place <= to; place++ {
			if place > from {
				b.WriteByte('\t')
			}
			cell := g.source.Cell(g.rows.row(row), g.cols.shown[place])
			b.WriteString(quote(cell.Text))
		}
	}
	return b.String()
}

func quote(s string) string {
	if !strings.ContainsAny(s, "\t\r\n") && !strings.HasPrefix(s, `"`) {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

// ParseTable splits a text as spreadsheets put it on the clipboard into lines
// and cells. A line break at the very end adds no line.
func ParseTable(text string) [][]string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	text = strings.TrimSuffix(text, "\n")
	if text == "" {
		return nil
	}
	var table [][]string
	var line []string
	for {
		cell, rest, sep := nextCell(text)
		line = append(line, cell)
		text = rest
		if sep == '\t' {
			continue
		}
		table, line = append(table, line), nil
		if sep == 0 {
			return table
		}
	}
}

// nextCell takes a cell off a text, and what ended it: a tab, a line break, or 0
// for the end. A quotation mark that is never closed stands for itself.
func nextCell(text string) (cell, rest string, sep byte) {
	if strings.HasPrefix(text, `"`) {
		if cell, rest, sep, ok := quotedCell(text[1:]); ok {
			return cell, rest, sep
		}
	}
	end := strings.IndexAny(text, "\t\n")
	if end < 0 {
		return text, "", 0
	}
	return text[:end], text[end+1:], text[end]
}

func quotedCell(text string) (cell, rest string, sep byte, ok bool) {
	var b strings.Builder
	for {
		end := strings.IndexByte(text, '"')
		if end < 0 {
			return "", "", 0, false
		}
		b.WriteString(text[:end])
		text = text[end+1:]
		switch {
		case text == "":
			return b.String(), "", 0, true
		case text[0] == '"':
			b.WriteByte('"')
			text = text[1:]
		case text[0] == '\t' || text[0] == '\n':
			return b.String(), text[1:], text[0], true
		default:
			return "", "", 0, false
		}
	}
}

func (s *surface) copy() {
	if text := s.g.CopyText(); text != "" {
		fyne.CurrentApp().Clipboard().SetContent(text)
	}
}

func (s *surface) paste() {
	if s.g.OnPaste == nil || s.g.readOnly {
		return
	}
	if text := fyne.CurrentApp().Clipboard().Content(); text != "" {
		s.g.OnPaste(text, s.g.sel.active.key, s.g.sel.active.column)
	}
}

// Copy puts the selection on the clipboard, as Ctrl+C does.
func (g *Grid) Copy() { g.surface.copy() }

// Paste reports the text on the clipboard, as Ctrl+V does.
func (g *Grid) Paste() { g.surface.paste() }
