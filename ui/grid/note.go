package grid

import "fyne.io/fyne/v2"

// note is a sentence at a cell: why a value was refused, or why nothing can be
// typed there.
type note struct {
	text  string
	bad   bool
	layer layer
}

const noteWidth float32 = 320

func (n *note) show(text string, bad bool) { n.text, n.bad = text, bad }

func (n *note) hide() { n.text = "" }

// draw emits the note below the cell, or above it where there is no room.
func (n *note) draw(g *Grid, at fyne.Position, size fyne.Size) []fyne.CanvasObject {
	n.layer.begin(g.fit.lineHeight())
	lines := g.fit.wrap(n.text, noteWidth)
	var width float32
	for _, line := range lines {
		width = max(width, g.fit.measure(line, false))
	}
	width, height := width+2*cellPad+3, float32(len(lines))*20+8
	y := at.Y + size.Height + 2
	if y+height > g.geo.size.Height && at.Y-height-2 > headerHeight {
		y = at.Y - height - 2
	}
	x := max(min(at.X, g.geo.size.Width-width-barSize), 0)
	back, edge := g.palette.NotePad, g.palette.Hint
	if n.bad {
		back, edge = g.palette.NoteBad, g.palette.Bad
	}
	box := n.layer.rect(x, y, width, height, back)
	box.StrokeColor, box.StrokeWidth = edge, 1
	n.layer.rect(x, y, 3, height, edge)
	for i, line := range lines {
		n.layer.text(x+cellPad+3, n.layer.textTop(y+4+float32(i)*20, 20), 0, line, g.palette.Text, false, AlignLeft)
	}
	return n.layer.objs
}
