package excel

import "unicode/utf16"

// labelText is the label of the workbook: policy, marking, and who may have all
// of it.
func (b *book) labelText() string {
	marking := b.markingText()
	if marking == "" {
		marking = b.t("excel.unmarked")
	}
	return marking + " · " + b.toText()
}

// markingText is policy and marking; "" when nothing is marked.
func (b *book) markingText() string { return b.label.Show(b.doc, b.words) }

// toText says to whom the workbook as a whole may go.
func (b *book) toText() string { return b.label.ShowTo(b.doc, b.words) }

// toHeader is toText with the codes of headers in at most n units. Where the
// names do not fit it says how many there are: a list that was cut would name
// the wrong ones.
func (b *book) toHeader(n int) string {
	text := headerText(b.toText(), maxHeader)
	if units(text) > n {
		return headerText(b.say("excel.to.many", "Count", len(b.label.To)), n)
	}
	return text
}

// units is the length of s as Excel counts.
func units(s string) (n int) {
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
