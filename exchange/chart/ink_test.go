package chart

import (
	"image"
	"image/color"
	"testing"

	"pgregory.net/rapid"
)

var anyColour = rapid.Custom(func(t *rapid.T) color.NRGBA {
	part := func(name string) uint8 { return rapid.Uint8().Draw(t, name) }
	return color.NRGBA{part("red"), part("green"), part("blue"), part("alpha")}
})

// mixed is what a colour over another gives, one byte after the other.
func mixed(over color.NRGBA, cover uint8, under uint8, own uint8) uint8 {
	a := (int(over.A)*int(cover) + 127) / 255
	return uint8((int(own)*a + int(under)*(255-a) + 127) / 255)
}

// Laying a colour where a mask says is the same for many pixels at once as for each
// by itself.
func TestLayIsTheSameForEachPixel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, 40).Draw(t, "width")
		on, mask := image.NewRGBA(image.Rect(0, 0, width, 1)), image.NewAlpha(image.Rect(0, 0, width, 1))
		cover := rapid.OneOf(rapid.Just(uint8(0)), rapid.Just(uint8(255)), rapid.Uint8())
		for x := range width {
			u := anyColour.Draw(t, "under")
			on.SetRGBA(x, 0, color.RGBA{u.R, u.G, u.B, 255})
			mask.Pix[x] = cover.Draw(t, "cover")
			if x > 0 && rapid.Bool().Draw(t, "again") {
				mask.Pix[x] = mask.Pix[x-1]
			}
		}
		c := anyColour.Draw(t, "colour")
		before := append([]uint8(nil), on.Pix...)
		lay(on, mask, image.Point{}, Paint{Colour: c}, 1)
		for x, cover := range mask.Pix {
			for i, own := range [4]uint8{c.R, c.G, c.B, 255} {
				if got, want := on.Pix[4*x+i], mixed(c, cover, before[4*x+i], own); got != want {
					t.Fatalf("byte %d of pixel %d is %d, want %d", i, x, got, want)
				}
			}
		}
	})
}

// A picture is laid over another as the standard library does but for rounding.
func TestBlitIsDrawOver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		picture := image.NewRGBA(image.Rect(0, 0, rapid.IntRange(1, 9).Draw(t, "width"), 2))
		for i := 0; i < len(picture.Pix); i += 4 {
			c := anyColour.Draw(t, "pixel")
			c.A = rapid.OneOf(rapid.Just(uint8(0)), rapid.Just(uint8(255)), rapid.Just(c.A)).Draw(t, "alpha")
			picture.Set(i/4%picture.Rect.Dx(), i/4/picture.Rect.Dx(), c)
		}
		on := image.NewRGBA(image.Rect(0, 0, 6, 4))
		under := anyColour.Draw(t, "under")
		cover(on.Pix, under)
		at := image.Pt(rapid.IntRange(-4, 7).Draw(t, "x"), rapid.IntRange(-3, 5).Draw(t, "y"))
		blit(on, picture, at)
		for y := range 4 {
			for x := range 6 {
				p := picture.RGBAAt(x-at.X, y-at.Y)
				got := on.RGBAAt(x, y)
				for i, pair := range [3][3]uint8{{p.R, under.R, got.R}, {p.G, under.G, got.G}, {p.B, under.B, got.B}} {
					want := int(pair[0]) + (int(pair[1])*(255-int(p.A))+127)/255
					if int(pair[2]) != want {
						t.Fatalf("part %d of %d, %d is %d, want %d", i, x, y, pair[2], want)
					}
				}
			}
		}
	})
}
