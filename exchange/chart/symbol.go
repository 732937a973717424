package chart

import (
	"encoding/binary"
	"image"
	"math"
	"sync"

	"jointplan/plan/symbol"
)

// keptSymbols bounds the pictures that Symbols keeps; a plan shows fewer than two
// hundred different ones, each of a few kilobytes.
const keptSymbols = 2000

// Symbols draws military symbols as pictures of points and keeps them. It is safe
// for use by several goroutines.
type Symbols struct {
	library *symbol.Library
	mu      sync.Mutex
	kept    map[symbolKey]*SymbolPicture
}

type symbolKey struct {
	code  symbol.Code
	size  float64
	style symbol.Style
}

// SymbolPicture is a symbol drawn. Anchor is the point of the picture that stands
// at the position; Known is false for the question mark of a code that can't be
// drawn.
type SymbolPicture struct {
	Image  *image.RGBA
	Anchor image.Point
	Frame  image.Rectangle // of the frame within the picture, for hits; the whole where there is none
	Known  bool
}

// NewSymbols makes a drawer of the library's symbols.
func NewSymbols(l *symbol.Library) *Symbols {
	return &Symbols{library: l, kept: map[symbolKey]*SymbolPicture{}}
}

// Library gives the symbols that are drawn.
func (s *Symbols) Library() *symbol.Library { return s.library }

// Picture draws a symbol whose octagon is size points wide; a unit's frame is half
// as wide again. The picture is shared: it is not to be written to.
func (s *Symbols) Picture(code symbol.Code, size float64, style symbol.Style) *SymbolPicture {
	key := symbolKey{code, size, style}
	s.mu.Lock()
	defer s.mu.Unlock()
	if p, ok := s.kept[key]; ok {
		return p
	}
	if len(s.kept) >= keptSymbols {
		clear(s.kept)
	}
	d, known := s.library.Compose(code, style)
	p := picture(d, size)
	p.Known = known
	s.kept[key] = p
	return p
}

// Draw puts a symbol with its anchor at a point and gives the rectangle that
// its frame takes.
func (s *Symbols) Draw(on *image.RGBA, at image.Point, code symbol.Code, size float64, style symbol.Style) image.Rectangle {
	p := s.Picture(code, size, style)
	to := p.Image.Rect.Add(at.Sub(p.Anchor))
	blit(on, p.Image, to.Min)
	return p.Frame.Add(to.Min)
}

// blit is draw.Draw with draw.Over, faster since most points of a symbol are
// either opaque or empty.
func blit(on, picture *image.RGBA, at image.Point) {
	r := picture.Rect.Add(at).Intersect(on.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		from := picture.Pix[picture.PixOffset(r.Min.X-at.X, y-at.Y):][:4*r.Dx()]
		to := on.Pix[on.PixOffset(r.Min.X, y):][:4*r.Dx()]
		for len(from) >= 8 {
			switch p := binary.LittleEndian.Uint64(from); p & twoAlphas {
			case 0:
			case twoAlphas:
				binary.LittleEndian.PutUint64(to, p)
			default:
				through(to, uint32(p))
				through(to[4:], uint32(p>>32))
			}
			from, to = from[8:], to[8:]
		}
		if len(from) > 0 {
			through(to, binary.LittleEndian.Uint32(from))
		}
	}
}

// twoAlphas are the bytes of two pixels that say how opaque they are.
const twoAlphas = 0xFF000000FF000000

// picture draws on an image that just holds the drawing.
func picture(d symbol.Drawing, size float64) *SymbolPicture {
	scale := size / symbol.OctagonSize
	left, top := math.Floor(d.Bounds.Left*scale)-1, math.Floor(d.Bounds.Top*scale)-1
	right, bottom := math.Ceil(d.Bounds.Right*scale)+1, math.Ceil(d.Bounds.Bottom*scale)+1
	p := &SymbolPicture{
		Image:  image.NewRGBA(image.Rect(0, 0, int(right-left), int(bottom-top))),
		Anchor: image.Pt(int(math.Round(d.Anchor.X*scale-left)), int(math.Round(d.Anchor.Y*scale-top))),
	}
	p.Frame = p.Image.Rect
	if d.Frame.Width() > 0 {
		at := func(x, y float64) image.Point {
			return image.Pt(int(math.Round(x*scale-left)), int(math.Round(y*scale-top)))
		}
		p.Frame = image.Rectangle{at(d.Frame.Left, d.Frame.Top), at(d.Frame.Right, d.Frame.Bottom)}
	}
	paintSymbol(p.Image, Outlines(d.Elements), scale, -left, -top)
	return p
}
