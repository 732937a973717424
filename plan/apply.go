package plan

import "slices"

// Apply alters the document by changes, all or none. An error names the change
// that does not fit: an object that is missing or there already, a field that
// does not exist, a value that is not acceptable. Old values are not compared;
// who needs that (undo, merge) asks Holds first.
func (d *Document) Apply(changes []Change) error {
	next := map[ID]Object{} // nil: deleted
	var touched []ID
	for _, c := range changes {
		o, seen := next[c.Object]
		if !seen {
			o = d.byID[c.Object]
			touched = append(touched, c.Object)
		}
		altered, err := alter(o, c, seen)
		if err != nil {
			return err
		}
		next[c.Object] = altered
	}
	d.commit(touched, next)
	return nil
}

// alter applies one change to o, in place when o is ours already.
func alter(o Object, c Change, ours bool) (Object, error) {
	if c.Kind == nil {
		return nil, Problem("error.kind.unknown")
	}
	switch {
	case c.Creates():
		if o != nil {
			return nil, Problem("error.object.twice", "ID", c.Object.String())
		}
		made, _, err := DecodeObject(c.Kind, c.Object, c.New)
		return made, err
	case o == nil || KindFor(o) != c.Kind:
		return nil, Problem("error.object.missing", "Kind", Say(c.Kind.Label()), "ID", c.Object.String())
	case c.Deletes():
		return nil, nil
	}
	f := c.Kind.Field(c.Field)
	if f == nil {
		return nil, Problem("error.field.unknown", "Field", c.Field)
	}
	if !ours {
		o = clone(o)
	}
	if err := f.set(o, c.New); err != nil {
		return nil, fieldProblem(f, err)
	}
	return o, nil
}

// many is the number of objects from which sorting a list anew is cheaper than
// moving its members one by one.
const many = 64

func (d *Document) commit(touched []ID, next map[ID]Object) {
	moves := map[*list]*moved{}
	for _, id := range touched {
		was, is := d.byID[id], next[id]
		if was == nil && is == nil {
			continue
		}
		if was != nil && is != nil && KindFor(was) != KindFor(is) { // deleted and made anew as something else
			d.reindex(id, was, nil)
			d.relist(was, nil, moves)
			was = nil
		}
		d.reindex(id, was, is)
		if is == nil {
			delete(d.byID, id)
		} else {
			d.byID[id] = is
		}
		d.relist(was, is, moves)
	}
	for l, m := range moves {
		l.apply(m)
	}
	d.revision++
}

// moved is what leaves and what enters an ordered list in one Apply.
type moved struct{ out, in []Object }

// relist replaces an object where it stands, or notes how the lists change.
func (d *Document) relist(was, is Object, moves map[*list]*moved) {
	if was != nil && is != nil && compareOrder(was, is) == 0 && OperationOf(was) == OperationOf(is) {
		for _, key := range keysOf(was) {
			l := d.list(key)
			d.settle(l)
			if i, ok := find(l.objects, was); ok {
				l.objects[i] = is
			}
		}
		return
	}
	if was != nil {
		for _, key := range keysOf(was) {
			m := movesOf(moves, d.list(key))
			m.out = append(m.out, was)
		}
	}
	if is != nil {
		for _, key := range keysOf(is) {
			m := movesOf(moves, d.list(key))
			m.in = append(m.in, is)
		}
	}
}

func movesOf(moves map[*list]*moved, l *list) *moved {
	if moves[l] == nil {
		moves[l] = &moved{}
	}
	return moves[l]
}

func (l *list) apply(m *moved) {
	// A fresh slice, since views may still hold the one before.
	if len(m.out)+len(m.in) > many || l.stale {
		out := make(map[ID]bool, len(m.out))
		for _, o := range m.out {
			out[IDFor(o)] = true
		}
		kept := make([]Object, 0, len(l.objects)+len(m.in))
		for _, o := range l.objects {
			if !out[IDFor(o)] {
				kept = append(kept, o)
			}
		}
		l.objects, l.stale = append(kept, m.in...), l.stale || len(m.in) > 0
		return
	}
	l.objects = slices.Clone(l.objects)
	for _, o := range m.out {
		if i, ok := find(l.objects, o); ok {
			l.objects = slices.Delete(l.objects, i, i+1)
		}
	}
	for _, o := range m.in {
		i, _ := find(l.objects, o)
		l.objects = slices.Insert(l.objects, i, o)
	}
}

func find(objects []Object, o Object) (int, bool) {
	return slices.BinarySearchFunc(objects, o, compareOrder)
}
