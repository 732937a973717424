package ui

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"jointplan/plan"
	"jointplan/plan/symbol"
	"jointplan/ui/parts"
)

const (
	symbolsWidth, symbolsHeight   float32 = 930, 480
	symbolSmall, symbolLarge              = 44, 110 // octagons, in points of the picture
	symbolGroups, symbolAmplifier float32 = 240, 250
)

// symbolBox is the dialog in which a military symbol is chosen: a list that
// search and groups narrow, and at its side the symbol large with whose it is,
// its echelon and its signs.
type symbolBox struct {
	desk  *Desk
	code  symbol.Code
	style symbol.Style
	pick  func(symbol.Code)
	group int // of the catalogue; -1 for all
	shown []symbol.Entry
	at    int // in shown; -1 for none

	framed  bool // the symbol has a frame
	dialog  dialog.Dialog
	search  *parts.Entry
	groups  *fyne.Container
	found   *fyne.Container
	list    *widget.List
	preview *canvas.Image
	name    *fyne.Container
	fields  []*symbolField
}

// pickSymbol lets the user choose a symbol, starting from the one there is. Style
// is how the map would draw it; where byType is true the user may also have none
// of his own, and pick gets "".
func (d *Desk) pickSymbol(now symbol.Code, style symbol.Style, byType bool, pick func(symbol.Code)) *symbolBox {
	b := &symbolBox{desk: d, code: now, style: style, pick: pick, group: -1, at: -1,
		groups: parts.Column(1), found: container.NewStack(), name: container.NewStack(),
		preview: &canvas.Image{FillMode: canvas.ImageFillContain}}
	b.style.Halo = parts.Colours().Halo
	if !b.library().Valid(now) {
		b.code = symbol.NewCode(symbol.Friend, symbol.LandUnit, "121100", "")
	}
	b.search = parts.NewEntry("", nil)
	b.search.SetPlaceHolder(d.t("symbol.search"))
	b.search.Changed = b.typed
	b.search.Moved = b.move
	b.search.Entered, b.search.Escaped = b.choose, func() { b.dialog.Hide() }
	b.list = b.newList()
	body := parts.Column(10,
		parts.Tall(container.NewBorder(nil, nil, b.left(), b.right(), b.middle()), symbolsHeight),
		b.buttons(byType))
	b.fill()
	b.dialog = dialog.NewCustomWithoutButtons(d.t("symbol.title"), parts.Wide(body, symbolsWidth), d.win)
	d.present(b.dialog)
	d.win.Canvas().Focus(b.search)
	return b
}

func (b *symbolBox) library() *symbol.Library { return loadSymbols().Library() }
func (b *symbolBox) language() string         { return b.desk.app.Words.Language() }

func (b *symbolBox) left() fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, vertical(), parts.Wide(container.NewVScroll(b.groups), symbolGroups))
}

func (b *symbolBox) middle() fyne.CanvasObject {
	return container.NewBorder(parts.Pad(parts.Quiet(b.search), 0, 8, 6, 8), nil, nil, nil, b.found)
}

func (b *symbolBox) right() fyne.CanvasObject {
	b.fields = b.newFields()
	column := []fyne.CanvasObject{parts.Tall(b.preview, 120), parts.Tall(b.name, 64)}
	for _, f := range b.fields {
		column = append(column, parts.Labelled(b.desk.t(f.label), f.picker))
	}
	side := parts.Pad(parts.Column(6, column...), 0, 10, 0, 12)
	return container.NewBorder(nil, nil, vertical(), nil, parts.Wide(container.NewVScroll(side), symbolAmplifier))
}

func (b *symbolBox) buttons(byType bool) fyne.CanvasObject {
	d := b.desk
	ok := parts.NewPush(d.t("symbol.choose"), b.choose)
	ok.Importance = widget.HighImportance
	row := []fyne.CanvasObject{parts.NewPush(d.t("button.cancel"), func() { b.dialog.Hide() }), ok}
	if byType {
		row = append([]fyne.CanvasObject{parts.NewPush(d.t("symbol.type"), func() { b.done("") })}, row...)
	}
	return container.NewBorder(nil, nil, nil, parts.Flow(8, row...))
}

// choose hands over what is shown large.
func (b *symbolBox) choose() { b.done(b.code) }

func (b *symbolBox) done(code symbol.Code) {
	b.dialog.Hide()
	b.pick(code)
}

// fill draws everything for the code as it is now.
func (b *symbolBox) fill() {
	b.narrow()
	b.show()
}

// typed takes what was typed or pasted: a code is the symbol, all else narrows the
// list.
func (b *symbolBox) typed(text string) {
	if code, err := b.library().Parse(text); err == nil {
		b.code, b.group = code, -1
		defer b.show()
	}
	b.narrow()
}

