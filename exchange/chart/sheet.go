package chart

import (
	"math"
	"strings"

	"jointplan/plan/geo"
)

// Paper is a size of paper in points of 1/72 inch, standing.
type Paper struct {
	Name          string
	Width, Height float64
}

// Papers that maps are printed on.
var Papers = []Paper{
	{"A4", 595.28, 841.89}, {"A3", 841.89, 1190.55}, {"A2", 1190.55, 1683.78}, {"A1", 1683.78, 2383.94}, {"A0", 2383.94, 3370.39},
	{"Letter", 612, 792}, {"Tabloid", 792, 1224},
}

// PaperNamed finds a size of paper by name.
func PaperNamed(name string) (Paper, bool) {
	for _, p := range Papers {
		if strings.EqualFold(p.Name, name) {
			return p, true
		}
	}
	return Paper{}, false
}

// Lying gives the paper on its side.
func (p Paper) Lying() Paper {
	return Paper{p.Name, p.Height, p.Width}
}

// Sheet is a map to be handed out: what is drawn with all that a map on paper needs.
type Sheet struct {
	Title, Under string // of the operation, and what the map shows
	Marking      string // at the top and at the bottom
	Notes        []string
	Box          geo.Box // what has to be on it
	Layers       []Layer
	Legend       []LegendEntry
	Heading      string // of the legend
	Look         Look
	Words        Words
}

const (
	sheetMargin = 30.0
	headHeight  = 40.0
	lineHeight  = 13.0
	swatch      = 28.0 // how wide the pictures of the legend are
)

// Draw fills the canvas with the sheet.
func (s *Sheet) Draw(c Canvas) {
	width, height := c.Size()
	k := c.Scale()
	c.Fill(Rectangle(Rect{0, 0, width, height}), Paint{Colour: s.Look.Panel})
	marking := Type{Size: 11, Bold: true, Colour: s.Look.Ink, Align: Middle}
	c.Text(Dot{width / 2, 20 * k}, s.Marking, marking)
	c.Text(Dot{width / 2, height - 10*k}, s.Marking, marking)
	m := sheetMargin * k
	c.Text(Dot{m, 42 * k}, s.Title, Type{Size: 16, Bold: true, Colour: s.Look.Ink})
	c.Text(Dot{m, 57 * k}, s.Under, Type{Size: 10, Colour: s.Look.Second})
	notes := s.notes(c, width-2*m)
	bottom := height - m - float64(len(notes))*10*k
	for i, note := range notes {
		c.Text(Dot{m, bottom + float64(i+1)*10*k}, note, Type{Size: 7.5, Colour: s.Look.Second})
	}
	frame := Rect{math.Round(m), math.Round((headHeight + 24) * k), math.Round(width - m), math.Round(bottom - 4*k)}
	beside := 0.0
	if len(s.Legend) > 0 {
		beside = s.keyWidth(c) + 4*k
	}
	view := View{Width: frame.Width() - beside, Height: frame.Height(), Scale: k}.Fit(s.Box, 24*k)
	view.Width = frame.Width()
	view = view.Pan(-beside/2, 0)
	c.Inset(frame, func(in Canvas) { s.theMap(in, view) })
	c.Stroke(Rectangle(frame), Pen{Colour: s.Look.Ink, Width: 1})
}

// notes breaks the small print into lines.
func (s *Sheet) notes(c Canvas, width float64) []string {
	as := Type{Size: 7.5}
	var lines []string
	for _, note := range s.Notes {
		line := ""
		for _, word := range strings.Fields(note) {
			if next := strings.TrimSpace(line + " " + word); c.Measure(next, as) <= width {
				line = next
			} else {
				lines, line = append(lines, line), word
			}
		}
		lines = append(lines, line)
	}
	return lines
}

