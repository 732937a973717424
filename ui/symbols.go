package ui

import (
	"image"
	"image/draw"

	"jointplan/exchange/chart"
	"jointplan/plan/symbol"
	"jointplan/ui/parts"
)

// loadSymbols gives the military symbols. They are built in and a test reads them;
// without them every symbol would be shown as unknown.
func loadSymbols() *chart.Symbols {
	symbols, err := chart.Military()
	if err != nil {
		return noSymbols
	}
	return symbols
}

var noSymbols = chart.NewSymbols(&symbol.Library{})

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

// symbolControl is a field of a form for a military symbol: a picture and a name,
// and the dialog when it is pressed. Code is the object's own, "" for that of its
// type, which byType gives; set is called with what the user chose.
func (d *Desk) symbolControl(code symbol.Code, byType func() symbol.Code, style symbol.Style, set func(symbol.Code)) *parts.Picker {
	p := &parts.Picker{}
	p.Open = func() {
		d.pickSymbol(code.Or(byType()), style, true, func(chosen symbol.Code) {
			code = chosen
			d.showSymbol(p, code, byType(), style)
			set(chosen)
		})
	}
	p.ExtendBaseWidget(p)
	d.showSymbol(p, code, byType(), style)
	return p
}

// showSymbol puts a symbol's picture and name into a field; that of the type is
// shown in the colour of a hint.
func (d *Desk) showSymbol(p *parts.Picker, code, byType symbol.Code, style symbol.Style) {
	style.Halo = parts.Colours().Halo
	name := loadSymbols().Library().Name(code.Or(byType), d.app.Words.Language())
	p.Text, p.Hint, p.Chosen = name, name, string(code)
	if code == "" {
		p.Text = ""
	}
	p.Picture = symbolPicture(code.Or(byType), symbolSmall, style)
	p.Refresh()
}
