package parts

import (
	"image"
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Item is one of the values a Picker offers.
type Item struct {
	Key, Label string
	Swatch     color.Color
}

// Picker is a field whose value is chosen from a list that opens below it and
// can be narrowed by typing.
type Picker struct {
	widget.BaseWidget
	Text       string // what is chosen, as it is shown
	Hint       string // shown while nothing is chosen
	Chosen     string // key, or keys separated by blanks
	Items      []Item
	Fill       func() []Item // gives the items when the list opens, in place of Items
	Shown      string        // the hint last drawn
	Locked     bool
	Multi      bool
	Pick       func(key string)
	FilterHint string
	NoMatch    string
	Open       func()      // opens something else in place of the list
	Picture    image.Image // before the text, as that of a symbol

	focused bool
}

var (
	_ fyne.Tappable      = (*Picker)(nil)
	_ fyne.Focusable     = (*Picker)(nil)
	_ desktop.Cursorable = (*Picker)(nil)
)

// Cursor implements desktop.Cursorable.
func (p *Picker) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained implements fyne.Focusable.
func (p *Picker) FocusGained() { p.focused = true; p.Refresh() }

// FocusLost implements fyne.Focusable.
func (p *Picker) FocusLost() { p.focused = false; p.Refresh() }

// TypedRune opens the list, narrowed by what was typed.
func (p *Picker) TypedRune(r rune) { p.open(string(r)) }

// TypedKey opens the list.
func (p *Picker) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown, fyne.KeyF2:
		p.open("")
	case fyne.KeyEscape:
		passKey(p, key)
	}
}

// Tapped implements fyne.Tappable.
func (p *Picker) Tapped(*fyne.PointEvent) { p.open("") }

func (p *Picker) open(filter string) {
	c := canvasOf(p)
	if c == nil || p.Locked {
		return
	}
	if p.Open != nil {
		p.Open()
		return
	}
	if p.Fill != nil {
		p.Items = p.Fill()
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p)
	OpenList(c, at.AddXY(0, p.Size().Height+2), max(p.Size().Width, 220), filter, p)
}

// canvasOf is what an object is drawn on. Fyne knows it only once the object was
// drawn; a key that is faster comes to what has the focus.
func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(o); c != nil {
		return c
	}
	for _, w := range driver.AllWindows() {
		if focused, ok := w.Canvas().Focused().(fyne.CanvasObject); ok && focused == o {
			return w.Canvas()
		}
	}
	return nil
}

// CreateRenderer implements fyne.Widget.
func (p *Picker) CreateRenderer() fyne.WidgetRenderer {
	r := &pickerRenderer{p: p, box: canvas.NewRectangle(color.Transparent), text: NewCut("", Plain),
		picture: &canvas.Image{FillMode: canvas.ImageFillContain},
		arrow:   widget.NewIcon(fynetheme.MenuDropDownIcon())}
	r.Refresh()
	return r
}

type pickerRenderer struct {
	p       *Picker
	box     *canvas.Rectangle
	picture *canvas.Image
	text    *Line
	arrow   *widget.Icon
}

func (r *pickerRenderer) Layout(size fyne.Size) {
	r.box.Resize(size)
	least := r.text.MinSize()
	left := float32(8)
	if r.p.Picture != nil {
		r.picture.Move(fyne.NewPos(left, 3))
		r.picture.Resize(fyne.NewSize(PictureWidth, size.Height-6))
		left += PictureWidth + 8
	}
	r.text.Move(fyne.NewPos(left, (size.Height-least.Height)/2))
	r.text.Resize(fyne.NewSize(max(0, size.Width-left-26), least.Height))
	r.arrow.Move(fyne.NewPos(size.Width-23, (size.Height-16)/2))
	r.arrow.Resize(fyne.NewSize(16, 16))
}

func (r *pickerRenderer) MinSize() fyne.Size {
	if r.p.Picture != nil {
		return fyne.NewSize(60+PictureWidth, PictureHeight+6)
	}
	return fyne.NewSize(60, 29)
}

