package grid

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestDragSelectsARange(t *testing.T) {
	b := newBench(t, plain(50))
	b.dragBy(b.pos("r2", "sector"), b.pos("r3", "sector"), b.pos("r4", "party"))
	b.selected("r2", "r3", "r4")
	if block := b.Block(); block.Whole || len(block.Columns) != 2 || block.Columns[0] != "sector" {
		t.Errorf("block %v", block)
	}
	b.dragBy(b.pos("r8", ""), b.pos("r6", ""))
	b.selected("r6", "r7", "r8")
	if !b.Block().Whole {
		t.Error("dragging over numbers means whole rows")
	}
	b.heard()
}

func TestDragBeyondTheEdgeScrolls(t *testing.T) {
	b := newBench(t, plain(500))
	from := b.pos("r5", "sector")
	b.surface.MouseDown(mouseAt(from, 1, 0))
	for range 5 {
		b.dragOn(fyne.NewPos(from.X, 600))
		b.surface.auto.tick(0)
	}
	b.surface.DragEnd()
	if n := len(b.Selected()); b.scroll.y == 0 || n < 12 {
		t.Errorf("scrolled to %v, %d rows selected", b.scroll.y, n)
	}
	if b.surface.auto.anim != nil {
		t.Error("still scrolling")
	}
}

func TestRowsAreDraggedOut(t *testing.T) {
	b := newBench(t, tasks())
	b.SelectKeys("a1", "a3")
	b.surface.MouseDown(mouseAt(b.pos("a1", "title"), 1, 0))
	b.dragOn(fyne.NewPos(700, 100))
	if len(b.window.Canvas().Overlays().List()) != 1 {
		t.Error("nothing shows what is dragged")
	}
	b.surface.DragEnd()
	b.heard("drag [a1 a3]", "drop [a1 a3] {700 100}")
	if len(b.window.Canvas().Overlays().List()) != 0 {
		t.Error("the label stays")
	}
	b.selected("a1", "a3")
}

func TestRowsAreMovedBetweenRows(t *testing.T) {
	b := newBench(t, tasks())
	b.SelectKeys("a1", "a2")
	b.dragBy(b.pos("a1", "title"), b.pos("b2", "title").AddXY(0, 10))
	b.heard("drag [a1 a2]", "move [a1 a2] b3")
	b.dragBy(b.pos("a1", "title"), b.pos("g:B", "title").AddXY(0, -10))
	b.heard("drag [a1 a2]", "move [a1 a2] g:B")
	b.dragBy(b.pos("a1", "title"), fyne.NewPos(100, 390))
	b.heard("drag [a1 a2]", "move [a1 a2] ")
	b.dragBy(b.pos("a1", "title"), b.pos("a2", "title").AddXY(0, 10)) // where they are
	b.heard("drag [a1 a2]")
}

func TestSortedOrReadOnlyRowsAreNotMoved(t *testing.T) {
	b := newBench(t, tasks())
	b.SelectKeys("a1")
	b.SetSort(Sort{"title", SortUp})
	b.dragBy(b.pos("a1", "title"), b.pos("b2", "title"))
	b.SetSort(Sort{})
	b.SetReadOnly(true)
	b.dragBy(b.pos("a1", "title"), b.pos("b2", "title"))
	b.heard("drag [a1]", "drag []", "drag [a1]", "drag []")
}

func TestEscapeGivesUpADrag(t *testing.T) {
	b := newBench(t, tasks())
	b.SelectKeys("a1")
	b.surface.MouseDown(mouseAt(b.pos("a1", "title"), 1, 0))
	b.dragOn(b.pos("b2", "title"))
	b.surface.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	b.dragOn(b.pos("b3", "title"))
	b.surface.DragEnd()
	b.heard("drag [a1]", "drag []")
}

func TestClickOnASelectedRowSelectsItAlone(t *testing.T) {
	b := newBench(t, tasks())
	b.SelectKeys("a1", "a2", "a3")
	b.click(b.pos("a2", "sector"), 0)
	b.selected("a2")
	b.active("a2", "sector")
}
