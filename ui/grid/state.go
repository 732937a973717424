package grid

// State is what the user made of a grid, to be saved and brought back.
type State struct {
	Order     []string           `json:"order,omitempty"`
	Hidden    []string           `json:"hidden,omitempty"`
	Widths    map[string]float32 `json:"widths,omitempty"`
	Sort      Sort               `json:"sort"`
	Collapsed []string           `json:"collapsed,omitempty"`
	X         float64            `json:"x,omitempty"`
	Y         float64            `json:"y,omitempty"`
	Selected  []string           `json:"selected,omitempty"`
	Active    string             `json:"active,omitempty"`
	Column    string             `json:"column,omitempty"` // of the active cell
}

// maxKept is how many selected rows a state remembers; beyond it none.
const maxKept = 10000

// State is the state as it is now.
func (g *Grid) State() State {
	st := State{
		Widths: map[string]float32{}, Sort: g.cols.sort, Collapsed: g.rows.collapsedKeys(),
		X: g.scroll.x, Y: g.scroll.y, Active: g.sel.active.key, Column: g.sel.active.column,
	}
	for _, i := range g.cols.order {
		id := g.cols.defs[i].ID
		st.Order = append(st.Order, id)
		st.Widths[id] = g.cols.width[i]
		if g.cols.hidden[i] {
			st.Hidden = append(st.Hidden, id)
		}
	}
	if len(g.sel.keys) <= maxKept {
		st.Selected = g.Selected()
	}
	return st
}

// SetState brings a state back; set the columns and the source before. What no
// longer exists is passed over. Nothing is reported: the host sorts the rows by
// State.Sort itself.
func (g *Grid) SetState(st State) {
	g.surface.edit.cancel()
	g.setColumnState(st)
	g.rows.collapsed = nil
	for _, key := range st.Collapsed {
		g.rows.setCollapsed(key, true)
	}
	g.rows.rebuild(g.source)
	g.sel.set(&g.rows, st.Selected)
	g.sel.active = spot{column: st.Column}
	if i, ok := g.rows.find(st.Active); ok {
		g.sel.active = spot{st.Active, st.Column, i}
	}
	g.sel.anchor = g.sel.active
	g.surface.measure()
	g.scroll.x, g.scroll.y = st.X, st.Y
	if g.surface.Size().IsZero() {
		g.scroll.pending = true // clamped once the size is known
	} else {
		g.scroll.clamp(&g.geo)
	}
	g.Refresh()
}

func (g *Grid) setColumnState(st State) {
	c := &g.cols
	if len(st.Order) > 0 {
		for i := range c.hidden {
			c.hidden[i] = c.defs[i].Hidden
		}
		for _, id := range st.Order {
			if i := c.index(id); i >= 0 {
				c.hidden[i] = false
			}
		}
	}
	for _, id := range st.Hidden {
		if i := c.index(id); i >= 0 {
			c.hidden[i] = true
		}
	}
	for id, width := range st.Widths {
		if i := c.index(id); i >= 0 {
			c.resize(i, width)
		}
	}
	c.sort = Sort{}
	if c.index(st.Sort.Column) >= 0 {
		c.sort = st.Sort
	}
	c.arrange(st.Order)
	if len(c.shown) == 0 && len(c.order) > 0 {
		c.hidden[c.order[0]] = false
		c.settle()
	}
}
