package grid

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// table is a source of texts; a key that starts with "g:" heads a group.
type table struct {
	keys  []string
	cells map[string][]string
}

func (t *table) Rows() int          { return len(t.keys) }
func (t *table) Key(row int) string { return t.keys[row] }

func (t *table) Group(row int) (Group, bool) {
	title, is := strings.CutPrefix(t.keys[row], "g:")
	return Group{Title: title, Count: 2}, is
}

func (t *table) Cell(row, col int) Cell {
	return Cell{Text: t.cells[t.keys[row]][col]}
}

// tasks are two groups of three rows each: g:A, a1, a2, a3, g:B, b1, b2, b3.
func tasks() *table {
	t := &table{cells: map[string][]string{}}
	for _, group := range []string{"A", "B"} {
		t.keys = append(t.keys, "g:"+group)
		for n := range 3 {
			t.add(fmt.Sprintf("%s%d", strings.ToLower(group), n+1))
		}
	}
	return t
}

// plain is n rows without groups: r1, r2, …
func plain(n int) *table {
	t := &table{cells: map[string][]string{}}
	for i := range n {
		t.add(fmt.Sprintf("r%d", i+1))
	}
	return t
}

func (t *table) add(key string) {
	t.keys = append(t.keys, key)
	t.cells[key] = []string{"Task " + key, "Sector " + key, "Party " + key, key}
}

// bench is a grid in a window with what it reported.
type bench struct {
	*Grid
	t      *testing.T
	window fyne.Window
	clock  time.Time
	said   []string
	refuse error
}

func newBench(t *testing.T, source Source) *bench {
	t.Helper()
	test.NewTempApp(t)
	b := &bench{t: t, Grid: New(Light(), Texts{Number: "No", ReadOnly: "Read only", Locked: "Locked"})}
	b.clock = time.Date(2027, 5, 3, 8, 0, 0, 0, time.UTC)
	b.surface.mouse.now = func() time.Time { return b.clock }
	b.SetColumns([]Column{
		{ID: "title", Title: "Task", Width: 200, Editable: true},
		{ID: "sector", Title: "Sector", Width: 100, Editable: true},
		{ID: "party", Title: "Responsible", Width: 120},
		{ID: "days", Title: "Days", Width: 80, Numeric: true, Editable: true},
	}, 1)
	b.listen()
	b.SetSource(source)
	b.window = test.NewWindow(b.Grid)
	b.window.SetPadded(false)
	b.window.Resize(fyne.NewSize(640, 400))
	t.Cleanup(b.window.Close)
	return b
}

func (b *bench) say(format string, args ...any) {
	b.said = append(b.said, fmt.Sprintf(format, args...))
}

// listen writes down what the grid reports, selection apart.
func (b *bench) listen() {
	b.OnOpen = func(key string) { b.say("open %s", key) }
	b.OnEdit = func(key, column, value string) error {
		b.say("edit %s %s %q", key, column, value)
		return b.refuse
	}
	b.OnDelete = func(block Block) { b.say("delete %v %v %v", block.Keys, block.Columns, block.Whole) }
	b.OnPaste = func(text, key, column string) { b.say("paste %q %s %s", text, key, column) }
	b.OnMenu = func(fyne.Position) { b.say("menu %v", b.Selected()) }
	b.OnHeaderMenu = func(column string, _ fyne.Position) { b.say("header %s", column) }
	b.OnSort = func(s Sort) { b.say("sort %s %d", s.Column, s.Order) }
	b.OnFold = func(group string, collapsed bool) { b.say("fold %s %v", group, collapsed) }
	b.OnLayout = func() { b.say("layout") }
	b.OnDragRows = func(keys []string, at fyne.Position) { b.say("drag %v", keys) }
	b.OnDropRows = func(keys []string, at fyne.Position) { b.say("drop %v %v", keys, at) }
	b.OnMoveRows = func(keys []string, before string) { b.say("move %v %s", keys, before) }
}

