package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"jointplan/ui/theme"
)

// Quiet shows an entry without the bar that scrolls its line: the cursor does.
func Quiet(entry *Entry) fyne.CanvasObject {
	if entry.MultiLine {
		return entry
	}
	return container.NewThemeOverride(entry, quietTheme{fyne.CurrentApp().Settings().Theme()})
}

type quietTheme struct{ fyne.Theme }

// Size implements fyne.Theme.
func (t quietTheme) Size(name fyne.ThemeSizeName) float32 {
	if name == fynetheme.SizeNameScrollBar || name == fynetheme.SizeNameScrollBarSmall {
		return 0
	}
	return t.Theme.Size(name)
}

// Labelled is a control with its name above.
func Labelled(label string, control fyne.CanvasObject) fyne.CanvasObject {
	l := NewCut(label, Second)
	l.Points = theme.Small
	if entry, ok := control.(*Entry); ok {
		control = Quiet(entry)
	}
	return Column(2, l, control)
}