// narrow lists what search and group leave, the present symbol in sight.
func (b *symbolBox) narrow() {
	b.shown, b.at = b.shown[:0], -1
	inGroup := map[symbol.Entry]bool{}
	if b.group >= 0 {
		for _, e := range b.library().Groups()[b.group].Entries {
			inGroup[e] = true
		}
	}
	sought := b.search.Text
	if _, err := b.library().Parse(sought); err == nil {
		sought = "" // a code
	}
	for _, e := range b.library().Search(sought, b.language()) {
		if b.group >= 0 && !inGroup[e] {
			continue
		}
		if b.is(e) {
			b.at = len(b.shown)
		}
		b.shown = append(b.shown, e)
	}
	b.drawGroups()
	b.drawFound()
}

// is tells whether the symbol shows an entry, whatever is around its frame.
func (b *symbolBox) is(e symbol.Entry) bool {
	code := e.Code(symbol.Friend)
	one, two := code.Modifiers()
	first, second := b.code.Modifiers()
	return code.Set() == b.code.Set() && code.Entity() == b.code.Entity() && one == first && two == second
}

func (b *symbolBox) drawGroups() {
	all := parts.NewRow(b.desk.t("symbol.all"), "", func() { b.setGroup(-1) })
	all.Selected = b.group < 0
	b.groups.Objects = []fyne.CanvasObject{all}
	for i, g := range b.library().Groups() {
		row := parts.NewRow(g.Name.In(b.language()), "", func() { b.setGroup(i) })
		row.Selected = b.group == i
		b.groups.Objects = append(b.groups.Objects, row)
	}
	b.groups.Refresh()
}

func (b *symbolBox) setGroup(group int) {
	b.group = group
	b.narrow()
	b.desk.win.Canvas().Focus(b.search)
}

func (b *symbolBox) newList() *widget.List {
	list := widget.NewList(func() int { return len(b.shown) },
		func() fyne.CanvasObject {
			row := parts.NewRow("", "", nil)
			row.Picture = symbolPicture(b.code, symbolSmall, b.style)
			return row
		},
		func(i widget.ListItemID, o fyne.CanvasObject) {
			row, e := o.(*parts.Row), b.shown[i]
			row.Text, row.Selected = e.Name.In(b.language()), i == b.at
			row.Picture = symbolPicture(e.Code(b.code.Identity()), symbolSmall, b.style)
			row.Do = func() { b.take(i) }
			row.Refresh()
		})
	list.HideSeparators = true
	return list
}

func (b *symbolBox) drawFound() {
	b.found.Objects = []fyne.CanvasObject{b.list}
	if len(b.shown) == 0 {
		b.found.Objects = []fyne.CanvasObject{parts.Pad(parts.Paragraph(b.nothing(), parts.Hint), 10, 10, 10, 10)}
	}
	b.found.Refresh()
	b.list.Refresh()
	if b.at >= 0 {
		b.list.ScrollTo(b.at)
	}
}

// nothing says why the list is empty: no name is like that, or it is a code that
// can't be read.
func (b *symbolBox) nothing() string {
	text := b.search.Text
	code := symbol.InDigits(text) || strings.Trim(text, "0123456789 -") == "" ||
		symbol.InLetters(text) && text == strings.ToUpper(text)
	var problem *plan.ProblemError
	if _, err := b.library().Parse(text); code && errors.As(err, &problem) {
		return b.desk.app.Words.Say(problem.Message)
	}
	return b.desk.t("symbol.nothing")
}

// move goes through the list while the search has the focus.
func (b *symbolBox) move(key fyne.KeyName) bool {
	next := b.at + 1
	if key == fyne.KeyUp {
		next = b.at - 1
	}
	b.take(max(0, min(len(b.shown)-1, next)))
	return true
}

// take makes the symbol one of the list; what is around its frame stays.
func (b *symbolBox) take(i int) {
	if i < 0 || i >= len(b.shown) {
		return
	}
	e := b.shown[i]
	b.code, b.at = b.code.WithEntity(e.Set, e.Entity, e.Modifiers), i
	if !b.library().Valid(b.code) { // of another edition, or an echelon that is none here
		b.code = e.Code(b.code.Identity())
	}
	b.drawFound()
	b.show()
}

// show draws the symbol large, with its name and fields.
func (b *symbolBox) show() {
	drawing, _ := b.library().Compose(b.code, b.style)
	b.framed = drawing.Frame.Width() > 0
	b.preview.Image = symbolPicture(b.code, symbolLarge, b.style)
	b.preview.Refresh()
	b.name.Objects = []fyne.CanvasObject{parts.Paragraph(b.library().Name(b.code, b.language()), parts.Plain)}
	b.name.Refresh()
	for _, f := range b.fields {
		f.show()
	}
}
