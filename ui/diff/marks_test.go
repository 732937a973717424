package diff

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jointplan/plan/compare"
)

// What is marked in a text, read without the marks, is the text.
func TestMarkedTextsKeepTheirWords(t *testing.T) {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"patrols", "the", "a", "are", "mixed", ",", " ", "[x]", "граница"}), 0, 12)
	rapid.Check(t, func(t *rapid.T) {
		before, after := strings.Join(words.Draw(t, "before"), " "), strings.Join(words.Draw(t, "after"), " ")
		var was, is string
		for _, p := range runTogether(compare.Words(before, after)) {
			if p.Op != compare.Inserted {
				was += p.Text
			}
			if p.Op != compare.Removed {
				is += p.Text
			}
		}
		if was != before || is != after {
			t.Fatalf("%q and %q became %q and %q", before, after, was, is)
		}
	})
}
