package theme_test

import (
	"image/color"
	"testing"

	"jointplan/exchange/chart"
	"jointplan/ui/theme"
)

func TestTextStandsOut(t *testing.T) {
	for name, p := range map[string]theme.Palette{"light": theme.LightPalette, "dark": theme.DarkPalette} {
		backs := map[string]color.NRGBA{"page": p.Page, "panel": p.Panel, "raised": p.Raised, "selection": p.Selection}
		texts := map[string]color.NRGBA{"text": p.Text, "second": p.Second, "accent": p.Accent}
		for tn, text := range texts {
			for bn, back := range backs {
				needContrast(t, name, tn+" on "+bn, text, back)
			}
		}
		for tn, text := range map[string]color.NRGBA{"hint": p.Hint, "blocking": p.Blocking, "serious": p.Serious, "fine": p.Fine} {
			needContrast(t, name, tn+" on panel", text, p.Panel)
			needContrast(t, name, tn+" on page", text, p.Page)
		}
		needContrast(t, name, "button", p.OnAccent, p.Accent)
		needContrast(t, name, "text on header", p.Text, p.Header)
		needContrast(t, name, "blocking note", p.Text, p.BlockingBack)
		needContrast(t, name, "serious note", p.Text, p.SeriousBack)
		needContrast(t, name, "link on blocking note", p.Accent, p.BlockingBack)
		needContrast(t, name, "link on serious note", p.Accent, p.SeriousBack)
	}
}

func needContrast(t *testing.T, palette, what string, a, b color.NRGBA) {
	t.Helper()
	if c := chart.Contrast(a, b); c < 4.5 {
		t.Errorf("%s: %s has contrast %.2f, needs 4.5", palette, what, c)
	}
}
