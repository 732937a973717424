package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"jointplan/ui/parts"
	"jointplan/ui/theme"
)

// mapStrip is a sentence at the top left of the map. It lies over the map and takes no
// room from it, so that the ground stays where it is when the sentence comes, grows and
// goes; the mouse goes through it.
type mapStrip struct {
	label   *widget.Label
	box     fyne.CanvasObject
	content *fyne.Container
}

func newMapStrip() *mapStrip {
	s := &mapStrip{label: widget.NewLabel("")}
	s.label.Wrapping = fyne.TextWrapWord
	s.box = parts.Edged(parts.Pad(parts.Pulled(s.label), 2, 6, 2, 6))
	s.box.Hide()
	s.content = container.New(s, s.box)
	return s
}

// show says a sentence, none for "".
func (s *mapStrip) show(text string, tone parts.Tone) {
	importance := widget.MediumImportance
	if tone == parts.Blocking {
		importance = widget.DangerImportance
	}
	if s.label.Text == text && s.label.Importance == importance && s.box.Visible() == (text != "") {
		return // this is asked with every move of the mouse
	}
	s.label.Text, s.label.Importance = text, importance
	s.label.Refresh()
	if text == "" {
		s.box.Hide()
	} else {
		s.box.Show()
	}
	s.content.Refresh()
}

const (
	stripEdge = 12  // between the strip and the edges of the map
	stripPads = 24  // what surrounds the sentence
	stripMost = 460 // how wide it gets
	stripPart = 0.6 // of the map, which has its legend at the right
)

// MinSize implements fyne.Layout: the map does not give way.
func (s *mapStrip) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements fyne.Layout.
func (s *mapStrip) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	whole := fyne.MeasureText(s.label.Text, theme.TextSize, fyne.TextStyle{}).Width + stripPads
	wide := min(whole, stripMost, size.Width*stripPart)
	s.box.Move(fyne.NewPos(stripEdge, stripEdge))
	s.box.Resize(fyne.NewSize(wide, s.box.Size().Height)) // the words wrap, and so ask for their height
	s.box.Resize(fyne.NewSize(wide, s.box.MinSize().Height))
}
