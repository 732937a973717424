package chart

import (
	"image"
	"math"

	"golang.org/x/image/draw"

	"jointplan/plan/geo"
)

// TileSource gives the pictures of a map that is cut into tiles of Web Mercator. It
// has to be comparable, and safe for several goroutines.
type TileSource interface {
	Grid() TileGrid
	// Tile gives the file of a tile: at zoom z there are 2^z by 2^z, counted from the
	// north-west. Nil is none.
	Tile(z, x, y int) []byte
}

// TileGrid is what of the world a source has pictures of.
type TileGrid struct {
	Least, Most int     // zooms
	Size        int     // pixels of a tile, usually 256
	Box         geo.Box // outside of it there are no tiles
}

// Tiles is a map of pictures under a plan.
type Tiles struct {
	Source  TileSource
	Opacity float64 // from 0 to 1
}

// mostTiles is how many tiles are drawn at once. Where a view shows more, since the
// map was made to be seen from nearer, only its frame is drawn.
const mostTiles = 1500

// Draw puts the pictures on a canvas.
func (t Tiles) Draw(c Canvas, v View, look Look) {
	if on, ok := bare(c).(*Raster); ok {
		t.lay(on, v, t.Opacity, look)
		return
	}
	// On paper one picture of all: tiles of their own would show seams.
	width, height := c.Size()
	finer := min(printDensity/72, math.Sqrt(mostPrinted/max(width*height, 1)))
	on := image.NewRGBA(image.Rect(0, 0, int(width*finer), int(height*finer)))
	fine := v
	fine.Width, fine.Height, fine.Scale = v.Width*finer, v.Height*finer, v.scale()*finer
	t.lay(NewRaster(on, fine.Scale, nil), fine, 1, look)
	if used := inked(on); !used.Empty() {
		part := on.SubImage(used).(*image.RGBA)
		c.Picture(Rect{float64(used.Min.X) / finer, float64(used.Min.Y) / finer, float64(used.Max.X) / finer, float64(used.Max.Y) / finer}, part, t.Opacity)
	}
}

// mostPrinted is how many pixels a map of tiles has on paper.
const mostPrinted = 16_000_000

// level is the zoom whose tiles come near to a view's own pixels, rather enlarged than
// made smaller: then those of a large window can all be kept.
func (g TileGrid) level(v View) int {
	z := math.Floor(math.Log2(v.World()/float64(max(g.Size, 1))) + 0.3)
	return int(max(float64(g.Least), min(z, float64(g.Most))))
}

// span is a part of the tiles of one world.
type span struct {
	left, top, right, bottom int // the last too
	turn                     int // worlds to the east
}

// spans lists the tiles that a view shows, and counts them.
func (g TileGrid) spans(v View, z int) (list []span, count int) {
	side := math.Exp2(float64(z))
	left, top := v.Origin()
	right, bottom := left+v.Width/v.World(), top+v.Height/v.World()
	west, north := Mercator(geo.Point{Lon: g.Box.West, Lat: g.Box.North})
	east, south := Mercator(geo.Point{Lon: g.Box.East, Lat: g.Box.South})
	cell := func(at float64) int { return int(max(0, min(math.Floor(at*side), side-1))) }
	for turn := math.Floor(left); turn <= right; turn++ {
		if east <= left-turn || west >= right-turn || south <= top || north >= bottom {
			continue
		}
		s := span{cell(max(west, left-turn)), cell(max(north, top)), cell(min(east, right-turn)), cell(min(south, bottom)), int(turn)}
		list = append(list, s)
		count += (s.right - s.left + 1) * (s.bottom - s.top + 1)
	}
	return list, count
}

// lay draws the tiles that a view shows.
func (t Tiles) lay(on *Raster, v View, opacity float64, look Look) {
	grid := t.Source.Grid()
	z := grid.level(v)
	spans, count := grid.spans(v, z)
	if count > mostTiles {
		t.frame(on, v, look)
		return
	}
	left, top := v.Origin()
	world := v.World()
	size := world / math.Exp2(float64(z))
	for _, s := range spans {
		x0 := (float64(s.turn) - left) * world
		for y := s.top; y <= s.bottom; y++ {
			for x := s.left; x <= s.right; x++ {
				t.cell(on, Dot{x0, -top * world}, size, [3]int{z, x, y}, opacity)
			}
		}
	}
}

