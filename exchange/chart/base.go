package chart

import (
	"image/color"
	"math"

	"jointplan/plan/basemap"
)

// Base draws the basemap under everything else: sea, land, waters, borders and
// names. It is for one goroutine at a time; the map may be shared.
type Base struct {
	Map      *basemap.Map
	Look     Look
	Language string          // of the names: "en", "fr" or "ru"
	Hidden   map[string]bool // what is not drawn: "provinces", "rivers", "places", "names"
	Own      Own             // the user's own maps

	scratch   [2][]Dot
	countries []*basemap.Country // as their names show
	projected []province
	room      room // that names left
}

// Draw covers the whole canvas. The user's pictures go over land and sea, under the
// lines of the basemap, his drawings over these.
func (b *Base) Draw(c Canvas, v View) {
	width, height := c.Size()
	whole := Rectangle(Rect{0, 0, width, height})
	if b.Own.Bare {
		c.Fill(whole, Paint{Colour: b.Look.Land})
		b.Own.pictures(c, v, b.Look)
	} else {
		c.Fill(whole, Paint{Colour: b.Look.Sea})
		frames := b.frames(v)
		for _, f := range frames {
			b.ground(c, f)
		}
		b.Own.pictures(c, v, b.Look)
		for _, f := range frames {
			b.lines(c, f)
		}
	}
	b.Own.drawings(c, v, b.Look)
	if !b.Hidden["names"] {
		b.Names(c, v, nil)
	}
}

// frame is one of the worlds that a view shows: from 0 to 1 and what lies beyond.
type frame struct {
	zoom      float64 // as if a point were a pixel
	level     int
	left, top float64 // of the view in the unit square
	world     float64 // pixels
	seen      basemap.Rect
	rect      Rect // of the view in pixels, and a little more
}

func (b *Base) frames(v View) []frame {
	left, top := v.Origin()
	world := v.World()
	zoom := math.Log2(world / worldSize)
	margin := 8 * v.scale()
	var all []frame
	for turn := math.Floor(left - margin/world); turn <= left+(v.Width+margin)/world; turn++ {
		f := frame{zoom: zoom - math.Log2(v.scale()), level: basemap.Level(zoom), left: left - turn, top: top, world: world}
		f.rect = Rect{-margin, -margin, v.Width + margin, v.Height + margin}
		f.seen = basemap.Rect{
			Left: float32(f.left + f.rect.Left/world), Top: float32(f.top + f.rect.Top/world),
			Right: float32(f.left + f.rect.Right/world), Bottom: float32(f.top + f.rect.Bottom/world),
		}
		all = append(all, f)
	}
	return all
}

func (f *frame) dot(p basemap.XY) Dot {
	return Dot{(float64(p.X) - f.left) * f.world, (float64(p.Y) - f.top) * f.world}
}

// pixels is how large a box of the unit square is, the longer way.
func (f *frame) pixels(r basemap.Rect) float64 {
	return float64(max(r.Right-r.Left, r.Bottom-r.Top)) * f.world
}

// ground fills land and lakes.
func (b *Base) ground(c Canvas, f frame) {
	var land, lakes Path
	for _, o := range b.Map.Land {
		if o.Box.Meets(f.seen) && f.pixels(o.Box) > 1 {
			land = append(land, b.outline(f, o))
		}
	}
	for i, a := range b.Map.Arcs {
		if a.Class == basemap.Lake && a.Box.Meets(f.seen) && f.pixels(a.Box) > 2 {
			lakes = append(lakes, b.outline(f, basemap.Outline{Arcs: []int32{int32(i)}, Box: a.Box}))
		}
	}
	c.Fill(land, Paint{Colour: b.Look.Land})
	c.Fill(lakes, Paint{Colour: b.Look.Sea})
}

// outline gives a ring in pixels, cut to what is seen. Of an arc that lies beyond
// one side of the view only the ends count.
func (b *Base) outline(f frame, o basemap.Outline) []Dot {
	ring := b.scratch[0][:0]
	for _, n := range o.Arcs {
		arc := max(n, ^n)
		line := b.Map.Line(f.level, arc)
		box := b.Map.Arcs[arc].Box
		if box.Right < f.seen.Left || box.Left > f.seen.Right || box.Bottom < f.seen.Top || box.Top > f.seen.Bottom {
			ring = append(ring, f.dot(line[0]), f.dot(line[len(line)-1]))
			if n < 0 {
				ring[len(ring)-1], ring[len(ring)-2] = ring[len(ring)-2], ring[len(ring)-1]
			}
			continue
		}
		for i := range line {
			if n < 0 {
				i = len(line) - 1 - i
			}
			ring = append(ring, f.dot(line[i]))
		}
	}
	b.scratch[0] = ring
	if o.Box.Left < f.seen.Left || o.Box.Right > f.seen.Right || o.Box.Top < f.seen.Top || o.Box.Bottom > f.seen.Bottom {
		ring = b.clip(f.rect)
	}
	return append([]Dot(nil), ring...)
}

