package excel

import "strings"

// byteUnits is how wide letters of the workbook's font are, in hundredths of a
// digit, in which Excel counts the width of columns: by the first byte of the
// letter, and nothing for the others.
var byteUnits = func() (units [256]int) {
	for b := range units {
		switch {
		case b < 0x80:
			units[b] = 96
		case b >= 0xC0:
			units[b] = wideLetter
		}
	}
	for c := 'A'; c <= 'Z'; c++ {
		units[c] = 124
	}
	for c := '0'; c <= '9'; c++ {
		units[c] = 100
	}
	for _, c := range " .,:;'|!ijl()[]" {
		units[c] = 52
	}
	for _, c := range "frt-" {
		units[c] = 64
	}
	for _, c := range "mwMW%@_" {
		units[c] = 150
	}
	return units
}()

// wideLetter is for what is not ASCII: Cyrillic is wider than Latin.
const wideLetter = 108

// textWidth is the width of the longest line of s in digits.
func textWidth(s string) float64 {
	longest, line := 0, 0
	for i := range len(s) {
		if s[i] == '\n' {
			line = 0
			continue
		}
		line += byteUnits[s[i]]
		longest = max(longest, line)
	}
	return float64(longest) / 100
}

// linesOf is how many lines s takes in a column so many digits wide: words are
// kept whole as long as they fit.
func linesOf(s string, width float64) int {
	room := int(width*100) - 60 // what the cell keeps free at its sides
	if len(s)*wideLetter <= room && strings.IndexByte(s, '\n') < 0 {
		return 1
	}
	lines, used, word := 1, 0, 0
	for i := range len(s) {
		units := byteUnits[s[i]]
		switch s[i] {
		case '\n':
			lines, used, word = lines+1, 0, 0
			continue
		case ' ':
			used, word = used+word+units, 0
			continue
		}
		word += units
		if used+word <= room {
			continue
		}
		if used > 0 {
			lines, used = lines+1, 0
		}
		if word > room {
			lines, word = lines+1, units
		}
	}
	return lines
}

// Heights of rows in points. Excel takes no more than the last.
const (
	lineHeight    = 12.75
	rowHeight     = 15.0
	tallestHeight = 409.0
)

// heightOf is the height of a row with so many lines; 0 when one line needs
// none of its own.
func heightOf(lines int) float64 {
	if lines <= 1 {
		return 0
	}
	return min(float64(lines)*lineHeight+rowHeight-lineHeight, tallestHeight)
}
