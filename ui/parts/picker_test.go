package parts

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// choices is a picker of some countries in a window, with the keyboard.
func choices(t *testing.T, several bool) (*Picker, fyne.Window, *[]string) {
	t.Helper()
	test.NewTempApp(t)
	var picked []string
	p := &Picker{Multi: several, NoMatch: "Nothing fits", Items: []Item{
		{Key: "fr", Label: "France"}, {Key: "pl", Label: "Poland"}, {Key: "ru", Label: "Russia"},
	}}
	p.Pick = func(key string) { picked = append(picked, key) }
	p.ExtendBaseWidget(p)
	w := test.NewWindow(p)
	w.Resize(fyne.NewSize(400, 300))
	w.Canvas().Focus(p)
	t.Cleanup(w.Close)
	return p, w, &picked
}

func typeIn(w fyne.Window, text string, keys ...fyne.KeyName) {
	for _, r := range text {
		w.Canvas().Focused().TypedRune(r)
	}
	for _, key := range keys {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func TestPickerByKeyboard(t *testing.T) {
	for _, c := range []struct {
		name string
		text string
		keys []fyne.KeyName
		want string
	}{
		{name: "typing opens and narrows", text: "pol", keys: []fyne.KeyName{fyne.KeyReturn}, want: "pl"},
		{name: "anywhere in the word", text: "ssia", keys: []fyne.KeyName{fyne.KeyReturn}, want: "ru"},
		{name: "down", keys: []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn}, want: "ru"},
		{name: "nothing fits", text: "x", keys: []fyne.KeyName{fyne.KeyReturn}},
		{name: "given up", text: "pol", keys: []fyne.KeyName{fyne.KeyEscape}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, w, picked := choices(t, false)
			typeIn(w, c.text, c.keys...)
			got := ""
			if len(*picked) > 0 {
				got = (*picked)[0]
			}
			if got != c.want || len(*picked) > 1 {
				t.Errorf("picked %q, want %q", *picked, c.want)
			}
			if open := w.Canvas().Overlays().Top() != nil; open != (c.name == "nothing fits") {
				t.Errorf("the list is open: %v", open)
			}
		})
	}
}

func TestPickerOfSeveralStaysOpen(t *testing.T) {
	p, w, picked := choices(t, true)
	p.Chosen = "fr"
	typeIn(w, "", fyne.KeySpace, fyne.KeyDown, fyne.KeyReturn, fyne.KeyUp, fyne.KeyReturn)
	if got := (*picked)[len(*picked)-1]; got != "pl" || w.Canvas().Overlays().Top() == nil {
		t.Errorf("picked %q", *picked)
	}
}

func TestLockedPickerStaysShut(t *testing.T) {
	p, w, _ := choices(t, false)
	p.Locked = true
	typeIn(w, "p", fyne.KeySpace)
	if w.Canvas().Overlays().Top() != nil {
		t.Error("it opens")
	}
}
