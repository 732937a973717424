package compare

import (
	"strings"
	"unicode"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// Piece is a run of text that both sides have, or that one of them has.
type Piece struct {
	Text string
	Op   Op
}

// Op says who has a piece.
type Op int

// Who has a piece of text.
const (
	Same Op = iota
	Removed
	Inserted
)

// Words compares two texts word by word. Joining the pieces that are not
// Inserted gives a, those that are not Removed give b.
func Words(a, b string) []Piece {
	letters := map[string]rune{}
	var words []string
	spell := func(text string) []rune {
		var spelled []rune
		for _, w := range split(text) {
			r, ok := letters[w]
			if !ok {
				r = letter(len(words))
				letters[w] = r
				words = append(words, w)
			}
			spelled = append(spelled, r)
		}
		return spelled
	}
	sa, sb := spell(a), spell(b)
	var pieces []Piece
	for _, d := range diffmatchpatch.New().DiffMainRunes(sa, sb, false) {
		var text strings.Builder
		for _, r := range d.Text {
			text.WriteString(words[number(r)])
		}
		op := map[diffmatchpatch.Operation]Op{diffmatchpatch.DiffEqual: Same, diffmatchpatch.DiffDelete: Removed, diffmatchpatch.DiffInsert: Inserted}[d.Type]
		pieces = append(pieces, Piece{text.String(), op})
	}
	return pieces
}

// letter gives the n-th word a letter; the surrogates are none.
func letter(n int) rune {
	r := rune(n + 1)
	if r >= 0xD800 {
		r += 0x800
	}
	return r
}

func number(r rune) int {
	if r >= 0xE000 {
		r -= 0x800
	}
	return int(r) - 1
}

// split cuts a text into words, runs of spaces and single signs.
func split(text string) []string {
	var words []string
	class := func(r rune) int {
		switch {
		case unicode.IsSpace(r):
			return 1
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			return 2
		}
		return 0
	}
	start, last := 0, -1
	for i, r := range text {
		c := class(r)
		if i > start && (c != last || c == 0) {
			words = append(words, text[start:i])
			start = i
		}
		last = c
	}
	if start < len(text) {
		words = append(words, text[start:])
	}
	return words
}
