package symbol

import (
	"image/color"
	"strings"
)

// staffLength is how far the staff of a headquarters reaches below the frame.
const staffLength = 100

// belowMobility is how much lower the bar of a condition stands where signs of
// mobility stand above it.
const belowMobility = 20

// Valid reports whether the code can be drawn: it is of a known edition and
// every part of it is in that edition.
func (l *Library) Valid(code Code) bool {
	_, ok := l.Compose(code, Style{})
	return ok
}

// Compose draws the symbol of a code. For a code that is wrong or that this
// program doesn't know it draws a question mark in a grey square, as no symbol
// looks, and reports false.
func (l *Library) Compose(code Code, style Style) (Drawing, bool) {
	c := composing{l: l, code: code, style: style}
	if !c.find() || !c.icon() || !c.amplifiers() {
		return unknown(style), false
	}
	c.add(&c.under, c.shape.Frame)
	if len(c.under)+len(c.over) == 0 { // a control measure that is a line or an area
		return unknown(style), false
	}
	c.add(&c.over, c.shape.Context)
	d := Drawing{Elements: style.around(append(c.under, c.over...)), Anchor: Point{100, 100}}
	if b := c.shape.Box; len(b) == 4 {
		d.Frame = Box{b[0], b[1], b[2], b[3]}
		if code.Has(Headquarters) {
			d.Anchor = Point{b[0], b[3] + staffLength}
		}
	}
	d.Bounds = boundsOf(d.Elements)
	return d, true
}

// composing gathers what lies under the icon and what lies over it.
type composing struct {
	l           *Library
	code        Code
	style       Style
	set         set
	shape       shape
	civilian    bool
	under, over []Element
}

// find looks up set and frame.
func (c *composing) find() bool {
	if len(c.code) != codeLength {
		return false
	}
	var ok bool
	if c.set, ok = c.l.data.Sets[c.code.Set()]; !ok {
		return false
	}
	row := c.l.data.Frames[c.code.Edition()][c.code.Set()]
	context, who, status := c.code.digit(2), c.code.digit(3), c.code.digit(6)
	if context < 0 || context > 2 || who < 0 || who > 6 || status < 0 || status > 5 {
		return false
	}
	at := (context*7+who)*2 + boolInt(status == 1)
	if at >= len(row) || row[at] < 0 || row[at] >= len(c.l.data.Shapes) {
		return false
	}
	c.shape = c.l.data.Shapes[row[at]]
	return true
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// icon adds the entity and its modifiers. An entity of noughts is a frame alone.
func (c *composing) icon() bool {
	entity := c.code.Entity()
	main, tail, ok := c.entity(entity)
	if !ok && strings.Trim(entity, "0") != "" {
		return false
	}
	first, second := c.code.Modifiers()
	one, two := c.set.One[first], c.set.Two[second]
	if ok {
		c.civilian = main.Civilian
		if !c.main(main, first != "00", second != "00") {
			return false
		}
	} else if len(c.shape.Box) == 0 {
		return false
	}
	if tail != nil {
		n, ok := forAffiliation(tail, c.shape.Affiliation)
		if !ok {
			return false
		}
		c.add(&c.over, n)
	}
	return (first == "00" || c.part(one)) && (second == "00" || c.part(two))
}

// entity finds an entity; last digits from 95 on can be added to any.
func (c *composing) entity(digits string) (main part, tail []int, ok bool) {
	if main, ok = c.set.Entities[digits]; ok {
		return main, nil, true
	}
	if tail = c.l.data.Tails[digits[4:]]; tail == nil {
		return part{}, nil, false
	}
	main, ok = c.set.Entities[digits[:4]+"00"]
	return main, tail, ok
}

// main adds the icon, smaller where it makes room for modifiers.
func (c *composing) main(p part, first, second bool) bool {
	from := len(c.over)
	if !c.part(p) {
		return false
	}
	if !p.Shrinks || (!first && !second) {
		return true
	}
	scale, dy := 0.7, 10.0
	switch {
	case first && second:
		scale, dy = 0.45, 0
	case second:
		dy = -10
	}
	for i := from; i < len(c.over); i++ {
		c.over[i] = c.over[i].moved(scale, 100-100*scale, 100-100*scale+dy)
	}
	return true
}

func (c *composing) part(p part) bool {
	n, ok := p.drawn(c.code.Edition(), c.shape.Affiliation)
	if ok {
		c.add(&c.over, n)
	}
	return ok
}

// amplifiers adds what stands around the frame.
func (c *composing) amplifiers() bool {
	digit := c.code.digit(7)
	if digit < 0 || digit > 7 {
		return false
	}
	if len(c.shape.Box) == 0 {
		return true // what has no frame has nothing around it
	}
	c.add(&c.over, c.shape.Roof)
	echelon := c.code.Echelon()
	if c.code.Has(Headquarters) {
		c.add(&c.over, c.shape.Staff)
	}
	if c.code.Has(TaskForce) {
		if wide, ok := c.shape.Wide[echelon]; ok {
			c.add(&c.over, wide)
		} else {
			c.add(&c.over, c.shape.Force)
		}
	}
	if c.code.Has(Dummy) {
		c.add(&c.over, c.shape.Dummy)
	}
	mobility, moves := c.shape.Mobility[echelon]
	size, sized := c.shape.Echelon[echelon]
	switch {
	case moves:
		c.add(&c.over, mobility)
	case sized:
		c.add(&c.over, size)
	case echelon == "71" || echelon == "72":
		c.add(&c.under, c.shape.Leader)
	case echelon != "00":
		return false
	}
	c.condition(moves)
	return true
}

// condition adds the bar of what is damaged, destroyed, capable or full.
func (c *composing) condition(moves bool) {
	n, ok := c.shape.Condition[c.code.part(6, 7)]
	if !ok {
		return
	}
	from := len(c.over)
	c.add(&c.over, n)
	if moves {
		for i := from; i < len(c.over); i++ {
			c.over[i] = c.over[i].moved(1, 0, belowMobility)
		}
	}
}

// add appends the elements of a drawing in the symbol's colours.
func (c *composing) add(to *[]Element, drawing int) {
	for _, n := range c.l.data.Drawings[drawing] {
		e := c.l.data.Elements[n]
		*to = append(*to, Element{
			Path: c.l.path(n), Fill: c.colour(e.Fill), Stroke: c.colour(e.Stroke), Width: e.Width,
			Dashes: e.Dashes, Round: e.Round,
			Text: e.Text, At: Point{e.X, e.Y}, Size: e.Size, Align: e.Align,
		})
	}
}

// path reads an element's path once.
func (l *Library) path(n int) []Segment {
	l.pathsMu.Lock()
	defer l.pathsMu.Unlock()
	path, ok := l.paths[n]
	if !ok {
		path = readPath(l.data.Elements[n].Path)
		l.paths[n] = path
	}
	return path
}

// unknown is what stands for a code that can't be drawn.
func unknown(style Style) Drawing {
	square := readPath("M55 55L145 55L145 145L55 145Z")
	d := Drawing{
		Elements: style.around([]Element{
			{Path: square, Fill: color.NRGBA{217, 222, 228, 255}, Stroke: style.line(), Width: 4, Dashes: []float64{10, 6}},
			{Text: "?", At: Point{100, 127}, Size: 76, Align: AlignMiddle, Fill: style.line()},
		}),
		Frame:  Box{55, 55, 145, 145},
		Anchor: Point{100, 100},
	}
	d.Bounds = boundsOf(d.Elements)
	return d
}
