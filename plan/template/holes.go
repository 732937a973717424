package template

import (
	"strings"
)

// Texts have holes: {sector} is filled with the sector's name, and so on. "{{"
// writes a brace. A word in braces that is no hole is a mistake of the author;
// braces around anything else are left alone.

// holes cuts a text into plain pieces and holes; pieces at odd places are names
// of holes.
func holes(s string) []string {
	var pieces []string
	var plain strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '{' {
			plain.WriteByte(s[i])
			continue
		}
		if i+1 < len(s) && s[i+1] == '{' {
			plain.WriteByte('{')
			i++
			continue
		}
		name, _, closed := strings.Cut(s[i+1:], "}")
		if !closed || !isWord(name) {
			plain.WriteByte('{')
			continue
		}
		pieces = append(pieces, plain.String(), name)
		plain.Reset()
		i += len(name) + 1
	}
	return append(pieces, plain.String())
}

func isWord(s string) bool {
	if s == "" || len(s) > 20 {
		return false
	}
	for _, r := range s {
		if r < 'a' || r > 'z' {
			return false
		}
	}
	return true
}

// fill puts values into the holes of s. A hole without a value stays as it is
// written.
func fill(s string, values func(hole string) (string, bool)) string {
	if !strings.Contains(s, "{") {
		return s
	}
	pieces := holes(s)
	var b strings.Builder
	for i, piece := range pieces {
		if i%2 == 0 {
			b.WriteString(piece)
		} else if text, ok := values(piece); ok {
			b.WriteString(text)
		} else {
			b.WriteString("{" + piece + "}")
		}
	}
	return b.String()
}

// escapeHoles writes a text so that filling gives it back.
func escapeHoles(s string) string { return strings.ReplaceAll(s, "{", "{{") }

// holesOf lists the holes that texts of an entry may have.
func holesOf(e *entry) []string {
	var names []string
	switch {
	case e.perSector():
		names = append(names, "sector", "n", "party", "short")
	case e.perParty():
		names = append(names, "n", "party", "short")
	}
	if e.repeats > 1 {
		names = append(names, "i")
	}
	return names
}
