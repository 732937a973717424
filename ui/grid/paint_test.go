package grid

import (
	"fmt"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"jointplan/exchange/chart"
)

// many is a source of rows computed from their number.
type many struct {
	n      int
	groups bool
}

var manyMark = []color.Color{color.NRGBA{R: 0, G: 0x72, B: 0xB2, A: 0xFF}}

func (m many) Rows() int          { return m.n }
func (m many) Key(row int) string { return manyKeys[row] }

// manyKeys are ready beforehand, as a source should have them.
var manyKeys = func() []string {
	keys := make([]string, 300000)
	for i := range keys {
		keys[i] = fmt.Sprintf("key-%07d", i)
	}
	return keys
}()

func (m many) Group(row int) (Group, bool) {
	if m.groups && row%20 == 0 {
		return Group{Title: "Line", Count: 19}, true
	}
	return Group{}, false
}

func (m many) Cell(row, col int) Cell {
	switch col {
	case 0:
		return Cell{Text: fmt.Sprintf("Establish observation post %d at the northern pass before snow", row)}
	case 2:
		return Cell{Text: "Poland", Swatches: manyMark}
	case 7:
		return Cell{Text: "Agreed", Dot: manyMark[0]}
	}
	return Cell{Text: fmt.Sprintf("%d-%d", row, col)}
}

// manyColumns are ten columns, as wide as a plan's.
func manyColumns() []Column {
	defs := make([]Column, 10)
	for i := range defs {
		defs[i] = Column{ID: fmt.Sprint("c", i), Title: fmt.Sprint("Column ", i), Width: 110, Numeric: i == 9, Editable: true}
	}
	defs[0].Width = 270
	return defs
}

func newManyGrid(tb testing.TB, n int, groups bool) (*Grid, fyne.Window) {
	tb.Helper()
	test.NewTempApp(tb)
	g := New(Light(), Texts{Number: "No"})
	g.SetColumns(manyColumns(), 1)
	g.SetSource(many{n, groups})
	w := test.NewWindow(g)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1200, 800))
	tb.Cleanup(w.Close)
	return g, w
}

// count counts the canvas objects of a grid, drawn or waiting in a pool.
func (g *Grid) count() int {
	pt := g.surface.paint
	n := 0
	for _, l := range []*layer{&pt.under, &pt.over, &pt.pane.layer} {
		n += len(l.rects) + len(l.texts) + len(l.lines) + len(l.icons)
	}
	return n
}

func TestObjectsAreBoundedByTheView(t *testing.T) {
	small, _ := newManyGrid(t, 60, false)
	small.scroll.y = 100
	small.Refresh()
	few := small.count()
	g, _ := newManyGrid(t, 100000, false)
	for i := range 200 {
		g.scroll.y = float64(i) * 13999.3
		g.Refresh()
	}
	if n := g.count(); n > few+60 {
		t.Errorf("%d objects for 100,000 rows, %d for 60", n, few)
	}
}

func TestLastOfManyRowsIsDrawnToThePixel(t *testing.T) {
	g, _ := newManyGrid(t, 300000, false)
	g.ScrollTo("key-0299999")
	if top := g.geo.top(299999, &g.scroll); top+rowHeight != 800-barSize {
		t.Errorf("stands at %v", top)
	}
}

func TestNumbersSkipHeaders(t *testing.T) {
	g, _ := newManyGrid(t, 100, true)
	if g.rows.number(1) != 1 || g.rows.number(21) != 20 {
		t.Error("numbers count ordinary rows")
	}
	g.Fold("key-0000000", true)
	if g.rows.number(2) != 20 {
		t.Errorf("number %d: folding must not renumber", g.rows.number(2))
	}
}

// shown lists the texts drawn.
func (g *Grid) shown() map[string]*canvas.Text {
	texts := map[string]*canvas.Text{}
	for _, l := range []*layer{&g.surface.paint.under, &g.surface.paint.over, &g.surface.paint.pane.layer} {
		for _, text := range l.texts[:l.used.texts] {
			texts[text.Text] = text
		}
	}
	return texts
}

func TestPaletteIsSwappedWhileRunning(t *testing.T) {
	b := newBench(t, tasks())
	if b.shown()["Task a1"].Color != Light().Text {
		t.Error("light")
	}
	b.SetPalette(Dark())
	if b.shown()["Task a1"].Color != Dark().Text {
		t.Error("dark")
	}
}

func TestFrozenColumnsStay(t *testing.T) {
	b := newBench(t, plain(3))
	b.window.Resize(fyne.NewSize(400, 300))
	b.scroll.x = 100
	b.Refresh()
	if x := b.shown()["Task r1"].Position().X; x != b.geo.numbers+cellPad {
		t.Errorf("the first column moved to %v", x)
	}
	if b.hit(fyne.NewPos(b.geo.frozen+5, headerHeight+5)).place != 2 {
		t.Errorf("hit %v", b.hit(fyne.NewPos(b.geo.frozen+5, headerHeight+5)))
	}
	b.window.Resize(fyne.NewSize(220, 300)) // no room for frozen columns
	if b.geo.fixed != 0 {
		t.Error("still frozen")
	}
}

func TestContrast(t *testing.T) {
	for name, p := range map[string]Palette{"light": Light(), "dark": Dark()} {
		tones := []color.NRGBA{p.Text, p.Second, p.Accent, p.Good, p.Warn, p.Bad}
		for _, back := range []color.NRGBA{p.Page, p.Panel, p.Group, p.Header, p.Selection, p.Block, p.Tint} {
			for _, text := range tones {
				if c := chart.Contrast(text, back); c < 4.5 {
					t.Errorf("%s: %v on %v has %.2f", name, text, back, c)
				}
			}
		}
		if added, removed := chart.Contrast(p.Text, p.Added), chart.Contrast(p.Second, p.Removed); added < 4.5 || removed < 4.5 {
			t.Errorf("%s: words added have %.2f, removed %.2f", name, added, removed)
		}
		if c := chart.Contrast(p.Hint, p.Panel); c < 4.5 { // used nowhere else
			t.Errorf("%s: hints have %.2f", name, c)
		}
		if c := chart.Contrast(p.OnAccent, p.Accent); c < 4.5 {
			t.Errorf("%s: on the accent %.2f", name, c)
		}
	}
}
