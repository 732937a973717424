package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"jointplan/plan"
)

// command is something a user can ask for: by menu, by key, or by its name in
// the search. Its words are "command.NAME".
type command struct {
	name  string
	menu  string // of the bar: file, edit, operation, view, share, help
	key   fyne.Shortcut
	do    func()
	ready func() bool // nil: always
	rule  bool        // a line above it in the menu
}

func ctrl(key fyne.KeyName, more ...fyne.KeyModifier) fyne.Shortcut {
	s := &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
	for _, m := range more {
		s.Modifier |= m
	}
	return s
}

func plainKey(key fyne.KeyName) fyne.Shortcut { return &desktop.CustomShortcut{KeyName: key} }

// listCommands declares every command of the window.
func (d *Desk) listCommands() []*command {
	open := func() bool { return d.session != nil }
	canEdit := func() bool { return open() && d.session.File.ReadOnly() == nil }
	inOperation := func() bool { return open() && d.operation() != nil }
	hasRows := func() bool { return canEdit() && len(d.view.Selected()) > 0 }
	hasOne := func() bool { return open() && len(d.view.Selected()) == 1 }
	hasField := func() bool { o, _ := d.fieldInSight(); return hasOne() && o != nil }
	hasTasks := func() bool { return hasRows() && d.selectedKind() == plan.KindOf[plan.Task]() }
	return append([]*command{
		{name: "file.new", menu: "file", key: ctrl(fyne.KeyN, fyne.KeyModifierShift), do: d.newWorkspace},
		{name: "file.open", menu: "file", key: ctrl(fyne.KeyO), do: d.openWorkspace},
		{name: "file.sample", menu: "file", do: d.openSample},
		{name: "file.version", menu: "file", key: ctrl(fyne.KeyS), do: d.nameVersion, ready: canEdit, rule: true},
		{name: "file.copy", menu: "file", key: ctrl(fyne.KeyS, fyne.KeyModifierShift), do: d.saveCopy, ready: open},
		{name: "file.compact", menu: "file", do: d.askCompact, ready: func() bool { return open() && d.past == nil }},
		{name: "file.excel", menu: "file", key: ctrl(fyne.KeyE), do: d.exportExcel, ready: open},
		{name: "file.word", menu: "file", key: ctrl(fyne.KeyD, fyne.KeyModifierShift), do: d.exportWord, ready: open},
		{name: "file.mapimport", menu: "file", key: ctrl(fyne.KeyI, fyne.KeyModifierShift), do: d.importMap, ready: func() bool { return canEdit() && d.operation() != nil }, rule: true},
		{name: "file.mapexport", menu: "file", key: ctrl(fyne.KeyE, fyne.KeyModifierShift), do: d.exportMap, ready: inOperation},
		{name: "file.settings", menu: "file", key: ctrl(fyne.KeyComma), do: d.showSettings, rule: true},
		{name: "file.close", menu: "file", key: ctrl(fyne.KeyW), do: d.closeWorkspace, ready: open},
		{name: "file.quit", menu: "file", key: ctrl(fyne.KeyQ), do: d.quit},

		{name: "edit.undo", menu: "edit", key: &fyne.ShortcutUndo{}, do: d.undo, ready: canEdit},
		{name: "edit.redo", menu: "edit", key: &fyne.ShortcutRedo{}, do: d.redo, ready: canEdit},
		{name: "edit.duplicate", menu: "edit", key: ctrl(fyne.KeyD), do: d.duplicate, ready: hasRows, rule: true},
		{name: "edit.delete", menu: "edit", key: ctrl(fyne.KeyDelete), do: d.deleteSelected, ready: hasRows},
		{name: "edit.up", menu: "edit", key: alt(fyne.KeyUp), do: func() { d.moveSelected(-1) }, ready: hasRows},
		{name: "edit.down", menu: "edit", key: alt(fyne.KeyDown), do: func() { d.moveSelected(+1) }, ready: hasRows},
		{name: "edit.restore", menu: "edit", key: ctrl(fyne.KeyR), do: d.restoreSelected, ready: d.canRestore, rule: true},
		{name: "edit.find", menu: "edit", key: ctrl(fyne.KeyK), do: d.showSearch, ready: open, rule: true},

		{name: "operation.new", menu: "operation", key: ctrl(fyne.KeyN), do: func() { d.Go(Place{Section: placeCreate}) }, ready: canEdit},
		{name: "operation.row", menu: "operation", key: plainKey(fyne.KeyInsert), do: d.newRow, ready: canEdit},
		{name: "operation.assign", menu: "operation", key: ctrl(fyne.KeyA, fyne.KeyModifierShift), do: d.showAssign, ready: hasTasks},
		{name: "operation.record", menu: "operation", key: ctrl(fyne.KeyG), do: d.showRecord, ready: func() bool { return hasRows() && d.operation() != nil }},
		{name: "operation.edit", menu: "operation", do: d.editOperation, ready: inOperation, rule: true},
		{name: "operation.delete", menu: "operation", do: d.deleteOperation, ready: func() bool { return canEdit() && d.operation() != nil }},
		{name: "operation.template", menu: "operation", do: d.saveTemplate, ready: inOperation, rule: true},
		{name: "operation.load", menu: "operation", do: d.loadTemplate, ready: open},

		{name: "view.findings", menu: "view", key: plainKey(fyne.KeyF8), do: func() { d.goSection(placeFindings) }, ready: inOperation},
		{name: "view.history", menu: "view", key: ctrl(fyne.KeyH), do: func() { d.goSection(placeHistory) }, ready: inOperation},
		{name: "view.objecthistory", menu: "view", key: ctrl(fyne.KeyH, fyne.KeyModifierShift), do: func() { d.showHistory(d.view.Selected()[0]) }, ready: hasOne},
		{name: "view.fieldhistory", menu: "view", do: func() { d.showHistoryOf(d.fieldInSight()) }, ready: hasField},
		{name: "view.past", menu: "view", do: d.askPast, ready: open},
		{name: "view.earlier", menu: "view", key: alt(fyne.KeyPageUp), do: func() { d.stepDay(-1) }, ready: open},
		{name: "view.later", menu: "view", key: alt(fyne.KeyPageDown), do: func() { d.stepDay(+1) }, ready: func() bool { return d.past != nil }},
		{name: "view.now", menu: "view", do: d.backToNow, ready: func() bool { return d.past != nil }},
		{name: "view.conflicts", menu: "view", key: plainKey(fyne.KeyF9), do: func() { d.goSection(placeConflicts) }, ready: open},
		{name: "view.inspector", menu: "view", key: plainKey(fyne.KeyF4), do: func() { d.foldInspector(!d.state.Folded) }, ready: open},
		{name: "view.light", menu: "view", do: func() { d.setMode("light") }, rule: true},
		{name: "view.dark", menu: "view", do: func() { d.setMode("dark") }},
		{name: "view.system", menu: "view", do: func() { d.setMode("system") }},
		{name: "view.english", menu: "view", do: func() { d.setLanguage("en") }, rule: true},
		{name: "view.french", menu: "view", do: func() { d.setLanguage("fr") }},
		{name: "view.russian", menu: "view", do: func() { d.setLanguage("ru") }},

		{name: "share.for", menu: "share", key: ctrl(fyne.KeyR, fyne.KeyModifierShift), do: d.showShare, ready: canEdit},
		{name: "share.label", menu: "share", key: ctrl(fyne.KeyL), do: d.showLabel, ready: hasRows},
		{name: "share.copy", menu: "share", do: d.saveCopy, ready: open, rule: true},
		{name: "share.seal", menu: "share", do: d.showSeal, ready: open},
		{name: "share.excel", menu: "share", do: d.exportExcel, ready: open},
		{name: "share.word", menu: "share", do: d.exportWord, ready: open},
		{name: "share.map", menu: "share", do: d.printMap, ready: func() bool { return inOperation() && d.operation() != nil }},
		{name: "share.compare", menu: "share", key: ctrl(fyne.KeyM, fyne.KeyModifierShift), do: d.compareFile, ready: open, rule: true},
		{name: "share.merge", menu: "share", key: ctrl(fyne.KeyM), do: d.mergeFile, ready: canEdit},
		{name: "share.several", menu: "share", do: d.mergeFiles, ready: canEdit},
		{name: "share.folder", menu: "share", do: d.mergeFolder, ready: canEdit},
		{name: "share.key", menu: "share", do: d.showKey, rule: true},

		{name: "help.guide", menu: "help", key: plainKey(fyne.KeyF1), do: d.showGuide},
		{name: "help.keys", menu: "help", do: d.showKeys},
		{name: "help.about", menu: "help", do: d.showAbout},
	}, append(d.mapCommands(inOperation), d.sectionCommands(inOperation)...)...)
}

