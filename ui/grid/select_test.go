package grid

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestClicksSelectRows(t *testing.T) {
	b := newBench(t, tasks())
	b.click(b.pos("a2", "sector"), 0)
	b.selected("a2")
	b.active("a2", "sector")
	b.click(b.pos("b2", "sector"), fyne.KeyModifierShift)
	b.selected("a2", "a3", "b1", "b2")
	b.click(b.pos("a3", "title"), fyne.KeyModifierControl)
	b.selected("a2", "b1", "b2")
	b.click(b.pos("a1", ""), 0)
	b.selected("a1")
	if !b.Block().Whole {
		t.Error("a click on the number means the whole row")
	}
}

func TestArrowsMoveAndStretch(t *testing.T) {
	b := newBench(t, plain(50))
	b.Focus()
	b.keys("Down")
	b.active("r1", "title")
	b.keys("Down", "Right")
	b.active("r2", "sector")
	b.keys("S-Down", "S-Down", "S-Right")
	b.selected("r2", "r3", "r4")
	if block := b.Block(); block.Whole || len(block.Columns) != 2 {
		t.Errorf("block %v", block)
	}
	b.keys("S-Up", "Escape")
	b.selected("r3")
	b.keys("C-End")
	b.active("r50", "days")
	b.keys("C-S-Home")
	if n := len(b.Selected()); n != 50 {
		t.Errorf("%d rows selected", n)
	}
}
