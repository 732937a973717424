package docx

import (
	"strings"
	"unicode"

	"jointplan/exchange/docx/wordml"
	"jointplan/plan"
	"jointplan/plan/check"
)

// noBreak keeps what belongs together on one line.
const noBreak = "\u00a0"

// show is the value of a field as the document says it. Dates and numbers are kept
// on one line.
func (m *maker) show(o plan.Object, f *plan.Field) string {
	text := strings.TrimSpace(plan.ShowField(m.doc, o, f, m.words))
	switch f.Type {
	case plan.Reference, plan.List:
		if f.Target == "party" && !f.IsEmpty(o) {
			text = m.names(f.Refs(o))
		}
	case plan.Day, plan.Number, plan.Whole, plan.Amount:
		text = strings.ReplaceAll(text, " ", noBreak)
	case plan.Period:
		text = strings.ReplaceAll(strings.ReplaceAll(text, " ", noBreak), noBreak+"–"+noBreak, noBreak+"– ")
	case plan.Portions:
		var parts []string
		for _, s := range f.Shares(o) {
			parts = append(parts, m.names(plan.IDs{s.Party})+noBreak+m.words.Number(s.Percent, 2)+noBreak+"%")
		}
		if len(parts) > 0 {
			text = strings.Join(parts, ", ")
		}
	}
	if f.Unit != "" && f.Kind == plan.KindOf[plan.Operation]() && text != "" {
		text += noBreak + m.t("unit."+f.Unit)
	}
	return text
}

// names lists parties by their brief names.
func (m *maker) names(ids plan.IDs) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		if p := plan.Find[plan.Party](m.doc, id); p != nil {
			names[i] = p.Brief()
		} else {
			names[i] = plan.GoneName(id, m.words)
		}
	}
	return strings.Join(names, ", ")
}

// whole is the value of a field with names in full, and the short form of a party
// behind its name.
func (m *maker) whole(o plan.Object, f *plan.Field) string {
	switch f.Type {
	case plan.Reference:
		if p := plan.Find[plan.Party](m.doc, f.Ref(o)); p != nil && p.Brief() != p.Title {
			return p.Title + " (" + p.Brief() + ")"
		}
	case plan.List:
	default:
		return m.show(o, f)
	}
	return strings.TrimSpace(plan.ShowField(m.doc, o, f, m.words))
}

// headOf is the name of a field, with its unit.
func (m *maker) headOf(f *plan.Field) string {
	name := m.t(f.Label())
	if f.Unit == "" || f.Kind == plan.KindOf[plan.Operation]() {
		return name
	}
	if unit := m.t("unit." + f.Unit); !strings.EqualFold(unit, name) {
		return name + ", " + unit
	}
	return name
}

// isProse reports whether values of a field are what planners wrote, in a language
// of their own.
func isProse(f *plan.Field) bool {
	switch f.Type {
	case plan.Text, plan.LongText, plan.Reference, plan.List, plan.Portions:
		return true
	}
	return false
}

// theirs is a text of the planners' as a run in its own language, for whatever
// looks at spelling.
func (m *maker) theirs(text string) wordml.Run {
	return wordml.Run{Text: text, Language: m.languageOf(text)}
}

// languageOf guesses the language of a text by its letters and by what the
// operation says its texts are written in; "" where it is that of the document.
func (m *maker) languageOf(text string) string {
	latin, cyrillic := 0, 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
		case unicode.Is(unicode.Latin, r):
			latin++
		}
	}
	language := "ru"
	if cyrillic <= latin {
		language = m.latinLanguage()
	}
	if latin+cyrillic == 0 || language == m.words.Language() {
		return ""
	}
	return language
}

// latinLanguage is the first language of the operation that is not written in
// Cyrillic; English where it names none.
func (m *maker) latinLanguage() string {
	isCode := func(r rune) bool { return r < 'a' || r > 'z' }
	for _, code := range strings.FieldsFunc(strings.ToLower(m.op.Languages), isCode) {
		if len(code) == 2 && code != "ru" && code != "uk" && code != "be" {
			return code
		}
	}
	return "en"
}

// open gives a text as runs in which alternatives that are still open are marked.
func (m *maker) open(text string) []wordml.Run {
	language := m.languageOf(text)
	var runs []wordml.Run
	done := 0
	for _, piece := range check.Alternatives(text) {
		if piece[1] <= done {
			continue
		}
		from := max(piece[0], done)
		runs = append(runs, wordml.Run{Text: text[done:from], Language: language}, wordml.Run{Text: text[from:piece[1]], Language: language, Marked: true})
		done = piece[1]
	}
	return append(runs, wordml.Run{Text: text[done:], Language: language})
}

// value is a field's value as runs.
func (m *maker) value(o plan.Object, f *plan.Field) []wordml.Run {
	text := m.show(o, f)
	switch {
	case f.Type == plan.LongText:
		return m.open(text)
	case isProse(f):
		return []wordml.Run{m.theirs(text)}
	}
	return []wordml.Run{wordml.Plain(text)}
}

// paragraphs writes a text of several paragraphs.
func (m *maker) paragraphs(style wordml.Style, text string) {
	for part := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			m.out.Paragraph(style, m.open(part)...)
		}
	}
}
