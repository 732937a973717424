package docx

import "strings"

// textSize is the size of letters in tables, in points.
const textSize = 9.0

// letterWidth is how wide a letter is, in thousandths of the size: near enough to
// those of the usual faces to say which columns fit.
func letterWidth(r rune) int {
	switch {
	case strings.ContainsRune("ijl.,:;'|!()[]ftr \u00a0-/", r):
		return 310
	case strings.ContainsRune("mwMW@%", r):
		return 840
	case r >= '0' && r <= '9':
		return 510
	case r >= 'A' && r <= 'Z':
		return 610
	case r >= 'А' && r <= 'Я':
		return 680
	case strings.ContainsRune("жмшщюфы", r):
		return 720
	case r >= 'а' && r <= 'я':
		return 540
	case r > 0x2E80: // as wide as high
		return 1000
	}
	return 520
}

// widths measures a text in points: its longest line, and its longest word, which
// no line may break.
func widths(text string, size float64) (line, word float64) {
	lineUnits, wordUnits, longest, longestWord := 0, 0, 0, 0
	for _, r := range text {
		if r == '\n' {
			lineUnits, wordUnits = 0, 0
			continue
		}
		w := letterWidth(r)
		lineUnits += w
		wordUnits += w
		if r == ' ' || r == '-' || r == '/' {
			wordUnits = 0
		}
		longest, longestWord = max(longest, lineUnits), max(longestWord, wordUnits)
	}
	return float64(longest) * size / 1000, float64(longestWord) * size / 1000
}
