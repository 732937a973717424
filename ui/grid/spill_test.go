package grid

import (
	"testing"

	"fyne.io/fyne/v2/canvas"
)

// spilling has a long text beside cells that are empty but for one.
type spilling struct{ many }

const longName = "A name that is much longer than its column is wide"

func (spilling) Cell(row, col int) Cell {
	switch {
	case col == 1:
		return Cell{Text: longName, Spill: row == 0}
	case col == 3:
		return Cell{Text: "taken"}
	}
	return Cell{}
}

func TestLongTextRunsOverEmptyCells(t *testing.T) {
	g := newBench(t, spilling{many{n: 2}})
	g.SetColumns([]Column{{ID: "a", Width: 40}, {ID: "b", Width: 150}, {ID: "c", Width: 250}, {ID: "d", Width: 100}}, 1)
	g.window.Canvas().Capture()
	whole := 0
	for _, o := range g.surface.paint.pane.objs {
		if text, ok := o.(*canvas.Text); ok && text.Text == longName {
			whole++
		}
	}
	if whole != 1 {
		t.Errorf("%d names are whole, want the one that may run on", whole)
	}
	if got := g.surface.paint.spilled; len(got) != 1 || got[0] != (places{1, 2}) {
		t.Errorf("spilled %v, want the first row over one column", got)
	}
}
