package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// keyboard is what keys do in a grid.
type keyboard struct {
	s    *surface
	held fyne.KeyModifier // Shift, as told by key events
}

// AcceptsTab keeps Tab for going from cell to cell; past the last cell it leaves
// the grid.
func (s *surface) AcceptsTab() bool { return s.g.rows.len() > 0 }

// KeyDown notes that Shift is held: Fyne does not say so with the other keys.
func (s *surface) KeyDown(ev *fyne.KeyEvent) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		s.keys.held |= fyne.KeyModifierShift
	}
}

// KeyUp notes that Shift was let go.
func (s *surface) KeyUp(ev *fyne.KeyEvent) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		s.keys.held &^= fyne.KeyModifierShift
	}
}

// TypedRune starts editing with what was typed.
func (s *surface) TypedRune(r rune) {
	if r == ' ' || s.edit.open() || s.g.OnType != nil && s.g.OnType(r) {
		return
	}
	s.edit.begin(string(r), true)
}

// TypedKey acts on a key without Control or Alt.
func (s *surface) TypedKey(ev *fyne.KeyEvent) {
	shift := s.keys.held&fyne.KeyModifierShift != 0
	s.edit.dismiss()
	if ev.Name == fyne.KeyEscape {
		s.keys.escape()
		return
	}
	if s.g.rows.len() == 0 {
		if (ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter) && !s.paint.actionSize.IsZero() {
			s.g.Empty.Action()
		}
		return
	}
	if s.keys.steer(ev.Name, shift) {
		return
	}
	switch ev.Name {
	case fyne.KeyTab:
		s.keys.tab(shift)
	case fyne.KeyReturn, fyne.KeyEnter:
		s.keys.enter(shift)
	case fyne.KeyF2:
		s.edit.begin("", false)
	case fyne.KeySpace:
		s.keys.space(shift)
	case fyne.KeyBackspace:
		s.edit.begin("", true)
	case fyne.KeyDelete:
		s.keys.delete()
	case desktop.KeyMenu:
		s.keys.menu()
	case fyne.KeyF10:
		if shift {
			s.keys.menu()
		}
	}
}

// steer moves the active cell, or with Shift stretches the selection.
func (k *keyboard) steer(key fyne.KeyName, shift bool) bool {
	row, place, ok := k.s.at()
	page, last := k.s.g.geo.page(), len(k.s.g.cols.shown)-1
	to, at := row, place
	switch key {
	case fyne.KeyUp:
		to--
	case fyne.KeyDown:
		to++
	case fyne.KeyPageUp:
		to -= page
	case fyne.KeyPageDown:
		to += page
	case fyne.KeyLeft:
		at--
	case fyne.KeyRight:
		at++
	case fyne.KeyHome:
		at = 0
	case fyne.KeyEnd:
		at = last
	default:
		return false
	}
	if !ok {
		to, at = 0, 0
	}
	if ok && (key == fyne.KeyLeft || key == fyne.KeyRight) && k.s.g.rows.isGroup(row) && !shift {
		k.s.g.Fold(k.s.g.rows.key(row), key == fyne.KeyLeft)
		return true
	}
	k.goTo(to, at, shift)
	return true
}

// goTo makes a cell the active one, kept within the grid.
func (k *keyboard) goTo(row, place int, shift bool) {
	g := k.s.g
	if g.rows.len() == 0 {
		return
	}
	row = min(max(row, 0), g.rows.len()-1)
	place = min(max(place, 0), max(len(g.cols.shown)-1, 0))
	if !shift {
		k.s.pick(row, place)
		return
	}
	before, was, _ := k.s.at()
	whole := g.sel.whole && place == was && row != before && len(g.sel.keys) > 0
	g.sel.stretch(&g.rows, k.s.spot(row, place), whole, false)
	k.s.show(row, place)
	k.s.reportSelection()
}

// tab goes to the next cell, past the end of a row to the next row, and past
// the last cell out of the grid.
func (k *keyboard) tab(back bool) {
	row, place, ok := k.s.at()
	last := len(k.s.g.cols.shown) - 1
	step, start := 1, 0
	if back {
		step, start = -1, last
	}
	place += step
	if !ok {
		row, place = 0, 0
	} else if place < 0 || place > last || k.s.g.rows.isGroup(row) {
		row, place = row+step, start
		for row >= 0 && row < k.s.g.rows.len() && k.s.g.rows.isGroup(row) {
			row += step
		}
	}
	if row >= 0 && row < k.s.g.rows.len() {
		k.goTo(row, place, false)
		return
	}
	switch c := k.s.canvas(); {
	case c == nil:
	case back:
		c.FocusPrevious()
	default:
		c.FocusNext()
	}
}

