package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"jointplan/plan"
	"jointplan/ui/parts"
)

// searchLimit is how many objects the search lists.
const searchLimit = 60

// searchBox finds objects and commands as one types.
type searchBox struct {
	desk  *Desk
	popup *widget.PopUp
	entry *parts.Entry
	list  *widget.List
	hits  []searchHit
	at    int
}

// searchHit is an object or a command found.
type searchHit struct {
	text, tail string
	do         func()
}

// showSearch opens the search over everything.
func (d *Desk) showSearch() {
	b := &searchBox{desk: d}
	b.entry = parts.NewEntry("", nil)
	b.entry.SetPlaceHolder(d.t("search.placeholder"))
	b.entry.Changed = func(string) { b.find() }
	b.entry.Commit = func(string) { b.take(b.at) }
	b.entry.Moved = b.move
	b.list = widget.NewList(func() int { return len(b.hits) },
		func() fyne.CanvasObject { return parts.NewRow("", "", nil) },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			row, hit := o.(*parts.Row), b.hits[i]
			row.Text, row.Tail, row.Selected = hit.text, hit.tail, i == b.at
			row.Do = func() { b.take(i) }
			row.Refresh()
		})
	b.list.HideSeparators = true
	b.popup = widget.NewModalPopUp(parts.Edged(container.NewBorder(b.entry, nil, nil, nil, b.list)), d.win.Canvas())
	b.entry.Escaped = b.popup.Hide
	size := d.win.Canvas().Size()
	b.popup.Resize(fyne.NewSize(min(640, size.Width-80), min(460, size.Height-120)))
	b.find()
	b.popup.Show()
	d.win.Canvas().Focus(b.entry)
}

func (b *searchBox) find() {
	d := b.desk
	b.hits, b.at = nil, 0
	query := strings.TrimSpace(b.entry.Text)
	for _, hit := range d.session.Index.Find(query, searchLimit) {
		o := d.session.Doc.Get(hit.ID)
		if o == nil {
			continue
		}
		tail := d.t(plan.KindFor(o).Label())
		if op := d.session.Doc.Get(plan.OperationOf(o)); op != nil && op != o {
			tail += " · " + plan.NameOf(d.session.Doc, op, nil)
		}
		b.hits = append(b.hits, searchHit{plan.NameOf(d.session.Doc, o, d.app.Words), shorten(tail, 46), func() { d.Reveal(hit.ID) }})
	}
	for _, c := range d.commands {
		if label := d.label(c); strings.Contains(strings.ToLower(label), strings.ToLower(query)) && (c.ready == nil || c.ready()) {
			b.hits = append(b.hits, searchHit{label, d.t("search.command"), c.do})
		}
	}
	b.list.Refresh()
	b.list.ScrollToTop()
}

func shorten(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return string(runes[:n-1]) + "…"
	}
	return s
}

func (b *searchBox) move(key fyne.KeyName) bool {
	step := 1
	if key == fyne.KeyUp {
		step = -1
	}
	b.at = max(0, min(len(b.hits)-1, b.at+step))
	b.list.Refresh()
	b.list.ScrollTo(b.at)
	return true
}

func (b *searchBox) take(i int) {
	if i < 0 || i >= len(b.hits) {
		return
	}
	b.popup.Hide()
	b.hits[i].do()
}
