// Package parts holds the small widgets the workbench is put together from:
// texts, links, chips, rows of lists, notes and fields.
package parts

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"jointplan/ui/theme"
)

// Colours gives the palette in force.
func Colours() *theme.Palette {
	settings := fyne.CurrentApp().Settings()
	if own, ok := settings.Theme().(theme.Theme); ok {
		return own.Palette(settings.ThemeVariant())
	}
	if settings.ThemeVariant() == fynetheme.VariantDark {
		return &theme.DarkPalette
	}
	return &theme.LightPalette
}

// Tone says what a text is for; its colour follows the theme.
type Tone int

// The tones of texts.
const (
	Plain Tone = iota
	Second
	Hint
	Accent
	Blocking
	Serious
	Fine
	OnAccent
)

// Colour is the tone's colour in the palette in force.
func (tone Tone) Colour() color.Color {
	p := Colours()
	switch tone {
	case Second:
		return p.Second
	case Hint:
		return p.Hint
	case Accent:
		return p.Accent
	case Blocking:
		return p.Blocking
	case Serious:
		return p.Serious
	case Fine:
		return p.Fine
	case OnAccent:
		return p.OnAccent
	}
	return p.Text
}

func (tone Tone) paint(t *canvas.Text) { t.Color = tone.Colour() }

// brokenInto breaks s between words into lines of a width; a word that is wider is cut
// with an ellipsis. There is one line at least.
func brokenInto(s string, width, size float32, style fyne.TextStyle) []string {
	lines := []string{""}
	for _, word := range strings.Fields(s) {
		last := &lines[len(lines)-1]
		longer := strings.TrimSpace(*last + " " + word)
		switch {
		case fyne.MeasureText(longer, size, style).Width <= width:
			*last = longer
		case *last == "":
			*last = clip(word, width, size, style)
		default:
			lines = append(lines, clip(word, width, size, style))
		}
	}
	return lines
}

// clip cuts s so that it fits into width, with an ellipsis.
func clip(s string, width, size float32, style fyne.TextStyle) string {
	if s == "" || fyne.MeasureText(s, size, style).Width <= width {
		return s
	}
	runes := []rune(s)
	if len(runes) > 400 {
		runes = runes[:400] // no line of the workbench holds more
	}
	low, high := 0, len(runes)
	for low < high {
		mid := (low + high + 1) / 2
		if fyne.MeasureText(string(runes[:mid])+"…", size, style).Width <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	if low == 0 {
		return ""
	}
	return string(runes[:low]) + "…"
}
