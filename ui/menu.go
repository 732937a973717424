package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"jointplan/ui/parts"
)

var menuNames = []string{"file", "edit", "operation", "view", "share", "help"}

// topBar is the first line of the window: name, menus, search and marking.
func (d *Desk) topBar() fyne.CanvasObject {
	name := parts.NewTitle("Jointplan", 13)
	left := parts.Flow(2, parts.Gap(8, 0), name, parts.Gap(6, 0))
	for _, menu := range menuNames {
		press := parts.NewMenu(d.t("menu."+menu), nil)
		press.Do = func() { d.openMenu(menu, press) }
		left.Add(press)
	}
	if d.session == nil {
		return parts.Pad(container.NewBorder(nil, nil, left, nil), 4, 10, 4, 2)
	}
	find := newSearchButton(d.t("search.hint"), d.showSearch)
	d.marking = newMarking(d)
	right := parts.Flow(0, d.marking.content, parts.Gap(8, 0))
	return parts.Pad(container.NewBorder(nil, nil, left, right, container.NewCenter(parts.Wide(find, 400))), 4, 4, 4, 2)
}

func (d *Desk) openMenu(menu string, under fyne.CanvasObject) {
	var items []*fyne.MenuItem
	for _, c := range d.commands {
		if c.menu != menu {
			continue
		}
		if c.rule {
			items = append(items, fyne.NewMenuItemSeparator())
		}
		item := fyne.NewMenuItem(d.label(c), func() { d.run(c.name) })
		item.Shortcut = c.key
		item.Disabled = c.ready != nil && !c.ready()
		item.Checked = d.isInForce(c.name)
		items = append(items, item)
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(under)
	d.popUp(fyne.NewMenu("", items...), at.AddXY(0, under.Size().Height))
}

func (d *Desk) popUp(menu *fyne.Menu, at fyne.Position) {
	widget.ShowPopUpMenuAtPosition(menu, d.win.Canvas(), at)
}

// isInForce marks the language and the colours chosen in the menu.
func (d *Desk) isInForce(name string) bool {
	return name == "view."+string(d.app.mode()) ||
		name == map[string]string{"en": "view.english", "fr": "view.french", "ru": "view.russian"}[d.app.Words.Language()]
}
