package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/ui/parts"
)

// showKeys lists the keys of all commands and of grids.
func (d *Desk) showKeys() {
	list := parts.Column(2)
	for _, c := range d.commands {
		if c.key != nil {
			list.Add(keyLine(d.t(keyOf(c)), keyText(c.key)))
		}
	}
	list.Add(parts.Gap(0, 8))
	list.Add(parts.Wide(parts.Paragraph(d.t("keys.grid"), parts.Second), 480))
	scroll := container.NewVScroll(list)
	scroll.SetMinSize(fyne.NewSize(520, 440))
	d.showText(d.t("command.help.keys"), scroll)
}

func keyOf(c *command) string {
	if c.menu == "" {
		return c.name
	}
	return "command." + c.name
}

func keyLine(what, key string) fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, parts.NewLine(key, parts.Second), parts.NewCut(what, parts.Plain))
}

func keyText(s fyne.Shortcut) string {
	k, ok := s.(fyne.KeyboardShortcut)
	if !ok {
		return ""
	}
	text := ""
	for _, m := range []struct {
		bit  fyne.KeyModifier
		name string
	}{{fyne.KeyModifierControl, "Ctrl+"}, {fyne.KeyModifierSuper, "⌘"}, {fyne.KeyModifierAlt, "Alt+"}, {fyne.KeyModifierShift, "Shift+"}} {
		if k.Mod()&m.bit != 0 {
			text += m.name
		}
	}
	return text + string(k.Key())
}
