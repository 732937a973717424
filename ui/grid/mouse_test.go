package grid

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// head is a place in the header: the middle of a column, or its right edge.
func (b *bench) head(column string, edge bool) fyne.Position {
	place, _ := b.cols.place(column)
	x := b.geo.left(place, &b.scroll) + b.geo.boxes[place].width/2
	if edge {
		x += b.geo.boxes[place].width/2 - 1
	}
	return fyne.NewPos(x, headerHeight/2)
}

func TestHeaderClicksSort(t *testing.T) {
	b := newBench(t, tasks())
	for range 3 {
		b.click(b.head("sector", false), 0)
	}
	b.click(b.head("title", false), 0)
	b.heard("sort sector 1", "sort sector 2", "sort  0", "sort title 1")
	b.SetColumns([]Column{{ID: "title", Width: 200, Unsorted: true}}, 0)
	b.click(b.head("title", false), 0)
	b.heard()
}

func TestColumnsAreResized(t *testing.T) {
	b := newBench(t, tasks())
	from := b.head("sector", true)
	b.dragBy(from, from.AddXY(20, 0), from.AddXY(50, 0))
	b.heard("layout")
	if w := b.State().Widths["sector"]; w != 150 {
		t.Errorf("width %v", w)
	}
	from = b.head("sector", true)
	b.dragBy(from, from.AddXY(-400, 0))
	if w := b.State().Widths["sector"]; w != minColumn {
		t.Errorf("width %v", w)
	}
	b.clock = b.clock.Add(5e9)
	b.doubleClick(b.head("sector", true)) // fits what is in view
	want := b.fit.measure("Sector a1", false)
	if w := b.State().Widths["sector"]; w < want || w > want+2*cellPad+20 {
		t.Errorf("width %v for a text of %v", w, want)
	}
}

func TestColumnsAreReordered(t *testing.T) {
	b := newBench(t, tasks())
	b.dragBy(b.head("days", false), b.head("sector", false).AddXY(-30, 0))
	b.heard("layout")
	if got := b.ColumnsFrom("title", 4); got[1] != "days" || got[3] != "party" {
		t.Errorf("order %v", got)
	}
	b.dragBy(b.head("title", false), fyne.NewPos(639, 10))
	if got := b.ColumnsFrom("days", 4); got[3] != "title" {
		t.Errorf("order %v", got)
	}
	b.heard("layout")
	b.dragBy(b.head("title", false), b.head("title", false).AddXY(5, 0)) // back where it was
	b.heard()
}

func TestClickFoldsAGroup(t *testing.T) {
	b := newBench(t, tasks())
	b.click(b.pos("g:A", "title"), 0)
	b.heard("fold g:A true")
	b.click(b.pos("g:B", ""), 0)
	b.heard("fold g:B true")
	b.FoldAll(false)
	if b.rows.len() != 8 {
		t.Errorf("%d rows seen", b.rows.len())
	}
	b.FoldAll(true)
	if b.rows.len() != 2 {
		t.Errorf("%d rows seen", b.rows.len())
	}
}

func TestFoldedRowsAreNotSelected(t *testing.T) {
	b := newBench(t, tasks())
	b.SelectKeys("a1", "b1")
	b.Fold("g:A", true)
	b.selected("b1")
}

func TestDoubleClickNeedsToBeQuick(t *testing.T) {
	b := newBench(t, tasks())
	at := b.pos("a1", "title")
	b.click(at, 0)
	b.click(at, 0)
	if b.Editing() {
		t.Error("two slow clicks edit")
	}
	b.clock = b.clock.Add(5e9)
	b.doubleClick(at)
	if !b.Editing() {
		t.Error("a double click does not edit")
	}
}

func TestTapWithoutButtonsSelects(t *testing.T) {
	b := newBench(t, tasks())
	test.TapCanvas(b.window.Canvas(), b.pos("a2", "title"))
	b.selected("a2")
}

func TestWheelAndBarsScroll(t *testing.T) {
	b := newBench(t, plain(1000))
	test.Scroll(b.window.Canvas(), fyne.NewPos(100, 100), 0, -50)
	if b.scroll.y < 2*float64(rowHeight)-1 || b.scroll.y > 5*float64(rowHeight) {
		t.Errorf("scrolled to %v", b.scroll.y)
	}
	at, length := b.scroll.thumbV(&b.geo)
	bar := fyne.NewPos(b.geo.size.Width-4, headerHeight+at+length/2)
	b.dragBy(bar, bar.AddXY(0, 1000))
	if b.scroll.y != b.scroll.maxY(&b.geo) {
		t.Errorf("scrolled to %v of %v", b.scroll.y, b.scroll.maxY(&b.geo))
	}
	before := b.scroll.y
	b.click(fyne.NewPos(b.geo.size.Width-4, headerHeight+20), 0) // a page up
	if want := before - float64(b.geo.page())*float64(rowHeight); b.scroll.y != want {
		t.Errorf("scrolled to %v, want %v", b.scroll.y, want)
	}
	b.window.Resize(fyne.NewSize(400, 300))
	b.surface.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	test.Scroll(b.window.Canvas(), fyne.NewPos(100, 100), 0, -5000)
	if b.scroll.x == 0 || b.scroll.x != b.scroll.maxX(&b.geo) {
		t.Errorf("scrolled sideways to %v of %v", b.scroll.x, b.scroll.maxX(&b.geo))
	}
}

func TestHoverAndCursor(t *testing.T) {
	b := newBench(t, plain(5))
	test.MoveMouse(b.window.Canvas(), b.pos("r2", "title"))
	if !b.surface.paint.hover.Visible() {
		t.Error("no hover")
	}
	test.MoveMouse(b.window.Canvas(), b.head("title", true))
	if b.surface.Cursor() != desktop.HResizeCursor || b.surface.paint.hover.Visible() {
		t.Error("an edge shows how to resize")
	}
	b.surface.MouseOut()
	if b.surface.Cursor() != desktop.DefaultCursor {
		t.Error("cursor")
	}
}

func TestEmptyGridOffersAWayOut(t *testing.T) {
	b := newBench(t, plain(0))
	b.Empty = Empty{Title: "No tasks", Sentence: "Begin with one.", ActionLabel: "New task", Action: func() { b.say("new") }}
	b.Refresh()
	b.click(b.surface.paint.action.AddXY(5, 5), 0)
	b.Focus()
	b.keys("Return")
	b.heard("new", "new")
	b.SetReadOnly(true)
	b.keys("Return")
	b.SetLoading(true)
	b.heard()
}
