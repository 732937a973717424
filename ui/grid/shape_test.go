package grid

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
)

// shaped is a table whose keys that start with "t" have two lines, the second
// column being a chip.
type shaped struct{ *table }

func (s shaped) Lines(row int) int {
	if s.keys[row][0] == 't' {
		return 2
	}
	return 1
}
func (s shaped) Tinted(row int) bool { return s.Lines(row) == 2 }
func (s shaped) Cell(row, col int) Cell {
	cell := s.table.Cell(row, col)
	cell.Below = "below " + s.keys[row]
	cell.Chip = col == 1
	if col == 2 {
		cell.Text, cell.Runs = "was is", []Run{{"was ", MarkRemoved}, {"is", MarkAdded}}
	}
	return cell
}

func mixed(n int) shaped {
	t := &table{cells: map[string][]string{}}
	for i := range n {
		if i%5 == 0 {
			t.keys = append(t.keys, fmt.Sprint("g:", i))
		}
		t.add(fmt.Sprint([]string{"r", "t", "r"}[i%3], i))
	}
	return shaped{t}
}

func TestTallRowsStandOneBelowTheOther(t *testing.T) {
	b := newBench(t, mixed(60))
	want := headerHeight
	for i := range b.rows.len() {
		if got := b.geo.top(i, &b.scroll); got != want {
			t.Fatalf("row %d starts at %v, want %v", i, got, want)
		}
		for _, y := range []float32{0, b.geo.height(i) - 1} {
			if got := b.geo.rowAt(want+y, &b.scroll); got != i {
				t.Errorf("row %d lies %v below the top of row %d", got, y, i)
			}
		}
		want += b.geo.height(i)
	}
	if b.geo.rowAt(want+1, &b.scroll) < b.rows.len() {
		t.Error("there is a row below the last")
	}
	b.ScrollTo("r59")
	last, _ := b.rows.find("r59")
	if bottom := b.geo.top(last, &b.scroll) + b.geo.height(last); bottom > b.geo.size.Height {
		t.Errorf("the last row ends at %v, below the grid", bottom)
	}
	shown := b.shown()
	if shown["Task t58"] == nil || shown["below t58"] == nil || shown["below r59"] != nil {
		t.Error("tall rows show two lines, others one")
	}
	if shown["was "] == nil || shown["is"] == nil || !shown["is"].TextStyle.Bold {
		t.Error("runs are drawn apart, what was added in bold")
	}
}

func TestChipsArePressed(t *testing.T) {
	b := newBench(t, mixed(10))
	b.OnPress = func(key, column string) { b.say("press %s %s", key, column) }
	for _, key := range []string{"r0", "t1"} {
		row, _ := b.rows.find(key)
		place, _ := b.cols.place("sector")
		middle := b.geo.top(row, &b.scroll) + b.geo.height(row)/2
		left := b.geo.left(place, &b.scroll)
		b.click(fyne.NewPos(left+cellPad+4, middle), 0)
		b.heard("press " + key + " sector")
		b.click(fyne.NewPos(left+b.geo.boxes[place].width-2, middle), 0)
		b.click(fyne.NewPos(left-20, middle), 0)
		b.heard()
	}
}

func TestHostTakesCharactersFirst(t *testing.T) {
	b := newBench(t, plain(10))
	b.OnType = func(r rune) bool { b.say("type %c", r); return r != 'x' }
	b.click(b.pos("r3", "title"), 0)
	b.surface.TypedRune('o')
	b.keys("Space")
	b.heard("type o", "type  ")
	b.selected("r3")
	if b.Editing() {
		t.Error("a character that was taken starts editing")
	}
	b.surface.TypedRune('x')
	if !b.Editing() {
		t.Error("a character that was not taken does not start editing")
	}
	b.surface.TypedRune('o')
	b.heard("type x")
}
