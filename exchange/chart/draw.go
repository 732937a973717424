package chart

// symbolSize is how wide the octagon of a symbol is, in points: smaller where the
// map shows a whole continent.
func symbolSize(v View) float64 {
	switch {
	case v.Zoom < 5:
		return 11
	case v.Zoom < 8:
		return 15
	}
	return 19
}

// Draw puts the scene on a canvas.
func (s *Scene) Draw(c Canvas, view View) {
	s.spots = s.spots[:0]
	v := newSight(view)
	areas, lines := seen(s.areas, v), seen(s.lines, v)
	for _, chosen := range []bool{false, true} { // over the edges of their neighbours
		for _, it := range areas {
			if s.Selected[it.id] == chosen {
				s.area(c, v, it)
			}
		}
	}
	if !s.Hidden["pieces"] {
		s.drawPieces(c, v)
	}
	for _, it := range lines {
		s.line(c, v, it)
	}
	l := s.labels(c, v, areas, lines)
	l.symbols()
	words := !s.Hidden["words"]
	if words {
		l.sectors(areas, lines)
	}
	l.rows(areas, lines)
	if words {
		l.others(areas, lines)
	}
}

func seen(items []*item, v *sight) []*item {
	on := make([]*item, 0, len(items))
	for _, it := range items {
		if v.sees(it) {
			on = append(on, it)
		}
	}
	return on
}

func (s *Scene) area(c Canvas, v *sight, it *item) {
	for shift := range v.shifts(it.trace.Box) {
		rings := it.trace.Rings(v.View, shift)
		if !it.isFrame {
			c.Fill(rings, it.paint)
		}
		if s.Selected[it.id] {
			c.Stroke(rings, Pen{Colour: s.Look.halo(), Width: it.edge.Width + 5})
			c.Stroke(rings, Pen{Colour: s.Look.Ink, Width: it.edge.Width + 1})
			continue
		}
		c.Stroke(rings, it.edge)
	}
}

func (s *Scene) line(c Canvas, v *sight, it *item) {
	for shift := range v.shifts(it.trace.Box) {
		lines := it.trace.Lines(v.View, shift)
		if s.Selected[it.id] {
			c.Stroke(lines, Pen{Colour: s.Look.Ink, Width: it.lines[0].Width + 3})
		}
		for _, pen := range it.lines {
			c.Stroke(lines, pen)
		}
	}
}
