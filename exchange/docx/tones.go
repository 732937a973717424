package docx

import (
	"jointplan/exchange/tone"
	"jointplan/plan"
)

// fills are the grounds of cells with a state: pale, so that their text is read in
// black and white as well.
var fills = map[tone.Tone]string{
	tone.Good: "E2F0E7", tone.Going: "E4EDFA", tone.Open: "FBEFD9", tone.Stop: "F8E3E1", tone.Over: "EEF1F4",
}

// fill is the ground of a cell by the state that a choice names; "" for most.
func (m *maker) fill(o plan.Object, f *plan.Field) string {
	if f.Type != plan.OneOf {
		return ""
	}
	return fills[tone.Of(f.Get(o))]
}
