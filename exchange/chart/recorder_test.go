package chart

import (
	"image"
	"testing"

	"jointplan/plan/symbol"
)

// recorder is a canvas that remembers where words and symbols were put.
type recorder struct {
	*Raster
	words   []written
	symbols []Rect
}

type written struct {
	text string
	rect Rect
}

func newRecorder(t testing.TB, width, height int, scale float64) *recorder {
	return &recorder{Raster: NewRaster(image.NewRGBA(image.Rect(0, 0, width, height)), scale, symbols(t))}
}

func (r *recorder) Text(at Dot, text string, as Type) {
	r.Raster.Text(at, text, as)
	wide := r.Measure(text, as)
	left := at.X - map[Align]float64{Middle: wide / 2, End: wide}[as.Align]
	// The letters, from the tops of capitals to the ends of what hangs down.
	r.words = append(r.words, written{text, Rect{left, at.Y - as.Size*0.72*r.scale, left + wide, at.Y + as.Size*0.2*r.scale}})
}

func (r *recorder) Symbol(at Dot, code symbol.Code, size float64, style symbol.Style) {
	r.Raster.Symbol(at, code, size, style)
	r.symbols = append(r.symbols, r.Extent(code, size, style).Whole.move(at))
}

// says reports whether a text was written.
func (r *recorder) says(text string) bool {
	for _, w := range r.words {
		if w.text == text {
			return true
		}
	}
	return false
}

// clean tells of words that lie over words or symbols.
func (r *recorder) clean(t *testing.T, what string) {
	t.Helper()
	for i, w := range r.words {
		for _, other := range r.words[:i] {
			if w.rect.Meets(other.rect) {
				t.Errorf("%s: %q lies over %q", what, w.text, other.text)
			}
		}
		for _, s := range r.symbols {
			if w.rect.Meets(s) {
				t.Errorf("%s: %q at %v lies over a symbol at %v", what, w.text, w.rect, s)
			}
		}
	}
}
