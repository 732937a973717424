package ui

import (
	"maps"

	"fyne.io/fyne/v2"

	"jointplan/exchange/chart"
	"jointplan/ui/parts"
)

// viewTools choose what the colours tell, what is shown, the day, the season and the maps
// under the plan.
func (v *mapView) viewTools() []parts.Tool {
	d := v.desk
	colour := parts.NewChip(d.say("map.by", "What", d.t("map.by."+string(v.options.By))), v.options.By != chart.ByParty || v.options.Patterns, nil)
	colour.Do = func() { v.popUnder(colour, v.colourMenu()) }
	tools := []parts.Tool{{Object: colour}}
	if v.options.By == chart.ByDensity {
		season := "map.summer"
		if v.options.Winter {
			season = "map.winter"
		}
		change := func() { v.set(func(o *mapOptions) { o.Winter = !o.Winter }) }
		item := fyne.NewMenuItem(d.t("map.winter"), change)
		item.Checked = v.options.Winter
		tools = append(tools, parts.Tool{Object: parts.NewChip(d.t(season), v.options.Winter, change), Rank: 1, Menu: menuOf(item)})
	}
	show := parts.NewChip(d.t("map.see.title"), len(v.options.Hidden) > 0, nil)
	show.Do = func() { v.popUnder(show, v.showMenu()) }
	gone := fyne.NewMenuItem(d.t("map.see.title"), nil)
	gone.ChildMenu = fyne.NewMenu("", v.showMenu()...)
	day := fyne.NewMenuItem(d.t("command.view.day"), v.toggleDay)
	day.Checked = v.options.On != 0
	v.dayChip = parts.NewChip(v.dayName(), v.options.On != 0, v.toggleDay)
	return append(tools,
		parts.Tool{Object: show, Rank: 2, Menu: menuOf(gone)},
		parts.Tool{Object: v.dayChip, Rank: 1, Menu: menuOf(day)},
		parts.Tool{Object: parts.NewChip(d.t("command.view.maps"), d.app.maps.anyShown(), d.showMaps), Rank: 2, Menu: menuOf(fyne.NewMenuItem(d.t("command.view.maps"), d.showMaps))})
}

// colourMenu lists what the colours can tell.
func (v *mapView) colourMenu() []*fyne.MenuItem {
	d := v.desk
	var items []*fyne.MenuItem
	for _, by := range chart.Colourings {
		item := fyne.NewMenuItem(d.t("map.by."+string(by)), func() { v.set(func(o *mapOptions) { o.By = by }) })
		item.Checked = by == v.options.By
		items = append(items, item)
	}
	patterns := fyne.NewMenuItem(d.t("map.patterns"), func() { v.set(func(o *mapOptions) { o.Patterns = !o.Patterns }) })
	patterns.Checked = v.options.Patterns
	return append(items, fyne.NewMenuItemSeparator(), patterns)
}

// showMenu lists what can be hidden.
func (v *mapView) showMenu() []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, what := range []string{"unit", "graphic", "words", "pieces"} {
		item := fyne.NewMenuItem(v.desk.t("map.see."+what), func() { v.set(func(o *mapOptions) { o.toggle(what) }) })
		item.Checked = !v.options.Hidden[what]
		items = append(items, item)
	}
	return items
}

// toggle hides a kind, or shows it again.
func (o *mapOptions) toggle(what string) {
	hidden := maps.Clone(o.Hidden)
	if hidden[what] {
		delete(hidden, what)
	} else {
		if hidden == nil {
			hidden = map[string]bool{}
		}
		hidden[what] = true
	}
	o.Hidden = hidden
}

func (v *mapView) set(change func(o *mapOptions)) {
	change(&v.options)
	v.redraw()
}
