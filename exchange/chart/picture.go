package chart

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
	"strconv"

	"codeberg.org/go-pdf/fpdf"
)

// packed writes a picture as a file for paper, as small as it can be: photographs as
// such, what lets something through without loss. Kind is "JPG" or "PNG".
func packed(p image.Image) (file []byte, kind string, err error) {
	var out bytes.Buffer
	if opaque(p) {
		err = jpeg.Encode(&out, p, &jpeg.Options{Quality: 88})
		return out.Bytes(), "JPG", err
	}
	err = (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, p)
	return out.Bytes(), "PNG", err
}

// Picture draws a picture over a rectangle.
func (r *Raster) Picture(at Rect, p image.Image, opacity float64) {
	picture, ok := p.(*image.RGBA)
	if !ok || picture.Rect.Min != (image.Point{}) {
		picture = image.NewRGBA(image.Rectangle{Max: p.Bounds().Size()})
		draw.Draw(picture, picture.Rect, p, p.Bounds().Min, draw.Src)
	}
	place := image.Rect(pixel(at.Left), pixel(at.Top), pixel(at.Right), pixel(at.Bottom))
	if seen := place.Intersect(r.Image.Rect); !seen.Empty() {
		layPicture(r.Image, picture, place, seen, opacity)
	}
}

// Picture draws a picture over a rectangle.
func (p *PDF) Picture(at Rect, picture image.Image, opacity float64) {
	file, kind, err := packed(picture)
	if err != nil {
		p.file.SetError(err)
		return
	}
	*p.pictures++
	name := strconv.Itoa(*p.pictures)
	p.file.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: kind}, bytes.NewReader(file))
	p.file.SetAlpha(opacity, "Normal")
	p.file.ImageOptions(name, p.at.X+at.Left, p.at.Y+at.Top, at.Width(), at.Height(), false, fpdf.ImageOptions{ImageType: kind}, 0, "")
	p.file.SetAlpha(1, "Normal")
}

// Picture draws a picture over a rectangle; it becomes a part of the file.
func (s *SVG) Picture(at Rect, picture image.Image, opacity float64) {
	file, kind, err := packed(picture)
	if err != nil {
		return // into memory, of pixels: neither fails
	}
	mime := map[string]string{"JPG": "jpeg", "PNG": "png"}[kind]
	fmt.Fprintf(&s.body, `<image x="%.2f" y="%.2f" width="%.2f" height="%.2f" preserveAspectRatio="none" opacity="%.3g" href="data:image/%s;base64,%s"/>`,
		at.Left, at.Top, at.Width(), at.Height(), opacity, mime, base64.StdEncoding.EncodeToString(file))
}
