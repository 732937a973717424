package screens

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"slices"

	"fyne.io/fyne/v2"

	"jointplan/ui"
)

// guideSize is that of the pictures of the guide, in points: little enough for
// their words to be read at the width of its page.
var guideSize = fyne.NewSize(1180, 700)

// guidePictures are those the user's guide shows.
var guidePictures = []picture{
	{name: "share", guide: true, pose: share},
	{name: "map-world", guide: true, pose: worldMap},
	{name: "map-theatre", guide: true, pose: theatreMap},
	{name: "map-gaps", guide: true, pose: gapMap},
	{name: "map-joint", guide: true, pose: jointMap},
	{name: "map-print", guide: true, paper: sheet},
	{name: "map-snap", guide: true, pose: snapMap, then: drag},
	{name: "merge", guide: true, merge: true, pose: firstConflict},
	{name: "conflicts", guide: true, merge: true, pose: conflicts},
}

// SaveGuide draws the pictures of the user's guide of the workspace at path into
// dir, as Save does, but small and of few colours.
func SaveGuide(path, dir, version string) ([]string, error) {
	return save(path, dir, version, guidePictures)
}

// encode writes a picture, one for the guide in as few bytes as it takes.
func (p picture) encode(to io.Writer, img image.Image) error {
	if !p.guide {
		return png.Encode(to, img)
	}
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	return encoder.Encode(to, reduced(img))
}

// paletteSize is how many colours a picture of the guide has.
const paletteSize = 256

// reduced gives a picture in the colours it has most of, the others replaced by
// the nearest of these. A window has few, and the shades at the edges of letters.
func reduced(img image.Image) *image.Paletted {
	bounds := img.Bounds()
	count := map[color.RGBA]int{}
	flat := image.NewRGBA(bounds)
	draw.Draw(flat, bounds, img, bounds.Min, draw.Src)
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			count[coarse(flat.RGBAAt(x, y))]++
		}
	}
	var colours []color.RGBA
	for c := range count {
		colours = append(colours, c)
	}
	slices.SortFunc(colours, func(a, b color.RGBA) int {
		if n := count[b] - count[a]; n != 0 {
			return n
		}
		return int(a.R)<<16 + int(a.G)<<8 + int(a.B) - int(b.R)<<16 - int(b.G)<<8 - int(b.B)
	})
	var palette color.Palette
	for _, c := range colours[:min(len(colours), paletteSize)] {
		palette = append(palette, c)
	}
	small := image.NewPaletted(bounds, palette)
	nearest := map[color.RGBA]uint8{}
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			c := coarse(flat.RGBAAt(x, y))
			at, known := nearest[c]
			if !known {
				at = uint8(palette.Index(c))
				nearest[c] = at
			}
			small.SetColorIndex(x, y, at)
		}
	}
	return small
}

// coarse puts shades that nobody tells apart into one.
func coarse(c color.RGBA) color.RGBA {
	round := func(v uint8) uint8 { return uint8(min(255, (int(v)+4)/8*8)) }
	return color.RGBA{round(c.R), round(c.G), round(c.B), 0xFF}
}

// guideAt opens the guide where it tells of working together.
func guideAt(picture string) func(d *ui.Desk) {
	return func(d *ui.Desk) {
		section("overview")(d)
		d.ShowGuide(picture)
	}
}
