package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// Cell is what one cell shows: a mark or an icon, then a text.
type Cell struct {
	Text     string
	Tone     Tone
	Bold     bool
	Dot      color.Color   // a round mark: a state
	Swatches []color.Color // a square mark: a party, or stripes for several
	Icon     fyne.Resource
	Locked   bool // cannot be edited although its column can
}

const maxStripes = 6

// emit draws the cell into a layer within a box. Hints are too faint for the
// tint of a selected row and are drawn stronger there.
func (c *Cell) emit(l *layer, f *fitter, p *Palette, x, y, w float32, align Align, selected bool) {
	tone := c.Tone
	if selected && tone == ToneHint {
		tone = ToneSecond
	}
	left, room := x+cellPad, w-2*cellPad
	middle := y + rowHeight/2
	switch {
	case room < markSize:
	case c.Icon != nil:
		l.icon(left, middle-8, 16, c.Icon)
		left, room = left+16+markGap, room-16-markGap
	case c.Dot != nil:
		l.rect(left, middle-4, 8, 8, c.Dot).CornerRadius = 4
		left, room = left+8+markGap, room-8-markGap
	case len(c.Swatches) > 0:
		emitSwatches(l, left, middle-markSize/2, markSize, c.Swatches)
		left, room = left+markSize+markGap, room-markSize-markGap
	}
	l.text(left, l.textTop(y, rowHeight), room, f.fit(c.Text, room, c.Bold), p.tone(tone), c.Bold, align)
}

// emitSwatches draws one square, in upright stripes for several colours.
func emitSwatches(l *layer, x, y, size float32, colors []color.Color) {
	if len(colors) == 1 {
		l.rect(x, y, size, size, colors[0]).CornerRadius = 2
		return
	}
	colors = colors[:min(len(colors), maxStripes)]
	step := size / float32(len(colors))
	for i, col := range colors {
		l.rect(x+float32(i)*step, y, step, size, col)
	}
}

// markWidth is the room the mark before the text takes.
func (c *Cell) markWidth() float32 {
	switch {
	case c.Icon != nil:
		return 16 + markGap
	case c.Dot != nil:
		return 8 + markGap
	case len(c.Swatches) > 0:
		return markSize + markGap
	}
	return 0
}
