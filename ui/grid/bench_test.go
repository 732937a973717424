package grid

import (
	"testing"

	"fyne.io/fyne/v2"
)

// BenchmarkScrollPage100k is the layout of a page not seen before.
func BenchmarkScrollPage100k(b *testing.B) {
	for name, groups := range map[string]bool{"plain": false, "groups": true} {
		b.Run(name, func(b *testing.B) {
			g, _ := newManyGrid(b, 100000, groups)
			page := &fyne.KeyEvent{Name: fyne.KeyPageDown}
			b.ResetTimer()
			for b.Loop() {
				if g.sel.active.row > 99900 {
					g.ScrollTo("key-0000001")
				}
				g.surface.TypedKey(page)
			}
		})
	}
}

// BenchmarkScrollPaint100k is BenchmarkScrollPage100k with Fyne's software
// painter drawing every page.
func BenchmarkScrollPaint100k(b *testing.B) {
	g, w := newManyGrid(b, 100000, false)
	page := &fyne.KeyEvent{Name: fyne.KeyPageDown}
	for b.Loop() {
		g.surface.TypedKey(page)
		w.Canvas().Capture()
	}
}

// BenchmarkRefresh is the layout of a page already seen.
func BenchmarkRefresh(b *testing.B) {
	g, _ := newManyGrid(b, 100000, false)
	for b.Loop() {
		g.Refresh()
	}
}

// BenchmarkRefreshPaint is BenchmarkRefresh with Fyne's software painter.
func BenchmarkRefreshPaint(b *testing.B) {
	g, w := newManyGrid(b, 100000, false)
	for b.Loop() {
		g.Refresh()
		w.Canvas().Capture()
	}
}

// BenchmarkReload100k takes up 100,000 rows in 5,000 groups anew.
func BenchmarkReload100k(b *testing.B) {
	g, _ := newManyGrid(b, 100000, true)
	g.SelectKeys("key-0000001", "key-0099999")
	for b.Loop() {
		g.Reload()
	}
}

// BenchmarkSelectAll100k selects 100,000 rows and lists them.
func BenchmarkSelectAll100k(b *testing.B) {
	g, _ := newManyGrid(b, 100000, false)
	g.OnSelect = func([]string) {}
	for b.Loop() {
		g.SelectAll()
	}
}

// BenchmarkShiftArrowOverManyRows stretches a selection of 100,000 rows by one.
func BenchmarkShiftArrowOverManyRows(b *testing.B) {
	g, _ := newManyGrid(b, 100000, false)
	g.OnSelect = func([]string) {}
	g.SelectKeys("key-0000000")
	g.surface.keys.goTo(99000, 0, true)
	row := 99000
	for b.Loop() {
		row = 99000 + (row+1)%100
		g.surface.keys.goTo(row, 0, true)
	}
}
