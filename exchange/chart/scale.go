package chart

import (
	"math"
	"slices"
	"strconv"

	"jointplan/plan/geo"
)

// ScaleBar is a bar of a round length with its figures.
type ScaleBar struct {
	long    float64 // pixels
	figures [3]string
}

// NewScaleBar makes a bar at most as wide as most pixels; its scale is that of the
// middle of the view.
func NewScaleBar(v View, most float64, w Words) ScaleBar {
	metres := v.Metres(v.From(Dot{v.Width / 2, v.Height / 2}).Lat)
	length := roundBelow(metres * most)
	unit, by := "unit.km", 1000.0
	if length < 1000 {
		unit, by = "unit.m", 1
	}
	figure := func(n float64) string {
		decimals := 0
		if n != math.Trunc(n) {
			decimals = 1
		}
		return w.Number(n, decimals)
	}
	return ScaleBar{length / metres, [3]string{"0", figure(length / by / 2), figure(length/by) + " " + w.T(unit)}}
}

func (s ScaleBar) setting(look Look) Type {
	return Type{Size: 10, Colour: look.Ink, Halo: look.halo(), Align: Middle}
}

// Box is what the bar takes with its bottom left at a dot, with some space around it.
func (s ScaleBar) Box(c Canvas, at Dot, look Look) Rect {
	k := c.Scale()
	first, last := c.Measure(s.figures[0], s.setting(look)), c.Measure(s.figures[2], s.setting(look))
	return Rect{at.X - first/2 - 8*k, at.Y - 22*k, at.X + s.long + last/2 + 8*k, at.Y + 6*k}
}

// Draw draws the bar with its bottom left at a dot.
func (s ScaleBar) Draw(c Canvas, at Dot, look Look) {
	k := c.Scale()
	tall := 5 * k
	half := at.X + s.long/2
	c.Fill(Rectangle(Rect{at.X, at.Y - tall, at.X + s.long, at.Y}), Paint{Colour: look.Panel})
	c.Fill(Rectangle(Rect{at.X, at.Y - tall, half, at.Y}), Paint{Colour: look.Ink})
	c.Stroke(Rectangle(Rect{at.X, at.Y - tall, at.X + s.long, at.Y}), Pen{Colour: look.Ink, Width: 1})
	wide := func(i int) float64 { return c.Measure(s.figures[i], s.setting(look)) }
	crowded := s.long/2 < wide(1)/2+max(wide(0), wide(2))/2+4*k
	for i, text := range s.figures {
		if i == 1 && crowded {
			continue
		}
		c.Text(Dot{at.X + s.long*float64(i)/2, at.Y - tall - 4*k}, text, s.setting(look))
	}
}

// roundBelow is the largest of 1, 2, 5 times a power of ten that is not larger.
func roundBelow(n float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(n)))
	for _, f := range []float64{5, 2} {
		if f*power <= n {
			return f * power
		}
	}
	return power
}

// steps are how many degrees apart the lines of a graticule may be.
var steps = []float64{30, 20, 10, 5, 2, 1, 0.5, 1.0 / 3, 1.0 / 6, 1.0 / 12, 1.0 / 30, 1.0 / 60, 1.0 / 120, 1.0 / 360}

// Graticule is meridians and parallels with their degrees at the edges.
type Graticule struct {
	lines Path
	at    []Dot // of the texts' starts
	texts []string
	keep  []Rect
}

// NewGraticule finds the lines of a view; a text that would stand in one of some places
// is left out.
func NewGraticule(c Canvas, v View, look Look, taken []Rect) *Graticule {
	g := &Graticule{}
	box := v.Box()
	step := steps[0]
	for _, s := range steps {
		if s < (box.East-box.West)/4 {
			step = s
			break
		}
	}
	width, height := c.Size()
	k := c.Scale()
	say := func(at Dot, text string) {
		r := Rect{at.X, at.Y - 8*k, at.X + c.Measure(text, g.setting(look)), at.Y + 2*k}
		if !slices.ContainsFunc(taken, r.Meets) {
			g.at, g.texts, g.keep = append(g.at, at), append(g.texts, text), append(g.keep, r)
		}
	}
	for n := math.Ceil(box.West / step); n*step <= box.East; n++ {
		at := v.To(geo.Point{Lon: n * step, Lat: box.Centre().Lat})
		if at.X > 24*k && at.X < width-24*k {
			g.lines = append(g.lines, []Dot{{at.X, 0}, {at.X, height}})
			say(Dot{at.X + 2*k, 9 * k}, degrees(math.Remainder(n*step, 360), "E", "W"))
		}
	}
	for n := math.Ceil(box.South / step); n*step <= box.North; n++ {
		at := v.To(geo.Point{Lon: box.Centre().Lon, Lat: n * step})
		if at.Y > 24*k && at.Y < height-24*k {
			g.lines = append(g.lines, []Dot{{0, at.Y}, {width, at.Y}})
			say(Dot{2 * k, at.Y - 2*k}, degrees(n*step, "N", "S"))
		}
	}
	return g
}

func (g *Graticule) setting(look Look) Type {
	return Type{Size: 8, Colour: look.Second, Halo: look.halo()}
}

// Draw draws the lines and their degrees.
func (g *Graticule) Draw(c Canvas, look Look) {
	for _, line := range g.lines {
		c.Stroke(Path{line}, Pen{Colour: faint(look.Second, 0x60), Width: 0.5})
	}
	for i, text := range g.texts {
		c.Text(g.at[i], text, g.setting(look))
	}
}

// degrees writes degrees, and minutes where there are any.
func degrees(d float64, plus, minus string) string {
	side := plus
	if d < 0 {
		side, d = minus, -d
	}
	if math.Abs(d) < 1e-9 {
		side = ""
	}
	minutes := math.Round(d * 60)
	text := number(minutes/60, math.Mod(minutes, 60))
	return text + side
}

func number(whole, minutes float64) string {
	text := strconv.Itoa(int(math.Floor(whole+1e-9))) + "°"
	if minutes > 0 {
		text += strconv.Itoa(int(minutes)) + "′"
	}
	return text
}
