package grid

import (
	"maps"
	"slices"
)

// spot is a cell by name, and where its row was last seen. The column is "" when
// the grid has none.
type spot struct {
	key    string
	column string
	row    int
}

// selection is the rows selected, the active cell, and the anchor a range is
// stretched from. Headers of groups can be active but are never selected.
type selection struct {
	keys    map[string]struct{}
	kept    map[string]struct{} // selected before the range that is being stretched
	active  spot
	anchor  spot
	whole   bool // whole rows are meant, not a block of cells
	ordered []string
	fresh   bool // ordered is up to date
	run     stretched
}

// stretched is the range the selection consists of, apart from what was kept.
type stretched struct {
	valid    bool
	from, to int
}

func (s *selection) clear() {
	*s = selection{keys: map[string]struct{}{}, whole: true}
}

func (s *selection) has(key string) bool {
	_, ok := s.keys[key]
	return ok
}

// only selects one row, or none when it is the header of a group.
func (s *selection) only(x *rowIndex, at spot, whole bool) {
	s.keys, s.kept = map[string]struct{}{}, nil
	s.active, s.anchor, s.whole, s.fresh, s.run = at, at, whole, false, stretched{}
	if at.key != "" && !x.isGroup(at.row) {
		s.keys[at.key] = struct{}{}
	}
}

// toggle adds a row or takes it away, and makes it the anchor.
func (s *selection) toggle(x *rowIndex, at spot) {
	s.active, s.anchor, s.whole, s.fresh, s.run = at, at, true, false, stretched{}
	if x.isGroup(at.row) {
		return
	}
	if s.has(at.key) {
		delete(s.keys, at.key)
	} else {
		s.keys[at.key] = struct{}{}
	}
	s.kept = maps.Clone(s.keys)
}

// stretch selects from the anchor to a cell. With add, what was selected apart
// from the range stays.
func (s *selection) stretch(x *rowIndex, to spot, whole, add bool) {
	from, ok := x.near(s.anchor.key, s.anchor.row)
	if !ok {
		s.only(x, to, whole)
		return
	}
	s.anchor.row = from
	was, run := s.run, stretched{!add, min(from, to.row), max(from, to.row)}
	if !was.valid || add || run.from > was.to || run.to < was.from {
		was = stretched{from: 0, to: -1}
		s.keys = map[string]struct{}{}
		if add {
			maps.Copy(s.keys, s.kept)
		}
	}
	// Only the difference is touched: ranges may span all rows.
	for i := was.from; i <= was.to; i++ {
		if i < run.from || i > run.to {
			delete(s.keys, x.key(i))
		} else {
			i = max(min(run.to, was.to), i) // skip what stays
		}
	}
	for i := run.from; i <= run.to; i++ {
		if i >= was.from && i <= was.to {
			i = min(was.to, run.to)
		} else if !x.isGroup(i) {
			s.keys[x.key(i)] = struct{}{}
		}
	}
	s.active, s.whole, s.fresh, s.run = to, whole, false, run
}

// all selects every row seen.
func (s *selection) all(x *rowIndex) {
	s.keys = make(map[string]struct{}, x.len())
	for i := range x.len() {
		if !x.isGroup(i) {
			s.keys[x.key(i)] = struct{}{}
		}
	}
	s.kept, s.whole, s.fresh, s.run = nil, true, false, stretched{}
}

// under selects the rows below the header of a group.
func (s *selection) under(x *rowIndex, header int) {
	head, ok := x.group(header)
	if !ok {
		return
	}
	s.keys, s.kept, s.whole, s.fresh, s.run = map[string]struct{}{}, nil, true, false, stretched{}
	for i := header + 1; i < x.len(); i++ {
		if next, is := x.group(i); is {
			if next.Level <= head.Level {
				return
			}
			continue
		}
		s.keys[x.key(i)] = struct{}{}
	}
}