func (k *keyboard) enter(up bool) {
	row, place, ok := k.s.at()
	switch {
	case !ok:
		k.goTo(0, 0, false)
	case k.s.g.rows.isGroup(row):
		key := k.s.g.rows.key(row)
		k.s.g.Fold(key, !k.s.g.rows.collapsed[key])
	case up:
		k.goTo(row-1, place, false)
	default:
		k.goTo(row+1, place, false)
	}
}

// space adds the active row to the selection or takes it away; with Shift the
// block becomes whole rows. On the header of a group it selects what is under.
func (k *keyboard) space(shift bool) {
	row, place, ok := k.s.at()
	if !ok || !shift && k.s.g.OnType != nil && k.s.g.OnType(' ') {
		return
	}
	switch {
	case k.s.g.rows.isGroup(row):
		k.s.g.sel.under(&k.s.g.rows, row)
	case shift:
		k.s.g.sel.whole = true
	default:
		k.s.g.sel.toggle(&k.s.g.rows, k.s.spot(row, place))
	}
	k.s.repaint()
	k.s.reportSelection()
}

func (k *keyboard) delete() {
	if k.s.g.OnDelete != nil && !k.s.g.readOnly && len(k.s.g.sel.keys) > 0 {
		k.s.g.OnDelete(k.s.g.Block())
	}
}

// menu opens the host's menu below the active cell.
func (k *keyboard) menu() {
	row, place, ok := k.s.at()
	if k.s.g.OnMenu == nil || !ok || len(k.s.g.geo.boxes) == 0 {
		return
	}
	k.s.show(row, place)
	k.s.g.OnMenu(k.s.origin().AddXY(max(k.s.g.geo.left(place, &k.s.g.scroll), 0)+cellPad, k.s.g.geo.top(row+1, &k.s.g.scroll)))
}

// escape gives up a drag, else goes back to the active cell alone.
func (k *keyboard) escape() {
	if k.s.mouse.mode != modeNone {
		k.s.drag.giveUp()
		return
	}
	if row, place, ok := k.s.at(); ok && len(k.s.g.sel.keys) > 1 {
		k.s.pick(row, place)
	}
}

// TypedShortcut acts on keys with Control.
func (s *surface) TypedShortcut(shortcut fyne.Shortcut) {
	switch sc := shortcut.(type) {
	case *fyne.ShortcutSelectAll:
		s.g.SelectAll()
	case *fyne.ShortcutCopy:
		s.copy()
	case *fyne.ShortcutPaste:
		s.paste()
	case *desktop.CustomShortcut:
		if !s.keys.jump(sc) {
			s.keys.pass(shortcut)
		}
	default:
		s.keys.pass(shortcut)
	}
}

// pass hands a shortcut on to those the window registered.
func (k *keyboard) pass(shortcut fyne.Shortcut) {
	if c, ok := k.s.canvas().(fyne.Shortcutable); ok {
		c.TypedShortcut(shortcut)
	}
}

// jump goes to the ends of the grid, with Shift stretching the selection.
func (k *keyboard) jump(sc *desktop.CustomShortcut) bool {
	if sc.Modifier == fyne.KeyModifierAlt && sc.KeyName == fyne.KeyDown {
		return k.s.edit.begin("", false)
	}
	if sc.Modifier&^fyne.KeyModifierShift != fyne.KeyModifierShortcutDefault {
		return false
	}
	shift := sc.Modifier&fyne.KeyModifierShift != 0
	row, place, _ := k.s.at()
	end, last := k.s.g.rows.len()-1, len(k.s.g.cols.shown)-1
	switch sc.KeyName {
	case fyne.KeyHome:
		k.goTo(0, 0, shift)
	case fyne.KeyEnd:
		k.goTo(end, last, shift)
	case fyne.KeyUp:
		k.goTo(k.edgeOfGroup(row, -1), place, shift)
	case fyne.KeyDown:
		k.goTo(k.edgeOfGroup(row, 1), place, shift)
	case fyne.KeyLeft:
		k.goTo(row, 0, shift)
	case fyne.KeyRight:
		k.goTo(row, last, shift)
	case fyne.KeyReturn, fyne.KeyEnter:
		k.openRow()
	default:
		return false
	}
	return true
}

// edgeOfGroup is the last row before a header in a direction, or, standing there
// already, the last before the next one.
func (k *keyboard) edgeOfGroup(row, step int) int {
	x := &k.s.g.rows
	at := row + step
	for at >= 0 && at < x.len() && x.isGroup(at) {
		at += step
	}
	for at+step >= 0 && at+step < x.len() && !x.isGroup(at+step) {
		at += step
	}
	return at
}

func (k *keyboard) openRow() {
	if key := k.s.g.sel.active.key; key != "" && k.s.g.OnOpen != nil {
		k.s.g.OnOpen(key)
	}
}
