package grid

import (
	"strconv"

	"fyne.io/fyne/v2"
)

// header draws the titles of the columns over the rows that scrolled under them.
func (pt *painting) header(s *surface) {
	g := s.g
	geo, p := &g.geo, &g.palette
	pt.pane.rect(0, 0, geo.paneWidth(), headerHeight, p.Header)
	for place := range geo.boxes {
		if place >= geo.fixed {
			pt.title(s, &pt.pane.layer, place)
		}
	}
	pt.pane.rect(0, headerHeight-1, geo.paneWidth(), 1, p.Line)
	if geo.frozen > 0 {
		pt.over.rect(0, 0, geo.frozen, headerHeight, p.Header)
	}
	if geo.numbers > 0 {
		text := g.fit.fit(g.texts.Number, geo.numbers-2*cellPad, true)
		pt.over.text(cellPad, pt.over.textTop(0, headerHeight), geo.numbers-2*cellPad, text, p.Second, true, AlignLeft)
		pt.over.rect(geo.numbers-1, 6, 1, headerHeight-12, p.Line)
	}
	for place := range geo.fixed {
		pt.title(s, &pt.over, place)
	}
	pt.over.rect(0, headerHeight-1, geo.frozen, 1, p.Line)
	if geo.fixed > 0 && g.scroll.x > 0 { // the frozen columns end here
		pt.over.rect(geo.frozen-1, 0, 1, min(geo.size.Height, headerHeight+float32(geo.contentH)), p.Hint)
	}
	if to := s.mouse.gap; s.mouse.mode == modeMoveColumn && to >= 0 {
		pt.over.rect(g.gapX(to)-1, 0, 2, headerHeight, p.Accent)
	}
}

// title draws the header of one column.
func (pt *painting) title(s *surface, l *layer, place int) {
	g := s.g
	b, p := g.geo.boxes[place], &g.palette
	x := b.x
	if place >= g.geo.fixed {
		_, x = pt.at(g, place)
		if x+b.width <= 0 || x >= g.geo.paneWidth() {
			return
		}
	}
	def := g.cols.defs[b.index]
	if s.mouse.mode == modeMoveColumn && s.mouse.press.place == place {
		l.rect(x, 0, b.width, headerHeight-1, p.Selection)
	}
	left, room := x+cellPad, b.width-2*cellPad
	if g.cols.sort.Column == def.ID && g.cols.sort.Order != SortNone {
		to := pointUp
		if g.cols.sort.Order == SortDown {
			to = pointDown
		}
		room -= 14
		l.chevron(x+b.width-cellPad-4, headerHeight/2, 4, to, p.Accent)
	}
	l.text(left, l.textTop(0, headerHeight), room, g.fit.fit(def.Title, room, true), p.Second, true, def.align())
	l.rect(x+b.width-1, 6, 1, headerHeight-12, p.Line)
}

// gapX is the left edge of a place on the grid, or the right edge of the last.
func (g *Grid) gapX(place int) float32 {
	if place < len(g.geo.boxes) {
		return g.geo.left(place, &g.scroll)
	}
	if place == 0 {
		return g.geo.numbers
	}
	return g.geo.left(place-1, &g.scroll) + g.geo.boxes[place-1].width
}

// numbersWidth is the room the widest row number or the title needs.
func (g *Grid) numbersWidth() float32 {
	digits := len(strconv.Itoa(max(g.rows.len(), 1)))
	width := float32(digits) * g.fit.advance('0', false)
	width = max(width, g.fit.measure(g.texts.Number, true))
	return float32(int(max(width+2*cellPad, 42)))
}

// emptiness says in the middle why there are no rows, and what to do.
func (pt *painting) emptiness(g *Grid) {
	pt.actionSize = fyne.Size{}
	title, sentence, label := g.Empty.Title, g.Empty.Sentence, g.Empty.ActionLabel
	switch {
	case g.loading:
		title, sentence, label = "", g.texts.Loading, ""
	case g.rows.len() > 0:
		return
	}
	if g.Empty.Action == nil || g.readOnly {
		label = ""
	}
	p, l, w := &g.palette, &pt.over, g.geo.size.Width
	if g.loading && g.rows.len() > 0 {
		veil := p.Page
		veil.A = 0xC0
		l.rect(0, headerHeight, w, g.geo.bodyHeight(), veil)
	}
	y := float32(int(headerHeight + g.geo.bodyHeight()*0.4 - 40))
	if title != "" {
		l.text(0, y, w, g.fit.fit(title, w-32, true), p.Text, true, AlignCenter)
	}
	for _, text := range g.fit.wrap(sentence, min(w-32, 420)) {
		y += 22
		l.text(0, y, w, text, p.Second, false, AlignCenter)
	}
	if label == "" {
		return
	}
	width := float32(int(g.fit.measure(label, true) + 28))
	pt.action = fyne.NewPos(float32(int((w-width)/2)), y+34)
	pt.actionSize = fyne.NewSize(width, 30)
	l.rect(pt.action.X, pt.action.Y, width, 30, p.Accent).CornerRadius = 4
	l.text(pt.action.X, l.textTop(pt.action.Y, 30), width, label, p.OnAccent, true, AlignCenter)
}
