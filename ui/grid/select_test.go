package grid

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
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

func TestControlAndShiftAddRange(t *testing.T) {
	b := newBench(t, plain(20))
	b.click(b.pos("r1", "title"), 0)
	b.click(b.pos("r4", "title"), fyne.KeyModifierControl)
	b.click(b.pos("r6", "title"), fyne.KeyModifierControl|fyne.KeyModifierShift)
	b.selected("r1", "r4", "r5", "r6")
	b.click(b.pos("r5", "title"), fyne.KeyModifierControl|fyne.KeyModifierShift)
	b.selected("r1", "r4", "r5")
}

func TestSelectionIsReported(t *testing.T) {
	b := newBench(t, plain(5))
	var got [][]string
	b.OnSelect = func(keys []string) { got = append(got, keys) }
	b.click(b.pos("r2", "title"), 0)
	b.keys("S-Down")
	b.SelectKeys("r5")
	if len(got) != 2 || len(got[1]) != 2 || got[1][0] != "r2" {
		t.Errorf("reported %v", got)
	}
	b.selected("r5")
}

func TestSelectionSurvivesAnotherOrder(t *testing.T) {
	source := plain(30)
	b := newBench(t, source)
	b.click(b.pos("r3", "sector"), 0)
	b.click(b.pos("r4", ""), fyne.KeyModifierControl)
	for i, j := 0, len(source.keys)-1; i < j; i, j = i+1, j-1 {
		source.keys[i], source.keys[j] = source.keys[j], source.keys[i]
	}
	b.Reload()
	b.selected("r4", "r3")
	if row, _, _ := b.surface.at(); row != 26 {
		t.Errorf("active row is %d", row)
	}
}

func TestRowsThatGoAreNoLongerSelected(t *testing.T) {
	source := plain(5)
	b := newBench(t, source)
	b.SelectKeys("r5", "r4")
	var told []string
	b.OnSelect = func(keys []string) { told = keys }
	source.keys = source.keys[:4]
	b.Reload()
	b.selected("r4")
	if len(told) != 1 {
		t.Errorf("told %v", told)
	}
	if key, _ := b.Active(); key != "r4" {
		t.Errorf("active is %s", key)
	}
	source.keys = source.keys[:0] // without Reload
	b.Refresh()
	b.selected()
	b.Focus()
	b.keys("Down", "Delete", "F2", "Escape", "C-End")
}

func TestSpaceAndMenuKeys(t *testing.T) {
	b := newBench(t, tasks())
	b.click(b.pos("a1", "title"), 0)
	b.keys("Space")
	b.selected()
	b.keys("Space", "Down", "S-F10", "Menu")
	b.selected("a2")
	b.heard("menu [a2]", "menu [a2]")
	b.keys("Up", "Up")
	b.active("g:A", "title")
	b.keys("Space")
	b.selected("a1", "a2", "a3")
	b.keys("Delete")
	b.heard("delete [a1 a2 a3] [title sector party days] true")
}

func TestRightClickKeepsASelectionItHits(t *testing.T) {
	b := newBench(t, tasks())
	b.SelectKeys("a1", "a2")
	b.rightClick(b.pos("a2", "title"))
	b.rightClick(b.pos("b1", "title"))
	b.heard("menu [a1 a2]", "menu [b1]")
	b.rightClick(fyne.NewPos(b.pos("a1", "sector").X, 10))
	b.heard("header sector")
}

func TestShowAndFocusByKey(t *testing.T) {
	b := newBench(t, plain(100000))
	if b.ScrollTo("none") || !b.ScrollTo("r90000") {
		t.Fatal("ScrollTo")
	}
	b.active("r90000", "title")
	top := b.geo.top(89999, &b.scroll)
	if top < headerHeight || top+rowHeight > b.geo.size.Height {
		t.Errorf("row stands at %v", top)
	}
	b.ScrollTo("r1")
	if b.scroll.y != 0 {
		t.Errorf("scrolled to %v", b.scroll.y)
	}
}

func TestStretchingEqualsSelectingAnew(t *testing.T) {
	test.NewTempApp(t)
	rapid.Check(t, func(t *rapid.T) {
		source := Source(many{60, rapid.Bool().Draw(t, "groups")})
		var x rowIndex
		x.rebuild(source)
		var s selection
		s.clear()
		start := rapid.IntRange(0, 59).Draw(t, "start")
		s.only(&x, spot{x.key(start), "c", start}, false)
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			to := rapid.IntRange(0, 59).Draw(t, "to")
			s.stretch(&x, spot{x.key(to), "c", to}, false, false)
			want := 0
			for i := min(start, to); i <= max(start, to); i++ {
				if !x.isGroup(i) {
					want++
					if !s.has(x.key(i)) {
						t.Fatalf("row %d is not selected", i)
					}
				}
			}
			if len(s.list(&x)) != want {
				t.Fatalf("%d rows selected, want %d", len(s.keys), want)
			}
		}
	})
}
