package chart

import (
	"image"
	"math"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// Fonts of maps and charts; they have the letters of Latin, Greek and Cyrillic.
var regular, boldText, italic = parsed(goregular.TTF), parsed(gobold.TTF), parsed(goitalic.TTF)

func parsed(data []byte) func() *opentype.Font {
	return sync.OnceValue(func() *opentype.Font {
		f, err := opentype.Parse(data)
		if err != nil {
			panic(err) // the font is built in
		}
		return f
	})
}

func (t Type) font() *opentype.Font {
	switch {
	case t.Bold:
		return boldText()
	case t.Italic:
		return italic()
	}
	return regular()
}

// keptTexts bounds the words that are kept drawn.
const keptTexts = 4000

// letters draws words and keeps them, for all rasters.
var letters = struct {
	sync.Mutex
	faces map[faceKey]font.Face
	words map[wordKey]*word
}{faces: map[faceKey]font.Face{}, words: map[wordKey]*word{}}

type faceKey struct {
	font *opentype.Font
	size float64
}

type wordKey struct {
	faceKey
	text string
	halo bool
}

// word is a text drawn: the letters, and the ground around them.
type word struct {
	ink, ground *image.Alpha
	width       float64
	origin      image.Point // of the baseline's start
}

func (r *Raster) word(text string, as Type) *word {
	key := wordKey{faceKey{as.font(), math.Round(as.Size*r.scale*4) / 4}, text, as.Halo.A > 0}
	letters.Lock()
	defer letters.Unlock()
	if w, ok := letters.words[key]; ok {
		return w
	}
	face, ok := letters.faces[key.faceKey]
	if !ok {
		var err error
		face, err = opentype.NewFace(key.font, &opentype.FaceOptions{Size: key.size, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			return &word{}
		}
		letters.faces[key.faceKey] = face
	}
	if len(letters.words) >= keptTexts {
		clear(letters.words)
	}
	w := newWord(face, text, key.halo, int(math.Ceil(1.5*r.scale)))
	letters.words[key] = w
	return w
}

func newWord(face font.Face, text string, halo bool, around int) *word {
	box, advance := font.BoundString(face, text)
	r := image.Rect(box.Min.X.Floor()-around, box.Min.Y.Floor()-around, box.Max.X.Ceil()+around, box.Max.Y.Ceil()+around)
	w := &word{ink: image.NewAlpha(r.Sub(r.Min)), width: float64(advance) / 64, origin: image.Pt(-r.Min.X, -r.Min.Y)}
	d := font.Drawer{Dst: w.ink, Src: image.Opaque, Face: face, Dot: fixed.P(w.origin.X, w.origin.Y)}
	d.DrawString(text)
	if halo {
		w.ground = widen(w.ink, around)
	}
	return w
}

// widen spreads a mask by some pixels.
func widen(from *image.Alpha, by int) *image.Alpha {
	to := image.NewAlpha(from.Rect)
	for y := range from.Rect.Dy() {
		for x := range from.Rect.Dx() {
			cover := from.Pix[y*from.Stride+x]
			if cover == 0 {
				continue
			}
			for v := max(y-by, 0); v <= min(y+by, from.Rect.Dy()-1); v++ {
				for u := max(x-by, 0); u <= min(x+by, from.Rect.Dx()-1); u++ {
					if (u-x)*(u-x)+(v-y)*(v-y) <= by*by+1 {
						at := &to.Pix[v*to.Stride+u]
						*at = max(*at, cover)
					}
				}
			}
		}
	}
	return to
}

// Measure gives the width of a text in pixels.
func (r *Raster) Measure(text string, as Type) float64 { return r.word(text, as).width }

// Text writes one line.
func (r *Raster) Text(at Dot, text string, as Type) {
	w := r.word(text, as)
	if w.ink == nil {
		return
	}
	switch as.Align {
	case Middle:
		at.X -= w.width / 2
	case End:
		at.X -= w.width
	}
	to := image.Pt(int(math.Round(at.X)), int(math.Round(at.Y))).Sub(w.origin)
	if w.ground != nil {
		r.letter(w.ground, to, Paint{Colour: as.Halo})
	}
	r.letter(w.ink, to, Paint{Colour: as.Colour})
}

// letter lays the part of a mask that is on the picture.
func (r *Raster) letter(mask *image.Alpha, at image.Point, with Paint) {
	seen := mask.Rect.Add(at).Intersect(r.Image.Rect)
	if seen.Empty() {
		return
	}
	lay(r.Image, mask.SubImage(seen.Sub(at)).(*image.Alpha), seen.Min, with, r.scale)
}
