package grid

import "image/color"

// Sizes in Fyne's device independent pixels.
const (
	rowHeight    float32 = 28
	tallHeight   float32 = 42 // of a row with two lines
	headerHeight float32 = 30
	textSize     float32 = 13
	smallSize    float32 = 11.5 // of a second line
	cellPad      float32 = 8
	markSize     float32 = 10 // dot or swatch before a text
	markGap      float32 = 6
	barSize      float32 = 10 // of a scrollbar
	edgeReach    float32 = 4  // how near an edge of a header starts resizing
	minColumn    float32 = 36
	ellipsis             = "…"
)

// Tone is what the colour of a text means.
type Tone int

// The tones of a cell.
const (
	ToneNormal Tone = iota
	ToneSecond      // less important than the rest
	ToneHint        // a placeholder
	ToneAccent      // leads somewhere
	ToneGood
	ToneWarn
	ToneBad
)

// Palette holds every colour a grid draws with.
type Palette struct {
	Page, Panel, Header, Group, Line          color.NRGBA
	Text, Second, Hint, Accent, OnAccent      color.NRGBA
	Good, Warn, Bad                           color.NRGBA
	Selection, Block, Hover, NoteBad, NotePad color.NRGBA
	Tint, Added, Removed                      color.NRGBA // behind rows that ask for attention, and behind words
	Bar                                       color.NRGBA
}

// Light is the palette for bright rooms.
func Light() Palette {
	return Palette{
		Page: rgb(0xF4F5F7), Panel: rgb(0xFFFFFF), Header: rgb(0xECEFF2), Group: rgb(0xF6F7F9), Line: rgb(0xD9DEE4),
		Text: rgb(0x1B1F24), Second: rgb(0x4A535E), Hint: rgb(0x6A7480), Accent: rgb(0x1F5FBF), OnAccent: rgb(0xFFFFFF),
		Good: rgb(0x25693F), Warn: rgb(0x8A5200), Bad: rgb(0xB3261E),
		Selection: rgb(0xE4EDFA), Block: rgb(0xCFE0F7), Hover: color.NRGBA{A: 0x0A},
		NoteBad: rgb(0xFBEBEA), NotePad: rgb(0xFFFFFF),
		Tint: rgb(0xFBF3E4), Added: rgb(0xD5EFDF), Removed: rgb(0xF8DEDB), Bar: color.NRGBA{R: 0x4A, G: 0x53, B: 0x5E, A: 0x70},
	}
}

// Dark is the palette for dim rooms.
func Dark() Palette {
	return Palette{
		Page: rgb(0x15181C), Panel: rgb(0x1C2025), Header: rgb(0x22272D), Group: rgb(0x20242A), Line: rgb(0x323840),
		Text: rgb(0xE6E9ED), Second: rgb(0xB3BBC5), Hint: rgb(0x8F99A5), Accent: rgb(0x82B0F4), OnAccent: rgb(0x15181C),
		Good: rgb(0x6CC08F), Warn: rgb(0xE0A24A), Bad: rgb(0xF4918A),
		Selection: rgb(0x23344D), Block: rgb(0x2A3F5F), Hover: color.NRGBA{R: 0xFF, G: 0xFF, B: 0xFF, A: 0x0C},
		NoteBad: rgb(0x3A2223), NotePad: rgb(0x262B32),
		Tint: rgb(0x332D20), Added: rgb(0x1F4230), Removed: rgb(0x4A2729), Bar: color.NRGBA{R: 0xB3, G: 0xBB, B: 0xC5, A: 0x70},
	}
}

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}

func (p *Palette) tone(t Tone) color.NRGBA {
	switch t {
	case ToneSecond:
		return p.Second
	case ToneHint:
		return p.Hint
	case ToneAccent:
		return p.Accent
	case ToneGood:
		return p.Good
	case ToneWarn:
		return p.Warn
	case ToneBad:
		return p.Bad
	}
	return p.Text
}

// Texts are the words of a grid, in the user's language.
type Texts struct {
	Number   string // heads the column of row numbers
	Loading  string
	ReadOnly string // said when somebody types into a cell of a read-only grid
	Locked   string // said when this one cell cannot be edited
	NoMatch  string // a list of options has nothing that fits what was typed
	Save     string
	Cancel   string
	// Dragged names what is dragged: "12 tasks".
	Dragged func(count int) string
}

// Empty is what a grid without rows says, and the way out it offers.
type Empty struct {
	Title, Sentence, ActionLabel string
	Action                       func()
}
