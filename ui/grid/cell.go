package grid

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
)

// Cell is what one cell shows: a mark or an icon, then a text.
type Cell struct {
	Text     string
	Below    string // a second line, where the row has room for one
	Runs     []Run  // how Text is drawn where not all of it is alike
	Tone     Tone
	Bold     bool
	Spill    bool          // runs on over empty cells to its right where it needs their room
	Chip     bool          // drawn as a pill that can be pressed
	Dot      color.Color   // a round mark: a state
	Swatches []color.Color // a square mark: a party, or stripes for several
	Icon     fyne.Resource
	Locked   bool // cannot be edited although its column can
}

// isEmpty reports whether nothing is to be seen of the cell.
func (c *Cell) isEmpty() bool {
	return c.Text == "" && c.Below == "" && c.Runs == nil && c.Dot == nil && c.Swatches == nil && c.Icon == nil
}

// FirstLine is as much of a text as a cell has room for: of several lines the
// first, with a mark that there is more.
func FirstLine(text string) string {
	if first, _, more := strings.Cut(text, "\n"); more {
		return first + " …"
	}
	return text
}

// Run is a part of a text.
type Run struct {
	Text string
	Mark Mark
}

// Mark says what a part of a text is.
type Mark int

// The marks of a run.
const (
	MarkNone Mark = iota
	MarkAdded
	MarkRemoved // struck out
)

// space is where a cell is drawn.
type space struct{ x, y, width, height float32 }

const maxStripes = 6

// emit draws the cell into a layer. Hints are too faint for the tint of a
// selected row and are drawn stronger there.
func (c *Cell) emit(l *layer, f *fitter, p *Palette, at space, align Align, selected bool) {
	tone := c.Tone
	if selected && tone == ToneHint {
		tone = ToneSecond
	}
	left, room := at.x+cellPad, at.width-2*cellPad
	middle := at.y + at.height/2
	switch {
	case room < markSize:
	case c.Icon != nil:
		l.icon(left, middle-8, 16, c.Icon)
	case c.Dot != nil:
		l.rect(left, middle-4, 8, 8, c.Dot).CornerRadius = 4
	case len(c.Swatches) > 0:
		emitSwatches(l, left, middle-markSize/2, markSize, c.Swatches)
	}
	left, room = left+c.markWidth(), room-c.markWidth()
	top := l.textTop(at.y, at.height)
	if c.Below != "" && at.height >= tallHeight {
		top = l.textTop(at.y+3, at.height/2-2)
		below := l.text(left, l.textTop(at.y+at.height/2-1, at.height/2-2), room, f.small().fit(c.Below, room, false), p.Second, false, align)
		if below != nil {
			below.TextSize = smallSize
		}
	}
	switch {
	case c.Chip:
		c.emitChip(l, f, p, at, p.tone(tone))
	case c.Runs != nil:
		c.emitRuns(l, f, p, left, top, room)
	default:
		l.text(left, top, room, f.fit(c.Text, room, c.Bold), p.tone(tone), c.Bold, align)
	}
}

// chipHeight and chipPad are the measures of a pill.
const (
	chipHeight float32 = 22
	chipPad    float32 = 9
)

// chipWidth is how wide the pill is within its cell.
func (c *Cell) chipWidth(f *fitter, room float32) float32 {
	return min(f.measure(f.fit(c.Text, room-2*chipPad, c.Bold), c.Bold)+2*chipPad, room)
}

func (c *Cell) emitChip(l *layer, f *fitter, p *Palette, at space, col color.NRGBA) {
	room := at.width - 2*cellPad
	if c.Text == "" || room < 2*chipPad {
		return
	}
	top := at.y + (at.height-chipHeight)/2
	pill := l.rect(at.x+cellPad, top, c.chipWidth(f, room), chipHeight, p.NotePad)
	pill.StrokeColor, pill.StrokeWidth, pill.CornerRadius = p.Line, 1, chipHeight/2
	l.text(at.x+cellPad+chipPad, l.textTop(top, chipHeight), 0, f.fit(c.Text, room-2*chipPad, c.Bold), col, c.Bold, AlignLeft)
}

// onChip reports whether a position is on the pill of a cell.
func (s *surface) onChip(t target, pos fyne.Position) bool {
	g := s.g
	if g.OnPress == nil || t.row < 0 || t.place < 0 {
		return false
	}
	cell := g.source.Cell(g.rows.row(t.row), g.cols.shown[t.place])
	if !cell.Chip || cell.Text == "" {
		return false
	}
	x := pos.X - g.geo.left(t.place, &g.scroll) - cellPad
	return x >= 0 && x <= cell.chipWidth(g.fit, g.geo.boxes[t.place].width-2*cellPad)
}

// emitRuns draws the parts of a text one after the other as far as they fit.
func (c *Cell) emitRuns(l *layer, f *fitter, p *Palette, x, y, room float32) {
	for _, run := range c.Runs {
		bold := c.Bold || run.Mark == MarkAdded
		text := f.fit(run.Text, room, bold)
		width := f.measure(text, bold)
		col := p.tone(c.Tone)
		switch run.Mark {
		case MarkAdded:
			l.rect(x, y, width, l.lineH, p.Added)
			col = p.Text
		case MarkRemoved:
			l.rect(x, y, width, l.lineH, p.Removed)
			col = p.Second
		}
		l.text(x, y, 0, text, col, bold, AlignLeft)
		if run.Mark == MarkRemoved {
			l.line(x, y+l.lineH/2+1, x+width, y+l.lineH/2+1, 1, col)
		}
		if text != oneLine(run.Text) {
			return
		}
		x, room = x+width, room-width
	}
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
