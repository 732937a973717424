package grid

import (
	"testing"

	"fyne.io/fyne/v2"
)

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

func TestKeysOfASpreadsheet(t *testing.T) {
	tests := []struct {
		name string
		keys []string
		key  string
		col  string
	}{
		{"end of the row", []string{"End"}, "r3", "days"},
		{"start of the row", []string{"End", "Home"}, "r3", "title"},
		{"page", []string{"Next"}, "r16", "title"},
		{"page back", []string{"Next", "Prior"}, "r3", "title"},
		{"beyond the top", []string{"Prior"}, "r1", "title"},
		{"left of the first", []string{"Left"}, "r3", "title"},
		{"enter", []string{"Return"}, "r4", "title"},
		{"enter up", []string{"S-Return"}, "r2", "title"},
		{"tab", []string{"Tab", "Tab"}, "r3", "party"},
		{"tab to the next row", []string{"End", "Tab"}, "r4", "title"},
		{"tab to the row before", []string{"S-Tab"}, "r2", "days"},
		{"down to the end", []string{"C-Down"}, "r50", "title"},
		{"up to the start", []string{"C-Up"}, "r1", "title"},
		{"right to the end", []string{"C-Right"}, "r3", "days"},
		{"start of the grid", []string{"End", "C-Home"}, "r1", "title"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t, plain(50))
			b.click(b.pos("r3", "title"), 0)
			b.keys(tt.keys...)
			b.active(tt.key, tt.col)
		})
	}
}

func TestTabLeavesAfterTheLastCell(t *testing.T) {
	b := newBench(t, plain(2))
	b.Focus()
	b.keys("C-End", "Tab")
	b.active("r2", "days")
	b.keys("C-Home", "S-Tab")
	b.active("r1", "title")
}

func TestArrowsFoldGroups(t *testing.T) {
	b := newBench(t, tasks())
	b.click(b.pos("a1", "title"), 0)
	b.keys("Up", "Left")
	b.heard("fold g:A true")
	if _, seen := b.rows.find("a1"); seen {
		t.Error("a1 is still seen")
	}
	b.keys("Down")
	b.active("g:B", "title")
	b.keys("Up", "Right", "Return", "Return")
	b.heard("fold g:A false", "fold g:A true", "fold g:A false")
	b.keys("Down", "C-Down")
	b.active("a3", "title")
	b.keys("C-Down")
	b.active("b3", "title")
	b.keys("C-Up", "C-Up")
	b.active("a1", "title")
}

func TestSelectAllPassesOverHeaders(t *testing.T) {
	b := newBench(t, tasks())
	b.Focus()
	b.surface.TypedShortcut(&fyne.ShortcutSelectAll{})
	b.selected("a1", "a2", "a3", "b1", "b2", "b3")
}

func TestControlEnterOpens(t *testing.T) {
	b := newBench(t, tasks())
	b.click(b.pos("a2", "party"), 0)
	b.keys("C-Return")
	b.doubleClick(b.pos("a3", "party")) // not editable
	b.heard("open a2", "open a3")
}
