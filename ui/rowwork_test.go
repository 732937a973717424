package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"jointplan/plan"
	"jointplan/ui/grid"
)

func TestPaste(t *testing.T) {
	for _, c := range []struct {
		name, text, column string
		from               int // row of the active cell; -1 for the last
		steps, rows        int // rows that come
		titles             []string
		refused            bool
	}{
		{name: "into cells", text: "One\nTwo\nThree", column: "title", steps: 1, titles: []string{"One", "Two", "Three"}},
		{name: "past the last row", text: "Last\nNew A\nNew B\n", column: "title", from: -1, steps: 1, rows: 2, titles: []string{"Last", "New A", "New B"}},
		{name: "with a header", text: "Start\tFinish\tTask\n2027-03-01\t2027-03-09\tOne\n2027-03-02\t2027-03-09\tTwo\n", column: "no", steps: 1, titles: []string{"One", "Two"}},
		{name: "with a bad cell", text: "One\nTwo\t\t\tnot a day\n", column: "title", refused: true},
		{name: "nothing", text: "\n", column: "title"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := atTasks(t)
			all := p.ids()
			at := c.from
			if at < 0 {
				at = len(all) - 1
			}
			text := c.text
			if c.refused { // a day that is none, in the column of starts
				columns := p.section().grid.ColumnsFrom("title", 20)
				text = "One" + strings.Repeat("\t", slices.Index(columns, "when.start")) + "not a day\nTwo"
			}
			p.wantSteps(c.steps, func() { p.section().paste(text, all[at].String(), c.column) })
			if got := len(p.ids()) - len(all); got != c.rows {
				t.Errorf("%d rows came, want %d", got, c.rows)
			}
			for i, want := range c.titles {
				if got := p.titles()[at+i]; got != want {
					t.Errorf("row %d is %q, want %q", at+i+1, got, want)
				}
			}
			if said := p.overlay() != nil; said != c.refused {
				t.Errorf("something was said: %v", said)
			}
			if c.refused {
				p.wantText("not a day")
			}
			if c.steps > 0 {
				p.run("edit.undo")
				if !slices.Equal(p.ids(), all) {
					t.Error("one undo does not take it back")
				}
			}
		})
	}
}

func TestPasteFromTheClipboardByKey(t *testing.T) {
	p := atTasks(t)
	id := p.ids()[1]
	p.pick(id)
	p.section().Focus()
	fyne.CurrentApp().Clipboard().SetContent("From a spreadsheet")
	p.section().grid.Edit(id.String(), "title") // makes the title the active cell
	p.key(fyne.KeyEscape)
	p.win.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
	if got := p.get(id, "title"); got != "From a spreadsheet" {
		t.Errorf("the title is %q", got)
	}
}

func TestDeleteKeyEmptiesCells(t *testing.T) {
	p := atTasks(t)
	id := p.ids()[7]
	if p.get(id, "party") == "" {
		t.Fatal("the sample has changed: no party to empty")
	}
	p.wantSteps(1, func() {
		p.section().erase(grid.Block{Keys: keysOf([]plan.ID{id}), Columns: []string{"title", "sector", "party"}})
	})
	if p.get(id, "party") != "" || p.get(id, "sector") != "" || p.get(id, "title") == "" {
		t.Error("not exactly party and sector were emptied")
	}
	p.run("edit.undo")
	if p.get(id, "party") == "" {
		t.Error("undo did not bring the party back")
	}
}

func TestNewRowIsEdited(t *testing.T) {
	p := atTasks(t)
	n := len(p.ids())
	p.wantSteps(1, func() { p.run("operation.row") })
	if len(p.ids()) != n+1 || !p.section().grid.Editing() {
		t.Errorf("%d rows, editing %v", len(p.ids())-n, p.section().grid.Editing())
	}
	p.win.Canvas().Focused().(interface{ SetText(string) }).SetText("Brand new")
	p.key(fyne.KeyReturn)
	if got := p.titles()[n]; got != "Brand new" {
		t.Errorf("the new row is %q", got)
	}
}

// TestNewRowOfEveryKind makes an object of each kind from its own section.
func TestNewRowOfEveryKind(t *testing.T) {
	p := atSample(t)
	for _, place := range everyPlace(p.place.Operation) {
		k := plan.KindNamed(place.Kind)
		if k == nil || place.Board {
			continue
		}
		place.Operation = p.place.Operation
		p.Go(place)
		n := len(p.ids())
		p.run("operation.row")
		if p.overlay() != nil {
			t.Errorf("%s: %q", k.Name, p.texts()[len(p.texts())-4:])
			p.closeOverlays()
			continue
		}
		p.section().grid.CancelEdit()
		if got := len(p.ids()) - n; got != 1 {
			t.Errorf("%s: %d rows came", k.Name, got)
			continue
		}
		p.run("edit.delete")
		if got := len(p.ids()) - n; got != 0 {
			t.Errorf("%s: %d rows too many after deleting", k.Name, got)
		}
	}
}

func TestClickSelectsAndRightClickOffers(t *testing.T) {
	p := atTasks(t)
	p.win.Canvas().Capture()
	surface := p.surface()
	at := fyne.NewPos(300, 200)
	press := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: at}, Button: desktop.MouseButtonPrimary}
	surface.(desktop.Mouseable).MouseDown(press)
	surface.(fyne.Tappable).Tapped(&press.PointEvent)
	ids := p.view.Selected()
	if len(ids) != 1 {
		t.Fatalf("%d rows selected by a click", len(ids))
	}
	press.Button = desktop.MouseButtonSecondary
	surface.(desktop.Mouseable).MouseDown(press)
	surface.(fyne.SecondaryTappable).TappedSecondary(&press.PointEvent)
	p.wantSteps(1, func() { p.press(p.t("command.edit.duplicate")) })
}
