package ui

import (
	"fyne.io/fyne/v2"

	"jointplan/plan"
	"jointplan/ui/parts"
)

// tabs lists the kinds of the section in sight, and for tasks the board.
func (d *Desk) tabs(k *plan.Kind, board bool) fyne.CanvasObject {
	row := parts.Flow(20)
	open := func(kind *plan.Kind, board bool) func() {
		return func() {
			d.Go(Place{Operation: d.place.Operation, Section: d.place.Section, Kind: kind.Name, Board: board})
		}
	}
	kinds := kindsAt(k.Section)
	if k.Section == plan.SectionTasks {
		task := plan.KindOf[plan.Task]()
		row.Add(parts.NewTab(d.t("tab.grid"), k == task && !board, open(task, false)))
		row.Add(parts.NewTab(d.t("tab.board"), board, open(task, true)))
	}
	for _, kind := range kinds {
		if kind == plan.KindOf[plan.Task]() {
			continue
		}
		row.Add(parts.NewTab(d.t(kind.Plural()), k == kind, open(kind, false)))
	}
	return parts.Pad(row, 2, 12, 0, 14)
}
