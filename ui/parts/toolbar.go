package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Tool is one of a line of tools.
type Tool struct {
	Object fyne.CanvasObject
	Rank   int                     // where not all fit, those of the highest rank go first
	Menu   func() []*fyne.MenuItem // stands for it once it is gone; nil for one that always stays
}

// Toolbar makes a line of tools of which those that do not fit go into a menu with a
// name, which open opens.
func Toolbar(more string, open func(under fyne.CanvasObject, items []*fyne.MenuItem), tools ...Tool) *fyne.Container {
	b := &toolbar{tools: tools, more: NewChip(more, false, nil)}
	b.more.Do = func() { open(b.more, b.gone()) }
	objects := make([]fyne.CanvasObject, 0, len(tools)+1)
	for _, t := range tools {
		objects = append(objects, t.Object)
	}
	return container.New(b, append(objects, b.more)...)
}

// toolbar lays out a line of tools.
type toolbar struct {
	tools []Tool
	more  *Press
}

// gone lists what stands for the tools that do not fit.
func (b *toolbar) gone() []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, t := range b.tools {
		if t.Menu != nil && !t.Object.Visible() {
			items = append(items, t.Menu()...)
		}
	}
	return items
}

const toolGap = 7

// MinSize implements fyne.Layout: what always stays.
func (b *toolbar) MinSize([]fyne.CanvasObject) fyne.Size {
	size := b.more.MinSize()
	for _, t := range b.tools {
		least := t.Object.MinSize()
		size.Height = max(size.Height, least.Height)
		if t.Menu == nil {
			size.Width += least.Width + toolGap
		}
	}
	return size
}

// Layout implements fyne.Layout.
func (b *toolbar) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	stays := b.fitting(size.Width)
	x := float32(0)
	put := func(o fyne.CanvasObject) {
		least := o.MinSize()
		o.Resize(least)
		o.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
		o.Show()
		x += least.Width + toolGap
	}
	whole := true
	for i, t := range b.tools {
		if stays[i] {
			put(t.Object)
		} else {
			t.Object.Hide()
			whole = false
		}
	}
	if whole {
		b.more.Hide()
	} else {
		put(b.more)
	}
}

// fitting tells which tools fit into a width, with the menu for the others.
func (b *toolbar) fitting(width float32) []bool {
	stays := make([]bool, len(b.tools))
	wide := float32(-toolGap)
	for i, t := range b.tools {
		stays[i] = true
		wide += t.Object.MinSize().Width + toolGap
	}
	if wide <= width {
		return stays
	}
	wide += b.more.MinSize().Width + toolGap
	for wide > width {
		drop := -1
		for i, t := range b.tools {
			if stays[i] && t.Menu != nil && (drop < 0 || t.Rank >= b.tools[drop].Rank) {
				drop = i
			}
		}
		if drop < 0 {
			break
		}
		stays[drop] = false
		wide -= b.tools[drop].Object.MinSize().Width + toolGap
	}
	return stays
}