// heard checks and forgets what was reported.
func (b *bench) heard(want ...string) {
	b.t.Helper()
	if !slices.Equal(b.said, want) {
		b.t.Errorf("reported %q, want %q", b.said, want)
	}
	b.said = nil
}

func (b *bench) selected(want ...string) {
	b.t.Helper()
	if got := b.Selected(); !slices.Equal(got, want) {
		b.t.Errorf("selected %v, want %v", got, want)
	}
}

func (b *bench) active(key, column string) {
	b.t.Helper()
	if k, c := b.Active(); k != key || c != column {
		b.t.Errorf("active %s/%s, want %s/%s", k, c, key, column)
	}
}

// pos is the middle of a cell.
func (b *bench) pos(key, column string) fyne.Position {
	b.t.Helper()
	row, ok := b.rows.find(key)
	if !ok {
		b.t.Fatalf("no row %s", key)
	}
	x := b.geo.numbers / 2
	if column != "" {
		place, _ := b.cols.place(column)
		x = b.geo.left(place, &b.scroll) + b.geo.boxes[place].width/2
	}
	return fyne.NewPos(x, b.geo.top(row, &b.scroll)+rowHeight/2)
}

func mouseAt(at fyne.Position, button desktop.MouseButton, mods fyne.KeyModifier) *desktop.MouseEvent {
	return &desktop.MouseEvent{
		PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: at}, Button: button, Modifier: mods,
	}
}

// click presses and lets go as a desktop driver does.
func (b *bench) click(at fyne.Position, mods fyne.KeyModifier) {
	ev := mouseAt(at, desktop.MouseButtonPrimary, mods)
	b.surface.MouseDown(ev)
	b.surface.MouseUp(ev)
	b.surface.Tapped(&ev.PointEvent)
	b.clock = b.clock.Add(time.Second)
}

func (b *bench) doubleClick(at fyne.Position) {
	b.click(at, 0)
	b.clock = b.clock.Add(-900 * time.Millisecond)
	b.click(at, 0)
}

func (b *bench) rightClick(at fyne.Position) {
	ev := mouseAt(at, desktop.MouseButtonSecondary, 0)
	b.surface.MouseDown(ev)
	b.surface.MouseUp(ev)
	b.surface.TappedSecondary(&ev.PointEvent)
}

// dragBy presses, moves over the stops and lets go at the last.
func (b *bench) dragBy(from fyne.Position, stops ...fyne.Position) {
	ev := mouseAt(from, desktop.MouseButtonPrimary, 0)
	b.surface.MouseDown(ev)
	b.dragOn(stops...)
	b.surface.MouseUp(ev)
	b.surface.DragEnd()
}

func (b *bench) dragOn(stops ...fyne.Position) {
	for _, at := range stops {
		b.surface.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: at}})
	}
}

// keys types keys into whatever has the focus; a leading "S-" holds Shift, "C-"
// Control.
func (b *bench) keys(names ...string) {
	b.t.Helper()
	for _, name := range names {
		focused := b.window.Canvas().Focused()
		if focused == nil {
			b.t.Fatalf("nothing has the focus to take %s", name)
		}
		if rest, ok := strings.CutPrefix(name, "C-"); ok {
			mods := fyne.KeyModifierControl
			if bare, shift := strings.CutPrefix(rest, "S-"); shift {
				rest, mods = bare, mods|fyne.KeyModifierShift
			}
			focused.(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyName(rest), Modifier: mods})
			continue
		}
		shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
		rest, held := strings.CutPrefix(name, "S-")
		if held {
			focused.(desktop.Keyable).KeyDown(shift)
		}
		focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(rest)})
		if held {
			focused.(desktop.Keyable).KeyUp(shift)
		}
	}
}

// types types characters into whatever has the focus.
func (b *bench) types(text string) {
	for _, r := range text {
		b.window.Canvas().Focused().TypedRune(r)
	}
}

var errRefused = errors.New("the finish is before the start")
