package grid

import (
	"encoding/json"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"
)

func TestStateIsBroughtBack(t *testing.T) {
	b := newBench(t, tasks())
	b.dragBy(b.head("days", false), b.head("sector", false).AddXY(-30, 0))
	from := b.head("title", true)
	b.dragBy(from, from.AddXY(40, 0))
	b.ShowColumn("party", false)
	b.click(b.head("sector", false), 0)
	b.Fold("g:A", true)
	b.window.Resize(fyne.NewSize(300, 150))
	b.SelectKeys("b2", "b3")
	b.ScrollTo("b3")
	data, err := json.Marshal(b.State())
	if err != nil {
		t.Fatal(err)
	}
	var st State
	if err := json.Unmarshal(data, &st); err != nil {
		t.Fatal(err)
	}
	other := New(Dark(), Texts{})
	other.SetColumns(b.cols.defs, 1)
	other.SetSource(tasks())
	other.SetState(st) // before the grid has a size
	w := test.NewWindow(other)
	defer w.Close()
	w.SetPadded(false)
	w.Resize(fyne.NewSize(300, 150))
	if diff := cmp.Diff(b.State(), other.State()); diff != "" {
		t.Error(diff)
	}
	if st.Y == 0 {
		t.Error("the test does not scroll")
	}
}

func TestStateOfAnotherVersionIsPassedOver(t *testing.T) {
	b := newBench(t, tasks())
	b.SetState(State{
		Order: []string{"gone", "days", "title"}, Hidden: []string{"gone", "days", "title", "sector", "party"},
		Widths: map[string]float32{"gone": 5, "sector": 1e9}, Sort: Sort{"gone", SortUp},
		Collapsed: []string{"gone"}, X: 1e12, Y: -5, Selected: []string{"gone", "a1"}, Active: "gone", Column: "gone",
	})
	b.selected("a1")
	if n := len(b.cols.shown); n != 1 {
		t.Errorf("%d columns shown; one stays", n)
	}
	b.Focus()
	b.keys("Down", "Right", "C-End")
	st := b.State()
	if st.Sort.Column != "" || st.X != 0 || st.Y != 0 {
		t.Errorf("state %+v", st)
	}
}

func TestNewColumnsTakeTheirPlace(t *testing.T) {
	b := newBench(t, tasks())
	b.dragBy(b.head("days", false), b.head("sector", false).AddXY(-30, 0))
	b.SetColumns([]Column{
		{ID: "title", Width: 50}, {ID: "line", Width: 60}, {ID: "sector", Width: 70}, {ID: "days", Width: 80},
	}, 1)
	if diff := cmp.Diff([]string{"title", "line", "days", "sector"}, b.ColumnsFrom("title", 9)); diff != "" {
		t.Error(diff)
	}
	if w := b.State().Widths["title"]; w != 200 {
		t.Errorf("the width is forgotten: %v", w)
	}
}

func TestColumnSettings(t *testing.T) {
	b := newBench(t, tasks())
	b.ShowColumn("sector", false)
	if s := b.ColumnSettings(); !s[1].Hidden || s[1].Title != "Sector" || s[2].Hidden {
		t.Errorf("settings %v", s)
	}
	b.ShowColumn("sector", true)
	if len(b.cols.shown) != 4 {
		t.Error("not shown again")
	}
}