func (s *Sheet) theMap(c Canvas, v View) {
	k := c.Scale()
	width, height := c.Size()
	c.Fill(Rectangle(Rect{0, 0, width, height}), Paint{Colour: s.Look.Land})
	scale, at := NewScaleBar(v, 110*k, s.Words), Dot{22 * k, height - 14*k}
	bar := scale.Box(c, at, s.Look)
	taken := append(outside(c), bar, s.keyBox(c), Rect{width - 40*k, height - 50*k, width, height})
	grid := NewGraticule(c, v, s.Look, taken)
	taken = append(taken, grid.keep...)
	for _, l := range s.Layers {
		l.Draw(Reserve(c, taken), v)
	}
	grid.Draw(c, s.Look)
	s.key(c)
	c.Fill(Rectangle(bar), Paint{Colour: s.Look.Panel})
	c.Stroke(Rectangle(bar), Pen{Colour: s.Look.Line, Width: 0.5})
	scale.Draw(c, at, s.Look)
	s.north(c, Dot{width - 24*k, height - 22*k})
}

// outside is what lies around a canvas: a name that would be cut is left out.
func outside(c Canvas) []Rect {
	width, height := c.Size()
	far := width + height
	return []Rect{
		{-far, -far, 0, far}, {width, -far, width + far, far}, {-far, -far, far, 0}, {-far, height, far, height + far},
	}
}

// keyWidth is how far the legend reaches into the map.
func (s *Sheet) keyWidth(c Canvas) float64 {
	k := c.Scale()
	wide := c.Measure(s.Heading, Type{Size: 9, Bold: true})
	for _, e := range s.Legend {
		wide = max(wide, c.Measure(e.Text, Type{Size: 9})+(swatch+8)*k)
	}
	return wide + 28*k
}

// keyLines is how many entries of the legend there is room for.
func (s *Sheet) keyLines(c Canvas) int {
	_, height := c.Size()
	return max(0, min(len(s.Legend), int((height/c.Scale()-60)/lineHeight)))
}

// keyBox is where the legend stands; nowhere when it is empty.
func (s *Sheet) keyBox(c Canvas) Rect {
	if len(s.Legend) == 0 {
		return Rect{}
	}
	k := c.Scale()
	width, _ := c.Size()
	return Rect{width - s.keyWidth(c), 10 * k, width - 10*k, (22 + lineHeight*float64(s.keyLines(c)+1)) * k}
}

// key draws the legend in the upper right corner.
func (s *Sheet) key(c Canvas) {
	if len(s.Legend) == 0 {
		return
	}
	k := c.Scale()
	as, head := Type{Size: 9, Colour: s.Look.Ink}, Type{Size: 9, Bold: true, Colour: s.Look.Ink}
	box := s.keyBox(c)
	c.Fill(Rectangle(box), Paint{Colour: s.Look.Panel})
	c.Stroke(Rectangle(box), Pen{Colour: s.Look.Line, Width: 0.5})
	y := box.Top + 15*k
	c.Text(Dot{box.Left + 9*k, y}, s.Heading, head)
	for _, e := range Shorten(s.Legend, s.keyLines(c), s.Words) {
		y += lineHeight * k
		e.Draw(c, Rect{box.Left + 9*k, y - 8*k, box.Left + (9+swatch)*k, y + 1*k})
		c.Text(Dot{box.Left + (16+swatch)*k, y}, e.Text, as)
	}
}

// north draws an arrow; up is north everywhere on Web Mercator.
func (s *Sheet) north(c Canvas, at Dot) {
	k := c.Scale()
	arrow := Path{{{at.X, at.Y - 22*k}, {at.X + 6*k, at.Y}, {at.X, at.Y - 5*k}, {at.X - 6*k, at.Y}}}
	c.Fill(arrow, Paint{Colour: s.Look.Ink})
	c.Text(Dot{at.X, at.Y + 12*k}, "N", Type{Size: 10, Bold: true, Colour: s.Look.Ink, Halo: s.Look.halo(), Align: Middle})
}
