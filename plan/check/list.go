package check

import (
	"slices"

	"jointplan/plan"
)

// list holds the findings of one rule in one operation in the order in which
// they are shown.
type list struct {
	notes   []*note
	loose   bool // appended to without regard to order
	in, out []*note
}

// list gives the list that n belongs to.
func (r *Report) list(n *note) *list {
	lists := r.lists[n.operation]
	if lists == nil {
		lists = make([]list, len(ranked()))
		r.lists[n.operation] = lists
	}
	return &lists[n.rule.rank]
}

// listsOf gives the lists of an operation, or of all in their order with NoID.
func (r *Report) listsOf(op plan.ID) [][]list {
	if op != plan.NoID {
		if lists := r.lists[op]; lists != nil {
			return [][]list{lists}
		}
		return nil
	}
	ids := make([]plan.ID, 0, len(r.lists))
	for id := range r.lists {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b plan.ID) int {
		if c := compareText(orderOf(r.doc, a), orderOf(r.doc, b)); c != 0 {
			return c
		}
		return slices.Compare(a[:], b[:])
	})
	all := make([][]list, len(ids))
	for i, id := range ids {
		all[i] = r.lists[id]
	}
	return all
}

func orderOf(d *plan.Document, id plan.ID) string {
	if o := d.Get(id); o != nil {
		return o.Shared().Order
	}
	return ""
}

func compareText(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// add and remove note what enters and leaves the lists; settle does it.
func (r *Report) add(n *note) {
	l := r.list(n)
	l.in = append(l.in, n)
	r.link(n)
}

func (r *Report) remove(n *note) {
	l := r.list(n)
	l.out = append(l.out, n)
	r.unlink(n)
}

// link makes n known to the objects it is about or names.
func (r *Report) link(n *note) {
	for _, id := range n.concerns() {
		r.concerned[id] = append(r.concerned[id], n)
	}
}

func (r *Report) unlink(n *note) {
	for _, id := range n.concerns() {
		rest := slices.DeleteFunc(r.concerned[id], func(m *note) bool { return m == n })
		if len(rest) == 0 {
			delete(r.concerned, id)
		} else {
			r.concerned[id] = rest
		}
	}
}

// concerns lists the objects other than the one looked at, each once.
func (n *note) concerns() []plan.ID {
	if n.about.ID == n.owner && len(n.others) == 0 {
		return nil
	}
	var ids []plan.ID
	if n.about.ID != n.owner {
		ids = append(ids, n.about.ID)
	}
	for _, id := range n.others {
		if id != n.about.ID && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

func (r *Report) settle() {
	for _, lists := range r.lists {
		for i := range lists {
			lists[i].settle()
		}
	}
}

// fewMoves is up to how many findings enter and leave a list one by one.
const fewMoves = 32

func (l *list) settle() {
	if l.loose {
		if !slices.IsSortedFunc(l.notes, compareNotes) {
			slices.SortFunc(l.notes, compareNotes)
		}
		l.loose = false
	}
	if len(l.in)+len(l.out) == 0 {
		return
	}
	if len(l.in)+len(l.out) > fewMoves {
		l.rebuild()
	} else {
		l.shift()
	}
	l.in, l.out = nil, nil
}

func (l *list) shift() {
	for _, n := range l.out {
		if i, ok := slices.BinarySearchFunc(l.notes, n, compareNotes); ok {
			l.notes = slices.Delete(l.notes, i, i+1)
		}
	}
	for _, n := range l.in {
		i, _ := slices.BinarySearchFunc(l.notes, n, compareNotes)
		l.notes = slices.Insert(l.notes, i, n)
	}
}

func (l *list) rebuild() {
	out := make(map[*note]bool, len(l.out))
	for _, n := range l.out {
		out[n] = true
	}
	kept := make([]*note, 0, len(l.notes)+len(l.in)-len(l.out))
	for _, n := range l.notes {
		if !out[n] {
			kept = append(kept, n)
		}
	}
	l.notes = append(kept, l.in...)
	slices.SortFunc(l.notes, compareNotes)
}
