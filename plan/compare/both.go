package compare

import (
	"strings"
	"unicode/utf8"

	"jointplan/plan"
)

// Alternative is a text and who stands for it.
type Alternative struct{ Who, Text string }

// Bracketed writes texts that could not be agreed as alternatives in brackets,
// "[NATO: …] [RUS: …]", which count as open points until a decision settles
// them. What the texts begin and end with alike stays outside the brackets.
func Bracketed(alternatives ...Alternative) string {
	texts := make([][]string, len(alternatives))
	for i, a := range alternatives {
		texts[i] = split(a.Text)
	}
	before := alike(texts, func(words []string, n int) string { return words[n] })
	for i := range texts {
		texts[i] = texts[i][before:]
	}
	after := alike(texts, func(words []string, n int) string { return words[len(words)-1-n] })
	first := alternatives[0].Text
	head := strings.Join(split(first)[:before], "")
	tail := strings.Join(texts[0][len(texts[0])-after:], "")
	marked := make([]string, len(alternatives))
	for i, a := range alternatives {
		inner := strings.TrimSpace(strings.Join(texts[i][:len(texts[i])-after], ""))
		marked[i] = "[" + name(a.Who) + ": " + unbracket(inner) + "]"
	}
	return spaced(head, strings.Join(marked, " "), tail)
}

// alike is how many words all texts share, seen from one end.
func alike(texts [][]string, at func([]string, int) string) int {
	for n := 0; ; n++ {
		for _, t := range texts {
			if n >= len(t) || at(t, n) != at(texts[0], n) {
				return n
			}
		}
	}
}

// longestName is how many bytes may stand before the colon of an alternative for
// it to be taken as one.
const longestName = 60

// CanBracket reports whether a field can hold alternatives in brackets.
func CanBracket(f *plan.Field) bool {
	return f != nil && f.Type == plan.LongText && !f.Own && !f.Hidden
}

func name(who string) string {
	who = strings.NewReplacer("[", "", "]", "", ":", " ", "\n", " ").Replace(who)
	if who = strings.TrimSpace(who); who == "" {
		return "?"
	}
	for len(who) > longestName {
		_, size := utf8.DecodeLastRuneInString(who)
		who = who[:len(who)-size]
	}
	return who
}

// unbracket keeps the inner text from ending the bracket around it.
func unbracket(s string) string { return strings.NewReplacer("[", "(", "]", ")").Replace(s) }

func spaced(head, middle, tail string) string {
	if head != "" && !strings.HasSuffix(head, " ") && !strings.HasSuffix(head, "\n") {
		head += " "
	}
	if tail != "" && strings.IndexAny(tail[:1], " \n.,;:!?)") != 0 {
		tail = " " + tail
	}
	return head + middle + tail
}
