package chart

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"testing"

	"jointplan/assets"
	"jointplan/plan/symbol"
)

func symbols(t testing.TB) *Symbols {
	t.Helper()
	l, err := symbol.Load(assets.Symbols, assets.SymbolCatalogue)
	if err != nil {
		t.Fatal(err)
	}
	return NewSymbols(l)
}

// TestSheet draws all that is offered into the file that JOINTPLAN_SHEET names,
// for somebody to look at.
func TestSheet(t *testing.T) {
	file := os.Getenv("JOINTPLAN_SHEET")
	if file == "" {
		t.Skip("JOINTPLAN_SHEET names no file")
	}
	s := symbols(t)
	const cell, across = 110, 14
	var codes []symbol.Code
	for _, g := range s.Library().Groups() {
		for i, e := range g.Entries {
			codes = append(codes, e.Code([]symbol.Identity{symbol.Friend, symbol.Neutral}[i%2]))
		}
	}
	sheet := image.NewRGBA(image.Rect(0, 0, across*cell, (len(codes)/across+1)*cell))
	draw.Draw(sheet, sheet.Rect, image.White, image.Point{}, draw.Src)
	for i, code := range codes {
		at := image.Pt(i%across*cell+cell/2, i/across*cell+cell/2)
		if code.Set() == symbol.Control {
			at.Y += cell / 4
		}
		s.Draw(sheet, at, code, 50, symbol.Style{})
	}
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if err := png.Encode(out, sheet); err != nil {
		t.Fatal(err)
	}
}

func TestPicturesDiffer(t *testing.T) {
	s := symbols(t)
	seen := map[string]string{}
	for _, g := range s.Library().Groups() {
		for _, e := range g.Entries {
			p := s.Picture(e.Code(symbol.Neutral), 30, symbol.Style{})
			looks := fmt.Sprint(p.Image.Rect, p.Image.Pix)
			if other, twice := seen[looks]; twice || !p.Known {
				t.Errorf("%s looks as %s", e.Name.In("en"), other)
			}
			seen[looks] = e.Name.In("en")
		}
	}
}

// The edge of a picture is never drawn on, or else something is cut off.
func TestNothingIsCutOff(t *testing.T) {
	s := symbols(t)
	for _, g := range s.Library().Groups() {
		for _, e := range g.Entries {
			for _, code := range []symbol.Code{
				e.Code(symbol.Hostile), e.Code(symbol.Friend).WithAmplifiers(7).WithEchelon("23").WithPlanned(true),
			} {
				p := s.Picture(code, 41, symbol.Style{})
				r := p.Image.Rect
				for x := range r.Dx() {
					for y := range r.Dy() {
						edge := x == 0 || y == 0 || x == r.Dx()-1 || y == r.Dy()-1
						if edge && p.Image.RGBAAt(x, y).A > 60 {
							t.Fatalf("%s (%s) reaches %d, %d of %v", e.Name.In("en"), code, x, y, r)
						}
					}
				}
			}
		}
	}
}

func TestDraw(t *testing.T) {
	s := symbols(t)
	on := image.NewRGBA(image.Rect(0, 0, 200, 200))
	code := symbol.NewCode(symbol.Friend, symbol.LandUnit, "121100", "")
	frame := s.Draw(on, image.Pt(100, 100), code, 40, symbol.Style{})
	if want := image.Rect(70, 80, 130, 120); frame != want {
		t.Errorf("the frame takes %v", frame)
	}
	if got := on.RGBAAt(90, 86); got != (color.RGBA{128, 224, 255, 255}) {
		t.Errorf("the frame is filled %v", got)
	}
	s.Draw(on, image.Pt(-5, 199), code.WithAmplifiers(symbol.Headquarters), 40, symbol.Style{}) // half outside
	first := s.Picture(code, 40, symbol.Style{})
	if again := s.Picture(code, 40, symbol.Style{}); again != first {
		t.Error("a picture is drawn twice")
	}
	if s.Picture("nonsense", 40, symbol.Style{}).Known {
		t.Error("nonsense is known")
	}
}

func BenchmarkSymbolBlits(b *testing.B) {
	s := symbols(b)
	on := image.NewRGBA(image.Rect(0, 0, 1600, 1000))
	var codes []symbol.Code
	for _, g := range s.Library().Groups() {
		for _, e := range g.Entries {
			codes = append(codes, e.Code(symbol.Friend).WithEchelon("16"))
		}
	}
	for b.Loop() {
		for i := range 2000 {
			s.Draw(on, image.Pt(i*37%1600, i*91%1000), codes[i%len(codes)], 24, symbol.Style{})
		}
	}
}

func BenchmarkSymbolPicture(b *testing.B) {
	s := symbols(b)
	code := symbol.NewCode(symbol.Friend, symbol.LandUnit, "141200", "40").WithEchelon("16")
	for b.Loop() {
		d, _ := s.library.Compose(code, symbol.Style{})
		picture(d, 24)
	}
}
