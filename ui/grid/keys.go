package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// AcceptsTab keeps Tab for going from cell to cell; past the last cell it leaves
// the grid.
func (s *surface) AcceptsTab() bool { return s.g.rows.len() > 0 }

// KeyDown notes that Shift is held: Fyne does not say so with the other keys.
func (s *surface) KeyDown(ev *fyne.KeyEvent) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		s.held |= fyne.KeyModifierShift
	}
}

// KeyUp notes that Shift was let go.
func (s *surface) KeyUp(ev *fyne.KeyEvent) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		s.held &^= fyne.KeyModifierShift
	}
}

// TypedRune starts editing with what was typed.
func (s *surface) TypedRune(r rune) {
	if r != ' ' && !s.edit.open() {
		s.edit.begin(string(r), true)
	}
}

// TypedKey acts on a key without Control or Alt.
func (s *surface) TypedKey(ev *fyne.KeyEvent) {
	shift := s.held&fyne.KeyModifierShift != 0
	s.edit.dismiss()
	if ev.Name == fyne.KeyEscape {
		s.escape()
		return
	}
	if s.g.rows.len() == 0 {
		if (ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter) && !s.paint.actionSize.IsZero() {
			s.g.Empty.Action()
		}
		return
	}
	if s.steer(ev.Name, shift) {
		return
	}
	switch ev.Name {
	case fyne.KeyTab:
		s.tab(shift)
	case fyne.KeyReturn, fyne.KeyEnter:
		s.enter(shift)
	case fyne.KeyF2:
		s.edit.begin("", false)
	case fyne.KeySpace:
		s.space(shift)
	case fyne.KeyDelete, fyne.KeyBackspace:
		s.delete()
	case desktop.KeyMenu:
		s.menu()
	case fyne.KeyF10:
		if shift {
			s.menu()
		}
	}
}

// steer moves the active cell, or with Shift stretches the selection.
func (s *surface) steer(key fyne.KeyName, shift bool) bool {
	row, place, ok := s.at()
	page, last := s.g.geo.page(), len(s.g.cols.shown)-1
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
	if ok && (key == fyne.KeyLeft || key == fyne.KeyRight) && s.g.rows.isGroup(row) && !shift {
		s.g.Fold(s.g.rows.key(row), key == fyne.KeyLeft)
		return true
	}
	s.goTo(to, at, shift)
	return true
}

// goTo makes a cell the active one, kept within the grid.
func (s *surface) goTo(row, place int, shift bool) {
	g := s.g
	if g.rows.len() == 0 {
		return
	}
	row = min(max(row, 0), g.rows.len()-1)
	place = min(max(place, 0), max(len(g.cols.shown)-1, 0))
	if !shift {
		s.pick(row, place)
		return
	}
	before, was, _ := s.at()
	whole := g.sel.whole && place == was && row != before && len(g.sel.keys) > 0
	g.sel.stretch(&g.rows, s.spot(row, place), whole, false)
	s.show(row, place)
	s.reportSelection()
}

// tab goes to the next cell, past the end of a row to the next row, and past
// the last cell out of the grid.
func (s *surface) tab(back bool) {
	row, place, ok := s.at()
	last := len(s.g.cols.shown) - 1
	step, start := 1, 0
	if back {
		step, start = -1, last
	}
	place += step
	if !ok {
		row, place = 0, 0
	} else if place < 0 || place > last || s.g.rows.isGroup(row) {
		row, place = row+step, start
		for row >= 0 && row < s.g.rows.len() && s.g.rows.isGroup(row) {
			row += step
		}
	}
	if row >= 0 && row < s.g.rows.len() {
		s.goTo(row, place, false)
		return
	}
	switch c := s.canvas(); {
	case c == nil:
	case back:
		c.FocusPrevious()
	default:
		c.FocusNext()
	}
}

func (s *surface) enter(up bool) {
	row, place, ok := s.at()
	switch {
	case !ok:
		s.goTo(0, 0, false)
	case s.g.rows.isGroup(row):
		key := s.g.rows.key(row)
		s.g.Fold(key, !s.g.rows.collapsed[key])
	case up:
		s.goTo(row-1, place, false)
	default:
		s.goTo(row+1, place, false)
	}
}