func alt(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt}
}

// sectionCommands lead to the first sections by Ctrl and a digit.
func (d *Desk) sectionCommands(ready func() bool) []*command {
	keys := []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9}
	var list []*command
	for i, section := range append([]plan.Section{placeOverview}, plan.Sections...) {
		c := &command{name: "section." + string(section), do: func() { d.goSection(section) }, ready: ready}
		if i < len(keys) {
			c.key = ctrl(keys[i])
		}
		list = append(list, c)
	}
	return list
}

func (d *Desk) goSection(section plan.Section) {
	d.Go(Place{Operation: d.place.Operation, Section: section})
}

// label is what the command is called; a section's is its own name.
func (d *Desk) label(c *command) string {
	switch {
	case c.name == "edit.undo" && d.session != nil:
		if title, ok := d.session.File.UndoTitle(); ok {
			return d.say("command.edit.undo.what", "What", title)
		}
	case c.name == "edit.redo" && d.session != nil:
		if title, ok := d.session.File.RedoTitle(); ok {
			return d.say("command.edit.redo.what", "What", title)
		}
	case c.menu == "":
		return d.t(c.name)
	}
	return d.t("command." + c.name)
}

// run does a command by its name unless it is not ready; a key works even where
// the menu is grey, so every command is guarded here.
func (d *Desk) run(name string) {
	if d.alone {
		return
	}
	for _, c := range d.commands {
		if c.name == name && (c.ready == nil || c.ready()) {
			c.do()
			return
		}
	}
}

// byKey does the command of a key, but nothing behind an open dialog.
func (d *Desk) byKey(name string) {
	if len(d.escapes) == 0 {
		d.run(name)
	}
}

func (d *Desk) addShortcuts() {
	for _, c := range d.commands {
		if c.key != nil {
			d.win.Canvas().AddShortcut(c.key, func(fyne.Shortcut) { d.byKey(c.name) })
		}
	}
	d.win.Canvas().SetOnTypedKey(func(key *fyne.KeyEvent) { d.plainKey(key.Name) })
}

// plainKey runs the command of a key without modifiers when nothing that takes
// keys has the focus, or when what has it does not want the key.
func (d *Desk) plainKey(name fyne.KeyName) bool {
	if n := len(d.escapes); n > 0 && name == fyne.KeyEscape {
		d.escapes[n-1]()
		return true
	}
	for _, c := range d.commands {
		if s, ok := c.key.(*desktop.CustomShortcut); ok && s.Modifier == 0 && s.KeyName == name {
			d.byKey(c.name)
			return true
		}
	}
	return false
}
