package plan

import (
	"iter"
	"maps"
	"slices"
)

// Document is a plan in memory: all objects with indexes by id, by kind and
// operation, and by reference. It is altered only by Apply. It is meant for one
// goroutine; work elsewhere takes a Snapshot.
type Document struct {
	byID     map[ID]Object
	lists    map[listKey]*list
	refs     map[*Field]*refIndex // built when first asked for
	revision uint64
}

// listKey names an ordered list: all objects of a kind (op is NoID) or those of
// one operation.
type listKey struct {
	kind *Kind
	op   ID
}

// list is sorted by order key, then id; stale marks one to be sorted anew.
type list struct {
	objects []Object
	stale   bool
}

// NewDocument gives an empty document.
func NewDocument() *Document {
	return &Document{byID: map[ID]Object{}, lists: map[listKey]*list{}, refs: map[*Field]*refIndex{}}
}

// Reserve makes room for n objects in an empty document.
func (d *Document) Reserve(n int) { d.byID = make(map[ID]Object, n) }

// Load adds objects that are new, without changes: for readers of files. An id
// that comes twice is an error.
func (d *Document) Load(objects []Object) error {
	before := len(d.byID)
	var all, of *list // of the object before, whose neighbour mostly goes there too
	var key listKey
	for i, o := range objects {
		d.byID[IDFor(o)] = o
		k, op := KindFor(o), NoID
		if k.op != nil {
			op = OperationOf(o)
		}
		if k != key.kind || all == nil {
			all = d.list(listKey{k, NoID})
		}
		if next := (listKey{k, op}); next != key || of == nil {
			key, of = next, d.list(next)
		}
		all.objects, all.stale = append(all.objects, o), true
		if op != NoID {
			of.objects, of.stale = append(of.objects, o), true
		}
		if len(d.byID) != before+i+1 {
			return Problem("error.object.twice", "ID", IDFor(o).String())
		}
	}
	return nil
}

// Snapshot gives a copy that later changes do not touch, for work on another
// goroutine. Objects are shared, since they are never altered in place.
func (d *Document) Snapshot() *Document {
	c := NewDocument()
	c.byID = maps.Clone(d.byID)
	c.revision = d.revision
	for key, l := range d.lists {
		c.lists[key] = &list{objects: slices.Clone(l.objects), stale: l.stale} // sorted where it is needed
	}
	return c
}

// Revision grows with every Apply; equal revisions mean equal content.
func (d *Document) Revision() uint64 { return d.revision }

// Len is the number of objects of all kinds.
func (d *Document) Len() int { return len(d.byID) }

// Get finds an object by its id; nil when there is none.
func (d *Document) Get(id ID) Object { return d.byID[id] }

// Find gives the object with the id if it is a T, as in Find[Task](d, id); nil
// otherwise.
func Find[T any](d *Document, id ID) *T {
	t, _ := any(d.byID[id]).(*T)
	return t
}

// Objects lists the objects of kind k in their order, of one operation or, with
// NoID, of all. The slice must not be altered.
func (d *Document) Objects(k *Kind, op ID) []Object {
	l := d.lists[listKey{k, op}]
	if l == nil {
		return nil
	}
	d.settle(l)
	return l.objects
}

// All lists the objects of type T in their order, of one operation or, with
// NoID, of all.
func All[T any](d *Document, op ID) []*T {
	objects := d.Objects(KindOf[T](), op)
	typed := make([]*T, len(objects))
	for i, o := range objects {
		typed[i] = any(o).(*T)
	}
	return typed
}

// Each goes through what All lists without building a list. The document must
// not be altered meanwhile.
func Each[T any](d *Document, op ID) iter.Seq[*T] {
	return func(yield func(*T) bool) {
		for _, o := range d.Objects(KindOf[T](), op) {
			if !yield(any(o).(*T)) {
				return
			}
		}
	}
}

// Count is the number of objects of kind k, of one operation or of all.
func (d *Document) Count(k *Kind, op ID) int {
	if l := d.lists[listKey{k, op}]; l != nil {
		return len(l.objects)
	}
	return 0
}

// Members lists all objects in no particular order. It leaves lists as they are,
// so that it may run beside others that only read.
func (d *Document) Members() []Object { return slices.Collect(maps.Values(d.byID)) }

// Workspace gives the object that describes the file; nil in an empty document.
func (d *Document) Workspace() *Workspace {
	if all := All[Workspace](d, NoID); len(all) > 0 {
		return all[0]
	}
	return nil
}

// OperationOf gives the operation that o belongs to, o itself when it is one;
// NoID for objects of the whole workspace.
func OperationOf(o Object) ID {
	k := KindFor(o)
	if k.goType == KindOf[Operation]().goType {
		return IDFor(o)
	}
	if k.op == nil {
		return NoID
	}
	return k.op.Ref(o)
}

func keysOf(o Object) []listKey {
	k := KindFor(o)
	keys := []listKey{{k, NoID}}
	if k.op != nil {
		if op := OperationOf(o); op != NoID {
			keys = append(keys, listKey{k, op})
		}
	}
	return keys
}

func (d *Document) list(key listKey) *list {
	l := d.lists[key]
	if l == nil {
		l = &list{}
		d.lists[key] = l
	}
	return l
}

func (d *Document) settle(l *list) {
	if l.stale {
		slices.SortFunc(l.objects, compareOrder)
		l.stale = false
	}
}

// compareOrder sorts by order key, then by id so that two planners' insertions
// at one place come out alike on every machine.
func compareOrder(a, b Object) int {
	ca, cb := a.Shared(), b.Shared()
	if ca.Order != cb.Order {
		if ca.Order < cb.Order {
			return -1
		}
		return 1
	}
	return slices.Compare(ca.ID[:], cb.ID[:])
}
