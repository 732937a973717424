package chart

import (
	"cmp"
	"image/color"
	"math"
	"slices"

	"jointplan/plan/geo"
)

// Named is a shape of map data and what it is called.
type Named struct {
	Name  string
	Shape geo.Shape
}

// MapData is shapes of a file ready to be drawn. It is never changed once it was made, so
// that any number of maps may draw it.
type MapData struct {
	items []outlined // the largest first, whose names matter most
}

type outlined struct {
	name  string
	trace *Trace
	box   Rect  // in the unit square
	dots  []Dot // of points, likewise
}

// NewMapData projects shapes, which takes its time.
func NewMapData(shapes []Named) *MapData {
	o := &MapData{}
	for _, s := range shapes {
		if s.Shape.Empty() {
			continue
		}
		it := outlined{name: s.Name, trace: newTrace(s.Shape), dots: projected(s.Shape.Points, false)}
		b := it.trace.Box
		it.box.Left, it.box.Top = Mercator(geo.Point{Lon: b.West, Lat: b.North})
		it.box.Right, it.box.Bottom = Mercator(geo.Point{Lon: b.East, Lat: b.South})
		o.items = append(o.items, it)
	}
	size := func(it outlined) float64 { return it.box.Width() + it.box.Height() }
	slices.SortStableFunc(o.items, func(a, b outlined) int { return cmp.Compare(size(b), size(a)) })
	return o
}

// Box is where the outlines are; false for none.
func (o *MapData) Box() (box geo.Box, ok bool) {
	for i, it := range o.items {
		if i == 0 {
			box = it.trace.Box
		}
		box = box.Union(it.trace.Box)
	}
	return box, len(o.items) > 0
}

// Drawing is a user's map data under a plan, in one colour.
type Drawing struct {
	Data   *MapData
	Colour int // which of the muted colours, counted from 0
}

// muted are the colours of drawings, by day and by night: none is one of a party.
var muted = [][2]color.NRGBA{
	{rgb(0x5A6B8C), rgb(0x9FB0D0)}, {rgb(0x85663F), rgb(0xCBAE86)}, {rgb(0x4C7568), rgb(0x93BFB0)},
	{rgb(0x83587A), rgb(0xC9A0BF)}, {rgb(0x6B6B38), rgb(0xBABA85)}, {rgb(0x7A4B4B), rgb(0xCF9E9E)},
}

// DrawingColour is the colour that a drawing has on a look.
func DrawingColour(n int, look Look) color.NRGBA {
	pair := muted[mod(n, len(muted))]
	if look.Dark {
		return pair[1]
	}
	return pair[0]
}

// dotEvery is how near to each other, in points, points of a drawing are shown.
const dotEvery = 6

// Draw puts the outlines on a canvas, and of points so many as can be told apart.
func (d Drawing) Draw(c Canvas, v View, look Look) {
	ink := DrawingColour(d.Colour, look)
	width, height := c.Size()
	dots := dotGrid{every: dotEvery * c.Scale(), seen: Rect{0, 0, width, height}.grow(8 * c.Scale()), held: map[[2]int]bool{}}
	var strokes Path
	d.each(c, v, func(it *outlined, box Rect, shift float64) {
		for _, p := range it.dots {
			dots.add(box, it, p)
		}
		if max(box.Width(), box.Height()) < 1 {
			return
		}
		if rings := it.trace.Rings(v, shift); len(rings) > 0 {
			c.Fill(rings, Paint{Colour: faint(ink, 0x24)})
			strokes = append(strokes, rings...)
		}
		strokes = append(strokes, it.trace.Lines(v, shift)...)
	})
	c.Stroke(strokes, Pen{Colour: faint(ink, 0xD8), Width: 1.1})
	var discs Path
	for _, at := range dots.kept {
		discs = append(discs, disc(at, 2*c.Scale()))
	}
	c.Fill(discs, Paint{Colour: ink})
}

// each goes through what a view shows, with its box in pixels and how far to the right
// it was shifted.
func (d Drawing) each(c Canvas, v View, do func(it *outlined, box Rect, shift float64)) {
	left, top := v.Origin()
	world := v.World()
	width, height := c.Size()
	seen := Rect{0, 0, width, height}.grow(8 * c.Scale())
	for i := range d.Data.items {
		it := &d.Data.items[i]
		for _, shift := range []float64{-world, 0, world} {
			box := Rect{(it.box.Left-left)*world + shift, (it.box.Top - top) * world, (it.box.Right-left)*world + shift, (it.box.Bottom - top) * world}
			if box.Left <= seen.Right && box.Right >= seen.Left && box.Top <= seen.Bottom && box.Bottom >= seen.Top {
				do(it, box, shift)
			}
		}
	}
}

// dotGrid keeps one point of each square of a canvas.
type dotGrid struct {
	every float64
	seen  Rect
	held  map[[2]int]bool
	kept  []Dot
}

// add puts a point of an outline, whose box is known, on the canvas.
func (g *dotGrid) add(box Rect, it *outlined, p Dot) {
	at := Dot{box.Left, box.Top}
	if wide := it.box.Width(); wide > 0 {
		at.X += (p.X - it.box.Left) / wide * box.Width()
	}
	if high := it.box.Height(); high > 0 {
		at.Y += (p.Y - it.box.Top) / high * box.Height()
	}
	cell := [2]int{int(math.Floor(at.X / g.every)), int(math.Floor(at.Y / g.every))}
	if g.seen.Holds(at) && !g.held[cell] {
		g.held[cell] = true
		g.kept = append(g.kept, at)
	}
}

// The most names of a drawing that are tried and written at once.
const (
	mostNameTries = 2000
	mostNames     = 300
)

// Names writes the names of outlines where they cover nothing, those of the largest
// first. It gives all that is taken then.
func (d Drawing) Names(c Canvas, v View, look Look, taken []Rect) []Rect {
	as := Type{Size: 10, Colour: DrawingColour(d.Colour, look), Halo: look.landHalo(), Align: Middle}
	k := c.Scale()
	width, height := c.Size()
	canvas := Rect{0, 0, width, height}
	tried, written := 0, 0
	d.each(c, v, func(it *outlined, box Rect, shift float64) {
		if it.name == "" || tried >= mostNameTries || written >= mostNames {
			return
		}
		tried++
		wide, at := c.Measure(it.name, as), v.To(it.trace.Middle)
		at.X += shift
		switch it.trace.Shape.Type() {
		case geo.Points:
			at.X, at.Y = at.X+wide/2+6*k, at.Y+3.5*k
		case geo.Lines:
			at.Y -= 4 * k
			fallthrough
		default:
			if wide > 1.2*max(box.Width(), box.Height()) {
				return
			}
		}
		r := Rect{at.X - wide/2 - 2*k, at.Y - as.Size*k, at.X + wide/2 + 2*k, at.Y + as.Size*0.3*k}
		if !canvas.Meets(r) || slices.ContainsFunc(taken, r.Meets) {
			return
		}
		taken = append(taken, r)
		c.Text(at, it.name, as)
		written++
	})
	return taken
}
