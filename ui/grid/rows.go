package grid

import "slices"

// rowIndex is the rows as they are seen: without those under folded groups, and
// numbered without the headers of groups. A row seen is spoken of by its index
// among them.
type rowIndex struct {
	source    Source
	seen      []int32 // index -> row of the source; nil when all are seen
	numbers   []int32 // index -> number shown, 0 for headers; nil when there are no groups
	count     int     // rows of the source when the index was made
	collapsed map[string]bool
	lookup    map[string]int32 // key -> index, made when first asked for
	shaped    Shaped           // the source, where rows do not all look alike
	tops      []float64        // see geometry
}

// rebuild walks the source once.
func (x *rowIndex) rebuild(source Source) {
	x.source, x.lookup, x.seen, x.numbers, x.count, x.tops = source, nil, nil, nil, 0, nil
	x.shaped, _ = source.(Shaped)
	if source == nil {
		return
	}
	defer x.stack()
	x.count = source.Rows()
	first := 0
	for first < x.count {
		if _, is := source.Group(first); is {
			break
		}
		first++
	}
	if first < x.count {
		x.fold()
	}
}

func (x *rowIndex) fold() {
	x.seen = make([]int32, 0, x.count)
	x.numbers = make([]int32, 0, x.count)
	number, hiding := int32(0), -1 // hiding: level of the folded group we are in
	for row := range x.count {
		group, is := x.source.Group(row)
		if is && (hiding < 0 || group.Level <= hiding) {
			hiding = -1
			if x.collapsed[x.source.Key(row)] {
				hiding = group.Level
			}
			x.seen, x.numbers = append(x.seen, int32(row)), append(x.numbers, 0)
			continue
		}
		if !is {
			number++
		}
		if hiding < 0 {
			x.seen, x.numbers = append(x.seen, int32(row)), append(x.numbers, number)
		}
	}
}

// stack adds up the heights of rows that do not all look alike.
func (x *rowIndex) stack() {
	if x.shaped == nil {
		return
	}
	x.tops = make([]float64, x.len()+1)
	for i := range x.len() {
		height := rowHeight
		if !x.isGroup(i) && x.shaped.Lines(x.row(i)) > 1 {
			height = tallHeight
		}
		x.tops[i+1] = x.tops[i] + float64(height)
	}
}

func (x *rowIndex) tinted(i int) bool { return x.shaped != nil && x.shaped.Tinted(x.row(i)) }

// stale reports that the source changed its size without a word.
func (x *rowIndex) stale() bool { return x.source != nil && x.source.Rows() != x.count }

func (x *rowIndex) len() int {
	if x.numbers != nil {
		return len(x.seen)
	}
	return x.count
}

// row is the row of the source at an index.
func (x *rowIndex) row(i int) int {
	if x.seen != nil {
		return int(x.seen[i])
	}
	return i
}

func (x *rowIndex) number(i int) int {
	if x.numbers != nil {
		return int(x.numbers[i])
	}
	return i + 1
}

func (x *rowIndex) key(i int) string {
	if i < 0 || i >= x.len() {
		return ""
	}
	return x.source.Key(x.row(i))
}

func (x *rowIndex) group(i int) (Group, bool) {
	if x.numbers == nil || i < 0 || i >= len(x.numbers) || x.numbers[i] != 0 {
		return Group{}, false
	}
	return x.source.Group(x.row(i))
}

// isGroup is group without asking the source.
func (x *rowIndex) isGroup(i int) bool {
	return x.numbers != nil && i >= 0 && i < len(x.numbers) && x.numbers[i] == 0
}

// find is the index of a key among the rows seen.
func (x *rowIndex) find(key string) (int, bool) {
	if x.source == nil || key == "" {
		return 0, false
	}
	if x.lookup == nil {
		x.lookup = make(map[string]int32, x.len())
		for i := range x.len() {
			x.lookup[x.key(i)] = int32(i)
		}
	}
	i, ok := x.lookup[key]
	return int(i), ok
}

// near is find, trying first where the key was last.
func (x *rowIndex) near(key string, guess int) (int, bool) {
	if guess >= 0 && guess < x.len() && x.key(guess) == key {
		return guess, true
	}
	return x.find(key)
}

func (x *rowIndex) setCollapsed(key string, on bool) bool {
	if x.collapsed[key] == on {
		return false
	}
	if x.collapsed == nil {
		x.collapsed = map[string]bool{}
	}
	if on {
		x.collapsed[key] = true
	} else {
		delete(x.collapsed, key)
	}
	return true
}

// collapsedKeys lists the folded groups, sorted.
func (x *rowIndex) collapsedKeys() []string {
	keys := make([]string, 0, len(x.collapsed))
	for key := range x.collapsed {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// Fold folds or unfolds a group.
func (g *Grid) Fold(group string, collapsed bool) {
	if !g.surface.edit.commit() || !g.rows.setCollapsed(group, collapsed) {
		return
	}
	g.Reload()
	if g.OnFold != nil {
		g.OnFold(group, collapsed)
	}
}

// FoldAll folds or unfolds every group; it reports nothing.
func (g *Grid) FoldAll(collapsed bool) {
	if g.source == nil || !g.surface.edit.commit() {
		return
	}
	for row := range g.source.Rows() {
		if _, is := g.source.Group(row); is {
			g.rows.setCollapsed(g.source.Key(row), collapsed)
		}
	}
	g.Reload()
}

// KeysFrom lists up to n ordinary rows as they are seen, from a row on: the rows
// that lines of a pasted text belong to.
func (g *Grid) KeysFrom(key string, n int) []string {
	i, ok := g.rows.find(key)
	var keys []string
	for ; ok && i < g.rows.len() && len(keys) < n; i++ {
		if !g.rows.isGroup(i) {
			keys = append(keys, g.rows.key(i))
		}
	}
	return keys
}

// ColumnsFrom lists up to n visible columns, from a column on.
func (g *Grid) ColumnsFrom(column string, n int) []string {
	at, ok := g.cols.place(column)
	var ids []string
	for ; ok && at < len(g.cols.shown) && len(ids) < n; at++ {
		ids = append(ids, g.cols.id(at))
	}
	return ids
}
