package geo

import (
	"cmp"
	"runtime"
	"slices"
	"sync"

	"jointplan/plan"
)

// Unions keeps the union of many areas, so that after a change of one only what
// it is part of is joined again. It is a tree of pairs: neighbours are near each
// other in it, so that inner nodes lose the borders within.
type Unions struct {
	slots map[plan.ID]int // place of each area among the leaves
	ids   []plan.ID       // by slot; NoID where an area was
	nodes [][]*Shape      // by level, leaves first
	texts []plan.Geometry // by slot, as they were
}

// Tile is an area by its id; Text tells whether it changed.
type Tile struct {
	ID    plan.ID
	Text  plan.Geometry
	Shape Shape
}

// Lay takes over the areas as they are now and gives their union. All have to be
// valid.
func (u *Unions) Lay(tiles []Tile) (Shape, error) {
	dirty := u.place(tiles)
	if len(u.nodes) == 0 {
		return Shape{}, nil
	}
	for level := 1; level < len(u.nodes); level++ {
		next := map[int]bool{}
		for i := range dirty {
			next[i/2] = true
		}
		dirty = next
		if err := u.joinLevel(level, dirty); err != nil {
			u.slots = nil // what is half joined is laid anew
			return Shape{}, err
		}
	}
	return *u.nodes[len(u.nodes)-1][0], nil
}

// place puts the areas into their slots and tells which slots changed. Where many
// are new, all are laid anew.
func (u *Unions) place(tiles []Tile) map[int]bool {
	fresh := 0
	for _, t := range tiles {
		if _, ok := u.slots[t.ID]; !ok {
			fresh++
		}
	}
	if u.slots == nil || fresh > len(tiles)/8 || len(tiles) < len(u.ids)/2 || len(u.slots)+fresh > cap(u.ids) {
		return u.anew(tiles)
	}
	dirty, here := map[int]bool{}, make(map[plan.ID]bool, len(tiles))
	for _, t := range tiles {
		here[t.ID] = true
		slot, ok := u.slots[t.ID]
		if !ok {
			slot = len(u.ids)
			u.ids, u.texts = append(u.ids, t.ID), append(u.texts, "")
			u.slots[t.ID] = slot
		}
		if !ok || u.texts[slot] != t.Text {
			u.texts[slot], u.nodes[0][slot] = t.Text, areas(t.Shape)
			dirty[slot] = true
		}
	}
	for id, slot := range u.slots {
		if !here[id] {
			u.ids[slot], u.texts[slot], u.nodes[0][slot] = plan.NoID, "", &Shape{}
			delete(u.slots, id)
			dirty[slot] = true
		}
	}
	return dirty
}

func areas(s Shape) *Shape { return &Shape{Polygons: s.Polygons} }

// anew orders all areas so that neighbours are near each other and makes room for
// some more.
func (u *Unions) anew(tiles []Tile) map[int]bool {
	*u = Unions{slots: map[plan.ID]int{}}
	if len(tiles) == 0 {
		return nil
	}
	sorted := slices.Clone(tiles)
	centres := make(map[plan.ID]Point, len(tiles))
	for _, t := range tiles {
		b, _ := t.Shape.Bounds()
		centres[t.ID] = b.Centre()
	}
	halve(sorted, centres, 0)
	width := 1
	for width < len(tiles)+len(tiles)/8+1 {
		width *= 2
	}
	u.ids, u.texts = make([]plan.ID, 0, width), make([]plan.Geometry, 0, width)
	for n := width; n >= 1; n /= 2 {
		u.nodes = append(u.nodes, make([]*Shape, n))
	}
	for i := range u.nodes[0] {
		u.nodes[0][i] = &Shape{}
	}
	dirty := map[int]bool{}
	for i := range width {
		dirty[i] = true
	}
	for i, t := range sorted {
		u.slots[t.ID] = i
		u.ids, u.texts = append(u.ids, t.ID), append(u.texts, t.Text)
		u.nodes[0][i] = areas(t.Shape)
	}
	return dirty
}

// halve sorts tiles so that each half lies on one side of the other, in turns of
// longitude and latitude.
func halve(tiles []Tile, centres map[plan.ID]Point, depth int) {
	if len(tiles) < 3 {
		return
	}
	slices.SortStableFunc(tiles, func(a, b Tile) int {
		p, q := centres[a.ID], centres[b.ID]
		if depth%2 == 0 {
			return cmp.Compare(p.Lon, q.Lon)
		}
		return cmp.Compare(p.Lat, q.Lat)
	})
	// The left part fills whole branches of the tree.
	half := 1
	for half*2 < len(tiles) {
		half *= 2
	}
	halve(tiles[:half], centres, depth+1)
	halve(tiles[half:], centres, depth+1)
}

// joinLevel joins the pairs below the given nodes of a level on all processors.
func (u *Unions) joinLevel(level int, nodes map[int]bool) error {
	work := make(chan int, len(nodes))
	for i := range nodes {
		work <- i
	}
	close(work)
	var group sync.WaitGroup
	var guard sync.Mutex
	var failed error
	for range min(runtime.GOMAXPROCS(0), len(nodes)) {
		group.Go(func() {
			for i := range work {
				joined, err := joinPair(u.nodes[level-1][2*i], u.nodes[level-1][2*i+1])
				if err != nil {
					guard.Lock()
					failed = err
					guard.Unlock()
					return
				}
				u.nodes[level][i] = joined
			}
		})
	}
	group.Wait()
	return failed
}

func joinPair(a, b *Shape) (*Shape, error) {
	switch {
	case len(a.Polygons) == 0:
		return b, nil
	case len(b.Polygons) == 0:
		return a, nil
	}
	near := alongsideOf(*b, *a)
	for _, quick := range []func(a, b Shape) (Shape, bool){weave, fuse} {
		if joined, ok := quick(*a, near); ok {
			return &joined, nil
		}
	}
	joined, err := soundUnion(*a, near)
	return &joined, err
}
