package sheetml

import (
	"strings"
	"unicode/utf8"
)

// MaxText is the longest text a cell holds, in UTF-16 units. Excel repairs a
// workbook that has more by cutting it.
const MaxText = 32767

// Fit cuts s to what a cell holds, between characters; cut tells whether
// something was left out.
func Fit(s string) (fitting string, cut bool) {
	if len(s) <= MaxText {
		return s, false
	}
	units := 0
	for i, r := range s {
		n := 1
		if r > 0xFFFF {
			n = 2
		}
		if units+n > MaxText {
			return s[:i], true
		}
		units += n
	}
	return s, false
}

// Seen says what kinds of characters a text holds.
type Seen byte

// Kinds of characters, as found by their bytes.
const (
	Careful Seen = 1 << iota // cannot stand in a cell as it is, or may begin what cannot
	Beyond                   // is not ASCII
	Marks                    // is neither ASCII nor a letter of Latin or Cyrillic: may be in another form than NFC
	Cut                      // there were more than a cell holds
)

var meaning = func() (m [256]Seen) {
	for b := range m {
		switch {
		case b < ' ' && b != '\n' && b != '\t':
			m[b] = Careful
		case b >= 0x80:
			m[b] = Beyond
		}
		if b >= 0xCC && b != 0xD0 && b != 0xD1 { // composed letters begin with other bytes than marks do
			m[b] |= Marks
		}
	}
	for _, b := range []byte("<>&_\xEF") { // EF begins U+FFFE and U+FFFF
		m[b] |= Careful
	}
	return m
}()

func look(s string) (seen Seen) {
	for i := range len(s) {
		seen |= meaning[s[i]]
	}
	return seen
}

// AppendEscaped appends s as the text of an XML element. Characters that XML
// does not allow, and texts that Excel would take for such, are written in
// Excel's own _xHHHH_ form; bytes that are no UTF-8 become U+FFFD.
func AppendEscaped(b []byte, s string) []byte { return appendEscaped(b, s, look(s)) }

func appendEscaped(b []byte, s string, seen Seen) []byte {
	if seen&Beyond != 0 && !utf8.ValidString(s) {
		s, seen = strings.ToValidUTF8(s, "\uFFFD"), Careful
	}
	if seen&Careful == 0 {
		return append(b, s...)
	}
	from := 0
	for i := 0; i < len(s); i++ {
		if meaning[s[i]]&Careful == 0 {
			continue
		}
		instead, n := escape(s[i:])
		if n == 0 {
			continue
		}
		b = append(b, s[from:i]...)
		b = append(b, instead...)
		from, i = i+n, i+n-1
	}
	return append(b, s[from:]...)
}

// escape says what to write for the first character of s, and how many bytes
// it replaces; 0 when the character may stay.
func escape(s string) (instead string, n int) {
	const hex = "0123456789ABCDEF"
	switch c := s[0]; {
	case c == '<':
		return "&lt;", 1
	case c == '>':
		return "&gt;", 1
	case c == '&':
		return "&amp;", 1
	case c == '_':
		if looksEscaped(s) {
			return "_x005F_", 1
		}
	case c < ' ':
		return "_x00" + string(hex[c>>4]) + string(hex[c&15]) + "_", 1
	case strings.HasPrefix(s, "\uFFFE"):
		return "_xFFFE_", 3
	case strings.HasPrefix(s, "\uFFFF"):
		return "_xFFFF_", 3
	}
	return "", 0
}

// looksEscaped reports whether s begins with _xHHHH_.
func looksEscaped(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	for _, c := range []byte(s[2:6]) {
		if (c < '0' || c > '9') && (c < 'A' || c > 'F') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// Unescape gives back what AppendEscaped wrote, after an XML reader has taken
// the entities: for readers of workbooks.
func Unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '_' && looksEscaped(s[i:]) {
			b.WriteRune(hexRune(s[i+2 : i+6]))
			i += 6
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func hexRune(digits string) rune {
	var r rune
	for _, c := range []byte(strings.ToLower(digits)) {
		r <<= 4
		if c >= 'a' {
			r |= rune(c-'a') + 10
		} else {
			r |= rune(c - '0')
		}
	}
	return r
}