// clip cuts the ring in the first scratch to a rectangle, side by side (Sutherland
// and Hodgman 1974).
func (b *Base) clip(r Rect) []Dot {
	sides := [4]func(Dot) float64{
		func(d Dot) float64 { return d.X - r.Left },
		func(d Dot) float64 { return r.Right - d.X },
		func(d Dot) float64 { return d.Y - r.Top },
		func(d Dot) float64 { return r.Bottom - d.Y },
	}
	in, out := b.scratch[0], b.scratch[1]
	for _, inside := range sides {
		out = out[:0]
		if len(in) == 0 {
			break
		}
		last := in[len(in)-1]
		was := inside(last)
		for _, d := range in {
			is := inside(d)
			if (was >= 0) != (is >= 0) {
				t := was / (was - is)
				out = append(out, Dot{last.X + (d.X-last.X)*t, last.Y + (d.Y-last.Y)*t})
			}
			if is >= 0 {
				out = append(out, d)
			}
			last, was = d, is
		}
		in, out = out, in
	}
	b.scratch[0], b.scratch[1] = in, out
	return in
}

// provincesFrom is the zoom from which provinces are shown.
const provincesFrom = 3.8

// stroke is how the lines of a class are drawn, and from which zoom.
type stroke struct {
	class basemap.Class
	from  float64
	pen   Pen
	name  string // as it is called in Hidden
}

func (b *Base) strokes() []stroke {
	return []stroke{
		{basemap.River, 2.5, Pen{Colour: b.Look.water(), Width: 1}, "rivers"},
		{basemap.Lake, 2.5, Pen{Colour: b.Look.water(), Width: 0.75}, ""},
		{basemap.Provincial, provincesFrom, Pen{Colour: faint(b.Look.Line, 0x70), Width: 0.75}, "provinces"},
		{basemap.Coast, 0, Pen{Colour: b.Look.water(), Width: 0.75}, ""},
		{basemap.International, 0, Pen{Colour: faint(b.Look.Second, 0xB0), Width: 1}, ""},
		{basemap.Undetermined, 0, Pen{Colour: faint(b.Look.Second, 0xD0), Width: 1, Dashes: []float64{4, 3}}, ""},
	}
}

func (b *Base) lines(c Canvas, f frame) {
	for _, s := range b.strokes() {
		if f.zoom < s.from || b.Hidden[s.name] {
			continue
		}
		if s.class > basemap.Provincial && s.class < basemap.River && f.zoom >= 5 {
			s.pen.Width *= 1.5
		}
		var path Path
		for i, a := range b.Map.Arcs {
			if a.Class == s.class && a.Box.Meets(f.seen) && f.worth(a) {
				path = b.run(path, f, b.Map.Line(f.level, int32(i)), s.pen.Dashes != nil)
			}
		}
		c.Stroke(path, s.pen)
	}
}

// worth leaves out specks of land, and borders of provinces that would be a tangle.
func (f *frame) worth(a basemap.Arc) bool {
	switch a.Class {
	case basemap.Coast:
		return f.pixels(a.Box) > 1
	case basemap.Provincial:
		return f.zoom > 6 || max(f.span(a.Left), f.span(a.Right)) > 30
	}
	return true
}

// span is how high a province is on the view, in points.
func (f *frame) span(p *basemap.Province) float64 {
	return (p.Box.North - p.Box.South) / 360 * worldSize * math.Exp2(f.zoom)
}

// run adds a line, in pieces if only parts of it are seen; dashes have to go on as
// they began.
func (b *Base) run(path Path, f frame, line []basemap.XY, whole bool) Path {
	var piece []Dot
	last := f.dot(line[0])
	for _, p := range line[1:] {
		at := f.dot(p)
		out := max(last.X, at.X) < f.rect.Left || min(last.X, at.X) > f.rect.Right ||
			max(last.Y, at.Y) < f.rect.Top || min(last.Y, at.Y) > f.rect.Bottom
		switch {
		case out && !whole:
			if piece != nil {
				path, piece = append(path, piece), nil
			}
		case piece == nil:
			piece = append(make([]Dot, 0, 16), last, at)
		default:
			piece = append(piece, at)
		}
		last = at
	}
	if piece != nil {
		path = append(path, piece)
	}
	return path
}

// water is the colour of rivers and shores.
func (l Look) water() color.NRGBA {
	if l.Dark {
		return rgb(0x3A566E)
	}
	return rgb(0x9DBBD3)
}
