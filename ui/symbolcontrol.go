package ui

import (
	"fyne.io/fyne/v2"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/symbol"
)

// fillSymbol makes the field that chooses the symbol of the objects; what they have
// by their type is that of the first.
func (f *inspectorField) fillSymbol() {
	d := f.desk
	first := d.session.Doc.Get(f.ids[0])
	code, several := f.value()
	if several {
		code = ""
	}
	byType, style := d.symbolByType(first)
	picker := d.symbolControl(chart.ReadSymbol(code), func() symbol.Code { return byType }, style, func(c symbol.Code) { f.set(string(c)) })
	picker.Locked = d.session.File.ReadOnly() != nil
	f.symbol.Objects = []fyne.CanvasObject{picker}
	f.symbol.Refresh()
}

// symbolOf is the symbol that stands for an object on the map, and how its party's
// symbols look.
func (d *Desk) symbolOf(o plan.Object) (symbol.Code, symbol.Style) {
	code, style := d.symbolByType(o)
	for _, f := range plan.KindFor(o).Fields {
		if f.Symbol && !f.IsEmpty(o) {
			code = chart.ReadSymbol(f.Text(o))
		}
	}
	return code, style
}

// symbolByType is the symbol that an object has by its type, and how its party's
// symbols look.
func (d *Desk) symbolByType(o plan.Object) (symbol.Code, symbol.Style) {
	var code symbol.Code
	party := plan.NoID
	switch o := o.(type) {
	case *plan.Unit:
		code, party = symbol.ForUnit(o), o.Party
	case *plan.Graphic:
		code, party = symbol.ForGraphic(o.Type), o.Party
	}
	style := symbol.Style{}
	if c, ok := chart.PartyColours(d.session.Doc)[party]; ok {
		style.Fill = symbol.Tint(c)
	}
	return code, style
}