// cell draws one tile, or of the nearest above it that there is the part that lies
// there. At is where the world begins.
func (t Tiles) cell(on *Raster, at Dot, size float64, tile [3]int, opacity float64) {
	z, x, y := tile[0], tile[1], tile[2]
	place := func(x, y int, size float64) image.Rectangle {
		return image.Rect(pixel(at.X+float64(x)*size), pixel(at.Y+float64(y)*size), pixel(at.X+float64(x+1)*size), pixel(at.Y+float64(y+1)*size))
	}
	seen := place(x, y, size).Intersect(on.Image.Rect)
	if seen.Empty() {
		return
	}
	halved := 0
	for s := float64(t.Source.Grid().Size); s >= 2*size && halved < 8; s /= 2 {
		halved++
	}
	for up := 0; z-up >= t.Source.Grid().Least; up++ {
		if picture := pictures.of(tileKey{t.Source, z - up, x >> up, y >> up, halved}); picture != nil {
			layPicture(on.Image, picture, place(x>>up, y>>up, size*float64(int(1)<<up)), seen, opacity)
			return
		}
	}
}

// pixel rounds a place so that neighbours meet; one far away is bounded.
func pixel(at float64) int { return int(math.Round(max(min(at, 1<<30), -1<<30))) }

// layPicture scales a picture to a place and lays what is seen of it on another.
func layPicture(on, picture *image.RGBA, place, seen image.Rectangle, opacity float64) {
	if opacity >= 1 {
		draw.ApproxBiLinear.Scale(on.SubImage(seen).(*image.RGBA), place, picture, picture.Rect, draw.Over, nil)
		return
	}
	part := image.NewRGBA(seen)
	draw.ApproxBiLinear.Scale(part, place, picture, picture.Rect, draw.Src, nil)
	share := uint32(max(opacity, 0)*255 + 0.5)
	for y := seen.Min.Y; y < seen.Max.Y; y++ {
		from := part.Pix[part.PixOffset(seen.Min.X, y):][:4*seen.Dx()]
		to := on.Pix[on.PixOffset(seen.Min.X, y):][:4*seen.Dx()]
		for i := 0; i < len(from); i += 4 {
			rest := 255*255 - uint32(from[i+3])*share
			for k := i; k < i+4; k++ {
				to[k] = uint8((uint32(from[k])*share*255 + uint32(to[k])*rest + 255*255/2) / (255 * 255))
			}
		}
	}
}

// frame shows where a map lies whose pictures would be too small.
func (t Tiles) frame(on *Raster, v View, look Look) {
	box := t.Source.Grid().Box
	for _, shift := range v.Shifts(box) {
		a, b := v.To(geo.Point{Lon: box.West, Lat: box.North}), v.To(geo.Point{Lon: box.East, Lat: box.South})
		if b.X < a.X {
			b.X += v.World()
		}
		on.Stroke(Rectangle(Rect{a.X + shift, a.Y, b.X + shift, b.Y}), Pen{Colour: faint(look.Second, 0x90), Width: 1, Dashes: []float64{2, 3}})
	}
}

// inked is the part of a picture that something was drawn on.
func inked(p *image.RGBA) image.Rectangle {
	used := image.Rectangle{}
	for y := p.Rect.Min.Y; y < p.Rect.Max.Y; y++ {
		line := p.Pix[p.PixOffset(p.Rect.Min.X, y):][:4*p.Rect.Dx()]
		first, last := -1, -1
		for i := 3; i < len(line); i += 4 {
			if line[i] != 0 {
				if first < 0 {
					first = i / 4
				}
				last = i / 4
			}
		}
		if first >= 0 {
			used = used.Union(image.Rect(p.Rect.Min.X+first, y, p.Rect.Min.X+last+1, y+1))
		}
	}
	return used
}

// opaque reports whether nothing shows through a picture.
func opaque(p image.Image) bool {
	o, ok := p.(interface{ Opaque() bool })
	return ok && o.Opaque()
}
