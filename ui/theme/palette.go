package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Palette is the colours of the workbench. Colour is used only where it means
// something; all texts stand out from what they are written on by 4.5 to 1.
type Palette struct {
	Page, Panel, Raised, Line          color.NRGBA
	Text, Second, Hint                 color.NRGBA
	Accent, OnAccent, Selection, Focus color.NRGBA
	Blocking, Serious, Fine            color.NRGBA
	BlockingBack, SeriousBack          color.NRGBA // behind notes about findings
	Header, Scroll, Shadow             color.NRGBA
	Halo                               color.NRGBA // around what is drawn in black whatever the mode, such as symbols

	variant fyne.ThemeVariant
}

// LightPalette is for daylight and paper.
var LightPalette = Palette{
	Page: rgb(0xF4F5F7), Panel: rgb(0xFFFFFF), Raised: rgb(0xFFFFFF), Line: rgb(0xD9DEE4),
	Text: rgb(0x1B1F24), Second: rgb(0x4A535E), Hint: rgb(0x666F7A),
	Accent: rgb(0x1F5FBF), OnAccent: rgb(0xFFFFFF), Selection: rgb(0xE4EDFA), Focus: color.NRGBA{0x10, 0x3A, 0x80, 0x60},
	Blocking: rgb(0xB3261E), Serious: rgb(0x8F5600), Fine: rgb(0x2E7D4F),
	BlockingBack: rgb(0xFBECEB), SeriousBack: rgb(0xFBF3E4),
	Header: rgb(0xECEFF2), Scroll: rgb(0xB4BCC6), Shadow: color.NRGBA{A: 0x16},
	variant: fynetheme.VariantLight,
}

// DarkPalette is for a tent at night.
var DarkPalette = Palette{
	Page: rgb(0x15181C), Panel: rgb(0x1C2025), Raised: rgb(0x262B32), Line: rgb(0x323840),
	Text: rgb(0xE6E9ED), Second: rgb(0xB3BBC5), Hint: rgb(0x98A1AC),
	Accent: rgb(0x6FA3F2), OnAccent: rgb(0x10141A), Selection: rgb(0x23344D), Focus: color.NRGBA{0xFF, 0xFF, 0xFF, 0x38},
	Blocking: rgb(0xF2867F), Serious: rgb(0xE5A847), Fine: rgb(0x6CC08F),
	BlockingBack: rgb(0x3A2224), SeriousBack: rgb(0x37301F),
	Header: rgb(0x22272D), Scroll: rgb(0x59636F), Shadow: color.NRGBA{A: 0x50}, Halo: rgb(0xE6E9ED),
	variant: fynetheme.VariantDark,
}

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}
