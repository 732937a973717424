package parts

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func TestEntryHandsOverOnce(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(e *Entry, w fyne.Window)
		want []string
		text string
	}{
		{"Enter", func(_ *Entry, w fyne.Window) { typeIn(w, "b", fyne.KeyReturn) }, []string{"ab"}, "ab"},
		{"leaving", func(_ *Entry, w fyne.Window) { typeIn(w, "b"); w.Canvas().Unfocus() }, []string{"ab"}, "ab"},
		{"Enter and leaving", func(_ *Entry, w fyne.Window) { typeIn(w, "b", fyne.KeyReturn); w.Canvas().Unfocus() }, []string{"ab"}, "ab"},
		{"leaving untouched", func(_ *Entry, w fyne.Window) { w.Canvas().Unfocus() }, nil, "a"},
		{"Escape", func(_ *Entry, w fyne.Window) { typeIn(w, "b", fyne.KeyEscape); w.Canvas().Unfocus() }, nil, "a"},
		{"refused, then left", func(e *Entry, w fyne.Window) {
			commit := e.Commit
			e.Commit = func(s string) { commit(s); e.Unsettle() }
			typeIn(w, "b", fyne.KeyReturn)
			w.Canvas().Unfocus()
		}, []string{"ab", "ab"}, "ab"},
		{"put by the program", func(e *Entry, w fyne.Window) { e.Put("z"); w.Canvas().Unfocus() }, nil, "z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			test.NewTempApp(t)
			var got []string
			e := NewEntry("a", func(s string) { got = append(got, s) })
			w := test.NewWindow(e)
			defer w.Close()
			w.Canvas().Focus(e)
			e.CursorColumn = 1
			c.do(e, w)
			if !slices.Equal(got, c.want) || e.Text != c.text {
				t.Errorf("handed over %q and holds %q, want %q and %q", got, e.Text, c.want, c.text)
			}
		})
	}
}

func TestEntryKeepsTheShortcutsOfEditing(t *testing.T) {
	test.NewTempApp(t)
	e := NewEntry("some words", nil)
	w := test.NewWindow(e)
	defer w.Close()
	w.Canvas().Focus(e)
	e.CursorColumn = 10
	e.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierControl})
	if e.CursorColumn != 5 {
		t.Errorf("a word to the left the cursor stands at %d", e.CursorColumn)
	}
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	if e.SelectedText() != "some words" {
		t.Errorf("selected %q", e.SelectedText())
	}
}

func TestEnterInAForm(t *testing.T) {
	test.NewTempApp(t)
	e := NewEntry("", nil)
	done := 0
	e.Entered = func() { done++ }
	w := test.NewWindow(e)
	defer w.Close()
	w.Canvas().Focus(e)
	typeIn(w, "a", fyne.KeyReturn)
	if done != 1 {
		t.Errorf("the form was confirmed %d times", done)
	}
}
