package ui

import (
	"image"
	"image/draw"
	"sync"

	"jointplan/assets"
	"jointplan/exchange/chart"
	"jointplan/plan/symbol"
)

// loadSymbols reads the military symbols when the first is wanted. They are
// built in, so a failure is one of the program; a test reads them.
var loadSymbols = sync.OnceValue(func() *chart.Symbols {
	library, err := symbol.Load(assets.Symbols, assets.SymbolCatalogue)
	if err != nil {
		panic(err)
	}
	return chart.NewSymbols(library)
})

// symbolPicture is a symbol in the middle of a picture of its own, as dialogs and
// lists show it: size is the width of the octagon in points.
func symbolPicture(code symbol.Code, size float64, style symbol.Style) image.Image {
	p := loadSymbols().Picture(code, size, style)
	r := p.Image.Rect
	side := image.Pt(max(r.Dx(), int(size*1.6)), max(r.Dy(), int(size*1.2)))
	framed := image.NewRGBA(image.Rectangle{Max: side})
	draw.Draw(framed, r.Add(side.Sub(r.Max).Div(2)), p.Image, image.Point{}, draw.Src)
	return framed
}
