package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/ui/grid"
	"jointplan/ui/parts"
	"jointplan/ui/theme"
)

// newGrid makes a grid in the colours and words in force.
func (d *Desk) newGrid() *grid.Grid {
	g := grid.New(gridPalette(), d.gridTexts())
	g.Numbers = false // objects carry their own numbers
	return g
}

func gridPalette() grid.Palette {
	if parts.Colours() == &theme.DarkPalette {
		return grid.Dark()
	}
	return grid.Light()
}

func (d *Desk) gridTexts() grid.Texts {
	return grid.Texts{
		Number: d.t("field.no"), Loading: d.t("grid.loading"), ReadOnly: d.t("grid.readonly"), Locked: d.t("grid.locked"),
		NoMatch: d.t("picker.none"), Save: d.t("button.save"), Cancel: d.t("button.cancel"),
		Dragged: func(n int) string { return d.app.Words.Say(plan.CountOf(plan.KindOf[plan.Task](), n)) },
	}
}

// rowMenu offers what can be done with the selected rows.
func (d *Desk) rowMenu() *fyne.Menu {
	var items []*fyne.MenuItem
	for _, name := range []string{"operation.assign", "operation.record", "share.label", "operation.row", "edit.duplicate", "edit.up", "edit.down", "edit.delete", "edit.restore", "view.objecthistory", "view.fieldhistory"} {
		for _, c := range d.commands {
			if c.name != name || d.isOutOfPlace(name) {
				continue
			}
			item := fyne.NewMenuItem(d.label(c), func() { d.run(c.name) })
			item.Shortcut, item.Disabled = c.key, c.ready != nil && !c.ready()
			items = append(items, item)
		}
	}
	return fyne.NewMenu("", items...)
}

// isOutOfPlace reports whether a command has nothing to do with the rows in sight.
func (d *Desk) isOutOfPlace(name string) bool {
	switch name {
	case "operation.assign":
		return d.past != nil || d.selectedKind() != plan.KindOf[plan.Task]()
	case "edit.restore":
		return d.past == nil
	}
	return d.past != nil && !strings.HasPrefix(name, "view.")
}

// dragTasks shows where dragged tasks can be dropped, and marks what lies under
// them.
func (d *Desk) dragTasks(keys []string, at fyne.Position) {
	if keys == nil || d.session.File.ReadOnly() != nil {
		d.side.refresh()
		return
	}
	if d.side.drops == nil {
		d.side.showDrops()
	}
	d.side.dropAt(at)
}

// dropTasks assigns tasks to what they were dropped on.
func (d *Desk) dropTasks(keys []string, at fyne.Position) {
	target := d.side.dropAt(at)
	d.side.refresh()
	if target != plan.NoID {
		d.assign(idsOf(keys), target)
	}
}

// assign gives tasks to one party, sector, unit or phase.
func (d *Desk) assign(tasks []plan.ID, target plan.ID) {
	var a edit.Assignment
	switch plan.KindFor(d.session.Doc.Get(target)).Name {
	case "party":
		a.Party = target
	case "sector":
		a.Sector = target
	case "unit":
		a.Unit = target
	case "phase":
		a.Phase = target
	}
	d.Do(edit.Assign(d.session.Doc, tasks, a))
}
