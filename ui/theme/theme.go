// Package theme is how the workbench looks: dense, quiet, light or dark.
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Mode says whether the workbench is light, dark, or as the system is.
type Mode string

// The modes a user can choose.
const (
	System Mode = "system"
	Light  Mode = "light"
	Dark   Mode = "dark"
)

// Theme is our Fyne theme: smaller text and paddings than Fyne's, colours from
// a Palette.
type Theme struct{ Mode Mode }

var _ fyne.Theme = Theme{}

// Palette gives the colours for a variant, taking the user's mode into account.
func (t Theme) Palette(system fyne.ThemeVariant) *Palette {
	if t.Mode == Dark || (t.Mode != Light && system == fynetheme.VariantDark) {
		return &DarkPalette
	}
	return &LightPalette
}

// Color implements fyne.Theme.
func (t Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	p := t.Palette(variant)
	switch name {
	case fynetheme.ColorNameBackground:
		return p.Panel
	case fynetheme.ColorNameForeground:
		return p.Text
	case fynetheme.ColorNamePrimary, fynetheme.ColorNameHyperlink:
		return p.Accent
	case fynetheme.ColorNameButton, fynetheme.ColorNameInputBackground,
		fynetheme.ColorNameMenuBackground, fynetheme.ColorNameOverlayBackground:
		return p.Raised
	case fynetheme.ColorNameInputBorder, fynetheme.ColorNameSeparator:
		return p.Line
	case fynetheme.ColorNameDisabled, fynetheme.ColorNamePlaceHolder:
		return p.Hint
	case fynetheme.ColorNameDisabledButton, fynetheme.ColorNameHeaderBackground:
		return p.Page
	case fynetheme.ColorNameHover, fynetheme.ColorNameSelection, fynetheme.ColorNamePressed:
		return p.Selection
	case fynetheme.ColorNameFocus:
		return p.Focus
	case fynetheme.ColorNameError:
		return p.Blocking
	case fynetheme.ColorNameWarning:
		return p.Serious
	case fynetheme.ColorNameSuccess:
		return p.Fine
	case fynetheme.ColorNameScrollBar:
		return p.Scroll
	case fynetheme.ColorNameScrollBarBackground:
		return color.Transparent
	case fynetheme.ColorNameShadow:
		return p.Shadow
	case fynetheme.ColorNameForegroundOnPrimary:
		return p.OnAccent
	}
	return fynetheme.DefaultTheme().Color(name, p.variant)
}

// Font implements fyne.Theme with Fyne's own fonts, which cover Latin, Cyrillic
// and Greek.
func (t Theme) Font(style fyne.TextStyle) fyne.Resource { return fynetheme.DefaultTheme().Font(style) }

// Icon implements fyne.Theme.
func (t Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return fynetheme.DefaultTheme().Icon(name)
}

// TextSize is the size of running text in points.
const TextSize float32 = 13

// Small is the size of labels above fields and of hints.
const Small float32 = 11

// Size implements fyne.Theme.
func (t Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case fynetheme.SizeNameText:
		return TextSize
	case fynetheme.SizeNameCaptionText:
		return Small
	case fynetheme.SizeNameHeadingText:
		return 20
	case fynetheme.SizeNameSubHeadingText:
		return 15
	case fynetheme.SizeNamePadding:
		return 4
	case fynetheme.SizeNameInnerPadding:
		return 6
	case fynetheme.SizeNameInlineIcon:
		return 16
	case fynetheme.SizeNameScrollBar:
		return 10
	case fynetheme.SizeNameScrollBarSmall:
		return 4
	case fynetheme.SizeNameSeparatorThickness, fynetheme.SizeNameInputBorder:
		return 1
	case fynetheme.SizeNameInputRadius, fynetheme.SizeNameSelectionRadius:
		return 4
	}
	return fynetheme.DefaultTheme().Size(name)
}
