package main

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
)

// names reads a name in three languages; English stands in for others.
func names(f feature, en, fr, ru string) [3]string {
	n := [3]string{tidy(f.text(en)), tidy(f.text(fr)), tidy(f.text(ru))}
	for _, article := range []string{"d'", "de ", "du "} {
		n[1] = strings.TrimPrefix(n[1], article)
	}
	for i, name := range n {
		first, size := utf8.DecodeRuneInString(name)
		if i < 2 && size > 0 {
			n[i] = string(unicode.ToUpper(first)) + name[size:]
		}
		if name == "" {
			n[i] = n[0]
		}
	}
	return n
}

// tidy takes the marks of stress out of Russian words, and those marks off letters
// that the font of the map does not have.
func tidy(s string) string {
	s = norm.NFC.String(strings.NewReplacer("\u0301", "", "ʻ", "‘", "ʼ", "’", "ʿ", "‘", "ʾ", "’").Replace(s))
	var b strings.Builder
	for _, r := range strings.TrimSpace(s) {
		if !drawn(r) {
			r, _ = utf8.DecodeRuneInString(norm.NFD.String(string(r)))
		}
		if drawn(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

var font = sync.OnceValue(func() *sfnt.Font {
	f, err := sfnt.Parse(goregular.TTF)
	if err != nil {
		panic(err) // the font is built in
	}
	return f
})

func drawn(r rune) bool {
	n, err := font().GlyphIndex(nil, r)
	return err == nil && n != 0
}
