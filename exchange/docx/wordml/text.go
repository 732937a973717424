package wordml

import (
	"strings"
	"unicode/utf8"
)

// Run is a piece of text within a paragraph. Line breaks and tabs in it stay.
type Run struct {
	Text         string
	Bold, Italic bool
	Marked       bool   // highlighted, as something still open
	Colour       string // RRGGBB; that of the style when ""
	Language     string // two letters; that of the document when ""
	Anchor       string // of a heading that the text leads to
}

// Plain is a run without anything special.
func Plain(text string) Run { return Run{Text: text} }

// locales are the languages as documents name them.
var locales = map[string]string{"en": "en-GB", "fr": "fr-FR", "ru": "ru-RU"}

// locale is the language of a document by its two letters.
func locale(language string) string {
	if l, ok := locales[language]; ok {
		return l
	}
	return language
}

// escape makes a text fit for XML: what XML has signs for is escaped, and what it
// forbids is left out.
func escape(s string) string {
	if strings.IndexFunc(s, special) < 0 && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case forbidden(r), r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func special(r rune) bool {
	return r == '&' || r == '<' || r == '>' || r == '"' || r == utf8.RuneError || forbidden(r)
}

// forbidden reports whether XML 1.0 has no place for a letter.
func forbidden(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF
}

// run writes a run; what leads somewhere is put into a link by the paragraph.
func (d *Document) run(r Run) {
	if r.Text == "" {
		return
	}
	d.put("<w:r>")
	d.runProperties(r)
	for i, line := range strings.Split(strings.ReplaceAll(r.Text, "\r\n", "\n"), "\n") {
		if i > 0 {
			d.put("<w:br/>")
		}
		for j, piece := range strings.Split(line, "\t") {
			if j > 0 {
				d.put("<w:tab/>")
			}
			if piece != "" {
				d.put(`<w:t xml:space="preserve">`, escape(piece), "</w:t>")
			}
		}
	}
	d.put("</w:r>")
}

// runProperties come in the order that the schema demands.
func (d *Document) runProperties(r Run) {
	if !r.Bold && !r.Italic && !r.Marked && r.Colour == "" && r.Language == "" && r.Anchor == "" {
		return
	}
	d.put("<w:rPr>")
	if r.Anchor != "" {
		d.put(`<w:rStyle w:val="Hyperlink"/>`)
	}
	if r.Bold {
		d.put("<w:b/>")
	}
	if r.Italic {
		d.put("<w:i/>")
	}
	if r.Colour != "" {
		d.put(`<w:color w:val="`, r.Colour, `"/>`)
	}
	if r.Marked {
		d.put(`<w:highlight w:val="yellow"/>`)
	}
	if r.Language != "" {
		d.put(`<w:lang w:val="`, escape(locale(r.Language)), `"/>`)
	}
	d.put("</w:rPr>")
}
