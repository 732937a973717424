package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Edges puts objects along the edges of an area and content into the rest, with
// no gaps: hairlines divide the workbench, not space. Any edge may be nil.
func Edges(top, bottom, left, right, content fyne.CanvasObject) *fyne.Container {
	l := &edgeLayout{top, bottom, left, right, content}
	var objects []fyne.CanvasObject
	for _, o := range []fyne.CanvasObject{content, top, bottom, left, right} {
		if o != nil {
			objects = append(objects, o)
		}
	}
	return container.New(l, objects...)
}

type edgeLayout struct{ top, bottom, left, right, content fyne.CanvasObject }

func least(o fyne.CanvasObject) fyne.Size {
	if o == nil || !o.Visible() {
		return fyne.Size{}
	}
	return o.MinSize()
}

func put(o fyne.CanvasObject, x, y, width, height float32) {
	if o != nil {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(max(0, width), max(0, height)))
	}
}

// Layout implements fyne.Layout.
func (l *edgeLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	top, bottom, left, right := least(l.top), least(l.bottom), least(l.left), least(l.right)
	put(l.top, 0, 0, size.Width, top.Height)
	put(l.bottom, 0, size.Height-bottom.Height, size.Width, bottom.Height)
	middle := size.Height - top.Height - bottom.Height
	put(l.left, 0, top.Height, left.Width, middle)
	put(l.right, size.Width-right.Width, top.Height, right.Width, middle)
	put(l.content, left.Width, top.Height, size.Width-left.Width-right.Width, middle)
}

// MinSize implements fyne.Layout.
func (l *edgeLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	top, bottom, left, right, content := least(l.top), least(l.bottom), least(l.left), least(l.right), least(l.content)
	return fyne.NewSize(
		max(left.Width+content.Width+right.Width, top.Width, bottom.Width),
		max(left.Height, content.Height, right.Height)+top.Height+bottom.Height)
}