func (r *pickerRenderer) Refresh() {
	c := Colours()
	r.box.FillColor, r.box.StrokeColor, r.box.StrokeWidth, r.box.CornerRadius = c.Raised, c.Line, 1, 4
	if r.p.focused {
		r.box.StrokeColor = c.Accent
	}
	r.text.Text, r.text.Tone = r.p.Text, Plain
	if r.p.Text == "" {
		r.text.Text, r.text.Tone = r.p.Hint, Hint
	}
	r.picture.Image, r.picture.Hidden = r.p.Picture, r.p.Picture == nil
	r.Layout(r.p.Size())
	r.picture.Refresh()
	r.text.Refresh()
	r.box.Refresh()
	r.arrow.Refresh()
}

func (r *pickerRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box, r.picture, r.text, r.arrow}
}
func (r *pickerRenderer) Destroy() {}

// listRows is how many rows of a list are in sight.
const listRows = 11

// OpenList shows the items of a picker in a pop-up that is narrowed by typing
// and used by keyboard or mouse.
func OpenList(c fyne.Canvas, at fyne.Position, width float32, filter string, p *Picker) {
	l := &pickList{p: p, chosen: strings.Fields(p.Chosen)}
	l.entry = NewEntry(filter, nil)
	l.entry.SetPlaceHolder(p.FilterHint)
	l.box = container.NewStack()
	l.popup = widget.NewPopUp(Edged(container.NewBorder(l.entry, nil, nil, nil, l.box)), c)
	l.entry.Changed = func(s string) { l.narrow(s) }
	l.entry.Commit = func(string) { l.take(l.at) }
	l.entry.Escaped = l.popup.Hide
	l.entry.Moved = l.move
	height := float32(min(len(p.Items), listRows))*(RowHeight+p.Theme().Size(fynetheme.SizeNamePadding)) + 46
	size := c.Size()
	if at.Y+height > size.Height {
		at.Y = max(0, size.Height-height)
	}
	at.X = max(0, min(at.X, size.Width-width))
	l.popup.Resize(fyne.NewSize(width, height))
	l.narrow(filter)
	l.popup.ShowAtPosition(at)
	c.Focus(l.entry)
	l.entry.CursorColumn = len([]rune(filter)) // what is typed on goes behind
	l.entry.Refresh()
}

// pickList is the list while it is open.
type pickList struct {
	p      *Picker
	popup  *widget.PopUp
	entry  *Entry
	box    *fyne.Container
	shown  []Item
	chosen []string
	at     int
}

func (l *pickList) narrow(filter string) {
	filter = strings.ToLower(strings.TrimSpace(filter))
	l.shown = l.shown[:0]
	for _, item := range l.p.Items {
		if strings.Contains(strings.ToLower(item.Label), filter) {
			l.shown = append(l.shown, item)
		}
	}
	l.at = 0
	for i, item := range l.shown {
		if filter == "" && slices.Contains(l.chosen, item.Key) {
			l.at = i
			break
		}
	}
	l.draw()
}

func (l *pickList) draw() {
	if len(l.shown) == 0 {
		l.box.Objects = []fyne.CanvasObject{Pad(NewCut(l.p.NoMatch, Hint), 6, 8, 6, 8)}
		l.box.Refresh()
		return
	}
	list := widget.NewList(func() int { return len(l.shown) },
		func() fyne.CanvasObject { return NewRow("", "", nil) },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			row := o.(*Row)
			item := l.shown[i]
			row.Text, row.Swatch, row.Selected = item.Label, item.Swatch, i == l.at
			row.Tail = ""
			if slices.Contains(l.chosen, item.Key) {
				row.Tail = "•"
			}
			row.Do = func() { l.take(i) }
			row.Refresh()
		})
	list.HideSeparators = true
	l.box.Objects = []fyne.CanvasObject{list}
	l.box.Refresh()
	list.ScrollTo(l.at)
}

func (l *pickList) move(key fyne.KeyName) bool {
	step := 1
	if key == fyne.KeyUp {
		step = -1
	}
	l.at = max(0, min(len(l.shown)-1, l.at+step))
	l.draw()
	return true
}

// take chooses an item; a list of several stays open to add and remove more.
func (l *pickList) take(i int) {
	if i < 0 || i >= len(l.shown) {
		return
	}
	key := l.shown[i].Key
	if !l.p.Multi {
		l.popup.Hide()
		l.p.Pick(key)
		return
	}
	if at := slices.Index(l.chosen, key); at >= 0 {
		l.chosen = slices.Delete(l.chosen, at, at+1)
	} else {
		l.chosen = append(l.chosen, key)
	}
	l.at = i
	l.draw()
	l.p.Pick(strings.Join(l.chosen, " "))
}
