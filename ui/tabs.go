package ui

import (
	"fyne.io/fyne/v2"

	"jointplan/plan"
	"jointplan/ui/parts"
)

// tabs lists the kinds of the section in sight, for tasks the board and for sectors
// the map; other says that the board or the map is open.
func (d *Desk) tabs(k *plan.Kind, other bool) fyne.CanvasObject {
	row := parts.Flow(20)
	open := func(kind *plan.Kind, board bool) func() {
		return func() {
			d.carry(Place{Operation: d.place.Operation, Section: d.place.Section, Kind: kind.Name, Board: board})
		}
	}
	kinds := kindsAt(k.Section)
	if k.Section == plan.SectionTasks {
		task := plan.KindOf[plan.Task]()
		row.Add(parts.NewTab(d.t("tab.grid"), k == task && !other, open(task, false)))
		row.Add(parts.NewTab(d.t("tab.board"), other, open(task, true)))
	}
	if k.Section == plan.SectionSectors {
		row.Add(parts.NewTab(d.t("tab.map"), other, func() {
			d.carry(Place{Operation: d.place.Operation, Section: k.Section, Kind: plan.KindOf[plan.Sector]().Name, Map: true})
		}))
	}
	for _, kind := range kinds {
		if kind == plan.KindOf[plan.Task]() {
			continue
		}
		row.Add(parts.NewTab(d.t(kind.Plural()), k == kind && !other, open(kind, false)))
	}
	return parts.Pad(row, 2, 12, 0, 14)
}

// carry goes to another view of the section and keeps what is selected.
func (d *Desk) carry(p Place) {
	selected := d.view.Selected()
	d.Go(p)
	switch v := d.view.(type) {
	case *mapView:
		v.selectOnly(selected...)
	case *sectionView:
		v.grid.SelectKeys(keysOf(selected)...)
		if len(selected) > 0 {
			v.grid.ScrollTo(selected[0].String())
		}
	}
	d.selectionChanged()
}
