package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// tight draws Fyne's own widgets small enough for a cell and in the colours of
// the grid; entries have a border only where asked for.
func tight(o fyne.CanvasObject, p *Palette, border bool) fyne.CanvasObject {
	return container.NewThemeOverride(o, tightTheme{theme.Current(), *p, border})
}

type tightTheme struct {
	fyne.Theme
	palette Palette
	border  bool
}

// Size makes what surrounds the text small.
func (t tightTheme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return textSize
	case theme.SizeNameInnerPadding:
		return 5
	case theme.SizeNamePadding:
		return 3
	case theme.SizeNameInputBorder:
		if t.border {
			return 1
		}
		return 0
	case theme.SizeNameInputRadius:
		return 0
	case theme.SizeNameLineSpacing:
		return 3
	}
	return t.Theme.Size(name)
}

// Color takes the colours of the grid.
func (t tightTheme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	p := &t.palette
	switch name {
	case theme.ColorNameInputBackground:
		return p.Panel
	case theme.ColorNameInputBorder, theme.ColorNamePrimary, theme.ColorNameFocus:
		return p.Accent
	case theme.ColorNameForeground:
		return p.Text
	case theme.ColorNameForegroundOnPrimary:
		return p.OnAccent
	case theme.ColorNamePlaceHolder:
		return p.Hint
	case theme.ColorNameSelection:
		return p.Block
	case theme.ColorNameButton:
		return p.Header
	}
	return t.Theme.Color(name, variant)
}
