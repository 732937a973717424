package grid

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestTypingReplacesF2Keeps(t *testing.T) {
	b := newBench(t, tasks())
	b.click(b.pos("a1", "title"), 0)
	b.types("New")
	if !b.Editing() {
		t.Fatal("typing does not edit")
	}
	b.keys("Return")
	b.heard(`edit a1 title "New"`)
	b.active("a2", "title")
	b.keys("F2")
	b.types("!")
	b.keys("Tab")
	b.heard(`edit a2 title "Task a2!"`)
	b.active("a2", "sector")
	b.keys("F2", "S-Tab")
	b.heard() // nothing was changed
	b.active("a2", "title")
}

func TestEscapeReverts(t *testing.T) {
	b := newBench(t, tasks())
	b.doubleClick(b.pos("a1", "sector"))
	b.types("x")
	b.keys("Escape")
	b.heard()
	if b.Editing() || !b.surface.focused {
		t.Error("the grid has the keyboard again")
	}
	b.keys("Down")
	b.active("a2", "sector")
}

func TestClickElsewhereCommits(t *testing.T) {
	b := newBench(t, tasks())
	b.doubleClick(b.pos("a1", "sector"))
	b.types("x")
	b.click(b.pos("b1", "title"), 0)
	b.heard(`edit a1 sector "Sector a1x"`)
	b.selected("b1")
	b.doubleClick(b.pos("a1", "title"))
	b.types("y")
	b.window.Canvas().Unfocus()
	b.heard(`edit a1 title "Task a1y"`)
}

func TestRefusedValueIsKeptForCorrection(t *testing.T) {
	b := newBench(t, tasks())
	b.refuse = errRefused
	b.click(b.pos("a1", "days"), 0)
	b.types("9")
	b.keys("Return")
	b.heard(`edit a1 days "9"`)
	if !b.Editing() || b.surface.edit.notice.text != errRefused.Error() {
		t.Fatalf("note %q", b.surface.edit.notice.text)
	}
	b.click(b.pos("b1", "title"), 0) // not asked again for the same text
	b.heard()
	b.active("a1", "days")
	b.refuse = nil
	b.types("0")
	if b.surface.edit.notice.text != "" {
		t.Error("the note outlives the text it is about")
	}
	b.keys("Return")
	b.heard(`edit a1 days "90"`)
	b.active("a2", "days")
}

func TestWhatCannotBeEdited(t *testing.T) {
	b := newBench(t, tasks())
	b.click(b.pos("a1", "party"), 0)
	b.types("x")
	b.keys("F2")
	b.SetReadOnly(true)
	b.click(b.pos("a1", "title"), 0)
	b.types("x")
	if got := b.surface.edit.notice.text; got != "Read only" {
		t.Errorf("note %q", got)
	}
	b.keys("Delete")
	b.Paste()
	b.SetReadOnly(false)
	b.OnEditor = func(string, string) (Editor, bool) { return Editor{}, false }
	b.types("x")
	if got := b.surface.edit.notice.text; got != "Locked" || b.Editing() {
		t.Errorf("note %q", got)
	}
	b.keys("Down")
	if got := b.surface.edit.notice.text; got != "" {
		t.Errorf("the note stays: %q", got)
	}
	b.heard()
}

func TestEditingEndsWhenItsRowGoes(t *testing.T) {
	source := tasks()
	b := newBench(t, source)
	b.click(b.pos("a1", "title"), 0)
	b.types("x")
	source.keys = source.keys[4:]
	b.Reload()
	if b.Editing() {
		t.Error("still editing")
	}
	b.heard()
}

func TestHostMayReloadWhileItIsAsked(t *testing.T) {
	source := tasks()
	b := newBench(t, source)
	b.OnEdit = func(key, column, value string) error {
		source.cells[key][0] = value
		b.Reload()
		return nil
	}
	b.click(b.pos("a1", "title"), 0)
	b.types("New")
	b.keys("Return")
	if source.cells["a1"][0] != "New" || b.Editing() {
		t.Error("not committed")
	}
}

func TestBackspaceEmptiesTheCell(t *testing.T) {
	b := newBench(t, tasks())
	b.click(b.pos("a1", "title"), 0)
	b.keys(string(fyne.KeyBackspace), "Return")
	b.heard(`edit a1 title ""`)
	b.keys("F2")
	b.types("x")
	b.CancelEdit()
	b.heard()
}