// set replaces the rows selected by those of the keys that are seen.
func (s *selection) set(x *rowIndex, keys []string) {
	s.keys, s.kept, s.whole, s.fresh, s.run = map[string]struct{}{}, nil, true, false, stretched{}
	for n, key := range keys {
		i, ok := x.find(key)
		if !ok || x.isGroup(i) {
			continue
		}
		s.keys[key] = struct{}{}
		if n == 0 {
			s.active = spot{key, s.active.column, i}
			s.anchor = s.active
		}
	}
}

// list is the keys selected, in the order of the rows. Callers must not alter it.
func (s *selection) list(x *rowIndex) []string {
	if s.fresh {
		return s.ordered
	}
	s.fresh = true
	if len(s.keys) > x.len()/8 {
		s.ordered = make([]string, 0, len(s.keys))
		for i := range x.len() {
			if key := x.key(i); s.has(key) {
				s.ordered = append(s.ordered, key)
			}
		}
		return s.ordered
	}
	s.ordered = slices.Collect(maps.Keys(s.keys))
	slices.SortFunc(s.ordered, func(a, b string) int {
		i, _ := x.find(a)
		j, _ := x.find(b)
		return i - j
	})
	return s.ordered
}

// reconcile drops what is no longer seen and finds the active cell again; it
// reports whether the rows selected changed.
func (s *selection) reconcile(x *rowIndex) bool {
	s.fresh, s.kept, s.run = false, nil, stretched{}
	had := len(s.keys)
	if had > 0 {
		still := make(map[string]struct{}, had)
		for i := 0; i < x.len() && len(still) < had; i++ {
			if key := x.key(i); s.has(key) {
				still[key] = struct{}{}
			}
		}
		s.keys = still
	}
	for _, at := range []*spot{&s.active, &s.anchor} {
		if at.key == "" {
			continue
		}
		if i, ok := x.near(at.key, at.row); ok {
			at.row = i
		} else {
			at.row = min(max(at.row, 0), max(x.len()-1, 0))
			at.key = x.key(at.row)
		}
	}
	return len(s.keys) != had
}

// Selected lists the keys of the rows selected, in the order of the rows.
func (g *Grid) Selected() []string { return slices.Clone(g.sel.list(&g.rows)) }

// SelectKeys selects rows; the first becomes the active one. Unknown keys are
// passed over. Nothing is reported.
func (g *Grid) SelectKeys(keys ...string) {
	g.sel.set(&g.rows, keys)
	if g.sel.active.column == "" {
		g.sel.active.column = g.cols.id(0)
		g.sel.anchor.column = g.sel.active.column
	}
	g.Refresh()
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

// Active is the cell keys act on; both are "" when there is none.
func (g *Grid) Active() (key, column string) { return g.sel.active.key, g.sel.active.column }

// Block is what copying, pasting or deleting would work on.
func (g *Grid) Block() Block {
	b := Block{Keys: g.Selected(), Whole: g.sel.whole}
	from, to := g.blockColumns()
	for at := from; at <= to; at++ {
		b.Columns = append(b.Columns, g.cols.id(at))
	}
	return b
}

// blockColumns is the first and the last place of the block of cells.
func (g *Grid) blockColumns() (from, to int) {
	if g.sel.whole {
		return 0, len(g.cols.shown) - 1
	}
	a, okA := g.cols.place(g.sel.anchor.column)
	b, okB := g.cols.place(g.sel.active.column)
	switch {
	case okA && okB:
		return min(a, b), max(a, b)
	case okB:
		return b, b
	}
	return 0, len(g.cols.shown) - 1
}

// ScrollTo brings a row into view and makes it the active one. It is false for a
// key that is not seen.
func (g *Grid) ScrollTo(key string) bool {
	i, ok := g.rows.find(key)
	if !ok {
		return false
	}
	if g.sel.active.column == "" {
		g.sel.active.column = g.cols.id(0)
	}
	g.sel.active = spot{key, g.sel.active.column, i}
	g.sel.anchor = g.sel.active
	g.surface.measure()
	g.scroll.showRow(&g.geo, i)
	g.Refresh()
	return true
}
