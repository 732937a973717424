// Package tone says how the words of choices stand, for documents that colour
// them: what is good, under way, open or stopped.
package tone

// Tone is how a state stands.
type Tone int

// The tones. Most words have none.
const (
	None  Tone = iota
	Good       // done, agreed, in force
	Going      // under way
	Open       // needs attention
	Stop       // blocked, refused
	High       // weighs more than others
	Over       // no longer counts
)

// words are those of all kinds; the same word stands alike wherever it is used.
var words = map[Tone][]string{
	Good:  {"done", "agreed", "accepted", "signed", "in-force", "taken", "implemented", "adopted", "controlled"},
	Going: {"running", "ready", "negotiated", "opened", "offered", "staffing"},
	Open:  {"reserved", "proposed", "deferred", "study", "restricted"},
	Stop:  {"blocked", "refused", "declined", "confidential", "secret"},
	High:  {"high"},
	Over:  {"cancelled", "closed", "withdrawn", "waived"},
}

var tones = map[string]Tone{}

func init() {
	for t, list := range words {
		for _, word := range list {
			tones[word] = t
		}
	}
}

// Of gives the tone of a word of a choice.
func Of(word string) Tone { return tones[word] }