func TestEditByName(t *testing.T) {
	b := newBench(t, tasks())
	b.Edit("b2", "sector")
	b.types("x")
	if !b.FinishEdit() {
		t.Error("refused")
	}
	b.heard(`edit b2 sector "Sector b2x"`)
}

func choices(multi bool, value string) func(string, string) (Editor, bool) {
	return func(string, string) (Editor, bool) {
		return Editor{Kind: EditChoice, Multi: multi, Value: value, Options: []Option{
			{Key: "", Label: "not assigned"}, {Key: "fr", Label: "France"},
			{Key: "pl", Label: "Poland"}, {Key: "xp", Label: "New Poland"},
		}}, true
	}
}

func TestChoiceOfOne(t *testing.T) {
	tests := []struct {
		name string
		act  func(b *bench)
		want []string
	}{
		{"typed", func(b *bench) { b.types("pol"); b.keys("Return") }, []string{`edit a1 title "pl"`}},
		{"several words", func(b *bench) { b.types("land new"); b.keys("Return") }, []string{`edit a1 title "xp"`}},
		{"arrows", func(b *bench) { b.keys("F2", "Down", "Tab") }, []string{`edit a1 title "pl"`}},
		{"none", func(b *bench) { b.keys("F2", "Up", "Return") }, []string{`edit a1 title ""`}},
		{"escape", func(b *bench) { b.types("pol"); b.keys("Escape") }, nil},
		{"same", func(b *bench) { b.keys("F2", "Return") }, nil},
		{"nothing fits", func(b *bench) { b.types("zzz"); b.keys("Return", "Escape") }, nil},
		{"click", func(b *bench) {
			b.keys("F2")
			list := b.surface.edit.field.(*picker).list
			list.Tapped(&fyne.PointEvent{Position: fyne.NewPos(20, 2*rowHeight+3)})
		}, []string{`edit a1 title "pl"`}},
		{"click beside", func(b *bench) {
			b.keys("F2", "Down")
			b.surface.edit.field.(*picker).popup.Tapped(&fyne.PointEvent{Position: fyne.NewPos(630, 390)})
		}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t, tasks())
			b.OnEditor = choices(false, "fr")
			b.click(b.pos("a1", "title"), 0)
			tt.act(b)
			b.heard(tt.want...)
			if b.Editing() || len(b.window.Canvas().Overlays().List()) != 0 {
				t.Error("the list is still open")
			}
		})
	}
}

func TestChoiceOfSeveral(t *testing.T) {
	b := newBench(t, tasks())
	b.OnEditor = choices(true, "pl fr")
	b.click(b.pos("a1", "title"), 0)
	b.types("new")
	b.keys("Down")
	b.types(" ")
	b.keys("Return")
	b.heard(`edit a1 title "pl fr xp"`)
	b.click(b.pos("a1", "title"), 0)
	b.types("new p")
	b.keys("Return")
	b.heard(`edit a1 title "pl fr xp"`)
	b.click(b.pos("a1", "title"), 0)
	b.keys("F2")
	b.types(" ") // takes away the first of those ticked
	b.keys("Tab")
	b.heard(`edit a1 title "pl"`)
}

func TestLongText(t *testing.T) {
	b := newBench(t, tasks())
	b.OnEditor = func(string, string) (Editor, bool) { return Editor{Kind: EditLong, Value: "one"}, true }
	b.click(b.pos("a1", "title"), 0)
	b.keys("F2", "Return")
	b.types("two")
	b.refuse = errRefused
	b.keys("C-Return")
	b.heard(`edit a1 title "one\ntwo"`)
	if got := b.surface.edit.field.(*longField).reason.Text; got == "" {
		t.Error("no reason shown")
	}
	b.refuse = nil
	b.keys("C-Return")
	b.heard(`edit a1 title "one\ntwo"`)
	b.active("a2", "title")
}

func TestCustomEditorIsToldItsPlace(t *testing.T) {
	b := newBench(t, tasks())
	var size fyne.Size
	b.OnEditor = func(string, string) (Editor, bool) {
		return Editor{Kind: EditCustom, Open: func(_ fyne.Position, s fyne.Size) { size = s }}, true
	}
	b.click(b.pos("a1", "title"), 0)
	b.keys("F2")
	if size.Width != 200 || b.Editing() {
		t.Errorf("size %v", size)
	}
}