// space adds the active row to the selection or takes it away; with Shift the
// block becomes whole rows. On the header of a group it selects what is under.
func (s *surface) space(shift bool) {
	row, place, ok := s.at()
	if !ok {
		return
	}
	switch {
	case s.g.rows.isGroup(row):
		s.g.sel.under(&s.g.rows, row)
	case shift:
		s.g.sel.whole = true
	default:
		s.g.sel.toggle(&s.g.rows, s.spot(row, place))
	}
	s.repaint()
	s.reportSelection()
}

func (s *surface) delete() {
	if s.g.OnDelete != nil && !s.g.readOnly && len(s.g.sel.keys) > 0 {
		s.g.OnDelete(s.g.Block())
	}
}

// menu opens the host's menu below the active cell.
func (s *surface) menu() {
	row, place, ok := s.at()
	if s.g.OnMenu == nil || !ok || len(s.g.geo.boxes) == 0 {
		return
	}
	s.show(row, place)
	s.g.OnMenu(s.origin().AddXY(max(s.g.geo.left(place, &s.g.scroll), 0)+cellPad, s.g.geo.top(row, &s.g.scroll)+rowHeight))
}

// escape gives up a drag, else goes back to the active cell alone.
func (s *surface) escape() {
	if s.mouse.mode != modeNone {
		s.giveUp()
		return
	}
	if row, place, ok := s.at(); ok && len(s.g.sel.keys) > 1 {
		s.pick(row, place)
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
		if !s.jump(sc) {
			s.pass(shortcut)
		}
	default:
		s.pass(shortcut)
	}
}

// pass hands a shortcut on to those the window registered.
func (s *surface) pass(shortcut fyne.Shortcut) {
	if c, ok := s.canvas().(fyne.Shortcutable); ok {
		c.TypedShortcut(shortcut)
	}
}

// jump goes to the ends of the grid, with Shift stretching the selection.
func (s *surface) jump(sc *desktop.CustomShortcut) bool {
	if sc.Modifier == fyne.KeyModifierAlt && sc.KeyName == fyne.KeyDown {
		return s.edit.begin("", false)
	}
	if sc.Modifier&^fyne.KeyModifierShift != fyne.KeyModifierShortcutDefault {
		return false
	}
	shift := sc.Modifier&fyne.KeyModifierShift != 0
	row, place, _ := s.at()
	end, last := s.g.rows.len()-1, len(s.g.cols.shown)-1
	switch sc.KeyName {
	case fyne.KeyHome:
		s.goTo(0, 0, shift)
	case fyne.KeyEnd:
		s.goTo(end, last, shift)
	case fyne.KeyUp:
		s.goTo(s.edgeOfGroup(row, -1), place, shift)
	case fyne.KeyDown:
		s.goTo(s.edgeOfGroup(row, 1), place, shift)
	case fyne.KeyLeft:
		s.goTo(row, 0, shift)
	case fyne.KeyRight:
		s.goTo(row, last, shift)
	case fyne.KeyReturn, fyne.KeyEnter:
		s.openRow()
	default:
		return false
	}
	return true
}

// edgeOfGroup is the last row before a header in a direction, or, standing there
// already, the last before the next one.
func (s *surface) edgeOfGroup(row, step int) int {
	x := &s.g.rows
	at := row + step
	for at >= 0 && at < x.len() && x.isGroup(at) {
		at += step
	}
	for at+step >= 0 && at+step < x.len() && !x.isGroup(at+step) {
		at += step
	}
	return at
}

func (s *surface) openRow() {
	if key := s.g.sel.active.key; key != "" && s.g.OnOpen != nil {
		s.g.OnOpen(key)
	}
}

// SelectAll selects every row seen.
func (g *Grid) SelectAll() {
	if g.rows.len() == 0 {
		return
	}
	g.sel.all(&g.rows)
	g.surface.repaint()
	g.surface.reportSelection()
}
